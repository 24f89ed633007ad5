"""What stands around the article on pages: menus, boxes, buttons, banners, captions, comments, footers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from random import Random

from evals.page_layouts.dating import NOW, later, visible, written
from evals.page_layouts.stories import PEOPLE, Story, aside, sentence

SITES = (
    "The Lantern Gazette", "Kast Courier", "Northbridge Chronicle", "The Bosphorus Ledger", "Meridia Post", "Tarvola Times", "Radio Querin",
    "Harbour & Hill", "Ostrania Daily", "The Ferry Dispatch", "Belmora Broadcasting", "Sarnovia Today", "Port Observer", "Highland Wire",
)  # fmt: skip
MENU = ("Home", "World", "Politics", "Business", "Opinion", "Sport", "Culture", "Video", "Weather", "Podcasts", "Science", "Health",
        "Travel", "Jobs", "Crossword", "Archive", "Newsletters", "Log in", "Subscribe")  # fmt: skip
NOTICES = (
    "We use cookies and similar technologies to personalise content, to measure our audience and to show you relevant advertising. "
    "By clicking “Accept all” you agree that we and our 842 partners may store information on your device.",
    "Your privacy matters to us. Some cookies are needed to run this site, others help us understand how it is used. You can change "
    "your choice at any time in the settings at the foot of each page.",
)
SIGNUPS = (
    "Sign up for our newsletter", "Get the day's stories in your inbox every morning. No spam, unsubscribe at any time.",
    "Subscribe to the Morning Brief and never miss a story that matters to you.",
    "Enter your email address to receive alerts. By signing up you agree to our terms of use and privacy policy.",
    "Enjoying this article? Support independent journalism from as little as 2 crowns a month.",
)  # fmt: skip
AGENCIES = ("Reuters", "AFP", "AP Photo", "EPA", "Getty Images", "Kast Press Office")
EMPTY_ENDS = (
    "All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Powered by PressRoom 4.2",
)


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in text.lower()).split())[:70]


def site(r: Random) -> tuple[str, str]:
    """Name and host of an invented outlet."""
    name = r.choice(SITES)
    return name, f"{slug(name).replace('-', '')}.example.{r.choice(('org', 'com', 'net'))}"


def body(story: Story, r: Random, inner: Sequence[str] = ()) -> str:
    """The article's blocks as usual tags, with pieces of `inner` (boxes, figures, advertisements) strewn between paragraphs."""
    parts: list[str] = []
    waiting, items = list(inner), False
    for number, (kind, text) in enumerate(story.blocks):
        if items != (kind == "li"):
            parts.append("<ul>" if kind == "li" else "</ul>")
            items = kind == "li"
        safe = escape(text, quote=False)
        tag = {"p": f"<p>{safe}</p>", "h2": f"<h2>{safe}</h2>", "li": f"<li>{safe}</li>",
               "quote": f"<blockquote><p>{safe}</p></blockquote>"}[kind]  # fmt: skip
        parts.append(tag)
        if waiting and kind == "p" and number and r.random() < 0.5:
            parts.append(waiting.pop(0))
    parts.append("</ul>" if items else "")
    return "\n".join([*parts, *waiting])


def menu(r: Random, many: int = 9) -> str:
    links = "".join(f'<li><a href="/{slug(name)}">{name}</a></li>' for name in r.sample(MENU, many))
    return r.choice(
        (
            f"<nav><ul>{links}</ul></nav>",
            f'<div class="main-menu"><ul>{links}</ul></div>',
            f'<ul id="navigation">{links}</ul>',
        )
    )


def masthead(name: str, r: Random) -> str:
    """The head of the site; it may show the day on which the page was looked at."""
    today = written(NOW, "{weekday}, {d} {month} {y}") if r.random() < 0.3 else ""
    return f'<header class="site-header"><a href="/" class="logo">{name}</a><span class="today">{today}</span>{menu(r)}</header>'


def related(story: Story, r: Random, many: int = 4, dated: bool = True) -> str:
    """A box of links to other articles, often with their dates."""
    items = ""
    for _ in range(many):
        when = later(story.published, r)
        day = (
            f'<time datetime="{when.date()}">{written(when, "{d} {month} {y}")}</time>'
            if dated and r.random() < 0.6
            else ""
        )
        items += f'<li><a href="/{slug(aside(r))}">{aside(r)}</a> {day}</li>'
    head = r.choice(
        ("Related articles", "More on this story", "Read also", "You may also like", "Recommended for you", "Most read")
    )
    kind = r.choice(("related", "more-stories", "recirc", "c-rail", "box-links", "sidebar-widget"))
    return f'<div class="{kind}"><h3>{head}</h3><ul>{items}</ul></div>'


def read_more(r: Random) -> str:
    text = aside(r)
    return r.choice((
        f'<p><strong>Read more: <a href="/{slug(text)}">{text}</a></strong></p>', f'<p class="rm">READ ALSO: <a href="/x">{text}</a></p>',
        f'<div class="inline-related"><span>Also read</span><a href="/y">{text}</a></div>', f'<p><em><a href="/z">&gt;&gt; {text}</a></em></p>',
        f'<p>Related: <a href="/w">{text}</a></p>',
    ))  # fmt: skip


