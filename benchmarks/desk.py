"""How fast the desk answers: `python benchmarks/desk.py [--articles 10000] [--readers 50] [--seconds 60]`.

A record of so many synthetic articles is made once and kept in a cache folder; the desk is started on a copy of it, as
`communique serve` starts it, on loopback. Measured are: how long until the record is shown, and the memory for it; for
each page the time of requests with other facets, pages, items, words and periods each time (median and 95th percentile,
one request after the other, connections kept); then the same pages for many readers at once, each of whom waits a
second between two pages, while another process adds articles and makes decisions; how long it takes until what was
written is shown, and whether all of it is there. Prints a line for each page and, last, one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException  # noqa: TID251 (asks its own desk, on loopback)
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from synthetic import generate

from communique.model.article import Article
from communique.model.findings import Findings
from communique.record.store import Store

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "communique"
SEED, OTHER_SEED = 7, 8
WORDS = ("the", "said", "region", "consultations", "talks", "held", "parties", "detainees", "meeting", "rejects",
         "offers", "ceasefire", "prisoners", "Nairobi", "Geneva", "Muscat", "sanctions", "summit", "troops",
         "guarantees", '"earlier efforts"', '"without a result"', '"exchange lists of"', '"talks on consultations"',
         "con*", "the*", "sanct*", "dor*", "wuferus", "elephants")  # fmt: skip
"""What is searched for: words of every article, of some, of one and of none, phrases and beginnings."""
MORE = {"search": 5}
"""Pages that are asked for so many times as often: what is found in every way counts."""
LOADING_S, SHOWING_S = 3600, 1800
"""How long the record may take to be shown at first, and what was written to be shown."""


@dataclass(slots=True)
class Asked:
    """What the pages are asked for: ids and values that are in the record."""

    contacts: list[str]
    articles: list[str]
    people: list[str]
    parties: list[str]
    days: list[str]
    stances: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=30, help="for each page")
    parser.add_argument("--readers", type=int, default=50, help="at once; 0 leaves the load out")
    parser.add_argument("--seconds", type=int, default=60, help="how long the load lasts")
    parser.add_argument("--write", metavar="FILE", help="write to a desk as the load does, and print what was written")
    parser.add_argument("--port", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.write:
        print(json.dumps(write(Path(arguments.write), arguments.port, arguments.seconds)))
        return
    kept = made_record(arguments.articles)
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.db"
        shutil.copy(kept, record)
        with served(record) as (port, desk):
            print(json.dumps(measure(record, port, desk, arguments)))


def made_record(articles: int) -> Path:
    """A record of so many articles, made once."""
    path = CACHE / f"desk-{articles}-{SEED}.db"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        part, start = path.with_suffix(".part"), time.perf_counter()
        part.unlink(missing_ok=True)
        with Store.open(part) as store:
            for article, findings in generate(articles, SEED):
                store.add(article, findings, reader="1")
        part.rename(path)
        print(f"{articles:,} articles made and kept in {time.perf_counter() - start:.0f} s: {path}", flush=True)
    return path


@contextmanager
def served(record: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The desk in a process of its own; its port and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "communique", "serve", "--record", str(record), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as desk:
        try:
            yield port, desk
        finally:
            desk.terminate()


def measure(record: Path, port: int, desk: subprocess.Popen[bytes], arguments: argparse.Namespace) -> dict[str, Any]:
    loaded = await_record(port, desk)
    found: dict[str, Any] = {
        "articles": arguments.articles,
        "loaded_s": round(loaded, 1),
        "peak_rss_mb": peak_mb(desk.pid),
    }
    print(f"{arguments.articles:,} articles: shown after {loaded:.1f} s, peak {found['peak_rss_mb']:,} MB", flush=True)
    asked = look_around(port)
    found["pages"] = {name: timed(port, name, asked, arguments.requests * MORE.get(name, 1)) for name in PAGES}
    found["slowest_p95_ms"] = max(page["p95_ms"] for page in found["pages"].values())
    if arguments.readers:
        found["load"] = load(record, port, asked, arguments)
        found["peak_rss_mb_after"] = peak_mb(desk.pid)
    return found


def await_record(port: int, desk: subprocess.Popen[bytes]) -> float:
    """How long it took from now until the record is shown."""
    start = time.perf_counter()
    while time.perf_counter() - start < LOADING_S:
        try:
            if fetch(port, "/api/contacts?per=1")[0] == 200:
                return time.perf_counter() - start
        except OSError:
            if desk.poll() is not None:
                raise
        time.sleep(0.25)
    raise TimeoutError("the record was not shown in time")


def look_around(port: int) -> Asked:
    """Some of everything, spread over the record."""

    def some(address: str, key: str, pages: int = 8) -> list[str]:
        total = json.loads(fetch(port, f"/api{address}?per=1")[1])["total"]
        last = max(1, total // 20)
        numbers = sorted({1 + last * place // pages for place in range(pages)})
        rows = [row for n in numbers for row in json.loads(fetch(port, f"/api{address}?per=20&page={n}")[1])["items"]]
        return [str(row[key]) for row in rows if row[key]]

    parties = [party for row in some("/contacts", "parties") for party in row.strip("[]").replace("'", "").split(", ")]
    return Asked(
        contacts=some("/contacts", "id"),
        articles=some("/articles", "id"),
        people=some("/people", "id"),
        parties=sorted(set(parties)),
        days=sorted(day for day in set(some("/articles", "published"))),
        stances=some("/stances", "id"),
        outlets=sorted(set(some("/articles", "publisher"))),
    )


def _contacts(rng: random.Random, asked: Asked) -> str:
    facets = [("party", rng.choice(asked.parties)), ("status", rng.choice(("held", "planned", "cancelled"))),
              ("level", rng.choice(("leader", "minister", "delegation"))), ("first", rng.choice(asked.days)),
              ("sort", rng.choice(("date", "reported", "reports", "level"))), ("page", rng.choice("1234"))]  # fmt: skip
    return "/contacts?" + urlencode(rng.sample(facets, rng.randrange(4)))


def _searched(rng: random.Random, asked: Asked) -> str:
    narrowed = [("first", rng.choice(asked.days)), ("last", rng.choice(asked.days)), ("page", rng.choice("23")),
                ("publisher", rng.choice(asked.outlets)), ("format", rng.choice(("json", "csv")))]  # fmt: skip
    words = " ".join(rng.sample(WORDS, rng.choice((1, 1, 1, 2, 2, 3))))
    chosen = rng.sample(narrowed, rng.choice((0, 0, 1, 1, 2)))
    return "/search?" + urlencode([("words", words), *chosen])


def _turned(address: str, most: int = 4, words: tuple[str, ...] = ()) -> Any:
    def address_for(rng: random.Random, _: Asked) -> str:
        wanted = {"words": rng.choice(words)} if words and rng.random() < 0.3 else {}
        return f"{address}?{urlencode({'page': rng.randrange(1, most + 1), **wanted})}"

    return address_for


PAGES: dict[str, Any] = {
    "overview": lambda rng, asked: "/" if rng.random() < 0.5 else f"/?since={rng.choice(asked.days[-8:])}",
    "timeline": lambda rng, asked: "/timeline?" + urlencode({
        "lanes": rng.choice(("level", "pair")), "party": rng.choice(asked.parties), "first": rng.choice(asked.days)}),
    "contacts": _contacts,
    "contact": lambda rng, asked: f"/items/{quote(rng.choice(asked.contacts))}",
    "positions": lambda rng, asked: "/positions",
    "stance": lambda rng, asked: f"/positions/{rng.choice(asked.stances)}",
    "statements": _turned("/statements", 200, words=("prisoners", "demands", "the")),
    "stances": _turned("/stances", words=("prisoners", "rejects")),
    "proposals": _turned("/proposals", 1),
    "agreements": _turned("/agreements", words=("prisoners", "ceasefire")),
    "deadlines": _turned("/deadlines", 2),
    "conflicts": _turned("/conflicts", 1),
    "people": _turned("/people", words=("minister", "a", "an")),
    "person": lambda rng, asked: f"/items/{quote(rng.choice(asked.people))}",
    "follow-through": _turned("/follow-through", 1),
    "articles": _turned("/articles", 900),
    "article": lambda rng, asked: f"/articles/{quote(rng.choice(asked.articles))}",
    "review": lambda rng, asked: "/review",
    "brief": lambda rng, asked: "/brief?" + urlencode({
        "form": rng.choice(("brief", "keypoints", "faq", "digest")), "since": rng.choice(asked.days[-8:])}),
    "search": _searched,
}  # fmt: skip
"""For each page an address, another one each time."""


def timed(port: int, name: str, asked: Asked, requests: int) -> dict[str, Any]:
    """Times of one page, one request after the other; the first ones count as well."""
    rng, taken, statuses = random.Random(name), [], Counter[int]()
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    for _ in range(requests):
        address = PAGES[name](rng, asked)
        start = time.perf_counter()
        status, _ = fetch(port, address, connection)
        taken.append((time.perf_counter() - start) * 1000)
        statuses[status] += 1
    row = {"median_ms": round(statistics.median(taken), 1), "p95_ms": p95(taken), "worst_ms": round(max(taken), 1)}
    wrong = {str(status): number for status, number in statuses.items() if status != 200}
    print(f"{name:15} median {row['median_ms']:7.1f} ms  p95 {row['p95_ms']:7.1f} ms  worst {row['worst_ms']:8.1f} ms"
          f"{f'  NOT 200: {wrong}' if wrong else ''}", flush=True)  # fmt: skip
    return row | ({"not_200": wrong} if wrong else {})


def load(record: Path, port: int, asked: Asked, arguments: argparse.Namespace) -> dict[str, Any]:
    """Many readers at once with a writer at work; then whether all that was written is shown."""
    command = [sys.executable, __file__, "--write", str(record), "--port", str(port), "--seconds",
               str(arguments.seconds)]  # fmt: skip
    writer = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    end = time.monotonic() + arguments.seconds
    taken: list[float] = []
    errors: Counter[str] = Counter()
    threads = [threading.Thread(target=_read, args=(port, asked, number, end, taken, errors))
               for number in range(arguments.readers)]  # fmt: skip
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    row: dict[str, Any] = {
        "readers": arguments.readers, "requests": len(taken), "errors": dict(errors),
        "median_ms": round(statistics.median(taken), 1), "p95_ms": p95(taken), "worst_ms": round(max(taken), 1),
    }  # fmt: skip
    print(f"{row['readers']} readers, {row['requests']} requests: median {row['median_ms']} ms, p95 {row['p95_ms']} ms,"
          f" worst {row['worst_ms']} ms, errors {dict(errors) or 'none'}", flush=True)  # fmt: skip
    written = json.loads(writer.communicate(timeout=600)[0])
    row |= {"articles_added": len(written["articles"]), "decisions": len(written["decisions"]),
            "refused": written["refused"], "decision_worst_s": written["worst_s"]}  # fmt: skip
    print(f"meanwhile {row['articles_added']} articles added, {row['decisions']} decisions made, the slowest in"
          f" {row['decision_worst_s']} s, {row['refused']} refused", flush=True)  # fmt: skip
    row["shown_after_s"] = _await_shown(port, written["articles"])
    row["lost"] = lost(record, port, written)
    print(f"all of it shown {row['shown_after_s']} s after the last; lost {row['lost']}", flush=True)
    return row


def _read(port: int, asked: Asked, number: int, end: float, taken: list[float], errors: Counter[str]) -> None:
    rng = random.Random(f"reader {number}")
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    time.sleep(rng.random())
    while time.monotonic() < end:
        name = rng.choice(list(PAGES))
        start = time.perf_counter()
        try:
            status, _ = fetch(port, PAGES[name](rng, asked), connection)
            if status != 200:
                errors[f"{name} {status}"] += 1
        except (OSError, HTTPException) as error:
            errors[f"{name} {type(error).__name__}"] += 1
            connection.close()
        taken.append((time.perf_counter() - start) * 1000)
        time.sleep(1)


def write(record: Path, port: int, seconds: int) -> dict[str, Any]:
    """Add an article to the file and confirm an item on the desk every second; what was written."""
    queue = [row["id"] for row in json.loads(fetch(port, "/api/review?per=500")[1])["items"]]
    coming = _others(seconds)
    end, added, made, refused, worst = time.monotonic() + seconds, [], [], 0, 0.0
    with Store.open(record) as store:
        while time.monotonic() < end:
            article, findings = next(coming)
            store.add(article, findings, reader="1")
            added.append(article.id)
            body = json.dumps({"action": "confirm", "about": [queue.pop(0)]}) if queue else None
            start = time.perf_counter()
            status, text = fetch(port, "/api/decisions", body=body) if body else (0, "")
            worst = max(worst, time.perf_counter() - start)
            if status == 201:
                made.append(json.loads(text)["id"])
            refused += body is not None and status != 201
            time.sleep(1)
    return {"articles": added, "decisions": made, "refused": refused, "worst_s": round(worst, 2)}


def _others(number: int) -> Iterator[tuple[Article, Findings]]:
    """Articles that the record does not have."""
    for article, findings in generate(number * 2 + 10, OTHER_SEED):
        key = f"new-{article.id}"
        moved: dict[str, Any] = {
            name: tuple(replace(item, article=key) for item in getattr(findings, name))
            for name in ("contacts", "positions", "agreements", "proposals", "deadlines", "statements", "persons")
        }
        url = f"{article.url}?new" if article.url else None
        yield replace(article, id=key, url=url), replace(findings, article=key, **moved)


def _await_shown(port: int, articles: list[str]) -> float | None:
    """How long until the article that came in last is shown; None when that takes too long."""
    start = time.perf_counter()
    while articles and time.perf_counter() - start < SHOWING_S:
        if fetch(port, f"/api/articles/{quote(articles[-1])}")[0] == 200:
            return round(time.perf_counter() - start, 1)
        time.sleep(0.5)
    return None if articles else 0.0


def lost(record: Path, port: int, written: dict[str, Any]) -> int:
    """How many of the articles and decisions that were accepted are not there."""
    with Store.open(record, readonly=True) as store:
        kept = {decision.id for decision in store.decisions()}
    missing = sum(decision not in kept for decision in written["decisions"])
    return missing + sum(fetch(port, f"/api/articles/{quote(key)}")[0] != 200 for key in written["articles"])


def fetch(
    port: int, address: str, connection: HTTPConnection | None = None, body: str | None = None
) -> tuple[int, str]:
    """The status and the text of an answer."""
    own = connection or HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        headers = {"Content-Type": "application/json"} if body else {}
        own.request("POST" if body else "GET", address, body=body, headers=headers)
        answer = own.getresponse()
        return answer.status, answer.read().decode()
    finally:
        if connection is None:
            own.close()


def peak_mb(pid: int) -> int:
    """The most memory that a process has held, where the system tells."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def p95(taken: list[float]) -> float:
    """The 95th percentile."""
    return round(sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))], 1)


if __name__ == "__main__":
    main()
