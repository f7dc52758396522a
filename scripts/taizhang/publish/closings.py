"""Closings for pages: a month's state in Chinese, a person's sealed card beside the one reckoned now (A8.6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from taizhang.closing import Card, Closing, closing_of, closings_of, state_of
from taizhang.closing.closing import KIND
from taizhang.closing.digest import rulebooks_digest
from taizhang.closing.lines import card_of
from taizhang.closing.states import branches_of, corrections_of, least
from taizhang.closing.verify import TOTAL, LineDifference, Shown, line_differences
from taizhang.ledger.sections import Section
from taizhang.publish.labels import MONTH_STATES
from taizhang.records.book import Book, Record
from taizhang.rules.outcome import Known, Scorecard
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Sealed:
    """A card as it was sealed; ``differs`` are the lines that are not what they were, by id."""

    closing: Closing
    card: Card
    differs: Mapping[str, LineDifference]
    corrections: tuple[Record, ...]

    @property
    def total(self) -> LineDifference | None:
        """The total where it differs."""
        return self.differs.get(TOTAL)

    @property
    def shown(self) -> Shown:
        """The total that was sealed."""
        return Shown(self.card.known, self.card.total)

    def section(self, section: Section) -> Shown | None:
        """What a section with a line that differs was sealed at; None where no line of it differs."""
        lines = {line.id for line in section.lines if line.counts}
        if not lines & self.differs.keys():
            return None
        sealed = [one for one in self.card.scores if one.line in lines]
        if any(one.known is Known.MISSING for one in sealed):
            return Shown(Known.MISSING, None)
        return Shown(Known.NUMBER, sum((one.score for one in sealed if one.score is not None), Decimal()))


class Closings:
    """The closings of a book as of a moment; ``unclear`` are the units and months whose closing may not be seen."""

    def __init__(self, book: Book, as_of: datetime, unclear: frozenset[tuple[str, str]] = frozenset()) -> None:
        self._book = book
        self._unclear = unclear
        self._as_of = as_of

    def state(self, month: Period, unit: str = "") -> str:
        """A unit's month in Chinese; of no unit the branches' together; closings may be absent here."""
        if KIND in self._book.absent:
            return MONTH_STATES["absent"]
        units = (unit,) if unit else branches_of(self._book, month)
        if any((one, month.key) in self._unclear for one in units):
            return MONTH_STATES["absent"]
        return MONTH_STATES[least(state_of(self._book, one, month, self._as_of) for one in units)]

    def each(self) -> tuple[Closing, ...]:
        """Every closing that was submitted by the moment, newest month first, then by unit."""
        found = (one for one in closings_of(self._book) if one.submitted_at <= self._as_of)
        return tuple(sorted(found, key=lambda one: (-one.month.start.toordinal(), one.unit)))

    @cached_property
    def by_month(self) -> Mapping[Period, tuple[Closing, ...]]:
        """Every closing by its month, the newest first."""
        found: dict[Period, tuple[Closing, ...]] = {}
        for one in self.each():
            found[one.month] = (*found.get(one.month, ()), one)
        return found

    def of_units(self, units: Collection[str]) -> tuple[Closing, ...]:
        """The closings of some units, newest month first."""
        return tuple(one for closings in self.by_month.values() for one in closings if one.unit in units)

    def corrections(self, closing: Closing) -> tuple[Record, ...]:
        """What was corrected of a sealed month, by path."""
        return corrections_of(self._book, closing, self._as_of)

    @cached_property
    def rulebooks(self) -> str:
        """The digest over the rulebooks as they are now."""
        return rulebooks_digest(self._book)

    def of(self, unit: str, month: Period, person: str, reckoned: Scorecard | None) -> Sealed | None:
        """A person's sealed card beside the one reckoned now; None while it is open, or where none was sealed."""
        closing = closing_of(self._book, unit, month) if unit and person else None
        card = closing.card(person) if closing is not None and closing.sealed(self._as_of) else None
        if closing is None or card is None:
            return None
        now = (card_of(reckoned),) if reckoned else ()
        differs = {one.line: one for one in line_differences((card,), now)}
        corrections = corrections_of(self._book, closing, self._as_of)
        mine = tuple(one for one in corrections if one.text("person") == person)
        return Sealed(closing, card, differs, mine)
