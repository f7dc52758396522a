"""Corrections against what was sealed: month, moment, unit, person and line (A8.6)."""

from __future__ import annotations

import pytest

from taizhang.cli.check import every_problem
from taizhang.closing.correction_check import correction_problems
from tests.books import book_of
from tests.closing.company import clean, correction, files, sealed

OWN = "corrections/east/2026-11-11-x.yaml"


def told(*changes: tuple[str, str], confirm: bool = True) -> list[tuple[str, int]]:
    """The problems (rule, line) of the correction so changed."""
    text = correction()[OWN]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    book = book_of(sealed(confirm=confirm) | {OWN: text})
    assert clean(book)
    return [(one.rule, one.line) for one in correction_problems(book)]


def test_a_line_of_a_confirmed_month_may_be_corrected() -> None:
    assert told() == []
    assert told(("line: work-planning", "line: adjustments-bounded")) == []


def test_a_month_that_is_submitted_and_not_confirmed() -> None:
    """The place is that of the closing it cites."""
    assert told(confirm=False) == [("correction.not-sealed", 3)]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2026-10-12 10:04", [("correction.too-early", 10)]),
        ("2026-10-12 10:05", []),
        ("2026-10-12 10:06", []),
    ],
)
def test_the_minute_of_the_sealing(asked: str, found: list[tuple[str, int]]) -> None:
    """Confirmed at 10:05: what is asked for in that minute corrects something sealed."""
    assert told(("submitted_at: 2026-11-11 09:40", f"submitted_at: {asked}")) == found


def test_a_line_and_a_person_the_closing_does_not_hold() -> None:
    assert told(("line: work-planning", "line: service-quality")) == [("correction.no-line", 5)]
    assert told(("person: zhang", "person: boss")) == [("correction.no-card", 4)]


def test_the_sentence_tells_what_there_is() -> None:
    text = correction()[OWN].replace("line: work-planning", "line: service-quality")
    (found,) = correction_problems(book_of(sealed() | {OWN: text}))
    assert found.message == "closings/east/2026-09 里 zhang 的考核表没有“service-quality”这一行。"
    assert found.repair == "写封存的一行:base-service、work-planning、adjustments-bounded"


def test_another_unit_s_closing() -> None:
    """Its own folder would be right: only the closing is another branch's."""
    north = "id: north\nname: 城北分公司\nkind: branch\nparent: telecom\ncalendar: working-days\n"
    text = correction()[OWN].replace("unit: east", "unit: north")
    found = sealed() | {"units/north.yaml": north, OWN.replace("east", "north"): text}
    assert [(one.rule, one.value) for one in correction_problems(book_of(found))] == [
        ("correction.other-unit", "north")
    ]


def test_what_is_cited_is_no_closing() -> None:
    text = correction()[OWN].replace("closing: closings/east/2026-09", "closing: people/zhang")
    found = [(one.rule, one.value) for one in correction_problems(book_of(sealed() | {OWN: text}))]
    assert found == [("correction.no-closing", "people/zhang")]


def test_a_closing_that_is_not_there_is_told_by_its_reference_alone() -> None:
    book = book_of(files() | correction())
    assert list(correction_problems(book)) == []
    assert [one.rule for one in book.problems if one.path == f"records/{OWN}"] == ["link.missing"]


def test_the_check_tells_it() -> None:
    """It is among all that ``taizhang check`` looks for."""
    text = correction()[OWN].replace("submitted_at: 2026-11-11 09:40", "submitted_at: 2026-10-11 09:40")
    rules = {one.rule for one in every_problem(book_of(sealed() | {OWN: text}))}
    assert "correction.too-early" in rules
