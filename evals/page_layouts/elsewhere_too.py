"""Layouts written by somebody who had not seen the reader: more kinds of sites, among them some without a day."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import NOW, earlier, later, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import Story, make_story, sentence

UTF8 = ("utf-8", "utf-8")


def _e(text: str) -> str:
    return escape(text, quote=False)


def relative_times(r: Random) -> Page:
    """A young site that writes "8 months ago" everywhere; a script knows the moment from an attribute."""
    s, (name, host) = make_story(r), c.site(r)
    titled = r.random() < 0.5

    def stamp(when: datetime) -> str:
        days = max(1, (NOW - when).days)
        said = f"{days // 365} years ago" if days > 729 else f"{days // 30 or 1} months ago"
        if titled:
            return f'<abbr class="timeago" title="{zulu(when)}">{said}</abbr>'
        return f'<span class="ts" data-timestamp="{int(when.timestamp())}">{said}</span>'

    cards = "".join(f'<div class="card"><a href="/s/{r.randint(100, 9999)}"><h4>{c.aside(r)}</h4></a>{stamp(later(s.published, r))}</div>' for _ in range(6))  # fmt: skip
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} · {name}</title><meta name="twitter:card" content="summary_large_image"><meta name="twitter:title" content="{escape(s.title)}"></head><body><div class="navbar navbar-default"><div class="container"><a class="navbar-brand" href="/">{name}</a><ul class="nav navbar-nav"><li><a>Latest</a></li><li><a>Popular</a></li></ul></div></div><div class="container"><div class="row"><div class="col-md-8"><h1>{_e(s.title)}</h1><p class="text-muted small">{s.author} &middot; {stamp(s.published)} &middot; {r.randint(0, 90)} comments</p><p class="lead">{_e(s.standfirst)}</p>{c.body(s, r)}<div class="btn-group"><button>Upvote</button><button>Downvote</button></div><h3>Comments</h3><div class="media"><div class="media-body"><h5>guest {stamp(later(s.published, r, 9))}</h5><p>{sentence(r)}</p></div></div></div><div class="col-md-4"><h3>Trending now</h3>{cards}</div></div></div></body></html>"""
    return finish("relative_times", html, s, r, url=f"https://{host}/s/{r.randint(100, 99999)}", encoding=UTF8)


