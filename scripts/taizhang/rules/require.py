"""Statements that must hold of each fact; where one does not, that is a finding (design §6).

Eight kinds of statement, any of which a rule may make of the facts it names:

- ``must``: conditions on the fact itself (A5.2: filled in before departure);
- ``cover``: each member of a register or list has a fact that belongs to it (A1.2, A3.1, E2.3);
- ``followed``: another fact comes within so many days (A4.6: the file is verified again);
- ``counted``: a number in the fact equals a number of facts (A1.4: signatures and those present);
- ``told``: what the fact says in a field is what other facts say (A5.6: who was late, as his duty has it);
- ``matched``: another fact, whenever it was, belongs to it (A8.1: who was inspected had been drawn);
- ``barred``: no such other fact belongs to it (B1.10: a sheet made after another had proved to be first);
- ``timely``: it comes within so long of another fact, or of the end of a period it names (A8.1: an appeal).

``unless`` names facts that lift the statement, ``provided`` such as must be there for it to be made at all. What is
keyed alike is one finding. The version in force on the fact's day counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook, Version
from taizhang.rules import causes
from taizhang.rules.barred import barred
from taizhang.rules.conditions import judge, matches, text_at
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.figures import miscounted, mistold
from taizhang.rules.keys import applies, key_of, period_key, unit_of
from taizhang.rules.kind import World
from taizhang.rules.members import members
from taizhang.rules.outcome import Cause, ClauseSource, Finding, Value
from taizhang.rules.pairing import any_pair, names, pairs
from taizhang.when.deadline import resolve
from taizhang.when.due import due_from
from taizhang.when.period import PeriodKind, parse_period, period_of
from taizhang.when.resolution import Resolution

EFFECT = "effect"
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Breach:
    """A statement that does not hold: of which fact, since when, about whom, and why."""

    fact: Fact
    at: datetime
    version: Version
    causes: tuple[Cause, ...]


def reads(rule: Rule) -> frozenset[str]:
    """The facts it speaks of, and those that answer, lift or count."""
    return frozenset(name for version in rule.versions() for name in names(dict(version.parameters)))


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Finding]:
    """Every finding since the rule began, oldest first."""
    start = rule.start or rulebook.start or date.min
    found = (breach for fact in _facts(rule, world) for breach in _breaches(rule, fact, start, world))
    seen: set[str] = set()
    for breach in sorted(found, key=lambda one: (one.at, one.fact.order, one.fact.person)):
        finding = _finding(rule, breach, world)
        if finding.key not in seen and start <= breach.at.date() and applies(rulebook, finding.unit, world):
            seen.add(finding.key)
            yield finding


def _facts(rule: Rule, world: World) -> Iterator[Fact]:
    """The facts that any version speaks of, oldest first."""
    wanted = {name for version in rule.versions() for name in names({"fact": version.parameters["of"]["fact"]})}
    yield from sorted((fact for name in wanted for fact in world.facts.named(name)), key=lambda fact: fact.order)


def _breaches(rule: Rule, fact: Fact, start: date, world: World) -> Iterator[Breach]:
    version = rule.on(fact.time.date())
    parameters = version.parameters
    of = parameters["of"]
    if fact.name not in set(names({"fact": of["fact"]})) or not matches(of.get("where"), fact, world.registers):
        return
    given = any_pair(parameters.get("provided"), fact, world)
    if "provided" in parameters and given is None:
        return
    told = () if given is None else (causes.stated(given),)
    for one, at, found in _failures(parameters, _believed(parameters, fact, world), start, world):
        then = replace(one, time=max(one.time, at))
        if at <= world.as_of and any_pair(parameters.get("unless"), then, world) is None:
            yield Breach(one, at, version, (*found, *told))


def _believed(parameters: Mapping[str, Any], fact: Fact, world: World) -> Fact:
    """The fact with its typed time, where the rule names one, as far as Git bears it out (design §4)."""
    name = str(parameters.get("typed", ""))
    typed = moment_of(fact.attributes.get(name))
    moment = None if typed is None else world.counted(replace(fact, time=typed)).moment
    return fact if moment is None else replace(fact, attributes={**fact.attributes, name: moment})


Failure = tuple[Fact, datetime, tuple[Cause, ...]]


def _failures(parameters: Mapping[str, Any], fact: Fact, start: date, world: World) -> Iterator[Failure]:
    """What does not hold: of which fact (a member's own), since when, told how."""
    failing = tuple(one.cause for one in judge(parameters.get("must", {}), fact, world.registers) if not one.holds)
    if failing:
        yield fact, fact.time, failing
    if (counted := parameters.get("counted")) is not None:
        yield from ((fact, fact.time, (cause,)) for cause in miscounted(counted, fact, world))
    if (told := parameters.get("told")) is not None:
        yield from ((fact, fact.time, (cause,)) for cause in mistold(told, fact, world))
    if (cover := parameters.get("cover")) is not None:
        yield from _uncovered(cover, fact, world)
    if (followed := parameters.get("followed")) is not None:
        yield from _not_followed(followed, fact, start, world)
    if (matched := parameters.get("matched")) is not None and next(pairs(matched, fact, world), None) is None:
        yield fact, fact.time, (Cause("require.unmatched", {"fact": f"fact.{matched['fact']}"}),)
    if (no_other := parameters.get("barred")) is not None:
        yield from barred(no_other, fact, world)
    if (timely := parameters.get("timely")) is not None:
        yield from _too_late(timely, fact, world)


def _uncovered(cover: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Failure]:
    for member in members(cover["each"], fact, world):
        own = member.own(fact)
        if next(pairs(cover["by"], own, world), None) is None:
            values: dict[str, Value] = {"name": member.entity.name, "fact": f"fact.{cover['by']['fact']}"}
            joined = datetime.combine(member.span.first, datetime.min.time()) if member.span else fact.time
            yield own, max(fact.time, joined), (Cause("require.uncovered", values, None, (member.told,)),)


def _not_followed(followed: Mapping[str, Any], fact: Fact, start: date, world: World) -> Iterator[Failure]:
    """Raised when the last day is over; what is wanted on the day itself belongs to that day, its last minute (G8)."""
    within = followed["within"]
    by = text_at(within["by"], fact, world.registers) if "by" in within else ""
    days = int(within.get("each", {}).get(by, within["days"]))
    last = fact.time.date() + DAY * days
    later = (one for one in pairs(followed, fact, world) if one.order > fact.order)
    answer = next(later, None)
    if answer is not None and answer.time.date() <= last:
        return
    at = datetime.combine(last + DAY, datetime.min.time()) - (timedelta() if days else MINUTE)
    if at.date() < start and (answer is None or answer.time.date() > start):
        at = datetime.combine(start, datetime.min.time())
    values: dict[str, Value] = {"fact": f"fact.{followed['fact']}", "days": days, "last": last}
    found = [Cause("require.not-followed", values)]
    if answer is not None:
        found.append(Cause("require.mended", {"fact": f"fact.{answer.name}", "moment": answer.time}, answer.source))
    yield fact, at, tuple(found)


def _too_late(timely: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Failure]:
    found = limit_of(timely, fact, world)
    if found is not None and found[0].due is not None and fact.time > found[0].due:
        resolution, known = found
        told = (causes.stated(known),) if known else ()
        values: dict[str, Value] = {"due": resolution.due or ""}
        yield fact, fact.time, (Cause("require.too-late", values, None, (*told, causes.due(resolution))),)


def limit_of(timely: Mapping[str, Any], fact: Fact, world: World) -> tuple[Resolution, Fact | None] | None:
    """Until when a fact is in time, and the one it is counted from; None where there is nothing to count from.

    Counted from the latest of the facts named that is not after this one, else from the first, else the period.
    """
    found = tuple(pairs(timely["after"], fact, world)) if "after" in timely else ()
    known = next((one for one in reversed(found) if one.time <= fact.time), found[0] if found else None)
    period = parse_period(fact.get(timely["or_end_of"]))
    if known is not None:
        anchor = known.time
    elif period is not None:
        anchor = datetime.combine(period.last, datetime.min.time())
    else:
        return None
    within = {name: value for name, value in timely.items() if name not in {"after", "or_end_of"}}
    month = period_of(PeriodKind.MONTH, anchor.date())
    calendar = world.registers.calendar(unit_of(fact, fact.person, world))
    return resolve(due_from({"after": "known", **within}), month, calendar, anchor=anchor), known


def _finding(rule: Rule, breach: Breach, world: World) -> Finding:
    fact, parameters = breach.fact, breach.version.parameters
    moment = replace(fact, time=breach.at)
    person = text_at(str(parameters.get("person", "person")), moment, world.registers)
    unit = unit_of(moment, person, world)
    effect = _effect(parameters, moment, world)
    points = Decimal(str(effect.get("points", 0)))
    period = period_key(str(parameters.get("period", "day")), moment)
    rectify_by = _rectify_by(parameters.get("rectify_within"), breach.at, unit, world)
    return Finding(
        key=key_of(rule, period, parameters["key"], fact, world),
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=period,
        person=person,
        unit=unit,
        customer=text_at(str(parameters.get("customer", "customer")), fact, world.registers),
        contact=fact.contact,
        because=frozenset({name_of_fact(fact)}),
        at=breach.at,
        points=points,
        line=str(effect.get("line", "")),
        severity=str(parameters.get("severity", "ordinary")),
        rectify_by=rectify_by,
        cause=_cause(rule, breach, points, rectify_by),
    )


def _effect(parameters: Mapping[str, Any], fact: Fact, world: World) -> Mapping[str, Any]:
    """What is charged for a fact: nothing where the effect asks for what this one is not (A7.2)."""
    effect: Mapping[str, Any] = parameters.get(EFFECT, {})
    return effect if matches(effect.get("where"), fact, world.registers) else {}


def _rectify_by(within: Mapping[str, Any] | None, at: datetime, unit: str, world: World) -> datetime | None:
    """When it must be put right: counted from the finding's day (A4.5)."""
    if within is None:
        return None
    month = period_of(PeriodKind.MONTH, at.date())
    return resolve(due_from({"after": "finding", **within}), month, world.registers.calendar(unit), anchor=at).due


def _cause(rule: Rule, breach: Breach, points: Decimal, rectify_by: datetime | None) -> Cause:
    children = [causes.stated(breach.fact, breach.causes)]
    if rectify_by is not None:
        children.append(Cause("require.rectify", {"moment": rectify_by}))
    if points:
        children.append(causes.charged(rule, breach.version, EFFECT, points))
    values: dict[str, Value] = {"title": rule.title, "moment": breach.at}
    return Cause("require.broken", values, ClauseSource(rule.rulebook, rule.clause), tuple(children))
