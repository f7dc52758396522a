"""Timing side by side: runs in turn, medians and ratios, so that a machine's moods fall on both alike."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """One thing's runs, in seconds of wall time; and of processor time, with that of processes it started."""

    name: str
    seconds: tuple[float, ...]
    processor: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        """The fastest and the slowest run."""
        return f"{min(self.seconds):.3f}-{max(self.seconds):.3f}"


@dataclass(frozen=True)
class Row:
    """What is to be reached beside what was measured: ``ratio`` is to be at most (``<=``) or at least ``reach``."""

    what: str
    ours: str
    peer: str
    ratio: float
    sign: str
    reach: float

    @property
    def reached(self) -> bool:
        """Whether it is reached."""
        return self.ratio <= self.reach if self.sign == "<=" else self.ratio >= self.reach


@dataclass(frozen=True)
class Found:
    """What one section of the benchmark found: rows beside their targets, and its tables as text."""

    rows: tuple[Row, ...]
    text: str


def against(ours: Timed, peer: Timed, reach: float, what: str = "", *, faster: bool = False) -> Row:
    """The medians beside each other: ours at most so many times the peer's, or so many times ``faster``.

    What costs so many of a floor is told in processor time, which a busy machine changes less. What is ``faster`` is
    told in wall time: that is what people wait for, and both may use every processor there is.
    """
    own, other = ((one.median if faster else statistics.median(one.processor)) for one in (ours, peer))
    unit = "s" if faster else "CPU s"
    ratio = other / own if faster else own / other
    of = f"{peer.name}, {other:.2f} {unit}"
    return Row(what or ours.name, f"{own:.2f} {unit}", of, ratio, ">=" if faster else "<=", reach)


def in_turn(
    runs: int,
    tasks: Sequence[tuple[str, Callable[[], object]]],
    before: Mapping[str, Callable[[], object]] | None = None,
) -> list[Timed]:
    """Each task ``runs`` times, A B A B ...; what comes ``before`` a task of that name is not timed."""
    seconds: dict[str, list[float]] = {name: [] for name, _ in tasks}
    processor: dict[str, list[float]] = {name: [] for name, _ in tasks}
    for _ in range(runs):
        for name, task in tasks:
            if before and name in before:
                before[name]()
            start, began = time.perf_counter(), processor_time()
            task()
            seconds[name].append(time.perf_counter() - start)
            processor[name].append(processor_time() - began)
    return [Timed(name, tuple(found), tuple(processor[name])) for name, found in seconds.items()]


def processor_time() -> float:
    """The processor time of this process and of those it started that have ended; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0.0
    import resource

    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def processor_table(title: str, rows: Sequence[Timed]) -> str:
    """A Markdown table of processor times, which a busy machine changes less; ratios against the last row, the peer."""
    peer = statistics.median(rows[-1].processor)
    lines = [f"### {title}", "", "| what | median CPU s | range s | median wall s | times the peer's CPU time |"]
    lines.append("| --- | --: | --: | --: | --: |")
    for row in rows:
        median, spread = statistics.median(row.processor), f"{min(row.processor):.3f}-{max(row.processor):.3f}"
        lines.append(f"| {row.name} | {median:.3f} | {spread} | {row.median:.3f} | {median / peer:.2f} |")
    return "\n".join(lines) + "\n"


def table(title: str, rows: Sequence[Timed]) -> str:
    """A Markdown table of medians; ratios against the last row, the peer."""
    peer = rows[-1].median
    lines = [f"### {title}", "", "| what | median s | range s | times the peer's speed |", "| --- | --: | --: | --: |"]
    lines += [f"| {row.name} | {row.median:.3f} | {row.spread} | {peer / row.median:.2g} |" for row in rows]
    return "\n".join(lines) + "\n"
