"""What a branch's people had to do in a week and did, by day: trips, services, plans, tasks, duties (A4.4).

Log completeness is the share of the week's services that were logged in time (A5.3), of those whose time is up; the
completion rate that of the duties due so far that were done, late ones among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from taizhang.facts.fact import Source
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger import Ledger
from taizhang.records.book import Record
from taizhang.rules.outcome import Obligation, State
from taizhang.when.calendar import DayKind
from taizhang.when.moment import parse_date
from taizhang.when.period import Period, PeriodKind, parse_period, period_of

MANAGER = "account-manager"
TRIP, SERVICE = "trip.visit", "service.given"
TASKS = frozenset({"task.assigned", "target.task", "meeting.decided"})
"""What gives somebody a task with a day on which it is due (A3.2, A1.4)."""
LOGGED = "logged_at"
DONE = frozenset({State.MET, State.LATE})
DUE = DONE | {State.MISSED, State.OVERDUE}
"""What was due so far; a pending duty may still be done in time."""
LISTED = DUE | {State.PENDING}
Of = tuple[str, str]
"""A person and the key of a week."""


@dataclass(frozen=True, slots=True)
class Day:
    """One person's day; ``kind`` is None in a year not yet announced. What is counted is told by where it stands.

    ``served`` are those of the visits ``planned`` whose customer the person served in that week, if on another day.
    ``tasks`` are the duties among ``duties`` that somebody was given, and ``noted`` the plan's own lines of work.
    """

    day: date
    kind: DayKind | None
    trips: tuple[Source, ...]
    services: tuple[Source, ...]
    planned: tuple[Source, ...]
    served: tuple[Source, ...]
    tasks: tuple[Obligation, ...]
    noted: tuple[Source, ...]
    duties: tuple[Obligation, ...]

    @property
    def done(self) -> tuple[Obligation, ...]:
        """The day's duties that were done."""
        return tuple(one for one in self.duties if one.state in DONE)

    @property
    def idle(self) -> bool:
        """Whether nothing was planned, due or done."""
        return not (self.trips or self.services or self.planned or self.noted or self.duties)


@dataclass(frozen=True, slots=True)
class Load:
    """One person's week by day; ``logs`` are the duties to log its services."""

    person: Entity
    week: Period
    days: tuple[Day, ...]
    logs: tuple[Obligation, ...]

    @property
    def idle(self) -> bool:
        """Whether the whole week has nothing planned, due or done."""
        return all(day.idle for day in self.days)

    def total(self, name: str) -> int:
        """How many trips, services, planned or served visits the week has, by the field of its days."""
        return sum(len(getattr(day, name)) for day in self.days)

    @property
    def undone(self) -> tuple[Obligation, ...]:
        """What is to be asked about: services not logged in time, and duties due that were not done."""
        logs = (one for one in self.logs_due if one.state is not State.MET)
        duties = (one for one in self.duties_due if one.state not in DONE)
        return tuple({one.key: one for one in (*logs, *duties)}.values())

    @property
    def logs_due(self) -> tuple[Obligation, ...]:
        """The services whose time to be logged is up, or that were logged."""
        return tuple(one for one in self.logs if one.state in DUE)

    @property
    def logs_in_time(self) -> tuple[Obligation, ...]:
        """The services that were logged in time."""
        return tuple(one for one in self.logs if one.state is State.MET)

    @property
    def completeness(self) -> Decimal | None:
        """The percentage of services logged in time; None where none was due."""
        return percent(len(self.logs_in_time), len(self.logs_due))

    @property
    def duties_due(self) -> tuple[Obligation, ...]:
        """What fell due in the week so far."""
        return tuple(one for day in self.days for one in day.duties if one.state in DUE)

    @property
    def duties_done(self) -> tuple[Obligation, ...]:
        """What of it was done."""
        return tuple(one for day in self.days for one in day.done)

    @property
    def completion(self) -> Decimal | None:
        """The percentage of the duties due so far that were done; None where none was due."""
        return percent(len(self.duties_done), len(self.duties_due))


