"""Layouts written by somebody who had not seen the reader: content systems and kinds of sites as they were met elsewhere."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import NOW, earlier, iso, later, written, zulu
from evals.page_layouts.finish import finish
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import make_story, sentence

UTF8 = ("utf-8", "utf-8")
ARABIC_MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)
ARABIC_DAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def _e(text: str) -> str:
    return escape(text, quote=False)


def magazine_theme(r: Random) -> Page:
    """The magazine theme that thousands of small outlets bought: an SEO plugin's graph, modules with dates, a box "must read"."""
    s, (name, host) = make_story(r), c.site(r)
    url = f"https://{host}/{r.choice(('world', 'news', 'region'))}/{c.slug(s.title)}/"
    changed = s.modified or s.published
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": url + "#article", "headline": s.title, "datePublished": zulu(s.published).replace("Z", "+00:00"), "dateModified": zulu(changed).replace("Z", "+00:00"), "author": {"name": s.author, "@id": url + "#person"}, "wordCount": 412},
        {"@type": "WebPage", "@id": url, "url": url, "name": f"{s.title} - {name}", "datePublished": zulu(s.published).replace("Z", "+00:00")},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}]}]}  # fmt: skip
    modules = "".join(f'<div class="td_module_10 td_module_wrap"><h3 class="entry-title td-module-title"><a href="/{c.slug(c.aside(r))}/">{c.aside(r)}</a></h3><span class="td-post-author-name"><a>{s.author}</a> - </span><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{iso(later(s.published, r))}">{written(later(s.published, r), "{month} {d}, {y}")}</time></span><div class="td-excerpt">{sentence(r)}...</div></div>' for _ in range(5))  # fmt: skip
    must = f'<div class="td-a-rec"><p>- Advertisement -</p></div><div class="td_block_wrap must"><h4>MUST READ</h4><h3 class="entry-title"><a href="/m">{c.aside(r)}</a></h3></div>'
    html = f"""<!doctype html><html lang="en-US"><head>{{charset}}<title>{escape(s.title)} - {name}</title><meta name="viewport" content="width=device-width"><link rel="canonical" href="{url}"><script type="application/ld+json" class="seo-graph">{json.dumps(graph)}</script></head>
<body class="post-template single"><div id="td-outer-wrap"><div class="td-header-top-menu"><div class="td_data_time">{written(NOW, "{weekday}, {month} {d}, {y}")}</div><ul class="top-header-menu"><li><a href="/contact">Contact</a></li><li><a href="/about">About us</a></li></ul></div><div class="td-crumb-container"><span><a href="/">Home</a></span> › <span>World</span> › <span>{_e(s.title)}</span></div>
<article class="post type-post format-standard"><div class="td-post-header"><ul class="td-category"><li><a>World</a></li></ul><header class="td-post-title"><h1 class="entry-title">{_e(s.title)}</h1><p class="td-post-sub-title">{_e(s.standfirst)}</p><div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">By</div> <a>{s.author}</a><div class="td-author-line"> - </div></div><span class="td-post-date"><time class="entry-date updated td-module-date" datetime="{iso(s.published)}">{written(s.published, "{month} {d}, {y}")}</time></span><div class="td-post-views"><span>{r.randint(10, 5000)}</span></div></div></header></div>
<div class="td-post-sharing-top"><a>Facebook</a><a>Twitter</a><a>WhatsApp</a></div><div class="td-post-content tagdiv-type">{c.body(s, r, [must])}</div><footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li><li><a>talks</a></li></ul></div><div class="td-block-row td-post-next-prev"><div><span>Previous article</span><a href="/p">{c.aside(r)}</a></div><div><span>Next article</span><a href="/n">{c.aside(r)}</a></div></div><div class="author-box-wrap"><a>{s.author}</a><div class="td-author-description">Editor since 2011.</div></div></footer></article>
<div class="td_block_wrap td_block_related_posts"><h4>RELATED ARTICLES</h4>{modules}</div><div class="comments" id="respond"><h3>LEAVE A REPLY</h3><p>Please enter your comment! Please enter your name here. Save my name, email, and website in this browser for the next time I comment.</p></div></div></body></html>"""
    return finish("magazine_theme", html, s, r, url=url, encoding=UTF8)


