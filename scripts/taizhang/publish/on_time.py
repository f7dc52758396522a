"""How units and people keep time from week to week, and score from month to month: looked up once for a view.

A duty belongs to the week in which it is due, so that a week's figures are of just what its page tells.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from weakref import WeakKeyDictionary

from taizhang.bulletin.numbers import mean, percent
from taizhang.explain.sentences import STATES
from taizhang.publish.charts import Bar, Cell, Part, Point, Row, Series, spark
from taizhang.publish.links import table_page, week_duties_page
from taizhang.publish.view import Counts, View
from taizhang.rules.outcome import OWED, Obligation, State
from taizhang.when.period import Period, PeriodKind, latest, parse_period, period_of

WEEKS = 13
"""A quarter of weeks is told."""
MONTHS = 12
"""So many months of scores are told."""
CARDED = 3
"""So many months are in the list of cards, to which a month's mean leads."""
STEPS = (Decimal(100), Decimal(95), Decimal(90), Decimal(80))
"""Rates below these are shaded, each more strongly than the one before."""
WHOLE = Decimal(100)

Chosen = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class WeekMap:
    """A heat map of on-time rates by week; ``steps`` are where a rate's shade begins."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    steps: tuple[Decimal, ...] = STEPS


class OnTime:
    """The weeks and months of one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        now = period_of(PeriodKind.WEEK, view.as_of.date())
        known = latest(now, WEEKS)
        start, end = known[0].start, now.end
        by_unit: dict[tuple[str, Period], list[Obligation]] = defaultdict(list)
        by_person: dict[tuple[str, Period], list[Obligation]] = defaultdict(list)
        for one in view.obligations:
            if one.due is not None and start <= (day := one.due.date()) < end:
                week = period_of(PeriodKind.WEEK, day)
                by_unit[one.unit, week].append(one)
                by_person[one.person, week].append(one)
        self._units: Mapping[tuple[str, Period], list[Obligation]] = by_unit
        self._people: Mapping[tuple[str, Period], list[Obligation]] = by_person
        owed = {week for (_, week), duties in by_unit.items() if any(one.state in OWED for one in duties)}
        self.weeks: tuple[Period, ...] = tuple(week for week in known if week >= min(owed, default=now))
        """The weeks that are told, this one last: at most ``WEEKS``, from the first in which anything was owed."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The weeks as they stand above columns."""
        return tuple(short_week(week) for week in self.weeks)

    @cached_property
    def due(self) -> Mapping[Period, tuple[Obligation, ...]]:
        """What is due in each told week, whoever owes it: each of these weeks has a page."""
        found: dict[Period, list[Obligation]] = {week: [] for week in self.weeks}
        for (_, week), duties in self._units.items():
            if week in found:
                found[week] += duties
        return {week: tuple(duties) for week, duties in found.items() if duties}

    def units(self, units: Iterable[str], week: Period) -> Counts:
        """What was due of some units together in a week, by state."""
        return _counts(one for unit in units for one in self._units.get((unit, week), ()))

    def person(self, person: str, week: Period) -> Counts:
        """What was due of a person in a week, wherever, by state."""
        return _counts(self._people.get((person, week), ()))

    def unit_points(self, units: Iterable[str]) -> tuple[Point, ...]:
        """How much of what some units owed was done in time, week by week, each leading to those duties."""
        members = tuple(units)
        return tuple(_point(week, self.units(members, week), self._unit_address(members, week)) for week in self.weeks)

    def person_points(self, person: str) -> tuple[Point, ...]:
        """How much of what a person owed was done in time, week by week, each leading to those duties."""
        return tuple(_point(week, self.person(person, week), self._person_address(person, week)) for week in self.weeks)

    def unit_row(self, unit: str) -> Row:
        """A unit's own weeks as a line of a heat map, with a small line behind its name."""
        points = self.unit_points((unit,))
        return Row(self._view.unit(unit), _cells(points), f"branches/{unit}/", spark(points, high=WHOLE))

    def person_row(self, person: str) -> Row:
        """A person's weeks as a line of a heat map."""
        return Row(self._view.person(person), _cells(self.person_points(person)), f"people/{person}/")

    def heat(self, rows: Iterable[Row]) -> WeekMap:
        """The map of some lines: those that have any value, from the first week in which one has."""
        busy = [row for row in rows if any(cell.value is not None for cell in row.cells)]
        known = (number for row in busy for number, cell in enumerate(row.cells) if cell.value is not None)
        first = min(known, default=0)
        return WeekMap(self.heads[first:], tuple(replace(row, cells=row.cells[first:]) for row in busy))

    def states(self, units: Iterable[str] = ()) -> tuple[Bar, ...]:
        """What was owed week by week, by state: of some units, or of all; each part leads to its duties."""
        members = tuple(units)
        return tuple(self._bar(members, week) for week in self.weeks)

    def mean_scores(self, groups: Mapping[str, Iterable[str]]) -> tuple[Series, ...]:
        """The mean total of the cards of each group of units, month by month, by the groups' names.

        Groups without any score are left out. A month leads to the cards of the group, as long as the list has them.
        """
        found = {name: self._means(frozenset(units)) for name, units in groups.items()}
        months = _span({month for means in found.values() for month in means})
        return tuple(
            Series(name, tuple(means.get(month, Point(short_month(month), None)) for month in months))
            for name, means in found.items()
            if means
        )

    @cached_property
    def scored(self) -> frozenset[str]:
        """The units whose people have scores."""
        return frozenset(unit for unit, _ in self._totals)

    def score_rows(self) -> tuple[tuple[str, ...], tuple[Row, ...]]:
        """The months, and a line of a heat map for each unit whose people have scores."""
        means = {unit: self._means(frozenset((unit,))) for unit in sorted(self.scored)}
        months = _span({month for found in means.values() for month in found})
        rows = []
        for unit, found in means.items():
            points = tuple(found.get(month, Point(short_month(month), None)) for month in months)
            rows.append(Row(self._view.unit(unit), _cells(points), f"branches/{unit}/", spark(points)))
        return tuple(short_month(month) for month in months), tuple(rows)

    @cached_property
    def _carded(self) -> frozenset[Period]:
        """The months whose cards the list of months shows."""
        months = {parse_period(card.period, PeriodKind.MONTH) for card in self._view.cards if card.person}
        return frozenset(sorted(month for month in months if month is not None)[-CARDED:])

    def _means(self, members: frozenset[str]) -> Mapping[Period, Point]:
        found: dict[Period, list[Decimal]] = defaultdict(list)
        for (unit, month), totals in self._totals.items():
            if unit in members:
                found[month] += totals
        chosen: Chosen = {"unit": [self._view.unit(unit) for unit in sorted(members & self.scored)]}
        return {
            month: Point(
                short_month(month),
                mean(totals),
                table_page("months/", "cards", month=month.key, **chosen) if month in self._carded else "",
            )
            for month, totals in found.items()
        }

    @cached_property
    def _totals(self) -> Mapping[tuple[str, Period], list[Decimal]]:
        """The totals of people's monthly cards by the card's unit and month."""
        found: dict[tuple[str, Period], list[Decimal]] = defaultdict(list)
        for card in self._view.cards:
            month = parse_period(card.period, PeriodKind.MONTH)
            if card.person and month is not None and card.total is not None:
                found[card.unit, month].append(card.total)
        return found

    def _bar(self, members: tuple[str, ...], week: Period) -> Bar:
        counts = self.units(members, week) if members else _counts(self.due.get(week, ()))
        parts = tuple(
            Part(state, STATES[state], counts.of(state), self._unit_address(members, week, STATES[state]))
            for state in OWED
        )
        return Bar(short_week(week), parts, self._unit_address(members, week))

    def _unit_address(self, members: tuple[str, ...], week: Period, state: str = "") -> str:
        """Where the duties of some units, or of all, in a week are told; "" where there are none."""
        chosen: Chosen = {"state": state} if state else {}
        if members:
            chosen["unit"] = [self._view.unit(unit) for unit in members if (unit, week) in self._units]
        if week not in self.due or chosen.get("unit") == []:
            return ""
        return table_page(week_duties_page(week.key), "duties", **chosen)

    def _person_address(self, person: str, week: Period) -> str:
        """Where a person's duties in a week are told; "" where there are none."""
        if (person, week) not in self._people:
            return ""
        return table_page(week_duties_page(week.key), "duties", person=self._view.person(person))


