"""What is open before a month is sealed: overdue duties of that month and branch, cards without a total."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from taizhang.closing.troubles import troubles_of
from taizhang.ledger import Ledger
from taizhang.rules.outcome import CardLine, Cause, Known, State
from tests.closing.company import month
from tests.rules.outcomes import obligation, scorecard

AS_OF = datetime(2026, 10, 9, 16, 20)
ONE = Decimal(1)
DUE = datetime(2026, 9, 25, 17, 30)


def test_overdue_of_the_month_and_the_branch_and_nothing_else() -> None:
    kept = obligation(key="a", unit="east", due=DUE, state=State.OVERDUE)
    others = (
        obligation(key="b", unit="west", due=DUE, state=State.OVERDUE),
        obligation(key="c", unit="east", due=datetime(2026, 10, 2, 17, 30), state=State.OVERDUE),
        obligation(key="d", unit="east", due=DUE, state=State.MISSED),
        obligation(key="e", unit="east", due=DUE, state=State.PENDING),
    )
    found = troubles_of(Ledger(AS_OF, (), (kept, *others)), "east", month())
    assert (found.overdue, found.missing, found.count) == ((kept,), (), 1)


def test_a_card_without_a_total_by_the_lines_that_lack() -> None:
    lines = tuple(
        CardLine(name, name, "s", maximum, known, None, Cause("x"))
        for name, known, maximum in (("a", Known.MISSING, ONE), ("b", Known.NOT_APPLICABLE, ONE))
    )
    card = replace(scorecard(unit="east", period="2026-09"), lines=lines, total=None)
    found = troubles_of(Ledger(AS_OF, (), (card,)), "east", month())
    assert [one.missing for one in found.missing] == [("a",)]
    assert found.count == 1
