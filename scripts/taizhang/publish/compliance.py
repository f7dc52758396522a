"""How a rule is kept: what it gave, by period, whatever its kind; and the same added up over several rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from taizhang.ledger import Ledger
from taizhang.ledger.ledger import only
from taizhang.ledger.month import month_of
from taizhang.publish.links import obligations_page
from taizhang.publish.view import Counts, count
from taizhang.rules.charge import POINTS
from taizhang.rules.outcome import Decision, Entry, Finding, Known, Measure, Obligation, Outcome, Scorecard, State
from taizhang.when.period import Period, PeriodKind, parse_period

NEWEST = 12
"""How many periods tell their outcomes one by one."""
LISTED = 60
"""How many outcomes of one sort a period tells; more are counted, and stand on the pages of their months."""
QUIET = frozenset({State.MET, State.EXCUSED, State.WAIVED})
"""The states of duties that are only counted where there are too many to tell each."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that has so many of a rule's duties among others: those of a month and unit."""

    month: str
    unit: str
    number: int

    @property
    def address(self) -> str:
        """The address of the page."""
        return obligations_page(self.unit, self.month)


class Gave:
    """The outcomes of one or several rules, by what they are."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        self.outcomes = tuple(outcomes)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.outcomes)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """Duties, by key."""
        return only(Obligation, self.outcomes)

    @cached_property
    def counts(self) -> Counts:
        """The duties by state."""
        return count(self.obligations)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, newest first."""
        return tuple(sorted(only(Finding, self.outcomes), key=lambda one: (one.at, one.key), reverse=True))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What was charged and granted."""
        return only(Entry, self.outcomes)

    @cached_property
    def own(self) -> tuple[Entry, ...]:
        """The entries that no duty or finding of these rules brought about, newest first."""
        told = {one.key for one in (*self.obligations, *self.findings)}
        own = (entry for entry in self.entries if entry.key.split("#", 1)[0] not in told)
        return tuple(sorted(own, key=lambda one: (one.at, one.key), reverse=True))

    @property
    def points(self) -> Decimal:
        """The points of the entries, before any card's bounds and before one cause is charged once."""
        return sum((one.amount for one in self.entries if one.account == POINTS), Decimal())

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Measures, by key."""
        return only(Measure, self.outcomes)

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """Decisions, newest first."""
        return tuple(sorted(only(Decision, self.outcomes), key=lambda one: (one.at, one.key), reverse=True))

    @cached_property
    def cards(self) -> tuple[Scorecard, ...]:
        """Scorecards, by key."""
        return only(Scorecard, self.outcomes)

    @property
    def values(self) -> int:
        """How many measures and scorecards there are."""
        return len(self.measures) + len(self.cards)

    @cached_property
    def known(self) -> Mapping[str, int]:
        """How many measures and cards are a number, missing, not applicable."""
        every: tuple[Measure | Scorecard, ...] = (*self.measures, *self.cards)
        found = Counter(one.known.value for one in every)
        return {known.value: found[known.value] for known in Known}

    @cached_property
    def told(self) -> tuple[Obligation, ...]:
        """The duties to tell one by one: all where they are few, else those that went wrong or are still open."""
        if len(self.obligations) <= LISTED:
            return self.obligations
        return tuple(one for one in self.obligations if one.state not in QUIET)[:LISTED]

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where all the duties stand, by month and unit."""
        found = Counter((month_of(one).key, one.unit) for one in self.obligations)
        return tuple(Place(*place, found[place]) for place in sorted(found))


@dataclass(frozen=True, slots=True)
class Kept:
    """What a rule gave in one period; ``listed`` where its outcomes are told one by one."""

    period: str
    gave: Gave
    listed: bool


def by_period(ledger: Ledger, outcomes: Iterable[Outcome]) -> Iterator[Kept]:
    """The outcomes of one rule by period, newest first; those of days by their month, else there were too many."""
    found: dict[Period, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        found[_period(ledger, one)].append(one)
    for number, period in enumerate(sorted(found, key=lambda one: (one.start, one.end, one.key), reverse=True)):
        yield Kept(period.key, Gave(found[period]), number < NEWEST)


def _period(ledger: Ledger, one: Outcome) -> Period:
    """The period under which an outcome is told; an entry under that of the duty or finding it came of."""
    if isinstance(one, Entry):
        one = ledger.find(one.key.split("#", 1)[0]) or one
    period = parse_period(one.period)
    return month_of(one) if period is None or period.kind is PeriodKind.DAY else period
