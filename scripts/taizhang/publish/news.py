"""What is new since a moment: duties that turned overdue, missed or late, and findings, by what somebody must do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from taizhang.publish.view import View
from taizhang.rules.outcome import Finding, Obligation, Outcome, State

FRIDAY = 4
MISSED = "obligation.missed-"
FOUND = "found"
SERIOUS = "serious"
WEIGHT: tuple[str, ...] = (State.OVERDUE, State.MISSED, FOUND, State.LATE)
"""What is new, by how much it needs somebody: what is still to be done first, what is done at last."""


@dataclass(frozen=True, slots=True)
class UnitNews:
    """What is new in one unit ("" for none), the gravest and then the newest first."""

    unit: str
    outcomes: tuple[Outcome, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """What it is about, each once."""
        return tuple(dict.fromkeys(one.title for one in self.outcomes))


@dataclass(frozen=True, slots=True)
class News:
    """What turned one way (``overdue``, ``missed``, ``late``) or was ``found``: the unit with the most first."""

    turned: str
    units: tuple[UnitNews, ...]

    @property
    def count(self) -> int:
        """How many there are in all units."""
        return sum(len(one.outcomes) for one in self.units)


def last_friday(as_of: datetime) -> datetime:
    """Midnight at which the Friday before the day of ``as_of`` began."""
    back = (as_of.weekday() - FRIDAY) % 7 or 7
    return datetime.combine(as_of.date() - timedelta(days=back), time.min)


def news(view: View, since: datetime) -> tuple[News, ...]:
    """What is new since a moment, what needs somebody first; nothing of what there is none of."""
    found: dict[str, dict[str, list[tuple[datetime, Outcome]]]] = defaultdict(lambda: defaultdict(list))
    for one in (*view.obligations, *view.ledger.findings):
        at = turned_at(one)
        if at is not None and at >= since:
            found[turned_to(one)][one.unit].append((at, one))
    return tuple(News(turned, _by_unit(found[turned])) for turned in WEIGHT if turned in found)


def turned_to(outcome: Outcome) -> str:
    """What something turned to: a duty's state, else ``found``."""
    return outcome.state if isinstance(outcome, Obligation) else FOUND


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


def _by_unit(units: dict[str, list[tuple[datetime, Outcome]]]) -> tuple[UnitNews, ...]:
    found = (UnitNews(unit, _gravest_first(listed)) for unit, listed in units.items())
    return tuple(sorted(found, key=lambda one: (not _grave(one.outcomes), -len(one.outcomes), one.unit)))


def _gravest_first(listed: Iterable[tuple[datetime, Outcome]]) -> tuple[Outcome, ...]:
    newest = sorted(sorted(listed, key=lambda pair: pair[1].order), key=lambda pair: pair[0], reverse=True)
    return tuple(one for _, one in sorted(newest, key=lambda pair: not _grave((pair[1],))))


def _grave(outcomes: Iterable[Outcome]) -> bool:
    return any(isinstance(one, Finding) and one.severity == SERIOUS for one in outcomes)


def _missed_at(duty: Obligation) -> datetime | None:
    named = (cause.values.get("moment") for cause in duty.cause.children if cause.sentence.startswith(MISSED))
    return next((moment for moment in named if isinstance(moment, datetime)), None)
