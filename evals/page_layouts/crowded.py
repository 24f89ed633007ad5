"""Layouts full of other things: tabloids, comment threads, related stories longer than the article, walls of consent."""

from __future__ import annotations

from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import iso, later, updated, visible, written, zulu
from evals.page_layouts.finish import finish
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import make_story, sentence


def tabloid(r: Random) -> Page:
    """Bullets that sum up, video boxes, polls, links and boxes after each paragraph, puffs down the side."""
    s, (name, host) = make_story(r), c.site(r)
    puffs = "".join(
        f'<div class="puff"><a href="/{c.slug(c.aside(r))}"><strong>{c.aside(r)}</strong><span>{sentence(r)}</span></a></div>'
        for _ in range(14)
    )
    video = '<div class="vjs-video-container"><p class="vjs-title">Watch: delegates arrive</p><span>Loaded: 0%</span><span>Progress: 0%</span></div>'
    poll = '<div class="poll"><h4>POLL</h4><p>Do you think the talks will succeed?</p><label>Yes</label><label>No</label></div>'
    stamp = f"PUBLISHED: {written(s.published, '{h}:{m}, {d} {month} {y}')} | UPDATED: {written(s.modified or later(s.published, r, 3), '{h}:{m}, {d} {month} {y}')}"
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name} Online</title><meta property="article:published_time" content="{iso(s.published)}"></head><body>{c.masthead(name, r)}<div class="alpha" id="js-article-text"><h2>{escape(s.title)}</h2>
<p class="mol-standfirst">{escape(s.standfirst)}</p><p class="author-section">By {s.author.upper()} FOR {name.upper()}</p><p class="byline-section">{stamp}</p>{c.share(r)}<div itemprop="articleBody">{c.body(s, r, [c.figure(r), video, c.read_more(r), poll, c.advert(r), c.related(s, r, 4), c.signup(r)])}</div>
<div class="bottom-share">{c.share(r)}</div>{c.comments(s, r, 6)}</div><div class="beta">{puffs}</div>{c.footer(name, r)}</body></html>"""
    return finish(
        "tabloid", html, s, r, url=f"https://www.{host}/news/article-{r.randint(10**6, 10**7)}/{c.slug(s.title)}.html"
    )


def long_comments(r: Random) -> Page:
    """A short article under which readers have written far more than the author."""
    s, (name, host) = make_story(r, (60, 300)), c.site(r)
    html = f"""<html><head>{{charset}}<title>{escape(s.title)} - {name}</title>{c.linked_data(s, name, r, datePublished=iso(s.published))}</head><body>{c.masthead(name, r)}<div class="content"><h1>{escape(s.title)}</h1><p class="info">{visible(s.published, r)} by {s.author}</p>
<div class="text"><p>{escape(s.standfirst)}</p>{c.body(s, r)}</div></div>{c.comments(s, r, 40)}{c.footer(name, r)}</body></html>"""
    return finish("long_comments", html, s, r, url=f"https://{host}/{r.randint(1, 99999)}-{c.slug(s.title)}")


def related_longer(r: Random) -> Page:
    """Boxes with the beginnings of other stories, longer together than the article."""
    s, (name, host) = make_story(r, (60, 300)), c.site(r)
    others = "".join(
        f'<div class="teaser"><h3><a href="/{c.slug(c.aside(r))}">{c.aside(r)}</a></h3><p>{sentence(r)} {sentence(r)} {sentence(r)}</p><span class="date">{written(later(s.published, r), "{d} {month} {y}")}</span></div>'
        for _ in range(10)
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | {name}</title><meta name="DC.date" content="{s.day}"></head><body>{c.masthead(name, r)}<div class="page"><div class="article"><h1>{escape(s.title)}</h1><div class="meta">{visible(s.published, r)}</div>
<div class="article-text"><p>{escape(s.standfirst)}</p>{c.body(s, r)}</div></div><div class="{r.choice(("more", "list", "teasers", "section-front"))}"><h2>More from World</h2>{others}</div></div>{c.footer(name, r)}</body></html>"""
    return finish("related_longer", html, s, r, url=f"https://{host}/world/{c.slug(s.title)}")


