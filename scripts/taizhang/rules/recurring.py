"""Recurring duties: somebody owes something each week or month, due by a rule of days, met by a fact (A5.5).

Who owes is asked as of the due instant, and only who has been in the role for the whole period (G7); the version of
the rule in force when the period began counts (design §6); late becomes missed when the month closes (G6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Entity, Span
from taizhang.history.trust import Counted
from taizhang.rulebook import Rule, Rulebook, Version
from taizhang.rules.excuse import Excuse, excuse_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Obligation, State, Value
from taizhang.when.calendar import Calendar
from taizhang.when.deadline import resolve
from taizhang.when.due import due_from
from taizhang.when.period import Period, PeriodKind, period_of, periods_between
from taizhang.when.resolution import Resolution, ResolutionState

CLOSING = {"working_day": 3, "period": "after", "time": "18:00"}
"""When a month closes, unless the rule says otherwise: the third working day of the next month (A8.6, K2)."""

AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Duty:
    """One person's duty for one period, before its state is known."""

    rule: Rule
    version: Version
    owner: Entity
    post: Span
    period: Period
    resolution: Resolution
    missed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Done:
    """What met a duty: the fact, when it counts, and on what that time rests."""

    fact: Fact
    at: datetime
    counted: Counted


def reads(rule: Rule) -> frozenset[str]:
    """What meets the duty and what excuses from it."""
    asked = (version.parameters.get(name) for version in rule.versions() for name in ("met_by", "excused_by"))
    return frozenset(str(one["fact"]) for one in asked if one)


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Obligation]:
    """Every obligation of the rule from its first whole period to the one after ``as_of``, by period and person."""
    start = rule.start or rulebook.start
    if start is None:
        return
    kind = PeriodKind(rule.parameters["every"])
    today = world.as_of.date()
    for period in periods_between(kind, start, today + AHEAD, whole=False):
        if period.start >= start and period.start <= today:
            for duty in _duties(rulebook, rule, period, world):
                yield _judged(duty, world)


def _duties(rulebook: Rulebook, rule: Rule, period: Period, world: World) -> Iterator[Duty]:
    version = rule.on(period.start)
    per = version.parameters["per"]
    due = due_from(version.parameters["due"])
    closing = due_from(version.parameters.get("missed_after", CLOSING))
    for owner in world.registers.entities(per["register"]):
        where = per.get("where", {})
        at_start = _matching(owner, period.start, where)
        if at_start is None or not _applies(rulebook, at_start, world):
            continue
        calendar = world.registers.calendar(str(at_start.values.get("unit", "")))
        resolution = resolve(due, period, calendar)
        post = _matching(owner, period.last if resolution.due is None else resolution.due.date(), where)
        if post is None:
            continue
        missed_at = None
        if resolution.due is not None:
            month = period_of(PeriodKind.MONTH, resolution.due.date())
            missed_at = resolve(closing, month, calendar).due
        yield Duty(rule, version, owner, post, period, resolution, missed_at)


def _matching(owner: Entity, day: date, where: Mapping[str, object]) -> Span | None:
    span = owner.as_of(day)
    return span if span is not None and all(span.values.get(k) == v for k, v in where.items()) else None


def _applies(rulebook: Rulebook, post: Span, world: World) -> bool:
    return any(unit in rulebook.units for unit in world.registers.above(str(post.values.get("unit", ""))))


def _judged(duty: Duty, world: World) -> Obligation:
    """The duty with its state, its points and the causes of both."""
    excuse = excuse_of(
        duty.version.parameters.get("excused_by"), duty.owner.id, duty.period, _calendar(duty, world), world.facts
    )
    met = _met_by(duty, world)
    state = _state(duty, world.as_of, excuse, met)
    effect = duty.version.parameters.get(state.value, {})
    points = Decimal(str(effect.get("points", 0)))
    unit = str(duty.post.values.get("unit", ""))
    return Obligation(
        key=f"{duty.rule.id}/{duty.period.key}/{duty.owner.id}",
        rulebook=duty.rule.rulebook,
        rule=duty.rule.id,
        clause=duty.rule.clause,
        title=duty.rule.title,
        person=duty.owner.id,
        unit=unit,
        period=duty.period.key,
        due=duty.resolution.due,
        state=state,
        done_at=met.at if met else None,
        points=points,
        line=str(effect.get("line", "")),
        cause=_cause(duty, state, points, excuse, met),
    )


