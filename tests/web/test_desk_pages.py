"""Pages of the desk: each answers in every format, leads to the words, and shows hostile text as text."""

from __future__ import annotations

import csv
import io
import re
import sys
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from desk_records import HOSTILE, asked, hostile_record
from starlette.testclient import TestClient

from communique.model.actors import Level
from communique.model.findings import ContactKind, DeadlineReport, Directness, Status
from communique.model.record import Contact, Record
from communique.record.merging.deadlines import make_deadline
from communique.record.store import asked as asking
from communique.reports import brief_pdf
from communique.reports.brief_pdf import can_write
from communique.reports.document import Document
from communique.web.rendering import PAGES
from communique.web.timeline import MOST_MARKS, Window, draw_timeline, whole_window

MORE = ("/search?words=ceasefire", "/stances", "/statements", "/failures", "/decisions", "/follow-through", "/changes",
        "/brief?form=faq", "/positions/RUS/ceasefire", "/contacts?party=USA")  # fmt: skip
ADDRESSES = [*(address for address, _ in PAGES), *MORE]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_answers_and_is_whole(desk: TestClient, address: str) -> None:
    page = desk.get(address)
    assert page.status_code == 200, page.text[:300]
    assert page.text.startswith("<!doctype html>")
    assert page.text.rstrip().endswith("</html>")
    assert page.text.count("<h1>") == 1


@pytest.mark.parametrize("address", [*ADDRESSES, "/parties/RUS"])
def test_every_page_answers_programs_as_json_and_as_csv(desk: TestClient, address: str) -> None:
    joined = "&" if "?" in address else "?"
    assert desk.get(f"{address}{joined}format=json").json()
    answer = desk.get(f"{address}{joined}format=csv")
    assert answer.status_code == 200, answer.text[:300]
    table = list(csv.reader(io.StringIO(answer.text)))
    assert all(len(row) == len(table[0]) for row in table)
    assert 'format=csv">CSV</a>' in desk.get(address).text.replace("&amp;", "&")


def test_things_answer_as_csv_too(desk: TestClient) -> None:
    for listed, kind in (
        ("/contacts", "items"),
        ("/people", "items"),
        ("/agreements", "items"),
        ("/articles", "articles"),
    ):
        key = desk.get(f"{listed}?format=json").json()["items"][0]["id"]
        table = list(csv.reader(io.StringIO(desk.get(f"/{kind}/{key}?format=csv").text)))
        assert len(table) > 1, listed
        assert all(len(row) == len(table[0]) for row in table)


def test_a_brief_as_csv_names_what_each_line_rests_on(desk: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.get("/brief?format=csv").text)))
    contacts = [row for row in rows if row["section"] == "Contacts" and row["id"]]
    assert contacts
    assert all(row["rests_on"] and row["outlets"] for row in contacts)


@pytest.mark.parametrize("address", ["/contacts", "/proposals", "/people", "/articles", "/search?words=talks"])
def test_lists_answer_as_json_and_csv_with_the_same_rows(desk: TestClient, address: str) -> None:
    joined = "&" if "?" in address else "?"
    rows = desk.get(f"{address}{joined}format=json&per=1000").json()
    table = list(csv.DictReader(io.StringIO(desk.get(f"{address}{joined}format=csv").text)))
    assert rows["total"] == len(rows["items"]) == len(table) > 0
    key = "id" if "id" in table[0] else "article"
    assert [str(row[key]) for row in rows["items"]] == [row[key] for row in table]


def test_facets_narrow_the_contacts_and_their_counts_are_true(desk: TestClient) -> None:
    everything = desk.get("/contacts?format=json&per=1000").json()["items"]
    held = desk.get("/contacts?format=json&per=1000&status=held&party=RUS").json()["items"]
    wanted = [
        row["id"]
        for row in everything
        if row["status"] == "held" and ("RUS" in row["parties"] or "RUS" in row["mediators"])
    ]
    assert sorted(row["id"] for row in held) == sorted(wanted)
    page = desk.get("/contacts?status=held").text
    number = re.search(r'name="status" value="held" checked>.*?<span class="number">(\d+)<', page, re.DOTALL)
    assert number
    assert int(number[1]) == sum(row["status"] == "held" for row in everything)


def test_the_columns_of_a_page_are_chosen_and_the_data_stays_whole(desk: TestClient) -> None:
    heads = re.findall(r'<th scope="col">(.*?)</th>', desk.get("/contacts?column=id&column=parties").text)
    assert heads == ["id", "parties"]
    assert "place" in desk.get("/contacts?column=id&format=json").json()["items"][0]


