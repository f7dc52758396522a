"""Sheets: all that one person, or a unit where nobody in particular, has in one month. Each has its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from taizhang.desk.due_list import OPEN
from taizhang.ledger.ledger import only
from taizhang.ledger.month import month_of
from taizhang.ledger.sections import Section, besides, sections_of
from taizhang.publish.links import month_page
from taizhang.publish.view import Counts, count
from taizhang.rules.charge import MONEY, POINTS
from taizhang.rules.outcome import Cause, Decision, Entry, Finding, Measure, Obligation, Outcome, Scorecard
from taizhang.when.period import Period, parse_period


@dataclass(frozen=True, slots=True)
class Carded:
    """A card with its sections, as a page shows it."""

    card: Scorecard

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the card."""
        return sections_of(self.card)

    @property
    def besides(self) -> tuple[Cause, ...]:
        """What the card tells besides its sections."""
        return besides(self.card)

    def over(self, as_of: datetime) -> bool:
        """Whether its period is over, so that nothing is added any more."""
        period = parse_period(self.card.period)
        return period is not None and period.end <= as_of.date()


@dataclass(frozen=True)
class Sheet:
    """What belongs to one month (G8) of ``person``, or of ``unit`` where ``person`` is empty; both are ids."""

    person: str
    unit: str
    month: Period
    outcomes: tuple[Outcome, ...]

    @property
    def address(self) -> str:
        """Where its page is."""
        return month_page(self.person, self.unit, self.month.key)

    @cached_property
    def card(self) -> Scorecard | None:
        """The month's scorecard; only who held the post for the whole month has one (A7.1)."""
        return next((one for one in only(Scorecard, self.outcomes) if one.period == self.month.key), None)

    @property
    def further(self) -> tuple[Carded, ...]:
        """The other cards that belong to the month: of a quarter, half-year or year that ends with it (C2.1)."""
        return tuple(Carded(one) for one in only(Scorecard, self.outcomes) if one is not self.card)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the card, none without one."""
        return sections_of(self.card) if self.card else ()

    def section(self, title: str) -> Section | None:
        """The card's section of this title."""
        return next((one for one in self.sections if one.title == title), None)

    @cached_property
    def besides(self) -> tuple[Cause, ...]:
        """What the card tells besides its sections."""
        return besides(self.card) if self.card else ()

    @cached_property
    def duties(self) -> tuple[Obligation, ...]:
        """What was and is owed, by due instant, what has none last."""
        return tuple(sorted(only(Obligation, self.outcomes), key=lambda one: (one.due or datetime.max, one.order)))

    @cached_property
    def undone(self) -> tuple[Obligation, ...]:
        """The duties that are still open, by due instant."""
        return tuple(one for one in self.duties if one.state in OPEN)

    @cached_property
    def counts(self) -> Counts:
        """The duties by state."""
        return count(self.duties)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found wrong, by time."""
        return tuple(sorted(only(Finding, self.outcomes), key=lambda one: (one.at, one.order)))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What was charged and granted, by time."""
        return tuple(sorted(only(Entry, self.outcomes), key=lambda one: (one.at, one.order)))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """What was counted, by rule and period."""
        return only(Measure, self.outcomes)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What was decided, by time."""
        return tuple(sorted(only(Decision, self.outcomes), key=lambda one: (one.at, one.order)))

    @cached_property
    def money(self) -> Decimal | None:
        """What is proposed to be paid or withheld in CNY, together; None where no entry is of money."""
        amounts = [one.amount for one in self.entries if one.account == MONEY]
        return sum(amounts, Decimal()) if amounts else None

    @cached_property
    def points(self) -> Decimal:
        """All points of the month, before any card's bounds and before one cause is charged once (G13)."""
        return sum((one.amount for one in self.entries if one.account == POINTS), Decimal())


def sheets_of(outcomes: Iterable[Outcome]) -> tuple[Sheet, ...]:
    """The sheets of all that have anything, newest month first, each person's once whatever unit they were in."""
    found: defaultdict[tuple[Period, str, str], list[Outcome]] = defaultdict(list)
    for one in outcomes:
        found[month_of(one), one.person, "" if one.person else one.unit].append(one)
    sheets = [Sheet(person, unit, month, tuple(parts)) for (month, person, unit), parts in found.items()]
    return tuple(sorted(sheets, key=lambda one: (-one.month.start.toordinal(), one.person, one.unit)))
