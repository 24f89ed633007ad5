"""Layouts by the fourth hand, written after it had seen how the first fifty were read and before anything was mended for them."""

from __future__ import annotations

from random import Random

from evals.page_layouts import chrome as c
from evals.page_layouts.dating import MONTHS, NOW, later, written, zulu
from evals.page_layouts.finish import finish, main_text
from evals.page_layouts.fourth_hand import UTF8, _e, _head, _others
from evals.page_layouts.generated import Layout, Page
from evals.page_layouts.stories import Story, make_story


def _main(s: Story, r: Random, inner: tuple[str, ...] = ()) -> str:
    return f"<p>{_e(s.standfirst)}</p>{c.body(s, r, inner)}"


def two_spellings(r: Random) -> Page:
    """A foreign broadcaster: the day in numbers for one size of screen and in words for the other, side by side."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<main><article><header><span class="kicker">Politics</span><span>Europe</span><h1>{_e(s.title)}</h1><div class="author-details"><a>{s.author}</a></div><div class="publication"><span aria-hidden="true">{written(s.published, "{mm}/{dd}/{y}")}</span><span aria-hidden="true">{written(s.published, "{month} {d}, {y}")}</span></div><p class="teaser-text">{_e(s.standfirst)}</p></header><div class="rich-text">{c.body(s, r, [c.signup(r)])}</div></article></main>{_others(s, r, "{mm}/{dd}/{y}")}</body></html>"""
    return finish("two_spellings", html, s, r, url=f"https://www.{host}/en/{c.slug(s.title)}/a-{r.randint(10**7, 10**8)}", encoding=UTF8)  # fmt: skip


