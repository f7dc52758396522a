"""A person's own week by day, whatever the trade: meetings, shifts, outings, leave, planned visits, duties (A4.4).

What was done is counted beside it. It goes on to the end of the next week, as far as anything is planned in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from taizhang.desk.workload import SERVICE, TRIP, Load
from taizhang.desk.workload import Day as Work
from taizhang.facts.fact import Source
from taizhang.facts.registers import Entity
from taizhang.publish.agenda import owed
from taizhang.publish.meeting import Meetings, Session
from taizhang.publish.rosters import rosters
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.outcome import Obligation, State
from taizhang.when.calendar import DayKind
from taizhang.when.moment import parse_date, parse_moment
from taizhang.when.period import Period, PeriodKind, period_of

DONE = (
    TRIP,
    SERVICE,
    "care.given",
    "reception.received",
    "call.answered",
    "visit.registered",
    "appointment.made",
    "deal.signed",
    "unit-sale.signed",
    "service-order.done",
    "callback.made",
    "rescue.called",
    "coaching.led",
    "training.attended",
)
"""The facts that tell what somebody did with a customer or colleague, each counted by day."""
TO_DO = frozenset({State.PENDING, State.OVERDUE})


@dataclass(frozen=True, slots=True)
class Turn:
    """A ``shift``, ``outing`` or ``stand-in`` as ``kind``: what or whom it is, and the page or record that has it."""

    kind: str
    what: str
    address: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit planned: to whom, what for, and whether he was served in that week."""

    customer: str
    purpose: str
    served: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Away:
    """Leave on a day: whole or a part of it, and whether it is approved."""

    record: Record
    approved: bool


@dataclass(frozen=True, slots=True)
class OwnDay:
    """One day: ``done`` counts what was done by the fact's name; ``work`` is the day's workload (A4.4).

    ``works`` are the plan's lines of other work, with where each stands.
    """

    day: date
    kind: DayKind | None
    work: Work
    meetings: tuple[Session, ...]
    turns: tuple[Turn, ...]
    visits: tuple[Visit, ...]
    works: tuple[tuple[str, Source], ...]
    away: tuple[Away, ...]
    done: tuple[tuple[str, int], ...]

    @property
    def due(self) -> tuple[Obligation, ...]:
        """What falls due on the day and is not done."""
        return tuple(one for one in self.work.duties if one.state in TO_DO)

    @property
    def quiet(self) -> bool:
        """Whether nothing is planned, due or done on it but what was done ahead."""
        planned = self.meetings or self.turns or self.visits or self.works or self.away
        return not (planned or self.done or self.due)

    @property
    def idle(self) -> bool:
        """Whether there is nothing to say of the day."""
        return self.work.idle and self.quiet


@dataclass(frozen=True, slots=True)
class OwnWeek:
    """This week, the days of it behind today and those to come, next week's included."""

    week: Period
    load: Load
    past: tuple[OwnDay, ...]
    coming: tuple[OwnDay, ...]

    @property
    def idle(self) -> bool:
        """Whether no day has anything."""
        return all(day.idle for day in (*self.past, *self.coming))


