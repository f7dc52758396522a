"""``make bench``: every section of the benchmark, written into benchmarks/RESULTS.md with each target beside its row.

Every ratio is of one run: of processor time against a floor, of wall time against another programme.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "scripts"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from benchmarks import growth, landing, run, site  # noqa: E402 - run as a script, the path comes first
from benchmarks.timing import Found, Row  # noqa: E402
from taizhang.when.clock import local_now  # noqa: E402

RESULTS = ROOT / "benchmarks/RESULTS.md"
SECTIONS: Mapping[str, Callable[[], Found]] = {
    "Checks": run.checks,
    "Landing times": landing.landed,
    "Growth": growth.grown,
    "Site": site.sites,
}
"""What is measured, in this order; each is a function without arguments."""


def main() -> None:
    """Run the sections and write what they found, or those asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; all write the file")
    chosen = parser.parse_args()
    found = {}
    for title, section in SECTIONS.items():
        if not chosen.sections or title in chosen.sections:
            print(f"{title} ...", file=sys.stderr)
            found[title] = section()
    text = report(found, machine())
    if not chosen.sections:
        written = RESULTS.with_suffix(".new")
        written.write_text(text, encoding="utf-8")
        written.replace(RESULTS)
    print(text)


def report(found: Mapping[str, Found], where: Sequence[str]) -> str:
    """The whole page: where it was measured, what was to be reached, then every table."""
    rows = [row for one in found.values() for row in one.rows]
    parts = ["# Results of `make bench`\n", "".join(f"- {line}\n" for line in where), targets(rows)]
    for title, one in found.items():
        parts += [f"## {title}\n", one.text]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def targets(rows: Iterable[Row]) -> str:
    """A Markdown table of what was to be reached; each ratio is of the same run."""
    lines = ["## Targets", "", "| what | ours | peer or floor | ratio | to reach | reached |"]
    lines.append("| --- | --: | --- | --: | --: | --- |")
    for row in rows:
        measured = f"{row.what} | {row.ours} | {row.peer} | {row.ratio:.2f}"
        lines.append(f"| {measured} | {row.sign} {row.reach:g} | {'yes' if row.reached else 'no'} |")
    return "\n".join(lines) + "\n"


def machine() -> list[str]:
    """Date, machine, load, Python, commit."""
    told = [f"{local_now('+00:00'):%Y-%m-%d}, commit {_commit()}"]
    told.append(f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}")
    if hasattr(os, "getloadavg"):
        told.append(f"load at the end {os.getloadavg()[0]:.1f}; the benchmark itself is one of it")
    return told


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "describe", "--always", "--dirty"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout.strip() or "unknown"


def _processor() -> str:
    """What the processor is called; where nobody says, its architecture."""
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()


if __name__ == "__main__":
    main()
