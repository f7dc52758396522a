"""The closed grammar of ``due`` in a rulebook, as data; how each form lands on a day is ``deadline``'s matter.

::

    {day: friday, week: before|same|after, time, on_holiday}            A5.1 (before), A5.5, A5.6 (after)
    {day: 28, month: before|same|after, short_month: clamp|waive, time, on_holiday}     day: last = the month's last
    {working_day: 3, period: before|same|after, time}                   A8.6; -1 = the last working day
    {after: <anchor>, hours|days|working_days|months: 5, time, on_holiday}              A4.5; also ``before``
    {anniversary: <anchor>, window: {before: 7, after: 0}, time, on_holiday}            A4.9
    {each: working-day, time}                                           A1.1
    {each: night, time, ends: same-day|next-day}                        B9.3

An anchor names a date, moment or anniversary that the rule knows; ``period-start`` and ``period-end`` are the
period's first and last day. ``time`` is ``17:30`` or ``24:00``; without it the default of G3 holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from types import MappingProxyType

from taizhang.when.moment import parse_closing_time

PERIOD_START = "period-start"
PERIOD_END = "period-end"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_MONTH = 31


class Way(StrEnum):
    """Where a deadline goes whose day is not worked; ways are tried in turn (G4)."""

    PREVIOUS_IN_WEEK = "previous-in-week"
    NEXT_IN_WEEK = "next-in-week"
    PREVIOUS_WORKING_DAY = "previous-working-day"
    NEXT_WORKING_DAY = "next-working-day"
    NEXT_SAME_WEEKDAY = "next-same-weekday"
    WAIVE = "waive"
    NONE = "none"


class Side(StrEnum):
    """The week, month or period before, the same one, or the one after."""

    BEFORE = "before"
    SAME = "same"
    AFTER = "after"


class ShortMonth(StrEnum):
    """What becomes of the 31st in a month without one: its last day, or nothing is due."""

    CLAMP = "clamp"
    WAIVE = "waive"


class Unit(StrEnum):
    """What an offset is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A day (0 = Monday) of the week in which the period ends, of the next one, or of the one before it begins."""

    weekday: int
    week: Side = Side.SAME
    at: time | None = None
    on_holiday: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class OnMonthDay:
    """A day of the month in which the period ends, of the next one, or of the one before it begins."""

    day: int
    month: Side = Side.SAME
    short_month: ShortMonth = ShortMonth.CLAMP
    at: time | None = None
    on_holiday: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class OnWorkingDay:
    """The nth working day of the period or its neighbour, from the end if negative."""

    nth: int
    period: Side = Side.SAME
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """So much after an anchor, before it if negative; the anchor's own day is not counted (G1)."""

    anchor: str
    amount: int
    unit: Unit
    at: time | None = None
    on_holiday: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class OnAnniversary:
    """An anniversary, with the days before it on which it may already be met and the days after it until it is due."""

    anchor: str
    days_before: int = 0
    days_after: int = 0
    at: time | None = None
    on_holiday: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class EachWorkingDay:
    """Each working day at a time."""

    at: time | None = None


@dataclass(frozen=True, slots=True)
class EachNight:
    """Each night at a time: of the evening's day, or of the next morning."""

    at: time | None = None
    next_day: bool = False


Due = OnWeekday | OnMonthDay | OnWorkingDay | Offset | OnAnniversary | EachWorkingDay | EachNight


def due_from(mapping: Mapping[str, object]) -> Due:
    """The ``due`` of a rule that its schema has passed; anything else is a programme fault and raises ValueError."""
    for key, form in _FORMS.items():
        if key in mapping:
            return form(mapping)
    raise _fault(mapping)


def _day(mapping: Mapping[str, object]) -> OnWeekday | OnMonthDay:
    day, at, ways = mapping["day"], _time(mapping), _ways(mapping)
    if day in WEEKDAYS:
        return OnWeekday(WEEKDAYS.index(str(day)), _side(mapping, "week"), at, ways)
    number = LONGEST_MONTH if day == "last" else _number(mapping, "day")
    short = ShortMonth(str(mapping.get("short_month", ShortMonth.CLAMP)))
    return OnMonthDay(number, _side(mapping, "month"), short, at, ways)


def _working_day(mapping: Mapping[str, object]) -> OnWorkingDay:
    return OnWorkingDay(_number(mapping, "working_day"), _side(mapping, "period"), _time(mapping))


def _offset(mapping: Mapping[str, object]) -> Offset:
    anchor, sign = (mapping["after"], 1) if "after" in mapping else (mapping["before"], -1)
    unit = next((unit for unit in Unit if unit in mapping), None)
    if unit is None:
        raise _fault(mapping)
    return Offset(str(anchor), sign * _number(mapping, unit), unit, _time(mapping), _ways(mapping))


def _anniversary(mapping: Mapping[str, object]) -> OnAnniversary:
    window = mapping.get("window", {})
    if not isinstance(window, Mapping):
        raise _fault(mapping)
    before, after = (_number(window, side) if side in window else 0 for side in ("before", "after"))
    return OnAnniversary(str(mapping["anniversary"]), before, after, _time(mapping), _ways(mapping))


def _each(mapping: Mapping[str, object]) -> EachWorkingDay | EachNight:
    match mapping["each"]:
        case "working-day":
            return EachWorkingDay(_time(mapping))
        case "night":
            return EachNight(_time(mapping), next_day=mapping.get("ends") == "next-day")
        case _:
            raise _fault(mapping)


def _time(mapping: Mapping[str, object]) -> time | None:
    if "time" not in mapping:
        return None
    at = parse_closing_time(str(mapping["time"]))
    if at is None:
        raise _fault(mapping)
    return at


def _ways(mapping: Mapping[str, object]) -> tuple[Way, ...]:
    ways = mapping.get("on_holiday", ())
    return tuple(Way(way) for way in ways) if isinstance(ways, (list, tuple)) else (Way(str(ways)),)


def _side(mapping: Mapping[str, object], key: str) -> Side:
    return Side(str(mapping.get(key, Side.SAME)))


def _number(mapping: Mapping[str, object], key: str) -> int:
    number = mapping[key]
    if not isinstance(number, int):
        raise _fault(mapping)
    return number


def _fault(mapping: Mapping[str, object]) -> ValueError:
    return ValueError(f"no due: {dict(mapping)}")


_FORMS: Mapping[str, Callable[[Mapping[str, object]], Due]] = MappingProxyType(
    {
        "day": _day,
        "working_day": _working_day,
        "after": _offset,
        "before": _offset,
        "anniversary": _anniversary,
        "each": _each,
    }
)
