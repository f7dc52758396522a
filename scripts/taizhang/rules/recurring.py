"""Recurring duties: something owed each day, week, month or anniversary, due by a rule of days, met by facts.

Who owes is asked as of the due instant, or of the period's start where the rule says so; who joins owes from the first
whole period (G7). The version of the rule in force when the period began counts (design §6).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from taizhang.rulebook import Rule, Rulebook, Version
from taizhang.rules import causes
from taizhang.rules.duty import Duty, excuse_from, limits_of, state_of
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.excuse import Excuse
from taizhang.rules.fulfil import HAPPENED, Fulfilment, fulfilment
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.rules.manner import MANNER, manner_of
from taizhang.rules.outcome import Cause, ClauseSource, Obligation, State, Value
from taizhang.rules.pairing import names
from taizhang.rules.population import HIMSELF, Subject, fits, owner_of
from taizhang.rules.times import wanted_of
from taizhang.when.anniversary import anniversary_of
from taizhang.when.calendar import Calendar
from taizhang.when.deadline import CUSTOMER_CLOSING, Anchor, occasions, resolve
from taizhang.when.due import Due, Offset, OnAnniversary, due_from
from taizhang.when.moment import parse_date
from taizhang.when.period import Period, PeriodKind, period_of, periods_between, term
from taizhang.when.resolution import Reason, Resolution

TOWARDS_CUSTOMERS = frozenset({"customer", "contact"})
"""Registers of those towards whom a duty ends at 24:00, not at closing time (G3)."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One deadline of one subject: the days it is about, and what it counts from."""

    subject: Subject
    period: Period
    due: Due
    anchor: Anchor | None


def reads(rule: Rule) -> frozenset[str]:
    """What meets the duty, what excuses from it, and the duties without which it is not owed."""
    versions = rule.versions()
    asked = [version.parameters.get(name) for version in versions for name in ("met_by", "excused_by")]
    owed = (name for version in versions for name in version.parameters.get("owed_only_if", ()))
    return frozenset(names(asked)) | frozenset(owed)


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Obligation]:
    """Every obligation that began since the rule holds and is owed by ``as_of``, by period and register."""
    start = rule.start or rulebook.start
    if start is None:
        return
    kind = PeriodKind(rule.parameters["every"])
    today = world.as_of.date()
    for period in periods_between(kind, start, period_of(kind, today).next().end):
        for occasion in _occasions(rule, period, world):
            duty = _duty(rulebook, rule, occasion, world)
            if duty is not None and duty.opens <= today and duty.span.start >= start:
                yield _judged(duty, world)


def _occasions(rule: Rule, period: Period, world: World) -> Iterator[Occasion]:
    """Everyone of the register with the deadlines of the period."""
    parameters = rule.on(period.start).parameters
    due = due_from(parameters["due"])
    for entity in world.registers.entities(parameters["per"]["register"]):
        subject = Subject(parameters["per"]["register"], entity)
        anchor = _anchor(due, subject)
        for one in occasions(due, period, anchor):
            yield Occasion(subject, one, due, anchor)


def _anchor(due: Due, subject: Subject) -> Anchor | None:
    """What an offset or an anniversary counts from: a date of the record, or a day of the year with its calendar."""
    if not isinstance(due, (Offset, OnAnniversary)):
        return None
    value = subject.entity.record.data.get(due.anchor)
    if isinstance(value, dict):
        leap = value.get("leap") is True
        return anniversary_of(str(value["calendar"]), int(value["month"]), int(value["day"]), leap=leap)
    return parse_date(str(value))


def _duty(rulebook: Rulebook, rule: Rule, occasion: Occasion, world: World) -> Duty | None:
    """What the subject's owner owes on the occasion; None where nothing is, or nobody it could be asked for."""
    subject, period, registers = occasion.subject, occasion.period, world.registers
    version = rule.on(period.start)
    parameters = version.parameters
    where = parameters["per"].get("where", {})
    if not subject.there(period.start) or not fits(subject, where, period.start, registers):
        return None
    owner = owner_of(parameters["owed_by"], subject, period.start, registers)
    if not applies(rulebook, owner.unit, world):
        return None
    calendar = registers.calendar(owner.unit)
    closing = CUSTOMER_CLOSING if subject.kind in TOWARDS_CUSTOMERS else registers.closing_time
    resolution = _resolved(occasion.due, period, calendar, closing, occasion.anchor)
    last = period.last if resolution.due is None else resolution.due.date()
    span = _span(period, resolution, last)
    wanted = wanted_of(rule, version, subject, period.start, registers)
    if resolution.reason is Reason.NOT_A_WORKING_DAY or wanted.times == 0:
        return None
    if not subject.there(span.start) or not _still(subject, version, last, world):
        return None
    if parameters.get("owner_at", "due") == "due":
        owner = owner_of(parameters["owed_by"], subject, last, registers)
    limits = limits_of(parameters, resolution.due, calendar)
    opens = _opens(span, last)
    return Duty(rule, version, subject, owner, period, span, opens, resolution, limits, wanted, calendar)