def test_a_reference_leads_to_the_article_at_the_words(desk: TestClient) -> None:
    link = re.search(r'href="(/articles/[^"]+)"', desk.get("/").text)
    assert link
    address, _, anchor = link[1].replace("&amp;", "&").partition("#")
    article = desk.get(address)
    assert article.status_code == 200
    assert f'<a id="{anchor}"' in article.text
    assert "asked" in article.text


def test_what_is_not_there_is_told_with_a_hint(desk: TestClient) -> None:
    for address in ("/items/nothing-of-that-name", "/articles/c-000000", "/positions/NOR/energy", "/nowhere"):
        page = desk.get(address)
        assert page.status_code == 404, address
        assert "<h1>" in page.text
    wrong = desk.get("/contacts?first=soon")
    assert wrong.status_code == 400
    assert "not a date" in wrong.text
    assert desk.get("/contacts?format=xml").status_code == 400
    assert desk.get("/contacts?page=0").status_code == 400


def test_an_earlier_day_shows_what_could_be_known_then(desk: TestClient) -> None:
    then = desk.get("/contacts?format=json&per=1000&as_of=2025-02-10").json()
    now = desk.get("/contacts?format=json&per=1000").json()
    assert 0 < then["total"] < now["total"]
    found = desk.get("/search?words=talks&format=json&as_of=2025-02-10").json()["items"]
    assert found
    assert all(hit["published"][:10] <= "2025-02-10" for hit in found)
    assert len(found) < len(desk.get("/search?words=talks&format=json").json()["items"])


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    with asked(hostile_record(tmp_path / "r.db")) as desk:
        article = desk.get("/articles?format=json").json()["items"][0]["id"]
        for address in ("/", "/articles", f"/articles/{article}", "/contacts", "/brief", "/search?words=talks",
                        f"/search?words={HOSTILE}", "/people", "/positions"):  # fmt: skip
            page = desk.get(address).text
            assert HOSTILE not in page, address
            assert "javascript:" not in re.sub(r">[^<]*<", "><", page), address
        assert "&lt;script&gt;" in desk.get(f"/articles/{article}").text


def test_every_answer_is_guarded(desk: TestClient) -> None:
    for address in ("/", "/contacts?format=json", "/static/desk.css", "/nowhere"):
        headers = desk.get(address).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    page = desk.get("/").text
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=", page)
    assert not re.search(r'(?:src|href)="https?://', page.replace('rel="noreferrer noopener"', ""))


def test_only_its_own_names_are_answered(desk: TestClient) -> None:
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 421
    assert desk.get("/", headers={"host": "localhost:8310"}).status_code == 200
    assert desk.get("/", headers={"host": "[::1]:8310"}).status_code == 200


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "/etc/passwd", "....//app.py"])
def test_nothing_outside_the_static_folder_is_served(desk: TestClient, name: str) -> None:
    answer = desk.get(f"/static/{name}")
    assert answer.status_code in (404, 400)
    assert "import" not in answer.text


@pytest.mark.parametrize(
    ("kind", "start"), [("html", b"<!doctype html>"), ("markdown", b"# "), ("json", b"{"), ("pdf", b"%PDF-")]
)
def test_the_brief_is_saved_as_a_file(desk: TestClient, kind: str, start: bytes) -> None:
    if kind == "pdf" and not can_write():
        pytest.skip("no Pango here: PDFs cannot be written")
    answer = desk.get(f"/brief?save={kind}&form=keypoints")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert answer.headers["content-disposition"].startswith('attachment; filename="keypoints.')