def european_ministry(r: Random) -> Page:
    """A ministry on the system usual in the German-speaking countries: numeric date, teaser, links at the end, "back to top"."""
    s, (_, host) = make_story(r, (80, 900)), c.site(r)
    html = f"""<!DOCTYPE html><html lang="en" dir="ltr" class="no-js"><head>{{charset}}<!-- This website is powered by an inspiring open source system. --><title>{escape(s.title)} - Federal Ministry for European Affairs</title><meta name="generator" content="TYPO3 CMS"><meta name="robots" content="index,follow"><meta name="description" content="{escape(s.standfirst)}"></head>
<body id="p{r.randint(10, 9999)}"><a class="sr-only" href="#content">Skip to content</a><header><p class="claim">Federal Ministry for European Affairs</p><form action="/search"><label for="q">Search term</label><input id="q"></form></header><nav aria-label="Main"><ul><li><a href="/ministry">The Ministry</a><ul><li><a>Minister</a></li><li><a>Organisation chart</a></li></ul></li><li><a href="/topics">Topics</a></li><li><a href="/press">Press</a></li></ul></nav><p class="breadcrumb">You are here: <a href="/">Home</a> &gt; <a href="/press">Press</a> &gt; News</p>
<main id="content"><!--TYPO3SEARCH_begin--><div class="tx-news news-single"><div class="article" itemscope="itemscope" itemtype="http://schema.org/Article"><div class="header"><p class="kicker">Press release no. {r.randint(1, 300)}</p><h1 itemprop="headline">{_e(s.title)}</h1></div><p class="news-list-date"><time itemprop="datePublished" datetime="{s.day}">{written(s.published, "{dd}.{mm}.{y}")}<meta itemprop="datePublished" content="{s.day}"></time></p><div class="teaser-text" itemprop="description"><p>{_e(s.standfirst)}</p></div><div class="news-img-wrap"><div class="outer"><img src="/fileadmin/_processed_/a.jpg" alt=""><p class="news-img-caption">© Ministry / {s.author}</p></div></div><div class="news-text-wrap" itemprop="articleBody">{c.body(s, r)}</div>
<div class="news-related-wrap"><h4>Files</h4><ul><li><a href="/fileadmin/x.pdf">Joint statement (PDF, 212 KB)</a></li></ul></div><div class="news-backlink-wrap"><a href="/press">Back to overview</a></div></div></div><!--TYPO3SEARCH_end--></main><aside><h3>Contact</h3><p>Press office<br>Herrengasse 7<br>Tel. +00 1 5311 5000</p><h3>Dates</h3><p>{written(later(s.published, r, 60), "{dd}.{mm}.{y}")} Open day</p></aside><footer><a href="#top">to the top</a><ul><li>Imprint</li><li>Data protection</li><li>Accessibility</li></ul></footer></body></html>"""
    return finish(
        "european_ministry",
        html,
        s,
        r,
        url=f"https://www.{host}/en/press/news/detail/{c.slug(s.title)}",
        encoding=UTF8,
    )


def sharepoint_press(r: Random) -> Page:
    """A press room on an office server: web parts in tables, fields with labels, zero-width spaces, hidden state of a form."""
    s, (name, host) = make_story(r, (80, 900)), c.site(r)
    state = "".join(r.choice("ABCDEFGHabcdefgh0123456789+/") for _ in range(900))
    day = f"{s.published.month}/{s.published.day}/{s.published.year}"
    inner = c.body(s, r).replace("<p>", "<p>​", 2)
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns:o="urn:schemas-microsoft-com:office:office" lang="en-us" dir="ltr"><head><meta name="GENERATOR" content="Microsoft SharePoint" />{{charset}}<title>
	{_e(s.title)}
