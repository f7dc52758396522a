"""How time and memory grow from 20,000 to 100,000 records: the cold check, the load, the ledger of a year.

Each is measured in a process of its own, so that its peak is its own. The ledger is that of a year: the demo's telecom
rules are put beside the made records, as if they had been in force since the first of January.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
for folder in (ROOT, ROOT / "scripts"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from benchmarks.made import forget, records_of, synthesized, with_rules  # noqa: E402 - run as a script, the path first
from benchmarks.timing import Found, Row, processor_time  # noqa: E402
from benchmarks.warm import prepare  # noqa: E402

BIN = Path(sys.executable).parent
SMALL, LARGE = 20_000, 100_000
LINEAR, PEAK, LOADS = 1.2, 1500, 2.0
"""What is to be reached: so many times linear, so many MB for the large check, a ledger for so many loads."""
PER_MB = 1_000_000 if sys.platform == "darwin" else 1000
"""What systems count peaks in."""
BEGINS = re.compile(r"(?m)^(    |)from: 2026-[0-9]{2}-[0-9]{2}$")
"""Where a rulebook or a rule begins; its changes and examples stand deeper."""
SINCE = "2026-01-01"
WATCH = """if True:
    import json, subprocess, sys, time
    start = time.perf_counter()
    code = subprocess.call(sys.argv[2:])
    wall, processor, peak = time.perf_counter() - start, 0, 0
    if sys.platform != "win32":
        import resource
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor, peak = used.ru_utime + used.ru_stime, used.ru_maxrss
    with open(sys.argv[1], "w") as file:
        json.dump([processor, wall, peak], file)
    sys.exit(code)"""


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds of processor and of wall time, and its peak in MB."""

    records: int
    processor: float
    wall: float
    peak: float


@dataclass(frozen=True)
class Grown:
    """One thing at both sizes."""

    what: str
    small: Cost
    large: Cost

    @property
    def time(self) -> float:
        """How many times linear its processor time grew."""
        return _times_linear(self, self.small.processor, self.large.processor)

    @property
    def memory(self) -> float:
        """How many times linear its peak grew."""
        return _times_linear(self, self.small.peak, self.large.peak)


def _times_linear(one: Grown, small: float, large: float) -> float:
    return (large / small) / (one.large.records / one.small.records)


