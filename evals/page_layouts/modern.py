"""Layouts of large news sites of today: frameworks, JSON blobs, AMP, live blogs, paywalls, endless pages."""

from __future__ import annotations

import json
from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import dated_path, iso, later, updated, visible, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import make_story, sentence


def next_news(r: Random) -> Page:
    """A React site: hashed class names, the whole article again in a JSON blob, dates in JSON-LD and visible."""
    s, (name, host) = make_story(r), c.site(r)
    h = f"{r.randint(10000, 99999):x}"
    changed = {"dateModified": zulu(s.modified)} if s.modified else {}
    blob = json.dumps({"props": {"pageProps": {"article": {"title": s.title, "body": [t for _, t in s.blocks], "publishedAt": zulu(s.published)},
                                               "latest": [{"title": c.aside(r), "date": iso(later(s.published, r))} for _ in range(5)]}}})  # fmt: skip
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title>
<meta property="og:title" content="{escape(s.title)}"/><meta property="og:site_name" content="{name} | Breaking news, analysis"/>
{c.linked_data(s, name, r, datePublished=r.choice((iso(s.published), zulu(s.published))), **changed)}</head>
<body><div id="__next"><div class="css-{h}">{c.masthead(name, r)}</div><main class="Layout_main__{h}"><div class="Head_{h}">
<h1 class="Title_{h}">{escape(s.title)}</h1><p class="Standfirst_{h}">{escape(s.standfirst)}</p>
<div class="Meta_{h}"><span>By {s.author}</span><time>{visible(s.published, r)}</time></div></div>{c.share(r)}
<div class="Body_{h}">{c.body(s, r, [c.figure(r), c.read_more(r), c.signup(r), c.advert(r)])}</div></main>
{c.related(s, r, 6)}{c.footer(name, r)}</div><script id="__NEXT_DATA__" type="application/json">{blob}</script></body></html>"""
    return finish(
        "next_news",
        html,
        s,
        r,
        url=f"https://www.{host}/{c.slug(s.title)}-{r.randint(10**6, 10**7)}",
        encoding=("utf-8", "utf-8"),
    )


def client_rendered(r: Random) -> Page:
    """An empty shell that a script fills: the text is in JSON-LD alone."""
    s, (name, host) = make_story(r, (150, 1500), extras=False), c.site(r)
    text = "\n\n".join([s.standfirst, *(t for _, t in s.blocks)])
    data = c.linked_data(s, name, r, datePublished=iso(s.published), articleBody=text, description=s.standfirst)
    html = f"""<!doctype html><html><head>{{charset}}<title>{escape(s.title)}</title><meta name="application-name" content="{name}">{data}</head>
<body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div>{c.cookie(r)}{c.footer(name, r)}</body></html>"""
    return finish("client_rendered", html, s, r, url=f"https://{host}/story/{c.slug(s.title)}", clean=True)


def arc_like(r: Random) -> Page:
    """A newspaper's publishing platform: promos between paragraphs, sub-headline apart, meta tags of several kinds."""
    s, (name, host) = make_story(r), c.site(r)
    modified = f'<meta property="article:modified_time" content="{iso(s.modified)}">' if s.modified else ""
    stamp = updated(s.published, s.modified, r) if s.modified else visible(s.published, r)
    html = f"""<!DOCTYPE html><html lang="en-US"><head>{{charset}}<title>{escape(s.title)} - {name}</title>{modified}
<meta property="article:published_time" content="{iso(s.published)}"><meta name="author" content="{s.author}">
<link rel="canonical" href="https://{host}{dated_path(s.published, r)}{c.slug(s.title)}/"></head><body>{c.masthead(name, r)}
<section id="main"><div class="b-headline"><h1>{escape(s.title)}</h1><h2 class="b-subheadline">{escape(s.standfirst)}</h2></div>
<div class="b-byline">By <a href="/author">{s.author}</a></div><div class="b-date">{stamp}</div>{c.figure(r)}
<article class="b-article-body article-body-wrapper">{c.body(s, r, [c.advert(r), c.related(s, r, 3), c.advert(r), c.read_more(r), c.signup(r)])}</article>
{c.bio(s, r)}</section><aside class="right-rail">{c.related(s, r, 8)}</aside>{c.footer(name, r)}</body></html>"""
    return finish("arc_like", html, s, r, url=f"https://{host}{dated_path(s.published, r)}{c.slug(s.title)}/")


