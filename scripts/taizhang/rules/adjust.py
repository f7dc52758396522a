"""Adjustments: an amount on somebody's account for each fact of a kind, in the month the thing happened (A7.3, G8).

A measure is such a fact too (D3.4): it goes by the version in force when its period began and belongs to that period's
last month; its own steps are told, and it is a cause of its own (G13). With ``zero`` an amount of nothing is an entry
as well: a pay of 0.00 is said, not left out. What bears a ``sensitivity`` only some editions of the site show.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.amounts import Amount, amount_of, set_where
from taizhang.rules.as_facts import WHOLE
from taizhang.rules.conditions import matches
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Entry, Measure, Value
from taizhang.when.moment import parse_date, parse_moment
from taizhang.when.period import Period, PeriodKind, parse_period, period_of

MEASURED = ".measured"


def reads(rule: Rule) -> frozenset[str]:
    """The facts that are adjusted for."""
    return frozenset(str(version.parameters["on"]["fact"]) for version in rule.versions())


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Entry]:
    """An entry for every fact the rule names, by the version in force on the day the thing happened."""
    for name in sorted(reads(rule)):
        for fact in world.facts.named(name):
            if (entry := entry_for(rulebook, rule, fact, world)) is not None:
                yield entry


def entry_for(rulebook: Rulebook, rule: Rule, fact: Fact, world: World) -> Entry | None:
    """The entry of one fact that the rule reads; None where it does not apply, or nothing comes of it."""
    start = rule.start or rulebook.start
    parameters = rule.on(_day(fact, rule.parameters)).parameters
    day = _day(fact, parameters)
    if parameters["on"]["fact"] != fact.name or start is None or day < start:
        return None
    if not applies(rulebook, fact.unit, world) or not matches(parameters.get("where"), fact, world.registers):
        return None
    amount = amount_of(parameters["amount"], fact, world.registers)
    if amount is None or not (amount.value or parameters.get("zero")):
        return None
    return _entry(rule, fact, day, amount, world)


def _day(fact: Fact, parameters: object) -> date:
    """The day the thing happened: the field the rule names, else the fact's own; of a measure its period's first."""
    if (period := _measured(fact)) is not None:
        return period.start
    field = parameters.get("dated_by") if isinstance(parameters, dict) else None
    written = fact.get(str(field)) if field else ""
    moment = parse_moment(written)
    return moment.date() if moment else parse_date(written) or fact.time.date()


def _entry(rule: Rule, fact: Fact, day: date, amount: Amount, world: World) -> Entry:
    version = rule.on(day)
    parameters = version.parameters
    period = _measured(fact)
    month = period_of(PeriodKind.MONTH, period.last if period else day).key
    at = min(period.last, fact.time.date()) if period else day
    title = amount.title or rule.title
    values: dict[str, Value] = {
        "name": world.registers.called("person", fact.person),
        "title": title,
        "period": month,
        "points": amount.value,
    }
    table = Cause("adjust.by", {}, set_where(rule, version, "amount"), (amount.cause,))
    money: tuple[Cause, ...] = ()
    if "basis" in parameters:
        money = (Cause("adjust.money", {"basis": str(parameters["basis"]), "cap": str(parameters["cap"])}),)
    causes = (*_known(fact, title, day), table, *money)
    return Entry(
        key="/".join((rule.id, month, fact.person, _case(fact))),
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=title,
        period=month,
        cause=Cause("adjust.entry", values, ClauseSource(rule.rulebook, rule.clause), causes),
        person=fact.person,
        unit=fact.unit,
        customer=fact.customer,
        contact=fact.contact,
        because=frozenset({_reason(fact)}),
        at=datetime(at.year, at.month, at.day),
        account=str(parameters["account"]),
        line=fact.get(str(parameters.get("line_by", ""))) or str(parameters.get("line", "")),
        amount=amount.value,
        also=bool(parameters.get("also")),
    )


def _measured(fact: Fact) -> Period | None:
    """The period of a measure; None of any other fact."""
    return parse_period(fact.get("period")) if fact.name.endswith(MEASURED) else None


def _known(fact: Fact, title: str, day: date) -> tuple[Cause, ...]:
    """What happened and since when it counts; of a measure the steps that it came by."""
    whole = fact.attributes.get(WHOLE)
    if isinstance(whole, Measure):
        return (whole.cause,)
    happened = Cause("adjust.happened", {"what": fact.get("what") or title, "day": day}, fact.source)
    return happened, Cause("adjust.known", {"moment": fact.time}, fact.source)


def _reason(fact: Fact) -> str:
    """What the entry comes of: the fact; a measure itself, not the first of the facts it counts."""
    whole = fact.attributes.get(WHOLE)
    return whole.key if isinstance(whole, Measure) else name_of_fact(fact)


def _case(fact: Fact) -> str:
    """What tells this fact from others of the person and month."""
    return fact.case or fact.get("outcome") or f"{fact.customer or '-'}-{fact.time:%Y-%m-%d-%H%M}"
