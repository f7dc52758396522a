"""How a rule is kept at present: the month that runs with who slipped, and its last periods as bars."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from taizhang.bulletin.numbers import percent
from taizhang.explain.sentences import STATES
from taizhang.ledger.month import month_of
from taizhang.publish.charts import Bar, Part
from taizhang.publish.compliance import NEWEST, Gave, Kept
from taizhang.publish.view import Counts, View, count
from taizhang.rulebook import Rule
from taizhang.rules.outcome import Finding, Obligation, State
from taizhang.when.period import PeriodKind, parse_period, period_of

SLIPPED = (State.OVERDUE, State.MISSED, State.LATE)
"""The states of what was not done in time, the most pressing first."""
FEWEST = 2
"""Fewer periods than this make no chart."""


@dataclass(frozen=True, slots=True)
class Month:
    """What a rule gave in the month that runs; ``slipped`` was not done in time, what is still open first."""

    month: int
    counts: Counts
    slipped: tuple[Obligation, ...]
    findings: tuple[Finding, ...]

    @property
    def rate(self) -> Decimal | None:
        """How much of what was due so far was done in time, in per cent; None as long as nothing was."""
        return percent(self.counts.of(State.MET), self.counts.owed) if self.counts.owed else None


def this_month(view: View, gave: Gave) -> Month:
    """The view's month under one rule."""
    now = period_of(PeriodKind.MONTH, view.as_of.date())
    duties = [one for one in gave.obligations if month_of(one) == now]
    slipped = sorted((one for one in duties if one.state in SLIPPED), key=lambda one: SLIPPED.index(one.state))
    findings = tuple(one for one in gave.findings if month_of(one) == now)
    return Month(now.start.month, count(duties), tuple(slipped), findings)


def bars(rule: Rule, periods: Iterable[Kept]) -> tuple[Bar, ...]:
    """The last periods of a rule, oldest first: its duties by state, or its findings; none where they are few."""
    told = tuple(reversed(tuple(periods)[:NEWEST]))
    states = [state for state in (State.MET, *reversed(SLIPPED)) if any(one.gave.counts.of(state) for one in told)]
    found = []
    for one in told:
        address = f"rules/{rule.id}/#p-{one.period}"
        parts = tuple(Part(state, STATES[state], one.gave.counts.of(state), address) for state in states)
        if not states and one.gave.findings:
            parts = (Part("late", "", len(one.gave.findings), address),)
        if any(part.value for part in parts):
            found.append(Bar(short(one.period), parts, address))
    return tuple(found) if len(found) >= FEWEST else ()


def short(key: str) -> str:
    """A period's key without its year, which the table below has."""
    period = parse_period(key)
    if period is None or period.kind is not PeriodKind.MONTH:
        return key.rpartition("-")[2] if period is not None and period.kind is PeriodKind.WEEK else key
    return f"{period.start.month} 月"
