"""How far a month is on its way: open, submitted, confirmed, corrected (design §7)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from taizhang.closing.closing import Closing, closing_of
from taizhang.facts.registers import Registers
from taizhang.records.book import Book, Record
from taizhang.rulebook import rulebooks_of
from taizhang.rules import KINDS
from taizhang.when.moment import parse_moment
from taizhang.when.period import Period

BRANCH, CORRECTION = "branch", "correction"
CLOSING = "closing."


class MonthState(StrEnum):
    """The states in the order in which a month goes through them."""

    OPEN = "open"
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"

    @property
    def sealed(self) -> bool:
        """Whether its results stand."""
        return self in {MonthState.CONFIRMED, MonthState.CORRECTED}


ORDER = tuple(MonthState)


def state_of(book: Book, unit: str, month: Period, as_of: datetime) -> MonthState:
    """The state of a unit's month at a local moment."""
    closing = closing_of(book, unit, month)
    if closing is None or closing.submitted_at > as_of:
        return MonthState.OPEN
    if not closing.sealed(as_of):
        return MonthState.SUBMITTED
    return MonthState.CORRECTED if corrections_of(book, closing, as_of) else MonthState.CONFIRMED


def least(states: Iterable[MonthState]) -> MonthState:
    """The state of several units together: that of the one which is least far; of none it is open.

    Corrected is as far as confirmed, so one corrected unit among confirmed ones makes it corrected.
    """
    found = set(states)
    behind = min(found, key=ORDER.index, default=MonthState.OPEN)
    return MonthState.CORRECTED if behind.sealed and MonthState.CORRECTED in found else behind


def branches_of(book: Book, month: Period) -> tuple[str, ...]:
    """The branches that there are at some time of a month, by id: those that have a closing of it to make.

    Where rulebooks ask for closings these are the branches of the units they apply to, and of these units themselves
    those that have none below them: a catering department closes its own months (D3.6).
    """
    first, last = month.start.isoformat(), month.last.isoformat()
    asked = _asked_to_close(book)
    above = Registers(book).above
    alone = asked - {one.text("parent") for one in book.of("unit")}
    return tuple(
        one.id
        for one in book.of("unit")
        if (one.id in alone or (one.text("kind") == BRANCH and (not asked or not asked.isdisjoint(above(one.id)))))
        and one.text("opened_on") <= last
        and (one.text("closed_on") or first) >= first
    )


def _asked_to_close(book: Book) -> frozenset[str]:
    """The units of the rulebooks that have a rule of closings."""
    asking = (
        rulebook
        for rulebook in rulebooks_of(book)
        if any(
            name.startswith(CLOSING)
            for rule in rulebook.rules
            if rule.kind in KINDS
            for name in KINDS[rule.kind].reads(rule)
        )
    )
    return frozenset(unit for rulebook in asking for unit in rulebook.units)


def corrections_of(book: Book, closing: Closing, as_of: datetime) -> tuple[Record, ...]:
    """The corrections of a closing that were approved after its sealing and by ``as_of``, by path."""
    record = book.at(closing.path)
    return tuple(
        one
        for one in book.of(CORRECTION)
        if record is not None
        and one.text("closing") == record.key
        and (at := parse_moment(one.text("approved_at"))) is not None
        and closing.confirmed_at is not None
        and closing.confirmed_at <= at <= as_of
    )