@lru_cache(maxsize=1024)
def _resolved(due: Due, period: Period, calendar: Calendar, closing: time, anchor: Anchor | None) -> Resolution:
    """When a period's duty falls due: the same for most of those who owe it."""
    return resolve(due, period, calendar, default_time=closing, anchor=anchor)


def _still(subject: Subject, version: Version, last: date, world: World) -> bool:
    """Whether the subject is still there when it falls due, a person also still in the role."""
    if not subject.there(last):
        return False
    where = version.parameters["per"].get("where", {})
    return subject.kind != HIMSELF or fits(subject, where, last, world.registers) is True


def _span(period: Period, resolution: Resolution, last: date) -> Period:
    """The days on which it can be done: an anniversary's window, else the period."""
    return period if resolution.opens is None else term(resolution.opens, max(last, resolution.opens))


def _opens(span: Period, last: date) -> date:
    """From when on it is owed: its first day, or what is due before that from the period before on."""
    return span.start if last >= span.start else span.previous().start


def _judged(duty: Duty, world: World) -> Obligation:
    """The duty with its state, its points and the causes of both."""
    rule, subject = duty.rule, duty.subject
    excuse = excuse_from(duty, world.facts)
    found = fulfilment(duty, world)
    met_at = found.met_at(duty.wanted.times)
    state = state_of(duty, world.as_of, excuse, met_at, idle=_idle(duty, world))
    effect = duty.parameters.get(state.value, {})
    points = Decimal(str(effect.get("points", 0)))
    return Obligation(
        key=f"{rule.id}/{duty.period.key}/{subject.id}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        person=duty.owner.person,
        unit=duty.owner.unit,
        customer=subject.customer,
        contact=subject.id if subject.kind == "contact" else "",
        period=duty.period.key,
        because=frozenset(name_of_fact(one.fact) for one in found.done) if met_at else frozenset(),
        due=duty.resolution.due,
        state=state,
        done_at=met_at,
        wanted=duty.wanted.times or 0,
        done=len(found.done),
        what=_whom(duty),
        manner=manner_of(duty.parameters).value,
        points=points,
        line=str(effect.get("line", "")),
        cause=_cause(duty, state, points, excuse, found, world),
    )


def _idle(duty: Duty, world: World) -> bool:
    """Whether the period is over and none of the duties on which this one rests was owed in it (A5.6)."""
    names = duty.parameters.get("owed_only_if")
    if names is None or world.as_of.date() <= duty.period.last:
        return False
    facts = (fact for name in names for fact in world.facts.of_unit(name, duty.owner.unit))
    return not any(fact.get("period") == duty.period.key for fact in facts)


def _cause(duty: Duty, state: State, points: Decimal, excuse: Excuse | None, found: Fulfilment, world: World) -> Cause:
    rule, resolution = duty.rule, duty.resolution
    window = (Cause("due.window", {"opens": resolution.opens}),) if resolution.opens else ()
    children = [duty.owner.cause, causes.due(resolution), *window, *duty.limits.grace, *duty.wanted.causes]
    if _idle(duty, world):
        children.append(Cause("obligation.idle", {"period": duty.period.key}))
    children += [one.cause for one in found.done]
    children += found.rejected
    if excuse is not None:
        children.append(excuse.cause)
    if duty.limits.missed is not None and state in {State.OVERDUE, State.LATE, State.MISSED}:
        children.append(duty.limits.missed)
    if points:
        children.append(causes.charged(rule, duty.version, state.value, points))
    values: dict[str, Value] = {
        "name": duty.owner.name,
        "about": _about(duty, world),
        "title": rule.title,
        "period": duty.period.key,
        "number": len(found.done),
        "wanted": duty.wanted.times or 0,
        MANNER: manner_of(duty.parameters).value,
    }
    if resolution.due is not None:
        values["due"] = resolution.due
    met_at = found.met_at(duty.wanted.times)
    if met_at is not None:
        values["done"] = met_at
    sentence = f"{_family(duty)}.{state}"
    return Cause(sentence, values, ClauseSource(rule.rulebook, rule.clause), tuple(children))


def _whom(duty: Duty) -> str:
    """The name of the person for whom another owes it (A4.2, A4.3); empty where he owes it himself."""
    subject = duty.subject
    return subject.entity.name if subject.kind == HIMSELF and subject.id != duty.owner.person else ""


def _about(duty: Duty, world: World) -> str:
    """Whom or what it is about, with a space; a contact's own name stays in its record."""
    subject = duty.subject
    if subject.kind == HIMSELF:
        return f"{whom} " if (whom := _whom(duty)) else ""
    customer = world.registers.entity("customer", subject.customer)
    return f"{customer.name if customer is not None else subject.entity.name} "


def _family(duty: Duty) -> str:
    """Whether something is handed in, takes place, or is done so many times: each is told in its own words."""
    if "times_by" in duty.parameters or "times" in duty.parameters:
        return "times"
    return "event" if duty.parameters["met_by"].get("time") == HAPPENED else "obligation"
