"""A duty of one period: its limits, what excuses from it, and the state that follows (design §7, G6, G7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from taizhang.facts.store import Facts
from taizhang.rulebook import Rule, Version
from taizhang.rules.excuse import Excuse, excuse_of
from taizhang.rules.outcome import Cause, State, Value
from taizhang.rules.population import Owner, Subject
from taizhang.when.calendar import Calendar
from taizhang.when.deadline import resolve
from taizhang.when.due import Due, due_from
from taizhang.when.moment import parse_time
from taizhang.when.period import Period, PeriodKind, period_of
from taizhang.when.resolution import Resolution, ResolutionState

CLOSING = {"working_day": 3, "period": "after", "time": "18:00"}
"""When a month closes, unless the rule says otherwise: the third working day of the next month (A8.6, K2)."""

HANDOVER = {"working_days": 5}
"""Within how many working days before the due a duty taken over is excused, unless the rule says otherwise (G7)."""

AT_ONCE = "due"
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limits:
    """The last minute in time, and the last one that is late and not missed; None where nobody can say yet.

    ``causes`` tell the grace, and ``missed`` from when on it is missed.
    """

    in_time: datetime | None
    late: datetime | None
    grace: tuple[Cause, ...] = ()
    missed: Cause | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """How often something is to be done, and why; ``times`` is None where the register does not tell."""

    times: int | None = 1
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """What somebody owes for one period, before its state is known.

    ``span`` are the days on which it can be done: the period, or the window of an anniversary. ``opens`` is the day
    from which on it is owed.
    """

    rule: Rule
    version: Version
    subject: Subject
    owner: Owner
    period: Period
    span: Period
    opens: date
    resolution: Resolution
    limits: Limits
    wanted: Wanted
    calendar: Calendar

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The rule's parameters as they were when the duty began."""
        return self.version.parameters


def limits_of(parameters: Mapping[str, Any], due: datetime | None, calendar: Calendar) -> Limits:
    """Grace and the moment from which on it is missed: one that the rule names, else the month's closing (G6)."""
    if due is None:
        return Limits(None, None)
    minutes = parameters.get("grace", {}).get("minutes", 0)
    in_time = due + timedelta(minutes=minutes)
    grace = (Cause("due.grace", {"minutes": minutes, "moment": in_time}),) if minutes else ()
    missed_at = parameters.get("missed_at")
    if missed_at == AT_ONCE:
        return Limits(in_time, in_time, grace, Cause("obligation.missed-at-once", {"moment": in_time}))
    if missed_at is not None:
        at = parse_time(missed_at["time"])
        moment = datetime.combine(due.date(), at) if at else in_time
        late = max(moment - MINUTE, in_time)
        return Limits(in_time, late, grace, Cause("obligation.missed-from", {"moment": moment}))
    late_until = closing_after(parameters, due, calendar)
    missed = None if late_until is None else Cause("obligation.missed-after", {"moment": late_until})
    return Limits(in_time, late_until, grace, missed)


def closing_after(parameters: Mapping[str, Any], due: datetime, calendar: Calendar) -> datetime | None:
    """When the month of a due instant closes; None where nobody can say yet."""
    closing = due_from(parameters.get("missed_after", CLOSING))
    return _closes(closing, period_of(PeriodKind.MONTH, due.date()), calendar)


@lru_cache(maxsize=1024)
def _closes(closing: Due, month: Period, calendar: Calendar) -> datetime | None:
    return resolve(closing, month, calendar).due


def excuse_from(duty: Duty, facts: Facts) -> Excuse | None:
    """Leave on all working days, else a duty taken over shortly before it is due; leave in part is told (G7)."""
    wanted = duty.parameters.get("excused_by")
    if not duty.owner.person:
        return None
    leave = excuse_of(wanted, duty.owner.person, duty.span, duty.calendar, facts)
    if leave is not None and leave.whole:
        return leave
    return _taken_over(duty) or leave


def _taken_over(duty: Duty) -> Excuse | None:
    """Excused if it came to the owner after it began, on one of the last working days before the due, or later."""
    since, due = duty.owner.since, duty.resolution.due
    if since is None or due is None or since <= duty.opens:
        return None
    days = duty.parameters.get("handover", HANDOVER)["working_days"]
    first: date | None = due.date()
    for _ in range(days):
        first = first and duty.calendar.previous_working(first)
    if first is None or since < first:
        return None
    values: dict[str, Value] = {"name": duty.owner.name, "from": since, "days": days, "first": first}
    return Excuse(whole=True, cause=Cause("excuse.took-over", values))


def state_of(duty: Duty, as_of: datetime, excuse: Excuse | None, met_at: datetime | None, *, idle: bool) -> State:
    """The state at ``as_of``; ``met_at`` is when it was done as often as wanted, ``idle`` says nothing was owed."""
    if idle or duty.resolution.state is ResolutionState.WAIVED:
        return State.WAIVED
    in_time, late = duty.limits.in_time, duty.limits.late
    if in_time is None or duty.wanted.times is None:
        return State.UNKNOWN
    if met_at is not None and met_at <= in_time:
        return State.MET
    if excuse is not None and excuse.whole:
        return State.EXCUSED
    if met_at is None and as_of <= in_time:
        return State.PENDING
    missed = late is not None and (met_at or as_of) > late
    if met_at is not None:
        return State.MISSED if missed else State.LATE
    return State.MISSED if missed else State.OVERDUE
