"""Layouts of older and barer pages: nested tables, line breaks, print views, mobile pages, markup that is broken."""

from __future__ import annotations

from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import dated_path, earlier, iso, later, visible, written
from evals.page_layouts.finish import finish
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import make_story


def old_table(r: Random) -> Page:
    """Tables in tables, upper-case tags, font elements, the text in one cell with line breaks."""
    s, (name, host) = make_story(r, (60, 1200), extras=False), c.site(r)
    links = "".join(f'<TR><TD><A HREF="{n}.htm"><FONT SIZE=1>{n}</FONT></A></TD></TR>' for n in c.MENU[:10])
    text = r.choice(("<BR><BR>", "<P>", "</FONT></P><P><FONT SIZE=2>")).join(
        escape(t, quote=False) for t in [s.standfirst, *(t for _, t in s.blocks)]
    )
    html = f"""<HTML><HEAD>{{charset}}<TITLE>{name} - {escape(s.title)}</TITLE></HEAD><BODY BGCOLOR="#FFFFFF"><TABLE WIDTH=760><TR><TD COLSPAN=3><IMG SRC="logo.gif" ALT="{name}"></TD></TR>
<TR VALIGN=TOP><TD WIDTH=120><TABLE>{links}</TABLE></TD><TD WIDTH=460><TABLE CELLPADDING=4><TR><TD><FONT SIZE=5><B>{escape(s.title)}</B></FONT></TD></TR>
<TR><TD><FONT SIZE=1 COLOR=GRAY>{visible(s.published, r)}</FONT></TD></TR><TR><TD><P><FONT SIZE=2>{text}</FONT></TD></TR></TABLE></TD>
<TD WIDTH=180><FONT SIZE=1><B>Headlines</B><BR>{c.aside(r)}<BR><BR>{c.aside(r)}</FONT></TD></TR></TABLE><CENTER><FONT SIZE=1>Copyright {s.published.year} {name}</FONT></CENTER></BODY></HTML>"""
    return finish("old_table", html, s, r, url=f"http://{host}/news/{r.randint(1, 9999)}.htm")


def div_breaks(r: Random) -> Page:
    """No paragraphs at all: divisions with line breaks, the first lines in a division of their own."""
    s, (name, host) = make_story(r, (60, 1200), extras=False), c.site(r)
    text = "<br><br>\n".join(escape(t, quote=False) for _, t in s.blocks)
    html = f"""<html><head>{{charset}}<title>{escape(s.title)} :: {name}</title><meta name="publish-date" content="{iso(s.published, r)}"></head><body><div class="top">{c.menu(r)}</div><div class="holder"><div class="ttl">{escape(s.title)}</div>
<div class="dt">{visible(s.published, r)}</div><div class="lead">{escape(s.standfirst)}</div><div class="fulltext">{text}</div><div class="src">Source: {name}</div></div><div class="news-list">
{c.related(s, r, 5)}</div>{c.footer(name, r)}</body></html>"""
    return finish("div_breaks", html, s, r, url=f"http://{host}/?id={r.randint(1, 99999)}")


def print_view(r: Random) -> Page:
    """A page for printing: name of the site, address, date of printing, text, and no more."""
    s, (name, host) = make_story(r), c.site(r)
    url = f"https://{host}/print{dated_path(s.published, r)}{c.slug(s.title)}"
    html = f"""<html><head>{{charset}}<title>Print: {escape(s.title)}</title><meta name="robots" content="noindex"></head><body onload="window.print()"><p>{name}</p><hr><h1>{escape(s.title)}</h1>
<p>{s.author}<br>{visible(s.published, r)}</p><p><b>{escape(s.standfirst)}</b></p>{c.body(s, r)}<hr><p>This article was printed from {url} on {written(later(s.published, r), "{d} {month} {y}")}.</p></body></html>"""
    return finish("print_view", html, s, r, url=url)


def mobile(r: Random) -> Page:
    """A page for old telephones: no metadata, links above and below, the text in paragraphs."""
    s, (name, host) = make_story(r, (60, 500)), c.site(r)
    html = f"""<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//WAPFORUM//DTD XHTML Mobile 1.0//EN" "x"><html xmlns="http://www.w3.org/1999/xhtml"><head>{{charset}}<title>{escape(s.title)}</title></head><body>
<div><a href="/">{name}</a> | <a href="/w">World</a> | <a href="/s">Sport</a></div><div><b>{escape(s.title)}</b></div><div><small>{visible(s.published, r)}</small></div><p>{escape(s.standfirst)}</p>{c.body(s, r)}
<div>1. <a href="/1" accesskey="1">{c.aside(r)}</a><br/>2. <a href="/2" accesskey="2">{c.aside(r)}</a></div><div><a href="/">Back</a> <a href="#">Top</a></div></body></html>"""
    return finish("mobile", html, s, r, url=f"http://m.{host}/a/{r.randint(1, 99999)}", clean=True)


