"""Layouts of agencies and portals around the world, of page builders and text-only sites; written after the others."""

from __future__ import annotations

from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import iso, later, visible, written, zulu
from evals.page_layouts.finish import finish
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import Story, aside, make_story, sentence


def _paragraphs(s: Story, before: str, after: str) -> str:
    return "\n".join(before + escape(text, quote=False) + after for text in [s.standfirst, *(t for _, t in s.blocks)])


def builder(r: Random) -> Page:
    """A page builder: everything is a widget in a section in a column."""
    s, (name, host) = make_story(r), c.site(r)

    def widget(kind: str, inner: str) -> str:
        return f'<div class="elementor-element elementor-widget elementor-widget-{kind}"><div class="elementor-widget-container">{inner}</div></div>'

    html = f"""<!DOCTYPE html><html lang="en-US"><head>{{charset}}<title>{escape(s.title)} – {name}</title><meta property="article:published_time" content="{iso(s.published)}"></head><body class="elementor-page"><div class="elementor elementor-location-header">{widget("nav-menu", c.menu(r))}</div>
<section class="elementor-section"><div class="elementor-container"><div class="elementor-column">{widget("theme-post-title", f"<h1>{escape(s.title)}</h1>")}{widget("post-info", f"<ul><li>{s.author}</li><li>{written(s.published, '{month} {d}, {y}')}</li></ul>")}{widget("theme-post-excerpt", escape(s.standfirst))}
{widget("theme-post-content", c.body(s, r, [c.figure(r), c.read_more(r)]))}{widget("share-buttons", "<span>Facebook</span><span>Twitter</span>")}{widget("posts", c.related(s, r, 6))}</div></div></section>{c.footer(name, r)}</body></html>"""
    return finish("builder", html, s, r, url=f"https://{host}/{c.slug(s.title)}/")