def substack_like(r: Random) -> Page:
    """A writer's letters: subtitle, likes and share buttons in the text, a date without a year of markup, subscribe boxes."""
    s, (name, host) = make_story(r, (200, 2000)), c.site(r)
    box = '<div class="subscription-widget"><p>{} is a reader-supported publication. To receive new posts, consider becoming a subscriber.</p></div>'
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - by {s.author}</title>
<meta property="og:site_name" content="{name}">{c.linked_data(s, name, r, datePublished=iso(s.published), dateModified=iso(later(s.published, r)))}</head>
<body><div class="main-menu">{c.menu(r, 4)}</div><article class="post"><div class="post-header"><h1 class="post-title">{escape(s.title)}</h1>
<h3 class="subtitle">{escape(s.standfirst)}</h3><div class="post-meta"><a>{s.author}</a> <span>{written(s.published, "{mon} {d}, {y}")}</span>
<a class="like">{r.randint(2, 900)}</a><a>Share</a></div></div><div class="available-content"><div class="body markup">
{c.body(s, r, [box.format(name), '<p class="button-wrapper"><a class="button">Share</a></p>', box.format(name)])}</div></div></article>
<div class="single-post-section"><h4>Ready for more?</h4><form><input><button>Subscribe</button></form></div>{c.comments(s, r, 3)}
<footer>© {s.published.year + 1} {s.author} ∙ Privacy ∙ Terms</footer></body></html>"""
    return finish("substack_like", html, s, r, url=f"https://{host}/p/{c.slug(s.title)}", encoding=("utf-8", "utf-8"))


def amp(r: Random) -> Page:
    """An AMP page: its own elements for pictures, advertisements, forms and accordions."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""<!doctype html><html amp lang="en"><head>{{charset}}<title>{escape(s.title)}</title><link rel="canonical" href="https://{host}/{c.slug(s.title)}">
<style amp-boilerplate>body{{animation:none}}</style>{c.linked_data(s, name, r, datePublished=zulu(s.published))}</head><body>
<amp-sidebar id="side">{c.menu(r)}</amp-sidebar><header><a href="/">{name}</a></header><article class="amp-wp-article"><header class="amp-wp-article-header">
<h1>{escape(s.title)}</h1><div class="amp-wp-meta amp-wp-byline">{s.author}</div><div class="amp-wp-meta"><time datetime="{iso(s.published)}">{r.randint(1, 5)} years ago</time></div>
</header><p class="lede">{escape(s.standfirst)}</p><amp-img src="/x.jpg" width="4" height="3"></amp-img><div class="amp-wp-article-content">
{c.body(s, r, ['<amp-ad type="a9"><div placeholder>Advertisement</div></amp-ad>', c.figure(r), c.read_more(r)])}</div></article>
<amp-accordion><section><h4>Read more stories</h4><p>{c.aside(r)}</p></section></amp-accordion><amp-user-notification>{c.cookie(r)}</amp-user-notification></body></html>"""
    return finish("amp", html, s, r, url=f"https://{host}/amp/{c.slug(s.title)}")


def live_blog(r: Random) -> Page:
    """A live blog: the newest entry first, each with its time; all entries are its text."""
    s, (name, host) = make_story(r, (400, 1500), extras=False), c.site(r)
    posts, entries = "", []
    for _, text in s.blocks:
        head = f"{sentence(r)[:40]}"
        entries.append(text)
        posts += f'<div class="live-post" id="post-{r.randint(1, 9**9)}"><time datetime="{iso(s.published)}">{r.randint(0, 23):02}:{r.randint(0, 59):02}</time><div class="live-text"><p>{escape(text)}</p></div><div class="live-share"><a>Share</a></div></div>'
        posts += f'<div class="live-pin"><a href="#p">{head}</a></div>' if r.random() < 0.1 else ""
    data = json.dumps({"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": s.title, "datePublished": iso(s.published),
                       "coverageStartTime": iso(s.published), "dateModified": iso(later(s.published, r, 2))})  # fmt: skip
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} – live | {name}</title><script type="application/ld+json">{data}</script></head>
<body>{c.masthead(name, r)}<main><span class="live-label">LIVE</span><h1>{escape(s.title)}</h1><div class="standfirst"><p>{escape(s.standfirst)}</p></div>
<div class="key-events"><h4>Key events</h4><ul><li><a href="#1">{c.aside(r)}</a></li></ul></div><div id="live-feed">{posts}</div></main>{c.footer(name, r)}</body></html>"""
    return finish(
        "live_blog",
        html,
        s,
        r,
        url=f"https://{host}/world/live/{c.slug(s.title)}",
        main="\n".join([s.standfirst, *entries]),
    )


