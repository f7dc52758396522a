"""Deadlines: from a rule's ``due`` and a period to a moment, with every day looked at on the way (design §6, G1-G5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from taizhang.when.anniversary import Anniversary, occurrences, solar_anniversary
from taizhang.when.calendar import Calendar
from taizhang.when.counting import nth_working_day, offset_from
from taizhang.when.due import (
    PERIOD_END,
    PERIOD_START,
    Due,
    EachNight,
    EachWorkingDay,
    Offset,
    OnAnniversary,
    OnMonthDay,
    OnWeekday,
    OnWorkingDay,
    ShortMonth,
    Side,
)
from taizhang.when.moment import END_OF_DAY, day_of
from taizhang.when.period import Period, PeriodKind, period_of, periods_between
from taizhang.when.resolution import (
    Found,
    Reason,
    Resolution,
    Step,
    Verdict,
    due_on,
    unknown,
    waived,
)
from taizhang.when.shift import place

STAFF_CLOSING = time(18, 0)
"""When duties of staff end on their day, unless the rule or the company says otherwise (G3)."""
CUSTOMER_CLOSING = END_OF_DAY
"""When duties towards customers end on their day (G3: 24:00)."""

Anchor = date | datetime | Anniversary

_DAY = timedelta(days=1)


def occasions(due: Due, period: Period, anchor: Anchor | None = None) -> tuple[Period, ...]:
    """The periods of which each has one deadline: mostly the period itself.

    Each of its days or nights for the ``each`` forms; for an anniversary the days in the period on which ``anchor``
    is kept (by the moon none, one or two a civil year), none without an anchor.
    """
    match due:
        case EachWorkingDay():
            return tuple(periods_between(PeriodKind.DAY, period.start, period.end))
        case EachNight():
            return tuple(periods_between(PeriodKind.NIGHT, period.start, period.end))
        case OnAnniversary():
            kept = occurrences(_anniversary(anchor), period.start, period.end) if anchor else ()
            return tuple(period_of(PeriodKind.DAY, occurrence.day) for occurrence in kept)
        case _:
            return (period,)


def resolve(
    due: Due,
    period: Period,
    calendar: Calendar,
    *,
    default_time: time = STAFF_CLOSING,
    anchor: Anchor | None = None,
) -> Resolution:
    """When ``due`` falls for ``period``, one of its ``occasions``.

    ``default_time`` holds where the rule gives none (G3). ``anchor`` is the date or moment an ``Offset`` counts from,
    unless that is the period's own start or end, or what an ``OnAnniversary`` returns to.
    """
    at = due.at or default_time
    match due:
        case OnWeekday():
            week = _beside(PeriodKind.WEEK, period, due.week)
            return place(week.start + _DAY * due.weekday, at, due.on_holiday, calendar)
        case OnMonthDay():
            return _on_month_day(due, _beside(PeriodKind.MONTH, period, due.month), at, calendar)
        case OnWorkingDay():
            days = _neighbour(period, due.period).days
            return nth_working_day(days if due.nth > 0 else days[::-1], abs(due.nth), at, calendar)
        case Offset():
            start = _counted_from(due.anchor, period, anchor)
            return offset_from(due, start, at, calendar) if start else unknown(Reason.NO_ANCHOR)
        case OnAnniversary():
            return _on_anniversary(due, period.start, at, calendar, anchor)
        case EachWorkingDay() | EachNight():
            return _each(due, period, at, calendar)


def _neighbour(period: Period, side: Side) -> Period:
    match side:
        case Side.BEFORE:
            return period.previous()
        case Side.SAME:
            return period
        case Side.AFTER:
            return period.next()


def _beside(kind: PeriodKind, period: Period, side: Side) -> Period:
    """The week or month before the one in which ``period`` begins, the one in which it ends, or the one after that."""
    return _neighbour(period_of(kind, period.start if side is Side.BEFORE else period.last), side)


def _on_month_day(due: OnMonthDay, month: Period, at: time, calendar: Calendar) -> Resolution:
    day = min(month.start + _DAY * (due.day - 1), month.last)
    if day.day == due.day:
        return place(day, at, due.on_holiday, calendar)
    if due.short_month is ShortMonth.WAIVE:
        return waived(Reason.SHORT_MONTH)
    return place(day, at, due.on_holiday, calendar, found=Found.CLAMP)


def _counted_from(name: str, period: Period, anchor: Anchor | None) -> date | None:
    if name == PERIOD_START:
        return period.start
    if name == PERIOD_END:
        return period.last
    return None if isinstance(anchor, Anniversary) else anchor


def _anniversary(anchor: Anchor) -> Anniversary:
    return anchor if isinstance(anchor, Anniversary) else solar_anniversary(day_of(anchor))


def _on_anniversary(due: OnAnniversary, day: date, at: time, calendar: Calendar, anchor: Anchor | None) -> Resolution:
    """``day`` is the one the anniversary is kept on; ``anchor`` only tells whether it is an adjusted one."""
    kept = occurrences(_anniversary(anchor), day, day + _DAY) if anchor else ()
    found = kept[0].adjusted[-1] if kept and kept[0].adjusted else Found.SCHEDULED
    opens = day - _DAY * due.days_before
    if not due.days_after:
        return replace(place(day, at, due.on_holiday, calendar, found=found), opens=opens)
    before = (Step(day, Verdict.START, calendar.kind_of(day), found),)
    end = day + _DAY * due.days_after
    return replace(place(end, at, due.on_holiday, calendar, found=Found.COUNT, before=before), opens=opens)


def _each(due: EachWorkingDay | EachNight, period: Period, at: time, calendar: Calendar) -> Resolution:
    if isinstance(due, EachNight):
        return place(period.end if due.next_day else period.start, at, (), calendar)
    day = period.start
    kind = calendar.kind_of(day)
    if kind is None:
        return unknown(Reason.YEAR_UNPUBLISHED, (Step(day, Verdict.UNKNOWN),))
    if kind.working:
        return due_on(day, at, (Step(day, Verdict.TAKEN, kind),))
    return waived(Reason.NOT_A_WORKING_DAY, (Step(day, Verdict.PASSED, kind),))
