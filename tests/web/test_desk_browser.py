"""The desk in a real browser: reading, filtering, reviewing by keyboard, undoing, printing; and what axe finds."""

from __future__ import annotations

import contextlib
import re
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from desk_records import CHROMIUM, served
from playwright.sync_api import Browser, Page, expect, sync_playwright

from communique.model.article import Article
from communique.model.findings import Findings
from communique.record.store import Store
from communique.web.rendering import PAGES

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: `python3 start.py browser` installs Debian's"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(browser: Browser, example_record: Path) -> Iterator[str]:
    with served(example_record) as found:
        opened(page := browser.new_page(), found)
        page.close()
        yield found


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong: no script error, no refused resource, nothing from elsewhere."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("request", lambda request: faults.append(request.url) if "127.0.0.1" not in request.url else None)
    yield opened
    context.close()
    assert not faults


def opened(page: Page, address: str) -> Page:
    """The page, once the record is loaded."""
    page.goto(address)
    deadline = time.monotonic() + 30
    while page.locator("h1").first.inner_text() == "One moment" and time.monotonic() < deadline:
        page.wait_for_timeout(100)
        page.goto(address)
    return page


def test_from_the_overview_a_line_leads_to_the_words_it_rests_on(page: Page, address: str) -> None:
    opened(page, address)
    reference = page.locator(".ref > a").first
    reference.focus()
    assert page.locator(".ref:focus-within .tip").first.is_visible()
    reference.click()
    page.wait_for_url(re.compile("/articles/"))
    words = page.locator("mark.asked").first
    expect(words).to_be_visible()
    assert words.evaluate("e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight; }")


def test_facets_narrow_the_list_and_stand_in_the_address(page: Page, address: str) -> None:
    opened(page, f"{address}/contacts")
    before = page.locator("tr[data-row]").count()
    page.locator("input[name=status][value=scheduled]").check()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url(re.compile("status=scheduled"))
    rows = page.locator("tr[data-row]")
    assert 0 < rows.count() < before
    assert all("scheduled" in text for text in rows.all_inner_texts())
    page.go_back()
    assert page.locator("tr[data-row]").count() == before


def test_rows_are_walked_by_keys_and_the_list_of_keys_opens(page: Page, address: str) -> None:
    opened(page, f"{address}/contacts")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("tr.current").count() == 1
    assert page.locator("tr[data-row]").first.get_attribute("class") == "current"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/items/"))
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "words"


def test_single_keys_can_be_turned_off_and_stay_so(browser: Browser, address: str) -> None:
    with contextlib.closing(browser.new_context()) as context:
        page = opened(context.new_page(), f"{address}/contacts")
        page.locator("#keys-open").click()
        page.locator("#keys-switch").click()
        page.keyboard.press("Escape")
        page.reload()
        page.keyboard.press("j")
        assert page.locator("tr.current").count() == 0
        page.locator("#keys-open").click()
        page.locator("#keys-switch").click()
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        assert page.locator("tr.current").count() == 1


def test_moments_stand_in_the_zone_of_the_reader(browser: Browser, example_record: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(example_record, tmp_path / "r.db"))
    context = browser.new_context(timezone_id="Asia/Tokyo", locale="en-GB")
    with served(record) as address, contextlib.closing(context):
        page = opened(context.new_page(), f"{address}/review")
        page.keyboard.press("c")
        page.wait_for_selector(".told")
        page.goto(f"{address}/decisions")
        moment = page.locator("time").first
        local = datetime.fromisoformat(moment.get_attribute("datetime") or "").astimezone(ZoneInfo("Asia/Tokyo"))
        assert f"{local:%H:%M}" in moment.inner_text()
        assert "UTC" in (moment.get_attribute("title") or "")


def test_review_by_keyboard_confirms_undoes_and_edits(browser: Browser, example_record: Path, tmp_path: Path) -> None:
    record = Path(shutil.copy(example_record, tmp_path / "r.db"))
    with served(record) as address, contextlib.closing(browser.new_page()) as page:
        opened(page, f"{address}/review")
        first = page.locator("h2.first").inner_text()
        page.keyboard.press("c")
        page.wait_for_selector(".told")
        assert "confirm" in page.locator(".told").first.inner_text()
        assert page.locator("h2.first").inner_text() != first or page.locator(".queue li").count() > 0
        page.keyboard.press("u")
        expect(page.locator(".told").first).to_contain_text("undo")
        page.goto(f"{address}/review")
        assert page.locator("h2.first").inner_text() == first
        page.keyboard.press("e")
        page.locator("details[open] input[name='set.place'], details[open] input[name='set.about']").first.fill(
            "Bergen"
        )
        page.locator("details[open] button[value=edit]").click()
        page.wait_for_selector(".told")
        assert page.locator(".told.refused").count() == 0


