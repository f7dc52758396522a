"""Calendars that contradict themselves are told, and count as not published until they are mended."""

from __future__ import annotations

from datetime import date

from taizhang.facts.calendar_check import calendar_problems
from taizhang.facts.registers import Registers
from taizhang.records.book import Book
from tests.books import book_of, company


def with_day(field: str, day: str) -> Book:
    """The company with one more day in a list of its calendar."""
    files = company()
    text = files["calendar/2026.yaml"]
    files["calendar/2026.yaml"] = text.replace(f"{field}:\n", f"{field}:\n  - {{day: {day}, name: 试验}}\n")
    return book_of(files)


def test_the_reviewed_calendar_is_sound() -> None:
    """The demo's own year."""
    assert list(calendar_problems(book_of(company()))) == []


def test_a_day_of_another_year() -> None:
    """Told at its line; the whole year is unknown meanwhile."""
    book = with_day("holidays", "2025-10-01")
    (problem,) = calendar_problems(book)
    assert (problem.rule, problem.line, problem.column, problem.value) == ("calendar.other-year", 9, 11, "2025-10-01")
    assert Registers(book).calendar("east").working(date(2026, 10, 16)) is None


def test_a_day_both_off_and_worked() -> None:
    """Told where it is called a working day."""
    (problem,) = calendar_problems(with_day("workdays", "2026-10-01"))
    assert (problem.rule, problem.value) == ("calendar.both", "2026-10-01")
