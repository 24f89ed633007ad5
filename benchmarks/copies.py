"""How fast copies are recognised: `python benchmarks/copies.py [--sizes 1000 10000]`.

For each size, on so many made-up stories of which three in ten are copies (cut short, retouched, with a line more): the
time to work out all copies from the texts and from the fingerprints that a record keeps; then, against a record of
so many, the time to say of one more article what it repeats (median and worst of 200), and how many of 200 near copies
are recognised. Times are the processor's. Prints a line for each size and, last, one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from communique.model.article import Article
from communique.record.copies.duplicates import find_duplicates
from communique.record.memory import Memory
from communique.record.store import Store

SIZES = (1_000, 10_000)
ASKED = 200
_LINE = (
    "{articles:,} articles: all copies from texts {texts_s:.2f} s, from fingerprints {known_s:.2f} s; one more article "
    "{ask_ms:.1f} ms (worst {ask_worst_ms:.1f} ms), near copies recognised {recall:.1%}, others taken for one "
    "{false:.1%}"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many articles")
    rows = []
    for size in parser.parse_args().sizes:
        rows.append(measure(size))
        print(_LINE.format(**rows[-1]), flush=True)
    print(json.dumps({"sizes": rows}))


def measure(size: int) -> dict[str, float]:
    """The figures of one size."""
    rng = random.Random(7)
    articles = list(stories(rng, size))
    start = time.process_time()
    found = find_duplicates(articles)
    texts = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "r.db") as store:
        for article in articles:
            store.add(article, None, reader="1")
        known = store.contents().fingerprints
        start = time.process_time()
        assert find_duplicates(articles, Memory(known)) == found
        kept = time.process_time() - start
        originals = [article for article in articles if article.id not in found]
        near = [changed(rng, rng.choice(originals), f"near-{n}") for n in range(ASKED)]
        fresh = list(stories(rng, ASKED, "fresh", copies=0.0))
        times, right, wrong = [], 0, 0
        for article in (*near, *fresh):
            start = time.process_time()
            like = store.like(article)
            times.append(1000 * (time.process_time() - start))
            right += like is not None and article in near
            wrong += like is not None and article in fresh
    return {
        "articles": size,
        "texts_s": round(texts, 3),
        "known_s": round(kept, 3),
        "ask_ms": round(statistics.median(times), 2),
        "ask_worst_ms": round(max(times), 2),
        "recall": right / ASKED,
        "false": wrong / ASKED,
    }


def stories(rng: random.Random, count: int, name: str = "story", copies: float = 0.3) -> Iterator[Article]:
    """Stories of 80 to 800 words over a vocabulary of 20,000, rare words rare; some of them copies of earlier ones."""
    words = ["".join(rng.choices("abcdefghiklmnoprstuvw", k=rng.randrange(2, 10))) for _ in range(20_000)]
    made: list[Article] = []
    for number in range(count):
        key = f"{name}-{number}"
        if made and rng.random() < copies:
            yield changed(rng, rng.choice(made), key)
            continue
        sentences = (
            " ".join(words[int(len(words) * rng.random() ** 3)] for _ in range(rng.randrange(8, 30)))
            for _ in range(rng.randrange(5, 40))
        )
        text = "\n".join(f"{sentence.capitalize()}." for sentence in sentences)
        article = Article(key, text, publisher=f"Outlet {number % 40}", published=_day(rng))
        if len(made) < 2_000:
            made.append(article)
        yield article


def changed(rng: random.Random, article: Article, key: str) -> Article:
    """A copy at another outlet on the same day: cut short, retouched, or with a line more at its end or its head."""
    lines = article.text.split("\n")
    how = rng.randrange(4)
    if how == 0:
        lines = lines[: max(4, int(len(lines) * rng.uniform(0.4, 0.9)))]
    elif how == 1:
        lines = [line.replace(" ", " new ", 1) if rng.random() < 0.4 else line for line in lines]
    elif how == 2:
        lines = [*lines, "A further word of the desk stands here, with what readers should know of the matter."]
    else:
        lines = ["By our correspondent in the capital", *lines]
    return Article(key, "\n".join(lines), publisher=f"Copier {rng.randrange(90)}", published=article.published)


def _day(rng: random.Random) -> str:
    return f"{rng.randrange(2015, 2025)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"


if __name__ == "__main__":
    main()
