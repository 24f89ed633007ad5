"""`communique read` and an address: a feed's pages come into the record, failures are listed, --offline stays off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.cli import run
from communique.record.store import Store
from servers import Site

PAGE = (
    "<html><head><title>Envoys meet</title><meta property='og:site_name' content='Northern Post'></head><body><article>"
    "<p>Envoys of Norway and Portugal held talks in Lisbon on 3 March. They agreed to reopen their consulates.</p>"
    "<p>Another round of talks is to be held in Oslo in April, the Norwegian foreign ministry said on Tuesday.</p>"
    "</article></body></html>"
)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site that the settings of the working folder allow."""
    made = Site()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "communique.toml").write_text(f'[net]\nallow_hosts = ["{made.host}"]\ndelay = "0s"\n')
    items = "".join(f"<item><title>Talks</title><link>{made.url(path)}</link></item>" for path in ("/1", "/gone"))
    made.pages["/feed"] = (200, {}, f"<rss><channel><title>Post</title>{items}</channel></rss>".encode())
    made.pages["/1"] = (200, {"Content-Type": "text/html"}, PAGE.encode())
    yield made
    made.close()


def test_a_feed_is_read_into_the_record(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", site.url("/feed"), "--record", "a.db"]) == 0
    said = capsys.readouterr().err
    assert "read 1" in said
    assert f"{site.url('/gone')} (in {site.url('/feed')}): there is no such page (404)" in said
    with Store.open("a.db", readonly=True) as store:
        (article,) = store.articles()
    assert (article.publisher, article.url, article.title) == ("Northern Post", site.url("/1"), "Envoys meet")
    assert article.fetched


def test_offline_reads_nothing_from_the_web(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", site.url("/feed"), "--offline", "--record", "a.db"]) == 3
    assert "fetching is switched off" in capsys.readouterr().err
    assert site.asked == []
