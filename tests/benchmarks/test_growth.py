"""The benchmark of growth: what linear means, whose peak it is, when the rules begin, what is to be reached."""

from __future__ import annotations

import sys

import pytest

from benchmarks.growth import Cost, Grown, begun_early, process, rows, told


def grown(what: str, small: float, large: float) -> Grown:
    """So much processor time, and ten times as many MB, at 20 and at 100 records."""
    return Grown(what, Cost(20, small, small, small * 10), Cost(100, large, large, large * 10))


def test_linear_is_as_many_times_as_there_are_more_records() -> None:
    """Five times the records: five times the cost is once linear, six times it is 1.2."""
    assert grown("x", 2, 10).time == 1
    assert grown("x", 2, 12).memory == pytest.approx(1.2)


def test_rules_begin_early_and_their_changes_and_examples_stay() -> None:
    book = "from: 2026-08-31\nrules:\n  - id: a\n    from: 2026-09-01\n    changes:\n      - from: 2026-10-01\n"
    early = "from: 2026-01-01\nrules:\n  - id: a\n    from: 2026-01-01\n    changes:\n      - from: 2026-10-01\n"
    assert begun_early(book) == early


def test_a_peak_is_that_of_the_process_alone() -> None:
    """One that holds 500 MB peaks higher than one that holds nothing; what each printed is handed over."""
    small, said = process(1, [sys.executable, "-c", "print('small')"])
    large, _ = process(1, [sys.executable, "-c", "x = b'x' * 500_000_000"])
    assert said == "small\n"
    assert large.peak - small.peak > 200 or sys.platform == "win32"


def test_a_process_that_fails_ends_the_benchmark() -> None:
    with pytest.raises(SystemExit, match="ended with 3"):
        process(1, [sys.executable, "-c", "raise SystemExit(3)"])


def test_what_is_to_be_reached() -> None:
    """The peak counts in MB, the ledger by its own load."""
    found = [grown("cold check", 2, 10), grown("load", 1, 5), grown("ledger of a year", 1.5, 11)]
    reached = {row.what: row.reached for row in rows(found)}
    assert reached["cold check: time, 20 to 100 records"]
    assert not reached["ledger of a year: time, 20 to 100 records"]
    assert reached["ledger of a year, 20 records"]
    assert not reached["ledger of a year, 100 records"]
    assert reached["cold check: peak, 100 records"]


def test_the_table_has_both_sizes_and_the_growth_beside_the_large_one() -> None:
    text = told([grown("load", 1, 6)])
    assert "| load | 20 | 1.00 | 1.00 | 10 |  |  |" in text
    assert "| load | 100 | 6.00 | 6.00 | 60 | 1.20 | 1.20 |" in text