def broadcaster(r: Random) -> Page:
    """A broadcaster: each paragraph a component of its own, hashed classes, captions with "Image source", links in lists."""
    s, (name, host) = make_story(r), c.site(r)
    h = f"ssrcss-{r.randint(16**5, 16**6):x}"
    image = f'<div data-component="image-block"><figure><span>Image source, Getty</span><figcaption><span>Image caption, </span>{c.aside(r)}</figcaption></figure></div>'
    blocks = f'<div data-component="text-block" class="{h}-Rich"><p class="{h}-P"><b class="{h}-Bold">{escape(s.standfirst)}</b></p></div>'
    for kind, text in s.blocks:
        inner = (
            f"<h2>{escape(text)}</h2>"
            if kind == "h2"
            else f"<ul><li>{escape(text)}</li></ul>"
            if kind == "li"
            else f'<p class="{h}-P">{escape(text)}</p>'
        )
        blocks += (
            f'<div data-component="{"subheadline" if kind == "h2" else "text"}-block" class="{h}-Rich">{inner}</div>'
        )
        blocks += image if r.random() < 0.1 else ""
        blocks += (
            f'<div data-component="links-block"><h3>More on this story</h3><ul><li><a href="/n">{c.aside(r)}</a></li><li><a href="/o">{c.aside(r)}</a></li></ul></div>'
            if r.random() < 0.08
            else ""
        )
    html = f"""<!DOCTYPE html><html lang="en-GB"><head>{{charset}}<title>{escape(s.title)} - {name}</title>{c.linked_data(s, name, r, datePublished=zulu(s.published), dateModified=zulu(later(s.published, r, 2)))}</head><body><div id="root">{c.masthead(name, r)}<main id="main-content"><article class="{h}-Art"><header>
<h1 id="main-heading">{escape(s.title)}</h1><div data-component="byline-block">{s.author}<br>Diplomatic correspondent, {s.city}</div><time data-testid="timestamp" datetime="{zulu(s.published)}">{written(s.published, "{d} {month} {y}")}</time></header>{blocks}</article>
<div data-component="topic-list"><h2>Related Topics</h2><ul><li><a>Border talks</a></li></ul></div></main>{c.related(s, r, 5)}{c.footer(name, r)}</div></body></html>"""
    return finish(
        "broadcaster",
        html,
        s,
        r,
        url=f"https://www.{host}/news/world-{r.randint(10**7, 10**8)}",
        encoding=("utf-8", "utf-8"),
    )


def cookie_wall(r: Random) -> Page:
    """A consent dialogue of many paragraphs before everything else, longer than a short article."""
    s, (name, host) = make_story(r, (80, 800)), c.site(r)
    purposes = "".join(
        f"<li><h3>{t}</h3><p>{r.choice(c.NOTICES)} Vendors can process your data on the basis of legitimate interest.</p></li>"
        for t in ("Store information", "Personalised content", "Measure performance", "Develop services")
    )
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)}</title><meta property="og:title" content="{escape(s.title)}"><meta property="og:article:published_time" content="{iso(s.published)}"></head><body><div id="{r.choice(("onetrust-consent-sdk", "didomi-host", "qc-cmp2-container", "sp_message"))}"><h2>We value your privacy</h2><p>{r.choice(c.NOTICES)}</p><ul>{purposes}</ul><button>Reject all</button></div>
{c.masthead(name, r)}<div class="wrap"><div class="col-8"><h1>{escape(s.title)}</h1><div class="perex">{escape(s.standfirst)}</div><div class="when">{visible(s.published, r)}</div><div class="txt">{c.body(s, r, [c.advert(r), c.figure(r)])}</div></div><div class="col-4">{c.related(s, r, 7)}</div></div>{c.footer(name, r)}</body></html>"""
    return finish("cookie_wall", html, s, r, url=f"https://{host}/clanek/{c.slug(s.title)}")


def local_news(r: Random) -> Page:
    """A chain of local papers: the year only in metadata, promos, "This story was updated", a long foot."""
    s, (name, host) = make_story(r), c.site(r)
    note = "<p><em>This article originally appeared on " + name + ": " + escape(s.title) + "</em></p>"
    html = f"""<!DOCTYPE html><html lang="en-US"><head>{{charset}}<title>{escape(s.title)}</title><meta property="og:site_name" content="{name}"><meta name="sailthru.date" content="{iso(s.published)}"><meta name="article.updated" content="{iso(later(s.published, r))}"></head><body>{c.masthead(name, r)}<main class="gnt_cw"><article class="gnt_pr">
