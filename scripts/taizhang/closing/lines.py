"""A month's result lines: what is sealed of every card, no causes (A7.4, A8.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from taizhang.ledger import Ledger
from taizhang.rules.outcome import Known, Scorecard
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Score:
    """One line of a card: ``score`` is None where it is missing or not applicable."""

    line: str
    known: Known
    score: Decimal | None
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class Card:
    """One person's result: ``total`` is None while a line is missing (G12)."""

    person: str
    rule: str
    total: Decimal | None
    scores: tuple[Score, ...]

    @property
    def known(self) -> Known:
        """Whether there is a total."""
        return Known.MISSING if self.total is None else Known.NUMBER

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the lines without data."""
        return tuple(one.line for one in self.scores if one.known is Known.MISSING)


def cards_of(ledger: Ledger, unit: str, month: Period) -> Iterator[Scorecard]:
    """The cards of a unit and month, by person and rule; a person's card is of the unit of the month's last day."""
    found = (one for one in ledger.scorecards if one.unit == unit and one.period == month.key)
    yield from sorted(found, key=lambda one: (one.person, one.rule))


def lines_of(ledger: Ledger, unit: str, month: Period) -> tuple[Card, ...]:
    """The result lines of a unit and month as the ledger has them, by person and rule; no lines that do not count."""
    return tuple(card_of(card) for card in cards_of(ledger, unit, month))


def card_of(card: Scorecard) -> Card:
    """A card without its causes."""
    scores = (Score(line.id, line.known, line.score, line.maximum) for line in card.lines if line.counts)
    return Card(card.person, card.rule, card.total, tuple(scores))
