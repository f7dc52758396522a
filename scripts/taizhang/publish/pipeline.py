"""Cases on their way: the stages of a record whose kind names stages, and the clocks that run between them (E2.1-E2.4).

Any kind with ``x-stages`` is told so; the clocks are the duties of ``response`` rules that its facts opened, and how
they were counted is read from their causes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.publish.links import record_id
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.records.paths import first, parse_path, root_spot
from taizhang.records.schema_set import Kind
from taizhang.rules.outcome import Cause, Finding, Obligation, Outcome, State

Kept = TypeVar("Kept", bound=Outcome)

DAY = timedelta(days=1)
RESPONSE = "response"
STARTED, COUNTED, TAKEN = "day.start", "day.counted", "day.taken"
PAUSED_KIND = "kind.paused"
RUNNING = (State.OVERDUE, State.UNKNOWN, State.PENDING)
"""The states of a clock that still runs, the most pressing first."""
UNITS = ("working_days", "days", "hours", "months")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a case: every time it was reached, oldest first; ``current`` is the last one reached."""

    title: str
    reached: tuple[Fact, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One day of a clock: ``how`` is start, counted, due, off, paused, over (counted after the due day) or ahead."""

    day: date
    how: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Clock:
    """A duty with its days; of ``allowed`` units ``used`` ones are, None where they are no days."""

    duty: Obligation
    days: tuple[ClockDay, ...]
    unit: str
    allowed: int
    used: int | None

    @property
    def running(self) -> bool:
        """Whether it still runs, or stands still."""
        return self.duty.state in RUNNING

    @property
    def paused(self) -> bool:
        """Whether it stands still at the view's moment: nobody knows its due instant."""
        return self.duty.state is State.UNKNOWN and any(one.how == "paused" for one in self.days)

    @property
    def order(self) -> tuple[int, datetime, str]:
        """Running ones first, the most pressing of them first; of the rest the latest."""
        state = RUNNING.index(self.duty.state) if self.running else len(RUNNING)
        return (state, self.duty.due or datetime.max, self.duty.key)


@dataclass(frozen=True, slots=True)
class Case:
    """A record on its way through the stages of its kind."""

    record: Record
    kind: Kind
    stages: tuple[Stage, ...]
    clocks: tuple[Clock, ...]
    beside: tuple[Fact, ...]
    findings: tuple[Finding, ...]

    @property
    def address(self) -> str:
        """Where its page is."""
        return case_page(self.record)

    @property
    def stage(self) -> Stage | None:
        """The stage it is in; None before the first one."""
        return next((stage for stage in self.stages if stage.current), None)

    @property
    def over(self) -> bool:
        """Whether it has reached its last stage and no clock runs any more."""
        return bool(self.stages and self.stages[-1].reached) and not any(one.running for one in self.clocks)

    @property
    def clock(self) -> Clock | None:
        """The clock to look at: the most pressing one that runs, else the last one."""
        running = [one for one in self.clocks if one.running]
        return min(running, key=lambda one: one.order) if running else next(reversed(self.clocks), None)


def case_page(record: Record) -> str:
    """The address of a case."""
    return f"pipelines/{record_id(record.path)}/"


def cases(view: View) -> tuple[Case, ...]:
    """Every case: those with an overdue clock first, then what stands still, what runs, what is over."""
    kinds = [kind for kind in view.kinds if kind.stages]
    told = _Told(view, kinds)
    found = (told.case(kind, record) for kind in kinds for record in view.records(kind.name))
    return tuple(sorted(found, key=_order))


def _order(case: Case) -> tuple[int, datetime, str]:
    clock = case.clock
    rank = len(RUNNING) + case.over if clock is None or not clock.running else RUNNING.index(clock.duty.state)
    return (rank, (clock.duty.due if clock else None) or datetime.max, case.record.path)


class _Told:
    """What the ledger says of records: their facts, the duties these opened, the findings about them."""

    def __init__(self, view: View, kinds: Iterable[Kind]) -> None:
        self._view = view
        self._rules = {rule.id: rule for rule in view.rules if rule.kind == RESPONSE}
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        self._cases: dict[str, list[Fact]] = defaultdict(list)
        paths = {record.path for kind in kinds for record in view.records(kind.name)}
        for fact in view.facts.all:
            if fact.source.path in paths:
                self._facts[fact.source.path].append(fact)
            if fact.case:
                self._cases[fact.case].append(fact)
        self._duties = _by_record(view.obligations)
        self._findings = _by_record(view.ledger.findings)

    def case(self, kind: Kind, record: Record) -> Case:
        """The record as a case; what other records say of it stands beside, if they are of its unit."""
        own = self._facts[record.path]
        staged = {str(entry["fact"]) for entry in kind.stages}
        stated = {str(entry["fact"]) for entry in kind.facts}
        elsewhere = [one for one in self._cases[record.id] if one.source.path != record.path] if record.id else []
        others = [
            one
            for one in elsewhere
            if one.unit == record.text("unit") and self._view.record(one.source.path) is not None
        ]
        beside = [one for one in own if one.name in stated - staged] + others
        about = {one.source.path for one in others} | {record.path}
        return Case(
            record=record,
            kind=kind,
            stages=_stages(kind, record, own),
            clocks=tuple(self._clocks(record)),
            beside=tuple(sorted(beside, key=lambda fact: fact.order)),
            findings=tuple(sorted((one for path in about for one in self._findings[path]), key=lambda one: one.at)),
        )

    def _clocks(self, record: Record) -> Iterator[Clock]:
        duties = [one for one in self._duties[record.path] if one.rule in self._rules]
        for duty in sorted(duties, key=lambda one: (one.period, one.key)):
            opened = moment_of(duty.period) or duty.due or self._view.as_of
            yield clock_of(self._view, duty, self._rules[duty.rule].on(opened.date()).parameters["due"])


def _by_record(outcomes: Iterable[Kept]) -> Mapping[str, list[Kept]]:
    """Outcomes by the records that they came of."""
    found: defaultdict[str, list[Kept]] = defaultdict(list)
    for one in outcomes:
        for path in {name.partition("#")[0] for name in one.because}:
            found[path].append(one)
    return found


def _stages(kind: Kind, record: Record, facts: Iterable[Fact]) -> tuple[Stage, ...]:
    """The stages that such a record goes through."""
    reached: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        reached[fact.name].append(fact)
    listed = [
        (str(entry["title"]), tuple(reached[str(entry["fact"])]))
        for entry in kind.stages
        if all(
            first(root_spot(record.data), parse_path(path)) == value for path, value in entry.get("when", {}).items()
        )
    ]
    last = max((number for number, (_, times) in enumerate(listed) if times), default=-1)
    return tuple(Stage(title, times, number == last) for number, (title, times) in enumerate(listed))


def clock_of(view: View, duty: Obligation, due: Mapping[str, Any]) -> Clock:
    """A duty's clock, its days as its cause counted them."""
    unit = next((name for name in UNITS if name in due), "")
    ended = duty.done_at or view.as_of
    days = [*_counted(duty.cause)]
    days += _after(view, duty, days, ended.date())
    told = tuple(_ahead(one, ended.date(), open_still=duty.done_at is None) for one in days)
    used = sum(one.how in {"counted", "due", "over"} and one.day <= ended.date() for one in days)
    return Clock(duty, told, unit, int(due.get(unit, 0)), used if unit == "working_days" else None)


def _counted(cause: Cause) -> Iterator[ClockDay]:
    """The days that the due instant was counted by."""
    number = 0
    for child in cause.children:
        for step in child.children if child.sentence.startswith("due.") else ():
            day = step.values.get("day")
            if not isinstance(day, date):
                continue
            if step.sentence == STARTED:
                yield ClockDay(day, "start")
            elif step.sentence in {COUNTED, TAKEN}:
                number += 1
                yield ClockDay(day, "due" if step.sentence == TAKEN else "counted", number)
            else:
                yield ClockDay(day, "paused" if step.values.get("kind") == PAUSED_KIND else "off")


def _after(view: View, duty: Obligation, days: list[ClockDay], until: date) -> Iterator[ClockDay]:
    """What came after the last day counted: working days too many, or days on which it still stands still."""
    if not days:
        return
    last = days[-1]
    number, day = max(one.number for one in days), last.day
    calendar = view.registers.calendar(duty.unit)
    while day < until:
        day += DAY
        if last.how == "paused":
            yield ClockDay(day, "paused")
        elif calendar.working(day):
            number += 1
            yield ClockDay(day, "over", number)
        else:
            yield ClockDay(day, "off")


def _ahead(one: ClockDay, until: date, *, open_still: bool) -> ClockDay:
    """A day to be counted that has not come yet, or that was not needed any more."""
    if one.how != "counted" or one.day <= until:
        return one
    return ClockDay(one.day, "ahead" if open_still else "spare", one.number)
