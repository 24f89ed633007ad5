"""Layouts of usual content systems: WordPress, Drupal, Blogger, Joomla, Ghost, Medium and the like."""

from __future__ import annotations

from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import dated_path, earlier, iso, later, updated, visible, written
from evals.page_layouts.finish import finish
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import make_story


def wordpress(r: Random) -> Page:
    """A classic theme: the excerpt in bold as first paragraph, sharing and related posts inside the text, comments, archives."""
    s, (name, host) = make_story(r), c.site(r)
    modified = (
        f'<time class="updated" datetime="{iso(s.modified)}">{written(s.modified, "{month} {d}, {y}")}</time>'
        if s.modified
        else ""
    )
    when = written(s.published, "{month} {d}, {y}")
    html = f"""<!DOCTYPE html><html lang="en-US"><head>{{charset}}<title>{escape(s.title)} &#8211; {name}</title><meta name="generator" content="WordPress 6.4"></head>
<body class="post-template-default single"><div id="page">{c.masthead(name, r)}<div id="content"><main><article class="post hentry"><header class="entry-header">
<h1 class="entry-title">{escape(s.title)}</h1><div class="entry-meta"><span class="posted-on">Posted on <a href="#">{modified}
<time class="entry-date published" datetime="{iso(s.published)}">{when}</time></a></span> <span class="byline">by <a>{s.author}</a></span></div></header>
<div class="entry-content"><p><strong>{escape(s.standfirst)}</strong></p>{c.body(s, r, [c.figure(r), c.signup(r), c.read_more(r)])}{c.share(r)}
<div id="jp-relatedposts" class="jp-relatedposts"><h3><em>Related</em></h3><p>{c.aside(r)}</p></div></div><footer class="entry-footer">
<span class="cat-links">Posted in <a>World</a></span><span class="tags">Tagged <a>talks</a>, <a>border</a></span></footer></article>{c.comments(s, r, 4)}</main></div>
<aside class="widget-area">{c.archive(s, r)}{c.related(s, r, 5)}</aside>{c.footer(name, r)}</div></body></html>"""
    return finish("wordpress", html, s, r, url=f"https://{host}/{c.slug(s.title)}/")


def block_theme(r: Random) -> Page:
    """A block theme: group blocks, a pull quote that repeats the text, query loops of other posts with their dates above the fold."""
    s, (name, host) = make_story(r), c.site(r)
    pull = (
        f'<figure class="wp-block-pullquote"><blockquote><p>{escape(s.paragraphs[0].split(". ")[0])}</p></blockquote></figure>'
        if s.paragraphs
        else ""
    )
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{escape(s.title)}</title><meta property="og:site_name" content="{name}">
<meta property="article:published_time" content="{iso(s.published)}"><meta property="article:modified_time" content="{iso(later(s.published, r))}"></head><body><div class="wp-site-blocks">
<header class="wp-block-template-part">{c.menu(r)}</header><div class="wp-block-query ticker">{c.related(s, r, 3)}</div><main class="wp-block-group"><h1 class="wp-block-post-title">{escape(s.title)}</h1>
<div class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{escape(s.standfirst)}</p></div><div class="wp-block-post-date"><time datetime="{iso(s.published)}">{written(s.published, "{mon} {d}, {y}")}</time></div>
<div class="entry-content wp-block-post-content">{c.body(s, r, [pull, c.figure(r), c.signup(r)])}</div>{c.bio(s, r)}</main>{c.comments(s, r, 2)}{c.footer(name, r)}</div></body></html>"""
    return finish(
        "block_theme", html, s, r, url=f"https://{host}/{s.published.year}/{s.published.month:02}/{c.slug(s.title)}/"
    )


def drupal(r: Random) -> Page:
    """A Drupal site: fields in nested divisions, "Submitted by", the summary in a field of its own."""
    s, (name, host) = make_story(r), c.site(r)
    when = (
        written(s.published, r.choice(("{wd}, {mm}/{dd}/{y}", "{d} {month} {y}", "{weekday}, {month} {d}, {y}")))
        + f" - {s.published:%H:%M}"
    )
    html = f"""<!DOCTYPE html><html lang="en" dir="ltr" prefix="og: https://ogp.me/ns#"><head>{{charset}}<title>{escape(s.title)} | {name}</title><meta name="Generator" content="Drupal 10"></head>
