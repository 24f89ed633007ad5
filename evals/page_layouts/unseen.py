"""Layouts of small, odd and institutional sites; written last, to see how the reader does on what nobody looked at."""

from __future__ import annotations

import json
from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import FORMS, iso, later, updated, written, zulu
from evals.page_layouts.finish import finish
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import make_story, sentence


def radio_show(r: Random) -> Page:
    """A radio station: the broadcast's date and length beside the title, a player's text, the transcript below."""
    s, (name, host) = make_story(r, (200, 1200), extras=False), c.site(r)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} : {name}</title><meta name="DC.date.issued" content="{s.day}"></head><body>{c.masthead(name, r)}<section class="primary"><h1>{escape(s.title)}</h1><div class="audio-module"><b>4-Minute Listen</b> <a>Download</a> <span>Heard on Morning Hours</span></div>
<div id="storybyline"><span>{s.author}</span></div><div class="dateblock"><time datetime="{s.day}"><span class="date">{written(s.published, "{month} {d}, {y}")}</span><span class="time">{written(s.published, "{h12}:{m} {pm}")} ET</span></time></div><div id="storytext" class="storytext"><p>{escape(s.standfirst)}</p>{c.body(s, r, [c.figure(r)])}</div></section>{c.related(s, r, 4)}{c.footer(name, r)}</body></html>"""
    return finish(
        "radio_show",
        html,
        s,
        r,
        url=f"https://www.{host}/{s.published:%Y/%m/%d}/{r.randint(10**8, 10**9)}/{c.slug(s.title)}",
    )


def think_tank(r: Random) -> Page:
    """A research institute: authors with offices in a column, summary points, footnotes with dates, a download button."""
    s, (name, host) = make_story(r, (400, 2000)), c.site(r)
    notes = [
        f"{n}. Kast Courier, “{c.aside(r)}”, {written(later(s.published, r), '{d} {month} {y}')}." for n in range(1, 5)
    ]
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name} Institute</title><meta property="og:title" content="{escape(s.title)}"><meta name="citation_publication_date" content="{s.published:%Y/%m/%d}"></head><body>{c.menu(r)}<main><div class="hero"><span>Commentary / Europe</span><h1>{escape(s.title)}</h1><p>{escape(s.standfirst)}</p><div>{written(s.published, "{d} {month} {y}")}</div></div>
<div class="cols"><div class="side"><h4>Authors</h4><p>{s.author}, Senior Fellow</p><a>Download PDF</a></div><div class="text">{c.body(s, r)}</div></div><ol class="footnotes">{"".join(f"<li>{n}</li>" for n in notes)}</ol></main>{c.related(s, r, 3)}{c.footer(name, r)}</body></html>"""
    return finish(
        "think_tank",
        html,
        s,
        r,
        url=f"https://{host}/commentary/{c.slug(s.title)}",
        main="\n".join([s.standfirst, *(t for _, t in s.blocks), *notes]),
    )


def village_site(r: Random) -> Page:
    """A small paper on frames of divisions with positions; the date in the foot of the text with the author's initials."""
    s, (name, host) = make_story(r, (60, 500), extras=False), c.site(r)
    text = "".join(
        f"<div>{escape(t, quote=False)}</div><div>&nbsp;</div>" for t in [s.standfirst, *(t for _, t in s.blocks)]
    )
    html = f"""<html><head>{{charset}}<title>{name}</title></head><body><div style="position:absolute;left:0">{c.menu(r)}</div><div style="position:absolute;left:200px"><div><b><font size="+2">{escape(s.title)}</font></b></div>{text}<div align="right"><i>{written(s.published, r.choice(FORMS[:8]))} ({s.author[0]}.{s.author.split()[1][0]}.)</i></div></div></body></html>"""
    return finish("village_site", html, s, r, url=f"http://{host}/article.asp?id={r.randint(1, 9999)}")