def test_a_pdf_is_made_beside_the_pages_once_for_all_who_ask(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made, gate = [], threading.Event()

    def slowly(document: Document) -> bytes:
        made.append(document.form)
        assert gate.wait(20)
        return b"%PDF-"

    monkeypatch.setattr(brief_pdf, "to_pdf", slowly)
    monkeypatch.setattr("communique.web.desk.FILE_WAIT_S", 0.05)
    for _ in range(2):
        answer = desk.get("/brief?save=pdf&form=faq&since=2025-01-02")
        assert answer.status_code == 503
        assert "Ask for it again" in answer.text
    assert desk.get("/contacts").status_code == 200
    gate.set()
    monkeypatch.setattr("communique.web.desk.FILE_WAIT_S", 20.0)
    assert desk.get("/brief?save=pdf&form=faq&since=2025-01-02").content == b"%PDF-"
    assert made == ["faq"]


def test_without_the_library_for_pdf_the_page_says_how_to_get_one(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = desk.get("/brief?save=pdf&form=digest")
    assert answer.status_code == 400
    assert "communique[pdf]" in answer.text
    assert "save=pdf" not in desk.get("/brief").text


def test_fonts_are_served_from_the_folder_of_reports(desk: TestClient) -> None:
    assert desk.get("/static/fonts/marks.woff2").content[:4] == b"wOF2"
    assert desk.get("/static/fonts/../brief_pdf.py").status_code == 404


def test_a_search_is_narrowed_turned_over_and_tells_of_other_lists(desk: TestClient) -> None:
    def found(query: str) -> list[str]:
        return [item["article"] for item in desk.get(f"/api/search?words=talks&{query}").json()["items"]]

    every = desk.get("/api/search?words=talks").json()
    assert every["total"] == len(every["items"]) > 2
    assert every["has_more"] is False
    assert found("per=1") + found("per=1&page=2") == [item["article"] for item in every["items"]][:2]
    first = every["items"][0]
    assert first["article"] in found(f"first={first['published'][:10]}&last={first['published'][:10]}")
    assert not found("last=1999-12-31")
    page = desk.get("/search?words=talks&last=1999-12-31").text
    assert 'href="/search?words=talks">Search all articles' in page
    party = desk.get("/api/people").json()["items"][0]["name"].split()[-1]
    assert f'href="/people?words={party}"' in desk.get(f"/search?words={party}").text


def test_a_search_past_its_end_or_for_marks_alone_says_what_is(desk: TestClient) -> None:
    assert "no more articles on this page" in desk.get("/search?words=talks&page=99").text
    assert "The same words in" not in desk.get('/search?words="*').text
    assert desk.get("/search?words=talks&publisher=%00").status_code == 200


def test_a_search_that_weighs_only_the_last_says_so(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "RANKED", 2)
    assert "More than 2 articles hold this" in desk.get("/search?words=talks&per=2&first=1990").text
    assert desk.get("/api/search?words=talks&per=2&first=1991").json()["has_more"] is True


def test_a_beginning_of_one_letter_is_refused_with_what_to_type(desk: TestClient) -> None:
    answer = desk.get("/search?words=t*")
    assert answer.status_code == 400
    assert "Give 3 letters before the star" in answer.text


def test_issues_of_many_stand_first_and_those_of_none_last(desk: TestClient) -> None:
    drawn = re.findall(r'<tr><th scope="row">.*?/positions/[A-Z-]+/(\w+)', desk.get("/positions").text)
    assert drawn[0] == "talks"
    assert drawn[-1] == "other"


def test_a_timeline_of_very_many_contacts_draws_some_and_counts_the_rest() -> None:
    day = date(2020, 1, 1)
    parties = [("FRA", code) for code in ("AUT", "BEL", "CHE", "DEU", "ESP", "GBR", "HUN", "ITA", "NLD", "POL")]
    contacts = [
        Contact(
            f"c-{number}",
            ContactKind.TALKS,
            parties[number % 10],
            (),
            (),
            Level.LEADER,
            Directness.DIRECT,
            str(day + timedelta(days=number // 8)),
            None,
            Status.HELD,
            (),
        )
        for number in range(8000)
    ]
    empty = Record(None, {}, {}, (), (), (), (), (), (), ())
    picture = draw_timeline(empty, contacts, Window(day, day + timedelta(days=1000)), "pair", None)
    drawn = sum(len(lane.marks) for lane in picture.lanes)
    assert drawn + sum(more for lane in picture.lanes for *_, more in lane.more) == picture.total == 8000
    assert 500 < drawn <= MOST_MARKS
    assert len(picture.listed) == 120


def test_a_timeline_reaches_to_the_time_limits_ahead() -> None:
    limit = make_deadline("d-1", [DeadlineReport(id="d1", article="a-1", evidence=("x",), spans=((0, 1),),
                                                 what="agree", date="2025-06-30")])  # fmt: skip
    ahead = Record(None, {}, {}, (), (), (), (), (limit,), (), ())
    assert whole_window(ahead, date(2025, 5, 1)).last > date(2025, 6, 30)
    assert whole_window(ahead, date(2025, 9, 1)).first > date(2025, 6, 30)


def test_a_time_limit_that_says_nothing_by_itself_is_drawn_with_its_sentence() -> None:
    told = "The herders have until 30 June to do so."
    limit = make_deadline("d-1", [DeadlineReport(id="d1", article="a-1", evidence=(told,), spans=((0, len(told)),),
                                                 what="do so", date="2025-06-30")])  # fmt: skip
    ahead = Record(None, {}, {}, (), (), (), (), (limit,), (), ())
    picture = draw_timeline(ahead, [], Window(date(2025, 6, 1), date(2025, 7, 30)), "level", None)
    assert [mark.words for mark in picture.listed] == [f"30 Jun 2025: “{told}”"]
