"""How units stand in a month: what was due and how much of it in time, the mean score, against the month before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from taizhang.bulletin.numbers import mean, percent
from taizhang.ledger.month import month_of
from taizhang.publish.view import Counts, View, count
from taizhang.rules.outcome import Finding, Obligation, Outcome, Scorecard, State
from taizhang.when.period import Period, PeriodKind, period_of


@dataclass(frozen=True)
class Standing:
    """One or more units in one month; ``cards`` are their people's, a unit's own card is told by itself."""

    month: Period
    obligations: tuple[Obligation, ...]
    cards: tuple[Scorecard, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def counts(self) -> Counts:
        """The duties due in the month, by state."""
        return count(self.obligations)

    @cached_property
    def rate(self) -> Decimal | None:
        """How much of what was owed was done in time, in per cent to one decimal; None as long as nothing was."""
        counts = self.counts
        return percent(counts.of(State.MET), counts.owed) if counts.owed else None

    @property
    def named(self) -> str:
        """What the scores are of: the month, or the half-year of cards that end with it (C2.1)."""
        periods = {card.period for card in self.cards}
        own = len(periods) != 1 or self.month.key in periods
        return f"{self.month.start.month} 月" if own else f"{next(iter(periods))} "

    @cached_property
    def scores(self) -> tuple[Decimal, ...]:
        """The totals of the month's cards that have one."""
        return tuple(card.total for card in self.cards if card.total is not None)

    @cached_property
    def mean(self) -> Decimal | None:
        """The mean of the scores to two decimals; None as long as no card has its total."""
        return mean(self.scores) if self.scores else None


class Standings:
    """The standings of one view, put together from outcomes that are looked through once."""

    def __init__(self, view: View) -> None:
        ledger = view.ledger
        self.now = period_of(PeriodKind.MONTH, view.as_of.date())
        self._outcomes: dict[tuple[str, Period], list[Outcome]] = defaultdict(list)
        self._below = below(view)
        for one in (*ledger.obligations, *view.cards, *ledger.findings):
            self._outcomes[one.unit, month_of(one)].append(one)

    def of(self, unit: str, month: Period) -> Standing:
        """A unit in ``month``, with the units below it."""
        return self._of(self._below.get(unit, (unit,)), month)

    def alone(self, unit: str, month: Period) -> Standing:
        """A unit in ``month`` without those below it."""
        return self._of((unit,), month)

    def all(self, month: Period) -> Standing:
        """Everything in ``month``, whatever the unit."""
        return self._of(self._units, month)

    def scored(self, unit: str) -> Standing:
        """The latest month up to now in which a card of the unit or of one below it has its total; else this month."""
        units = self._below.get(unit, (unit,))
        months = sorted({month for of, month in self._outcomes if of in units and month <= self.now}, reverse=True)
        found = (self._of(units, month) for month in months)
        return next((one for one in found if one.scores), self._of(units, self.now))

    @cached_property
    def active(self) -> frozenset[str]:
        """The units that have outcomes of their own."""
        return frozenset(self._units)

    @cached_property
    def _units(self) -> tuple[str, ...]:
        return tuple(sorted({unit for unit, _ in self._outcomes}))

    def _of(self, units: Iterable[str], month: Period) -> Standing:
        found = [one for unit in units for one in self._outcomes.get((unit, month), ())]
        return Standing(
            month,
            tuple(one for one in found if isinstance(one, Obligation)),
            tuple(one for one in found if isinstance(one, Scorecard) and one.person),
            tuple(one for one in found if isinstance(one, Finding)),
        )


def below(view: View) -> Mapping[str, tuple[str, ...]]:
    """Every unit of the register with itself and all units below it, each above its own."""
    found: dict[str, list[str]] = {}
    for unit in in_order(view):
        for above in view.registers.above(unit):
            found.setdefault(above, []).append(unit)
    return {unit: tuple(members) for unit, members in found.items()}


def in_order(view: View) -> tuple[str, ...]:
    """The units of the register, every one behind the unit above it, else by id."""
    return tuple(sorted(view.units, key=lambda unit: tuple(reversed(tuple(view.registers.above(unit))))))


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """By how much a figure rose, as the two stand on the page; None where one of them is not there."""
    return None if now is None or before is None else now - before
