"""Whoever adds totals up takes those that were sealed, whatever the records give now (A8.6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from taizhang.closing.sealed import as_sealed
from tests.closing.company import CONFIRMED, audited_of, incident, sealed
from tests.publish.demo import demo_book, demo_view

LATER = datetime(2026, 11, 20, 18, 30)
LATE = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")


def test_a_sealed_card_has_the_total_that_was_sealed_and_nothing_else_changes() -> None:
    book, ledger = audited_of(sealed() | LATE, LATER)
    before = [(one.key, one.total) for one in ledger.scorecards]
    after = [(one.key, one.total) for one in as_sealed(book, ledger.scorecards, LATER)]
    moved = {key: (was, now) for (key, was), (_, now) in zip(before, after, strict=True) if was != now}
    assert [key for key, _ in after] == [key for key, _ in before]
    assert list(moved) == ["scorecard/2026-09/zhang"]
    (was, now) = moved["scorecard/2026-09/zhang"]
    assert was is not None
    assert now is not None
    assert now - was == Decimal(2)


def test_a_month_not_yet_confirmed_is_as_reckoned() -> None:
    book, ledger = audited_of(sealed() | LATE, LATER)
    assert as_sealed(book, ledger.scorecards, CONFIRMED - timedelta(minutes=1)) == ledger.scorecards


def test_the_demo_s_sealed_september() -> None:
    view = demo_view()
    (deng,) = (one for one in view.ledger.scorecards if one.key == "scorecard/2026-09/deng-huan")
    assert deng.total == Decimal("88.59")
    assert [one.total for one in as_sealed(demo_book(), (deng,), view.as_of)] == [Decimal("90.59")]


def test_a_sealed_total_keeps_its_decimals() -> None:
    view = demo_view()
    (zhang,) = (one for one in view.ledger.scorecards if one.key == "scorecard/2026-10/zhang-wei")
    assert [str(one.total) for one in as_sealed(demo_book(), (zhang,), view.as_of)] == ["84.40"]