<a class="gnt_ar_lbl">NEWS</a><h1 class="gnt_ar_hl" elementtiming="ar-headline">{escape(s.title)}</h1><h2 class="deck">{escape(s.standfirst)}</h2><div class="gnt_ar_by"><a>{s.author}</a><div>{name}</div></div><div class="gnt_ar_dt" aria-label="Published: {written(s.published, "{h12}:{m} {pm} GMT {month} {d}, {y}")}"></div>
<div class="gnt_ar_b">{c.body(s, r, [c.figure(r), c.advert(r), c.read_more(r), c.signup(r)])}{note}</div></article></main>{c.related(s, r, 9)}{c.footer(name, r)}</body></html>"""
    return finish(
        "local_news",
        html,
        s,
        r,
        url=f"https://www.{host}/story/news/{s.published.year}/{s.published.month:02}/{s.published.day:02}/{c.slug(s.title)}/{r.randint(10**8, 10**9)}/",
    )


def portal(r: Random) -> Page:
    """A portal in another language with an English article: menus in Cyrillic, dates in English, a feed of news at the side."""
    s, (_name, host) = make_story(r, (60, 700)), c.site(r)
    feed = "".join(
        f'<div class="feed-item"><span>{r.randint(0, 23):02}:{r.randint(0, 59):02}</span> <a href="/f">{c.aside(r)}</a></div>'
        for _ in range(15)
    )
    html = f"""<html><head>{{charset}}<title>{escape(s.title)} / Новости</title></head><body><div class="menu"><a href="/">Главная</a> <a href="/p">Политика</a> <a href="/e">Экономика</a> <a href="/o">Общество</a></div><div class="lenta">{feed}</div>
<div class="article-main" itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{escape(s.title)}</h1><div class="info"><span itemprop="datePublished" content="{iso(s.published)}">{written(s.published, "{dd}.{mm}.{y}, {h}:{m}")}</span></div><div itemprop="description">{escape(s.standfirst)}</div>
<div itemprop="articleBody">{c.body(s, r, [c.read_more(r)])}</div><div class="tags">Теги: <a>переговоры</a></div></div><div class="copyright">© 2001-2026 Все права защищены</div></body></html>"""
    coded = r.choice(
        (
            ("koi8-r", "koi8-r"),
            ("koi8-r", "utf-8"),
            ("cp1251", "windows-1251"),
            ("cp1251", ""),
            ("utf-8", "windows-1251"),
        )
    )
    return finish("portal", html, s, r, url=f"http://{host}/en/{r.randint(1, 9**6)}", encoding=coded, clean=True)


def multi_page(r: Random) -> Page:
    """The first of several pages of an article: page links in the text, a jump list, "Continued on page 2"."""
    s, (name, host) = make_story(r, (200, 900)), c.site(r)
    pages = "".join(f'<a href="?page={n}">{n}</a> ' for n in range(1, 5))
    stamp = updated(s.published, s.modified, r) if s.modified else visible(s.published, r)
    html = f"""<html lang="en"><head>{{charset}}<title>{escape(s.title)} - Page 1 | {name}</title><link rel="next" href="?page=2"></head><body>{c.masthead(name, r)}<div class="story"><h1>{escape(s.title)}</h1><div class="sub">{escape(s.standfirst)}</div><div class="dateline">{stamp}</div><div class="paging">Page 1 of 4 {pages}</div>
<div class="story-text">{c.body(s, r, [c.figure(r), c.signup(r)])}</div><div class="paging">{pages}<a href="?page=2">Next page »</a></div></div>{c.related(s, r, 5)}{c.footer(name, r)}</body></html>"""
    return finish("multi_page", html, s, r, url=f"https://{host}/{c.slug(s.title)}?page=1")


LAYOUTS: dict[str, Layout] = {
    f.__name__: f
    for f in (tabloid, long_comments, related_longer, broadcaster, cookie_wall, local_news, portal, multi_page)
}