class OwnWeeks:
    """Everybody's own weeks; what they are made from is looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._week = period_of(PeriodKind.WEEK, view.as_of.date())
        self._until = self._week.next().end
        self._meetings = _by_day(self._sessions(Meetings(view)))
        self._turns: dict[tuple[str, date], list[Turn]] = defaultdict(list)
        for person, day, turn in (*self._shifts(), *self._outings(), *self._stand_ins()):
            self._turns[person, day].append(turn)
        self._away: dict[tuple[str, date], list[Away]] = defaultdict(list)
        for person, day, away in self._leaves():
            self._away[person, day].append(away)
        self._plans = {record.path: record for record in view.records("visit-plan")}
        self._done: dict[tuple[str, date], dict[str, int]] = defaultdict(dict)
        for name in DONE:
            for fact in view.facts.named(name):
                if self._within(fact.time.date()) and fact.person:
                    counts = self._done[fact.person, fact.time.date()]
                    counts[name] = counts.get(name, 0) + 1

    def of(self, person: Entity, unit: str) -> OwnWeek:
        """One person's days in the unit of his post."""
        loads = [self._view.workloads.of_person(person, week, unit) for week in (self._week, self._week.next())]
        days = [self._day(person, unit, one) for load in loads for one in load.days]
        today = self._view.as_of.date()
        return OwnWeek(
            self._week,
            loads[0],
            tuple(one for one in days if one.day < today),
            tuple(one for one in days if one.day >= today),
        )

    def _day(self, person: Entity, unit: str, work: Work) -> OwnDay:
        at = (person.id, work.day)
        served = set(work.served)
        return OwnDay(
            day=work.day,
            kind=work.kind,
            work=work,
            meetings=tuple(self._meetings.get((unit, work.day), ())),
            turns=tuple(self._turns.get(at, ())),
            visits=tuple(self._visit(one, served=one in served) for one in work.planned),
            works=tuple((str(self._row(one).get("what", "")), one) for one in work.noted),
            away=tuple(self._away.get(at, ())),
            done=tuple(self._done.get(at, {}).items()),
        )

    def _visit(self, source: Source, *, served: bool) -> Visit:
        row = self._row(source)
        return Visit(str(row.get("customer", "")), str(row.get("purpose", "")), served, source)

    def _row(self, source: Source) -> Mapping[str, object]:
        """A line of a plan: its source points at the day of it."""
        node: object = self._plans[source.path].data
        for step in source.pointer[:-1]:
            node = node[step]  # type: ignore[index]
        return node if isinstance(node, Mapping) else {}

    def _sessions(self, meetings: Meetings) -> Iterator[Session]:
        yield from (one for one in (*meetings.sessions, *owed(self._view)) if self._within(one.at.date()))

    def _shifts(self) -> Iterator[tuple[str, date, Turn]]:
        """Nights of rosters, with the post."""
        for roster in rosters(self._view):
            titles = dict(roster.posts)
            for row in roster.rows:
                if self._within(row.day):
                    for stand in row.stands:
                        what = f"{titles.get(stand.post, stand.post)} {row.shift.start:%H:%M}"
                        yield stand.person, row.day, Turn("shift", what, address=roster.address)

    def _outings(self) -> Iterator[tuple[str, date, Turn]]:
        """Days planned for going out to customers (D3.2)."""
        for record in self._view.records("outing-plan"):
            submitted = parse_moment(record.text("submitted_at"))
            rows = record.data.get("days")
            if submitted is None or submitted > self._view.as_of or not isinstance(rows, list):
                continue
            for row in rows:
                day = parse_date(str(row.get("on", ""))) if isinstance(row, Mapping) else None
                if day is not None and self._within(day) and not row.get("cancelled_by"):
                    yield record.text("person"), day, Turn("outing", str(row.get("whom", "")), path=record.path)

    def _stand_ins(self) -> Iterator[tuple[str, date, Turn]]:
        """Shifts somebody does for another, where the record says until when."""
        for record in self._view.records("stand-in"):
            begins = parse_moment(record.text("begins_at"))
            if begins is not None and self._within(begins.date()):
                whom = self._view.person(record.text("stands_in_for"))
                yield record.text("person"), begins.date(), Turn("stand-in", whom, path=record.path)

    def _leaves(self) -> Iterator[tuple[str, date, Away]]:
        for record in self._view.records("leave"):
            first, last = (parse_date(record.text(name)) for name in ("from", "until"))
            asked = parse_moment(record.text("submitted_at"))
            state = record.text("state")
            if first is None or last is None or state in {"refused", "withdrawn"}:
                continue
            if asked is not None and asked > self._view.as_of:
                continue
            approved = state == "approved" and _by_now(record.text("approved_at"), self._view.as_of)
            for day in _days(max(first, self._week.start), min(last, self._until - timedelta(days=1))):
                yield record.text("person"), day, Away(record, approved)

    def _within(self, day: date) -> bool:
        return self._week.start <= day < self._until


def _by_now(written: str, now: datetime) -> bool:
    at = parse_moment(written)
    return at is None or at <= now


def _by_day(sessions: Iterator[Session]) -> Mapping[tuple[str, date], list[Session]]:
    found: dict[tuple[str, date], list[Session]] = defaultdict(list)
    for one in sorted(sessions, key=lambda one: (one.at, one.kind)):
        found[one.unit, one.at.date()].append(one)
    return found


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