</title></head><body scroll="no" onload="_spBodyOnLoadWrapper();"><form name="aspnetForm" method="post" action="" id="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="{state}" /><div id="s4-ribbonrow"><span>Site Actions</span><span>Browse</span><span>Page</span></div><div id="s4-leftpanel"><ul class="root static"><li><a href="/Pages/default.aspx"><span>Home</span></a></li><li><a href="/press"><span>Press Releases</span></a></li><li><a><span>Speeches</span></a></li></ul></div>
<div id="MSO_ContentTable"><table cellpadding="0" width="100%"><tr><td id="_invisibleIfEmpty" valign="top" width="70%"><table class="s4-wpTopTable" border="0" width="100%"><tr class="ms-WPHeader"><td><h3 class="ms-standardheader ms-WPTitle"><span>{name} Press Room</span></h3></td></tr></table><div class="article article-left"><div class="article-header"><div class="title"><span id="ctl00_title">{_e(s.title)}</span></div><div class="date-line">Article Date: {day}</div><div class="byline">{s.author}</div></div><div class="captioned-image"><div class="caption"> </div></div>
<div class="article-content"><div id="ctl00_PlaceHolderMain_Content" class="ms-rtestate-field"><div class="ExternalClass{r.randint(16**7, 16**8):X}"><p>{_e(s.standfirst)}</p>{inner}<p>​</p></div></div></div></div></td><td valign="top"><div class="ms-webpart-zone"><h4>Announcements</h4><table><tr><td><a>{c.aside(r)}</a></td><td>{later(s.published, r):%m/%d/%Y}</td></tr><tr><td><a>{c.aside(r)}</a></td><td>{later(s.published, r):%m/%d/%Y}</td></tr></table></div></td></tr></table></div><div class="foot">Best viewed at 1024 x 768</div></form></body></html>"""
    return finish(
        "sharepoint_press",
        html,
        s,
        r,
        url=f"https://{host}/press/Pages/{c.slug(s.title)[:40].title().replace('-', '')}.aspx",
        encoding=UTF8,
    )


def asp_portal(r: Random) -> Page:
    """A portal of the early years, still running: a marquee, today's date, tables for everything, the day in square brackets."""
    s, (name, host) = make_story(r, (60, 700), extras=False), c.site(r)
    text = "<BR><BR>\n".join(_e(t) for t in [s.standfirst, *(t for _, t in s.blocks)])
    others = "".join(f'<TR><TD class=small><A HREF="news.asp?ID={n}">{c.aside(r)}</A> [{written(earlier(s.published, r), "{d}-{mon}-{y}")}]</TD></TR>' for n in range(6))  # fmt: skip
    html = f"""<HTML><HEAD>{{charset}}<TITLE>{name} - Online Edition</TITLE><META NAME="keywords" CONTENT="news, daily, region, politics"></HEAD><BODY BGCOLOR=#FFFFFF TOPMARGIN=0><TABLE WIDTH=780 BORDER=0 CELLSPACING=0 ALIGN=CENTER><TR><TD COLSPAN=3><IMG SRC="images/logo.gif" ALT="{name}"></TD></TR><TR BGCOLOR=#003366><TD><FONT COLOR=white SIZE=1>{written(NOW, "{weekday}, {month} {d}, {y}")}</FONT></TD><TD COLSPAN=2><MARQUEE>Welcome to the online edition of {name} *** Advertise with us *** </MARQUEE></TD></TR>
<TR><TD WIDTH=140 VALIGN=TOP BGCOLOR=#EEEEEE><A HREF="default.asp">Front Page</A><BR><A HREF="national.asp">National</A><BR><A HREF="world.asp">International</A><BR><A HREF="letters.asp">Letters</A><BR><A HREF="archive.asp">Archive</A></TD>
<TD WIDTH=480 VALIGN=TOP><TABLE WIDTH="100%"><TR><TD><FONT FACE="Arial" SIZE=4><B>{_e(s.title)}</B></FONT></TD></TR><TR><TD><FONT SIZE=1 COLOR=gray>By {s.author} [{written(s.published, "{dd}-{mon}-{y}")}]</FONT></TD></TR><TR><TD><P ALIGN=JUSTIFY><FONT FACE="Verdana" SIZE=2>{text}</FONT></P></TD></TR><TR><TD ALIGN=RIGHT><A HREF="javascript:history.back()">Back</A> | <A HREF="print.asp?ID=1">Print</A> | <A HREF="send.asp">Send to a friend</A></TD></TR></TABLE></TD>
<TD WIDTH=160 VALIGN=TOP><TABLE><TR><TD><B>Other stories</B></TD></TR>{others}</TABLE><P>You are visitor no. {r.randint(10**5, 10**7)}</TD></TR><TR><TD COLSPAN=3 ALIGN=CENTER><FONT SIZE=1>&copy; 1999-2026 {name}. Site by WebTech Solutions</FONT></TD></TR></TABLE></BODY></HTML>"""
    return finish("asp_portal", html, s, r, url=f"http://www.{host}/news.asp?ID={r.randint(100, 99999)}")