def issued_and_modified(r: Random) -> Page:
    """A foreign broadcaster: "Issued on: 14/03/2025 - 18:40 Modified: ..." under the headline, minutes to read."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{dd}/{mm}/{y} - {h}:{m}"
    changed = f"<p>Modified: {written(s.modified, form)}</p>" if s.modified else ""
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article class="t-content"><h1 class="t-content__title">{_e(s.title)}</h1><p class="t-content__chapo">{_e(s.standfirst)}</p><div class="t-content__dates"><p>Issued on: {written(s.published, form)}</p>{changed}<p>3 min Reading time</p></div><figure><figcaption>A view of {s.city}. © {s.author}, AFP</figcaption></figure><div class="t-content__body">{c.body(s, r)}<p>(AFP)</p></div></article><aside>Most read {_others(s, r, "{dd}/{mm}/{y}")}</aside></body></html>"""
    return finish("issued_and_modified", html, s, r, url=f"https://www.{host}/en/live-news/{s.published:%Y%m%d}-{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def posted_twice(r: Random) -> Page:
    """A national broadcaster: "Posted Fri 14 Mar 2025 at 6:40pm" twice over, short and long, the update behind a dot."""
    s, (name, host) = make_story(r), c.site(r)
    at = written(s.published, " at {h12}:{m}") + written(s.published, "{pm}").lower()
    html = f"""{_head(s, name)}<body>{c.menu(r)}<main><h1>{_e(s.title)}</h1><div class="byl">By <a>{s.author}</a></div><div><a>World Politics</a></div><div class="ts">Posted {written(s.published, "{wd} {d} {mon} {y}")}{at}<span class="sr">{written(s.published, "{weekday} {d} {mon} {y}")}{at}</span></div><figure><figcaption>Officials said little on arrival. (Reuters: {s.author})</figcaption></figure><div class="body">{_main(s, r)}</div></main><footer>{_others(s, r, "{wd} {d} {mon} {y}")}</footer></body></html>"""
    return finish("posted_twice", html, s, r, url=f"https://www.{host}/news/{zulu(s.published)[:10]}/{c.slug(s.title)}/{r.randint(10**8, 10**9)}", encoding=UTF8)  # fmt: skip


def name_dot_posted(r: Random) -> Page:
    """A broadcaster: "NAME · City News · Posted: Mar 14, 2025 6:40 PM EDT | Last Updated: ..." on one line."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{mon} {dd}, {y} {h12}:{m} {pm} EDT"
    changed = f" | Last Updated: {written(s.modified, form)}" if s.modified else ""
    html = f"""{_head(s, name)}<body>{c.menu(r)}<main class="story"><div class="tag">World</div><h1 class="detailHeadline">{_e(s.title)}</h1><h2 class="deck">{_e(s.standfirst)}</h2><div class="bylineDetails">{s.author} · {name} · Posted: {written(s.published, form)}{changed}</div><div class="storyWrapper">{c.body(s, r)}</div><section>Related Stories<ul><li>{c.aside(r)}</li></ul></section></main></body></html>"""
    return finish("name_dot_posted", html, s, r, url=f"https://www.{host}/news/world/{c.slug(s.title)}-1.{r.randint(10**6, 10**7)}", encoding=UTF8)  # fmt: skip


def clock_on_day(r: Random) -> Page:
    """A radio of islands: "6:40 pm on 14 March 2025", share links on the same row."""
    s, (name, host) = make_story(r, (60, 700)), c.site(r)
    when = (
        written(s.published, "{h12}:{m} ")
        + written(s.published, "{pm}").lower()
        + written(s.published, " on {d} {month} {y}")
    )
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article><div class="article__header"><p>World <a>Diplomacy</a></p><h1>{_e(s.title)}</h1><div><span class="updated">{when}</span> <a>Share this</a> <a>Facebook</a></div></div><div class="article__body">{_main(s, r)}<p><em>- {name}</em></p></div><div class="tags">Tags: talks</div></article>{_others(s, r, "{d} {month} {y}")}</body></html>"""
    return finish("clock_on_day", html, s, r, url=f"https://www.{host}/news/world/{r.randint(10**5, 10**6)}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def release_on_line(r: Random) -> Page:
    """A site of releases: "Friday, 14 March 2025, 6:40 pm / Press Release: Institute" as two lines above the text."""
    s, (_, host) = make_story(r, (60, 600), extras=False), c.site(r)
    when = written(s.published, "{weekday}, {d} {month} {y}, {h12}:{m} ") + written(s.published, "{pm}").lower()
    html = f"""{_head(s, "Independent News")}<body>{c.menu(r)}<div id="article"><h1 class="story-title">{_e(s.title)}</h1><table><tr><td><span class="byline"><b>{when}</b><br>Press Release: <a>Mediation Institute</a></span></td></tr></table><div id="body">{_main(s, r)}<p>ENDS</p></div><p>© Independent News</p></div></body></html>"""
    return finish("release_on_line", html, s, r, url=f"https://www.{host}/stories/WO{s.published:%y%m}/S{r.randint(10**4, 10**5)}.htm", encoding=UTF8)  # fmt: skip


def liberal_daily(r: Random) -> Page:
    """A daily that writes its clock with a point, and folds "Last modified on" into a details element."""
    s, (name, host) = make_story(r), c.site(r)
    form = "{wd} {d} {mon} {y} {h}.{m} GMT"
    fold = f"<details><summary>{written(s.published, form)}</summary>Last modified on {written(s.modified or s.published, form)}</details>"
    html = f"""{_head(s, name)}<body>{c.menu(r)}<main><div data-gu-name="title"><a>World</a></div><div data-gu-name="headline"><h1>{_e(s.title)}</h1></div><div data-gu-name="standfirst"><p>{_e(s.standfirst)}</p></div><aside data-gu-name="meta"><address><a>{s.author}</a> in {s.city}</address><div>{fold}</div></aside><div data-gu-name="body">{c.body(s, r, [c.read_more(r)])}</div></main><section>Most viewed</section></body></html>"""
    return finish("liberal_daily", html, s, r, url=f"https://www.{host}/world/{s.published.year}/{s.published:%b}/{s.published.day:02}/{c.slug(s.title)}".lower(), encoding=UTF8)  # fmt: skip


def ordinal_and_city(r: Random) -> Page:
    """A weekly: "Mar 14th 2025|GENEVA", the section in red above, the standfirst between."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article><section><span class="fly">International | Border talks</span><h1>{_e(s.title)}</h1><h2>{_e(s.standfirst)}</h2></section><section><time>{written(s.published, "{mon} {d}{th} {y}")}</time>|<span>{s.city.upper()}</span><span>|4 min read</span></section><div>{c.body(s, r)}</div><p>This article appeared in the International section of the print edition under the headline “{c.aside(r)}”</p></article></body></html>"""
    return finish("ordinal_and_city", html, s, r, url=f"https://www.{host}/international/{s.published:%Y/%m/%d}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def kind_bar_numbers(r: Random) -> Page:
    """A kingdom's government: "News item | 14-03-2025 | 18:40" between headline and text."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "Government")}<body>{c.menu(r)}<main><h1 class="news">{_e(s.title)}</h1><p class="meta">News item | {written(s.published, "{dd}-{mm}-{y}")} | {written(s.published, "{h}:{m}")}</p><div class="intro"><p>{_e(s.standfirst)}</p></div>{c.body(s, r)}<div class="block"><h2>Ministry responsible</h2><a>Ministry of Foreign Affairs</a></div></main></body></html>"""
    return finish("kind_bar_numbers", html, s, r, url=f"https://www.{host}/latest/news/{s.published:%Y/%m/%d}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def published_updated_from(r: Random) -> Page:
    """Government offices: "Press release from Ministry", "Published 14 March 2025 Updated 15 March 2025" without punctuation."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    form = "{d} {month} {y}"
    html = f"""{_head(s, "Offices")}<body>{c.menu(r)}<main><h1 id="h1id">{_e(s.title)}</h1><p class="inline"><span>Press release from</span> <a>Ministry for Foreign Affairs</a></p><p><span class="published">Published <time>{written(s.published, form)}</time></span> <span class="updated">Updated <time>{written(s.modified or s.published, form)}</time></span></p><p class="ingress">{_e(s.standfirst)}</p>{c.body(s, r)}<section><h2>Press contact</h2><p>{s.author}</p></section></main></body></html>"""
    return finish("published_updated_from", html, s, r, url=f"https://www.{host}/press-releases/{s.published:%Y/%m}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def china_line(r: Random) -> Page:
    """A daily: "By NAME in CITY | The Paper | Updated: 2025-03-14 18:40", the word "updated" before the only day there is."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<div class="main_art"><div class="lft_art"><h1>{_e(s.title)}</h1><div class="info"><span class="info_l">By {s.author} in {s.city} | {name} | Updated: {s.published:%Y-%m-%d %H:%M}</span><span class="info_r">Share</span></div><div id="Content">{_main(s, r)}</div></div><div class="rgt">Most Viewed in 24 Hours {"".join(f"<p>{c.aside(r)}</p>" for _ in range(3))}</div></div></body></html>"""
    return finish("china_line", html, s, r, url=f"https://www.{host}/a/{s.published:%Y%m}/{s.published:%d}/WS{r.randint(16**8, 16**9):x}.html", encoding=UTF8)  # fmt: skip


def clock_zone_numbers(r: Random) -> Page:
    """An agency: "18:40 GMT 14.03.2025 (Updated: 18:41 GMT 15.03.2025)" as a link above the headline."""
    s, (name, host) = make_story(r, (60, 600)), c.site(r)
    form = "{h}:{m} GMT {dd}.{mm}.{y}"
    changed = f" <span>(Updated: {written(s.modified, form)})</span>" if s.modified else ""
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article class="article"><div class="article__header"><div class="article__info"><div class="article__info-date"><a>{written(s.published, form)}</a>{changed}</div></div><h1 class="article__title">{_e(s.title)}</h1><div class="article__media">© Photo : {s.author}</div><div class="article__announce-text">{_e(s.standfirst)}</div></div><div class="article__body">{c.body(s, r)}</div></article>{_others(s, r, "{dd} {month} {y}, {h}:{m} GMT")}</body></html>"""
    return finish("clock_zone_numbers", html, s, r, url=f"https://{host}/{s.published:%Y%m%d}/{c.slug(s.title)}-{r.randint(10**9, 10**10)}.html", encoding=UTF8)  # fmt: skip


def zone_in_brackets(r: Random) -> Page:
    """An agency of the Caspian: "14 March 2025 18:40 (UTC+04:00)", the section before it, the writer after."""
    s, (name, host) = make_story(r, (60, 500), extras=False), c.site(r)
    lead = f"{s.city.upper()}, {name}, {written(s.published, '{month} {d}')}. {s.standfirst}"
    html = f"""{_head(s, name)}<body>{c.menu(r)}<div class="article-page"><h1>{_e(s.title)}</h1><div class="top-part"><a>Politics</a> <div class="date-time">{written(s.published, "{d} {month} {y} {h}:{m}")} (UTC+04:00)</div></div><div class="author"><b>{s.author}</b> Read more</div><div class="article-content"><p>{_e(lead)}</p>{c.body(s, r)}</div><div>Tags: talks</div></div><div>Latest {_others(s, r, "{d} {month} {h}:{m}")}</div></body></html>"""
    return finish("zone_in_brackets", html, s, r, url=f"https://en.{host}/world/{r.randint(10**6, 10**7)}.html", main=lead + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def gulf_dateline(r: Random) -> Page:
    """An agency of the Gulf: weekday, day with dashes and a clock of 24 hours with PM; a dateline with ordinal and year."""
    s, (name, host) = make_story(r, (60, 500), extras=False), c.site(r)
    lead = f"{s.city.upper()}, {written(s.published, '{d}{th} {month}, {y}')} (WAM) -- {s.standfirst}"
    html = f"""{_head(s, name)}<body>{c.menu(r)}<div class="content"><h3 class="pv-title">{_e(s.title)}</h3><p class="pv-date">{written(s.published, "{wd} {dd}-{mm}-{y} {h}:{m} {pm}")}</p><div class="pv-text"><p>{_e(lead)}</p>{c.body(s, r)}<p>WAM/{s.author}</p></div></div></body></html>"""
    return finish("gulf_dateline", html, s, r, url=f"https://www.{host}/en/details/{r.randint(10**12, 10**13)}", main=lead + "\n" + main_text(s, False), encoding=UTF8)  # fmt: skip


def star_daily(r: Random) -> Page:
    """A daily of the straits: weekday, day on one line, clock and zone on the next, both list items of a bar of links."""
    s, (name, host) = make_story(r), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<div class="headline"><div class="story-pg"><h1>{_e(s.title)}</h1></div></div><div class="date-extra"><ul class="story-meta"><li><a class="kicker">ASEAN NEWS</a></li><li><p class="date">{written(s.published, "{weekday}, {dd} {mon} {y}")}</p></li><li><time class="timestamp">{written(s.published, "{h12}:{m} {pm}")} MYT</time></li></ul></div><div id="story-body">{_main(s, r, (c.advert(r),))}</div><div>Related News {_others(s, r, "{dd} {mon} {y}")}</div></body></html>"""
    return finish("star_daily", html, s, r, url=f"https://www.{host}/aseanplus/aseanplus-news/{s.published:%Y/%m/%d}/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def theme_by_bars(r: Random) -> Page:
    """A builder's theme: "by Name | Mar 14, 2025 | News | 0 comments", and nothing in the head."""
    s, (_, host) = make_story(r, (60, 800)), c.site(r)
    html = f"""{_head(s, "Peace Watch")}<body>{c.menu(r)}<article class="et_pb_post"><div class="et_post_meta_wrapper"><h1 class="entry-title">{_e(s.title)}</h1><p class="post-meta">by <a>{s.author}</a> | <span>{written(s.published, "{mon} {d}, {y}")}</span> | <a>News</a> | <span>0 comments</span></p></div><div class="entry-content">{_main(s, r)}</div></article><div id="sidebar"><h4>Recent Posts</h4>{_others(s, r, "{mon} {d}, {y}")}</div></body></html>"""
    return finish("theme_by_bars", html, s, r, url=f"https://{host}/{c.slug(s.title)}/", encoding=UTF8)


def theme_post_published(r: Random) -> Page:
    """Another theme: a list "Post author:", "Post published:", "Post category:", and "Post last modified:" among them."""
    s, (_, host) = make_story(r, (60, 800)), c.site(r)
    changed = f"<li>Post last modified:{written(s.modified, '{month} {d}, {y}')}</li>" if s.modified else ""
    html = f"""{_head(s, "Dialogue Forum")}<body>{c.menu(r)}<article><header><h2 class="single-post-title">{_e(s.title)}</h2></header><ul class="meta"><li>Post author:<a>admin</a></li><li>Post published:{written(s.published, "{month} {d}, {y}")}</li><li>Post category:<a>Statements</a></li>{changed}</ul><div class="entry-content">{_main(s, r)}</div></article></body></html>"""
    return finish("theme_post_published", html, s, r, url=f"https://www.{host}/?p={r.randint(10, 9999)}", encoding=UTF8)


def builder_blog(r: Random) -> Page:
    """A site builder: day and minutes to read as items without names, the author's picture, likes and views below."""
    s, (_, host) = make_story(r, (60, 700)), c.site(r)
    html = f"""{_head(s, "Mediators' blog")}<body>{c.menu(r)}<div data-hook="post"><ul><li><span title="{s.author}">{s.author}</span></li><li><span title="{written(s.published, "{mon} {d}, {y}")}">{written(s.published, "{mon} {d}, {y}")}</span></li><li><span>4 min read</span></li></ul><h1 data-hook="post-title">{_e(s.title)}</h1><div data-hook="post-description">{_main(s, r)}</div><div>{r.randint(2, 900)} views 0 comments</div><div>Recent Posts <a>See All</a> <p>{c.aside(r)}</p></div></div></body></html>"""
    return finish("builder_blog", html, s, r, url=f"https://www.{host}/post/{c.slug(s.title)}", encoding=UTF8)


def mailed_letter(r: Random) -> Page:
    """The archive of a letter by mail: a picture, "14 March 2025 | Issue 23" as a strip above, all in tables."""
    s, (_, host) = make_story(r, (60, 600), extras=False), c.site(r)
    rows = "".join(f"<tr><td style='padding:9px'>{_e(t)}</td></tr>" for t in [s.standfirst, *s.paragraphs])
    html = f"""{_head(s, "The Track Two Letter")}<body><table width="600"><tr><td><a>View this email in your browser</a></td></tr><tr><td>{written(s.published, "{d} {month} {y}")} | Issue {r.randint(2, 90)}</td></tr><tr><td><h1>{_e(s.title)}</h1></td></tr>{rows}<tr><td>Copyright © {s.published.year} Track Two, All rights reserved.<br>unsubscribe from this list</td></tr></table></body></html>"""
    return finish("mailed_letter", html, s, r, url=f"https://mailchi.{host}/{r.randint(10**6, 10**8):x}/letter-{r.randint(2, 90)}", main="\n".join([s.standfirst, *s.paragraphs]), encoding=UTF8)  # fmt: skip


def agency_number_city(r: Random) -> Page:
    """An agency of the nations: day, number of the release, city and country as a column before the headline."""
    s, (_, host) = make_story(r, (60, 600), extras=False), c.site(r)
    html = f"""{_head(s, "Agency")}<body>{c.menu(r)}<main><div class="row"><div class="col-2">{written(s.published, "{dd} {mon} {y}")}</div><div class="col-2">{r.randint(1, 90)}/{s.published.year}</div><div class="col-4">{s.city}</div></div><h1 class="title">{_e(s.title)}</h1><div class="field--name-body">{_main(s, r)}</div><div><h3>Press Contacts</h3><p>{s.author}</p></div><div>Last update: {written(NOW, "{dd} {mon} {y}")}</div></main></body></html>"""
    return finish("agency_number_city", html, s, r, url=f"https://www.{host}/newscenter/pressreleases/{c.slug(s.title)}", encoding=UTF8)  # fmt: skip


def relief_details(r: Random) -> Page:
    """A library of reports: details as terms after the text: Primary country, Source, Posted, Originally published."""
    s, (_, host) = make_story(r, (60, 700)), c.site(r)
    day = written(s.published, "{d} {mon} {y}")
    html = f"""{_head(s, "Relief Library")}<body>{c.menu(r)}<main><article><header><h1>{_e(s.title)}</h1><dl><dt>Format</dt><dd>News and Press Release</dd><dt>Source</dt><dd><a>OCHA</a></dd><dt>Posted</dt><dd>{day}</dd><dt>Originally published</dt><dd>{day}</dd><dt>Origin</dt><dd><a>View original</a></dd></dl></header><div class="content">{_main(s, r)}</div><footer><h2>Report details</h2><dl><dt>Primary country</dt><dd>Kast</dd><dt>Language</dt><dd>English</dd></dl></footer></article><section><h2>Related Content</h2>{_others(s, r, "{d} {mon} {y}")}</section></main></body></html>"""
    return finish("relief_details", html, s, r, url=f"https://{host}/report/kast/{c.slug(s.title)}", encoding=UTF8)


def letter_at_right(r: Random) -> Page:
    """A mission to an organisation: letterhead, city and ordinal day at the right above the text, a seal, no structure."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    html = f"""{_head(s, "Permanent Mission")}<body><center><font size="4">PERMANENT MISSION OF KAST</font></center><p align="center"><b>{_e(s.title)}</b></p><p align="right"><i>{s.city}, {written(s.published, "{d}{th} {month} {y}")}</i></p>{"".join(f'<p align="justify">{_e(t)}</p>' for t in [s.standfirst, *s.paragraphs])}<hr><p><small>Site maintained by the mission. Visitors: {r.randint(10**3, 10**6)}</small></p></body></html>"""
    return finish("letter_at_right", html, s, r, url=f"http://www.{host}/statement{r.randint(2, 90)}.html", main="\n".join([s.standfirst, *s.paragraphs]), encoding=UTF8)  # fmt: skip


def wire_of_old(r: Random) -> Page:
    """A wire of 2009: "Fri Mar 14, 2009 6:40pm EDT" above the text, text size, related links before it."""
    s, (name, host) = make_story(r, (60, 700), extras=False), c.site(r)
    when = written(s.published, "{wd} {mon} {d}, {y} {h12}:{m}") + written(s.published, "{pm}").lower()
    html = f"""{_head(s, name)}<body><div id="header">{c.menu(r)}</div><div class="article primaryContent"><h1>{_e(s.title)}</h1><div class="timestampHeader">{when} EDT</div><div class="tools"><a>Email</a> | <a>Print</a> | <a>Single Page</a> [-] Text [+]</div><p>By {s.author}</p><p>{s.city.upper()} ({name}) - {_e(s.standfirst)}</p>{c.body(s, r)}<p>(Reporting by {s.author}; Editing by Grace Mutua)</p><p>© {name} {s.published.year} All rights reserved.</p></div></body></html>"""
    main = f"{s.city.upper()} ({name}) - {main_text(s)}"
    return finish("wire_of_old", html, s, r, url=f"http://www.{host}/article/worldNews/idUS{r.randint(10**6, 10**7)}", main=main, encoding=UTF8)  # fmt: skip


def region_time(r: Random) -> Page:
    """An agency of an archipelago: "March 14, 2025 18:40 GMT+700" in a span beside the writer, without commas around the clock."""
    s, (name, host) = make_story(r, (60, 600)), c.site(r)
    html = f"""{_head(s, name)}<body>{c.menu(r)}<article class="post"><h1>{_e(s.title)}</h1><div class="post-meta"><span class="article-date"><i class="fa"></i> {written(s.published, "{month} {d}, {y} {h}:{m}")} GMT+700</span></div><div class="post-content"><p>{s.city} ({name.upper()}) - {_e(s.standfirst)}</p>{c.body(s, r)}<p>Reporter: {s.author}<br>Copyright © {name.upper()} {s.published.year}</p></div></article></body></html>"""
    return finish("region_time", html, s, r, url=f"https://en.{host}/news/{r.randint(10**5, 10**6)}/{c.slug(s.title)}", main=f"{s.city} ({name.upper()}) - {main_text(s)}", encoding=UTF8)  # fmt: skip


def ministry_grid(r: Random) -> Page:
    """A ministry of the east: month and year apart from a large day of the month, as a leaf of a calendar beside the headline."""
    s, (_, host) = make_story(r, (60, 500), extras=False), c.site(r)
    leaf = f'<div class="leaf"><span class="dd">{s.published.day}</span><span class="mm">{MONTHS[s.published.month - 1]}</span><span class="yy">{s.published.year}</span></div>'
    html = f"""{_head(s, "Ministry")}<body>{c.menu(r)}<div class="news-detail">{leaf}<h2>{_e(s.title)}</h2><div class="text">{_main(s, r)}</div></div><div class="foot">© {later(s.published, r).year}</div></body></html>"""
    return finish(
        "ministry_grid", html, s, r, url=f"https://www.{host}/en/content/{r.randint(10**3, 10**5)}", encoding=UTF8
    )


LATER: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        two_spellings, issued_and_modified, posted_twice, name_dot_posted, clock_on_day, release_on_line, liberal_daily,
        ordinal_and_city, kind_bar_numbers, published_updated_from, china_line, clock_zone_numbers, zone_in_brackets, gulf_dateline,
        star_daily, theme_by_bars, theme_post_published, builder_blog, mailed_letter, agency_number_city, relief_details,
        letter_at_right, wire_of_old, region_time, ministry_grid,
    )
}  # fmt: skip
