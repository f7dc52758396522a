"""What becomes of a deadline, and the counting that led there, as data: ``explain`` makes the sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from taizhang.when.calendar import DayKind


class ResolutionState(StrEnum):
    """A moment is due, nothing is due, or nobody can say yet."""

    DUE = "due"
    WAIVED = "waived"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why nothing is due, or nobody can say."""

    HOLIDAY = "holiday"  # waived by the rule's ``on_holiday``
    NO_WAY_LEFT = "no-way-left"  # waived: every way of ``on_holiday`` failed
    NOT_A_WORKING_DAY = "not-a-working-day"  # waived: owed on working days only
    TOO_FEW_WORKING_DAYS = "too-few-working-days"  # waived: the period has no nth working day
    SHORT_MONTH = "short-month"  # waived: the month has no such day
    YEAR_UNPUBLISHED = "year-unpublished"  # unknown: a year's working days are not recorded yet
    PAUSED = "paused"  # unknown: the clock stands still, and its pause has no end yet
    NO_ANCHOR = "no-anchor"  # unknown: the date to count from is missing


class Verdict(StrEnum):
    """What was done with a day."""

    START = "start"  # counted from, itself not counted (G1)
    COUNTED = "counted"  # a working day on the way
    SKIPPED = "skipped"  # not worked, so not counted
    PASSED = "passed"  # not worked, so the deadline goes elsewhere
    TAKEN = "taken"  # the deadline lies here
    UNKNOWN = "unknown"  # its year is not recorded yet


class Found(StrEnum):
    """How a day came to be looked at, where no ``Way`` led there."""

    SCHEDULED = "scheduled"
    COUNT = "count"
    CLAMP = "clamp"


@dataclass(frozen=True, slots=True)
class Step:
    """One day looked at: what the calendar calls it (None = unknown, or not asked), what was done with it.

    ``found`` is the id of how the day came up: a ``Found``, a ``Way`` or an ``Adjusted``; ``count`` is the day's number
    in a count of working days, else 0.
    """

    day: date
    verdict: Verdict
    kind: DayKind | None = None
    found: str = Found.SCHEDULED
    count: int = 0


@dataclass(frozen=True, slots=True)
class Resolution:
    """``due`` is the last minute in time (G2, G9), None unless ``state`` is due; ``reason`` is told otherwise.

    ``opens`` is the first day that counts where a window has one. A due time of 24:00 is 23:59 of its day, so that the
    month of ``due`` is the month the entry belongs to (G8).
    """

    due: datetime | None
    state: ResolutionState
    steps: tuple[Step, ...] = ()
    reason: Reason | None = None
    opens: date | None = None


def due_on(day: date, at: time, steps: tuple[Step, ...]) -> Resolution:
    """Due on ``day`` at ``at``."""
    return Resolution(datetime.combine(day, at), ResolutionState.DUE, steps)


def waived(reason: Reason, steps: tuple[Step, ...] = ()) -> Resolution:
    """Nothing is due."""
    return Resolution(None, ResolutionState.WAIVED, steps, reason)


def unknown(reason: Reason, steps: tuple[Step, ...] = ()) -> Resolution:
    """Nobody can say yet."""
    return Resolution(None, ResolutionState.UNKNOWN, steps, reason)
