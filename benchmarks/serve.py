"""How long ``mkdocs serve`` takes until a page shows a changed record: the demo company, or one of any size.

A weekly report is changed in a copy of the company; the clock runs from the moment it is written until the person's
page of that month, asked for over and over, tells the new time.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.timing import Timed, table  # noqa: E402 - run as a script, the path comes first

REPORT = "weekly-reports/telecom-east/2026-W46/zhang-wei.yaml"
PAGE = "months/zhang-wei.2026-11/"
SUBMITTED = re.compile(r"(?m)^submitted_at: ([0-9-]{10}) [0-9:]{5}$")
PATIENCE, PAUSE = 120, 0.02  # seconds


def main() -> None:
    """Copy, serve, change, wait, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, help="how many changes")
    parser.add_argument("--records", type=Path, default=ROOT / "records", help="the company")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        company = copied(chosen.records, Path(folder))
        with serving(company) as address:
            seconds = tuple(changed(company, address, number) for number in range(chosen.runs))
        build = tuple(built(company) for _ in range(chosen.runs))
    found = [Timed("changed record to page shown, serve", seconds), Timed("mkdocs build, nothing changed", build)]
    print(table(f"Site of {sum(1 for _ in chosen.records.rglob('*.yaml')):,} records", found))


def copied(records: Path, folder: Path) -> Path:
    """A folder with all that a company's site is made from; without its Git."""
    shutil.copytree(records, folder / "records")
    for name in ("site", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("mkdocs.yml", "scripts/taizhang/publish/hook.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def serving(company: Path) -> Iterator[str]:
    """The address at which MkDocs serves the company's site, ready and at rest."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=company, env=environment()) as server:
        try:
            address = f"http://127.0.0.1:{port}/"
            wait_for("</html>", address + PAGE)
            time.sleep(2)
            yield address
        finally:
            server.terminate()


def changed(company: Path, address: str, number: int) -> float:
    """Seconds from writing the record with another time until the page tells it."""
    told = f"1{number % 7}:{10 + number}"
    record = company / "records" / REPORT
    text = SUBMITTED.sub(rf"submitted_at: \1 {told}", record.read_text(encoding="utf-8"))
    start = time.perf_counter()
    record.write_text(text, encoding="utf-8")
    wait_for(f") {told} 提交", address + PAGE)
    taken = time.perf_counter() - start
    time.sleep(1)
    return taken


def built(company: Path) -> float:
    """Seconds of one ``mkdocs build``."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=company, env=environment(), check=True)
    return time.perf_counter() - start


def wait_for(text: str, address: str) -> None:
    """Until a page holds a text."""
    end = time.perf_counter() + PATIENCE
    while text not in get(address):
        if time.perf_counter() > end:
            raise SystemExit(f"{address} never showed {text}")
        time.sleep(PAUSE)


def get(address: str) -> str:
    """A page, "" as long as nobody answers."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - this machine
            return str(answer.read().decode())
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return ""


def environment() -> dict[str, str]:
    """The environment, without what the user has set for Taizhang."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAIZHANG_")}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}


if __name__ == "__main__":
    main()
