"""The benchmark's arithmetic: tasks in turn, medians, ratios against the peer."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.timing import Timed, in_turn, processor_table, table


def test_tasks_run_in_turn() -> None:
    """A B A B, each timed as often."""
    order: list[str] = []
    timed = in_turn(2, [("a", lambda: order.append("a")), ("b", lambda: order.append("b"))])
    assert order == ["a", "b", "a", "b"]
    assert [(one.name, len(one.seconds)) for one in timed] == [("a", 2), ("b", 2)]


def test_the_table_has_medians_and_ratios_against_its_last_row() -> None:
    """1, 2, 9 has the median 2; the peer's 4 makes ours twice as fast."""
    text = table("T", [Timed("ours", (9.0, 1.0, 2.0)), Timed("peer", (4.0, 4.0, 4.0))])
    assert "| ours | 2.000 | 1.000-9.000 | 2 |" in text
    assert "| peer | 4.000 | 4.000-4.000 | 1 |" in text


def test_what_comes_before_a_task_is_not_timed() -> None:
    order: list[str] = []
    busy = [sys.executable, "-c", "sum(range(3_000_000))"]
    tasks = [("a", lambda: order.append("a")), ("b", lambda: subprocess.run(busy, check=True))]
    idle, working = in_turn(1, tasks, {"a": lambda: subprocess.run(busy, check=True)})
    assert order == ["a"]
    assert idle.processor[0] < working.processor[0]


def test_the_table_of_processor_times() -> None:
    ours, peer = Timed("ours", (9.0,), (1.0, 3.0, 2.0)), Timed("peer", (4.0,), (0.5, 0.5, 0.5))
    assert "| ours | 2.000 | 1.000-3.000 | 9.000 | 4.00 |" in processor_table("T", [ours, peer])
