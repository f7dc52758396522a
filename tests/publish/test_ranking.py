"""The year's ranking: by the sum of the months that are over; who is equal shares a place (D3.6)."""

from __future__ import annotations

from datetime import datetime

from taizhang.ledger import compute
from taizhang.publish.ranking import rankings
from taizhang.publish.view import view
from tests.books import book_of
from tests.dining import HISTORY, company


def analysis(person: str, at: str, month: str = "2026-09") -> dict[str, str]:
    """A month's market analysis."""
    text = f"unit: hall\nmonth: {month}\nperson: {person}\nsubmitted_at: {at}\nhanded_to: luo\n"
    text += "market: 平。\nanalysis: 稳。\n"
    return {f"market-analyses/hall/{month}/{person}.yaml": text}


def places(at: str, *files: dict[str, str]) -> list[tuple[int | None, str, str, list[str]]]:
    """Everybody's place, with the sum and the months of the cards beside it."""
    found = company()
    for one in files:
        found |= one
    book = book_of(found)
    (year,) = rankings(view(compute(book, HISTORY, datetime.fromisoformat(at)), book), ["hall"])
    assert year.rule.id == "catering-year"
    return [
        (one.number, one.measure.person, str(one.measure.value), [card.period for card in one.cards])
        for one in year.places
    ]


def test_the_higher_sum_comes_first() -> None:
    """September: no new customers, 2; no plan for October, 2; Meng's analysis in time, Xu's a minute late, 3."""
    made = (analysis("meng", "2026-09-28 18:00"), analysis("xu", "2026-09-28 18:01"))
    assert places("2026-10-04 09:00", *made) == [
        (1, "meng", "96.00", ["2026-09", "2026-10"]),
        (2, "xu", "93.00", ["2026-09", "2026-10"]),
    ]


def test_equal_sums_share_a_place_and_a_month_counts_when_it_is_over() -> None:
    assert [one[0] for one in places("2026-10-04 09:00")] == [1, 1]
    assert [one[2] for one in places("2026-09-30 23:58")] == ["0.00", "0.00"]
    assert [one[2] for one in places("2026-09-30 23:59")] == ["100.00", "100.00"]


def test_a_unit_without_people_of_the_rule_has_no_ranking() -> None:
    book = book_of(company())
    assert list(rankings(view(compute(book, HISTORY, datetime(2026, 10, 4)), book), ["east"])) == []
