"""Draws and rulings that contradict themselves: each is a problem at the field that differs, and nothing else is."""

from __future__ import annotations

import pytest

from taizhang.ledger.draw_check import draw_problems, ruling_problems
from taizhang.problem import Problem
from taizhang.records.book import Book
from tests.books import ROOT, book_of

EAST = "draws/telecom-east/2026-10-service-standard.yaml"
RULING = "rulings/telecom-east/2026-10/zhao-min-1.yaml"


def of_record(path: str, *changes: tuple[str, str]) -> Book:
    """A book of one record of the demo, with some of its text changed."""
    text = (ROOT / "records" / path).read_text(encoding="utf-8")
    for before, after in changes:
        assert text.count(before) >= 1, before
        text = text.replace(before, after, 1)
    return book_of({path: text})


def told(*changes: tuple[str, str]) -> list[tuple[str, int]]:
    """Rule and line of each problem of the demo's draw, so changed."""
    found: list[Problem] = list(draw_problems(of_record(EAST, *changes)))
    return [(one.rule, one.line) for one in found]


def test_the_demo_s_draw_is_right() -> None:
    assert told() == []


def test_a_list_that_was_changed_is_told_by_digest_and_result() -> None:
    """A customer exchanged for another: the digest differs, and so does whatever is drawn by it."""
    rules = [rule for rule, _ in told(("C-000117", "C-000118"))]
    assert rules[0] == "draw.digest"
    assert "draw.result" in rules


def test_a_result_put_in_by_hand() -> None:
    assert told(("drawn: [C-000147]", "drawn: [C-000138]")) == [("draw.result", 15)]


def test_another_number_gives_another_sample() -> None:
    rules = {rule for rule, _ in told(("value: 3268.74", "value: 3268.75"))}
    assert rules == {"draw.result"}


def test_zeros_at_the_end_are_no_other_number() -> None:
    assert told(("value: 3268.74", 'value: "3268.740"')) == []


@pytest.mark.parametrize(("day", "rules"), [("2026-10-09", []), ("2026-10-08", ["draw.too-early"])])
def test_the_number_s_day_lies_after_the_freeze(day: str, rules: list[str]) -> None:
    """Frozen on 10-08: that day's number may be known already."""
    assert [rule for rule, _ in told(("on: 2026-10-09", f"on: {day}"))] == rules


def test_the_order_of_the_list_does_not_matter() -> None:
    assert told(("C-000135, C-000138, C-000147", "C-000147, C-000135, C-000138")) == []


def test_who_stands_in_two_strata_is_told_twice() -> None:
    rules = [rule for rule, _ in told(("customers: [C-000132]", "customers: [C-000111]"))]
    assert rules[:2] == ["draw.repeated", "draw.repeated"]


def test_sizes_are_those_of_the_largest_remainder() -> None:
    assert told(("    size: 2\n", "    size: 3\n")) == [("draw.size", 17)]


def test_a_ruling_lies_beside_its_appeal() -> None:
    assert list(ruling_problems(of_record(RULING))) == []
    (found,) = ruling_problems(of_record(RULING, ("zhao-min-1\nperson", "zhao-min-2\nperson")))
    assert (found.rule, found.line) == ("ruling.other-appeal", 1)
    assert found.repair == "改成:appeal: appeals/telecom-east/2026-10/zhao-min-1"