<body class="path-node">{c.masthead(name, r)}<div class="layout-container"><main role="main"><div class="region region-content"><article class="node node--type-article node--view-mode-full">
<h1 class="page-title"><span class="field field--name-title">{escape(s.title)}</span></h1><footer class="node__meta"><div class="node__submitted">Submitted by <span>{s.author}</span> on {when}</div></footer>
<div class="node__content clearfix"><div class="field field--name-field-summary field__item">{escape(s.standfirst)}</div>
<div class="clearfix text-formatted field field--name-body field__item">{c.body(s, r, [c.figure(r)])}</div><div class="field field--name-field-tags"><div class="field__label">Tags</div>
<div class="field__item"><a>Negotiations</a></div></div></div></article>{c.comments(s, r, 2)}</div></main>{c.related(s, r, 4)}</div>{c.footer(name, r)}</body></html>"""
    return finish("drupal", html, s, r, url=f"https://{host}/node/{r.randint(100, 99999)}")


def blogger(r: Random) -> Page:
    """A blog without paragraphs: line breaks in one division, the date as a heading above the post, labels, older posts."""
    s, (name, host) = make_story(r, (60, 900), extras=False), c.site(r)
    text = r.choice(("<br /><br />\n", "<br>\n<br>\n", "<br/>&nbsp;<br/>")).join(
        escape(t, quote=False) for t in [s.standfirst, *(t for _, t in s.blocks)]
    )
    url = f"https://{host}/{s.published.year}/{s.published.month:02}/{c.slug(s.title)}.html"
    html = f"""<html xmlns="http://www.w3.org/1999/xhtml"><head>{{charset}}<title>{name}: {escape(s.title)}</title><meta content="blogger" name="generator"/></head><body>
<div class="header-inner"><h1 class="title">{name}</h1><p class="description">Notes on borders, rivers and those who bargain over them</p></div><div class="date-outer">
<h2 class="date-header"><span>{written(s.published, "{weekday}, {month} {d}, {y}")}</span></h2><div class="date-posts"><div class="post hentry"><h3 class="post-title entry-title">{escape(s.title)}</h3>
<div class="post-body entry-content">{text}<div style="clear: both;"></div></div><div class="post-footer">Posted by <span class="fn">{s.author}</span> at <abbr title="{iso(s.published)}">{s.published:%I:%M %p}</abbr>
<span>Labels: talks, border</span></div></div></div></div>{c.comments(s, r, 3)}<div id="blog-pager"><a>Newer Post</a> <a>Older Post</a></div>{c.archive(s, r)}</body></html>"""
    return finish("blogger", html, s, r, url=url)


def joomla(r: Random) -> Page:
    """Tables and details lists of an older system: created, last updated and hits before the text; author's portrait after it."""
    s, (name, host) = make_story(r), c.site(r)
    changed = s.modified or later(s.published, r)
    dates = [f"<dd class='create'>Created on {written(s.published, '{weekday}, {d} {month} {y}')} {s.published:%H:%M}</dd>",
             f"<dd class='modified'>Last Updated on {written(changed, '{weekday}, {d} {month} {y}')}</dd>"]  # fmt: skip
    r.shuffle(dates)
    html = f"""<html><head>{{charset}}<title>{escape(s.title)}</title></head><body id="shadow"><div id="all"><div id="header"><h1 id="logo">{name}</h1>{c.menu(r)}</div>
<div id="main"><div class="item-page"><h2>{escape(s.title)}</h2><ul class="actions"><li><a>Print</a></li><li><a>Email</a></li></ul><dl class="article-info"><dt>Details</dt>{"".join(dates)}<dd>Hits: {r.randint(9, 99999)}</dd></dl>
<p>{escape(s.standfirst)}</p>{c.body(s, r, [c.figure(r)])}</div></div><div id="right">{c.related(s, r, 5)}</div>{c.footer(name, r)}</div></body></html>"""
    return finish(
        "joomla", html, s, r, url=f"http://{host}/index.php?option=com_content&view=article&id={r.randint(1, 999)}"
    )