class Workloads:
    """Everybody's weeks; what they are made from is looked up once. ``plans`` are the records of visit plans."""

    def __init__(self, ledger: Ledger, registers: Registers, plans: Iterable[Record]) -> None:
        self._registers = registers
        self._trips = _facts(ledger, TRIP)
        self._services = _facts(ledger, SERVICE)
        self._plans = {(plan.text("person"), plan.text("week")): plan for plan in plans}
        given, logged = _rules(ledger)
        self._due: dict[Of, list[Obligation]] = defaultdict(list)
        self._logs: dict[Of, list[Obligation]] = defaultdict(list)
        self._given = given
        for one in ledger.obligations:
            if one.due is not None and one.state in LISTED:
                self._due[one.person, _week(one.due.date())].append(one)
            period = parse_period(one.period, PeriodKind.DAY)
            if (one.rulebook, one.rule) in logged and period is not None:
                self._logs[one.person, _week(period.start)].append(one)

    def of_unit(self, unit: str, week: Period) -> tuple[Load, ...]:
        """The weeks of all account managers in post in the unit or below it on a day of ``week``, by unit and id."""
        found = []
        for person in self._registers.entities("person"):
            place = next(iter(self._places(person, unit, week)), None)
            if place is not None:
                found.append((place, person.id, self.of_person(person, week, place)))
        return tuple(load for _, _, load in sorted(found, key=lambda one: one[:2]))

    def of_person(self, person: Entity, week: Period, unit: str) -> Load:
        """One person's week; its days by the calendar of ``unit``."""
        calendar = self._registers.calendar(unit)
        at = (person.id, week.key)
        planned = tuple(self._planned(at, "visits"))
        noted = tuple(self._planned(at, "tasks"))
        seen = {customer for _, customer, _ in self._services.get(at, ())}
        days = []
        for day in week.days:
            duties = tuple(one for one in self._due.get(at, ()) if one.due is not None and one.due.date() == day)
            days.append(
                Day(
                    day=day,
                    kind=calendar.kind_of(day),
                    trips=tuple(source for on, _, source in self._trips.get(at, ()) if on == day),
                    services=tuple(source for on, _, source in self._services.get(at, ()) if on == day),
                    planned=tuple(source for on, _, source in planned if on == day),
                    served=tuple(source for on, customer, source in planned if on == day and customer in seen),
                    tasks=tuple(one for one in duties if (one.rulebook, one.rule) in self._given),
                    noted=tuple(source for on, _, source in noted if on == day),
                    duties=duties,
                )
            )
        return Load(person, week, tuple(days), tuple(self._logs.get(at, ())))

    def _places(self, person: Entity, unit: str, week: Period) -> Iterator[str]:
        """The units, this or below, in which somebody was an account manager in the week."""
        for span in person.life:
            held = span.first <= week.last and (span.last is None or week.start <= span.last)
            place = str(span.values.get("unit", ""))
            if held and span.values.get("role") == MANAGER and unit in (place, *self._registers.above(place)):
                yield place

    def _planned(self, at: Of, field: str) -> Iterator[tuple[date, str, Source]]:
        """The lines of a plan with their day and customer; also those of days to come."""
        plan = self._plans.get(at)
        rows = plan.data.get(field) if plan is not None else None
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            day = parse_date(str(row.get("day"))) if isinstance(row, Mapping) else None
            if plan is not None and day is not None:
                yield day, str(row.get("customer", "")), Source(plan.path, (field, number, "day"))


def percent(part: int, whole: int) -> Decimal | None:
    """A percentage to two digits; None of nothing."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP) if whole else None


def _facts(ledger: Ledger, name: str) -> dict[Of, list[tuple[date, str, Source]]]:
    found: dict[Of, list[tuple[date, str, Source]]] = defaultdict(list)
    for fact in ledger.facts.named(name):
        day = fact.time.date()
        found[fact.person, _week(day)].append((day, fact.customer, fact.source))
    return found


def _rules(ledger: Ledger) -> tuple[frozenset[Of], frozenset[Of]]:
    """The rules on tasks, and those that ask for services to be logged, by rulebook and id."""
    given, logged = set(), set()
    for rule in ledger.rules:
        opened, met = rule.parameters.get("on"), rule.parameters.get("met_by")
        name = opened.get("fact") if isinstance(opened, Mapping) else None
        if name in TASKS:
            given.add((rule.rulebook, rule.id))
        if name == SERVICE and isinstance(met, Mapping) and met.get("attribute") == LOGGED:
            logged.add((rule.rulebook, rule.id))
    return frozenset(given), frozenset(logged)


def _week(day: date) -> str:
    return period_of(PeriodKind.WEEK, day).key