def magazine_grid(r: Random) -> Page:
    """A magazine's grid: other stories in full paragraphs above the headline, the issue's date, the article in sections."""
    s, (name, host) = make_story(r, (300, 1500)), c.site(r)
    cards = "".join(f'<li class="card"><h3>{c.aside(r)}</h3><p>{sentence(r)} {sentence(r)}</p></li>' for _ in range(3))
    half = len(s.paragraphs) // 2
    sections = "".join(
        f"<section>{''.join(f'<p>{escape(t, quote=False)}</p>' for t in part)}</section>"
        for part in (s.paragraphs[:half], s.paragraphs[half:])
        if part
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - {name}</title>{c.linked_data(s, name, r, dateCreated=iso(later(s.published, r, 2)), datePublished=iso(s.published), dateModified=iso(later(s.published, r)))}</head><body>{c.masthead(name, r)}<ul class="grid">{cards}</ul><article><h1>{escape(s.title)}</h1><p class="intro">{escape(s.standfirst)}</p>
<p>{s.author} · {written(s.published, "{month} {d}, {y}")} Issue</p>{sections}</article>{c.bio(s, r)}{c.footer(name, r)}</body></html>"""
    return finish(
        "magazine_grid",
        html,
        s,
        r,
        url=f"https://{host}/{s.published:%Y}/{s.published:%m}/{c.slug(s.title)}",
        main="\n".join([s.standfirst, *s.paragraphs]),
    )


def app_shell(r: Random) -> Page:
    """A shell with its article in a state of entities by number, texts as pieces of a rich-text tree."""
    s, (name, host) = make_story(r, (200, 1200), extras=False), c.site(r)
    nodes = [
        {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": t}]}
        for t in [s.standfirst, *(t for _, t in s.blocks)]
    ]
    state = {
        "entities": {
            "41": {"type": "menu", "items": [{"value": m} for m in c.MENU]},
            "42": {
                "type": "article",
                "headline": s.title,
                "firstPublished": zulu(s.published),
                "body": {"nodeType": "document", "content": nodes},
            },
        }
    }
    html = f"""<!doctype html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title><meta property="og:article:published_time" content="{zulu(s.published)}"></head><body><div id="app-root"></div><script type="application/json" id="__STATE__">{json.dumps(state)}</script></body></html>"""
    return finish("app_shell", html, s, r, url=f"https://{host}/a/{r.randint(1, 10**6)}", clean=True)


def embassy(r: Random) -> Page:
    """An embassy's page on a common platform: news as a list item that is open, date in a box of day, month and year."""
    s, (_, host) = make_story(r), c.site(r)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - Embassy of Kast</title></head><body><div id="s4-workspace">{c.menu(r)}<div class="news-detail"><div class="datebox"><span>{s.published.day}</span> <span>{written(s.published, "{month}")}</span> <span>{s.published.year}</span></div><h2 class="ms-rteElement-H1">{escape(s.title)}</h2><div class="ms-rtestate-field"><p><strong>{escape(s.standfirst)}</strong></p>{c.body(s, r, [c.figure(r)])}</div></div></div>{c.footer("Embassy", r)}</body></html>"""
    return finish("embassy", html, s, r, url=f"https://{host}/embassies/oslo/news/{c.slug(s.title)}")


def two_stamps(r: Random) -> Page:
    """A daily that writes when it published and when it changed on two lines, with a clock sign and no words."""
    s, (name, host) = make_story(r), c.site(r)
    line = updated(s.published, s.modified or later(s.published, r, 5), r)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{name} | {escape(s.title)}</title></head><body>{c.masthead(name, r)}<div class="story-page"><div class="story-head"><h1>{escape(s.title)}</h1><div class="excerpt">{escape(s.standfirst)}</div><div class="row"><div>{s.author}</div><div>&#128337; {line}</div></div></div>{c.share(r)}<div class="story-content">{c.body(s, r, [c.figure(r), c.advert(r), c.read_more(r)])}</div></div>{c.related(s, r, 5)}{c.comments(s, r, 3)}{c.footer(name, r)}</body></html>"""
    return finish("two_stamps", html, s, r, url=f"https://www.{host}/story/{r.randint(10**6, 10**7)}/{c.slug(s.title)}")


def mail_archive(r: Random) -> Page:
    """A mailing list's archive: headers in a table of two columns, the text preformatted and wrapped, quoted lines below."""
    s = make_story(r, (80, 500), extras=False)
    lines: list[str] = []
    for text in [s.standfirst, *(t for _, t in s.blocks)]:
        row = ""
        for word in text.split():
            if len(row) + len(word) > 71:
                lines.append(row.rstrip())
                row = ""
            row += word + " "
        lines += [row.rstrip(), ""]
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>[border-watch] {escape(s.title)}</title></head><body><h1>{escape(s.title)}</h1><b>{s.author}</b> <a href="mailto:x@example.org">x at example.org</a><br><i>{written(s.published, "{wd} {mon} {d} {h}:{m}:00 UTC {y}")}</i><ul><li>Previous message: <a href="1.html">[border-watch] notes</a></li><li>Next message: <a href="2.html">[border-watch] more</a></li></ul><hr><pre>{escape(chr(10).join(lines), quote=False)}</pre><hr><ul><li><a href="date.html">Messages sorted by date</a></li></ul></body></html>"""
    return finish(
        "mail_archive",
        html,
        s,
        r,
        url="https://lists.example.org/pipermail/border-watch/2019-May/000123.html",
        clean=True,
    )


LATER: dict[str, Layout] = {
    f.__name__: f
    for f in (radio_show, think_tank, village_site, magazine_grid, app_shell, embassy, two_stamps, mail_archive)
}