def capital_daily(r: Random) -> Page:
    """A large daily whose paragraphs bear the name of a teaser, with data attributes for everything."""
    s, (name, host) = make_story(r, extras=False), c.site(r)
    text = "".join(
        f'<div class="wpds-c-PJLV article-body" data-qa="article-body"><p data-testid="drop-cap-letter" class="wpds-c-heFNVF">{escape(t, quote=False)}</p></div>'
        + (c.advert(r) if r.random() < 0.2 else "")
        for _, t in s.blocks
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - {name}</title><meta property="og:title" content="{escape(s.title)}"></head><body><div id="__next"><nav data-qa="sc-nav">{c.menu(r)}</nav><main class="main grid-layout"><header><h1 data-qa="headline" id="main-content">{escape(s.title)}</h1><h2 data-qa="subheadline" class="wpds-sub">{escape(s.standfirst)}</h2>
<div class="flex" data-qa="timestamp"><span data-testid="display-date">{written(s.published, "{month} {d}, {y} at {h12}:{m}")} {"p.m." if s.published.hour > 11 else "a.m."} EST</span><span data-testid="updated-date">{"Yesterday at 9:15 a.m. EST" if s.modified else ""}</span></div></header><article class="hide-for-print grid-body"><div class="teaser-content grid-center">{text}</div>
<div data-qa="comments-btn">{r.randint(2, 999)} Comments</div></article></main>{c.related(s, r, 5)}{c.footer(name, r)}</div></body></html>"""
    return finish(
        "capital_daily",
        html,
        s,
        r,
        url=f"https://www.{host}/world/{s.published:%Y/%m/%d}/{c.slug(s.title)}/",
        encoding=("utf-8", "utf-8"),
    )


def far_agency(r: Random) -> Page:
    """A state agency: source, date with seconds and editor on one line, an image link between paragraphs, a list of days below."""
    s = make_story(r, extras=False)
    more = "".join(
        f"<li><a href='/n{n}'>{aside(r)}</a><span>{later(s.published, r):%Y-%m-%d}</span></li>" for n in range(6)
    )
    line = r.choice(
        (
            f"Source: Far Agency&nbsp;&nbsp;|&nbsp;&nbsp;{s.published:%Y-%m-%d %H:%M:%S}&nbsp;&nbsp;|&nbsp;&nbsp;Editor: huaxia",
            f"Far Agency | Updated: {s.published:%Y-%m-%d %H:%M}".replace("Updated", "Published"),
            f"{s.published:%Y-%m-%d %H:%M:%S} From: Far Agency Editor: Li Ming",
        )
    )
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{escape(s.title)}-Far Agency</title><meta name="catalogs" content="1"></head><body><div class="header domPC"><a>Home</a><a>World</a></div><div class="main clearfix"><div class="Btitle"><h1>{escape(s.title)}</h1><div class="info"><p class="source">{line}</p></div></div>
<div class="content"><div id="detailContent">{_paragraphs(s, "<p>　　", "</p>")}<p style="text-align:center"><img src="1.jpg"></p><p><span style="color:navy">{c.PEOPLE[0]} speaks at the opening. (Far Agency/Li Ming)</span></p></div></div><div class="ad_right"><ul>{more}</ul></div></div></body></html>"""
    main = "\n".join([s.standfirst, *(t for _, t in s.blocks)])
    return finish(
        "far_agency",
        html,
        s,
        r,
        url=f"http://www.faragency.example.cn/english/{s.published:%Y%m%d}/{r.randint(16**8, 16**9):x}/c.html",
        main=main,
        clean=True,
    )


def news_id(r: Random) -> Page:
    """An agency that numbers its news: date, number and service above the title, the summary in bold, tags and a short link below."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta name="twitter:site" content="@{c.slug(name)}"></head><body><div class="top-wrapper"><ul class="nav"><li><a>Politics</a></li><li><a>Economy</a></li></ul></div><article class="item" id="item"><div class="item-header"><div class="item-nav row"><div class="item-date half-left"><span>{written(s.published, r.choice(("{d} {month} {y} - {h}:{m}", "{month} {d}, {y}, {h12}:{m} {pm}", "{weekday}, {d} {month} {y} {h}:{m}")))}</span></div><div class="item-code half-right">News ID: <span>{r.randint(10**6, 10**8)}</span></div></div>
<div class="item-title"><h1 class="title"><a href="#">{escape(s.title)}</a></h1></div><p class="summary introtext">{escape(s.standfirst)}</p></div><div class="item-body"><div class="item-text">{c.body(s, r, [c.figure(r)])}</div><div class="tags"><a>Talks</a></div><div class="short-link">https://{host}/x{r.randint(100, 999)}</div></div></article><section id="box12"><header><h2>Latest News</h2></header>{c.related(s, r, 8)}</section></body></html>"""
    return finish("news_id", html, s, r, url=f"https://en.{host}/news/{r.randint(10**6, 10**8)}/{c.slug(s.title)}")


def update_beside(r: Random) -> Page:
    """An agency that writes "14.03.2025 - Update : 15.03.2025", with category and author above."""
    s, (name, host) = make_story(r), c.site(r)
    changed = s.modified or s.published
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta property="og:site_name" content="{name}"></head><body>{c.menu(r)}<div class="container"><div class="detay-spot-category"><h1>{escape(s.title)}</h1><h4>{escape(s.standfirst)}</h4><span class="tarih">{s.author} <br> | {written(s.published, "{dd}.{mm}.{y}")} - Update : {written(changed, "{dd}.{mm}.{y}")}</span></div>
<div class="detay-icerik"><div class="detay-paylas"><p>Share</p></div><div>{c.body(s, r, [c.figure(r)])}</div><p class="abone">{name} website contains only a portion of the news stories offered to subscribers in its broadcasting system, and in summarized form. Please contact us for subscription options.</p></div></div>{c.related(s, r, 5)}{c.footer(name, r)}</body></html>"""
    return finish(
        "update_beside", html, s, r, url=f"https://www.{host}/en/world/{c.slug(s.title)}/{r.randint(10**6, 10**7)}"
    )


def epoch(r: Random) -> Page:
    """A site whose metadata count seconds or milliseconds, and whose lines have no year."""
    s, (name, host) = make_story(r), c.site(r)
    stamp = int(s.published.timestamp()) * r.choice((1, 1000))
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - {name}</title><meta property="article:published_time" content="{stamp}"></head><body>{c.masthead(name, r)}<div class="news"><h1 class="news-header__title">{escape(s.title)}</h1><div class="news-header__date"><span>{s.published.day} {s.published:%b}, {s.published:%H:%M}</span></div>
<div class="news-header__lead">{escape(s.standfirst)}</div><div class="text-content"><div class="text-block">{c.body(s, r)}</div></div></div>{c.related(s, r, 4)}{c.footer(name, r)}</body></html>"""
    return finish("epoch", html, s, r, url=f"https://{host}/politics/{r.randint(10**6, 10**7)}")


def wiki_news(r: Random) -> Page:
    """A wiki of news: the date as a bold first paragraph, edit links in headings, boxes of categories, sources and tools."""
    s, (name, host) = make_story(r, extras=False), c.site(r)
    html = f"""<!DOCTYPE html><html class="client-nojs" lang="en" dir="ltr"><head>{{charset}}<title>{escape(s.title)} - {name}, the free news source</title></head><body class="mediawiki"><div id="mw-head">{c.menu(r)}</div><div id="content" class="mw-body" role="main"><h1 id="firstHeading" class="firstHeading">{escape(s.title)}</h1><div id="siteSub">From {name}, the free news source</div>
<div id="mw-content-text"><div class="mw-parser-output"><p><strong class="published"><span id="publishDate" class="value-title" title="{s.day}"></span>{written(s.published, "{weekday}, {month} {d}, {y}")}</strong>&nbsp;</p>{_paragraphs(s, "<p>", "</p>")}<h2><span class="mw-headline" id="Sources">Sources</span><span class="mw-editsection">[<a>edit</a>]</span></h2>
<ul><li><a href="/s">{aside(r)}</a> — <i>Kast Courier</i>, {written(later(s.published, r), "{month} {d}, {y}")}</li></ul></div></div></div><div id="catlinks"><a>Categories</a>: <a>{written(s.published, "{month} {d}, {y}")}</a></div><div id="footer"><p>This page was last edited on {written(later(s.published, r), "{d} {month} {y}")}.</p></div></body></html>"""
    main = "\n".join([s.standfirst, *(t for _, t in s.blocks)])
    return finish("wiki_news", html, s, r, url=f"https://en.{host}/wiki/{c.slug(s.title)}", main=main)


def text_only(r: Random) -> Page:
    """The text-only edition of a broadcaster: a few paragraphs of names, then the text, nothing named."""
    s, (name, host) = make_story(r, extras=False), c.site(r)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} : {name}</title></head><body><header><p>Text-Only Version <a href="/full">Go To Full Site</a></p></header><article><div class="story-head"><h1 class="story-title">{escape(s.title)}</h1><p>By {s.author}</p><p>{written(s.published, "{weekday}, {month} {d}, {y}")} • {written(s.published, "{h12}:{m} {pm}")} EST</p></div>