def main() -> None:
    """Measure and print; or, as one of the processes measured, compute a ledger and tell its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=SMALL, help="how many records, about")
    parser.add_argument("--large", type=int, default=LARGE, help="how many records, about")
    parser.add_argument("--alone", type=Path, help="compute the ledger of this company and print what it took")
    chosen = parser.parse_args()
    if chosen.alone is not None:
        print(json.dumps(alone(chosen.alone)))
    else:
        print(told(growth(chosen.small, chosen.large)))


def grown() -> Found:
    """Growth as a section of the benchmark."""
    found = growth()
    return Found(tuple(rows(found)), told(found))


def growth(small: int = SMALL, large: int = LARGE) -> list[Grown]:
    """The cold check, the load, the ledger alone and the two together, at both sizes."""
    sizes = [_of(one) for one in (small, large)]
    return [Grown(what, sizes[0][what], sizes[1][what]) for what in sizes[0]]


def _of(records: int) -> dict[str, Cost]:
    """What everything costs at one size."""
    company, year = synthesized(records), of_a_year(records)
    number = records_of(company)
    prepare(company)
    forget(company)
    check, _ = process(number, [BIN / "taizhang", "check", "--base-dir", company])
    both, printed = process(number, [sys.executable, ROOT / "benchmarks/growth.py", "--alone", year])
    took = json.loads(printed)
    return {
        "cold check": check,
        "load": Cost(number, took["load"], took["load_wall"], took["load_peak"]),
        "ledger of a year": Cost(number, took["ledger"], took["ledger_wall"], both.peak),
    }


def of_a_year(records: int) -> Path:
    """The company of about so many records, with rules that are in force since its first week."""
    company = synthesized(records).with_name(f"{records}-year")
    if not (company / "records").is_dir():
        shutil.copytree(synthesized(records) / "records", company / "records", copy_function=os.link)
        (company / "schemas").symlink_to(ROOT / "schemas", target_is_directory=True)
    shutil.rmtree(company / "records/rulebooks", ignore_errors=True)
    with_rules(company)
    for rulebook in sorted((company / "records/rulebooks").rglob("*.yaml")):
        rulebook.write_text(begun_early(rulebook.read_text(encoding="utf-8")), encoding="utf-8")
    return company


def begun_early(rulebook: str) -> str:
    """A rulebook that has been in force since the first of January, its rules too."""
    return BEGINS.sub(lambda one: f"{one[1]}from: {SINCE}", rulebook)


def process(records: int, command: Sequence[object]) -> tuple[Cost, str]:
    """What a process costs that must end well, and what it printed; wall time alone where the system tells no more.

    A small process begins it and waits for it: a peak is never told lower than whoever begins a process is large.
    """
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        watched = [sys.executable, "-S", "-c", WATCH, told, *command]
        done = subprocess.run([str(part) for part in watched], stdout=subprocess.PIPE, encoding="utf-8", check=False)
        if done.returncode:
            raise SystemExit(f"{command} ended with {done.returncode}")
        processor, wall, peak = json.loads(told.read_text(encoding="utf-8"))
    return Cost(records, processor, wall, peak / PER_MB), done.stdout


def alone(company: Path) -> dict[str, float]:
    """Seconds of processor and wall time of the load and of the ledger, and the peak in MB after the load."""
    import resource

    from benchmarks.made import computed, loaded
    from taizhang.records.load import collector_off

    with collector_off():
        times = [(processor_time(), time.perf_counter())]
        book = loaded(company)
        times.append((processor_time(), time.perf_counter()))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / PER_MB
        computed(company, book)
        times.append((processor_time(), time.perf_counter()))
    (load, load_wall), (ledger, ledger_wall) = (
        (after[0] - before[0], after[1] - before[1]) for before, after in pairwise(times)
    )
    return {
        "load": load,
        "load_wall": load_wall,
        "load_peak": peak,
        "ledger": ledger,
        "ledger_wall": ledger_wall,
    }


def told(found: Sequence[Grown]) -> str:
    """A Markdown table of both sizes and of how many times linear they are."""
    lines = ["### Growth, each in a fresh process", ""]
    lines.append("| what | records | CPU s | wall s | peak MB | time, times linear | memory, times linear |")
    lines.append("| --- | --: | --: | --: | --: | --: | --: |")
    for one in found:
        for cost in (one.small, one.large):
            grown = f"{one.time:.2f} | {one.memory:.2f}" if cost is one.large else " | "
            figures = f"{cost.records:,} | {cost.processor:.2f} | {cost.wall:.2f} | {cost.peak:,.0f}"
            lines.append(f"| {one.what} | {figures} | {grown} |")
    lines += ["", "The peak of the ledger is that of the process that loaded the records before."]
    return "\n".join(lines) + "\n"


def rows(found: Sequence[Grown]) -> Iterator[Row]:
    """What is to be reached, beside what was measured."""
    by = {one.what: one for one in found}
    check, load, ledger = by["cold check"], by["load"], by["ledger of a year"]
    sizes = f"{check.small.records:,} to {check.large.records:,} records"
    for one in (check, load, ledger):
        yield Row(f"{one.what}: time, {sizes}", f"{one.large.processor:.1f} CPU s", "linear", one.time, "<=", LINEAR)
        yield Row(f"{one.what}: memory, {sizes}", f"{one.large.peak:,.0f} MB", "linear", one.memory, "<=", LINEAR)
    peak = check.large.peak
    yield Row(
        f"cold check: peak, {check.large.records:,} records", f"{peak:,.0f} MB", f"{PEAK:,} MB", peak / PEAK, "<=", 1
    )
    for own, of in ((ledger.small, load.small), (ledger.large, load.large)):
        what, peer = f"ledger of a year, {own.records:,} records", f"its cold load, {of.processor:.2f} CPU s"
        ratio = own.processor / of.processor
        yield Row(what, f"{own.processor:.2f} CPU s", peer, ratio, "<=", LOADS)


if __name__ == "__main__":
    main()
