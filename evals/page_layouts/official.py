"""Layouts of ministries, press services, agencies and international bodies."""

from __future__ import annotations

from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import WEEKDAYS, dated_path, iso, later, updated, visible, written
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import PEOPLE, foreign, make_story, sentence


def ministry(r: Random) -> Page:
    """A foreign ministry: number and date of the release, summary, photographs, press contacts, a calendar of events."""
    s = make_story(r)
    day = written(
        s.published, r.choice(("{dd}.{mm}.{y}", "{dd}/{mm}/{y}", "{d} {month} {y}", "{d} {month} {y}, {h}:{m}"))
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - Ministry of Foreign Affairs</title><meta name="application-name" content="Ministry of Foreign Affairs of Kast"></head><body>
<div class="gov-bar">An official website of the Republic</div>{c.menu(r, 12)}<div class="breadcrumb"><a>Home</a> / <a>Press service</a> / <a>News</a></div><div class="content"><div class="news-date">{day}</div><div class="doc-number">{r.randint(100, 2999)}-{s.published.day:02}-{s.published.month:02}-{s.published.year}</div>
<h1 class="news-title">{escape(s.title)}</h1><div class="news-lead">{escape(s.standfirst)}</div><div class="news-text">{c.body(s, r, [c.figure(r)])}</div><div class="contacts"><p>Press office, tel. +00 1 555 0100, press@mfa.example.org</p></div></div>
<div class="calendar"><h3>Upcoming events</h3><ul><li>{written(later(s.published, r), "{d} {month} {y}")} {c.aside(r)}</li></ul></div><div class="gov-footer">© Ministry of Foreign Affairs, 2004-{s.published.year}</div></body></html>"""
    return finish("ministry", html, s, r, url=f"https://mfa.example.org/en/news/{r.randint(1000, 99999)}/")


def agency_terminal(r: Random) -> Page:
    """An agency's wire page: preformatted text with a slug, a dateline and a sign-off."""
    s = make_story(r, (60, 700), extras=False)
    name = r.choice(("Kast News Agency", "Norvenia Press", "Reuters", "TASS"))
    paragraphs = [
        f"{s.city.upper()}, {s.published:%B} {s.published.day} ({name}) - {s.standfirst}",
        *(t for _, t in s.blocks),
    ]
    lines = []
    for text in paragraphs:
        at, row = 0, "    "
        for word in text.split():
            if at + len(word) > 68:
                lines.append(row.rstrip())
                at, row = 0, ""
            row += word + " "
            at += len(word) + 1
        lines += [row.rstrip(), ""]
    html = f"""<html><head>{{charset}}<title>{escape(s.title)}</title></head><body><p class="stamp">{written(s.published, "{d} {mon} {y} {h}:{m}")} GMT</p><h1>{escape(s.title)}</h1><pre class="wire">{escape(chr(10).join(lines), quote=False)}</pre>
<p><a href="/wire">All wire items</a> <a href="/login">Clients only</a></p></body></html>"""
    return finish(
        "agency_terminal", html, s, r, main="\n".join(paragraphs), url="https://wire.example.org/item?id=7", clean=True
    )


def assembly_coverage(r: Random) -> Page:
    """An international body's meeting coverage: symbol, session line, speakers in small headings, a note for the media."""
    s = make_story(r, (400, 2000), extras=False)
    text, main = "", [s.standfirst]
    for _, block in s.blocks:
        if r.random() < 0.2:
            head = f"{r.choice(PEOPLE).upper()} (Kast) said:"
            text += f"<p><strong>{head}</strong> {escape(block, quote=False)}</p>"
            main.append(f"{head} {block}")
        else:
            text += f"<p>{escape(block, quote=False)}</p>"
            main.append(block)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | Meetings Coverage and Press Releases</title><meta property="article:modified_time" content="{iso(later(s.published, r))}"></head><body>
<div class="un-bar">{c.menu(r, 6)}</div><div class="main-container"><h1 class="page-header">{escape(s.title)}</h1><div class="field-symbol">SC/{r.randint(10000, 16000)}</div><div class="field-session">Seventy-ninth Session, {r.randint(2, 90)}th Meeting (AM)</div><div class="field-date"><span content="{iso(s.published)}">{written(s.published, "{d} {month} {y}")}</span></div>
<div class="field-body"><p>{escape(s.standfirst)}</p>{text}</div><div class="field-media-note">For information media. Not an official record.</div></div>{c.related(s, r, 4)}{c.footer("Assembly", r)}</body></html>"""
    return finish(
        "assembly_coverage",
        html,
        s,
        r,
        main="\n".join(main),
        url=f"https://press.example.org/en/{s.published.year}/sc{r.randint(10000, 16000)}.doc.htm",
    )


def transcript(r: Random) -> Page:
    """A briefing as transcript: speakers in bold, questions and answers, time stamps."""
    s = make_story(r, (300, 1800), extras=False)
    text, main = "", [s.standfirst]
    for number, (_, block) in enumerate(s.blocks):
        who = "QUESTION:" if number % 2 == 0 else f"MS {s.author.split()[-1].upper()}:"
        text += f"<p><b>{who}</b> {escape(block, quote=False)}</p>"
        main.append(f"{who} {block}")
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta name="DC.date.issued" content="{s.day}"><meta name="dcterms.modified" content="{later(s.published, r).date()}"></head><body>{c.menu(r)}<div class="featured-content">
<div class="article-type">Department Press Briefing</div><h1>{escape(s.title)}</h1><p class="article-meta__author">{s.author}, spokeswoman</p><p class="article-meta__publish-date">{written(s.published, "{month} {d}, {y}")}</p></div><div class="entry-content"><p>{escape(s.standfirst)}</p>{text}</div>
<div class="tags"><p>Tags</p><a>Briefings</a></div>{c.footer("Department", r)}</body></html>"""
    return finish(
        "transcript",
        html,
        s,
        r,
        main="\n".join(main),
        url=f"https://www.state.example.org/briefings/{c.slug(s.title)}/",
    )


def agreement_table(r: Random) -> Page:
    """A text of an agreement: numbered articles, and a table of terms with obligations and dates."""
    s = make_story(r, (150, 900))
    rows = [(str(n), sentence(r), written(later(s.published, r), "{d} {month} {y}")) for n in range(1, r.randint(4, 9))]
    table = "<table class='terms'><tr><th>No.</th><th>Obligation</th><th>Due</th></tr>" + "".join(
        f"<tr><td>{a}</td><td>{escape(b, quote=False)}</td><td>{d}</td></tr>" for a, b, d in rows) + "</table>"  # fmt: skip
    main = main_text(s) + "\nNo. Obligation Due\n" + "\n".join(" ".join(row) for row in rows)
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{escape(s.title)}</title><meta property="og:site_name" content="Office of the Mediator"></head><body>{c.menu(r, 5)}<div id="doc"><h1>{escape(s.title)}</h1>
<p class="date">{visible(s.published, r)}</p><p class="summary">{escape(s.standfirst)}</p>{c.body(s, r)}{table}</div>{c.footer("Office of the Mediator", r)}</body></html>"""
    return finish(
        "agreement_table",
        html,
        s,
        r,
        main=main,
        url=f"https://mediation.example.org{dated_path(s.published, r)}{c.slug(s.title)}",
    )


def bilingual(r: Random) -> Page:
    """A page in two languages, the English one first or second; the English text is the article."""
    s, (name, host) = make_story(r, (100, 700), extras=False), c.site(r)
    language = r.choice(("fr", "es", "ru"))
    other = "".join(f"<p>{text}</p>" for text in foreign(r, language, len(s.blocks)))
    english = f'<div class="col" lang="en"><h1>{escape(s.title)}</h1><p>{escape(s.standfirst)}</p>{c.body(s, r)}</div>'
    second = f'<div class="col" lang="{language}"><h1>…</h1>{other}</div>'
    parts = [english, second] if r.random() < 0.7 else [second, english]
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title><meta property="article:published_time" content="{iso(s.published)}"></head><body>{c.masthead(name, r)}<div class="row">{"".join(parts)}</div><p>{visible(s.published, r)}</p>{c.footer(name, r)}</body></html>"""
    return finish("bilingual", html, s, r, url=f"https://{host}/en/{c.slug(s.title)}", encoding=("utf-8", "utf-8"))


def rdfa(r: Random) -> Page:
    """A press service with RDFa and Dublin Core, and the day of an event in the same vocabulary."""
    s = make_story(r)
    event = later(s.published, r, 30)
    html = f"""<html lang="en" prefix="dc: http://purl.org/dc/terms/ schema: http://schema.org/"><head>{{charset}}<title>{escape(s.title)} – Presidency</title></head><body>{c.menu(r)}<div class="teaser" typeof="schema:Event"><span property="schema:startDate" content="{event.date()}">{written(event, "{d} {month}")}</span> {c.aside(r)}</div>
<article typeof="schema:NewsArticle"><h1 property="schema:headline">{escape(s.title)}</h1><span property="{r.choice(("schema:datePublished", "dc:issued", "dc:date"))}" content="{iso(s.published)}">{written(s.published, "{weekday} {d} {month}")}</span><span property="schema:dateModified" content="{iso(later(s.published, r))}"></span>
<p property="schema:description">{escape(s.standfirst)}</p><div property="schema:articleBody">{c.body(s, r, [c.figure(r)])}</div></article><p>{c.EMPTY_ENDS[0]}</p></body></html>"""
    return finish("rdfa", html, s, r, url="https://presidency.example.org/news/latest")


def press_service(r: Random) -> Page:
    """A president's site: the weekday and place before the date, the text after a list of the latest news with dates."""
    s = make_story(r)
    latest = "".join(
        f"<li><span>{written(later(s.published, r), '{d} {month} {y}')}</span> <a href='/e'>{c.aside(r)}</a></li>"
        for _ in range(6)
    )
    line = r.choice(
        (
            f"{s.published:%B} {s.published.day}, {s.published.year}, {s.published:%H:%M} {s.city}",
            f"{WEEKDAYS[s.published.weekday()]}, {written(s.published, '{d} {month} {y}')}",
            updated(s.published, s.modified or later(s.published, r), r),
        )
    )
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)} • President</title></head><body><div class="latest"><h3>Latest news</h3><ul>{latest}</ul></div><div class="read"><h1 class="entry-title p-name">{escape(s.title)}</h1><div class="read__lead p-summary">{escape(s.standfirst)}</div>
<div class="read__meta">{line}</div><div class="read__internal_content e-content">{c.body(s, r)}</div><div class="read__tags"><h3>Topics</h3><a>Foreign policy</a></div><div class="read__published">Publication status: Published in sections News, Transcripts</div></div>{c.footer("Presidential Press Service", r)}</body></html>"""
    return finish("press_service", html, s, r, url=f"http://en.president.example.org/events/news/{r.randint(1, 99999)}")


LAYOUTS: dict[str, Layout] = {
    f.__name__: f
    for f in (ministry, agency_terminal, assembly_coverage, transcript, agreement_table, bilingual, rdfa, press_service)
}
