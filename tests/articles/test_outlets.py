"""One outlet has one name: by its host, by what its pages say without slogans; bylines and datelines are told."""

from __future__ import annotations

import re

import pytest
from invented_pages import PROSE

from communique.articles import make_article
from communique.articles.datelines import dateline_of
from communique.articles.outlets import outlet_name, outlet_of, usual_name
from communique.articles.stamps import byline_of
from communique.data import load_toml
from communique.model.article import Article, RawDocument
from communique.record.copies.credits import publisher_code


def page(text: str, url: str | None = None, **hints: str) -> Article:
    return make_article(RawDocument("a.html", text.encode(), "html", {"url": url} if url else {}, hints))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.reuters.com/world/talks", "Reuters"),
        ("https://edition.cnn.com/2025/03/14/talks", "CNN"),
        ("https://tass.com/politics/1", "TASS"),
        ("http://english.news.cn/20250314/x.htm", "Xinhua"),
        ("https://mfa.gov.ua/en/news", "Ukrainian Foreign Ministry"),
        ("https://notreuters.com/x", None),
        ("ftp://reuters.com/x", None),
        ("reuters.com", None),
        ("http://[broken", None),
    ],
)
def test_listed_hosts_name_their_outlet(url: str, name: str | None) -> None:
    found = outlet_of(url)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("stated", "url", "name"),
    [
        ("Reuters | Breaking news", None, "Reuters"),
        ("Kast Courier | Breaking News, Latest News", "https://courier.example.org/x", "Kast Courier"),
        ("Latest world news - Kast Courier", "https://courier.example.org/x", "Kast Courier"),
        ("@KastCourier", "https://courier.example.org/x", "KastCourier"),
        ("BBC News", None, "BBC"),
        ("the guardian", None, "The Guardian"),
        ("https://courier.example.org", "https://courier.example.org/x", None),
        ("News", "https://courier.example.org/x", None),
        ("The Lantern Gazette", "https://lantern.example.org/", "The Lantern Gazette"),
    ],
)
def test_names_of_sites_lose_their_slogans(stated: str, url: str | None, name: str | None) -> None:
    assert outlet_name(stated, url) == name


def test_a_name_at_the_end_of_the_title_counts_where_the_host_has_it_too() -> None:
    assert outlet_name(None, "https://courier.example.org/x", "Talks end - Kast Courier") == "Kast Courier"
    assert outlet_name(None, "https://lantern.example.org/x", "Talks end - World") is None


def test_a_users_own_names_go_first() -> None:
    aliases = {"kast courier": "The Courier", "reuters": "Reuters (agency)"}
    assert outlet_name("Kast Courier", None, aliases=aliases) == "The Courier"
    assert usual_name("Reuters", aliases) == "Reuters (agency)"
    raw = RawDocument("a", "Envoys met.", known={"publisher": "KAST COURIER"})
    assert make_article(raw, aliases).publisher == "The Courier"
    assert make_article(raw).publisher == "KAST COURIER"


def test_the_host_is_the_last_resort_and_a_feed_goes_before_it() -> None:
    url = "https://somewhere.example.net/talks"
    assert page(PROSE, url).publisher == "somewhere.example.net"
    assert page(PROSE, url, publisher="Harbour Letters").publisher == "Harbour Letters"


def test_every_row_of_outlets_is_whole() -> None:
    rows = load_toml("outlets")["outlets"]
    kinds = {
        "agency",
        "newspaper",
        "broadcaster",
        "magazine",
        "online",
        "government",
        "press service",
        "organisation",
        "research",
    }
    assert len(rows) >= 150
    assert len({row[0] for row in rows}) == len(rows)
    for host, name, country, kind in rows:
        assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host), host
        assert not host.startswith("www.")
        assert name == name.strip() != ""
        assert re.fullmatch(r"[A-Z]{3}|", country), host
        assert kind in kinds


