"""Clocks from one fact to another: what a fact starts is owed by somebody until an answer comes (design §6).

The answer is a fact that belongs to the first one (``met_by: {fact, by}``), or an attribute of it that holds when it
was done (``met_by: {attribute: logged_at}``, A5.3). An answer from before the first fact counts where the rule says
``early: true`` (a customer told before the day of the change, A8.3). ``per`` opens one duty for each contact of the
customer. ``what`` names the attribute that says what is to be done, where the rule's title can't (A3.2, A1.4). The
version in force on the fact's day counts; late becomes missed when the month closes (G6). ``pauses`` stop the clock and
``restart`` starts it anew (E2.4), as ``rounds`` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.facts.registers import Entity, Span
from taizhang.rulebook import Rule, Rulebook, Version
from taizhang.rules import causes
from taizhang.rules.conditions import matches, text_at
from taizhang.rules.duty import closing_after
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.excuse import Excuse, excuse_of
from taizhang.rules.keys import applies, key_of, period_key, unit_of
from taizhang.rules.kind import World
from taizhang.rules.manner import MANNER, manner_of
from taizhang.rules.outcome import Cause, ClauseSource, FieldName, Obligation, State, Value
from taizhang.rules.pairing import names, pairs
from taizhang.rules.rounds import Round, laid_over, pauses, restarts, told_pauses
from taizhang.when.deadline import resolve
from taizhang.when.due import due_from
from taizhang.when.moment import day_of, parse_date
from taizhang.when.period import PeriodKind, period_of, term
from taizhang.when.resolution import Resolution, ResolutionState

HAPPENED = "happened"
OWN = "fact"
"""The anchor that means the first fact's own time; any other names one of its attributes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What met a duty, and when that counts."""

    at: datetime
    cause: Cause


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owes: nobody's id is empty, and the cause says why."""

    person: str
    unit: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Duty:
    """What a fact opened, before its state is known; ``fact`` carries the contact of a fan-out.

    ``turn`` is the round of its clock, ``stopped`` are the pauses in it.
    """

    rule: Rule
    version: Version
    fact: Fact
    turn: Round
    stopped: tuple[Fact, ...]
    owner: Owner
    resolution: Resolution
    missed_at: datetime | None
    answer: Answer | None

    @property
    def period(self) -> str:
        """The period of what opened it, or of the change that began its round."""
        return period_key(str(self.version.parameters.get("period", "day")), self.turn.opened)

    def running_at(self, moment: datetime) -> bool:
        """Whether its clock still ran at ``moment``: not answered by then, nor run out before."""
        done = self.answer is not None and self.answer.at <= moment
        return not done and (self.resolution.due is None or moment <= self.resolution.due)


def reads(rule: Rule) -> frozenset[str]:
    """What opens a duty, what meets it and what excuses from it."""
    return frozenset(name for version in rule.versions() for name in names(dict(version.parameters)))


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Obligation]:
    """Every obligation opened since the rule began, by the time of what opened it."""
    start = rule.start or rulebook.start or date.min
    wanted = {str(version.parameters["on"]["fact"]) for version in rule.versions()}
    facts = sorted((fact for name in wanted for fact in world.facts.named(name)), key=lambda fact: fact.order)
    seen: set[str] = set()
    for fact in facts:
        version = rule.on(fact.time.date())
        on = version.parameters["on"]
        if fact.time.date() < start or on["fact"] != fact.name or not matches(on.get("where"), fact, world.registers):
            continue
        for one in _fanned(version.parameters.get("per"), fact, world):
            for duty in _duties(rulebook, rule, version, one, world):
                found = _judged(duty, world)
                if found.key not in seen and applies(rulebook, found.unit, world):
                    seen.add(found.key)
                    yield found


def _duties(rulebook: Rulebook, rule: Rule, version: Version, fact: Fact, world: World) -> Iterator[Duty]:
    """The duty that the fact opens, and with ``again`` one more for each change that came too late to restart it."""
    wanted = version.parameters.get("restart")
    duty = _duty(rulebook, rule, version, fact, Round(1, fact, fact), world)
    for change in restarts(wanted, fact, world):
        if duty.running_at(change.time):
            duty = _duty(rulebook, rule, duty.version, fact, duty.turn.anew(change), world)
        elif wanted is not None and wanted.get("again"):
            yield duty
            duty = _duty(rulebook, rule, rule.on(change.time.date()), fact, duty.turn.next(change), world)
    yield duty


