"""Sheets: every outcome on just one, in the month it belongs to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from taizhang.ledger.month import month_of
from taizhang.publish.sheets import Sheet, sheets_of
from taizhang.rules.outcome import State
from tests.publish.demo import demo_view
from tests.rules.outcomes import entry, finding, measure, obligation, scorecard


def test_who_changes_the_unit_has_one_sheet_a_month_and_a_unit_one_of_its_own() -> None:
    october, november = obligation(), obligation(due=datetime(2026, 11, 1, 0, 0), key="r/2026-W45/zhang")
    elsewhere, shared = obligation(unit="west", key="s/2026-W44/zhang"), obligation(person="", key="r/2026-W44/east")
    found = sheets_of((october, november, elsewhere, shared))
    assert [(one.person, one.unit, one.month.key, one.outcomes) for one in found] == [
        ("zhang", "", "2026-11", (november,)),
        ("", "east", "2026-10", (shared,)),
        ("zhang", "", "2026-10", (october, elsewhere)),
    ]
    assert [one.address for one in found] == [
        "months/zhang.2026-11/",
        "months/unit.east.2026-10/",
        "months/zhang.2026-10/",
    ]


def test_what_a_sheet_holds() -> None:
    early = obligation(State.OVERDUE, datetime(2026, 10, 2, 17, 30), key="r/2026-W40/zhang")
    open_end = obligation(State.UNKNOWN, None, key="r/2026-W42/zhang")
    met = obligation(State.MET, key="r/2026-W44/zhang")
    money = entry(key="e/2026-10/1", period="2026-10")
    (one,) = sheets_of((open_end, met, early, finding(), money, measure(period="2026-10")))
    assert one.duties == (early, met, open_end)
    assert one.undone == (early, open_end)
    assert (one.counts.owed, one.counts.of("met"), one.counts.of("overdue")) == (2, 1, 1)
    assert (len(one.findings), len(one.measures), one.entries) == (1, 1, (money,))
    assert one.points == Decimal(-1)
    assert (one.card, one.sections, one.besides) == (None, (), ())


def test_another_account_is_no_points() -> None:
    (one,) = sheets_of((replace(entry(period="2026-10"), account="CNY"),))
    assert one.points == 0


def test_a_card_belongs_to_its_month() -> None:
    card = scorecard(period="2026-10")
    (one,) = sheets_of((card,))
    assert one.card is card
    assert one.section("没有这一部分") is None


def test_a_card_of_a_longer_period_stands_beside_the_months() -> None:
    """On the sheet of the month it ends with; while its period runs it says so (C2.1)."""
    month, half = scorecard(period="2026-12"), scorecard(period="2026-H2", rule="h", key="h/2026-H2/zhang")
    (one,) = sheets_of((half, month))
    assert one.card is month
    assert [other.card for other in one.further] == [half]
    assert [one.further[0].over(datetime(2026, 12, 31)), one.further[0].over(datetime(2027, 1, 1))] == [False, True]
    (alone,) = sheets_of((half,))
    assert (alone.card, len(alone.further), alone.further[0].sections) == (None, 1, ())


def test_every_outcome_of_the_demo_is_on_one_sheet() -> None:
    outcomes = demo_view().ledger.outcomes
    found: tuple[Sheet, ...] = sheets_of(outcomes)
    assert Counter(one.key for sheet in found for one in sheet.outcomes) == Counter(one.key for one in outcomes)
    assert all(month_of(one) == sheet.month for sheet in found for one in sheet.outcomes)
    assert len({sheet.address for sheet in found}) == len(found)