def epaper_export(r: Random) -> Page:
    """An export of the printed edition: edition, day and page on a line, columns as divisions, words as they were hyphenated no more."""
    s, (name, _) = make_story(r, (80, 700), extras=False), c.site(r)
    texts = [s.standfirst, *(t for _, t in s.blocks)]
    half = (len(texts) + 1) // 2
    columns = "".join(f'<div class="col">{"".join(f"<p>{_e(t)}</p>" for t in part)}</div>' for part in (texts[:half], texts[half:]))  # fmt: skip
    pages = "".join(f'<li><a href="?p={n}">Page {n}</a></li>' for n in range(1, 17))
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{name} : {s.day} - {escape(s.title)}</title><meta name="robots" content="noarchive"></head><body class="viewer"><div class="toolbar"><span>Zoom in</span><span>Zoom out</span><span>Listen</span><span>Translate</span><span>Print</span></div><div class="thumbs"><ul>{pages}</ul></div>
<div class="artwin"><div class="art-meta"><span class="pub">{name}</span> <span class="edition">{r.choice(("City edition", "First edition", "National"))}</span> <span class="iss">{written(s.published, r.choice(("{d} {mon} {y}", "{weekday}, {month} {d}, {y}", "{d} {month} {y}")))}</span> <span>Page A{r.randint(2, 16)}</span></div><h1>{_e(s.title)}</h1><div class="art-author">{s.author.upper()}</div><div class="art-text">{columns}</div></div><div class="copyright">Article rights: {name}. Newspapers in Facsimile.</div></body></html>"""
    return finish(
        "epaper_export",
        html,
        s,
        r,
        url=f"https://reader.example.com/{c.slug(name)}/{s.published:%Y%m%d}/{r.randint(10**14, 10**15)}",
    )


def drag_and_drop(r: Random) -> Page:
    """A free site builder's blog: every run in spans, data hooks, reading time, the change beside the day, "Recent Posts"."""
    s, (name, host) = make_story(r, (80, 1000), extras=False), c.site(r)
    k = f"{r.randint(10000, 99999)}"
    paras = "".join(f'<p id="viewer-{r.randint(1000, 9999)}" class="Xf{k} r9{k} "><span class="bL{k}">{_e(t)}</span></p><div class="zr{k}" data-breakout="normal"><p><br></p></div>' for t in [s.standfirst, *s.paragraphs])  # fmt: skip
    day = "{mon} {d}, {y}"
    change = f'<div class="u{k}"><span>Updated: <span data-hook="time-ago" title="{written(s.modified, day)}">{written(s.modified, day)}</span></span></div>' if s.modified else ""  # fmt: skip
    recent = "".join(f'<article data-hook="post-list-item"><a href="/post/{c.slug(c.aside(r))}"><h2>{c.aside(r)}</h2></a><span>{r.randint(0, 400)} views</span><span>0 comments</span></article>' for _ in range(3))  # fmt: skip
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<meta name="generator" content="Website Builder"><title>{escape(s.title)}</title><meta property="og:title" content="{escape(s.title)}"><meta property="og:site_name" content="{name}"><meta property="og:type" content="article"></head><body><div id="SITE_CONTAINER"><header id="SITE_HEADER"><nav><ul><li><p>Home</p></li><li><p>Blog</p></li><li><p>Our Team</p></li><li><p>More</p></li></ul></nav><button>Log In</button></header><main id="PAGES_CONTAINER"><div data-hook="header-navigation"><a>All Posts</a><a>Region</a></div>
<article class="a{k}" data-hook="post"><div data-hook="post-header"><ul class="m{k}"><li><span data-hook="user-name" title="{s.author}">{s.author}</span></li><li><span data-hook="time-ago" title="{written(s.published, day)}" class="time-ago">{written(s.published, day)}</span></li><li><span data-hook="time-to-read" title="{r.randint(2, 9)} min read">{r.randint(2, 9)} min read</span></li></ul><h1 data-hook="post-title"><span class="blog-post-title-font">{_e(s.title)}</span></h1>{change}</div><section data-hook="post-description"><div class="ricos">{paras}</div></section><div data-hook="post-footer"><button>Share via link</button><span>{r.randint(10, 999)} views</span><span>Post not marked as liked</span></div></article>
<div data-hook="recent-posts"><h2>Recent Posts</h2><a>See All</a>{recent}</div><div data-hook="comments"><h3>Comments</h3><p>Write a comment...</p></div></main><footer id="SITE_FOOTER"><p>Subscribe Form</p><p>Thanks for submitting!</p><p>©2023 by {name}. Proudly created with a builder</p></footer></div></body></html>"""
    return finish(
        "drag_and_drop",
        html,
        s,
        r,
        url=f"https://www.{host}/post/{c.slug(s.title)}",
        main="\n".join([s.standfirst, *s.paragraphs]),
        encoding=UTF8,
    )


def content_kit(r: Random) -> Page:
    """An add-on of an older system: the day above the title, sizes of the font, votes, "read so many times", last change, latest items."""
    s, (name, host) = make_story(r), c.site(r)
    changed = later(s.published, r, 90)
    latest = "".join(f"<li><a>{c.aside(r)}</a></li>" for _ in range(5))
    html = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-gb" lang="en-gb"><head>{{charset}}<meta name="generator" content="Joomla! - Open Source Content Management" /><title>{escape(s.title)}</title></head><body><div id="top"><p>{name}</p><ul class="menu"><li class="item-101"><a>Home</a></li><li class="item-102"><a>News</a></li><li class="item-103"><a>Gallery</a></li></ul></div><div id="k2Container" class="itemView"><span class="itemEditLink"></span><div class="itemHeader"><span class="itemDateCreated">{written(s.published, "{weekday}, {dd} {month} {y} {h}:{m}")}</span><h2 class="itemTitle">{_e(s.title)}</h2><span class="itemAuthor">Written by <a>{s.author}</a></span></div>
<div class="itemToolbar"><ul><li><span class="itemTextResizerTitle">font size</span> decrease font size increase font size</li><li><a>Print</a></li><li><a>Email</a></li><li><a>Be the first to comment!</a></li></ul></div><div class="itemRatingBlock"><span>Rate this item</span><ul><li>1</li><li>2</li><li>3</li><li>4</li><li>5</li></ul><div>({r.randint(0, 9)} votes)</div></div><div class="itemBody"><div class="itemImageBlock"><img src="/media/k2/x_L.jpg" alt="" /><span class="itemImageCaption">Delegates at work</span></div><div class="itemIntroText"><p>{_e(s.standfirst)}</p></div><div class="itemFullText">{c.body(s, r)}</div>
<div class="itemContentFooter"><span class="itemHits">Read <b>{r.randint(20, 9999)}</b> times</span><span class="itemDateModified">Last modified on {written(changed, "{weekday}, {dd} {month} {y} {h}:{m}")}</span></div></div><div class="itemLinks"><div class="itemCategory"><span>Published in</span> <a>News</a></div><div class="itemTagsBlock"><span>Tagged under</span> <a>talks</a></div></div><div class="itemAuthorLatest"><h3>Latest from {s.author}</h3><ul>{latest}</ul></div><div class="itemNavigation"><span>More in this category:</span> <a>« {c.aside(r)}</a> <a>{c.aside(r)} »</a></div></div><div id="footer"><p>Copyright © 2014 {name}. All Rights Reserved.</p></div></body></html>"""
    return finish(
        "content_kit", html, s, r, url=f"http://{host}/index.php/news/item/{r.randint(10, 9999)}-{c.slug(s.title)}"
    )


