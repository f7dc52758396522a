"""Splits: a target of a term, divided into its months; what is stated of other periods must be their sum (C5.1).

A term may begin and end within months and run across a year's end: its months are all that share a day with it. A month
says its amount, or its weight, by which the total is divided: half-up to the cent, the last takes the rest (G10).
Every month begun gives a measure, on which quarters and years are summed up; what does not agree is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import causes
from taizhang.rules.amounts import half_up, number, plain
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies, unit_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Finding, Known, Measure, Outcome, Value
from taizhang.rules.pairing import pairs
from taizhang.when.moment import parse_date
from taizhang.when.period import Period, PeriodKind, parse_period, periods_between, term

MINUTE = timedelta(minutes=1)
MONTHLY = "月度目标"


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a term: whose, how much, and its months with what each says."""

    fact: Fact
    unit: str
    span: Period
    total: Decimal
    months: tuple[tuple[Period, Fact], ...]

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """What each month has, by its key: as written, or by its weight of what the written ones leave."""
        written = {month.key: number(fact.attributes.get("amount")) for month, fact in self.months}
        found = {key: amount for key, amount in written.items() if amount is not None}
        weights = {
            month.key: number(fact.attributes.get("weight")) or Decimal(0)
            for month, fact in self.months
            if month.key not in found
        }
        rest = self.total - sum(found.values(), Decimal(0))
        whole = sum(weights.values(), Decimal(0))
        shares = {key: half_up(rest * weight / whole) if whole else Decimal(0) for key, weight in weights.items()}
        if shares and whole:
            last = max(key for key, weight in weights.items() if weight)
            shares[last] = rest - sum((share for key, share in shares.items() if key != last), Decimal(0))
        return found | shares

    def within(self, period: Period) -> Decimal:
        """The sum of the months that lie in a period."""
        amounts = self.amounts
        inside = (month.key for month, _ in self.months if period.start <= month.start and month.end <= period.end)
        return sum((amounts[key] for key in inside), Decimal(0))


def reads(rule: Rule) -> frozenset[str]:
    """Targets, their months, and what is stated of other periods."""
    names = ("on", "parts", "stated")
    return frozenset(str(v.parameters[name]["fact"]) for v in rule.versions() for name in names if name in v.parameters)


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Outcome]:
    """The months of every target set since the rule began, oldest first, each target's findings after its months."""
    start = rule.start or rulebook.start or date.min
    seen: set[str] = set()
    for fact in sorted(world.facts.named(str(rule.parameters["on"]["fact"])), key=lambda one: one.order):
        target = _target(rule, fact, world)
        if target is None or fact.time.date() < start or not applies(rulebook, target.unit, world):
            continue
        for one in (*_months(rule, target, world), *_findings(rule, target, world)):
            if one.key not in seen:
                seen.add(one.key)
                yield one


def _target(rule: Rule, fact: Fact, world: World) -> Target | None:
    first, last = parse_date(fact.get("starts_on")), parse_date(fact.get("ends_on"))
    total = number(fact.attributes.get("total"))
    if first is None or last is None or last < first or total is None:
        return None
    parts = pairs(rule.parameters["parts"], fact, world)
    read = ((parse_period(part.get("month"), PeriodKind.MONTH), part) for part in parts)
    months = tuple(sorted(((month, part) for month, part in read if month is not None), key=lambda one: one[0].start))
    return Target(fact, unit_of(fact, fact.person, world), term(first, last), total, months)


def _owner(target: Target) -> str:
    return target.fact.person or target.unit


def _months(rule: Rule, target: Target, world: World) -> Iterator[Measure]:
    amounts = target.amounts
    title = f"{target.fact.get('name')}{MONTHLY}"
    entity = world.registers.entity("person", target.fact.person)
    name = entity.name if entity is not None else ""
    for month, part in target.months:
        if month.start > world.as_of.date():
            continue
        value = amounts[month.key]
        values: dict[str, Value] = {"name": name, "title": title, "period": month.key, "value": plain(value)}
        children = [_how(target, part, value)]
        last = datetime.combine(month.end, time.min) - MINUTE
        yield Measure(
            key=f"{rule.id}/{month.key}/{_owner(target)}/{target.fact.case}",
            rulebook=rule.rulebook,
            rule=rule.id,
            clause=rule.clause,
            title=title,
            period=month.key,
            cause=Cause("measure.number", values, ClauseSource(rule.rulebook, rule.clause), tuple(children)),
            person=target.fact.person,
            unit=target.unit,
            because=frozenset({name_of_fact(target.fact)}),
            at=min(last, world.as_of),
            known=Known.NUMBER,
            value=value,
            case=target.fact.get("indicator"),
        )


def _how(target: Target, part: Fact, value: Decimal) -> Cause:
    """Where a month's amount comes from: written, or by its weight of the total."""
    values: dict[str, Value] = {"value": plain(value), "total": plain(target.total)}
    values |= {"from": target.span.start, "until": target.span.last}
    weight = number(part.attributes.get("weight"))
    if "amount" in part.attributes or weight is None:
        return Cause("split.written", values, part.source)
    whole = sum(
        (
            number(one.attributes.get("weight")) or Decimal(0)
            for _, one in target.months
            if "amount" not in one.attributes
        ),
        Decimal(0),
    )
    return Cause("split.weighed", values | {"weight": plain(weight), "whole": plain(whole)}, part.source)


def _findings(rule: Rule, target: Target, world: World) -> Iterator[Finding]:
    """Months that lack or do not belong to the term, and sums that are not what is stated."""
    wanted = {month.key for month in periods_between(PeriodKind.MONTH, target.span.start, target.span.end)}
    listed = {month.key for month, _ in target.months}
    for key in sorted(wanted - listed):
        yield _finding(rule, target, key, Cause("split.month-lacks", {"period": key}, target.fact.source))
    for key in sorted(listed - wanted):
        values: dict[str, Value] = {"period": key, "from": target.span.start, "until": target.span.last}
        yield _finding(rule, target, key, Cause("split.month-beyond", values, target.fact.source))
    whole = sum(target.amounts.values(), Decimal(0))
    if whole != target.total:
        yield _finding(rule, target, "total", _differs("", target.total, whole, target.fact))
    for stated in pairs(rule.parameters["stated"], target.fact, world) if "stated" in rule.parameters else ():
        period, amount = parse_period(stated.get("stated_period")), number(stated.attributes.get("amount"))
        if period is not None and amount is not None and (found := target.within(period)) != amount:
            yield _finding(rule, target, period.key, _differs(period.key, amount, found, stated))


def _differs(period: str, said: Decimal, found: Decimal, fact: Fact) -> Cause:
    values: dict[str, Value] = {
        "period": period,
        "said": plain(said),
        "found": plain(found),
        "by": plain(abs(said - found)),
    }
    return Cause("split.differs" if period else "split.total-differs", values, fact.source)


def _finding(rule: Rule, target: Target, what: str, cause: Cause) -> Finding:
    fact = target.fact
    month = f"{fact.time:%Y-%m}"
    values: dict[str, Value] = {"title": rule.title, "moment": fact.time}
    told = Cause("require.broken", values, ClauseSource(rule.rulebook, rule.clause), (causes.stated(fact, (cause,)),))
    return Finding(
        key=f"{rule.id}/{month}/{_owner(target)}/{fact.case}/{what}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=month,
        cause=told,
        person=fact.person,
        unit=target.unit,
        because=frozenset({name_of_fact(fact)}),
        at=fact.time,
    )
