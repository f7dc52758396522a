"""Registers: who is what as of a day, and the calendar a unit counts by."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.facts.registers import Registers
from taizhang.when.calendar import DayWhy
from tests.books import book_of, company, person

MOVER = person("li", "李娜", "T0002", ("2025-01-01", "2026-09-30", "east"), ("2026-10-14", "", "west"))


@pytest.mark.parametrize(
    ("day", "unit"),
    [
        (date(2024, 12, 31), None),
        (date(2025, 1, 1), "east"),
        (date(2026, 9, 30), "east"),
        (date(2026, 10, 1), None),
        (date(2026, 10, 13), None),
        (date(2026, 10, 14), "west"),
        (date(2099, 1, 1), "west"),
    ],
)
def test_a_person_as_of_a_day(day: date, unit: str | None) -> None:
    """First and last day are in; between two posts there is none."""
    (li,) = Registers(book_of(company("east", "west") | MOVER)).entities("person")
    span = li.as_of(day)
    assert (span.values["unit"] if span else None) == unit


def test_a_unit_counts_by_its_own_calendar_or_the_one_above() -> None:
    """A gym works every day; a branch without a word of its own follows its company."""
    files = company()
    files["units/gym.yaml"] = "id: gym\nname: 健身房\nkind: company\ncalendar: every-day\n"
    registers = Registers(book_of(files))
    sunday = date(2026, 10, 18)
    assert registers.calendar("gym").working(sunday) is True
    assert registers.calendar("east").working(sunday) is False
    assert registers.calendar("nowhere").working(sunday) is False


def test_units_in_a_circle_do_not_hang() -> None:
    """Two units that name each other as parent."""
    files = company("a", "b")
    files["units/a.yaml"] = files["units/a.yaml"].replace("parent: telecom", "parent: b")
    files["units/b.yaml"] = files["units/b.yaml"].replace("parent: telecom", "parent: a")
    assert list(Registers(book_of(files)).above("a")) == ["a", "b"]


def test_the_company_s_own_days_go_on_top() -> None:
    """A company day off on a working Friday, with its name."""
    files = company()
    files["calendar/2026.yaml"] += "company_days:\n  - {day: 2026-10-16, working: false, name: 公司成立纪念日}\n"
    kind = Registers(book_of(files)).calendar("east").kind_of(date(2026, 10, 16))
    assert kind is not None
    assert (kind.working, kind.why, kind.name) == (False, DayWhy.COMPANY_OFF, "公司成立纪念日")


def test_a_year_without_a_record_is_unknown() -> None:
    """2027 is not announced yet."""
    assert Registers(book_of(company())).calendar("east").working(date(2027, 1, 4)) is None


def test_who_held_a_role_on_some_day_of_a_span() -> None:
    """Zhang moves from east to west on 15 October; Li leaves on 30 September and comes back on 2 November."""
    files = company("east", "west")
    files |= person("zhang", "张伟", "T0001", ("2026-01-01", "2026-10-14", "east"), ("2026-10-15", "", "west"))
    files |= person("li", "李娜", "T0002", ("2026-01-01", "2026-09-30", "east"), ("2026-11-02", "", "west"))
    registers = Registers(book_of(files))

    def held(first: date, last: date) -> list[tuple[str, object]]:
        found = registers.in_role("account-manager", first, last)
        return [(one.id, span.values.get("unit")) for one, span in found]

    assert held(date(2026, 10, 1), date(2026, 10, 31)) == [("zhang", "east"), ("zhang", "west")]
    assert held(date(2026, 9, 30), date(2026, 9, 30)) == [("li", "east"), ("zhang", "east")]
    assert held(date(2026, 10, 15), date(2026, 11, 2)) == [("li", "west"), ("zhang", "west")]
    assert list(registers.in_role("supervisor", date(2026, 1, 1), date(2026, 12, 31))) == []


def test_who_holds_a_role_in_a_unit_on_a_day() -> None:
    """By the post of that day; without a unit in any of them."""
    files = company("east", "west")
    files |= person("zhang", "张伟", "T0001", ("2026-01-01", "2026-10-14", "east"), ("2026-10-15", "", "west"))
    files |= person("li", "李娜", "T0002", ("2026-01-01", "", "east"))
    registers = Registers(book_of(files))

    def held(unit: str, day: date) -> list[str]:
        return [one.id for one in registers.holders("account-manager", unit, day)]

    assert held("east", date(2026, 10, 14)) == ["li", "zhang"]
    assert held("east", date(2026, 10, 15)) == ["li"]
    assert held("west", date(2026, 10, 14)) == []
    assert held("", date(2026, 10, 15)) == ["li", "zhang"]
    assert registers.holders("supervisor", "", date(2026, 10, 15)) == ()


def test_those_of_a_customer_are_found_by_the_customer() -> None:
    files = company("east") | person("li", "李娜", "T0002", ("2026-01-01", "", "east"))
    for number, customer in ((1, "C-000002"), (2, "C-000001"), (3, "C-000002")):
        files[f"contacts/K-00/K-00000{number}.yaml"] = f"id: K-00000{number}\nname: 甲\ncustomer: {customer}\n"
    registers = Registers(book_of(files))
    told = [one.id for one in registers.entities("contact") if one.record.text("customer") == "C-000002"]
    assert [one.id for one in registers.of_customer("contact", "C-000002")] == told
    assert registers.of_customer("contact", "C-000009") == ()


def test_what_one_is_called_or_its_id_where_nobody_knows_it() -> None:
    registers = Registers(book_of(company("east", "west") | MOVER))
    (li,) = registers.entities("person")
    assert (registers.called("person", li.id), li.name != li.id) == (li.name, True)
    assert registers.called("person", "nobody") == "nobody"
    assert registers.called("person", "") == ""
