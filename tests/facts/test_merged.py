"""Two customers that are one: from the day of the merger on the kept one is meant, and nothing before it changes."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.facts.extract import facts_of
from taizhang.facts.merged import Merger, kept_on, mergers
from tests.books import book_of
from tests.desks import ZHANG, customer, desk_book, weekly

FIRST, SECOND, THIRD = "C-000123", "C-000147", "C-000159"
INTO = "closed_on: 2026-10-14\nmerged_into: {}\n"
ENTRY = """\
  - at: {at}
    logged_at: {at}
    customer: {customer}
    mode: active
    channel: phone
    topic: 联系
    result: 谈过。
"""


def log(*entries: tuple[str, str]) -> dict[str, str]:
    """A week's service log: (customer, when) each."""
    return weekly("service-logs", "services:\n" + "".join(ENTRY.format(customer=who, at=at) for who, at in entries))


def served(*more: dict[str, str]) -> list[tuple[str, str]]:
    """Whom each service counts for, by its time."""
    both = customer(FIRST, "宏远物流", ("2024-03-01", "zhang")) | customer(SECOND, "顺越医药", ("2024-03-01", "zhang"))
    book = desk_book(ZHANG, both, *more)
    facts = [fact for fact in facts_of(book) if fact.source.path.startswith("records/service-logs/")]
    assert facts
    return sorted({(f"{fact.time:%m-%d}", fact.customer) for fact in facts})


def test_services_count_for_the_one_kept_from_the_day_on() -> None:
    written = log((SECOND, "2026-10-13 10:00"), (SECOND, "2026-10-14 10:00"), (FIRST, "2026-10-15 10:00"))
    gone = customer(SECOND, "顺越医药", ("2024-03-01", "zhang"), more=INTO.format(FIRST))
    assert served(written) == [("10-13", SECOND), ("10-14", SECOND), ("10-15", FIRST)]
    assert served(written, gone) == [("10-13", SECOND), ("10-14", FIRST), ("10-15", FIRST)]


def test_what_the_file_of_the_one_gone_says_stays_its_own() -> None:
    gone = customer(SECOND, "顺越医药", ("2024-03-01", "zhang"), more=INTO.format(FIRST))
    book = desk_book(ZHANG, customer(FIRST, "宏远物流", ("2024-03-01", "zhang")), gone)
    (closed,) = [fact for fact in facts_of(book) if fact.name == "customer.closed"]
    assert (closed.customer, closed.get("merged_into")) == (SECOND, FIRST)


def test_a_merger_needs_a_day_and_another() -> None:
    undated = customer(SECOND, "顺越医药", ("2024-03-01", "zhang"), more=f"merged_into: {FIRST}\n")
    itself = customer(FIRST, "宏远物流", ("2024-03-01", "zhang"), more=INTO.format(FIRST))
    assert mergers(book_of(undated | itself)) == {}


@pytest.mark.parametrize(
    ("day", "kept"), [(date(2026, 1, 1), FIRST), (date(2026, 3, 1), SECOND), (date(2026, 5, 1), THIRD)]
)
def test_from_merger_to_merger(day: date, kept: str) -> None:
    merged = {FIRST: Merger(SECOND, date(2026, 2, 1), "a"), SECOND: Merger(THIRD, date(2026, 4, 1), "b")}
    assert kept_on(FIRST, day, merged) == kept


def test_a_circle_leads_nowhere() -> None:
    merged = {FIRST: Merger(SECOND, date(2026, 2, 1), "a"), SECOND: Merger(FIRST, date(2026, 2, 1), "b")}
    assert kept_on(FIRST, date(2026, 3, 1), merged) == FIRST
    assert kept_on(SECOND, date(2026, 3, 1), merged) == SECOND