def address_only(r: Random) -> Page:
    """A party daily's site whose day stands in the address alone, in runs of digits of its own kind."""
    s, (name, host) = make_story(r, (60, 700), extras=False), c.site(r)
    path = r.choice((f"/n3/{s.published:%Y}/{s.published:%m%d}/c90000-{r.randint(20000000, 29999999)}.html", f"/{s.published:%Y-%m}/{s.published:%d}/c_{r.randint(13 * 10**7, 14 * 10**7)}.htm", f"/a/{s.published:%Y%m}/{s.published:%d}/WS{r.randint(16**10, 16**11):x}.html", f"/english/{s.published:%Y%m%d}/{r.randint(16**10, 16**11):x}/c.html"))  # fmt: skip
    text = "".join(f"<p>　　{_e(t)}</p>\n" for t in [s.standfirst, *s.paragraphs])
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head>{{charset}}<title>{escape(s.title)} - {name} Online</title></head><body><div class="w1000 header"><a>中文</a> <a>Русский</a> <a>عربي</a> <a>Español</a></div><div class="w1000 nav"><a>Home</a><a>Opinions</a><a>Business</a><a>Military</a><a>World</a><a>Society</a></div><div class="w1000 path"><a>Home</a>&gt;&gt;<a>World</a></div><div class="main w-860 d2txt"><h1>{_e(s.title)}</h1><div class="editor">(Web editor: {s.author})</div><div id="p_content" class="txt_con">{text}</div><div class="jiathis"><span>Share with:</span><a>email</a><a>print</a></div></div><div class="w1000 related"><h3>Add your comment</h3><h3>Most Read</h3><ul><li>{c.aside(r)}</li><li>{c.aside(r)}</li></ul></div><div class="footer">About {name} Online | Join Us | Contact Us<br/>Copyright © 1997-2026 by {name} Online. All Rights Reserved.</div></body></html>"""
    return finish(
        "address_only", html, s, r, url=f"http://en.{host}{path}", main="\n".join([s.standfirst, *s.paragraphs])
    )


def events_sidebar(r: Random) -> Page:
    """An organisation's statement without a day, beside a calendar of its events, a clock and a notice of terms with theirs."""
    s, (_, host) = make_story(r, (80, 700)), c.site(r)
    events = "".join(f'<li class="event"><span class="event-date"><b>{when.day}</b> {written(when, "{mon} {y}")}</span> <a>{c.aside(r)}</a><br>{r.choice(("Main hall", "Online", "Annex B"))}</li>' for when in (NOW + timedelta(days=9), NOW + timedelta(days=30), later(s.published, r)))  # fmt: skip
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} :: Centre for Dialogue</title><link rel="stylesheet" href="/css/main.css?v=20240611"></head><body><div id="page-wrapper"><div class="masthead"><a href="/">Centre for Dialogue</a><div id="clock">{written(NOW, "{weekday} {d} {month} {y} {h}:{m}")}</div></div><div class="nav-strip"><a>What we do</a><a>Where we work</a><a>Resources</a><a>Donate</a></div><div class="two-col"><div class="primary-col"><div class="label">Statement</div><h1>{_e(s.title)}</h1><p class="intro"><b>{_e(s.standfirst)}</b></p>{c.body(s, r)}<p class="back"><a href="/statements">All statements</a></p></div><div class="secondary-col"><h2>Upcoming events</h2><ul>{events}</ul><h2>Stay informed</h2><p>Join our mailing list.</p></div></div><div class="site-foot"><p>The terms of use were last revised on {written(earlier(NOW, r), "{d} {month} {y}")}. Registered charity 1099871.</p></div></div></body></html>"""
    return finish(
        "events_sidebar", html, s, r, url=f"https://www.{host}/statements/{c.slug(s.title)}", days=frozenset()
    )


def background_page(r: Random) -> Page:
    """A page of background without any day: contents, glossary box, headings with anchors, a feedback question."""
    s, (name, host) = make_story(r, (150, 1200)), c.site(r)
    contents = "".join(f'<li><a href="#{c.slug(t)}">{_e(t)}</a></li>' for k, t in s.blocks if k == "h2")
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name} Explainers</title><meta property="og:type" content="website"></head><body class="theme-light"><header role="banner"><a href="/">{name} Explainers</a><form role="search"><input placeholder="Search 1,200 topics"></form></header><div class="layout"><nav class="toc" aria-label="Contents"><p>On this page</p><ol>{contents}<li><a href="#help">Was this helpful?</a></li></ol></nav><main role="main"><h1>{_e(s.title)}</h1><p class="summary">{_e(s.standfirst)}</p>{c.body(s, r)}<section id="help"><h2>Was this page helpful?</h2><button>Yes</button><button>No</button></section></main></div><footer role="contentinfo"><p>Part of the {name} knowledge base</p></footer></body></html>"""
    return finish(
        "background_page",
        html,
        s,
        r,
        url=f"https://{host}/explainers/{c.slug(s.title)}",
        days=frozenset(),
        encoding=UTF8,
    )


def release_wire(r: Random) -> Page:
    """A distributor of press releases: provider and moment above, a dateline with the day in the text, about and contact below."""
    s, (_, host) = make_story(r, (100, 900)), c.site(r)
    line = f"{s.city.upper()}, {written(s.published, '{month} {d}, {y}')} /{r.choice(('WIREHUB', 'Newslane', 'PRFLOW'))}/ -- "
    story = Story(s.title, line + s.standfirst, s.blocks, s.author, s.city, s.published, s.modified)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta name="robots" content="noindex"></head><body><header><div class="container"><a>Wire Home</a><a>Send a Release</a><a>Journalists</a><a>Contact us</a><a>888-776-0942 from 8 AM - 10 PM ET</a></div></header><main><article class="news-release inline-gallery-template"><header class="container release-header"><h1>{_e(s.title)}</h1><div class="row detail-headline"><p class="subtitle">News provided by</p><a href="/news/x"><strong>Government of Kast</strong></a><p class="mb-no">{written(s.published, "{mon} {d}, {y}, {h}:{m}")} ET</p><p>Share this article</p><ul><li>Share to X</li></ul></div></header><section class="release-body container"><div class="row"><div class="col-lg-10"><p><span class="legendSpanClass">{line}</span>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div></section></article>
