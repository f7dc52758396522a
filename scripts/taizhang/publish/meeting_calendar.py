"""Meetings by month: days with what was held, held late, left out, and is still to come (A1.1, A1.4, A1.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.publish.agenda import owed
from taizhang.publish.meeting import Meetings, Session
from taizhang.publish.neighbours import beside
from taizhang.publish.view import View
from taizhang.when.period import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid: whether people work on it (None in a year not yet announced), and its meetings in order.

    ``name`` is what the calendar calls a day off that is no ordinary weekend.
    """

    date: date
    working: bool | None
    name: str
    sessions: tuple[Session, ...]

    @property
    def kinds(self) -> tuple[tuple[str, tuple[Session, ...]], ...]:
        """The meetings by kind, the earliest kind first."""
        named = dict.fromkeys(one.kind for one in self.sessions)
        by_unit = sorted(self.sessions, key=lambda one: (one.unit, one.at))
        return tuple((kind, tuple(one for one in by_unit if one.kind == kind)) for kind in named)


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month's days with its meetings; ``before`` and ``after`` are the months beside it that have any, "" for none.

    ``rows`` are all its sessions, newest first, what is still to come on top.
    """

    month: Period
    days: tuple[Day, ...]
    rows: tuple[Session, ...]
    before: str
    after: str
    places: Mapping[int, int]

    def place(self, one: Session) -> int:
        """In which row one of its sessions stands, from 1."""
        return self.places[id(one)]

    @property
    def lead(self) -> int:
        """In which column the first day stands, Monday being 1."""
        return self.days[0].date.isoweekday()

    def count(self, *states: str) -> int:
        """How many of its meetings answer a duty in one of these states."""
        return sum((one.duty.state if one.duty else "") in states for one in self.rows)


def month_page(month: str, present: str) -> str:
    """The address of a month's meetings; the present month's are the list itself."""
    return "meetings/" if month == present else f"meetings/month.{month}/"


def grids(view: View, meetings: Meetings) -> tuple[MonthGrid, ...]:
    """Every month with meetings, held, due or left out, and always the present one; newest first."""
    sessions = (*meetings.sessions, *owed(view))
    now = period_of(PeriodKind.MONTH, view.as_of.date())
    found: dict[Period, list[Session]] = defaultdict(list, {now: []})
    for one in sessions:
        found[period_of(PeriodKind.MONTH, one.at.date())].append(one)
    keys = sorted(month.key for month in found)
    return tuple(_grid(view, month, found[month], keys) for month in sorted(found, reverse=True))


def _grid(view: View, month: Period, sessions: Iterable[Session], keys: list[str]) -> MonthGrid:
    rows = sorted(sessions, key=lambda one: (one.at, one.unit, one.kind), reverse=True)
    calendar = view.registers.calendar(min((one.unit for one in rows), default=""))
    by_day: dict[date, list[Session]] = defaultdict(list)
    for one in reversed(rows):
        by_day[one.at.date()].append(one)
    days = []
    for day in month.days:
        kind = calendar.kind_of(day)
        name = kind.name if kind is not None and not kind.working else ""
        days.append(Day(day, kind.working if kind else None, name, tuple(by_day[day])))
    places = {id(one): place for place, one in enumerate(rows, 1)}
    return MonthGrid(month, tuple(days), tuple(rows), *beside(keys, month.key), places)
