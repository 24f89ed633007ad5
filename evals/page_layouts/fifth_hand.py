"""Layouts by a fifth hand, which had not seen the code of dates: sites of news and of states as they are in 2025, most with metadata."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import MONTHS, earlier, later, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import Story, make_story

UTF8 = ("utf-8", "utf-8")


def _e(text: str) -> str:
    return escape(text, quote=False)


def _page(s: Story, name: str, body: str, more: str = "") -> str:
    head = f'<!doctype html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - {name}</title>{more}</head>'
    return f"{head}<body>{body}</body></html>"


def _meta(s: Story, *, changed: bool = True) -> str:
    """What most systems put into the head: Open Graph with the moments of publication and change."""
    change = s.modified or s.published + timedelta(hours=2)
    told = f'<meta property="article:modified_time" content="{zulu(change)}">' if changed else ""
    return f'<meta property="og:type" content="article"><meta property="article:published_time" content="{zulu(s.published)}">{told}'


def _data(s: Story, name: str, kind: str = "NewsArticle") -> str:
    said = {"@context": "https://schema.org", "@type": kind, "headline": s.title, "datePublished": s.published.isoformat(),
            "dateModified": (s.modified or s.published).isoformat(), "author": {"@type": "Person", "name": s.author},
            "publisher": {"@type": "Organization", "name": name}}  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def _stories(s: Story, r: Random, form: str, many: int = 5) -> str:
    """A rail of other stories with their days, before and after."""
    days = [(later if n % 2 else earlier)(s.published, r) for n in range(many)]
    items = "".join(f'<li><a href="/n/{n}"><h3>{c.aside(r)}</h3></a><span class="d">{written(day, form)}</span></li>' for n, day in enumerate(days))  # fmt: skip
    return f'<aside class="rail"><h2>Latest</h2><ul>{items}</ul></aside>'


def world_wire(r: Random) -> Page:
    """A world agency: data and meta, the moment for the eye in two time elements, "Updated 2 days ago"."""
    s, (name, host) = make_story(r), c.site(r)
    line = f'<time data-testid="Body"><span>{written(s.published, "{month} {d}, {y}")}</span><span>{written(s.published, "{h12}:{m} {pm}")} UTC</span><span>Updated 2 days ago</span></time>'
    body = f"""{c.menu(r)}<main><article><header><h1 data-testid="Heading">{_e(s.title)}</h1><div>By <a rel="author">{s.author}</a></div>{line}</header><div><p>{_e(s.standfirst)}</p>{c.body(s, r, [c.figure(r), c.signup(r)])}</div></article>{_stories(s, r, "{month} {d}, {y}")}</main>{c.footer(name, r)}"""
    return finish("world_wire", _page(s, name, body, _meta(s) + _data(s, name)), s, r, url=f"https://www.{host}/world/{c.slug(s.title)}-{s.day}/", encoding=UTF8)  # fmt: skip


def associated(r: Random) -> Page:
    """An agency owned by papers: milliseconds in an element of its own, and "Updated 6:40 PM UTC, March 14, 2025"."""
    s, (name, host) = make_story(r), c.site(r)
    stamp = f'<bsp-timestamp data-timestamp="{int(s.published.timestamp() * 1000)}"><span data-date>Updated {written(s.published, "{h12}:{m} {pm}")} UTC, {written(s.published, "{month} {d}, {y}")}</span></bsp-timestamp>'
    body = f"""{c.cookie(r)}{c.menu(r)}<main class="Page-main"><h1 class="Page-headline">{_e(s.title)}</h1><div class="Page-byline">By <a>{s.author}</a>{stamp}</div><div class="RichTextStoryBody"><p>{_e(s.standfirst)}</p>{c.body(s, r, [c.figure(r)])}</div></main>{_stories(s, r, "{month} {d}, {y}")}"""
    return finish("associated", _page(s, name, body, _data(s, name)), s, r, url=f"https://{host}/article/{c.slug(s.title)}-{r.randint(10**8, 10**9):x}", encoding=UTF8)  # fmt: skip


def public_corporation(r: Random) -> Page:
    """A public broadcaster: data, and "5 days ago" in a time element with its moment."""
    s, (name, host) = make_story(r), c.site(r)
    body = f"""{c.menu(r)}<main id="main-content"><article><h1>{_e(s.title)}</h1><div data-component="byline-block"><time datetime="{zulu(s.published)}">5 days ago</time><div>Share <button>Save</button></div><span>{s.author}</span></div><p><b>{_e(s.standfirst)}</b></p>{c.body(s, r, [c.figure(r)])}</article>{c.related(s, r)}</main>"""
    return finish("public_corporation", _page(s, name, body, _data(s, name, "ReportageNewsArticle")), s, r, url=f"https://www.{host}/news/articles/c{r.randint(10**9, 10**10):x}o", encoding=UTF8)  # fmt: skip


def liberal_paper(r: Random) -> Page:
    """A liberal paper: meta, "Fri 14 Mar 2025 18.40 GMT" that opens to "Last modified on"."""
    s, (name, host) = make_story(r), c.site(r)
    change = s.modified or s.published
    body = f"""{c.menu(r)}<main><div data-gu-name="headline"><h1>{_e(s.title)}</h1></div><div data-gu-name="standfirst"><p>{_e(s.standfirst)}</p></div><address>{s.author} in {s.city}</address><details><summary>{written(s.published, "{wd} {d} {mon} {y} {h}.{m}")} GMT</summary>Last modified on {written(change, "{wd} {d} {mon} {y} {h}.{m}")} GMT</details><div id="maincontent">{c.body(s, r, [c.read_more(r)])}</div></main>{_stories(s, r, "{d} {mon} {y}")}{c.footer(name, r)}"""
    url = f"https://www.{host}/world/{s.published.year}/{MONTHS[s.published.month - 1][:3].lower()}/{s.published.day:02}/{c.slug(s.title)}"
    return finish("liberal_paper", _page(s, name, body, _meta(s)), s, r, url=url, encoding=UTF8)


def state_agency_clock(r: Random) -> Page:
    """A state agency: the clock before the day in a time element that has both, nothing in the head."""
    s, (name, host) = make_story(r, (60, 500)), c.site(r)
    body = f"""{c.menu(r)}<main><article class="infinite"><time datetime="{s.published:%Y-%m-%dT%H:%M}">{written(s.published, "{h}:{m}, {d} {month} {y}")}</time><h1 itemprop="headline">{_e(s.title)}</h1><div itemprop="articleBody"><p>{s.city.upper()}. {MONTHS[s.published.month - 1][:3]} {s.published.day} ({name}) - {_e(s.standfirst)}</p>{c.body(s, r)}</div></article><div class="timeline">{_stories(s, r, "{d} {month} {y}, {h}:{m}")}</div></main>"""
    main = f"{s.city.upper()}. {MONTHS[s.published.month - 1][:3]} {s.published.day} ({name}) - {main_text(s)}"
    return finish("state_agency_clock", _page(s, name, body), s, r, url=f"https://www.{host}/newsroom/top-stories/{r.randint(10**4, 10**6)}/", main=main, encoding=UTF8)  # fmt: skip


def national_agency_dots(r: Random) -> Page:
    """A national agency: dots and the clock in a time element with its zone, the number of readers beside."""
    s, (name, host) = make_story(r, (60, 500)), c.site(r)
    body = f"""{c.menu(r)}<article><header><h1 class="newsTitle">{_e(s.title)}</h1><div class="newsDateAndTime"><time datetime="{s.published.isoformat()}">{written(s.published, "{dd}.{mm}.{y} {h}:{m}")}</time></div><div class="newsViews"><i></i> {r.randint(100, 9000)}</div></header><div class="newsHeading">{_e(s.standfirst)}</div><div class="newsText">{c.body(s, r)}</div></article><section class="related">{_stories(s, r, "{dd}.{mm}.{y} {h}:{m}")}</section>"""
    return finish("national_agency_dots", _page(s, name, body, _meta(s)), s, r, url=f"https://www.{host}/rubric-polytics/{r.randint(10**6, 10**7)}-{c.slug(s.title)}.html", encoding=UTF8)  # fmt: skip


def member_paper(r: Random) -> Page:
    """A paper paid for by members, on a system for letters: meta, data, a short day in a time element, "4 min read"."""
    s, (name, host) = make_story(r), c.site(r)
    body = f"""<header class="gh-head">{c.menu(r)}</header><main><article class="gh-article post"><header><a class="tag">War</a><h1 class="gh-article-title">{_e(s.title)}</h1><p class="gh-article-excerpt">{_e(s.standfirst)}</p><h4>{s.author}</h4><time class="gh-article-meta-date" datetime="{s.day}">{written(s.published, "{mon} {d}, {y}")}</time><span>4 min read</span></header><section class="gh-content">{c.body(s, r, [c.signup(r)])}</section></article></main>{_stories(s, r, "{mon} {d}, {y}")}"""
    return finish("member_paper", _page(s, name, body, _meta(s) + _data(s, name, "Article")), s, r, url=f"https://{host}/{c.slug(s.title)}/", encoding=UTF8)  # fmt: skip


def gulf_channel(r: Random) -> Page:
    """A channel of the Gulf: data, and the day twice, once for those who hear pages: "Published On 14 Mar 2025"."""
    s, (name, host) = make_story(r), c.site(r)
    day = written(s.published, "{d} {mon} {y}")
    body = f"""{c.menu(r)}<main id="main-content-area"><header class="article-header"><div class="topics">News|Politics</div><h1>{_e(s.title)}</h1><p class="article__subhead"><em>{_e(s.standfirst)}</em></p></header><div class="article-info-block">By {s.author}<div class="date-simple"><span class="screen-reader-text">Published On {day}</span><span aria-hidden="true">{day}</span></div></div><div class="wysiwyg wysiwyg--all-content">{c.body(s, r, [c.read_more(r), c.figure(r)])}</div></main>{_stories(s, r, "{d} {mon} {y}")}"""
    url = f"https://www.{host}/news/{s.published.year}/{s.published.month}/{s.published.day}/{c.slug(s.title)}"
    return finish("gulf_channel", _page(s, name, body, _data(s, name)), s, r, url=url, encoding=UTF8)


def people_net(r: Random) -> Page:
    """A state agency of the east: meta of its own name, "Source: ... Editor: ... 2025-03-14 18:40:15" over the text."""
    s, (name, host) = make_story(r, (60, 500)), c.site(r)
    when = f"{s.day} {s.published:%H:%M:%S}"
    body = f"""{c.menu(r)}<div class="conTop"><h1>{_e(s.title)}</h1><p>Source: {name}</p><p>Editor: huaxia</p><p>{when}</p></div><div id="detail"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="ej">{_stories(s, r, "{y}-{mm}-{dd}")}</div>"""
    more = f'<meta name="publishdate" content="{s.day}"><meta name="author" content="huaxia">'
    return finish("people_net", _page(s, name, body, more), s, r, url=f"https://english.{host}/{s.published:%Y%m%d}/{r.randint(10**9, 10**11):x}/c.html", encoding=UTF8)  # fmt: skip


def bosphorus_agency(r: Random) -> Page:
    """An agency on a strait: "14 March 2025•Update: 15 March 2025" beside the writer, and data."""
    s, (name, host) = make_story(r), c.site(r)
    change = s.modified or s.published + timedelta(days=1)
    body = f"""{c.menu(r)}<div class="detay"><span class="kategori">World</span><h1>{_e(s.title)}</h1><h4>{_e(s.standfirst)}</h4><span class="yazar">{s.author}</span><span class="tarih">{written(s.published, "{d} {month} {y}")}•Update: {written(change, "{d} {month} {y}")}</span><div class="detay-icerik">{c.body(s, r)}</div></div><div class="ilgili">{_stories(s, r, "{d} {month} {y}")}</div>"""
    return finish("bosphorus_agency", _page(s, name, body, _data(s, name)), s, r, url=f"https://www.{host}/en/world/{c.slug(s.title)}/{r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


def morning_of_the_coast(r: Random) -> Page:
    """A paper of a port: "Published March 14, 2025" in a span after the headline, "Published in Dawn, March 15th, 2025" at the foot."""
    s, (name, host) = make_story(r), c.site(r)
    body = f"""{c.menu(r)}<article><h2 class="story__title"><a>{_e(s.title)}</a></h2><span class="story__byline"><a>{s.author}</a></span> <span class="story__time"><span class="timestamp--label">Published</span> <span class="timestamp--date">{written(s.published, "{month} {d}, {y}")}</span></span><div class="story__content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></article><div>{_stories(s, r, "{month} {d}, {y}")}</div>{c.footer(name, r)}"""
    return finish("morning_of_the_coast", _page(s, name, body, _meta(s)), s, r, url=f"https://www.{host}/news/{r.randint(10**6, 10**7)}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def southern_daily(r: Random) -> Page:
    """A daily of the south: the update first, then the publication, with zone and city, all on one line; meta without zone names."""
    s, (name, host) = make_story(r), c.site(r)
    change = s.modified or s.published + timedelta(days=1)
    line = f"Updated - {written(change, '{month} {d}, {y} {h12}:{m} {pm}')} IST - {s.city.upper()} / Published - {written(s.published, '{month} {d}, {y} {h12}:{m} {pm}')} IST"
    body = f"""{c.menu(r)}<div class="article"><h1 class="title">{_e(s.title)}</h1><h2 class="sub-title">{_e(s.standfirst)}</h2><p class="publish-time">{line}</p><div class="author">{s.author}</div><div itemprop="articleBody">{c.body(s, r, [c.advert(r)])}</div></div>{_stories(s, r, "{month} {d}, {y}")}"""
    more = f'<meta name="publish-date" content="{s.published.isoformat()}"><meta name="modified-date" content="{change.isoformat()}">'
    return finish("southern_daily", _page(s, name, body, more), s, r, url=f"https://www.{host}/news/international/{c.slug(s.title)}/article{r.randint(10**7, 10**8)}.ece", encoding=UTF8)  # fmt: skip


def times_of_hills(r: Random) -> Page:
    """A paper of the hills: "By X Today, 6:40 pm" became "14 March 2025, 6:40 pm" in a span of the byline, no metadata."""
    s, (name, host) = make_story(r), c.site(r)
    when = f"{written(s.published, '{d} {month} {y}, {h12}:{m}')} {'pm' if s.published.hour >= 12 else 'am'}"
    body = f"""{c.menu(r)}<main><article><header><h1 class="headline">{_e(s.title)}</h1><h2 class="underline">{_e(s.standfirst)}</h2><div class="byline">By <a href="/w">{s.author}</a><span class="date">{when}</span><span class="comments">14</span></div></header><div class="the-content">{c.body(s, r, [c.signup(r)])}</div></article></main><div class="liveblog">{_stories(s, r, "{d} {month} {y}")}</div>"""
    return finish(
        "times_of_hills", _page(s, name, body), s, r, url=f"https://www.{host}/{c.slug(s.title)}/", encoding=UTF8
    )


def institute_posts(r: Random) -> Page:
    """An institute on the most common system of all: its plug-in's graph and meta, entry-date published, updated hidden beside."""
    s, (name, host) = make_story(r), c.site(r)
    change = s.modified or s.published
    body = f"""{c.menu(r)}<article class="post type-post hentry"><header class="entry-header"><h1 class="entry-title">{_e(s.title)}</h1><div class="entry-meta"><span class="posted-on"><a><time class="entry-date published" datetime="{s.published.isoformat()}">{written(s.published, "{month} {d}, {y}")}</time><time class="updated" datetime="{change.isoformat()}">{written(change, "{month} {d}, {y}")}</time></a></span><span class="byline"> by {s.author}</span></div></header><div class="entry-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}{c.share(r)}</div></article>{c.comments(s, r)}{c.archive(s, r)}"""
    return finish("institute_posts", _page(s, name, body, _meta(s) + c.linked_data(s, name, r, datePublished=s.published.isoformat())), s, r, url=f"https://{host}/{c.slug(s.title)}/", encoding=UTF8)  # fmt: skip


def ministry_of_fields(r: Random) -> Page:
    """A ministry on a system of fields: the day as RDFa in a span, others without."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    body = f"""{c.menu(r)}<div id="content"><h1 class="page-title">{_e(s.title)}</h1><div class="field field-name-field-date"><div class="field-item even"><span class="date-display-single" property="dc:date" datatype="xsd:dateTime" content="{s.published.isoformat()}">{written(s.published, "{weekday}, {d} {month} {y}")}</span></div></div><div class="field field-name-body"><div class="field-item even" property="content:encoded"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div></div>{_stories(s, r, "{d} {month} {y}")}"""
    return finish("ministry_of_fields", _page(s, "Ministry", body, '<meta name="Generator" content="Drupal 7">'), s, r, url=f"https://www.{host}/en/news/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def council_of_states(r: Random) -> Page:
    """A council of states: body, kind, day and clock as labels above the headline, "Last review" below."""
    s, (_, host) = make_story(r, (60, 600), extras=False), c.site(r)
    body = f"""{c.menu(r)}<main><ul class="breadcrumb"><li>Home</li><li>Press</li><li>Press releases</li></ul><div class="gsc-heading"><ul class="labels"><li>Council of the Union</li><li>Press release</li><li><time datetime="{s.day}">{written(s.published, "{d} {month} {y}")}</time></li><li>{written(s.published, "{h}:{m}")}</li></ul><h1>{_e(s.title)}</h1></div><div class="gsc-bge"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><h2>Press contacts</h2><p>{s.author}, Press officer, +32 2 281 0000</p><p>Last review: {written(later(s.published, r), "{d} {month} {y}")}</p></main>"""
    return finish("council_of_states", _page(s, "Consilium", body), s, r, url=f"https://www.{host}/en/press/press-releases/{s.published:%Y/%m/%d}/{c.slug(s.title)}/", encoding=UTF8)  # fmt: skip


def secretary_general(r: Random) -> Page:
    """A world body's head: the day alone on a line over the headline, a list of statements with theirs below."""
    s, (_, host) = make_story(r, (60, 400), extras=False), c.site(r)
    body = f"""<div class="bar">Welcome to the United States of the World</div>{c.menu(r)}<div class="region-content"><span class="views-label">{written(s.published, "{d} {month} {y}")}</span><h1 class="page-header">{_e(s.title)}</h1><div class="field--name-body"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div><div class="block">{_stories(s, r, "{d} {month} {y}")}</div>"""
    return finish("secretary_general", _page(s, "Secretary-General", body), s, r, url=f"https://www.{host}/sg/en/content/sg/statement/{s.day}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def security_organisation(r: Random) -> Page:
    """An organisation for security: the text opens with "VIENNA, 14 March 2025 – ", nothing else says the day."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    opening = f"{s.city.upper()}, {written(s.published, '{d} {month} {y}')} – {s.standfirst}"
    body = f"""{c.menu(r)}<main><h1>{_e(s.title)}</h1><div class="content"><p>{_e(opening)}</p>{c.body(s, r)}</div><h4>Contacts</h4><p>Media Section</p></main>{c.related(s, r, dated=False)}"""
    return finish("security_organisation", _page(s, "OSC", body), s, r, url=f"https://www.{host}/chairmanship/{r.randint(10**5, 10**6)}", main=opening + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def house_of_blocks(r: Random) -> Page:
    """A head of state's house built of blocks: a time element in a block of its own, and meta."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    body = f"""{c.menu(r)}<main><div class="wp-block-group"><h1 class="wp-block-post-title">{_e(s.title)}</h1><div class="wp-block-post-terms">Statements</div><div class="wp-block-post-date"><time datetime="{s.published.isoformat()}">{written(s.published, "{month} {d}, {y}")}</time></div></div><div class="entry-content wp-block-post-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></main>{_stories(s, r, "{month} {d}, {y}")}"""
    return finish("house_of_blocks", _page(s, "The House", body, _meta(s, changed=False)), s, r, url=f"https://www.{host}/briefings-statements/{s.published:%Y/%m}/{c.slug(s.title)}/", encoding=UTF8)  # fmt: skip


def numbered_note(r: Random) -> Page:
    """A foreign ministry that heads each note by number and day: "No: 61, 14 March 2025, ..." over the text, in capitals nowhere."""
    s, (_, host) = make_story(r, (60, 400), extras=False), c.site(r)
    head = f"No: {r.randint(2, 320)}, {written(s.published, '{d} {month} {y}')}, Press Release Regarding the Talks"
    body = f"""{c.menu(r)}<div class="sub-page"><h2>{_e(s.title)}</h2><h4>{head}</h4><div class="news-text"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div>"""
    return finish("numbered_note", _page(s, "Ministry of Foreign Affairs", body), s, r, url=f"https://www.{host}/no_-{r.randint(2, 320)}_-talks.en.mfa", encoding=UTF8)  # fmt: skip


def foreign_ministry_updated(r: Random) -> Page:
    """A foreign ministry of the east: "Updated: March 14, 2025 18:40" as the only line, the day in its address."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    body = f"""{c.menu(r)}<div class="content"><div class="title"><h1>{_e(s.title)}</h1><div class="info"><span>Updated: {written(s.published, "{month} {d}, {y} {h}:{m}")}</span><span>Source: Ministry</span></div></div><div id="News_Body_Txt_A"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div>"""
    return finish("foreign_ministry_updated", _page(s, "Ministry", body), s, r, url=f"https://www.{host}/eng/xw/fyrbt/{s.published:%Y%m}/t{s.published:%Y%m%d}_{r.randint(10**7, 10**8)}.html", encoding=UTF8)  # fmt: skip


def republic_agency(r: Random) -> Page:
    """A republic's agency: "Mar 14, 2025, 6:40 PM" with an icon, "News ID" after it, keywords and others with days below."""
    s, (name, host) = make_story(r, (60, 500)), c.site(r)
    body = f"""{c.menu(r)}<article class="item"><h1 class="title">{_e(s.title)}</h1><div class="item-nav"><div class="item-date"><i class="fa"></i><span>{written(s.published, "{mon} {d}, {y}, {h12}:{m} {pm}")}</span></div><div class="item-code"><span>News ID</span> <span>{r.randint(10**7, 10**8)}</span></div></div><p class="summary introtext">{s.city}, {name} - {_e(s.standfirst)}</p><div class="item-text" itemprop="articleBody">{c.body(s, r)}</div></article><section>{_stories(s, r, "{mon} {d}, {y}")}</section>"""
    return finish("republic_agency", _page(s, name, body), s, r, url=f"https://en.{host}/news/{r.randint(10**7, 10**8)}/{c.slug(s.title)}", main=f"{s.city}, {name} - {main_text(s)}", encoding=UTF8)  # fmt: skip


def letter_stack(r: Random) -> Page:
    """A letter by subscription: data, the day between the writer and the hearts, "Subscribe" in the text."""
    s, (name, host) = make_story(r), c.site(r)
    body = f"""<div class="topbar">{name} <button>Subscribe</button></div><article class="newsletter-post post"><h1 class="post-title">{_e(s.title)}</h1><h3 class="subtitle">{_e(s.standfirst)}</h3><div class="byline-wrapper"><a>{s.author}</a><div class="meta">{written(s.published, "{mon} {d}, {y}")}</div><button>12</button></div><div class="available-content"><div class="body markup">{c.body(s, r, [c.signup(r)])}</div></div></article><div class="comments-section"><h4>Discussion</h4><div>{r.choice(("Ann", "Ben"))} <a>{written(later(s.published, r), "{mon} {d}")}</a> <p>Thank you.</p></div></div>"""
    return finish(
        "letter_stack",
        _page(s, name, body, _data(s, name)),
        s,
        r,
        url=f"https://{host}/p/{c.slug(s.title)}",
        encoding=UTF8,
    )


def association_portal(r: Random) -> Page:
    """An association on a free system: a list of terms with Published, Last Updated, Hits, as microdata."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    change = s.modified or s.published
    body = f"""{c.menu(r)}<div class="item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h2 itemprop="headline">{_e(s.title)}</h2></div><dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby">Written by <span>{s.author}</span></dd><dd class="published"><time datetime="{s.published.isoformat()}" itemprop="datePublished">Published: {written(s.published, "{d} {month} {y}")}</time></dd><dd class="modified"><time datetime="{change.isoformat()}" itemprop="dateModified">Last Updated: {written(change, "{d} {month} {y}")}</time></dd><dd class="hits">Hits: {r.randint(20, 9000)}</dd></dl><div itemprop="articleBody"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div>"""
    return finish("association_portal", _page(s, "Association", body), s, r, url=f"https://{host}/index.php/en/news/{r.randint(100, 9999)}-{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def chancellery(r: Random) -> Page:
    """A chancellery: dots in a time element over the headline, others with theirs in the margin."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    body = f"""{c.menu(r)}<div class="news news-single"><div class="article"><div class="extra"><time itemprop="datePublished" datetime="{s.day}">{written(s.published, "{dd}.{mm}.{y}")}</time> | Press</div><h1 itemprop="headline">{_e(s.title)}</h1><div class="teaser-text"><p>{_e(s.standfirst)}</p></div><div class="news-text-wrap">{c.body(s, r)}</div></div></div>{_stories(s, r, "{dd}.{mm}.{y}")}"""
    return finish(
        "chancellery",
        _page(s, "Chancellery", body),
        s,
        r,
        url=f"https://www.{host}/en/detail/{c.slug(s.title)}",
        encoding=UTF8,
    )


def peninsula_agency(r: Random) -> Page:
    """An agency of a peninsula: "All News 18:40 March 14, 2025" on a line, data in the head with offset."""
    s, (name, host) = make_story(r), c.site(r)
    body = f"""{c.menu(r)}<article class="story-news article"><h1 class="tit">{_e(s.title)}</h1><div class="info"><span class="txt">All News</span> <span class="txt-time">{written(s.published, "{h}:{m} {month} {d}, {y}")}</span></div><div class="article-text"><p>{_e(s.standfirst)}</p>{c.body(s, r, [c.figure(r)])}<p class="txt-copyright">{s.author.split()[0].lower()}@{host} (END)</p></div></article>{_stories(s, r, "{h}:{m} {month} {d}, {y}")}"""
    return finish("peninsula_agency", _page(s, name, body, _data(s, name)), s, r, url=f"https://en.{host}/view/AEN{s.published:%Y%m%d}{r.randint(10**5, 10**6)}", encoding=UTF8)  # fmt: skip


LATER: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        world_wire, associated, public_corporation, liberal_paper, state_agency_clock, national_agency_dots, member_paper, gulf_channel,
        people_net, bosphorus_agency, morning_of_the_coast, southern_daily, times_of_hills, institute_posts, ministry_of_fields,
        council_of_states, secretary_general, security_organisation, house_of_blocks, numbered_note, foreign_ministry_updated,
        republic_agency, letter_stack, association_portal, chancellery, peninsula_agency,
    )
}  # fmt: skip
