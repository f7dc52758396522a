"""What is new since a moment: duties that turned late, missed or overdue, and findings raised, by rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from taizhang.publish.view import View
from taizhang.rulebook import Rule
from taizhang.rules.outcome import Finding, Obligation, Outcome, State

FRIDAY = 4
MISSED = "obligation.missed-"


@dataclass(frozen=True, slots=True)
class News:
    """What is new with one rule."""

    rule: Rule
    outcomes: tuple[Outcome, ...]

    def of(self, state: str) -> int:
        """How many duties turned to ``state``."""
        return sum(isinstance(one, Obligation) and one.state == state for one in self.outcomes)

    @property
    def findings(self) -> int:
        """How many findings were raised."""
        return sum(isinstance(one, Finding) for one in self.outcomes)


def last_friday(as_of: datetime) -> datetime:
    """Midnight at which the Friday before the day of ``as_of`` began."""
    back = (as_of.weekday() - FRIDAY) % 7 or 7
    return datetime.combine(as_of.date() - timedelta(days=back), time.min)


def news(view: View, since: datetime) -> tuple[News, ...]:
    """What is new since a moment, by rule in rulebook order."""
    found: list[News] = []
    for rule in view.rules:
        turned = tuple(one for one in view.ledger.outcomes_of(rule) if (at := turned_at(one)) and at >= since)
        if turned:
            found.append(News(rule, turned))
    return tuple(found)


def turned_at(outcome: Outcome) -> datetime | None:
    """When something became wrong, or late instead of overdue; None where nothing is wrong.

    A duty is overdue from its due instant on, late when it is done, missed from the moment its cause names (G6).
    """
    match outcome:
        case Finding(at=at):
            return at
        case Obligation(state=State.LATE, done_at=done_at):
            return done_at
        case Obligation(state=State.OVERDUE, due=due):
            return due
        case Obligation(state=State.MISSED, due=due):
            return _missed_at(outcome) or due
        case _:
            return None


def _missed_at(duty: Obligation) -> datetime | None:
    named = (cause.values.get("moment") for cause in duty.cause.children if cause.sentence.startswith(MISSED))
    return next((moment for moment in named if isinstance(moment, datetime)), None)