def no_head(r: Random) -> Page:
    """A page written by hand: no head, no html element, no closing tags."""
    s = make_story(r, (60, 900), extras=False)
    text = "\n<p>".join(escape(t, quote=False) for t in [s.standfirst, *(t for _, t in s.blocks)])
    html = f"""<center><h2>{escape(s.title)}</h2></center><i>{visible(s.published, r)}</i>
<p>{text}
<hr><a href=index.html>Back to the list</a> <a href=next.html>Next"""
    return finish("no_head", html, s, r, encoding=r.choice((("utf-8", ""), ("cp1252", ""))))


def broken(r: Random) -> Page:
    """Markup gone wrong: tags that cross, attributes without quotation marks, an unclosed comment at the end, two bodies."""
    s, (name, host) = make_story(r, (100, 1200)), c.site(r)
    text = c.body(s, r, [c.figure(r), c.advert(r)]).replace("</p>", "</b></p>" if r.random() < 0.5 else "</span></p>")
    html = f"""<html><head>{{charset}}<title>{escape(s.title)}</title><meta name=pubdate content={s.day}></head><body class=x><body><div id=main class='><b>menu</b>'>{c.menu(r)}<div><h1>{escape(s.title)}</div></h1>
<span class=date>{visible(s.published, r)}<div class=text><p><b>{escape(s.standfirst)}</p></b>{text}</div></span></table></td><div class=related><a href="x">{c.aside(r)}</a></div></body><p>Copyright 2020 {name}<!-- end of page"""
    return finish("broken", html, s, r, url=f"http://{host}/{c.slug(s.title)}", clean=True)


def text_in_spans(r: Random) -> Page:
    """What an office program exports: every run in a span with style, empty paragraphs between."""
    s = make_story(r, (60, 900), extras=False)
    runs = ""
    for text in [s.standfirst, *(t for _, t in s.blocks)]:
        words = text.split(" ")
        cut = r.randint(0, len(words))
        first, then = escape(" ".join(words[:cut]), quote=False), escape(" ".join(words[cut:]), quote=False)
        runs += f'<p class=MsoNormal style="margin:0cm"><span lang=EN-GB style="font-size:12.0pt">{first} </span><span>{then}</span></p><p class=MsoNormal><span>&nbsp;</span></p>\n'
    html = f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>{{charset}}<meta name=Generator content="Microsoft Word 15"><title>{escape(s.title)}</title><style><!-- p.MsoNormal {{margin:0}} --></style></head>
<body lang=EN-GB><div class=WordSection1><p class=MsoNormal align=center><b><span>{escape(s.title)}</span></b></p><p class=MsoNormal><span>{visible(s.published, r)}</span></p>{runs}</div></body></html>"""
    return finish("text_in_spans", html, s, r, encoding=r.choice((("cp1252", "windows-1252"), ("utf-8", "utf-8"))))


def undated(r: Random) -> Page:
    """A page that does not say when it was published: only updates, comments, other articles, a copyright year."""
    s, (name, host) = make_story(r), c.site(r)
    changed = later(s.published, r)
    hint = r.choice((
        f'<meta property="article:modified_time" content="{iso(changed)}">', c.linked_data(s, name, r, dateModified=iso(changed)),
        f'<meta http-equiv="last-modified" content="{written(changed, "{wd}, {d} {mon} {y}")} 10:00:00 GMT">', "",
    ))  # fmt: skip
    line = r.choice(
        (
            f"Last updated: {written(changed, '{d} {month} {y}')}",
            f"Updated {written(changed, '{month} {d}, {y}')}",
            "",
            "3 hours ago",
            f"{s.published:%B %Y}",
        )
    )
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title>{hint}</head><body>{c.masthead(name, r)}<article><h1>{escape(s.title)}</h1><p class="stamp">{line}</p><p>{escape(s.standfirst)}</p>
{c.body(s, r, [c.figure(r)])}</article>{c.related(s, r, 5)}{c.comments(s, r, 4)}<p>Established {earlier(s.published, r).date()}</p>{c.footer(name, r)}</body></html>"""
    return finish("undated", html, s, r, url=f"https://{host}/{c.slug(s.title)}", days=frozenset())


LAYOUTS: dict[str, Layout] = {
    f.__name__: f for f in (old_table, div_breaks, print_view, mobile, no_head, broken, text_in_spans, undated)
}
