#!/usr/bin/env python3
"""Set communique up in this checkout, then run it; needs CPython 3.11 or newer with pip, nothing more.

    python3 start.py          set up, then read the example dossier and print its brief
    python3 start.py test     set up with the development tools, then run every check and test
    python3 start.py setup    only set up (add --dev for the development tools)
    python3 start.py browser  install Debian's Chromium, in which the desk is tested; needs root
    python3 start.py postgres install Debian's PostgreSQL, of which the tests start a server of their own; needs root

Everything goes into `.venv` in this folder; packages are pinned by hash in requirements*.txt.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest",),
)


def set_up(*, dev: bool) -> None:
    """Create `.venv` and install the locked packages and this checkout, unless that is already done."""
    if sys.version_info < (3, 11):  # noqa: UP036 (this file is run by whatever python3 is at hand)
        sys.exit(f"start.py: Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    if not PYTHON.exists():
        print("start.py: creating .venv", flush=True)
        venv.create(VENV, with_pip=True)
    # What is set up for development has all that it takes to run.
    if any(is_set_up(kind) for kind in (("dev",) if dev else ("run", "dev"))):
        return
    lock, mark = locked("dev" if dev else "run")
    print(f"start.py: installing {lock.name} (a few minutes the first time)", flush=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    subprocess.run([*pip, "--no-deps", "--editable", str(HERE)], check=True)
    mark.write_text(wanted("dev" if dev else "run"))


def locked(kind: str) -> tuple[Path, Path]:
    """The locked packages to run, or to develop, and the file that says that they are installed."""
    return HERE / ("requirements-dev.txt" if kind == "dev" else "requirements.txt"), VENV / f".installed-{kind}"


def wanted(kind: str) -> str:
    """What that file says when nothing has changed since."""
    return hashlib.sha256(locked(kind)[0].read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()


def is_set_up(kind: str) -> bool:
    mark = locked(kind)[1]
    return mark.exists() and mark.read_text() == wanted(kind)


def install_browser() -> bool:
    """Install Debian's Chromium where there is no browser yet; False, with a word why, where that cannot be."""
    if any(shutil.which(name) for name in BROWSERS):
        return True
    return install("Chromium", ["chromium", "fonts-dejavu-core"], "the tests in a browser are skipped")


def install_postgres() -> bool:
    """Install Debian's PostgreSQL where there is none yet, without a server that starts by itself; False as above."""
    if shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        return True
    for_clusters = Path("/etc/postgresql-common/createcluster.conf")
    if hasattr(os, "geteuid") and os.geteuid() == 0 and not for_clusters.exists():
        for_clusters.parent.mkdir(parents=True, exist_ok=True)
        for_clusters.write_text("create_main_cluster = false\n")
    return install("PostgreSQL", ["postgresql"], "the tests on a server are skipped")


def install(name: str, packages: list[str], without: str) -> bool:
    """Install packages of Debian; False, with a word why and of what goes `without`, where that cannot be."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"start.py: no {name} here, and it cannot be installed: {without}", flush=True)
        return False
    print(f"start.py: installing {name}", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    try:
        subprocess.run(["apt-get", "-qq", "update"], check=True, timeout=180, **quiet)
        subprocess.run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages], check=True,
                       timeout=600, **quiet)  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        print(f"start.py: {name} could not be installed ({error}): {without}", flush=True)
        return False
    return True


def run_checks() -> int:
    """Run every check, all of them even when one fails, and return the number that failed."""
    failed = []
    for name, *arguments in CHECKS:
        print(f"\n== {name} {' '.join(arguments)}".rstrip(), flush=True)
        if subprocess.run([str(BIN / name), *arguments], cwd=HERE).returncode:
            failed.append(name)
    if failed:
        print(f"\nfailed: {', '.join(failed)}", file=sys.stderr)
    return len(failed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", nargs="?", default="demo", choices=["demo", "test", "setup", "browser", "postgres"])
    parser.add_argument("--dev", action="store_true", help="with setup: the development tools too")
    arguments = parser.parse_args()
    try:
        set_up(dev=arguments.dev or arguments.job == "test")
    except subprocess.CalledProcessError as error:
        print(f"start.py: set-up failed: {' '.join(error.cmd)}", file=sys.stderr)
        return 1
    if arguments.job == "browser":
        return 0 if install_browser() else 1
    if arguments.job == "postgres":
        return 0 if install_postgres() else 1
    if arguments.job == "test":
        install_browser()
        install_postgres()
        return run_checks()
    if arguments.job == "demo":
        return subprocess.run([str(BIN / "communique"), "demo"]).returncode
    print(f"start.py: ready; the program is {BIN / 'communique'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