def figure(r: Random) -> str:
    caption = f"{r.choice(PEOPLE)} arrives for the talks. {r.choice(('Photo', 'Credit', 'File photo', 'Image'))}: {r.choice(AGENCIES)}"
    image = f'<img src="/i/{r.randint(1, 9999)}.jpg" alt="{caption[:30]}">'
    return r.choice((
        f"<figure>{image}<figcaption>{caption}</figcaption></figure>", f'<div class="image-wrap">{image}<p class="caption">{caption}</p></div>',
        f'<div class="wp-caption">{image}<p class="wp-caption-text">{caption}</p></div>', f'<div class="pic">{image}<span class="credit">{caption}</span></div>',
    ))  # fmt: skip


def advert(r: Random) -> str:
    return r.choice((
        '<div class="ad-slot"><span>Advertisement</span></div>', "<p>ADVERTISEMENT</p>", "<p>Story continues below advertisement</p>",
        '<div class="ad"><p>Advertisement - scroll to continue</p></div>', '<div data-ad="mpu"><p>Article continues after this ad</p></div>',
    ))  # fmt: skip


def signup(r: Random) -> str:
    text = r.choice(SIGNUPS)
    return r.choice((
        f'<div class="newsletter-signup"><h4>Newsletter</h4><p>{text}</p><form><input type="email"><button>Sign up</button></form></div>',
        f"<p><em>{text}</em></p>", f'<aside class="promo"><p>{text}</p></aside>', f'<div class="cta-box"><p>{text}</p><a href="/s">Subscribe</a></div>',
    ))  # fmt: skip


def share(r: Random) -> str:
    names = r.sample(("Facebook", "X", "WhatsApp", "LinkedIn", "Email", "Telegram", "Copy link", "Print"), 5)
    links = "".join(f'<li><a href="#{slug(n)}">{n}</a></li>' for n in names)
    return r.choice((
        f'<div class="share-tools"><span>Share this article</span><ul>{links}</ul></div>', f'<div class="sharedaddy"><h3>Share this:</h3><ul>{links}</ul></div>',
        "<p>Share Tweet Email Print</p>", f'<ul class="social">{links}</ul>',
    ))  # fmt: skip


def bio(story: Story, r: Random) -> str:
    text = r.choice((
        f"{story.author} is the diplomatic correspondent of this newspaper and has reported from more than thirty countries.",
        f"{story.author} covers negotiations and the border region. Follow the author for updates.",
        f"About the author: {story.author} is a reporter based in {story.city}.",
    ))  # fmt: skip
    return r.choice((
        f'<div class="author-bio"><h4>About the author</h4><p>{text}</p></div>', f'<div class="author-box"><img alt=""><p>{text}</p></div>',
        f'<p class="tagline"><em>{text}</em></p>', f'<section class="writer"><p>{text}</p></section>',
    ))  # fmt: skip


def comments(story: Story, r: Random, many: int = 3) -> str:
    items = ""
    for _ in range(many):
        when = later(story.published, r, 20)
        said = " ".join(sentence(r) for _ in range(r.randint(1, 3)))
        items += (
            f'<li class="comment"><span class="who">{r.choice(PEOPLE)}</span> <time datetime="{when.isoformat()}">'
            f"{written(when, '{month} {d}, {y} at {h}:{m}')}</time><p>I think {said} What do you say?</p><a href='#'>Reply</a></li>"
        )
    box = r.choice(
        ('id="comments"', 'class="comment-list"', 'id="discussion" class="comments-area"', 'class="fb-comments"')
    )
    return f"<div {box}><h3>{many} comments</h3><ol>{items}</ol></div>"


def cookie(r: Random) -> str:
    text = r.choice(NOTICES)
    return r.choice((
        f'<div id="cookie-banner"><p>{text}</p><button>Accept all</button></div>', f'<div class="consent-modal" role="dialog"><h2>Your choices</h2><p>{text}</p></div>',
        f'<section class="gdpr"><p>{text}</p><a href="/privacy">Privacy policy</a></section>',
    ))  # fmt: skip


def footer(name: str, r: Random) -> str:
    year = r.choice((2019, 2024, 2026))
    links = " | ".join(f'<a href="/{slug(n)}">{n}</a>' for n in r.sample(MENU, 5))
    text = f"<p>Copyright © {year} {name}. {r.choice(EMPTY_ENDS)}</p><p>{links}</p>"
    return r.choice((f"<footer>{text}</footer>", f'<div id="footer">{text}</div>', f'<div class="bottom">{text}</div>'))


def linked_data(story: Story, name: str, r: Random, **other: object) -> str:
    """A JSON-LD block as many sites have it: alone, in a list, or in a graph with the page and the site."""
    author = {"@type": "Person", "name": story.author}
    data: dict[str, object] = {
        "@type": r.choice(("NewsArticle", "Article", "ReportageNewsArticle", "BlogPosting", ["NewsArticle", "Article"])),
        "headline": story.title, "publisher": {"@type": "NewsMediaOrganization", "name": name}, "author": [author], **other,
    }  # fmt: skip
    form = r.random()
    if form < 0.35:
        when = later(story.published, r).isoformat()
        page = {"@type": "WebPage", "dateModified": when, "name": story.title}
        whole: object = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": name}, page, data]}
    else:
        whole = (
            {"@context": "https://schema.org", **data} if form < 0.8 else [{"@context": "https://schema.org", **data}]
        )
    return f'<script type="application/ld+json">{json.dumps(whole, ensure_ascii=r.random() < 0.5)}</script>'


def archive(story: Story, r: Random) -> str:
    """A widget of months and days, and of the latest posts with theirs."""
    months = "".join(
        f"<li><a href='/archive/{n}'>{visible(later(story.published, r), r, lead=False)}</a></li>" for n in range(4)
    )
    return f'<div class="widget"><h3>Archives</h3><ul>{months}</ul></div>'
