"""What is still open in a month that is about to be sealed: duties overdue, lines without data (A8.6)."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.closing.lines import Card, lines_of
from taizhang.ledger import Ledger
from taizhang.ledger.month import belongs
from taizhang.rules.outcome import Obligation, State
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Troubles:
    """Cards without a total, and duties of the month that are overdue and not yet missed."""

    missing: tuple[Card, ...]
    overdue: tuple[Obligation, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.missing) + len(self.overdue)


def troubles_of(ledger: Ledger, unit: str, month: Period) -> Troubles:
    """What is open of a unit's month (G8), by rule and period."""
    return Troubles(
        tuple(card for card in lines_of(ledger, unit, month) if card.missing),
        tuple(
            one for one in ledger.obligations if one.unit == unit and one.state is State.OVERDUE and belongs(one, month)
        ),
    )
