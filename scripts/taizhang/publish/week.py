"""A unit's week: who was in post and who reported (A5.1, A5.5 to A5.7), plan against done, what the sources tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.publish.agreement import Matrix, matrices
from taizhang.publish.neighbours import beside
from taizhang.publish.plans import Plan, Plans, share
from taizhang.publish.view import Counts, View, count
from taizhang.rules.outcome import Obligation
from taizhang.when.calendar import DayKind
from taizhang.when.period import Period, PeriodKind, parse_period, period_of

MANAGER = "account-manager"
REPORTED = "weekly-report.submitted"
PLANNED = "visit-plan.submitted"
ROLLED_UP = "weekly-rollup.submitted"
RECORDED = (REPORTED, PLANNED, ROLLED_UP, "trip.visit", "service.given", "meeting.held")
"""What fills a week's page, so that there is one."""
WEEKLY = ("weekly-report", "visit-plan", "trip-log", "service-log")
"""The kinds without which a week's page would tell too little."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something due for the week: ``fact`` is what meets it, ``what`` the word for it."""

    fact: str
    what: str
    obligation: Obligation


@dataclass(frozen=True, slots=True)
class UnitWeek:
    """All that a week's page tells of one unit; a day's kind is None in a year not yet announced.

    ``people`` were in post as account managers; ``rollup`` is the path of the record of A5.6, "" without one.
    """

    unit: str
    week: Period
    days: tuple[tuple[date, DayKind | None], ...]
    people: tuple[str, ...]
    duties: tuple[Duty, ...]
    plans: tuple[Plan, ...]
    matrices: tuple[Matrix, ...]
    rollup: str

    @property
    def reports(self) -> Counts:
        """The weekly reports by state (A5.5)."""
        return count(duty.obligation for duty in self.duties if duty.fact == REPORTED)

    @property
    def report(self) -> str:
        """The word for a weekly report; "" where none was due."""
        return next((duty.what for duty in self.duties if duty.fact == REPORTED), "")

    @property
    def kept(self) -> Decimal | None:
        """The percentage of planned visits that were done (A5.4); None where none could be counted."""
        return share(self.plans)

    def visits(self, agreement: str) -> int:
        """How many visits the sources tell so (A4.7)."""
        return sum(len(matrix.of(agreement)) for matrix in self.matrices)


def weeks_of(view: View) -> frozenset[tuple[str, str]]:
    """The pairs of unit and week, ``("telecom-east", "2026-W42")``, that have a page.

    Every week of a unit with account managers for which something was due or recorded, the present one, and the next
    one as soon as there is a plan for it. None without the kinds that weeks are made of.
    """
    if view.absent(*WEEKLY):
        return frozenset()
    now = period_of(PeriodKind.WEEK, view.as_of.date())
    coming = now.next().key
    posts = [
        span for one in view.registers.entities("person") for span in one.life if span.values.get("role") == MANAGER
    ]
    found = {(one.unit, one.period) for one in view.obligations if parse_period(one.period, PeriodKind.WEEK)}
    planned: set[tuple[str, str]] = set()
    for name in RECORDED:
        for fact in view.facts.named(name):
            week = fact.get("week") or period_of(PeriodKind.WEEK, fact.time.date()).key
            (planned if name == PLANNED else found).add((fact.unit, week))
    found = {pair for pair in found if pair[1] <= now.key} | {pair for pair in planned if pair[1] <= coming}
    found |= {(str(span.values.get("unit")), now.key) for span in posts if span.covers(view.as_of.date())}
    units = {str(span.values.get("unit")) for span in posts}
    return frozenset(pair for pair in found if pair[0] in units)


class Weeks:
    """Every unit's weeks; what they are made from is looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._plans = Plans(view)
        self._matrices = matrices(view)
        self._rollups = {(one.unit, one.get("week")): one.source.path for one in view.facts.named(ROLLED_UP)}
        self._duties = _duties(view)
        self._keys: dict[str, list[str]] = defaultdict(list)
        for unit, key in sorted(weeks_of(view)):
            self._keys[unit].append(key)

    def all(self) -> tuple[UnitWeek, ...]:
        """Each unit's weeks, newest week first, then by unit."""
        pairs = [(unit, key) for unit, keys in self._keys.items() for key in keys]
        return tuple(self.one(*pair) for pair in sorted(sorted(pairs), key=lambda pair: pair[1], reverse=True))

    def one(self, unit: str, key: str) -> UnitWeek:
        """One unit's week, by the week's key such as ``2026-W42``."""
        week = parse_period(key, PeriodKind.WEEK)
        assert week is not None, key
        calendar = self._view.registers.calendar(unit)
        people = _in_post(self._view, unit, week)
        places = {person: place for place, person in enumerate(people)}
        return UnitWeek(
            unit=unit,
            week=week,
            days=tuple((day, calendar.kind_of(day)) for day in week.days),
            people=people,
            duties=tuple(sorted(self._duties.get((unit, key), ()), key=lambda duty: _order(duty, places))),
            plans=self._plans.of(unit, key, people),
            matrices=self._matrices.get((unit, key), ()),
            rollup=self._rollups.get((unit, key), ""),
        )

    def beside(self, one: UnitWeek) -> tuple[str, str]:
        """The keys of the unit's weeks before and after, "" where it has none."""
        return beside(self._keys[one.unit], one.week.key)

    def others(self, one: UnitWeek) -> tuple[str, ...]:
        """The other units that have this week."""
        return tuple(unit for unit, keys in self._keys.items() if one.week.key in keys and unit != one.unit)


def _in_post(view: View, unit: str, week: Period) -> tuple[str, ...]:
    """Who was an account manager of the unit on a day of the week, by the order of the people."""
    held = view.registers.in_role(MANAGER, week.start, week.last)
    found = {person.id for person, span in held if span.values.get("unit") == unit}
    return tuple(person.id for person in view.people if person.id in found)


def _duties(view: View) -> Mapping[tuple[str, str], list[Duty]]:
    """What was due for each week, by unit and week: a person's by the kind of record, a unit's by the rule."""
    rules = {(rule.rulebook, rule.id): rule.parameters for rule in view.rules}
    found: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for one in view.obligations:
        if not one.customer and parse_period(one.period, PeriodKind.WEEK):
            parameters = rules.get((one.rulebook, one.rule), {})
            fact = str(parameters.get("met_by", {}).get("fact", ""))
            own = fact and parameters.get("per", {}).get("register") == "person"
            found[one.unit, one.period].append(Duty(fact, view.fact_names.kind(fact) if own else one.title, one))
    return found


def _order(duty: Duty, places: Mapping[str, int]) -> tuple[bool, bool, str, int, str]:
    """The people's duties first, reports before the rest, then as the people stand."""
    one = duty.obligation
    return one.person not in places, duty.fact != REPORTED, one.rule, places.get(one.person, 0), one.key
