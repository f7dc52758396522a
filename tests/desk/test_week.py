"""A person's week from the records: what belongs together, what is left over, whose customers."""

from __future__ import annotations

from datetime import date

from taizhang.desk.week import Week, customers_of, post_in, week_of
from taizhang.facts.registers import Registers
from taizhang.records.book import Book
from taizhang.when.period import PeriodKind, parse_period
from tests.desks import COMING, CUSTOMERS, GONE, PLAN, SERVICES, TRIPS, customer, desk_book, weekly

WEEK = parse_period("2026-W42", PeriodKind.WEEK)
assert WEEK is not None


def week(*parts: dict[str, str]) -> Week:
    assert WEEK is not None
    return week_of(desk_book(CUSTOMERS, *parts), "zhang", WEEK)


def owned(book: Book, who: str = "zhang") -> list[tuple[str, str, date | None, date | None, date | None]]:
    assert WEEK is not None
    found = customers_of(book, Registers(book), who, WEEK, date(2026, 10, 16))
    return [(one.id, one.grade, one.starts, one.ends, one.last_served) for one in found]


def test_what_is_left_over() -> None:
    found = week(PLAN, TRIPS, SERVICES)
    assert [trip.id for trip in found.unlogged] == ["2026-10-15-1"]
    assert [(one.day, one.customer) for one in found.not_gone] == [(date(2026, 10, 14), "C-000147")]
    assert found.visited_besides() == ()


def test_a_service_without_a_trip_s_number_belongs_to_the_trip_of_that_day() -> None:
    text = next(iter(SERVICES.values())).replace("    trip: 2026-10-13-1\n", "")
    assert [trip.id for trip in week(TRIPS, {next(iter(SERVICES)): text}).unlogged] == ["2026-10-15-1"]


def test_a_visit_without_a_trip_stands_by_itself() -> None:
    assert [one.customer for one in week(SERVICES).visited_besides()] == ["C-000123"]


def test_a_week_without_records_is_empty() -> None:
    assert week() == Week((), (), ())


def test_rows_that_are_no_rows_are_passed_over() -> None:
    broken = weekly("trip-logs", "trips:\n  - 2026-10-13\n  - {id: 2026-10-13-1}\n")
    assert week(broken, weekly("visit-plans", "visits: 3\n")) == Week((), (), ())


def test_customers_by_grade_then_longest_unserved() -> None:
    late = customer("C-000150", "新客户", ("2024-03-01", "li"), ("2026-10-14", "zhang"))
    lost = customer("C-000151", "旧客户", ("2024-03-01", "zhang"), ("2026-10-14", "li"))
    closed = customer("C-000152", "已销", ("2024-03-01", "zhang"), more="closed_on: 2026-10-11\n")
    before = customer("C-000153", "早已移交", ("2024-03-01", "zhang"), ("2026-10-12", "li"))
    assert owned(desk_book(CUSTOMERS, SERVICES, late, lost, closed, before)) == [
        ("C-000147", "A", None, None, None),
        ("C-000150", "B", date(2026, 10, 14), None, None),
        ("C-000151", "B", None, date(2026, 10, 13), None),
        ("C-000123", "B", None, None, date(2026, 10, 13)),
    ]


def test_a_post_in_a_week() -> None:
    assert WEEK is not None
    registers = Registers(desk_book(CUSTOMERS, GONE, COMING))
    posts = {name: registers.entity("person", name) for name in ("zhang", "xie", "peng")}
    held = {name: one is not None and post_in(one, WEEK) is not None for name, one in posts.items()}
    assert held == {"zhang": True, "xie": False, "peng": False}
    last = posts["xie"]
    assert last is not None
    assert post_in(last, WEEK.previous()) is not None
