"""Who answers for a period: people in a role throughout, and units that are there on its first and last day."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.rules.holders import holders
from taizhang.rules.kind import World
from taizhang.when.period import PeriodKind, period_of
from tests.books import book_of, company
from tests.rules.worlds import BOOK, ZHANG, world

OCTOBER = period_of(PeriodKind.MONTH, date(2026, 10, 1))
BRANCHES = {"register": "unit", "where": {"kind": "branch"}}


def there(line: str) -> list[str]:
    """The branches that answer for October where east has one more line in its record."""
    files = company("east", "west")
    files["units/east.yaml"] += line
    made = world("2026-11-20", ())
    stage = World(Facts((), datetime(2026, 11, 20)), Registers(book_of(files | ZHANG)), made.counted)
    return [one.unit for one in holders(BRANCHES, OCTOBER, BOOK, stage)]


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("", ["east", "west"]),
        ("closed_on: 2026-10-31\n", ["east", "west"]),
        ("closed_on: 2026-10-30\n", ["west"]),
        ("closed_on: 2026-09-30\n", ["west"]),
    ],
)
def test_a_unit_is_there_the_whole_month(line: str, units: list[str]) -> None:
    assert there(line) == units


def test_a_unit_has_no_person() -> None:
    found = list(holders(BRANCHES, OCTOBER, BOOK, world("2026-11-20", ())))
    assert {(one.person, one.unit) for one in found} >= {("", "east")}
    people = holders(
        {"register": "person", "where": {"role": "account-manager"}}, OCTOBER, BOOK, world("2026-11-20", ())
    )
    assert ("zhang", "east") in {(one.person, one.unit) for one in people}
