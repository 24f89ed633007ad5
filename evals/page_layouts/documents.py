"""Layouts of letters and long reads: newsletters, magazines, microdata, aggregated agency copy, opinion."""

from __future__ import annotations

from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import dated_path, iso, later, updated, visible, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import Story, make_story, sentence


def newsletter(r: Random) -> Page:
    """A letter in its web view: nested tables with inline style, a greeting, sponsors, an unsubscribe line."""
    s, (name, host) = make_story(r, (150, 900), extras=False), c.site(r)
    style = 'style="font-family:Georgia,serif;font-size:16px;line-height:24px"'
    cells = "".join(f"<tr><td {style}><p>{escape(t, quote=False)}</p></td></tr>" for _, t in s.blocks)
    sponsor = f'<tr><td {style}><p style="font-size:11px">SPONSORED BY HARBOUR BANK</p></td></tr>'
    html = f"""<html><head>{{charset}}<title>{escape(s.title)}</title></head><body><table width="100%"><tr><td align="center"><a href="#">View in browser</a></td></tr></table><table width="600" align="center"><tr><td><h1>{name}</h1><p {style}>{written(s.published, "{weekday}, {month} {d}, {y}")}</p></td></tr>
<tr><td><h2>{escape(s.title)}</h2></td></tr><tr><td {style}><p>{escape(s.standfirst)}</p></td></tr>{sponsor}{cells}</table><table width="600"><tr><td><p style="font-size:11px">You are receiving this because you signed up at {host}. <a href="#">Unsubscribe</a> | <a href="#">Manage preferences</a></p></td></tr></table></body></html>"""
    return finish("newsletter", html, s, r, url=f"https://mailchi.example.net/{c.slug(s.title)}")


def magazine(r: Random) -> Page:
    """A long read: drop capital in a span, pull quotes that repeat the text, chapters, a biography at the end, "From the issue"."""
    s, (name, host) = make_story(r, (500, 2000)), c.site(r)
    first = escape(s.standfirst)
    pulls = [
        f'<aside class="pullquote"><p>{escape(sentence(r))}</p></aside>',
        f'<div class="pull-quote">{escape(s.paragraphs[-1].split(". ")[0])}</div>',
    ]
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name} Magazine</title>{c.linked_data(s, name, r, datePublished=zulu(s.published))}</head><body>{c.masthead(name, r)}<main><header class="article-header"><div class="rubric">The long read</div><h1>{escape(s.title)}</h1><div class="byline">By {s.author}</div><time>{written(s.published, "{month} {d}, {y}")}</time></header>
<div class="article__body"><div class="body__inner-container"><p class="has-dropcap"><span class="dropcap">{first[0]}</span>{first[1:]}</p>{c.body(s, r, [*pulls, c.figure(r), c.signup(r)])}</div><p class="issue">Published in the print edition of the {written(later(s.published, r, 14), "{month} {d}, {y}")}, issue, with the headline “{escape(s.title)}.”</p></div>{c.bio(s, r)}</main>{c.related(s, r, 4)}{c.footer(name, r)}</body></html>"""
    return finish(
        "magazine", html, s, r, url=f"https://www.{host}/magazine/{c.slug(s.title)}", encoding=("utf-8", "utf-8")
    )


def microdata(r: Random) -> Page:
    """A newspaper with schema.org microdata: dates as attributes of several items, comments among them."""
    s, (name, host) = make_story(r), c.site(r)
    said = "".join(
        f'<div itemprop="comment" itemscope itemtype="http://schema.org/Comment"><meta itemprop="datePublished" content="{iso(later(s.published, r))}"><span itemprop="text">{sentence(r)}</span></div>'
        for _ in range(3)
    )
    before = (
        f'<div class="top" itemscope itemtype="http://schema.org/NewsArticle"><span itemprop="headline">{c.aside(r)}</span><meta itemprop="datePublished" content="{iso(later(s.published, r))}"></div>'
        if r.random() < 0.5
        else ""
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title></head><body>{c.masthead(name, r)}{before}<div itemscope itemtype="http://schema.org/NewsArticle" class="art"><h1 itemprop="headline">{escape(s.title)}</h1><meta itemprop="dateModified" content="{iso(later(s.published, r))}">
<time itemprop="datePublished" datetime="{iso(s.published)}">{written(s.published, "{d} {mon}")}</time><div itemprop="author" itemscope><span itemprop="name">{s.author}</span></div><h2 itemprop="alternativeHeadline">{escape(s.standfirst)}</h2><div itemprop="articleBody">{c.body(s, r, [c.figure(r), c.advert(r)])}</div>{said}</div>{c.related(s, r, 4)}{c.footer(name, r)}</body></html>"""
    return finish("microdata", html, s, r, url=f"https://{host}/{c.slug(s.title)}.html")


