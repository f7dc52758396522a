"""The result lines of a month: who had a card, line by line, nothing that does not count."""

from __future__ import annotations

from decimal import Decimal

from taizhang.closing import lines_of
from taizhang.rules.outcome import Known
from tests.closing.company import CONFIRMED, files, incident, ledger_of, month


def test_everybody_with_a_card_by_id_and_every_line_that_counts() -> None:
    cards = lines_of(
        ledger_of(files() | incident("zhang", "2026-09-20", "2026-09-21 10:00"), CONFIRMED), "east", month()
    )
    assert [(one.person, one.rule, one.total, one.known) for one in cards] == [
        ("li", "scorecard", Decimal(18), Known.NUMBER),
        ("zhang", "scorecard", Decimal(20), Known.NUMBER),
    ]
    assert [(one.line, one.score, one.maximum) for one in cards[1].scores] == [
        ("base-service", Decimal(10), Decimal(10)),
        ("work-planning", Decimal(8), Decimal(8)),
        ("adjustments-bounded", Decimal(2), Decimal(20)),
    ]


def test_another_unit_and_another_month_have_none() -> None:
    ledger = ledger_of(files(), CONFIRMED)
    assert lines_of(ledger, "marketing", month()) == ()
    assert lines_of(ledger, "east", month("2026-08")) == ()