def satellite_broadcaster(r: Random) -> Page:
    """An international broadcaster: a day for the eye and one for screen readers, a player, promoted lists of three, zones in its data."""
    s, (name, host) = make_story(r), c.site(r)
    more = '<div class="more-on"><h2>Recommended Stories</h2><span class="screen-reader-text">list of 3 items</span><ul>' + "".join(f'<li><span class="screen-reader-text">list {n} of 3</span><a href="/n{n}">{c.aside(r)}</a></li>' for n in (1, 2, 3)) + '</ul><span class="screen-reader-text">end of list</span></div>'  # fmt: skip
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "mainEntityOfPage": f"https://www.{host}/news/", "headline": s.title, "datePublished": zulu(s.published), "dateModified": zulu(s.modified or s.published), "author": {"@type": "Person", "name": s.author}}  # fmt: skip
    day = written(s.published, "{d} {mon} {y}")
    ld = f'<script type="application/ld+json">{json.dumps(data)}</script>' if r.random() < 0.6 else ""
    html = f"""<!DOCTYPE html><html lang="en" dir="ltr" class="theme-news"><head>{{charset}}<title>{escape(s.title)} | Border talks News | {name}</title><meta property="og:type" content="article">{ld}</head><body><div class="bypass-block__wrapper"><span>Skip links</span><ul><li><a>Skip to Content</a></li></ul></div><div class="site-header"><nav><span class="screen-reader-text">Navigation menu</span><ul><li>News</li><li>Middle East</li><li>Explained</li><li>Opinion</li></ul></nav><button>play</button><span>Live</span></div>
<main id="main-content-area"><div class="l-col"><div class="topics"><a>News</a><span>|</span><a>Border talks</a></div><header class="article-header"><h1>{_e(s.title)}</h1><p class="article__subhead"><em>{_e(s.standfirst)}</em></p></header><figure class="article-featured-image"><div><img alt=""></div><figcaption>{c.aside(r)} [File: {s.author}/Wire]</figcaption></figure><div class="article-info-block"><div class="article-b-l"><div class="author"><span class="article-by">By</span> <a>{s.author}</a></div><div class="article-dates"><div class="date-simple css-{r.randint(100, 999)}"><span class="screen-reader-text">Published On {day}</span><span aria-hidden="true">{day}</span></div></div></div><div class="social"><span>Click here to share on social media</span><span>Save</span></div></div>
<div class="wysiwyg wysiwyg--all-content" aria-live="polite">{c.body(s, r, [more])}</div><div class="article-source"><span>Source</span>: {name} and news agencies</div></div><aside class="trending"><h2>Most popular</h2><ol><li>{c.aside(r)}</li><li>{c.aside(r)}</li></ol></aside></main><footer><h2>Connect with us</h2><p>© 2026 {name}</p></footer></body></html>"""
    return finish(
        "satellite_broadcaster",
        html,
        s,
        r,
        url=f"https://www.{host}/news/{s.published.year}/{s.published.month}/{s.published.day}/{c.slug(s.title)}",
        encoding=UTF8,
    )