def _calendar(duty: Duty, world: World) -> Calendar:
    return world.registers.calendar(str(duty.post.values.get("unit", "")))


def _met_by(duty: Duty, world: World) -> Done | None:
    """What meets the duty, by the time that counts; of several the earliest."""
    wanted = duty.version.parameters["met_by"]
    keys = {"person": duty.owner.id, duty.period.kind.value: duty.period.key}
    found = [
        _done(fact, world.counted(fact))
        for fact in world.facts.of_person(wanted["fact"], duty.owner.id)
        if all(fact.get(name) == keys.get(name) for name in wanted["by"])
    ]
    return min(found, key=lambda done: (done.at, done.fact.order), default=None)


def _done(fact: Fact, counted: Counted) -> Done:
    return Done(fact, counted.moment or fact.time, counted)


def _state(duty: Duty, as_of: datetime, excuse: Excuse | None, met: Done | None) -> State:
    resolution = duty.resolution
    if resolution.state is ResolutionState.WAIVED:
        return State.WAIVED
    if resolution.due is None:
        return State.UNKNOWN
    if met is not None and met.at <= resolution.due:
        return State.MET
    if excuse is not None and excuse.whole:
        return State.EXCUSED
    if met is not None:
        missed = duty.missed_at is not None and met.at > duty.missed_at
        return State.MISSED if missed else State.LATE
    if as_of <= resolution.due:
        return State.PENDING
    return State.MISSED if duty.missed_at is not None and as_of > duty.missed_at else State.OVERDUE


def _cause(duty: Duty, state: State, points: Decimal, excuse: Excuse | None, met: Done | None) -> Cause:
    rule, resolution = duty.rule, duty.resolution
    values: dict[str, Value] = {"name": duty.owner.name, "title": rule.title, "period": duty.period.key}
    children = [_post_cause(duty), _due_cause(resolution)]
    if met is not None:
        children.append(_met_cause(met))
    if excuse is not None:
        children.append(excuse.cause)
    if duty.missed_at is not None and state in {State.OVERDUE, State.LATE, State.MISSED}:
        children.append(Cause("obligation.missed-after", {"moment": duty.missed_at}))
    if points:
        children.append(_points_cause(duty, state, points))
    if resolution.due is not None:
        values["due"] = resolution.due
    if met is not None:
        values["done"] = met.at
    return Cause(f"obligation.{state}", values, ClauseSource(rule.rulebook, rule.clause), tuple(children))


def _post_cause(duty: Duty) -> Cause:
    values: dict[str, Value] = {
        "name": duty.owner.name,
        "from": duty.post.first,
        "unit": str(duty.post.values.get("unit", "")),
    }
    return Cause("owner.post", values, duty.post.source)


def _due_cause(resolution: Resolution) -> Cause:
    """How the due date was counted: every day looked at, and why it was taken or passed over."""
    steps = tuple(
        Cause(
            f"day.{step.verdict}",
            {
                "day": step.day,
                "found": f"found.{step.found}",
                "kind": f"kind.{step.kind.why}" if step.kind else "kind.unknown",
                "label": step.kind.name if step.kind else "",
            },
        )
        for step in resolution.steps
    )
    values: dict[str, Value] = {"due": resolution.due} if resolution.due else {}
    name = f"due.{resolution.state}" if resolution.reason is None else f"due.{resolution.reason}"
    return Cause(name, values, None, steps)


def _met_cause(met: Done) -> Cause:
    basis = Cause(f"time.{met.counted.basis}", {"claimed": met.fact.time, "moment": met.at})
    values: dict[str, Value] = {"fact": f"fact.{met.fact.name}", "moment": met.fact.time}
    return Cause("fact.stated", values, met.fact.source, (basis,))


def _points_cause(duty: Duty, state: State, points: Decimal) -> Cause:
    """Where the figure comes from: the rule as it began, or the change that set it."""
    change = duty.version.set_by.get(state.value)
    if change is None:
        source = Source(duty.rule.source.path, (*duty.rule.source.pointer, state.value))
        return Cause("points.rule", {"points": points}, source)
    values: dict[str, Value] = {"points": points, "from": change.start, "why": change.why}
    return Cause("points.change", values, Source(change.source.path, (*change.source.pointer, state.value)))