def test_what_was_typed_into_a_refused_form_is_still_there(
    browser: Browser, example_record: Path, tmp_path: Path
) -> None:
    record = Path(shutil.copy(example_record, tmp_path / "r.db"))
    with served(record) as address, contextlib.closing(browser.new_page()) as page:
        opened(page, f"{address}/contacts")
        page.locator("tr[data-row] a").first.click()
        page.wait_for_url(re.compile("/items/"))
        page.keyboard.press("e")
        page.locator("input[name='set.date']").first.fill("next Tuesday")
        page.locator("button[value=edit]").first.click()
        page.wait_for_selector(".told.refused")
        assert page.locator("input[name='set.date']").first.input_value() == "next Tuesday"


def faults(page: Page, *rules: str) -> list[tuple[str, str]]:
    """What axe finds against these rules, or those that WCAG 2.2 AA asks for: the rule and the words of a page."""
    from axe_playwright_python.sync_playwright import Axe

    only = rules or ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
    found = Axe().run(page, options={"runOnly": list(only), "resultTypes": ["violations"]})
    return [(fault["id"], fault["nodes"][0]["html"][:160]) for fault in found.response["violations"]]


@pytest.mark.parametrize("path", [path for path, _ in PAGES])
def test_axe_finds_no_fault(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(color_scheme="light", viewport={"width": 1280, "height": 900}, bypass_csp=True)
    with contextlib.closing(context):
        page = opened(context.new_page(), f"{address}{path}")
        assert not faults(page)
        page.emulate_media(color_scheme="dark")
        assert not faults(page, "color-contrast")


def test_axe_finds_no_fault_on_the_pages_of_things(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, bypass_csp=True)
    with contextlib.closing(context):
        page = opened(context.new_page(), address)
        listed = ("/contacts?sort=reports", "/people", "/agreements", "/proposals", "/deadlines", "/articles")
        found = ["/parties/RUS", "/search?words=talks", "/positions/RUS/ceasefire", "/decisions"]
        for path in listed:
            page.goto(f"{address}{path}")
            found.append(page.locator("tr[data-row] a").first.get_attribute("href") or "/")
        for path in found:
            page.goto(f"{address}{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
            assert not faults(page), path


def test_on_a_phone_nothing_stands_beside_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, is_mobile=True)
    with contextlib.closing(context):
        page = opened(context.new_page(), address)
        for path, _ in PAGES:
            page.goto(f"{address}{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 391, path


def test_the_brief_is_copied_as_markdown(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    with contextlib.closing(context):
        page = opened(context.new_page(), f"{address}/brief?form=keypoints")
        page.get_by_role("button", name="Copy as Markdown").click()
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("# ")
        assert copied == page.request.get(f"{address}/brief?form=keypoints&save=markdown").text()


def test_a_phone_lists_what_the_timeline_draws(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, is_mobile=True)
    with contextlib.closing(context):
        page = opened(context.new_page(), f"{address}/timeline")
        drawn = page.locator("svg.timeline a")
        assert not drawn.first.is_visible()
        listed = page.locator("ol.listed a")
        assert listed.first.is_visible()
        pictured = {link.get_attribute("href") for link in drawn.all()}
        told = {link.get_attribute("href") for link in listed.all()}
        without_room = sum(int(count.text_content() or 0) for count in page.locator("svg.timeline .more").all())
        assert pictured <= told
        assert len(told) == len(pictured) + without_room
        listed.first.click()
        page.wait_for_url(re.compile("/items/"))
        page.goto(address)
        assert page.locator(".chart:visible").count() == 1


def test_a_phone_tells_who_met_whom_and_shows_a_life_without_turning_sideways(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, is_mobile=True)
    with contextlib.closing(context):
        page = opened(context.new_page(), f"{address}/people")
        assert not page.locator(".network svg").is_visible()
        drawn = {link.get_attribute("href") for link in page.locator(".network svg a").all()}
        told = page.locator(".network .listed a")
        assert {link.get_attribute("href") for link in told.all()} == drawn
        assert told.first.is_visible()
        page.goto(f"{address}/contacts?sort=reports")
        page.goto(f"{address}{page.locator('tr[data-row] a').first.get_attribute('href')}")
        strip = page.locator(".strip svg:visible")
        assert strip.count() == 1
        assert strip.evaluate("e => e.getBoundingClientRect().right") <= 390


def test_without_scripts_every_page_is_read_and_decisions_are_made(
    browser: Browser, example_record: Path, tmp_path: Path
) -> None:
    record = Path(shutil.copy(example_record, tmp_path / "r.db"))
    context = browser.new_context(java_script_enabled=False)
    with served(record) as address, contextlib.closing(context):
        page = context.new_page()
        page.goto(address)
        deadline = time.monotonic() + 30
        while "One moment" in page.content() and time.monotonic() < deadline:
            time.sleep(0.1)
            page.goto(address)
        for path, name in PAGES:
            page.goto(f"{address}{path}")
            assert page.locator("h1").count() == 1, name
        page.goto(f"{address}/review")
        page.locator("button[value=confirm]").first.click()
        expect(page.locator(".told")).to_have_count(1)


def test_each_page_takes_less_than_400_kb_with_nothing_kept_from_before(browser: Browser, address: str) -> None:
    with contextlib.closing(browser.new_context()) as context:
        page = context.new_page()
        opened(page, address)
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        sizes: list[float] = []
        network.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        for path in (*(path for path, _ in PAGES), "/statements", "/parties/RUS"):
            sizes.clear()
            page.goto(f"{address}{path}")
            page.evaluate("document.fonts.ready.then(() => true)")
            assert 100_000 < sum(sizes) < 400_000, (path, sizes)


def test_an_open_page_tells_that_articles_came_in_and_a_click_shows_them(
    browser: Browser, example_record: Path, tmp_path: Path
) -> None:
    record = Path(shutil.copy(example_record, tmp_path / "r.db"))
    with served(record) as address, contextlib.closing(browser.new_page()) as page:
        opened(page, f"{address}/articles?kind=originals")
        before = page.locator("tr[data-row]").count()
        another = Article(
            "a-new", "Nothing was agreed in Bergen.", None, "Fjord News", "2025-03-21", "given", "No deal"
        )
        with Store.open(record) as store:
            store.add(another, Findings("a-new", "2025-03-21"), reader="1")
        deadline = time.monotonic() + 30
        while page.locator("#live a").count() == 0 and time.monotonic() < deadline:
            page.evaluate("htmx.trigger('#live', 'look')")
            page.wait_for_timeout(200)
        assert "1 article came in" in page.locator("#live").inner_text()
        page.locator("#live a").click()
        expect(page.locator("tr[data-row]")).to_have_count(before + 1)
        expect(page.locator("#live a")).to_have_count(0)
        assert page.url.endswith("/articles?kind=originals")


def test_at_four_times_the_size_nothing_is_cut_off_or_lies_on_another(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256})
    with contextlib.closing(context):
        page = opened(context.new_page(), address)
        for path, _ in PAGES:
            page.goto(f"{address}{path}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 321, path


def test_what_is_focused_is_seen_and_comes_in_the_order_of_the_page(page: Page, address: str) -> None:
    opened(page, f"{address}/contacts")
    tops: list[float] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
            return {seen: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1, main: !!e.closest("main"),
                    top: r.top + scrollY, name: e.outerHTML.slice(0, 80)}; }"""
        )
        assert told["seen"], told["name"]
        tops += [told["top"]] if told["main"] else []
    assert tops == sorted(tops)


def test_the_brief_prints_as_a_document(browser: Browser, address: str) -> None:
    with contextlib.closing(browser.new_context()) as context:
        page = opened(context.new_page(), f"{address}/brief")
        page.emulate_media(media="print")
        assert not page.locator("form.bar").first.is_visible()
        assert not page.locator(".top nav").is_visible()
        assert page.locator("#sources").is_visible()
        assert page.pdf(format="A4")[:5] == b"%PDF-"
