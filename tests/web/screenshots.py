"""Pictures of every page of the desk, light and dark, wide and on a phone: `python tests/web/screenshots.py [FOLDER]`.

The desk shows the example dossier, or the record given with `--record`. The folder, by default `screenshots`, is kept
out of the repository.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import re
import sys
import tempfile
from pathlib import Path

from desk_records import CHROMIUM, served
from playwright.sync_api import Page, sync_playwright

from communique.pipeline import read_into
from communique.reading.spacy_model import SpacyModel
from communique.record.store import Store
from communique.web.rendering import PAGES

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "us-russia-early-2025.jsonl"
SIZES = {"wide": 1280, "phone": 390}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screenshots"))
    parser.add_argument("--record", type=Path)
    arguments = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("no Chromium here: `python3 start.py browser` installs Debian's")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        record = arguments.record or read_example(Path(made) / "example.db")
        with served(record) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for (size, width), scheme in itertools.product(SIZES.items(), ("light", "dark")):
                context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
                with contextlib.closing(context):
                    page = context.new_page()
                    for name, path in addresses(page, address):
                        page.goto(f"{address}{path}")
                        page.screenshot(path=arguments.folder / f"{name}-{size}-{scheme}.png", full_page=True)
            browser.close()
    print(f"{len(list(arguments.folder.glob('*.png')))} pictures in {arguments.folder}")


def read_example(path: Path) -> Path:
    """A record of the example dossier."""
    with Store.open(path) as store:
        read_into(store, [EXAMPLE], SpacyModel())
    return path


def addresses(page: Page, address: str) -> list[tuple[str, str]]:
    """The pages of the navigation, and one item and one article, once the record is loaded."""
    page.goto(address)
    while page.locator("h1").first.inner_text() == "One moment":
        page.wait_for_timeout(200)
        page.goto(address)
    found = [(path.strip("/") or "overview", path) for path, _ in PAGES]
    for name, listed in (("item", "/contacts?sort=reports"), ("article", "/articles")):
        page.goto(f"{address}{listed}")
        link = page.locator("tr[data-row] a").first.get_attribute("href")
        found.append((name, re.sub(r"#.*", "", link or "/")))
    return found


if __name__ == "__main__":
    main()