def aggregator(r: Random) -> Page:
    """A portal that carries agency copy: the agency's dateline in the text, "Continue reading", finance tickers, many lists."""
    s, (name, host) = make_story(r), c.site(r)
    dateline = f"{s.city.upper()}, {s.published:%B} {s.published.day} (Reuters) - "
    first, *rest = s.blocks
    story = Story(
        s.title, s.standfirst, ((first[0], dateline + first[1]), *rest), s.author, s.city, s.published, s.modified
    )
    ticker = "".join(
        f"<li><a>{n}</a> {r.randint(10, 9999)}.{r.randint(10, 99)} (+{r.random():.2f}%)</li>"
        for n in ("Harbour 500", "Kast 30", "Gold", "Crude")
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta property="og:site_name" content="{name}">{c.linked_data(s, name, r, datePublished=zulu(s.published))}</head><body><div class="ticker"><ul>{ticker}</ul></div><div class="caas-container"><header class="caas-header"><h1>{escape(s.title)}</h1></header><div class="caas-attr"><span class="caas-author">{s.author}</span>
<time datetime="{zulu(s.published)}">{written(s.published, "{wd}, {month} {d}, {y} at {h12}:{m} {pm}")}</time> · <span>{r.randint(1, 9)} min read</span></div><div class="caas-body"><p>{escape(s.standfirst)}</p>{c.body(story, r, [c.figure(r)])}<button>Story continues</button><p>(Reporting by {s.author}; Editing by Tom Reed)</p></div></div>{c.related(s, r, 10)}</body></html>"""
    main = main_text(story) + f"\n(Reporting by {s.author}; Editing by Tom Reed)"
    return finish(
        "aggregator", html, s, r, url=f"https://news.{host}/{c.slug(s.title)}-{r.randint(10**5, 10**9)}.html", main=main
    )


def opinion(r: Random) -> Page:
    """A column: the author's line and portrait first, the standfirst in the header, an italic note of the author at the foot."""
    s, (name, host) = make_story(r, (250, 1500)), c.site(r)
    stamp = updated(s.published, s.modified, r) if s.modified else visible(s.published, r)
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)} | {s.author} | {name}</title><meta property="article:published_time" content="{zulu(s.published)}"></head><body>{c.masthead(name, r)}<article><header class="content__head"><div class="headline-column"><h1>{escape(s.title)}</h1><span class="contributor">{s.author}</span></div><div class="standfirst content__standfirst"><p>{escape(s.standfirst)}</p></div><div class="content__dateline">{stamp}</div></header>
<div class="content__article-body from-content-api">{c.body(s, r, [c.figure(r), c.related(s, r, 2)])}<ul class="endnote"><li><p><em>{s.author} is a columnist</em></p></li></ul></div>{c.share(r)}</article>{c.comments(s, r, 5)}{c.footer(name, r)}</body></html>"""
    return finish(
        "opinion", html, s, r, url=f"https://www.{host}/commentisfree/{s.published:%Y/%b/%d}/{c.slug(s.title)}".lower()
    )


def archive_copy(r: Random) -> Page:
    """A page kept by a web archive: its banner with the days of capture, addresses rewritten, the page itself below."""
    s, (name, host) = make_story(r), c.site(r)
    saved = later(s.published, r, 900)
    bar = f'<div id="wm-ipp-base"><div id="wm-ipp">{r.randint(2, 99)} captures<br>{written(s.published, "{d} {mon} {y}")} - {written(saved, "{d} {mon} {y}")}<p>The archive capture of this page was made on {written(saved, "{month} {d}, {y}")}.</p></div></div>'
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{escape(s.title)} - {name}</title><meta property="article:published_time" content="{iso(s.published)}"></head><body>{bar}{c.masthead(name, r)}<div class="post"><h1>{escape(s.title)}</h1><div class="date">{visible(s.published, r)}</div><div class="entry"><p class="first">{escape(s.standfirst)}</p>{c.body(s, r, [c.figure(r)])}</div></div>{c.related(s, r, 4)}{c.footer(name, r)}</body></html>"""
    return finish(
        "archive_copy",
        html,
        s,
        r,
        url=f"https://web.archive.example.org/web/{saved:%Y%m%d%H%M%S}/http://{host}/{c.slug(s.title)}.html",
    )


def comment_dates_only(r: Random) -> Page:
    """The date stands in the text's own line alone, while the page's first dates are those of today, of comments, of a poll."""
    s, (_name, host) = make_story(r), c.site(r)
    html = f"""<html><head>{{charset}}<title>{escape(s.title)}</title></head><body><div class="today">Today is {written(later(s.published, r), "{weekday}, {d} {month} {y}")}</div><div class="sidebar">{c.archive(s, r)}</div><div class="main"><h1>{escape(s.title)}</h1><p class="by">By {s.author}, {written(s.published, r.choice(("{d} {month} {y}", "{month} {d}, {y}", "{dd}.{mm}.{y}", "{weekday}, {d} {month} {y}")))}</p>
<p>{escape(s.standfirst)}</p>{c.body(s, r)}</div><div class="poll"><p>Poll closes {written(later(s.published, r), "{d} {month} {y}")}</p></div>{c.comments(s, r, 5)}</body></html>"""
    return finish("comment_dates_only", html, s, r, url=f"http://{host}{r.choice(('/story.php?id=12', '/talks'))}")


def disagreeing(r: Random) -> Page:
    """Dates that disagree: the address has the day of publication, the metadata a later republication, or the other way round."""
    s, (name, host) = make_story(r), c.site(r)
    moved = later(s.published, r, 300)
    url = f"https://{host}{dated_path(s.published, r)}{c.slug(s.title)}"
    stamp = written(s.published, "{d} {month} {y}")
    extra = (
        f'<meta name="date" content="{iso(moved)}"><meta property="article:modified_time" content="{iso(moved)}">'
        if r.random() < 0.5
        else f'<meta property="og:updated_time" content="{iso(moved)}"><meta name="revised" content="{iso(moved)}">'
    )
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title>{extra}</head><body>{c.masthead(name, r)}<article><h1>{escape(s.title)}</h1><p class="meta">{stamp}</p><p class="lead">{escape(s.standfirst)}</p>{c.body(s, r, [c.figure(r)])}</article>{c.related(s, r, 4)}{c.footer(name, r)}</body></html>"""
    return finish("disagreeing", html, s, r, url=url)


LAYOUTS: dict[str, Layout] = {
    f.__name__: f
    for f in (newsletter, magazine, microdata, aggregator, opinion, archive_copy, comment_dates_only, disagreeing)
}
