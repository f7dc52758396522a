"""The benchmark's arithmetic: tasks in turn, medians, ratios against the peer."""

from __future__ import annotations

from benchmarks.timing import Timed, in_turn, table


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
