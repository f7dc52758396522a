"""The meetings of a week as a grid: units by days, each meeting that was held, was not held, or is still due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.publish.meeting import HELD, Session
from taizhang.publish.view import View
from taizhang.rules.outcome import State
from taizhang.when.period import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's meetings, for each of the agenda's days."""

    unit: str
    days: tuple[tuple[Session, ...], ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """The days of a week on which any unit meets, and a line a unit."""

    week: Period
    days: tuple[date, ...]
    lines: tuple[Line, ...]


def agenda(sessions: Iterable[Session], week: Period) -> Agenda:
    """The grid of the sessions that fall into ``week``."""
    found = sorted((one for one in sessions if week.contains(one.at)), key=lambda one: (one.unit, one.at, one.kind))
    days = sorted({one.at.date() for one in found})
    lines = []
    for unit in dict.fromkeys(one.unit for one in found):
        own = [one for one in found if one.unit == unit]
        lines.append(Line(unit, tuple(tuple(one for one in own if one.at.date() == day) for day in days)))
    return Agenda(week, tuple(days), tuple(lines))


def agendas(sessions: Iterable[Session], month: Period) -> tuple[Agenda, ...]:
    """The grids of the weeks of what falls into ``month``, the newest week first."""
    found = tuple(one for one in sessions if month.contains(one.at))
    weeks = {period_of(PeriodKind.WEEK, one.at.date()) for one in found}
    return tuple(agenda(found, week) for week in sorted(weeks, reverse=True))


def owed(view: View) -> Iterator[Session]:
    """The meetings that are still due, each at its due instant."""
    for rule in view.rules:
        met_by = rule.parameters.get("met_by")
        if not isinstance(met_by, Mapping) or met_by.get("fact") != HELD:
            continue
        kind = str(met_by.get("where", {}).get("type", ""))
        for one in view.of_rule(rule):
            if one.state is State.PENDING and one.due is not None:
                yield Session(one.due, one.unit, kind, "", one.person, 0, 0, one, together=False)