def paywall(r: Random) -> Page:
    """A teaser that fades, an offer, and the whole text further down in a hidden block."""
    s, (name, host) = make_story(r, (200, 1800)), c.site(r)
    offer = '<div class="paywall-offer"><h3>Keep reading for 1 crown</h3><p>This article is for subscribers. Get unlimited digital access and cancel at any time.</p></div>'
    hide = r.choice(
        ('style="display:none"', 'class="premium-content hidden" aria-hidden="true"', 'class="paid-content" hidden')
    )
    data = c.linked_data(s, name, r, datePublished=iso(s.published), isAccessibleForFree=False)
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title>{data}<meta name="date" content="{s.day}"></head><body>{c.masthead(name, r)}
<div class="content-wrap"><h1>{escape(s.title)}</h1><p class="intro">{escape(s.standfirst)}</p><p class="author">{s.author}, {visible(s.published, r, False)}</p>
{offer}<div {hide}>{c.body(s, r, [c.figure(r)])}</div></div>{c.related(s, r, 3)}{c.footer(name, r)}</body></html>"""
    return finish("paywall", html, s, r, url=f"https://{host}/plus/{c.slug(s.title)}")


def infinite_scroll(r: Random) -> Page:
    """One article, and after it two more in full, which the site loads as one scrolls."""
    s, (name, host) = make_story(r, (150, 800)), c.site(r)
    others = ""
    for _ in range(2):
        o = make_story(r, (100, 500), extras=False)
        others += f'<article class="story" data-url="/{c.slug(o.title)}"><h1>{escape(o.title)}</h1><div class="dek">{o.standfirst}</div><time datetime="{iso(later(s.published, r))}">{visible(later(s.published, r), r)}</time><div class="story-body">{c.body(o, r)}</div></article>'
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{escape(s.title)} | {name}</title><meta property="og:title" content="{escape(s.title)}">
<meta property="og:url" content="https://{host}/{c.slug(s.title)}"><meta itemprop="datePublished" content="{iso(s.published)}"></head><body>{c.masthead(name, r)}
<div class="stream"><article class="story" data-url="/{c.slug(s.title)}"><h1>{escape(s.title)}</h1><div class="dek">{escape(s.standfirst)}</div>
<time datetime="{iso(s.published)}">{visible(s.published, r)}</time><div class="story-body">{c.body(s, r, [c.figure(r), c.advert(r)])}</div></article>
<div class="next-up">Next story</div>{others}</div>{c.footer(name, r)}</body></html>"""
    return finish("infinite_scroll", html, s, r, url=f"https://{host}/{c.slug(s.title)}", main=main_text(s))


def hydrated(r: Random) -> Page:
    """A shell whose text stands only in the state of its script, as fragments of HTML."""
    s, (name, host) = make_story(r, (200, 1500), extras=False), c.site(r)
    state = {"page": {"id": 7, "slug": c.slug(s.title), "headline": s.title, "deck": s.standfirst, "published_at": zulu(s.published),
                      "components": [{"type": "paragraph", "html": f"<p>{escape(t)}</p>"} for _, t in s.blocks]},
             "nav": [{"label": m, "href": "/" + m} for m in c.MENU], "rail": [{"title": c.aside(r)} for _ in range(8)]}  # fmt: skip
    html = f"""<!doctype html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - {name}</title><meta name="description" content="{escape(s.standfirst)}">
<meta property="article:published_time" content="{iso(s.published)}"></head><body><div id="app"><p>Loading…</p></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"pageProps": state}})}</script>{c.footer(name, r)}</body></html>"""
    return finish("hydrated", html, s, r, url=f"https://{host}/{c.slug(s.title)}", clean=True)


LAYOUTS: dict[str, Layout] = {
    f.__name__: f
    for f in (next_news, client_rendered, arc_like, substack_like, amp, live_blog, paywall, infinite_scroll, hydrated)
}