<div class="paragraphs-container">{_paragraphs(s, "<p>", "</p>")}</div></article><footer><ul><li><a>Contact Us</a></li><li><a>Terms</a></li></ul></footer></body></html>"""
    main = "\n".join([s.standfirst, *(t for _, t in s.blocks)])
    return finish(
        "text_only", html, s, r, url=f"https://text.{host}/nx-{r.randint(1, 9)}-{r.randint(10**6, 10**7)}", main=main
    )


def terms_list(r: Random) -> Page:
    """A government page: who, published and updated in a list of terms and their values, the document in numbered sections."""
    s = make_story(r)
    changed = s.modified or later(s.published, r)
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - GOV.KAST</title></head><body class="gem-c"><a href="#content">Skip to main content</a><header class="gem-c-layout-super-navigation-header"><a>GOV.KAST</a></header><main id="content"><span>Press release</span><h1 class="gem-c-heading">{escape(s.title)}</h1><p class="gem-c-lead-paragraph">{escape(s.standfirst)}</p>
<dl data-module="metadata"><dt>From:</dt><dd><a href="/fo">Foreign Office</a></dd><dt>Published</dt><dd>{written(s.published, "{d} {month} {y}")}</dd><dt>Last updated</dt><dd>{written(changed, "{d} {month} {y}")} — <a href="#history">See all updates</a></dd></dl><div class="govspeak">{c.body(s, r)}</div>
<div id="full-history"><h2>Updates to this page</h2><p>Published {written(s.published, "{d} {month} {y}")}<br>Last updated {written(changed, "{d} {month} {y}")}</p></div><div class="gem-c-contextual-sidebar">{c.related(s, r, 4)}</div></main><footer>All content is available under the Open Government Licence</footer></body></html>"""
    return finish("terms_list", html, s, r, url=f"https://www.gov.example.org/government/news/{c.slug(s.title)}")


