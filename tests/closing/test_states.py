"""Open, submitted, confirmed, corrected: by the minute, and of several branches together."""

from __future__ import annotations

from datetime import datetime, timedelta

from taizhang.closing import MonthState, state_of
from taizhang.closing.states import branches_of, least
from tests import dining
from tests.books import book_of
from tests.closing.company import CLOSING, CONFIRMED, SUBMITTED, clean, correction, files, month, sealed

MINUTE = timedelta(minutes=1)
MADE = datetime(2026, 11, 12, 15, 30)
O, S, C, R = MonthState  # noqa: E741 - the four states in their order


def test_each_state_begins_with_its_minute() -> None:
    book = book_of(sealed() | correction())
    assert clean(book)
    for at, state in ((SUBMITTED, S), (CONFIRMED, C), (MADE, R)):
        assert state_of(book, "east", month(), at) is state
        before = MonthState(list(MonthState)[list(MonthState).index(state) - 1])
        assert state_of(book, "east", month(), at - MINUTE) is before


def test_a_month_without_a_closing_and_one_that_nobody_confirmed() -> None:
    assert state_of(book_of(files()), "east", month(), MADE) is O
    assert state_of(book_of(sealed(confirm=False)), "east", month(), MADE) is S
    assert state_of(book_of(sealed()), "east", month("2026-10"), MADE) is O


def test_a_correction_that_nobody_approved_or_of_another_closing_changes_nothing() -> None:
    (path,) = correction()
    asked = "\n".join(line for line in correction()[path].splitlines() if not line.startswith("approved")) + "\n"
    assert state_of(book_of(sealed() | {path: asked}), "east", month(), MADE) is C
    other = correction()[path].replace("closings/east/2026-09", "closings/east/2026-08")
    found = sealed()
    found["closings/east/2026-08.yaml"] = found[CLOSING].replace("month: 2026-09", "month: 2026-08")
    assert state_of(book_of(found | {path: other}), "east", month(), MADE) is C


def test_a_correction_from_before_the_sealing_is_none() -> None:
    early = correction(approved_at="2026-11-12 15:30")
    (path,) = early
    text = early[path].replace("2026-11-11 09:40", "2026-10-10 09:40").replace("2026-11-12 15:30", "2026-10-11 09:00")
    assert state_of(book_of(sealed() | {path: text}), "east", month(), MADE) is C


def test_together_the_one_that_is_least_far() -> None:
    assert least(()) is O
    assert least((C, S)) is S
    assert least((R, O)) is O
    assert least((C, C)) is C
    assert least((C, R)) is R


def test_which_branches_have_a_month_to_close() -> None:
    found = files()
    unit = "id: {0}\nname: {0} 分公司\nkind: branch\ncalendar: working-days\nparent: telecom\n"
    found["units/north.yaml"] = unit.format("north") + "opened_on: 2026-10-01\n"
    found["units/west.yaml"] = unit.format("west") + "opened_on: 2020-01-01\nclosed_on: 2026-09-15\n"
    book = book_of(found)
    assert [branches_of(book, month(key)) for key in ("2026-09", "2026-10")] == [("east", "west"), ("east", "north")]


def test_only_units_that_are_asked_for_closings_have_one_to_make() -> None:
    """Another company's branch has none, once a rulebook says whose months are closed; without one every branch has."""
    found = files()
    unit = "id: {0}\nname: {0} 公司\nkind: {1}\ncalendar: working-days\nopened_on: 2020-01-01\n"
    found["units/towers.yaml"] = unit.format("towers", "company")
    found["units/linhe.yaml"] = unit.format("linhe", "branch") + "parent: towers\n"
    assert branches_of(book_of(found), month()) == ("east",)
    bare = {path: text for path, text in found.items() if not path.startswith("rulebooks/")}
    assert branches_of(book_of(bare), month()) == ("east", "linhe")


def test_a_unit_that_stands_alone_closes_its_own_months() -> None:
    """A catering department's own rulebook asks for it; a company with units below it has none itself (D3.6)."""
    assert branches_of(dining.book(), month()) == ("hall",)
    both = files() | {path: text for path, text in dining.company().items() if not path.startswith("company")}
    assert branches_of(book_of(both), month()) == ("east", "hall")
