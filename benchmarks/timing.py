"""Timing side by side: runs in turn, medians and ratios, so that a machine's moods fall on both alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timed:
    """One thing's runs, in seconds of wall time."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The run in the middle."""
        return statistics.median(self.seconds)

    @property
    def spread(self) -> str:
        """The fastest and the slowest run."""
        return f"{min(self.seconds):.3f}-{max(self.seconds):.3f}"


def in_turn(runs: int, tasks: Sequence[tuple[str, Callable[[], object]]]) -> list[Timed]:
    """Each task ``runs`` times, A B A B ..."""
    seconds: dict[str, list[float]] = {name: [] for name, _ in tasks}
    for _ in range(runs):
        for name, task in tasks:
            start = time.perf_counter()
            task()
            seconds[name].append(time.perf_counter() - start)
    return [Timed(name, tuple(found)) for name, found in seconds.items()]


def table(title: str, rows: Sequence[Timed]) -> str:
    """A Markdown table of medians; ratios against the last row, the peer."""
    peer = rows[-1].median
    lines = [f"### {title}", "", "| what | median s | range s | times the peer's speed |", "| --- | --: | --: | --: |"]
    lines += [f"| {row.name} | {row.median:.3f} | {row.spread} | {peer / row.median:.2g} |" for row in rows]
    return "\n".join(lines) + "\n"