<section class="related"><div class="container"><h2>Also from this source</h2><div class="card"><h3>{c.aside(r)}</h3><p>{sentence(r)}</p><small>{written(later(s.published, r), "{mon} {d}, {y}, {h}:{m}")} ET</small></div><div class="card"><h3>{c.aside(r)}</h3><p>{sentence(r)}</p></div></div></section></main><footer><p>Terms of Use | Privacy Policy | Copyright © 2026 Wire US Inc.</p></footer></body></html>"""
    return finish("release_wire", html, s, r, url=f"https://www.{host}/news-releases/{c.slug(s.title)}-{r.randint(3 * 10**8, 4 * 10**8)}.html", main=main_text(story), encoding=UTF8)  # fmt: skip


def regional_weekly(r: Random) -> Page:
    """A regional paper of a large chain: "14th March" without a year before the eye, badges, a recommendation widget in the text."""
    s, (name, host) = make_story(r, (80, 900)), c.site(r)
    th = written(s.published, "{d}{th} {month}")
    line = f'<time class="article-timestamp" datetime="{s.published:%Y-%m-%dT%H:%M:%S}" itemprop="datePublished">{th}{r.choice(("", f" {s.published:%Y}"))}</time>'
    if s.modified:
        line += f' <span class="label">Updated</span> <time datetime="{s.modified:%Y-%m-%dT%H:%M:%S}">{written(s.modified, "{d}{th} {month}")}</time>'
    widget = f'<div class="mar-embed-inline"><p>Recommended reading:</p><ul><li><a href="/n/1">{c.aside(r)}</a></li><li><a href="/n/2">{c.aside(r)}</a></li></ul></div>'
    html = f"""<!DOCTYPE html><html lang="en-GB"><head>{{charset}}<title>{escape(s.title)} | {name}</title><meta property="og:site_name" content="{name}"></head><body><div id="outer"><div class="mar-ticker"><span>10°</span><span>E-Edition</span><span>Newsletters</span></div><header><a class="mar-logo">{name}</a><ul class="mar-nav"><li>News</li><li>Sport</li><li>What's On</li><li>Announcements</li><li>Dating</li><li>Buy photos</li></ul></header><div id="subscription-promo"><p>Get involved with the news in your community</p></div><div class="mar-article"><h1 class="mar-article__headline">{_e(s.title)}</h1><div class="mar-article__meta"><div class="mar-article__timestamp">{line}</div><ul><li>Politics</li></ul><div class="author"><p>By <strong>{s.author}</strong> <a>@reporter</a> Senior Reporter</p></div><div>Share</div><div>{r.randint(0, 40)} Comments</div></div><div class="mar-gallery"><img alt=""><p class="mar-caption">The hall <i>(Image: Newsroom)</i></p></div><p class="article-first-paragraph">{_e(s.standfirst)}</p>{c.body(s, r, [widget])}</div>
<div class="comments-area"><p>Comments: Our rules</p><p>We want our comments to be a lively and valuable part of our community - a place where readers can debate and engage with the most important local issues. The ability to comment on our stories is a privilege, not a right, however, and that privilege may be withdrawn if it is abused or misused.</p></div><div class="ipso"><p>This website and associated newspapers adhere to the editors' code of practice. If you have a complaint about the editorial content which relates to inaccuracy or intrusion, then please contact the editor here.</p><p>©Copyright 2001-2026. All rights reserved.</p></div></div></body></html>"""
    return finish("regional_weekly", html, s, r, url=f"https://www.{host}/news/{r.randint(10**7, 2 * 10**7)}.{c.slug(s.title)}/", encoding=UTF8)  # fmt: skip


