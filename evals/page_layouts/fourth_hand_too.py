"""More by the fourth hand: governments, organisations, systems for content, blogs, and pages of the early years."""

from __future__ import annotations

from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import MONTHS, NOW, earlier, later, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.fourth_hand import UTF8, _e, _head, _others
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import make_story


def government_frame(r: Random) -> Page:
    """A government's one site for all: a list of terms with From, Published, Last updated; history of changes below."""
    s, (_, host) = make_story(r, extras=False), c.site(r)
    day, change = written(s.published, "{d} {month} {y}"), written(s.modified or s.published, "{d} {month} {y}")
    html = f"""{_head(s, "GOV")}<body><header>GOV</header><div class="frame"><span class="caption-xl">Press release</span><h1 class="heading-xl">{_e(s.title)}</h1><p class="lead-paragraph">{_e(s.standfirst)}</p><div class="metadata"><dl><dt>From:</dt><dd><a>Foreign Office</a></dd><dt>Published</dt><dd>{day}</dd><dt>Last updated</dt><dd>{change} — <a>See all updates</a></dd></dl></div><div class="govspeak">{c.body(s, r)}</div><section id="history"><h2>Updates to this page</h2><ol><li><time>{change}</time><p>Added a link to the text.</p></li><li><time>{day}</time><p>First published.</p></li></ol></section></div><footer><h2>Related content</h2></footer></body></html>"""
    return finish("government_frame", html, s, r, url=f"https://www.{host}/government/news/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def commission_corner(r: Random) -> Page:
    """A commission's press corner: kind, day and city as items of a list under the headline, "Print friendly pdf", contacts."""
    s, (_, host) = make_story(r, (60, 700), extras=False), c.site(r)
    html = f"""{_head(s, "Press corner")}<body><div class="ecl-site-header">English EN</div><div class="ecl-page-header"><nav>Home &gt; Press corner &gt; {_e(s.title[:24])}</nav><div class="ecl-page-header__info">Available languages: English</div><ul class="ecl-meta"><li>Press release</li><li>{written(s.published, "{mon} {d}, {y}")}</li><li>{s.city}</li><li>4 min read</li></ul><h1>{_e(s.title)}</h1></div><div class="ecl-paragraph"><p><strong>{_e(s.standfirst)}</strong></p>{c.body(s, r)}</div><div><h3>Print friendly pdf</h3><p>English (51.2 kB - PDF)</p></div><div class="contact"><h3>Contacts for media</h3><p>{s.author}</p></div></body></html>"""
    return finish("commission_corner", html, s, r, url=f"https://{host}/commission/presscorner/detail/en/ip_{s.published:%y}_{r.randint(100, 9999)}", encoding=UTF8)  # fmt: skip


def action_service(r: Random) -> Page:
    """A diplomatic service: numeric day, city and team in one bare row below the headline, a carousel of others with theirs."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "External Action")}<body>{c.menu(r)}<div class="block-page-title"><h1>{_e(s.title)}</h1></div><div class="node__meta"><div>{written(s.published, "{dd}.{mm}.{y}")}</div> <div>{s.city}</div> <div>Press and information team</div></div><div class="field--name-body"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="views"><h2>More about</h2>{_others(s, r, "{dd}.{mm}.{y}")}</div></body></html>"""
    return finish("action_service", html, s, r, url=f"https://www.{host}/eeas/{c.slug(s.title)}_en", encoding=UTF8)


def council_symbol(r: Random) -> Page:
    """A world body's coverage: symbol of the document and day above and below the headline, the meeting's number after."""
    s, (_, host) = make_story(r), c.site(r)
    day = written(s.published, "{d} {month} {y}")
    html = f"""{_head(s, "Meetings Coverage and Press Releases")}<body><div class="lang">Welcome</div><main><div class="views-row"><span>SC/{r.randint(10000, 16000)}</span><div class="d">{day}</div></div><h1 class="page-header">{_e(s.title)}</h1><div class="m"><a>Security Council</a><br>{r.randint(5000, 9900)}th Meeting (AM)</div><div class="body"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><p>For information media. Not an official record.</p></main><div class="latest"><h2>More from meetings</h2>{_others(s, r, "{d} {month} {y}")}</div></body></html>"""
    return finish("council_symbol", html, s, r, url=f"https://press.{host}/en/{s.published.year}/sc{r.randint(10000, 16000)}.doc.htm", encoding=UTF8)  # fmt: skip


def secretary_statement(r: Random) -> Page:
    """A department of state: kind, name, office, then the day on a line, in the hero above the text."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "Department of State")}<body><div class="gov-banner">An official website</div>{c.menu(r)}<main><div class="featured-content"><p><a>Home</a> &gt; <a>Press Releases</a> &gt; ...</p><h1 class="featured-content__headline">{_e(s.title)}</h1><p class="article-meta doctype-meta">Press Statement</p><p class="article-meta__author-bureau">{s.author}, Secretary of State</p><p class="article-meta__publish-date">{written(s.published, "{month} {d}, {y}")}</p></div><div class="entry-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="related-tags"><h2>Tags</h2><a>Bureau of Affairs</a></div></main></body></html>"""
    return finish("secretary_statement", html, s, r, url=f"https://www.{host}/{c.slug(s.title)}", encoding=UTF8)


def head_of_state(r: Random) -> Page:
    """A head_of_state: the day in microdata without clock, clock and city beside it, "Publication status", print version."""
    s, (_, host) = make_story(r, (60, 700), extras=False), c.site(r)
    html = f"""{_head(s, "President")}<body><div class="nav"><a>Events</a> <a>Structure</a> <a>Videos and Photos</a></div><div class="read h-entry"><div class="read__top"><h1 class="p-name" itemprop="headline">{_e(s.title)}</h1><div class="read__lead">{_e(s.standfirst)}</div></div><div class="read__meta"><time class="read__published" datetime="{s.day}" itemprop="datePublished">{written(s.published, "{month} {d}, {y}")}</time> <div class="read__time">{written(s.published, "{h}:{m}")}</div> <div class="read__place">{s.city}</div></div><div class="e-content">{c.body(s, r)}</div><div class="read__bottom"><h3>Publication status</h3><p>Published in section: <a>News</a></p><p>Publication date: {written(s.published, "{month} {d}, {y}, {h}:{m}")}</p><p>Direct link: {host}/d/{r.randint(10**4, 10**5)}</p></div></div></body></html>"""
    return finish("head_of_state", html, s, r, url=f"http://en.{host}/events/president/news/{r.randint(10**4, 10**5)}", days=frozenset((s.day,)), encoding=UTF8)  # fmt: skip


def number_and_day(r: Random) -> Page:
    """A ministry that numbers its releases by the day: "345-14-03-2025", the day and clock above the title."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "Ministry")}<body>{c.menu(r)}<div class="page"><div class="row"><span>{written(s.published, "{d} {month} {y} {h}:{m}")}</span></div><h1 class="text">{_e(s.title)}</h1><div class="number">{r.randint(100, 2999)}-{written(s.published, "{dd}-{mm}-{y}")}</div><div class="text article-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="rel"><h4>Additional materials</h4>{_others(s, r, "{d} {month} {y} {h}:{m}")}</div></div></body></html>"""
    return finish("number_and_day", html, s, r, url=f"https://www.{host}/en/foreign_policy/news/{r.randint(10**6, 10**7)}/", encoding=UTF8)  # fmt: skip


def information_bureau(r: Random) -> Page:
    """A bureau of information: "Posted On: 14 MAR 2025 6:40PM by ...", initials and a visitor counter at the foot."""
    s, (_, host) = make_story(r, (60, 700), extras=False), c.site(r)
    when = f"{s.published.day:02} {MONTHS[s.published.month - 1][:3].upper()} {s.published.year} {written(s.published, '{h12}:{m}{pm}')}"
    html = f"""{_head(s, "Information Bureau")}<body><form><div class="innner-page-main"><div class="MinistryNameSubhead">Ministry of External Affairs</div><h2>{_e(s.title)}</h2><div class="ReleaseDateSubHeaddateTime">Posted On: {when} by PIB {s.city}</div><p>{_e(s.standfirst)}</p>{c.body(s, r)}<p>****</p><p>MJ/SR</p><div id="ReleaseId">(Release ID: {r.randint(10**6, 10**7)}) Visitor Counter : {r.randint(10, 9999)}</div></div></form></body></html>"""
    return finish("information_bureau", html, s, r, url=f"https://{host}/PressReleasePage.aspx?PRID={r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


def day_dash_kind(r: Random) -> Page:
    """A foreign office: "14.03.2025 - Press release" as a line above the headline, boxes of keywords after."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "Foreign Office")}<body>{c.menu(r)}<main><header class="heading"><h1><span>{_e(s.title)}</span></h1><span class="heading__meta">{written(s.published, "{dd}.{mm}.{y}")} - Press release</span></header><div class="rte"><p class="intro">{_e(s.standfirst)}</p>{c.body(s, r)}</div><section><h2>Keywords</h2><ul><li>Borders</li></ul></section><a href="#top">Top of page</a></main></body></html>"""
    return finish("day_dash_kind", html, s, r, url=f"https://www.{host}/en/newsroom/news/{r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


def federal_city_day(r: Random) -> Page:
    """A confederation: the text opens with "Bern, 14.03.2025 - ...", contact and publisher after it."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    first = f"{s.city}, {written(s.published, '{dd}.{mm}.{y}')} - {s.standfirst}"
    html = f"""{_head(s, "Federal portal")}<body>{c.menu(r)}<main><h1>{_e(s.title)}</h1><div class="mod-text"><p><strong>{_e(first)}</strong></p>{c.body(s, r)}</div><h3>Address for enquiries</h3><p>Communication, Tel. +41 58 0000000</p><h3>Publisher</h3><p>Federal Department of Foreign Affairs</p><p>Last modification {written(NOW, "{dd}.{mm}.{y}")}</p></main></body></html>"""
    return finish("federal_city_day", html, s, r, url=f"https://www.{host}/gov/en/start/documentation/media-releases.msg-id-{r.randint(10**4, 10**5)}.html", main=first + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def kind_bar_date(r: Random) -> Page:
    """A kingdom's government: "Press release | Date: 14/03/2025 | No: 34/25 | Ministry" in one line."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "Government")}<body>{c.menu(r)}<main><h1 class="title">{_e(s.title)}</h1><div class="article-info"><p class="meta"><span class="type">Press release</span> <span class="divider">|</span> <span class="date">Date: {written(s.published, "{dd}/{mm}/{y}")}</span> <span class="divider">|</span> No: {r.randint(1, 300)}/{s.published:%y} <span class="divider">|</span> <a>Ministry of Foreign Affairs</a></p></div><div class="article-ingress"><p>{_e(s.standfirst)}</p></div><div class="article-body">{c.body(s, r)}</div><aside><h2>Contact</h2><p>{s.author}</p></aside></main></body></html>"""
    return finish("kind_bar_date", html, s, r, url=f"https://www.{host}/en/whatsnew/{c.slug(s.title)}/id{r.randint(10**6, 10**7)}/", encoding=UTF8)  # fmt: skip


def treaty_alliance(r: Random) -> Page:
    """An alliance: "14 Mar. 2025 - | Last updated: 17 Mar. 2025 10:55" as items of a list, languages beside."""
    s, (_, host) = make_story(r, (60, 700), extras=False), c.site(r)
    changed = s.modified or s.published
    html = f"""{_head(s, "Alliance")}<body>{c.menu(r)}<section id="content"><ul class="iconlst-inline"><li class="d">{written(s.published, "{dd} {mon}. {y}")} -</li><li>| Last updated: {written(changed, "{dd} {mon}. {y} {h}:{m}")}</li></ul><ul class="lg"><li>English</li><li>French</li></ul><h1 class="fs-huge">{_e(s.title)}</h1><p class="lead">{_e(s.standfirst)}</p>{c.body(s, r)}</section></body></html>"""
    return finish("treaty_alliance", html, s, r, url=f"https://www.{host}/cps/en/natohq/news_{r.randint(10**5, 10**6)}.htm", encoding=UTF8)  # fmt: skip


def rdfa_content(r: Random) -> Page:
    """An organisation on an old content system: the moment as RDFa on a span, a dateline with the year before the text."""
    s, (_, host) = make_story(r, (60, 700), extras=False), c.site(r)
    first = f"{s.city.upper()}, {written(s.published, '{d} {month} {y}')} – {s.standfirst}"
    html = f"""{_head(s, "Organization")}<body>{c.menu(r)}<div class="node node-press-release"><h1>{_e(s.title)}</h1><div class="field field-name-field-date"><span class="date-display-single" property="dc:date" datatype="xsd:dateTime" content="{s.published:%Y-%m-%dT%H:%M:%S}{s.published:%z}">{written(s.published, "{d} {month} {y}")}</span></div><div class="field-name-body"><p>{_e(first)}</p>{c.body(s, r)}</div><div class="field-contacts"><h3>Contacts</h3><p>{s.author}<br>Spokesperson</p></div></div></body></html>"""
    return finish("rdfa_content", html, s, r, url=f"https://www.{host}/chairmanship/{r.randint(10**4, 10**6)}", main=first + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def conflict_monitor(r: Random) -> Page:
    """A think tank: kind, bar, region, then day and minutes to read, above the headline in one row."""
    s, (_, host) = make_story(r), c.site(r)
    html = f"""{_head(s, "Conflict Monitor")}<body>{c.menu(r)}<main><div class="hero"><div class="row"><span>Statement</span> / <span>Middle East</span> <span>{written(s.published, "{dd} {month} {y}")}</span> <span>{r.randint(3, 20)} minutes</span></div><h1>{_e(s.title)}</h1><h2 class="sub">{_e(s.standfirst)}</h2></div><div class="o-content">{c.body(s, r, [c.signup(r)])}</div><section><h3>Related Tags</h3></section><section><h3>More for you</h3>{_others(s, r, "{dd} {month} {y}")}</section></main></body></html>"""
    return finish(
        "conflict_monitor", html, s, r, url=f"https://www.{host}/middle-east/{c.slug(s.title)}", encoding=UTF8
    )


def joomla_info(r: Random) -> Page:
    """Joomla's list of details: writer, category, published, last updated, hits."""
    s, (_, host) = make_story(r, (60, 700)), c.site(r)
    change = f'<dd class="modified">Last Updated: {written(s.modified, "{dd} {month} {y}")}</dd>' if s.modified else ""
    html = f"""{_head(s, "Portal")}<body>{c.menu(r)}<div class="item-page"><div class="page-header"><h2>{_e(s.title)}</h2></div><dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby">Written by Super User</dd><dd class="category-name">Category: <a>News</a></dd><dd class="published">Published: {written(s.published, "{dd} {month} {y}")}</dd>{change}<dd class="hits">Hits: {r.randint(10, 9999)}</dd></dl><div><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><ul class="pager"><li>Prev</li><li>Next</li></ul></div></body></html>"""
    return finish("joomla_info", html, s, r, url=f"http://www.{host}/index.php/news/{r.randint(10, 9999)}-{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def submitted_by(r: Random) -> Page:
    """Drupal as it came: "Submitted by admin on Fri, 03/14/2025 - 18:40"."""
    s, (name, host) = make_story(r, (60, 700)), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<div id="content"><h1 class="title" id="page-title">{_e(s.title)}</h1><div class="tabs"></div><div class="node clearfix"><div class="meta submitted">Submitted by <span class="username">admin</span> on {written(s.published, "{wd}, {mm}/{dd}/{y} - {h}:{m}")}</div><div class="content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="link-wrapper"><a>Log in</a> to post comments</div></div></div><div id="sidebar"><h2>Recent content</h2>{_others(s, r, "{wd}, {mm}/{dd}/{y} - {h}:{m}")}</div></body></html>"""
    return finish("submitted_by", html, s, r, url=f"http://{host}/node/{r.randint(10, 9999)}", encoding=UTF8)


def shared_point(r: Random) -> Page:
    """A portal of an office suite: American day without zeros in a field, the change at the foot by the system's account."""
    s, (_, host) = make_story(r, (60, 600), extras=False), c.site(r)
    short = f"{s.published.month}/{s.published.day}/{s.published.year}"
    html = f"""{_head(s, "Ministry")}<body class="ms-body"><div id="s4-workspace"><div class="breadcrumb">Home &gt; Media Center &gt; News</div><div class="welcome"><h3 class="pTitle">{_e(s.title)}</h3><div class="ms-rtestate-field articleDate">{short}</div><div class="ms-rtestate-field"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div><div class="foot">Last Modified : {NOW.month}/{NOW.day}/{NOW.year} 3:15 PM</div></div></body></html>"""
    return finish("shared_point", html, s, r, url=f"https://www.{host}/en/media-center/news/Pages/{r.randint(100, 9999)}.aspx", encoding=UTF8)  # fmt: skip


def wire_of_releases(r: Random) -> Page:
    """A wire of press releases: "NEWS PROVIDED BY", the company, day, clock and zone on lines of their own, a place before the text."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    first = f"{s.city.upper()}, {written(s.published, '{mon}. {d}, {y}')} /PRNewswire/ -- {s.standfirst}"
    html = f"""{_head(s, "Release Wire")}<body>{c.menu(r)}<article><header><h1>{_e(s.title)}</h1><div class="meta"><p>News provided by</p><a><strong>Mediation House</strong></a><br><p class="mb-no">{written(s.published, "{mon} {dd}, {y}, {h}:{m}")} ET</p><p>Share this article</p></div></header><section class="release-body"><p>{_e(first)}</p>{c.body(s, r)}<p>SOURCE Mediation House</p></section></article><div class="also"><h2>Also from this source</h2>{_others(s, r, "{mon} {dd}, {y}, {h}:{m} ET")}</div></body></html>"""
    return finish("wire_of_releases", html, s, r, url=f"https://www.{host}/news-releases/{c.slug(s.title)}-{r.randint(10**8, 10**9)}.html", main=first + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def date_header(r: Random) -> Page:
    """A hosted blog: the day as a heading above the post, the clock below it, an archive by months beside."""
    s, (_, host) = make_story(r, (60, 900)), c.site(r)
    months = "".join(f"<li>{MONTHS[n]} {later(s.published, r).year} ({n + 1})</li>" for n in range(6))
    html = f"""{_head(s, "Notes from the border")}<body><div class="titlewrapper"><h1 class="title">Notes from the border</h1></div><div class="date-outer"><h2 class="date-header"><span>{written(s.published, "{weekday}, {month} {d}, {y}")}</span></h2><div class="post hentry"><h3 class="post-title entry-title">{_e(s.title)}</h3><div class="post-body entry-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="post-footer">Posted by <span class="fn">{s.author}</span> at {written(s.published, "{h12}:{m} {pm}")}</div></div></div><div id="comments"><h4>No comments:</h4><a>Post a Comment</a></div><div class="sidebar"><h2>Blog Archive</h2><ul>{months}</ul></div></body></html>"""
    return finish("date_header", html, s, r, url=f"https://{host}/{s.published:%Y/%m}/{c.slug(s.title)[:40]}.html", encoding=UTF8)  # fmt: skip


def permalink_foot(r: Random) -> Page:
    """A blog of the early years: "Posted by NAME on March 14, 2005 at 06:40 PM | Permalink | Comments (3)" at the foot only."""
    s, (_, host) = make_story(r, (60, 700)), c.site(r)
    html = f"""{_head(s, "Border Diary")}<body><div id="banner"><h1><a>Border Diary</a></h1><h2>A weblog on talks</h2></div><div class="content"><p align="right"><a>« {c.aside(r)}</a> | <a>Main</a> | <a>{c.aside(r)} »</a></p><h3 class="entry-header">{_e(s.title)}</h3><p>{_e(s.standfirst)}</p>{c.body(s, r)}<p class="posted">Posted by {s.author} on {written(s.published, "{month} {d}, {y} at {h12}:{m} {pm}")} | <a>Permalink</a></p><h2>Comments</h2><p>Well said.</p><p class="posted">Posted by: Reader | {written(later(s.published, r, 9), "{month} {d}, {y} at {h12}:{m} {pm}")}</p></div></body></html>"""
    return finish("permalink_foot", html, s, r, url=f"http://{host}/diary/{s.published:%Y/%m}/{c.slug(s.title)[:15].replace('-', '_')}.html", encoding=UTF8)  # fmt: skip


def entry_was_posted(r: Random) -> Page:
    """The old standard theme of a blog system: "This entry was posted on Friday, March 14th, 2007 at 6:40 pm and is filed under ..."."""
    s, (_, host) = make_story(r, (60, 700)), c.site(r)
    when = written(s.published, "{weekday}, {month} {d}{th}, {y} at {h12}:{m}") + written(s.published, " {pm}").lower()
    html = f"""{_head(s, "The Talks Log")}<body><div id="header"><h1><a>The Talks Log</a></h1></div><div id="content" class="widecolumn"><div class="navigation">&laquo; <a>{c.aside(r)}</a> <a>{c.aside(r)}</a> &raquo;</div><div class="post"><h2>{_e(s.title)}</h2><div class="entry"><p>{_e(s.standfirst)}</p>{c.body(s, r)}<p class="postmetadata alt"><small>This entry was posted on {when} and is filed under <a>Talks</a>. You can follow any responses to this entry through the RSS 2.0 feed. Both comments and pings are currently closed.</small></p></div></div></div><div id="footer">Proudly powered. Entries (RSS)</div></body></html>"""
    return finish("entry_was_posted", html, s, r, url=f"http://www.{host}/?p={r.randint(10, 9999)}", encoding=UTF8)


def nuke_portal(r: Random) -> Page:
    """A portal of 2003: tables, "Posted by admin on Friday, March 14 @ 18:40:00 CET" without a year, so the page tells no day."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "Portal")}<body bgcolor="#ffffff"><table width="100%"><tr><td width="150"><b>Main Menu</b><br>Home<br>Downloads<br>Topics<br>Top 10</td><td><table><tr><td><font class="title"><b>{_e(s.title)}</b></font></td></tr><tr><td><font class="content">Posted by admin on {written(s.published, "{weekday}, {month} {d} @ {h}:{m}")}:00 CET ({r.randint(20, 900)} reads)</font></td></tr><tr><td><p>{_e(s.standfirst)}</p>{c.body(s, r)}</td></tr></table></td><td width="150"><b>Related Links</b><br>More about Talks<br><b>Article Rating</b><br>Votes: 3</td></tr></table><center>All logos are property of their owner. © {s.published.year - 2} by me</center></body></html>"""
    return finish("nuke_portal", html, s, r, url=f"http://www.{host}/modules.php?name=News&file=article&sid={r.randint(10, 9999)}", days=frozenset(), encoding=UTF8)  # fmt: skip


def original_in_meta(r: Random) -> Page:
    """A broadcaster of 2003: "Last Updated: Friday, 14 March, 2003, 18:40 GMT" for the eye, the first day in a meta of its own name."""
    s, (name, host) = make_story(r, (60, 600), extras=False), c.site(r)
    html = f"""{_head(s, name, f'<meta name="OriginalPublicationDate" content="{s.published:%Y/%m/%d %H:%M:%S}">')}<body><table><tr><td>News Front Page<br>Africa<br>Americas</td><td><div class="tsh">Last Updated: <b>{written(s.modified or s.published, "{weekday}, {d} {month}, {y}, {h}:{m} GMT")}</b></div><div class="mxb"><h1 class="sh">{_e(s.title)}</h1></div><p><b>{_e(s.standfirst)}</b></p>{c.body(s, r)}</td><td><b>SEE ALSO:</b><br>{c.aside(r)}<br>{written(earlier(s.published, r), "{dd} {mon} ")}{s.published:%y} | Europe</td></tr></table></body></html>"""
    return finish("original_in_meta", html, s, r, url=f"http://news.{host}/1/hi/world/{r.randint(10**6, 10**7)}.stm", encoding=UTF8)  # fmt: skip


def posted_zulu(r: Random) -> Page:
    """A channel of 2004: "Friday, March 14, 2003 Posted: 6:40 PM EST (2340 GMT)", in tables, with a rate beside."""
    s, (name, host) = make_story(r, (60, 600), extras=False), c.site(r)
    html = f"""{_head(s, name)}<body><table><tr><td class="nav">MAIN PAGE<br>WORLD<br>U.S.</td><td><h1>{_e(s.title)}</h1><p class="ts">{written(s.published, "{weekday}, {month} {d}, {y} Posted: {h12}:{m} {pm}")} EST ({zulu(s.published)[11:16].replace(":", "")} GMT)</p><p><b>{s.city.upper()} ({name[:3].upper()})</b> -- {_e(s.standfirst)}</p>{c.body(s, r)}</td><td>STORY TOOLS</td></tr></table><p>© {s.published.year} {name}</p></body></html>"""
    return finish("posted_zulu", html, s, r, url=f"http://www.{host}/{s.published:%Y}/WORLD/europe/{s.published:%m/%d}/{c.slug(s.title)[:12]}/index.html", main=f"{s.city.upper()} ({name[:3].upper()}) -- {main_text(s)}", encoding=UTF8)  # fmt: skip


def abbreviated_moment(r: Random) -> Page:
    """A blog with small formats: an abbreviation that holds the moment and shows a day without year, an author's card."""
    s, (_, host) = make_story(r, (60, 700)), c.site(r)
    html = f"""{_head(s, "Mediator's Log")}<body><div class="hfeed"><div class="hentry"><h2 class="entry-title">{_e(s.title)}</h2><div class="byline"><span class="author vcard"><a class="fn">{s.author}</a></span> <abbr class="published" title="{s.published:%Y-%m-%dT%H:%M:%S}{s.published:%z}">{written(s.published, "{month} {d}")}</abbr></div><div class="entry-content"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div></div></div>{c.archive(s, r)}{c.comments(s, r)}</body></html>"""
    return finish("abbreviated_moment", html, s, r, url=f"http://{host}/{c.slug(s.title)}/", encoding=UTF8)


def amp_timeago(r: Random) -> Page:
    """The light view of a page: a custom element that counts the time, moments in UTC."""
    s, (_, host) = make_story(r), c.site(r)
    html = f"""<!doctype html><html amp lang="en"><head>{{charset}}<title>{_e(s.title)}</title></head><body><amp-sidebar>{c.menu(r)}</amp-sidebar><article class="amp-wp-article"><header><h1 class="amp-wp-title">{_e(s.title)}</h1><div class="amp-wp-meta amp-wp-byline">{s.author}</div><div class="amp-wp-meta amp-wp-posted-on"><amp-timeago layout="fixed" datetime="{zulu(s.published)}" locale="en">8 months ago</amp-timeago></div></header><div class="amp-wp-article-content"><p>{_e(s.standfirst)}</p>{c.body(s, r, ['<amp-ad type="x"></amp-ad>'])}</div></article><amp-list>{c.aside(r)}</amp-list></body></html>"""
    return finish("amp_timeago", html, s, r, url=f"https://amp.{host}/{c.slug(s.title)}", encoding=UTF8)


def broadcast_line(r: Random) -> Page:
    """A national radio's programme: "Broadcast:" and weekday, day, clock without a blank before PM; guests and credits after."""
    s, (name, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, name)}<body><div id="nav">Skip to: Navigation Search Content</div><div id="main"><h1>{_e(s.title)}</h1><div class="program-info"><b>Broadcast:</b><br>{written(s.published, "{weekday} {d} {month} {y} {h12}:{m}{pm}")} <a>(view full episode)</a></div><div class="comp-rich-text"><p>{_e(s.standfirst)}</p>{c.body(s, r)}</div><div class="credits"><h3>Credits</h3><dl><dt>Producer</dt><dd>{s.author}</dd></dl></div><div><h2>IN THIS PROGRAM</h2><p>News of the day - {written(s.published, "{weekday} {d} {month} {y}")}</p></div></div></body></html>"""
    return finish("broadcast_line", html, s, r, url=f"http://www.{host}/radionational/programs/drive/{c.slug(s.title)}/{r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


LATER: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        government_frame, commission_corner, action_service, council_symbol, secretary_statement, head_of_state, number_and_day,
        information_bureau, day_dash_kind, federal_city_day, kind_bar_date, treaty_alliance, rdfa_content, conflict_monitor, joomla_info,
        submitted_by, shared_point, wire_of_releases, date_header, permalink_foot, entry_was_posted, nuke_portal, original_in_meta,
        posted_zulu, abbreviated_moment, amp_timeago, broadcast_line,
    )
}  # fmt: skip
