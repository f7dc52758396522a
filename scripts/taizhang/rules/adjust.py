"""Adjustments: points on somebody's account for each fact of a kind, in the month the thing happened (A7.3, G8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.amounts import Amount, amount_of, set_where
from taizhang.rules.conditions import matches
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Entry, Value
from taizhang.when.moment import parse_date, parse_moment
from taizhang.when.period import PeriodKind, period_of


def reads(rule: Rule) -> frozenset[str]:
    """The facts that are adjusted for."""
    return frozenset(str(version.parameters["on"]["fact"]) for version in rule.versions())


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Entry]:
    """An entry for every fact the rule names, by the version in force on the day the thing happened."""
    start = rule.start or rulebook.start
    for name in sorted(reads(rule)):
        for fact in world.facts.named(name):
            parameters = rule.on(_day(fact, rule.parameters)).parameters
            day = _day(fact, parameters)
            if parameters["on"]["fact"] != name or start is None or day < start:
                continue
            if not applies(rulebook, fact.unit, world) or not matches(parameters.get("where"), fact, world.registers):
                continue
            amount = amount_of(parameters["amount"], fact, world.registers)
            if amount is not None and amount.value:
                yield _entry(rule, fact, day, amount, world)


def _day(fact: Fact, parameters: object) -> date:
    """The day the thing happened: the field the rule names, else the fact's own."""
    field = parameters.get("dated_by") if isinstance(parameters, dict) else None
    written = fact.get(str(field)) if field else ""
    moment = parse_moment(written)
    return moment.date() if moment else parse_date(written) or fact.time.date()


def _entry(rule: Rule, fact: Fact, day: date, amount: Amount, world: World) -> Entry:
    version = rule.on(day)
    parameters = version.parameters
    month = period_of(PeriodKind.MONTH, day).key
    person = world.registers.entity("person", fact.person)
    title = amount.title or rule.title
    values: dict[str, Value] = {
        "name": person.name if person else fact.person,
        "title": title,
        "period": month,
        "points": amount.value,
    }
    happened = Cause("adjust.happened", {"what": fact.get("what") or title, "day": day}, fact.source)
    known = Cause("adjust.known", {"moment": fact.time}, fact.source)
    table = Cause("adjust.by", {}, set_where(rule, version, "amount"), (amount.cause,))
    return Entry(
        key="/".join((rule.id, month, fact.person, _case(fact))),
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=title,
        period=month,
        cause=Cause("adjust.entry", values, ClauseSource(rule.rulebook, rule.clause), (happened, known, table)),
        person=fact.person,
        unit=fact.unit,
        customer=fact.customer,
        contact=fact.contact,
        because=frozenset({name_of_fact(fact)}),
        at=datetime(day.year, day.month, day.day),
        account=str(parameters["account"]),
        line=fact.get(str(parameters.get("line_by", ""))) or str(parameters["line"]),
        amount=amount.value,
        also=bool(parameters.get("also")),
    )


def _case(fact: Fact) -> str:
    """What tells this fact from others of the person and month."""
    return fact.case or fact.get("outcome") or f"{fact.customer or '-'}-{fact.time:%Y-%m-%d-%H%M}"