def gazette(r: Random) -> Page:
    """An official gazette or a learned weekly: the day spelled out, with its ordinal, in one of several orders."""
    s, (name, host) = make_story(r, (80, 900), extras=False), c.site(r)
    form = r.choice(("{weekday}, the {d}{th} of {month} {y}", "{d}{th} of {month}, {y}", "{y} {month} {d}", "{month} the {d}{th}, {y}", "Dated this {d}{th} day of {month}, {y}", "{weekday} {d}{th} {month} {y}", "{y}, {month} {d}"))  # fmt: skip
    day, below = written(s.published, form), r.random() < 0.3
    above = f'<p class="no">Vol. {s.published.year - 1919}, No. {s.published.timetuple().tm_yday // 7 + 1}{"" if below else " — " + day}</p>'
    text = "".join(f"<p>{_e(t)}</p>" for t in [s.standfirst, *s.paragraphs])
    html = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><html><head>{{charset}}<title>{escape(s.title)}</title><style type="text/css">body {{ font-family: Georgia }}</style></head><body><center><h3>{name}</h3>{above}<hr width="40%"></center><h2 align="center">{_e(s.title)}</h2>{text}{f'<p align="right">{day}</p>' if below else ""}<hr><p align="center"><a href="index.htm">Index of this volume</a> | <a href="prev.htm">Previous</a> | <a href="next.htm">Next</a></p></body></html>"""
    return finish("gazette", html, s, r, url=f"http://{host}/vol{s.published.year - 1919}/{r.randint(1, 40):03}.htm")


def state_of_page(r: Random) -> Page:
    """A site rendered on the server by a script's framework: scoped attributes, a day without its year, the rest in the page's state."""
    s, (name, host) = make_story(r), c.site(r)
    v = f"data-v-{r.randint(16**7, 16**8 - 1):x}"
    moment = f"{s.published:%Y-%m-%d %H:%M:%S}"
    state = {"data": [{"article": {"id": r.randint(1, 10**6), "title": s.title, "publish_date": moment, "updated_at": f"{later(s.published, r):%Y-%m-%d %H:%M:%S}", "author": {"name": s.author, "created_at": f"{earlier(s.published, r):%Y-%m-%d %H:%M:%S}"}}, "sidebar": [{"id": n, "title": c.aside(r), "publish_date": f"{later(s.published, r):%Y-%m-%d %H:%M:%S}"} for n in range(4)]}], "error": None, "serverRendered": True}  # fmt: skip
    side = "".join(f"<div {v}><h5 {v}>{x['title']}</h5></div>" for x in state["data"][0]["sidebar"])
    html = f"""<!doctype html><html data-n-head-ssr lang="en"><head>{{charset}}<title>{escape(s.title)} - {name}</title><meta data-n-head="ssr" data-hid="og:title" property="og:title" content="{escape(s.title)}"></head><body><div data-server-rendered="true" id="__nuxt"><div id="__layout"><div {v} class="app"><div {v} class="top"><a {v} href="/">{name}</a><a {v}>Sign in</a></div><div {v} class="article-page"><div {v} class="cat">WORLD</div><h1 {v}>{_e(s.title)}</h1><div {v} class="sub">{_e(s.standfirst)}</div><div {v} class="who">{s.author}, {written(s.published, "{d} {mon}")} {s.published:%H:%M}</div><div {v} class="rich">{c.body(s, r)}</div><div {v} class="reactions"><span {v}>👍 {r.randint(0, 99)}</span><span {v}>😮 {r.randint(0, 99)}</span></div></div><div {v} class="side"><h4 {v}>Latest</h4>{side}</div></div></div></div><script>window.__NUXT__={json.dumps(state)};</script></body></html>"""
    return finish("state_of_page", html, s, r, url=f"https://{host}/article/{r.randint(1, 10**6)}", encoding=UTF8)


def visual_designer(r: Random) -> Page:
    """A site drawn in a visual designer: blocks with numbers for names, rich text, a collection of other posts with days alike."""
    s, (name, host) = make_story(r, (100, 1200)), c.site(r)
    posts = "".join(f'<div role="listitem" class="w-dyn-item"><a href="/post/{c.slug(c.aside(r))}" class="link-block-{n}"><div class="text-block-9">{written(later(s.published, r), "{month} {d}, {y}")}</div><h4 class="heading-12">{c.aside(r)}</h4><div class="text-block-10">{sentence(r)}</div></a></div>' for n in range(3))  # fmt: skip
    html = f"""<!DOCTYPE html><html data-wf-page="5f{r.randint(16**8, 16**9):x}" lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta content="{escape(s.title)}" property="og:title"><meta content="{escape(s.standfirst)}" property="og:description"></head><body><div data-collapse="medium" role="banner" class="navbar w-nav"><div class="container w-container"><a href="/" class="brand w-nav-brand">{name}</a><nav role="navigation" class="w-nav-menu"><a class="nav-link w-nav-link">Mission</a><a class="nav-link w-nav-link">Briefings</a><a class="nav-link w-nav-link">Donate</a></nav></div></div><div class="section-3"><div class="container-4 w-container"><div class="div-block-7"><div class="text-block-5">Briefing</div><div class="text-block-6">{written(s.published, "{month} {d}, {y}")}</div></div><h1 class="heading-3">{_e(s.title)}</h1><div class="text-block-7">{_e(s.standfirst)}</div><div class="div-block-8"><img alt="" class="image-4"><div class="text-block-8">{s.author}</div></div><div class="rich-text-block w-richtext">{c.body(s, r)}<p>‍</p></div></div></div>
<div class="section-5"><h2 class="heading-9">Latest briefings</h2><div class="w-dyn-list"><div role="list" class="w-dyn-items">{posts}</div></div></div><div class="footer-2"><div class="w-form"><form><input placeholder="Your email"><input type="submit" value="Subscribe"></form><div class="w-form-done"><div>Thank you! Your submission has been received!</div></div><div class="w-form-fail"><div>Oops! Something went wrong while submitting the form.</div></div></div></div></body></html>"""
    return finish("visual_designer", html, s, r, url=f"https://www.{host}/post/{c.slug(s.title)}", encoding=UTF8)


LATER: dict[str, Layout] = {
    f.__name__: f
    for f in (
        relative_times,
        address_only,
        events_sidebar,
        background_page,
        release_wire,
        regional_weekly,
        gazette,
        state_of_page,
        visual_designer,
    )
}
