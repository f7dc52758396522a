"""Reconciliation: several sources must tell the same visits, by person, customer and day (A4.7).

Days on which a source is silent are findings: one for a day alone, one for two days so near that they mean one visit.
A source that nobody owed is not asked; a period is looked at once it is settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.rulebook import Rule, Rulebook, Version
from taizhang.rules.causes import charged
from taizhang.rules.conditions import matches
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.rules.outcome import OWED, Cause, ClauseSource, Finding, Value
from taizhang.when.deadline import resolve
from taizhang.when.due import due_from
from taizhang.when.period import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Told:
    """What the sources tell of one person, one customer and one day, or of two days near each other."""

    person: str
    customer: str
    by_source: Mapping[str, tuple[Fact, ...]]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, oldest first."""
        return tuple(sorted((fact for found in self.by_source.values() for fact in found), key=lambda fact: fact.order))

    @property
    def day(self) -> date:
        """The first day."""
        return self.facts[0].time.date()

    @property
    def last(self) -> date:
        """The last day."""
        return self.facts[-1].time.date()


def reads(rule: Rule) -> frozenset[str]:
    """The sources, what speaks for a silent one, and the duties that sources rest on."""
    names: set[str] = set()
    for version in rule.versions():
        listed = [*version.parameters["sources"], *version.parameters.get("instead", ())]
        names |= {str(one["fact"]) for one in listed}
        names |= {f"{one['duty']}.{state}" for one in listed if "duty" in one for state in OWED}
    return frozenset(names)


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Finding]:
    """A finding for every visit that a source owed does not tell, by week, person, customer and day."""
    start = rule.start or rulebook.start
    groups = sorted(
        tellings(rule, world.facts, world.registers), key=lambda told: (told.person, told.customer, told.day)
    )
    held: list[tuple[Told, frozenset[str]]] = []
    for told in groups:
        if start is None or _period(rule, told.day).start < start or not applies(rulebook, told.facts[0].unit, world):
            continue
        if silent := _silent(rule, told, world):
            held.append((told, silent))
    for told, silent in _near_ones(rule, held):
        finding = _finding(rule, told, silent, world)
        if finding is not None:
            yield finding


def tellings(rule: Rule, facts: Facts, registers: Registers) -> Iterator[Told]:
    """What the sources tell, by person, customer and day; which sources there are, each day's version says (A4.7)."""
    found: dict[tuple[str, str, date], dict[str, list[Fact]]] = {}
    names = {str(source["fact"]) for version in rule.versions() for source in version.parameters["sources"]}
    for fact in (fact for name in sorted(names) for fact in facts.named(name)):
        for source in _version(rule, fact.time.date()).parameters["sources"]:
            if source["fact"] == fact.name and matches(source.get("where"), fact, registers):
                key = (fact.person, fact.customer, fact.time.date())
                found.setdefault(key, {}).setdefault(source["id"], []).append(fact)
    for (person, customer, _), by_source in found.items():
        yield Told(person, customer, {name: tuple(told) for name, told in by_source.items()})


def settled_at(rule: Rule, told: Told, registers: Registers) -> datetime | None:
    """The local moment after which what a source does not tell is a finding; None in a year not yet announced."""
    wanted = due_from(_version(rule, told.day).parameters["settled"])
    return resolve(wanted, _period(rule, told.last), registers.calendar(told.facts[0].unit)).due


def _version(rule: Rule, day: date) -> Version:
    return rule.on(_period(rule, day).start)


def _period(rule: Rule, day: date) -> Period:
    return period_of(PeriodKind(rule.parameters["every"]), day)


def _silent(rule: Rule, told: Told, world: World) -> frozenset[str]:
    """The ids of the sources that should tell it and don't."""
    parameters = _version(rule, told.day).parameters
    return frozenset(
        source["id"]
        for source in parameters["sources"]
        if source["id"] not in told.by_source
        and _owed(rule, source, told, world)
        and not _spoken_for(parameters, source["id"], told, world)
    )