def arabic_frame(r: Random) -> Page:
    """A site written from right to left with an article in English: menus, labels and the day in Arabic, digits of either kind."""
    s, (name, host) = make_story(r, (80, 700), extras=False), c.site(r)
    eastern = r.random() < 0.4

    def day(when: datetime) -> str:
        line = f"{ARABIC_DAYS[when.weekday()]} {when.day} {ARABIC_MONTHS[when.month - 1]} {when.year}"
        return line.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if eastern else line

    meta = f'<meta property="article:published_time" content="{iso(s.published)}">' if r.random() < 0.5 else ""
    text = "".join(f"<p dir='ltr' style='text-align:left'>{_e(t)}</p>" for t in [s.standfirst, *s.paragraphs])
    html = f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head>{{charset}}<title>{escape(s.title)} - وكالة الأنباء</title>{meta}</head><body><div class="topbar"><span>{day(NOW)}</span><a>اتصل بنا</a><a>من نحن</a></div><nav><ul><li><a>الرئيسية</a></li><li><a>سياسة</a></li><li><a>اقتصاد</a></li><li><a>رياضة</a></li><li><a>English</a></li></ul></nav>
<div class="news-details"><h1 dir="ltr">{_e(s.title)}</h1><div class="info"><span>نشر في: {day(s.published)} - {s.published:%H:%M}</span> <span>الكاتب: {s.author}</span> <span>{r.randint(10, 9999)} مشاهدة</span></div><div class="details">{text}</div><div class="tags">كلمات مفتاحية: <a>مفاوضات</a></div></div><div class="side"><h3>الأكثر قراءة</h3><ul><li><a>{c.aside(r)}</a> <small>{day(later(s.published, r))}</small></li><li><a>{c.aside(r)}</a> <small>{day(later(s.published, r))}</small></li></ul></div><footer>جميع الحقوق محفوظة © 2026 {name}</footer></body></html>"""
    return finish(
        "arabic_frame",
        html,
        s,
        r,
        url=f"https://{host}/details/{r.randint(10**4, 10**7)}",
        main="\n".join([s.standfirst, *s.paragraphs]),
        encoding=UTF8,
    )


def news_format(r: Random) -> Page:
    """A reader app's web view: components with roles, an issue's banner, the document's own data in a script."""
    s, (name, host) = make_story(r), c.site(r)
    data = {"version": "1.7", "identifier": f"A{r.randint(10**8, 10**9)}", "language": "en", "title": s.title, "metadata": {"authors": [s.author], "datePublished": zulu(s.published), "dateModified": zulu(later(s.published, r, 9)), "canonicalURL": f"https://{host}/x"}, "layout": {"columns": 7, "width": 1024}}  # fmt: skip
    parts = "".join({"p": f'<div class="component" role="body"><p>{_e(t)}</p></div>', "h2": f'<div class="component" role="heading2"><h2>{_e(t)}</h2></div>', "li": f'<div class="component" role="body"><ul><li>{_e(t)}</li></ul></div>', "quote": f'<div class="component" role="quote"><blockquote>{_e(t)}</blockquote></div>'}[k] for k, t in s.blocks)  # fmt: skip
    when = written(
        s.published,
        r.choice(("{h12}:{m} {pm}, {weekday} {month} {d}, {y}", "{month} {d}, {y}", "{mon} {d} {y} {h}:{m}")),
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} — {name}</title><meta property="og:description" content="{escape(s.standfirst)}"></head><body><div class="banner"><p>Open this story in the app</p><a>Open</a><a>Not now</a></div><section class="document"><div class="component" role="logo">{name}</div><div class="component" role="title"><h1>{_e(s.title)}</h1></div><div class="component" role="intro">{_e(s.standfirst)}</div><div class="component" role="byline">{s.author} | {when}</div><div class="component" role="photo"><img alt=""><div role="caption">The hall in {s.city}. Pool photo</div></div>{parts}<div class="component" role="banner_advertisement">Advertisement</div></section><div class="next"><h4>More from {name}</h4><a>{c.aside(r)}</a><a>{c.aside(r)}</a></div><script type="application/json" id="document">{json.dumps(data)}</script></body></html>"""
    return finish("news_format", html, s, r, url=f"https://news.example.com/A{r.randint(10**8, 10**9)}", encoding=UTF8)


def portlets(r: Random) -> Page:
    """A government's portal of portlets: short numeric day with two digits for the year, ratings, "1 Comment", viewed so often."""
    s, (_, host) = make_story(r, (80, 900)), c.site(r)
    short = f"{s.published.month}/{s.published.day}/{s.published:%y} {s.published.hour % 12 or 12}:{s.published:%M} {'PM' if s.published.hour >= 12 else 'AM'}"
    html = f"""<!DOCTYPE html><html class="ltr" dir="ltr" lang="en-US"><head>{{charset}}<title>{escape(s.title)} - Government Portal</title></head><body class="yui3-skin-sam controls-visible guest-site signed-out public-page site"><div id="wrapper"><header id="banner"><div id="heading"><h1 class="site-title"><a href="/">Government Portal</a></h1><h2 class="page-title"><span>Announcements</span></h2></div><a href="/c/portal/login" id="sign-in">Sign In</a></header><nav id="navigation"><ul><li><a><span>Welcome</span></a></li><li class="selected"><a><span>Announcements</span></a></li><li><a><span>Services</span></a></li></ul></nav>
<div id="content"><div class="portlet-boundary portlet-asset-publisher"><section class="portlet"><header class="portlet-topper"><h1 class="portlet-title"><span class="portlet-title-text">Asset Publisher</span></h1></header><div class="portlet-content"><div class="taglib-header"><span class="header-back-to"><a>Back</a></span><h3 class="header-title"><span>{_e(s.title)}</span></h3></div><div class="asset-full-content"><div class="asset-content"><div class="journal-content-article"><p class="lead">{_e(s.standfirst)}</p>{c.body(s, r)}</div></div><div class="asset-metadata"><span class="metadata-entry metadata-publish-date">Publish Date: {short}</span><span class="metadata-entry metadata-author">By: {s.author}</span><span class="metadata-entry metadata-view-count">{r.randint(10, 999)} Views</span></div><div class="taglib-ratings stars"><span>Your Rating</span><span>Average (0 Votes)</span></div></div></div></section></div></div><footer id="footer"><p class="powered-by">Powered By Portal</p></footer></div></body></html>"""
    return finish(
        "portlets",
        html,
        s,
        r,
        url=f"https://www.{host}/web/guest/announcements/-/asset_publisher/x{r.randint(100, 999)}/content/{c.slug(s.title)}",
        encoding=UTF8,
    )


LATER: dict[str, Layout] = {
    f.__name__: f
    for f in (
        magazine_theme,
        european_ministry,
        sharepoint_press,
        asp_portal,
        epaper_export,
        drag_and_drop,
        content_kit,
        satellite_broadcaster,
        arabic_frame,
        news_format,
        portlets,
    )
}