def test_listed_outlets_are_those_that_credits_know() -> None:
    """An article at tass.com has the code of the agency that others credit."""
    agencies = load_toml("agencies")["agencies"]
    for host, name, _, kind in load_toml("outlets")["outlets"]:
        code = publisher_code(Article("a", "x", publisher=name))
        if kind == "agency" and any(name in names for names in agencies.values()):
            assert code in agencies, host
    assert publisher_code(Article("a", "x", publisher="The Guardian")) == "The Guardian"
    assert publisher_code(Article("a", "x", publisher="The Economist")) == "The Economist"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("By Ann Lee and Tom Reed | Reuters", "Ann Lee and Tom Reed"),
        ("By PETRA HOLM FOR KAST COURIER", "Petra Holm"),
        ("By Şenol Aydın in Geneva, 14 March 2025", "Şenol Aydın"),
        ("By noon the envoys had left.", None),
        ("By Monday Both Sides Had Left The Town And Gone Home Again To Think", None),
        ("Bystanders waited", None),
    ],
)
def test_bylines_give_names(line: str, names: str | None) -> None:
    assert byline_of(line) == names


@pytest.mark.parametrize(
    ("text", "place", "agency", "day"),
    [
        ("GENEVA, March 4 (Reuters) - Envoys met.", "GENEVA", "Reuters", (3, 4)),
        ("KYIV, Ukraine (AP) — Envoys met.", "KYIV, Ukraine", "AP", (None, None)),
        ("MOSCOW, March 4. /TASS/. Envoys met.", "MOSCOW", "TASS", (3, 4)),
        ("BEIJING, 4 March (Xinhua) -- Envoys met.", "BEIJING", "Xinhua", (3, 4)),
        ("JERUSALEM/CAIRO, Feb. 29 (Reuters) - Envoys met.", "JERUSALEM/CAIRO", "Reuters", (2, 29)),
        ("BRUSSELS — Envoys met.", "BRUSSELS", None, (None, None)),
        ("March 4, 2025 (GENEVA) – Envoys met.", "GENEVA", None, (3, 4)),
        ("GENEVA CITY (LakeNews/4 March) – Envoys met.", "GENEVA CITY", "LakeNews", (3, 4)),
        ("Geneva, March 4: Envoys met.", "Geneva", None, (3, 4)),
        ("GENEVA , 4 March 2025 — Envoys met.", "GENEVA", None, (3, 4)),
    ],
)
def test_datelines_are_taken_apart(
    text: str, place: str, agency: str | None, day: tuple[int | None, int | None]
) -> None:
    found = dateline_of(text)
    assert found is not None
    assert (found.place, found.agency, (found.month, found.day)) == (place, agency, day)


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met - again.",
        "NATO - which met on Monday - agreed.",
        "Geneva, of course, was quiet.",
        "",
        "March 4 - x",
        "On Friday, March 4: The envoys met.",
        "Monday, March 4: The envoys met.",
        "Chad: Envoys met.",
    ],
)
def test_other_beginnings_are_no_datelines(text: str) -> None:
    assert dateline_of(text) is None


def test_byline_and_dateline_are_kept_and_the_byline_is_no_text() -> None:
    story = "<p>GENEVA, March 4 (Reuters) - Envoys of both sides met on Tuesday, and agreed to meet again.</p>" + PROSE
    found = page(
        f"<title>Envoys meet again</title><h1>Envoys meet again</h1><p>By Ann Lee</p><p>4 March 2025</p>{story}"
    )
    assert found.meta["byline"] == "Ann Lee"
    assert (found.meta["dateline_place"], found.meta["dateline_agency"]) == ("GENEVA", "Reuters")
    assert found.meta["dateline_date"] == "2025-03-04"
    assert found.text.startswith("GENEVA, March 4 (Reuters) - ")
    assert (found.published, found.published_certainty) == ("2025-03-04", "certain")


def test_a_byline_is_no_title() -> None:
    found = make_article(RawDocument("a", b"By Ann Lee, 14 March 2025\n\nGENEVA, March 13 (Reuters) - Envoys met."))
    assert (found.title, found.published, found.published_certainty) == (None, "2025-03-14", "certain")
    assert (found.meta["byline"], found.meta["dateline_date"]) == ("Ann Lee", "2025-03-13")