_KNOWN: WeakKeyDictionary[View, OnTime] = WeakKeyDictionary()


def on_time_of(view: View) -> OnTime:
    """The weeks and months of a view, looked up once."""
    if view not in _KNOWN:
        _KNOWN[view] = OnTime(view)
    return _KNOWN[view]


def rate(counts: Counts) -> Decimal | None:
    """How much of what was owed was done in time, in per cent to one decimal; None where nothing was."""
    return percent(counts.of(State.MET), counts.owed) if counts.owed else None


def begun(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points from the first one that has a value."""
    first = next((number for number, point in enumerate(points) if point.value is not None), len(points))
    return points[first:]


def short_week(week: Period) -> str:
    """``W46``."""
    return week.key.partition("-")[2]


def short_month(month: Period) -> str:
    """``10 月``."""
    return f"{month.start.month} 月"


def _point(week: Period, counts: Counts, address: str) -> Point:
    known = rate(counts)
    told = "" if known is None else f"{counts.of(State.MET)} / {counts.owed}"
    return Point(short_week(week), known, "" if known is None else address, told)


def _cells(points: Iterable[Point]) -> tuple[Cell, ...]:
    return tuple(Cell(point.value, point.address, point.note) for point in points)


def _span(months: Iterable[Period]) -> tuple[Period, ...]:
    """Every month from the first to the last of some, the latest ``MONTHS`` of them."""
    known = sorted(months)
    found = known[-1:]
    while found and found[-1] > known[0] and len(found) < MONTHS:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def _counts(duties: Iterable[Obligation]) -> Counts:
    return Counts(Counter(one.state for one in duties))