def _fanned(per: Mapping[str, Any] | None, fact: Fact, world: World) -> Iterator[Fact]:
    """The fact itself, or once for each contact that its customer has on its day."""
    if per is None:
        yield fact
        return
    day = fact.time.date()
    for entity in world.registers.of_customer(per["register"], fact.customer):
        if _there(entity, day):
            one = replace(fact, contact=entity.id)
            if matches(per.get("where"), one, world.registers):
                yield one


def _there(entity: Entity, day: date) -> bool:
    """Whether a contact is one on ``day``; a cast's contacts have no dates and always are."""
    first, last = (parse_date(entity.record.text(name)) for name in ("from", "until"))
    return (first is None or first <= day) and (last is None or day <= last)


def _duty(rulebook: Rulebook, rule: Rule, version: Version, fact: Fact, turn: Round, world: World) -> Duty:
    parameters, since = version.parameters, turn.since
    form = due_from(parameters["due"])
    name = str(parameters["due"].get("after", parameters["due"].get("before")))
    anchor = since.time if name == OWN or since is not fact else moment_of(fact.attributes.get(name))
    month = period_of(PeriodKind.MONTH, since.time.date())
    unit = unit_of(fact, fact.person, world)
    calendar = world.registers.calendar(unit)
    answer = _answer(parameters, fact, turn, world)
    stopped = pauses(parameters.get("pauses"), fact, answer.at if answer else None, world)
    resolution = resolve(form, month, laid_over(calendar, stopped), anchor=anchor)
    missed_at = None
    if resolution.due is not None:
        missed_at = closing_after(parameters, resolution.due, calendar)
    owner = _owner(rulebook, parameters["owed_by"], fact, resolution.due or since.time, world)
    return Duty(rule, version, fact, turn, stopped, owner, resolution, missed_at, answer)


def _owner(rulebook: Rulebook, wanted: str | Mapping[str, Any], fact: Fact, due: datetime, world: World) -> Owner:
    """Who owes: a person that the fact leads to, or who holds a role at the due instant (G7).

    Where the rule names no unit the role is asked for in all to which the rulebook applies.
    """
    if isinstance(wanted, str):
        person = text_at(wanted, fact, world.registers)
        entity = world.registers.entity("person", person)
        post = None if entity is None else entity.as_of(fact.time.date())
        if entity is None or post is None:
            return Owner(person, unit_of(fact, person, world), Cause("response.no-post", {"name": person}))
        return Owner(person, unit_of(fact, person, world), causes.in_post(entity.name, post))
    unit = fact.unit if wanted.get("unit") == "own" else str(wanted.get("unit", ""))
    held = world.registers.holders(wanted["role"], unit, due.date())
    posts = [
        (one, post)
        for one in held
        if (post := one.as_of(due.date())) is not None and (unit or applies(rulebook, str(post.values["unit"]), world))
    ]
    return _office(posts, unit_of(fact, fact.person, world))


def _office(posts: list[tuple[Entity, Span]], unit: str) -> Owner:
    """One holder owes himself; several owe together, and nobody is picked out."""
    told = tuple(causes.in_post(entity.name, post) for entity, post in posts)
    if len(posts) == 1:
        return Owner(posts[0][0].id, unit or str(posts[0][1].values.get("unit", "")), told[0])
    return Owner("", unit, Cause("response.office" if posts else "response.nobody", {"number": len(posts)}, None, told))


def _answer(parameters: Mapping[str, Any], fact: Fact, turn: Round, world: World) -> Answer | None:
    """What meets the duty in its round, by the time that counts; of several the earliest."""
    wanted, begun = parameters["met_by"], turn.opened.time
    if "attribute" in wanted:
        typed = moment_of(fact.attributes.get(wanted["attribute"]))
        done = typed is not None and typed <= world.as_of and (turn.number == 1 or typed >= begun)
        given = [replace(fact, time=typed)] if typed is not None and done else []
    else:
        early = bool(parameters.get("early")) and turn.number == 1
        given = [one for one in pairs(wanted, fact, world) if early or one.time >= begun]
    found = [_done(wanted, one, world) for one in given]
    return min(found, key=lambda answer: answer.at, default=None)