def _owed(rule: Rule, source: Mapping[str, Any], told: Told, world: World) -> bool:
    """Whether the source should be there: it rests on no duty, its duty has been due, or it tells other things."""
    if "duty" not in source:
        return True
    period = _period(rule, told.day)
    duties = (fact for state in OWED for fact in world.facts.of_person(f"{source['duty']}.{state}", told.person))
    if any(fact.get("period") == period.key for fact in duties):
        return True
    return any(period.contains(fact.time) for fact in world.facts.of_person(source["fact"], told.person))


def _spoken_for(parameters: Mapping[str, Any], source: str, told: Told, world: World) -> bool:
    """Whether another fact of the day makes the source needless: a customer who came to us has no trip."""
    return any(
        fact.person == told.person and fact.time.date() == told.day
        for instead in parameters.get("instead", ())
        if source in instead["of"]
        for fact in world.facts.of_customer(instead["fact"], told.customer)
        if matches(instead.get("where"), fact, world.registers)
    )


def _near_ones(rule: Rule, held: Iterable[tuple[Told, frozenset[str]]]) -> Iterator[tuple[Told, frozenset[str]]]:
    """Two days of one person and customer that lie near, and that no source tells both of, become one."""
    waiting: tuple[Told, frozenset[str]] | None = None
    for told, silent in held:
        if waiting is not None and _near(rule, waiting[0], told):
            before, lacking = waiting
            both = Told(told.person, told.customer, {**before.by_source, **told.by_source})
            yield both, (lacking & silent) - both.by_source.keys()
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = (told, silent)
    if waiting is not None:
        yield waiting


def _near(rule: Rule, one: Told, other: Told) -> bool:
    near = timedelta(days=int(_version(rule, one.day).parameters["near"]))
    same = (one.person, one.customer) == (other.person, other.customer)
    return same and other.day - one.last <= near and not one.by_source.keys() & other.by_source.keys()


def _finding(rule: Rule, told: Told, silent: frozenset[str], world: World) -> Finding | None:
    """The finding, once the last day's period is settled."""
    unit = told.facts[0].unit
    version = _version(rule, told.day)
    settled = settled_at(rule, told, world.registers)
    if settled is None or world.as_of <= settled:
        return None
    period = _period(rule, told.day)
    effect = version.parameters.get("effect", {})
    because = {name_of_fact(fact) for fact in told.facts}
    because |= {
        f"{source['duty']}/{period.key}/{told.person}"
        for source in version.parameters["sources"]
        if source["id"] in silent and "duty" in source and not _there(source, told, period, world)
    }
    return Finding(
        key="/".join((rule.id, period.key, told.person, told.customer, str(told.day))),
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=period.key,
        cause=_cause(rule, version, told, silent, settled, world),
        person=told.person,
        unit=unit,
        customer=told.customer,
        because=frozenset(because),
        at=told.facts[-1].time,
        points=Decimal(str(effect.get("points", 0))),
        line=str(effect.get("line", "")),
    )


def _there(source: Mapping[str, Any], told: Told, period: Period, world: World) -> bool:
    """Whether the source tells anything at all of the person and period."""
    return any(period.contains(fact.time) for fact in world.facts.of_person(source["fact"], told.person))


def _cause(rule: Rule, version: Version, told: Told, silent: frozenset[str], settled: datetime, world: World) -> Cause:
    customer = world.registers.entity("customer", told.customer)
    values: dict[str, Value] = {
        "name": world.registers.called("person", told.person),
        "customer": f"{told.customer} {customer.name}" if customer else told.customer,
        "day": told.day,
        "last": told.last,
        "title": rule.title,
    }
    children = []
    for source in version.parameters["sources"]:
        title = str(source["title"])
        there = told.by_source.get(source["id"], ())
        children += [Cause("reconcile.there", {"source": title, "day": one.time.date()}, one.source) for one in there]
        if source["id"] in silent:
            children.append(Cause("reconcile.not-there", {"source": title}))
    children.append(Cause("reconcile.settled", {"moment": settled}))
    if (effect := version.parameters.get("effect")) is not None:
        points = Decimal(str(effect["points"]))
        children.append(charged(rule, version, "effect", points))
    name = "reconcile.near" if told.last > told.day else "reconcile.orphan"
    return Cause(name, values, ClauseSource(rule.rulebook, rule.clause), tuple(children))
