"""The page of results: each target beside its row, every section's tables, where it was measured."""

from __future__ import annotations

from benchmarks.results import SECTIONS, machine, report, targets
from benchmarks.timing import Found, Row, Timed, against


def test_a_target_is_at_most_or_at_least() -> None:
    assert Row("x", "", "", 1.2, "<=", 1.2).reached
    assert not Row("x", "", "", 1.21, "<=", 1.2).reached
    assert Row("x", "", "", 10, ">=", 10).reached
    assert not Row("x", "", "", 9.9, ">=", 10).reached


def test_rows_are_of_processor_time_against_a_floor_and_of_wall_time_against_another_programme() -> None:
    """A quarter of its processor time, in a quarter of the time that somebody waits for it."""
    ours, peer = Timed("ours", (4.0,), (1.0, 2.0, 3.0)), Timed("peer", (16.0,), (8.0,))
    assert against(ours, peer, 5).ratio == 0.25
    faster = against(ours, peer, 10, "what", faster=True)
    assert (faster.ratio, faster.reached, faster.what) == (4, False, "what")


def test_the_page_has_every_row_and_every_table() -> None:
    found = {"A": Found((Row("x", "1 s", "2 s", 0.5, "<=", 1),), "table of A\n"), "B": Found((), "table of B")}
    text = report(found, ["here"])
    assert targets(found["A"].rows) in text
    assert "| x | 1 s | 2 s | 0.50 | <= 1 | yes |" in text
    order = [text.index(part) for part in ("- here\n", "## Targets", "## A\n", "table of A", "## B\n", "table of B")]
    assert order == sorted(order)


def test_the_machine_is_told() -> None:
    assert "commit" in machine()[0]
    assert "cores" in machine()[1]


def test_sections_are_there() -> None:
    assert {"Checks", "Growth", "Site"} <= set(SECTIONS)