def _done(wanted: Mapping[str, Any], one: Fact, world: World) -> Answer:
    if wanted.get("time") == HAPPENED:
        return Answer(one.time, causes.stated(one))
    counted = world.counted(one)
    at = counted.moment or one.time
    told = causes.timed(one, at, counted)
    if "attribute" in wanted:
        values: dict[str, Value] = {"field": FieldName(one.source.path, wanted["attribute"]), "moment": one.time}
        told = Cause("response.done", values, one.source, told.children)
    return Answer(at, told)


def _judged(duty: Duty, world: World) -> Obligation:
    """The duty with its state, its points and the causes of both."""
    rule, fact, parameters, answer = duty.rule, duty.fact, duty.version.parameters, duty.answer
    excuse = _excuse(duty, world)
    state = _state(duty, world.as_of, excuse, answer)
    effect = parameters.get(state.value, {})
    points = Decimal(str(effect.get("points", 0)))
    period = duty.period
    key = key_of(rule, period, parameters["key"], fact, world)
    return Obligation(
        key=key if duty.turn.number == 1 else f"{key}/{duty.turn.number}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=period,
        person=duty.owner.person,
        unit=duty.owner.unit,
        customer=fact.customer,
        contact=fact.contact,
        because=frozenset({name_of_fact(duty.turn.opened)}),
        due=duty.resolution.due,
        state=state,
        done_at=answer.at if answer else None,
        done=1 if answer else 0,
        what=_what(duty),
        manner=manner_of(duty.version.parameters).value,
        points=points,
        line=str(effect.get("line", "")),
        cause=_cause(duty, state, points, excuse, answer),
    )


def _what(duty: Duty) -> str:
    """What the fact says is to be done; empty where the rule's title says it all."""
    return duty.fact.get(str(duty.version.parameters.get("what", "")))


def _excuse(duty: Duty, world: World) -> Excuse | None:
    """Leave on every working day from the day after the fact to the due day."""
    wanted, due = duty.version.parameters.get("excused_by"), duty.resolution.due
    if wanted is None or due is None or not duty.owner.person:
        return None
    first = min(day_of(duty.turn.since.time + timedelta(days=1)), due.date())
    calendar = world.registers.calendar(duty.owner.unit)
    return excuse_of(wanted, duty.owner.person, term(first, due.date()), calendar, world.facts)


def _state(duty: Duty, as_of: datetime, excuse: Excuse | None, answer: Answer | None) -> State:
    due, missed_at = duty.resolution.due, duty.missed_at
    if due is None:
        return State.WAIVED if duty.resolution.state is ResolutionState.WAIVED else State.UNKNOWN
    if answer is not None and answer.at <= due:
        return State.MET
    if excuse is not None and excuse.whole:
        return State.EXCUSED
    closed = missed_at is not None and (as_of if answer is None else answer.at) > missed_at
    if answer is not None:
        return State.MISSED if closed else State.LATE
    if as_of <= due:
        return State.PENDING
    return State.MISSED if closed else State.OVERDUE


def _cause(duty: Duty, state: State, points: Decimal, excuse: Excuse | None, answer: Answer | None) -> Cause:
    rule, resolution = duty.rule, duty.resolution
    children = [causes.stated(duty.fact), *duty.turn.told, duty.owner.cause, causes.due(resolution)]
    children += told_pauses(duty.stopped, duty.turn.since.time, resolution.due)
    if answer is not None:
        children.append(answer.cause)
    if excuse is not None:
        children.append(excuse.cause)
    if duty.missed_at is not None and state in {State.OVERDUE, State.LATE, State.MISSED}:
        children.append(Cause("obligation.missed-after", {"moment": duty.missed_at}))
    if points:
        children.append(causes.charged(rule, duty.version, state.value, points))
    told = _what(duty)
    values: dict[str, Value] = {
        "title": f"{rule.title}({told})" if told else rule.title,
        "period": duty.period,
        MANNER: manner_of(duty.version.parameters).value,
    }
    if resolution.due is not None:
        values["due"] = resolution.due
    if answer is not None:
        values["done"] = answer.at
    return Cause(f"obligation.{state}", values, ClauseSource(rule.rulebook, rule.clause), tuple(children))
