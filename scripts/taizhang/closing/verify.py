"""What differs between a sealed month and the same month reckoned now (A8.6, design §7).

Lines that differ make the closing untrue; records that changed while every line stayed the same do not, and are told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from taizhang.closing.closing import Closing
from taizhang.closing.digest import Basis, basis_of, rulebooks_digest
from taizhang.closing.lines import Card, Score, lines_of
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.rules.outcome import Known

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure on one side: None of it where the card or the line is not there at all."""

    known: Known
    score: Decimal | None
    maximum: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LineDifference:
    """One line of one person's card, or its total: as sealed, as it is now."""

    person: str
    rule: str
    line: str
    was: Shown | None
    now: Shown | None


class Became(StrEnum):
    """What became of a record since sealing."""

    CHANGED = "changed"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """A record among those that results rest on: changed, come in, or gone from among them."""

    record: str
    became: Became


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs of one closing; ``rulebooks`` says that rules were added or changed since."""

    closing: Closing
    lines: tuple[LineDifference, ...]
    records: tuple[RecordDifference, ...]
    rulebooks: bool

    @property
    def agrees(self) -> bool:
        """Whether every line is what it was."""
        return not self.lines

    def of_person(self, person: str) -> tuple[LineDifference, ...]:
        """The lines of one person that differ."""
        return tuple(one for one in self.lines if one.person == person)


def verify(ledger: Ledger, book: Book, closing: Closing) -> Differences:
    """``closing`` held against ``ledger``, which was computed from ``book``; lines by person, records by key."""
    now = lines_of(ledger, closing.unit, closing.month)
    return Differences(
        closing,
        tuple(line_differences(closing.cards, now)),
        tuple(_records(closing.basis, basis_of(book, ledger, closing.unit, closing.month))),
        rulebooks_digest(book) != closing.rulebooks,
    )


def line_differences(was: tuple[Card, ...], now: tuple[Card, ...]) -> Iterator[LineDifference]:
    """Every line and total that is not the same on both sides, by person and rule, in the order of the lines."""
    before, after = ({(one.person, one.rule): _figures(one) for one in cards} for cards in (was, now))
    for person, rule in sorted(before.keys() | after.keys()):
        old, new = before.get((person, rule), {}), after.get((person, rule), {})
        for line in dict.fromkeys((*old, *new)):
            if old.get(line) != new.get(line):
                yield LineDifference(person, rule, line, old.get(line), new.get(line))


def _figures(card: Card) -> dict[str, Shown]:
    """Every line of a card and its total by id; the total last."""
    found = {one.line: _shown(one) for one in card.scores}
    return {**found, TOTAL: Shown(card.known, card.total)}


def _shown(score: Score) -> Shown:
    return Shown(score.known, score.score, score.maximum)


def _records(was: tuple[Basis, ...], now: tuple[Basis, ...]) -> Iterator[RecordDifference]:
    before, after = ({one.record: one.digest for one in side} for side in (was, now))
    for record in sorted(before.keys() | after.keys()):
        if record not in after:
            yield RecordDifference(record, Became.GONE)
        elif record not in before:
            yield RecordDifference(record, Became.ADDED)
        elif before[record] != after[record]:
            yield RecordDifference(record, Became.CHANGED)
