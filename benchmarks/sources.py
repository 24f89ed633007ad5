"""How fast each source delivers its items, and whether memory stays flat: `python benchmarks/sources.py`.

For each source files of invented articles are made in a temporary folder (benchmarks/source_items.py), then read as the
program reads them, each size in a fresh process: 1,000 items and 100,000. Prints items a second at the largest size,
their ratio to 10,000 plain JSON Lines read right after, and the peak memory of each size; memory is flat when the
largest needs at most 20 % more than the smallest, and so for the processes in which some sources decode. `web` follows
a list of addresses to pages on a server of this machine. Links of the other sources are not followed, each counts as
an item. `--only csv,warc` and `--sizes 1000,10000` choose. The last line is JSON. An hour on two busy cores.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

SIZES = (1_000, 100_000)
COMPARED = 10_000
FLAT = 1.2
BASE = "jsonl"
WEB = "web"
Figures = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="names of sources, with commas between them")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--make", nargs=3, metavar=("NAME", "FOLDER", "COUNT"), help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=2, metavar=("NAME", "PATH"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        print(make(options.make[0], Path(options.make[1]), int(options.make[2])))
    elif options.measure:
        print(json.dumps(measure(*options.measure)))
    else:
        compare(options)


def compare(options: argparse.Namespace) -> None:
    """Every source at every size; the table is printed as it grows."""
    from source_items import MAKERS  # makers import what they need when they are called

    sizes = sorted({int(size) for size in options.sizes.split(",")})
    names = [name for name in options.only.split(",") if name] or [*MAKERS, WEB]
    unknown = set(names) - {*MAKERS, WEB}
    if unknown:
        raise SystemExit(f"no such source: {', '.join(unknown)}; there are {', '.join([*MAKERS, WEB])}")
    heads = "".join(f"{f'MB at {size:,}':>15}" for size in sizes)
    print(f"{'source':10}{'items/s':>10}{'of jsonl':>10}{heads}  flat")
    found: dict[str, Figures] = {}
    for name in dict.fromkeys([BASE, *names]):
        found[name] = summed_up({size: run(name, size) for size in sizes}, run(BASE, COMPARED))
        print(row(name, found[name]), flush=True)
    unsteady = [name for name, figures in found.items() if not figures["flat"]]
    print("memory is flat for all of them" if not unsteady else f"memory is not flat for {', '.join(unsteady)}")
    print(json.dumps({"sizes": sizes, "flat": not unsteady, "sources": found}))


def summed_up(runs: dict[int, Figures], base: Figures) -> Figures:
    """Speed at the largest size beside that of JSON Lines read right after, and memory at each size."""
    smallest, largest = min(runs), max(runs)
    memory = {size: figures["peak_rss_mb"] for size, figures in runs.items()}
    child = {size: figures["child_rss_mb"] for size, figures in runs.items()}
    return {
        "items": largest,
        "items_per_s": round(largest / runs[largest]["seconds"], 1),
        "ratio": round(base["seconds"] / COMPARED * largest / runs[largest]["seconds"], 4),
        "peak_rss_mb": {str(size): peak for size, peak in memory.items()},
        "child_rss_mb": {str(size): peak for size, peak in child.items() if peak},
        "flat": memory[largest] <= FLAT * memory[smallest] and child[largest] <= FLAT * child[smallest],
    }


def row(name: str, figures: Figures) -> str:
    """One line of the table."""
    peaks = "".join(f"{peak:>15}" for peak in figures["peak_rss_mb"].values())
    is_flat = "yes" if figures["flat"] else "NO"
    helper = list(figures["child_rss_mb"].values())
    is_flat += f" (its child process {helper[0]} to {helper[-1]} MB)" if helper else ""
    return f"{name:10}{figures['items_per_s']:>10,.0f}{figures['ratio']:>10.3f}{peaks}  {is_flat}"


def run(name: str, size: int) -> Figures:
    """Make the items in one fresh process, and read them in another, so that neither counts for the other."""
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as folder:
        if name == WEB:
            with Server(size) as server:
                path = Path(folder) / "addresses.urls"
                path.write_text("".join(f"{server.address}/{number}\n" for number in range(size)))
                figures = child("--measure", name, str(path))
        else:
            path = child("--make", name, folder, str(size))
            figures = child("--measure", name, path)
    if figures["items"] != size or figures["failures"]:
        raise SystemExit(
            f"{name}: {figures['items']} items of {size}, {figures['failures']} failures: {figures['first']}"
        )
    return figures


def child(*arguments: str) -> Any:
    """What this program prints when it is called with these arguments."""
    command = [sys.executable, str(Path(__file__).resolve()), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
    text = done.stdout.strip().splitlines()[-1]
    return json.loads(text) if arguments[0] == "--measure" else text


def make(name: str, folder: Path, count: int) -> Path:
    from source_items import MAKERS

    return MAKERS[name](folder, count)


def measure(name: str, path: str) -> Figures:
    """Read all items; their number, seconds, and peak memory of this process and of the largest that it started."""
    from communique.model.article import Failure
    from communique.net.manners import Manners
    from communique.sources import Limits, open_sources

    manners = Manners(allow_private=True, host_delay_s=0, respect_robots=False) if name == WEB else None
    limits = Limits(manners=manners, unpacked_bytes=10**10)
    items = failures = 0
    first = last = ""
    start = time.perf_counter()
    for item in open_sources([path], limits):
        items += item.origin != last  # a link that is not followed is a failure, and a summary where it has one
        last = item.origin
        if isinstance(item, Failure) and "not fetched" not in item.reason:
            failures += 1
            first = first or f"{item.origin}: {item.reason}"
    seconds = time.perf_counter() - start
    return {
        "items": items,
        "failures": failures,
        "first": first,
        "seconds": seconds,
        "peak_rss_mb": round(peak(), 1),
        "child_rss_mb": round(max([*map(peak, children()), ended_peak()]), 1),
    }


def peak(process: str = "self") -> float:
    """Peak memory of a process in MB, on Linux since its program began, without what its parent had before."""
    status = Path("/proc") / process / "status"
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def children() -> list[str]:
    """Processes that this one started and that still live, where the system tells."""
    listed = Path(f"/proc/self/task/{os.getpid()}/children")
    return listed.read_text().split() if listed.exists() else []


def ended_peak() -> float:
    """Peak memory in MB of the largest process that this one started and that has ended; 0 without any."""
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return largest / (1024 * 1024 if sys.platform == "darwin" else 1024)


class Server:
    """A web server on this machine that answers `/NUMBER` with a page."""

    def __init__(self, size: int) -> None:
        self._process = subprocess.Popen([sys.executable, "-c", _SERVER], stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.communicate()


_SERVER = """
import http.server, sys

class Pages(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def do_GET(self):
        number = self.path.strip("/")
        text = f"Delegations met in Oslo on day {number} and agreed to meet again. " * 6
        page = f"<!doctype html><html><head><title>Day {number}</title></head><body><p>{text}</p></body></html>"
        page = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
    def log_message(self, *arguments):
        pass

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
server.serve_forever()
"""

if __name__ == "__main__":
    main()