def medium_like(r: Random) -> Page:
    """A platform of essays: sections of nested divisions, a date without year first, claps, "More from", reading time."""
    s, (name, host) = make_story(r, (200, 2000)), c.site(r)
    html = f"""<!doctype html><html lang="en"><head>{{charset}}<title>{escape(s.title)} | by {s.author} | {name}</title><meta property="article:published_time" content="{s.published.strftime("%Y-%m-%dT%H:%M:%S.000Z")}">
<meta name="parsely-pub-date" content="{s.published.strftime("%Y-%m-%dT%H:%M:%S.000Z")}"></head><body><div id="root"><div class="a b c"><div class="d e"><a>Open in app</a><a>Sign in</a></div><article><div class="l"><section>
<h1 class="pw-post-title">{escape(s.title)}</h1><h2 class="pw-subtitle-paragraph">{escape(s.standfirst)}</h2><div class="speechify"><span>{s.author}</span> <button>Follow</button> <span>{r.randint(2, 19)} min read</span> <span>{written(s.published, "{mon} {d}, {y}")}</span></div>
<div class="pw-multi-vote"><button>{r.randint(1, 999)}</button></div>{c.body(s, r, [c.figure(r)])}</section></div></article><div class="more-from"><h2>More from {s.author}</h2>{c.related(s, r, 4)}</div>
<div class="responses"><h2>Responses ({r.randint(1, 20)})</h2></div><p>Help Status About Careers Press Blog Privacy Terms Text to speech</p></div></div></body></html>"""
    return finish(
        "medium_like",
        html,
        s,
        r,
        url=f"https://{host}/@{c.slug(s.author)}/{c.slug(s.title)}-{r.randint(16**6, 16**7):x}",
    )


def ghost(r: Random) -> Page:
    """A newsletter platform with cards: bookmarks, call-outs, toggles between the paragraphs."""
    s, (name, host) = make_story(r), c.site(r)
    card = f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container"><div class="kg-bookmark-title">{c.aside(r)}</div><div class="kg-bookmark-description">{c.aside(r)}</div></a></figure>'
    stamp = updated(s.published, s.modified, r) if s.modified else written(s.published, "{d} {mon} {y}")
    html = f"""<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)}</title>{c.linked_data(s, name, r, datePublished=iso(s.published), dateModified=iso(later(s.published, r)))}</head><body><div class="gh-site">
<header id="gh-head">{c.menu(r, 5)}</header><main><article class="gh-article post"><header class="gh-article-header"><span class="gh-article-tag">Borders</span><h1 class="gh-article-title">{escape(s.title)}</h1>
<p class="gh-article-excerpt">{escape(s.standfirst)}</p><div class="gh-article-meta"><time class="gh-article-meta-date" datetime="{s.day}">{stamp}</time></div></header><section class="gh-content">
{c.body(s, r, [card, '<div class="kg-card kg-callout-card"><div>Forwarded this letter? Subscribe here.</div></div>'])}</section></article></main>{c.signup(r)}{c.related(s, r, 3)}</div></body></html>"""
    return finish("ghost", html, s, r, url=f"https://{host}/{c.slug(s.title)}/", encoding=("utf-8", "utf-8"))


def static_site(r: Random) -> Page:
    """A generator's plain page: little around the text, the date in the address and in a small line, earlier posts below."""
    s, (name, host) = make_story(r), c.site(r)
    old = "".join(f"<li>{earlier(s.published, r).date()} <a href='/p'>{c.aside(r)}</a></li>" for _ in range(4))
    html = f"""<!DOCTYPE html><html><head>{{charset}}<title>{escape(s.title)}</title></head><body><nav><a href="/">{name}</a> <a href="/about">about</a></nav><main><h1>{escape(s.title)}</h1>
<small>{visible(s.published, r)}</small><p>{escape(s.standfirst)}</p>{c.body(s, r)}</main><hr><h4>Earlier</h4><ul>{old}</ul></body></html>"""
    return finish("static_site", html, s, r, url=f"https://{host}{dated_path(s.published, r)}{c.slug(s.title)}")


LAYOUTS: dict[str, Layout] = {
    f.__name__: f for f in (wordpress, block_theme, drupal, blogger, joomla, medium_like, ghost, static_site)
}