def channel_post(r: Random) -> Page:
    """A post of a messaging channel: line breaks only, views, the time at its end, an embed frame around everything."""
    s, (name, host) = make_story(r, (60, 300), extras=False), c.site(r)
    text = "<br/><br/>".join(escape(t, quote=False) for t in [s.standfirst, *(t for _, t in s.blocks)])
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{name}</title><meta property="og:title" content="{name}"><meta property="og:description" content="{escape(s.standfirst)}"></head><body class="widget_frame_base tgme_widget body_widget_post"><div class="tgme_widget_message js-widget_message"><div class="tgme_widget_message_author"><a>{name}</a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div><div class="tgme_widget_message_footer js-message_footer"><div class="tgme_widget_message_info"><span class="tgme_widget_message_views">12.3K</span> views <a class="tgme_widget_message_date"><time datetime="{iso(s.published)}" class="datetime">{written(s.published, "{mon} {d}, {y} at {h}:{m}")}</time></a></div></div></div></body></html>"""
    return finish(
        "channel_post", html, s, r, url=f"https://t.{host}/channel/{r.randint(1, 9999)}", encoding=("utf-8", "utf-8")
    )


def wire_site(r: Random) -> Page:
    """A wire's own site: paragraphs as divisions with numbers, the date in three spans, "Our Standards", licensing rights."""
    s, (name, host) = make_story(r, extras=False), c.site(r)
    city = f"{s.city.upper()}, {s.published:%B} {s.published.day} (Reuters) - "
    texts = [city + s.standfirst, *(t for _, t in s.blocks)]
    text = "".join(
        f'<div data-testid="paragraph-{n}" class="text__text__1FZLe article-body__paragraph__2-BtD">{escape(t, quote=False)}</div>'
        + ('<div class="ad-slot"><div>Advertisement · Scroll to continue</div></div>' if n == 3 else "")
        for n, t in enumerate(texts)
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title><script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle","headline":"{s.title}","datePublished":"{zulu(s.published)}","dateModified":"{zulu(later(s.published, r, 2))}"}}</script></head><body><div id="fusion-app">{c.masthead(name, r)}<article><div class="article-header"><h1 data-testid="Heading">{escape(s.title)}</h1>
<div class="info-content"><div class="author-name">By <a>{s.author}</a></div><time><span class="date-line__date">{written(s.published, "{month} {d}, {y}")}</span><span class="date-line__date">{written(s.published, "{h12}:{m} {pm}")} GMT+1</span><span class="date-line__date">Updated 2 years ago</span></time></div></div><div class="article-body__content">{text}<p class="sign-off">Reporting by {s.author} in {s.city}; Editing by Tom Reed</p><p>Our Standards: <a href="/t">The Trust Principles.</a></p></div><button>Purchase Licensing Rights</button></article>{c.related(s, r, 7)}{c.footer(name, r)}</div></body></html>"""
    main = "\n".join([*texts, f"Reporting by {s.author} in {s.city}; Editing by Tom Reed"])
    return finish(
        "wire_site",
        html,
        s,
        r,
        url=f"https://www.{host}/world/{c.slug(s.title)}-{s.day}/",
        main=main,
        encoding=("utf-8", "utf-8"),
    )


def components(r: Random) -> Page:
    """Web components: the article in elements of the site's own, each paragraph in one."""
    s, (name, host) = make_story(r, extras=False), c.site(r)
    html = f"""<!doctype html><html lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta name="sailthru.date" content="{iso(s.published)}"></head><body><site-header><template shadowrootmode="open"><slot></slot></template>{c.menu(r)}</site-header><news-page><news-headline><h1>{escape(s.title)}</h1></news-headline><news-byline>{s.author}<local-time datetime="{iso(s.published)}">{visible(s.published, r)}</local-time></news-byline>
<news-body>{_paragraphs(s, "<news-paragraph>", "</news-paragraph>")}</news-body><news-promo><p>{c.SIGNUPS[0]}</p></news-promo></news-page><news-rail>{c.related(s, r, 6)}</news-rail><site-footer>{c.footer(name, r)}</site-footer></body></html>"""
    main = "\n".join([s.standfirst, *(t for _, t in s.blocks)])
    return finish("components", html, s, r, url=f"https://{host}/{c.slug(s.title)}", main=main)


def regional_press(r: Random) -> Page:
    """A portal of the region: source and day with a bar, a bold lead, text of bare line breaks between bold questions, voting on comments."""
    s, (name, host) = make_story(r, extras=False), c.site(r)
    parts, main = [], [s.standfirst]
    for _, text in s.blocks:
        parts.append(escape(text, quote=False))
        main.append(text)
    rows = "".join(
        f'<div class="comm"><b>{c.PEOPLE[n]}</b>, {written(later(s.published, r, 3), "{d} {month} {y} {h}:{m}")}<br>{sentence(r)}<br><a>Recommend (+{n})</a></div>'
        for n in range(8)
    )
    html = f"""<html><head>{{charset}}<title>{escape(s.title)} - World - {name}</title></head><body><div id="wrap"><div class="mainmenu"><a>News</a><a>Sport</a></div><div class="article-header"><h1>{escape(s.title)}</h1><p>{escape(s.standfirst)}</p></div><p class="article-info-top"><span class="article-source">Source: Tanjug</span> {written(s.published, "{weekday}, {d}.{mm}.{y}.")} | {s.published:%H:%M}</p>
<div class="article-text">{"<br><br>".join(parts)}</div><h3>Comments 8</h3>{rows}<div class="reg"><h3>Region</h3>{c.related(s, r, 4)}</div></div></body></html>"""
    return finish(
        "regional_press",
        html,
        s,
        r,
        url=f"https://www.{host}/eng/news/world.php?yyyy={s.published.year}&mm={s.published:%m}&nav_id={r.randint(10**4, 10**6)}",
        main="\n".join(main),
    )


LATER: dict[str, Layout] = {
    f.__name__: f
    for f in (
        builder, capital_daily, far_agency, news_id, update_beside, epoch, wiki_news, text_only, terms_list, channel_post, wire_site,
        components, regional_press,
    )
}  # fmt: skip
