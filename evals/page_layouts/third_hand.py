"""Layouts by a third hand who had not seen the reader: agencies, ministries and councils, presidencies, repositories, local radio."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import NOW, earlier, later, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import Story, make_story, sentence

UTF8 = ("utf-8", "utf-8")
PERSIAN_MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")


def _e(text: str) -> str:
    return escape(text, quote=False)


def _head(s: Story, name: str, more: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{{charset}}<title>{escape(s.title)} - {name}</title>{more}</head>'


def _list(s: Story, r: Random, form: str, many: int = 5) -> str:
    """Other items with their days, some older and some newer."""
    days = [later(s.published, r) if n % 2 else earlier(s.published, r) for n in range(many)]
    return "<ul>" + "".join(f'<li><a href="/{c.slug(c.aside(r))}">{c.aside(r)}</a><span>{written(day, form)}</span></li>' for day in days) + "</ul>"  # fmt: skip


def state_agency(r: Random) -> Page:
    """A state's agency: source, second and editor on one line, a place and a day without a year before the text, "Enditem"."""
    s, (name, host) = make_story(r, (60, 900)), c.site(r)
    first = f"{s.city.upper()}, {written(s.published, '{month} {d}')} ({name}) -- {s.standfirst}"
    html = f"""{_head(s, name)}<body><div class="top"><span>{written(NOW, "{weekday}, {month} {d}, {y}")}</span><a>Home</a><a>China</a><a>World</a><a>Photo</a></div><div class="domPC"><h1>{_e(s.title)}</h1><div class="info"><p class="source">Source: {name}</p><p class="editor">Editor: {s.author.split()[-1].lower()}</p><p class="time">{s.published:%Y-%m-%d %H:%M:%S}</p></div><div id="detail"><p>{_e(first)}</p>{c.body(s, r)}<p>Enditem</p></div></div><div class="more"><h3>Explore More</h3>{_list(s, r, "{y}-{mm}-{dd}")}</div><div class="foot">Copyright© 2000-2026 {name} All rights reserved.</div></body></html>"""
    return finish("state_agency", html, s, r, url=f"https://english.{host}/c/{r.randint(10**9, 10**10)}.htm", main=first + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def clock_agency(r: Random) -> Page:
    """An agency whose page writes its days by script: seconds since 1970 in an element of its own, for the item and for all others."""
    s, (name, host) = make_story(r, (60, 600), extras=False), c.site(r)

    def mark(when: datetime) -> str:
        return f'<date-view time="{int(when.timestamp())}" mode="abs"></date-view>'

    news = "".join(f'<a class="news-preview">{mark(later(s.published, r))}<span>{c.aside(r)}</span></a>' for _ in range(5))  # fmt: skip
    html = f"""{_head(s, name)}<body><nav><a>Military & Defense</a><a>Politics</a><a>World</a></nav><div class="news"><div class="news-header"><div class="news-header__date">{mark(s.published)}</div><h1 class="news-header__title">{_e(s.title)}</h1><div class="news-header__lead">{_e(s.standfirst)}</div></div><div class="news-media"><span>© {s.author}/{name}</span></div><div class="text-content"><div class="text-block">{c.body(s, r)}</div></div><div class="tags"><span>Tags</span><a>Negotiations</a></div></div><div class="feed"><h4>Read more</h4>{news}</div></body></html>"""
    return finish("clock_agency", html, s, r, url=f"https://{host}/politics/{r.randint(10**6, 10**7)}", encoding=UTF8)


def stamp_and_update(r: Random) -> Page:
    """An agency that writes author, numeric day and numeric update on one line, a summary as bullets, and a plea to subscribe."""
    s, (name, host) = make_story(r), c.site(r)
    changed = s.modified or s.published
    form = "{dd}.{mm}.{y}"
    html = f"""{_head(s, name)}<body><header><span class="clock">{written(NOW, form)}</span><a>Türkiye</a><a>World</a><a>Economy</a></header><article class="detay"><span class="detay-spot-category"><h6>World, Border talks</h6><h1>{_e(s.title)}</h1><h4>{_e(s.standfirst)}</h4></span><div class="detay-bg"><span class="tarih">{s.author} <span>|</span>{written(s.published, form)} - Update : {written(changed, form)}</span></div><div class="detay-icerik"><h6>{s.city.upper()}</h6>{c.body(s, r)}<p class="abone">{name} website contains only a portion of the news stories offered to subscribers in the news broadcasting system, and in summarized form. <a>Please contact us for subscription options.</a></p></div></article><div class="son"><h5>Latest</h5>{_list(s, r, form)}</div></body></html>"""
    return finish("stamp_and_update", html, s, r, url=f"https://www.{host}/en/world/{c.slug(s.title)}/{r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


def two_calendars(r: Random) -> Page:
    """An agency with two calendars: today's by the sun of Persia at the top, the item's by a label-less line, a number, short links."""
    s, (name, host) = make_story(r, (60, 700), extras=False), c.site(r)
    day = written(s.published, r.choice(("{mon} {d}, {y}, {h12}:{m} {pm}", "{d} {month} {y} - {h}:{m}")))
    today = f"جمعه {29} {PERSIAN_MONTHS[7]} ۱۴۰۵"
    lead = f"{s.city}, {name} – {s.standfirst}"
    html = f"""{_head(s, name)}<body><div id="top"><span dir="rtl">{today}</span> <a>فارسی</a> <a>العربية</a></div><ul class="menu"><li>Politics</li><li>Economy</li><li>Society</li></ul><article id="item" class="item"><div class="item-header"><div class="item-nav row"><div class="col-6">{day}</div><div class="col-6">News ID: {r.randint(10**7, 10**8)}</div></div><div class="item-title"><h1>{_e(s.title)}</h1></div></div><div class="item-summary"><p>{_e(lead)}</p></div><div class="item-text">{c.body(s, r)}<p>{r.randint(1000, 9999)}**{r.randint(1000, 9999)}</p><p>Follow us on X @{c.slug(name)}</p></div><div class="short-link">https://{host}/x{r.randint(10**4, 10**5)}</div></article><div class="box"><h2>Related News</h2>{_list(s, r, "{mon} {d}, {y}")}</div><div class="box"><h3>Your Comment</h3><form><textarea></textarea></form></div></body></html>"""
    return finish("two_calendars", html, s, r, url=f"https://en.{host}/news/{r.randint(10**7, 10**8)}/{c.slug(s.title)}", main=lead + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def wire_hub(r: Random) -> Page:
    """A wire's hub: only the update is written for the eye, the posting in milliseconds in an attribute, a ticker, an offer of mail."""
    s, (name, host) = make_story(r), c.site(r)
    changed = s.modified or s.published
    meta = f'<meta property="article:modified_time" content="{zulu(changed)}">'
    box = f'<div class="HtmlModule"><p>{c.aside(r)}</p></div>'
    html = f"""{_head(s, name, meta)}<body><header><ul><li>World</li><li>Politics</li></ul></header><main class="Page-main"><bsp-page-actions></bsp-page-actions><h1 class="Page-headline">{_e(s.title)}</h1><div class="Page-lead"><bsp-figure><figcaption>1 of {r.randint(2, 9)} | {c.aside(r)} ({name} Photo/{s.author})</figcaption></bsp-figure></div><div class="Page-byline"><div class="Page-authors">By <a>{s.author.upper()}</a></div><div class="Page-dateModified"><bsp-timestamp data-posted-date-timestamp="{int(s.published.timestamp() * 1000)}" data-timestamp="{int(changed.timestamp() * 1000)}"><span>Updated {written(changed, "{h12}:{m} {pm} GMT, {month} {d}, {y}")}</span></bsp-timestamp></div></div><div class="RichTextStoryBody"><p>{s.city.upper()} ({name[:2].upper()}) — {_e(s.standfirst)}</p>{c.body(s, r, [box])}<p>___</p><p>{s.author} reported from {s.city}.</p></div></main><div class="Most"><h2>Most read</h2><ol><li>{c.aside(r)}</li></ol></div></body></html>"""
    main = f"{s.city.upper()} ({name[:2].upper()}) — {main_text(s)}"
    return finish("wire_hub", html, s, r, url=f"https://{host}/article/{c.slug(s.title)}-{r.randint(16**8, 16**9):x}", main=main, encoding=UTF8)  # fmt: skip


def capital_politics(r: Random) -> Page:
    """A paper of the capital: American numbers with a zone, "Updated" beside, a letter to subscribe to in the middle."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{mm}/{dd}/{y} {h}:{m} {pm} EDT"
    change = f'<p class="story-meta__updated">Updated: <time>{written(s.modified, form)}</time></p>' if s.modified else ""  # fmt: skip
    letter = '<section class="newsletter"><h3>Global Playbook</h3><p>Our guide to who holds power and who wants it.</p><label>Email</label><button>Sign Up</button><p>By signing up, you acknowledge and agree to our Privacy Policy.</p></section>'
    html = f"""{_head(s, name)}<body><div class="announce">Elections {NOW.year}: see the results</div><main><div class="headline"><a class="kicker">Foreign Affairs</a><h2 class="headline__title">{_e(s.title)}</h2><p class="dek">{_e(s.standfirst)}</p></div><div class="story-meta"><p class="story-meta__authors">By <a>{s.author}</a></p><p class="story-meta__timestamp"><time>{written(s.published, form)}</time></p>{change}</div><div class="story-text">{c.body(s, r, [letter])}</div><ul class="filed"><li>Filed under:</li><li>Foreign Affairs</li></ul></main><section><h3>More from {name}</h3>{_list(s, r, "{mm}/{dd}/{y}")}</section></body></html>"""
    return finish("capital_politics", html, s, r, url=f"https://www.{host}/news/{s.published.year}/{s.published.month:02}/{s.published.day:02}/{c.slug(s.title)}-{r.randint(10**7, 10**8)}", encoding=UTF8)  # fmt: skip


def signed_at_foot(r: Random) -> Page:
    """A ministry's statement signed at its foot with place and day, beside a page that says when the site was last changed."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    day = written(s.published, "{month} {d}, {y}")
    html = f"""{_head(s, "Ministry of External Affairs")}<body><div class="skip"><a>Skip to main content</a> A+ A A-</div><div class="menu"><a>About</a><a>Media Center</a><a>Treaties</a></div><div class="inner"><h2>Media Center</h2><ol class="crumb"><li>Home</li><li>Media Center</li><li>Press Releases</li></ol><h3>{_e(s.title)}</h3><div class="inner_content" style="text-align:justify"><p>{_e(s.standfirst)}</p>{c.body(s, r)}<p><strong>{s.city}<br>{day}</strong></p></div><div><a>Comments</a><a>Terms & Conditions</a></div></div><div class="foot"><p>Page last updated on: {written(NOW, "{month} {d}, {y}")}</p><p>Visitors: {r.randint(10**6, 10**8)}</p><p>Website content managed by the Ministry.</p></div></body></html>"""
    return finish("signed_at_foot", html, s, r, url=f"https://www.{host}/press-releases.htm?dtl/{r.randint(10**4, 10**5)}/{s.title.replace(' ', '+')}", encoding=UTF8)  # fmt: skip


def spokesman_briefing(r: Random) -> Page:
    """A ministry's spokesman: day and minute under the title in small print, breaks for paragraphs, a list of others with days in brackets."""
    s, (_, host) = make_story(r, (60, 700), extras=False), c.site(r)
    text = "<br><br>\n".join(f"　　{_e(t)}" for t in [s.standfirst, *s.paragraphs])
    others = "".join(f"<li><a>{c.aside(r)}</a>({s2:%Y-%m-%d})</li>" for s2 in (later(s.published, r), later(s.published, r), earlier(s.published, r)))  # fmt: skip
    html = f"""{_head(s, "Ministry of Foreign Affairs")}<body><div class="head"><a>Home</a>&gt;<a>Press and Media Service</a>&gt;<a>Spokesperson's Remarks</a></div><div class="news-title"><h1>{_e(s.title)}</h1><p class="time"><span>Updated: {written(s.published, "{month} {dd}, {y} {h}:{m}")}</span></p><p>【Font Size: <a>Large</a> <a>Medium</a> <a>Small</a>】</p></div><div class="news-main" id="News_Body_Txt_A">{text}</div><div class="news-list"><h3>Related News:</h3><ul>{others}</ul></div><div class="foot">Address: No. 2, Southern Street Tel: 00-10-65961114</div></body></html>"""
    return finish("spokesman_briefing", html, s, r, url=f"https://www.{host}/eng/xw/fyrbt/{s.published:%Y%m}/t{s.published:%Y%m%d}_{r.randint(10**7, 10**8)}.html", main="\n".join([s.standfirst, *s.paragraphs]), encoding=UTF8)  # fmt: skip


def press_centre(r: Random) -> Page:
    """An organisation's press centre: a symbol and the day above, meetings with their numbers, "not an official record"."""
    s, (_, host) = make_story(r), c.site(r)
    html = f"""{_head(s, "Meetings Coverage and Press Releases")}<body><div class="nav"><a>Secretary-General</a><a>Assembly</a><a>Council</a></div><div class="strip"><span>{written(NOW, "{d} {month} {y}")}</span> <span>Daily journal</span></div><div class="content"><div class="field field--name-field-dated">{written(s.published, "{d} {month} {y}")}</div><div class="field field--name-symbol">SC/{r.randint(10000, 19999)}</div><div class="field meeting">{r.randint(7000, 9999)}th Meeting (AM)</div><h1 class="page-header">{_e(s.title)}</h1><div class="lead"><p><strong>{_e(s.standfirst)}</strong></p></div><div class="body">{c.body(s, r)}</div><div class="information_media">For information media. Not an official record.</div></div><aside><h4>Upcoming</h4>{_list(s, r, "{d} {month} {y}", 3)}</aside></body></html>"""
    return finish("press_centre", html, s, r, url=f"https://press.{host}/en/{s.published.year}/sc{r.randint(10000, 19999)}.doc.htm", encoding=UTF8)  # fmt: skip


def council_release(r: Random) -> Page:
    """A council's release: its kind, day, hour and number in a list, contacts, "Last review" at the foot, meetings to come."""
    s, (_, host) = make_story(r, (80, 900)), c.site(r)
    review = written(later(s.published, r, 300), "{d} {month} {y}")
    html = f"""{_head(s, "Council")}<body class="press"><header><p>Council of the Union</p><ul><li>Meetings</li><li>Policies</li></ul></header><main><ul class="list-inline"><li>Council of the Union</li><li>Press release</li><li>{written(s.published, "{d} {month} {y}")}</li><li>{s.published:%H:%M}</li></ul><h1>{_e(s.title)}</h1><div class="txt"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><ul class="links"><li><a>Decision, full text ({written(earlier(s.published, r), "{d} {month} {y}")})</a></li><li><a>Visit the meeting page</a></li></ul><section class="contacts"><h2>Press contacts</h2><p>{s.author}</p><p>Press officer</p><p>+00 470 88 42 96</p><p>If you are not a journalist, please send your request to the public information service.</p></section><p class="review">Last review: {review}</p></main><footer><h2>Our newsletter</h2><a>Legal notice</a></footer></body></html>"""
    return finish("council_release", html, s, r, url=f"https://www.{host}/en/press/press-releases/{s.published:%Y/%m/%d}/{c.slug(s.title)}/", encoding=UTF8)  # fmt: skip


def presidency(r: Random) -> Page:
    """A president's site: the day and the hour apart, the place, a transcript's speakers in bold, "Publication status" beneath."""
    s, (_, host) = make_story(r, (80, 1200)), c.site(r)
    day = written(s.published, "{month} {d}, {y}")
    html = f"""{_head(s, "President")}<body><header><p>Events</p><ul><li>Structure</li><li>Documents</li></ul></header><div class="read"><h1 class="entry-title p-name">{_e(s.title)}</h1><div class="read__lead entry-summary p-summary">{_e(s.standfirst)}</div><div class="read__meta"><span class="read__published">{day}</span> <span class="read__time">{s.published:%H:%M}</span> <span class="read__place">{s.city}</span></div><div class="gallery"><span>1 of {r.randint(2, 9)}</span><p>Before the talks. Photo: {s.author}, press service</p></div><div class="read__internal">{c.body(s, r)}</div><div class="read__bottommeta"><h3>Topics</h3><ul><li>Foreign policy</li></ul><h3>Publication status</h3><p>Published in sections: <a>News</a>, <a>Transcripts</a></p><p>Publication date: <b>{written(s.published, "{month} {d}, {y}, {h}:{m}")}</b></p><p>Text version</p></div></div><div class="dates"><a>← {written(earlier(s.published, r), "{month} {d}, {y}")}</a><a>{written(later(s.published, r), "{month} {d}, {y}")} →</a></div></body></html>"""
    return finish("presidency", html, s, r, url=f"http://en.{host}/events/president/news/{r.randint(10**4, 10**5)}", encoding=UTF8)  # fmt: skip


def alliance(r: Random) -> Page:
    """An alliance's site: days with short months and a stop, "Last updated" joined to it by strokes, other languages, a lead."""
    s, (_, host) = make_story(r, (80, 900)), c.site(r)
    changed = s.modified or later(s.published, r, 40)
    html = f"""{_head(s, "Alliance - News")}<body><div class="langs">English French Russian Ukrainian</div><nav><a>About us</a><a>What we do</a><a>News</a></nav><section class="content"><h1>{_e(s.title)}</h1><ul class="info"><li class="date">{written(s.published, "{dd} {mon}. {y}")} -</li><li class="upd">|Last updated: {written(changed, "{dd} {mon}. {y} {h}:{m}")}</li></ul><p class="intro"><strong>{_e(s.standfirst)}</strong></p>{c.body(s, r)}</section><aside><h3>Read more</h3>{_list(s, r, "{dd} {mon}. {y}")}</aside><footer>Back to top</footer></body></html>"""
    return finish("alliance", html, s, r, url=f"https://www.{host}/cps/en/natohq/news_{r.randint(10**5, 10**6)}.htm", encoding=UTF8)  # fmt: skip


def repository(r: Random) -> Page:
    """A university's repository: issued, accessioned and available in the metadata and in a table, a citation, the text beneath."""
    s, (_, host) = make_story(r, (100, 900)), c.site(r)
    into = later(s.published, r)
    meta = f'<meta name="DC.creator" content="{s.author}"><meta name="DCTERMS.dateAccepted" content="{zulu(into)}"><meta name="DCTERMS.available" content="{zulu(into)}"><meta name="DCTERMS.issued" content="{s.day}"><meta name="DC.title" content="{escape(s.title)}">'
    seen = r.random() < 0.5
    rows = f"<tr><td>Title:</td><td>{_e(s.title)}</td></tr><tr><td>Authors:</td><td>{s.author}</td></tr><tr><td>Date deposited:</td><td>{written(into, '{d}-{mon}-{y}')}</td></tr><tr><td>Issue Date:</td><td>{written(s.published, '{d}-{mon}-{y}')}</td></tr><tr><td>Publisher:</td><td>Institute of Borders</td></tr>"
    html = f"""{_head(s, "Repository", "" if seen else meta)}<body><nav>Communities Browse Statistics</nav><h2>Item record</h2><p>Please use this identifier to cite or link to this item: <code>http://hdl.example.org/{r.randint(1000, 9999)}/{r.randint(1000, 9999)}</code></p><h1>{_e(s.title)}</h1><table class="itemDisplayTable">{rows if seen else ""}</table><h3>Text</h3><div class="fulltext"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><h3>Files in This Item</h3><table><tr><th>File</th><th>Size</th></tr><tr><td>brief.pdf</td><td>212 kB</td></tr></table><p>Items in the repository are protected by copyright, with all rights reserved, unless otherwise indicated.</p></body></html>"""
    return finish("repository", html, s, r, url=f"https://repository.{host}/handle/{r.randint(1000, 9999)}/{r.randint(1000, 9999)}", encoding=UTF8)  # fmt: skip


def letter_preloads(r: Random) -> Page:
    """A letter's post: for the eye a day without its year, the year in data that a script parses out of a string, likes, a wall to sign up."""
    s, (name, host) = make_story(r), c.site(r)
    data = {"pub": {"name": name, "created_at": zulu(earlier(s.published, r))}, "post": {"id": r.randint(10**7, 10**9), "title": s.title, "slug": c.slug(s.title), "post_date": zulu(s.published).replace("Z", ".000Z"), "audience": "everyone"}, "recent": [{"title": c.aside(r), "post_date": zulu(later(s.published, r))}]}  # fmt: skip
    wall = f'<div class="subscription-widget-wrap"><div class="preamble"><p>{name} is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p></div><button>Subscribe</button></div>'
    html = f"""{_head(s, name)}<body><div class="topbar"><a>{name}</a><button>Subscribe</button><button>Sign in</button></div><article class="post"><div class="post-header"><h1 class="post-title">{_e(s.title)}</h1><h3 class="subtitle">{_e(s.standfirst)}</h3><div class="byline"><a>{s.author}</a><div>{written(s.published, "{mon} {dd}")}</div></div><div class="ufi"><a>{r.randint(3, 300)}</a><a>{r.randint(1, 90)}</a><a>Share</a></div></div><div class="available-content"><div class="body markup">{c.body(s, r, [wall])}</div></div><div class="discussion"><h4>Discussion about this post</h4><p>Ready for more?</p></div></article><script>window._preloads = JSON.parse({json.dumps(json.dumps(data))})</script></body></html>"""
    return finish("letter_preloads", html, s, r, url=f"https://{host}/p/{c.slug(s.title)}", encoding=UTF8)


def local_radio(r: Random) -> Page:
    """A town's radio: what is on the air, the hour before the weekday and an ordinal day, weather, the songs that were played."""
    s, (name, host) = make_story(r, (60, 500)), c.site(r)
    played = "".join(f"<li>{s.author} - {c.aside(r)[:24]} <time>{r.randint(0, 23):02}:{r.randint(0, 59):02}</time></li>" for _ in range(4))  # fmt: skip
    html = f"""{_head(s, name)}<body><div class="player"><p>On Air Now</p><p>The Breakfast Show 6:00am - 10:00am</p><p>Now Playing</p><ul>{played}</ul></div><nav><a>News</a><a>Win</a><a>What's On</a></nav><div class="wx">{written(NOW, "{weekday} {d}{th} {month}")} 9°C</div><div class="article"><h1>{_e(s.title)}</h1><p class="pub">{written(s.published, r.choice(("{h12}:{m}{pm} {weekday}, {d}{th} {month} {y}", "{weekday}, {d}{th} {month} {y} {h}:{m}", "{h}:{m}, {d}{th} {mon} {y}")))}</p><p class="by">By {s.author} <a>@{c.slug(name)}</a></p><div class="txt"><p><b>{_e(s.standfirst)}</b></p>{c.body(s, r)}</div></div><div class="ev"><h3>What's On</h3>{_list(s, r, "{weekday} {d}{th} {month} {y}", 3)}</div><footer>Ofcom EEO Public File</footer></body></html>"""
    return finish("local_radio", html, s, r, url=f"https://www.{host}/news/local/{c.slug(s.title)}/", encoding=UTF8)


def standing_explainer(r: Random) -> Page:
    """A background page of an institute that tells no day of publication: a review's day, events, a chronology, a year of copyright."""
    s, (name, host) = make_story(r, (100, 900)), c.site(r)
    html = f"""{_head(s, name)}<body><nav><a>Regions</a><a>Experts</a><a>Events</a></nav><main><h1>{_e(s.title)}</h1><p class="lead">{_e(s.standfirst)}</p><div class="content">{c.body(s, r)}</div><p class="rev">Last reviewed: {written(later(s.published, r, 300), "{d} {month} {y}")}</p></main><aside><h3>Events</h3>{_list(s, r, "{d} {month} {y}", 3)}<p>{sentence(r)}</p></aside><footer>© 2011-2026 {name}</footer></body></html>"""
    return finish("standing_explainer", html, s, r, url=f"https://{host}/backgrounder/{c.slug(s.title)}", days=frozenset(), encoding=UTF8)  # fmt: skip


LATER: dict[str, Layout] = {
    f.__name__: f
    for f in (
        state_agency, clock_agency, stamp_and_update, two_calendars, wire_hub, capital_politics, signed_at_foot, spokesman_briefing,
        press_centre, council_release, presidency, alliance, repository, letter_preloads, local_radio, standing_explainer,
    )
}  # fmt: skip
