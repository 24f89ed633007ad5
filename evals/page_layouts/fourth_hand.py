"""Layouts by a fourth hand, before the reader's code of dates was seen: papers, broadcasters and portals, with metadata and without."""

from __future__ import annotations

import json
from datetime import timedelta
from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import NOW, earlier, iso, later, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import Story, make_story

UTF8 = ("utf-8", "utf-8")


def _e(text: str) -> str:
    return escape(text, quote=False)


def _head(s: Story, name: str, more: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title>{more}</head>'


def _others(s: Story, r: Random, form: str, many: int = 4) -> str:
    """Links to other items with their days, some older and some newer."""
    days = [later(s.published, r) if n % 2 else earlier(s.published, r) for n in range(many)]
    return "".join(f'<div class="teaser"><a href="/{c.slug(c.aside(r))}">{c.aside(r)}</a> <small>{written(day, form)}</small></div>' for day in days)  # fmt: skip


def graph_of_data(r: Random) -> Page:
    """A newspaper of today: JSON-LD in a graph, an absolute moment for the eye, the update as "3 hours ago"."""
    s, (name, host) = make_story(r), c.site(r)
    data = c.linked_data(s, name, r, datePublished=zulu(s.published), dateModified=zulu(s.modified or s.published))
    html = f"""{_head(s, name, data)}<body>{c.cookie(r)}{c.masthead(name, r)}<main><article><header><h1>{_e(s.title)}</h1><p class="dek">{_e(s.standfirst)}</p><div class="by">By <a>{s.author}</a></div><div class="when"><span>{written(s.published, "{month} {d}, {y}")} {written(s.published, "{h12}:{m} {pm}")} UTC</span> · <span>Updated 3 hours ago</span></div></header><div class="copy">{c.body(s, r, [c.figure(r), c.advert(r)])}</div></article>{c.related(s, r)}</main>{c.footer(name, r)}</body></html>"""
    return finish("graph_of_data", html, s, r, url=f"https://www.{host}/world/{c.slug(s.title)}", encoding=UTF8)


def days_ago(r: Random) -> Page:
    """A public broadcaster: the moment in a time element that says "4 days ago", no other metadata, a list of related ones with the same."""
    s, (name, host) = make_story(r), c.site(r)
    rail = "".join(f'<li><h3>{c.aside(r)}</h3><time datetime="{zulu(later(s.published, r))}">{n + 2} hrs ago</time></li>' for n in range(4))  # fmt: skip
    html = f"""{_head(s, name)}<body><div id="root"><header>{c.menu(r)}</header><main id="main-content"><article><div data-component="headline-block"><h1>{_e(s.title)}</h1></div><div data-component="byline-block"><time datetime="{zulu(s.published)}">4 days ago</time><span>{s.author}</span><span>Reporting from {s.city}</span></div><div data-component="text-block"><p><b>{_e(s.standfirst)}</b></p></div>{c.body(s, r)}</article><section data-component="links-block"><h2>More on this story</h2><ul>{rail}</ul></section></main></div></body></html>"""
    return finish("days_ago", html, s, r, url=f"https://www.{host}/news/articles/c{r.randint(10**8, 10**9):x}o", encoding=UTF8)  # fmt: skip


def said_for_readers(r: Random) -> Page:
    """A news channel: a line hidden from screens ("Published On ...") beside the same one shown, dates of a list above the text."""
    s, (name, host) = make_story(r), c.site(r)
    day = written(s.published, "{d} {mon} {y}")
    listed = f'<div class="more-on"><span>list of 3 items</span><ul>{"".join(f"<li><a>{c.aside(r)}</a></li>" for _ in range(3))}</ul><span>end of list</span></div>'  # fmt: skip
    html = f"""{_head(s, name)}<body>{c.menu(r)}<main id="main-content-area"><div class="breaking">Live</div><header class="article-header"><h1>{_e(s.title)}</h1><p class="article__subhead"><em>{_e(s.standfirst)}</em></p></header><figure><img alt=""><figcaption>Delegates in {s.city}, {written(earlier(s.published, r), "{month} {d}, {y}")} [File: {s.author}/Reuters]</figcaption></figure><div class="article-info-block"><div class="article-b-l">By <a>{s.author}</a></div><div class="date-simple css-1y"><span class="screen-reader-text">Published On {day}</span><span aria-hidden="true">{day}</span></div></div><div class="wysiwyg">{c.body(s, r, [listed])}</div></main><footer>Follow {name}. © {NOW.year}</footer></body></html>"""
    return finish("said_for_readers", html, s, r, url=f"https://www.{host}/news/{s.published.year}/{s.published.month}/{s.published.day}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def updated_before_published(r: Random) -> Page:
    """A southern daily: "Updated - ... - CITY" first, then "Published - ...", both with zone, in small print below the byline."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{month} {dd}, {y} {h12}:{m} {pm} IST"
    changed = s.modified or s.published
    html = f"""{_head(s, name)}<body><div class="ticker">Trending: {c.aside(r)}</div><div class="article-section"><h1 class="title">{_e(s.title)}</h1><h2 class="sub-title">{_e(s.standfirst)}</h2><div class="publish-time"><p class="publish-time-new"><span>Updated - {written(changed, form)} - {s.city.upper()}</span></p><p class="publish-time-new">Published - {written(s.published, form)}</p></div><div class="author"><a>{s.author}</a></div><div class="articlebody">{c.body(s, r)}<p class="publish-time" id="end-of-article">Published - {written(s.published, form)}</p></div><div class="related-topics"><a>peace process</a> / <a>diplomacy</a></div></div>{_others(s, r, "{month} {dd}, {y}")}</body></html>"""
    return finish("updated_before_published", html, s, r, url=f"https://www.{host}/news/international/{c.slug(s.title)}/article{r.randint(10**7, 10**8)}.ece", encoding=UTF8)  # fmt: skip


def first_at_foot(r: Random) -> Page:
    """A portal: "Last Updated" at the head with desk and agency, "First Published" at the foot, times and zone."""
    s, (name, host) = make_story(r), c.site(r)
    changed = s.modified or s.published
    html = f"""{_head(s, name)}<body><ul class="crumb"><li>News</li><li>World</li><li>{_e(s.title[:30])}...</li></ul><article class="artcl"><h1 class="jsx-1">{_e(s.title)}</h1><h2 class="asubttl">{_e(s.standfirst)}</h2><div class="vfaj"><span>Curated By: {s.author}</span> <span>Agency: PTI</span> <div>Last Updated: <time>{written(changed, "{month} {d}, {y}, {h}:{m}")} IST</time></div></div><div id="article-content">{c.body(s, r, [c.read_more(r)])}</div><div class="fp">First Published: <time>{written(s.published, "{month} {d}, {y}, {h}:{m}")} IST</time></div><div class="loc">Location: {s.city}</div></article><div class="rhs">{_others(s, r, "{mon} {d}, {y}")}</div></body></html>"""
    return finish("first_at_foot", html, s, r, url=f"https://www.{host}/world/{c.slug(s.title)}-{r.randint(10**6, 10**7)}.html", encoding=UTF8)  # fmt: skip


def print_edition(r: Random) -> Page:
    """A paper that prints the story a day later and says so below it: "Published in The Paper, March 15th, 2025"."""
    s, (name, host) = make_story(r), c.site(r)
    day = written(s.published, "{month} {d}, {y}")
    morrow = written(s.published + timedelta(days=1), "{month} {d}{th}, {y}")
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article class="story"><h2 class="story__title"><a>{_e(s.title)}</a></h2><div class="story__byline"><a>{s.author}</a> <span class="timestamp--label">Published</span> <span class="story__time"><span class="timestamp--date">{day}</span></span></div><div class="media"><figcaption>The hall of the talks in {s.city}.—File</figcaption></div><div class="story__content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}<p><em>Published in {name}, {morrow}</em></p></div></article><div class="comments"><h4>Comments (2)</h4><p>Reader</p><span>{written(later(s.published, r, 9), "{mon} {d}, {y} {h}:{m}")}{written(s.published, "{pm}")}</span></div></body></html>"""
    return finish("print_edition", html, s, r, url=f"https://www.{host}/news/{r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


def gulf_daily(r: Random) -> Page:
    """A daily of the Gulf: "Updated" above, the day again in capitals beside the paper's name, a short address below."""
    s, (name, host) = make_story(r, (60, 900)), c.site(r)
    day = written(s.published, "{month} {dd}, {y} {h}:{m}")
    html = f"""{_head(s, name)}<body><div class="page"><h1>{_e(s.title)}</h1><div class="entry-media"><p class="caption">Envoys at the round table. (SPA)</p></div><div class="short-url">Short Url <input value="https://an.example/{r.randint(10**4, 10**5)}"></div><div class="entry-meta"><div class="entry-date">Updated {written(s.modified or s.published, "{dd} {month} {y}")}</div><div class="entry-author"><span>{s.author.upper()}</span></div><div class="field-date">{day}</div></div><div class="entry-content"><ul class="article-points"><li>{_e(s.standfirst)}</li></ul>{c.body(s, r)}</div><h3>Related</h3>{_others(s, r, "{dd} {month} {y}")}</div></body></html>"""
    return finish("gulf_daily", html, s, r, url=f"https://www.{host}/node/{r.randint(10**6, 10**7)}/world", encoding=UTF8)  # fmt: skip


def empty_by(r: Random) -> Page:
    """A weekly on the Nile: an empty "BY" and a dash, then weekday, day and zone, and a dateline with day and year."""
    s, (name, host) = make_story(r, (60, 700)), c.site(r)
    when = written(s.published, "{wd}, {dd} {mon} {y} - {h}:{m} GMT")
    lead = f"{s.city.upper()} - {written(s.published, '{d} {month} {y}')}: {s.standfirst}"
    html = f"""{_head(s, name)}<body><div class="nav">{c.menu(r)}</div><div class="article-wrap"><h1>{_e(s.title)}</h1><div class="row info"><div>BY</div><div>-</div><p>{when}</p></div><img alt="file"><div class="row info mobile"><div>BY</div><p>{when}</p></div><p class="cap">{s.author} - file</p><div class="article-content"><p>{_e(lead)}</p>{c.body(s, r)}</div><h2>Comments</h2><p>0</p><h2>Leave a Comment</h2></div></body></html>"""
    return finish("empty_by", html, s, r, url=f"https://{host}/Article/1/{r.randint(10**5, 10**6)}/{c.slug(s.title)}", main=lead + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def capitals_and_clock(r: Random) -> Page:
    """A paper that writes its day in capitals beside the author, the clock without zone, "Updated" on the next line."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{MONTH} {d}, {y} {h}:{m}"
    change = f'<div class="updated">Updated: {written(s.modified, form)}</div>' if s.modified else ""
    html = f"""{_head(s, name)}<body><div class="hdr"><span>{written(NOW, "{weekday}, {month} {d}, {y}")}</span>{c.menu(r)}</div><section class="g-row"><h1>{_e(s.title)}</h1><h2>{_e(s.standfirst)}</h2><div class="article-reporter-section"><div class="reporter">By <a>{s.author.upper()}</a></div><div class="date">{written(s.published, form)}</div>{change}</div><div class="article-inner-content">{c.body(s, r, [c.advert(r)])}</div></section><aside>Hot opinion {_others(s, r, "{dd}/{mm}/{y}")}</aside></body></html>"""
    return finish("capitals_and_clock", html, s, r, url=f"https://www.{host}/international/article-{r.randint(10**5, 10**6)}", encoding=UTF8)  # fmt: skip


def zone_after_dash(r: Random) -> Page:
    """A paper on the Bosphorus: byline of an agency, city, day, dash, clock and zone in one row of parts."""
    s, (name, host) = make_story(r), c.site(r)
    parts = f'<span>by {s.author}</span><span>{s.city.upper()}</span><span>{written(s.published, "{mon} {dd}, {y} - {h12}:{m}")} {written(s.published, "{pm}").lower()} GMT+3</span>'  # fmt: skip
    html = f"""{_head(s, name)}<body>{c.masthead(name, r)}<div class="detail"><div class="breadcrumb"><a>POLITICS</a> <a>DIPLOMACY</a></div><h1 class="main_page_title">{_e(s.title)}</h1><div class="article_top_share">{parts}</div><div class="article_body"><p class="lead">{_e(s.standfirst)}</p>{c.body(s, r, [c.signup(r)])}</div><div class="keywords">KEYWORDS <a>talks</a></div></div><div class="rel">RELATED NEWS {_others(s, r, "{mon} {dd}, {y}")}</div></body></html>"""
    return finish("zone_after_dash", html, s, r, url=f"https://www.{host}/politics/diplomacy/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def no_comma(r: Random) -> Page:
    """Another one there: "March 14 2025 18:40:00" without a comma, and nothing else that speaks of the day."""
    s, (name, host) = make_story(r, (60, 700)), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<div class="content-section"><article><h1>{_e(s.title)}</h1><ul class="info"><li class="date">{written(s.published, "{month} {d} {y} {h}:{m}")}:00</li></ul><h2 class="spot">{_e(s.standfirst)}</h2><div class="author">{s.author} - {s.city.upper()}</div><div class="content">{c.body(s, r)}</div></article></div>{_others(s, r, "{month} {d} {y}")}{c.footer(name, r)}</body></html>"""
    return finish("no_comma", html, s, r, url=f"https://www.{host}/{c.slug(s.title)}-{r.randint(10**5, 10**6)}", encoding=UTF8)  # fmt: skip


def clock_first(r: Random) -> Page:
    """An agency of the peninsula: "All News 18:40 March 14, 2025", clock before day, the update in an attribute of the button."""
    s, (name, host) = make_story(r, (60, 600), extras=False), c.site(r)
    when = written(s.published, "{h}:{m} {month} {dd}, {y}")
    first = f"{s.city.upper()}, {written(s.published, '{mon}. {d}')} ({name}) -- {s.standfirst}"
    html = f"""{_head(s, name)}<body><div class="top">Search N. Korea National {c.menu(r, 5)}</div><div class="title-article01"><h1 class="tit">{_e(s.title)}</h1><div class="info-con"><p class="sub-tit">All News <em>{when}</em></p></div></div><div class="story-news article"><p>{_e(first)}</p>{c.body(s, r)}<p>{c.slug(s.author)}@{host}</p><p>(END)</p></div><div class="box"><h2>Keywords</h2></div><div class="most"><h2>Most Viewed</h2>{_others(s, r, "{h}:{m} {month} {dd}")}</div></body></html>"""
    return finish("clock_first", html, s, r, url=f"https://en.{host}/view/AEN{zulu(s.published)[:10].replace('-', '')}{r.randint(10**8, 10**9)}", main=first + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def written_and_zeros(r: Random) -> Page:
    """A foreign service of radio: "Written: ... / Updated: 0000-00-00 00:00:00", and an editor's pick with later days."""
    s, (name, host) = make_story(r, (60, 400), extras=False), c.site(r)
    change = f"{s.modified:%Y-%m-%d %H:%M:%S}" if s.modified else "0000-00-00 00:00:00"
    picks = "".join(f"<li>{c.aside(r)}<span>{later(s.published, r):%Y-%m-%d}</span></li>" for _ in range(3))
    html = f"""{_head(s, name)}<body><div id="wrap">{c.menu(r)}<div class="newsview"><h2 class="tit">{_e(s.title)}</h2><p class="date">Written: {s.published:%Y-%m-%d %H:%M:%S} / Updated: {change}</p><div class="news_text"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div><div class="pick"><h3>Editor's Pick</h3><ul>{picks}</ul></div></div></body></html>"""
    return finish("written_and_zeros", html, s, r, url=f"http://world.{host}/service/news_view.htm?lang=e&Seq_Code={r.randint(10**4, 10**6)}", encoding=UTF8)  # fmt: skip


def posted_colon_spaced(r: Random) -> Page:
    """A daily of the peninsula: "Posted : 2025-03-14 18:40", "Updated : ...", spaces before the colons."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{y}-{mm}-{dd} {h}:{m}"
    html = f"""{_head(s, name)}<body><div class="gnb">{c.menu(r)}</div><div class="view_headline">{_e(s.title)}</div><div class="view_byline"><ul><li>Posted : {written(s.published, form)}</li><li>Updated : {written(s.modified or s.published, form)}</li></ul></div><div class="view_byline_author">By {s.author}</div><div id="startts"><p>{_e(s.standfirst)}</p>{c.body(s, r, [c.figure(r)])}</div><div class="view_bottom">{_others(s, r, "{y}-{mm}-{dd}")}</div></body></html>"""
    return finish("posted_colon_spaced", html, s, r, url=f"https://www.{host}/www/nation/{zulu(s.published)[:4]}/{r.randint(100, 999)}_{r.randint(10**5, 10**6)}.html", encoding=UTF8)  # fmt: skip


def dots_and_weekday(r: Random) -> Page:
    """A paper that writes 2025.03.14 FRI 18:40 beside the section, the print page below."""
    s, (name, host) = make_story(r, (60, 800)), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<main><div class="sec">National &gt; Diplomacy</div><h1>{_e(s.title)}</h1><div class="datetime">{written(s.published, "{y}.{mm}.{dd}")} {written(s.published, "{wd}").upper()} {written(s.published, "{h}:{m}")}</div><div class="art_txt"><p>{_e(s.standfirst)}</p>{c.body(s, r)}<p>by {s.author.lower()} [{c.slug(s.author)}@{host}]</p></div></main>{_others(s, r, "{y}.{mm}.{dd}")}</body></html>"""
    return finish("dots_and_weekday", html, s, r, url=f"https://{host}/news/{c.slug(s.title)}/{r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


def archipelago_inquiry(r: Random) -> Page:
    """A portal of islands: "By: NAME - Reporter / @handle", outlet, slash, clock before the day in one block."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<div id="article-new-featured"><h1 class="entry-title">{_e(s.title)}</h1><div id="art_author"><span>By: <a>{s.author}</a> - Reporter / @{c.slug(s.author)}</span></div><div id="art_plat">{name} / {written(s.published, "{h12}:{m} {pm} {month} {dd}, {y}")}</div><div id="article_content"><p>{_e(s.standfirst)}</p>{c.body(s, r, [c.read_more(r), c.advert(r)])}</div><div class="subscribe">Subscribe to our daily newsletter</div></div>{c.comments(s, r)}</body></html>"""
    return finish("archipelago_inquiry", html, s, r, url=f"https://newsinfo.{host}/{r.randint(10**6, 10**7)}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def published_at_section(r: Random) -> Page:
    """ "PUBLISHED : 14 Mar 2025 AT 18:40", then the section of the newspaper and the writer, in capitals with bars."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""{_head(s, name)}<body><div class="sub-nav">{c.menu(r)}</div><div class="article-headline"><h1>{_e(s.title)}</h1></div><div class="article-info"><div class="row">PUBLISHED : {written(s.published, "{d} {mon} {y}")} AT {written(s.published, "{h}:{m}")}</div><div class="row">NEWSPAPER SECTION: News</div><div class="row">WRITER: {s.author}</div></div><div class="article-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="articl-tag">Keywords talks</div></div>{_others(s, r, "{d} {mon} {y} at {h}:{m}")}</body></html>"""
    return finish("published_at_section", html, s, r, url=f"https://www.{host}/world/{r.randint(10**6, 10**7)}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def month_comma_day(r: Random) -> Page:
    """An agency that puts a comma after the month: "March, 14, 2025 - 18:40", and a number of the news before."""
    s, (name, host) = make_story(r, (60, 600), extras=False), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article class="single-news"><ul class="details"><li><a>Politics</a></li><li class="time">{written(s.published, "{month}, {d}, {y} - {h}:{m}")}</li></ul><h1 class="title">{_e(s.title)}</h1><h3 class="lead">{_e(s.standfirst)}</h3><div class="story">{c.body(s, r)}</div></article><div class="rel"><h4>Related</h4>{_others(s, r, "{month}, {d}, {y} - {h}:{m}")}</div></body></html>"""
    return finish("month_comma_day", html, s, r, url=f"https://www.{host}/en/news/{s.published:%Y/%m/%d}/{r.randint(10**6, 10**7)}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def clock_then_numbers(r: Random) -> Page:
    """An agency on the Dnipro: "18:40 14.03.2025", "2 min read", then the headline."""
    s, (name, host) = make_story(r, (60, 600), extras=False), c.site(r)
    feed = "".join(
        f"<div><span>{written(later(s.published, r, 3), '{h}:{m}')}</span> {c.aside(r)}</div>" for _ in range(6)
    )
    html = f"""{_head(s, name)}<body><div class="lang">UA RU EN</div><div class="grid"><div class="left"><h3>LATEST</h3>{feed}</div><div class="article"><div class="article-time">{written(s.published, "{h}:{m} {dd}.{mm}.{y}")} <i>2 min read</i></div><h1 class="article-content-title">{_e(s.title)}</h1><p>{_e(s.standfirst)}</p>{c.body(s, r)}<div class="tags">Tags: #talks #border</div></div></div></body></html>"""
    return finish("clock_then_numbers", html, s, r, url=f"https://en.{host}/news/general/{r.randint(10**5, 10**6)}.html", encoding=UTF8)  # fmt: skip


def spelled_utc(r: Random) -> Page:
    """An agency of the south Atlantic: "Friday, March 14th 2025 - 18:40 UTC" below the headline, comments with days."""
    s, (name, host) = make_story(r, (60, 900)), c.site(r)
    html = f"""{_head(s, name)}<body><div class="site"><p>{name} en Español</p><h1>{_e(s.title)}</h1><div class="article-date">{written(s.published, "{weekday}, {month} {d}{th} {y} - {h}:{m}")} UTC <a>Full article</a> <a>0 comments</a></div><div class="article-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div>Categories: <a>Politics</a>, <a>International</a>. Tags: <a>talks</a>.</div><h3>Top Comments</h3><p>Disclaimer &amp; comment rules</p><p>{s.author}</p><span>{written(later(s.published, r, 9), "{mon} {d}{th}, {y} - {h}:{m}")}</span></div></body></html>"""
    return finish("spelled_utc", html, s, r, url=f"https://en.{host}/{s.published:%Y/%m/%d}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def hill_dash(r: Random) -> Page:
    """A paper of congress: "by Name - 03/14/25 6:40 PM ET", two digits for the year."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{mm}/{dd}/"
    when = f"{written(s.published, form)}{s.published:%y} {written(s.published, '{h12}:{m} {pm}')} ET"
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article><a class="kick">International</a><h1>{_e(s.title)}</h1><section class="submitted-by">by <a>{s.author}</a> - {when}</section><div class="bar">Share Post More</div><div class="text"><p>{_e(s.standfirst)}</p>{c.body(s, r, [c.advert(r)])}</div><p>Copyright {NOW.year} {name}. All rights reserved.</p></article>{_others(s, r, "{d} months ago")}</body></html>"""
    return finish("hill_dash", html, s, r, url=f"https://{host}/policy/international/{r.randint(10**6, 10**7)}-{c.slug(s.title)}/", encoding=UTF8)  # fmt: skip


def meta_of_many_names(r: Random) -> Page:
    """A paper whose head states the day under one of the names that trackers read, and whose page shows none."""
    s, (name, host) = make_story(r), c.site(r)
    key, value = r.choice((
        ('name="parsely-pub-date"', zulu(s.published)), ('name="sailthru.date"', f"{s.published:%Y-%m-%d %H:%M:%S}"),
        ('name="cXenseParse:recs:publishtime"', zulu(s.published)), ('name="pubdate"', f"{s.published:%Y%m%d}"),
        ('name="DC.date.issued"', iso(s.published)), ('property="og:article:published_time"', iso(s.published)),
        ('name="article.published"', zulu(s.published)), ('name="publish-date"', written(s.published, "{wd}, {dd} {mon} {y} {h}:{m}")),
        ('name="vr:published_time"', zulu(s.published)), ('name="dcterms.created"', iso(s.published)),
    ))  # fmt: skip
    meta = f'<meta {key} content="{value}"><meta property="og:updated_time" content="{zulu(later(s.published, r))}">'
    html = f"""{_head(s, name, meta)}<body>{c.masthead(name, r)}<article><h1>{_e(s.title)}</h1><p class="summary">{_e(s.standfirst)}</p><p class="byline">{s.author}</p>{c.body(s, r, [c.figure(r)])}</article>{c.related(s, r)}{c.footer(name, r)}</body></html>"""
    return finish("meta_of_many_names", html, s, r, url=f"https://www.{host}/{c.slug(s.title)}", encoding=UTF8)


def script_state(r: Random) -> Page:
    """A page that a script builds: its state as an assignment with the article and others beside it, "2 days ago" for the eye."""
    s, (name, host) = make_story(r), c.site(r)
    others = [{"id": n, "headline": c.aside(r), "publishedAt": zulu(later(s.published, r))} for n in range(3)]
    state = {"nav": {"sections": ["World"]}, "latest": others, "story": {"id": 77, "headline": s.title, "publishedAt": zulu(s.published), "author": {"name": s.author}}}  # fmt: skip
    html = f"""{_head(s, name)}<body><div id="app"><main><h1>{_e(s.title)}</h1><div class="m"><span>{s.author}</span> · <span>2 days ago</span></div><p class="sf">{_e(s.standfirst)}</p>{c.body(s, r)}</main></div><script>window.__INITIAL_STATE__={json.dumps(state)};</script><script src="/app.js"></script></body></html>"""
    return finish("script_state", html, s, r, url=f"https://{host}/story/{c.slug(s.title)}", encoding=UTF8)


LATER: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        graph_of_data, days_ago, said_for_readers, updated_before_published, first_at_foot, print_edition, gulf_daily, empty_by,
        capitals_and_clock, zone_after_dash, no_comma, clock_first, written_and_zeros, posted_colon_spaced, dots_and_weekday,
        archipelago_inquiry, published_at_section, month_comma_day, clock_then_numbers, spelled_utc, hill_dash, meta_of_many_names,
        script_state,
    )
}  # fmt: skip
