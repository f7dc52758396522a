"""First come, first served: who holds a thing by the earliest claim on it (B5.2, B5.3, B5.5).

Two ways of asking:

- of each claim: it holds the thing, or is refused because an earlier one does, which is named; a claim that ended
  (a deposit refunded) frees it. Two claims in one minute are told, not decided (G9);
- ``asks``: of each fact named there, such as a deal: whose is it, by the earliest claim that was there; ``share`` is
  what he has of it, ``split`` are shares agreed between people, that count if he is among them.

``together`` names facts of membership: things that count as one (a family, a company).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.records.own_checks import to_decimal
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import causes
from taizhang.rules.conditions import matches, text_at
from taizhang.rules.decided import Found, decision_on
from taizhang.rules.keys import applies, key_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Decision, Share, Value
from taizhang.rules.pairing import names, pairs
from taizhang.rules.parties import Parties

KEYS = ("time", "case")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim on a thing: by whom, in [its time, ``end``); claims of one ``case`` are one and the same."""

    fact: Fact
    thing: str
    holder: str
    end: datetime | None

    def holds(self, at: datetime) -> bool:
        """Whether it has not ended by a minute; the equal minute frees."""
        return self.fact.time <= at and (self.end is None or at < self.end)


def reads(rule: Rule) -> frozenset[str]:
    """The claims, what ends them, what asks, what is split and what belongs together."""
    return frozenset(name for version in rule.versions() for name in names(dict(version.parameters)))


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Decision]:
    """A decision for each claim, or for each fact that asks, since the rule began."""
    start = rule.start or rulebook.start or date.min
    claims = _claims(rule, world)
    for one in _asked(rule, claims, world) if _asks(rule) else _contested(rule, claims, world):
        if one.at.date() >= start and applies(rulebook, one.unit, world):
            yield one


def _asks(rule: Rule) -> bool:
    return "asks" in rule.versions()[-1].parameters


def _claims(rule: Rule, world: World) -> Mapping[tuple[str, str], tuple[Claim, ...]]:
    """The claims by unit and thing, oldest first."""
    parameters = rule.versions()[-1].parameters
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for wanted in parameters["claims"]:
        for fact in world.facts.named(str(wanted["fact"])):
            thing, holder = fact.get(str(parameters["thing"])), text_at(str(wanted["holder"]), fact, world.registers)
            if thing and holder and matches(wanted.get("where"), fact, world.registers):
                found[fact.unit, thing].append(Claim(fact, thing, holder, _end(wanted, fact, parameters, world)))
    return {key: tuple(sorted(listed, key=lambda one: one.fact.order)) for key, listed in found.items()}


def _end(wanted: Mapping[str, Any], fact: Fact, parameters: Mapping[str, Any], world: World) -> datetime | None:
    """When a claim ends: at the first fact that frees it, or at the time it names itself."""
    freed = (found.time for ends in parameters.get("freed_by", ()) for found in pairs(ends, fact, world))
    said = moment_of(fact.attributes.get(str(wanted.get("until", ""))))
    return min((at for at in (said, *freed) if at is not None and at >= fact.time), default=None)


def _contested(rule: Rule, claims: Mapping[tuple[str, str], tuple[Claim, ...]], world: World) -> Iterator[Decision]:
    """Each claim held against those that hold the thing already."""
    for key in sorted(claims):
        holding: list[Claim] = []
        for claim in claims[key]:
            at, case = claim.fact.time, claim.fact.case
            open_ = [one for one in holding if one.holds(at) and one.fact.case != case]
            before = [one for one in open_ if one.fact.time < at]
            mine = any(one.fact.case == case and one.holds(at) for one in holding)
            rivals = [] if mine else _rivals(claim, claims[key], before)
            if mine or not before:
                holding.append(claim)
            result = "came-first" if mine else "came-later" if before else "same-minute" if rivals else "came-first"
            yield _decision(rule, claim.fact, result, _told(result, before or rivals, world), world)


def _rivals(claim: Claim, listed: tuple[Claim, ...], before: list[Claim]) -> list[Claim]:
    """Other claims of the same minute that have not ended since; where one holds already there is no tie."""
    if before:
        return []
    same = (one for one in listed if one.fact.time == claim.fact.time and one.fact.case != claim.fact.case)
    return [one for one in same if one.end is None] if claim.end is None else []


def _told(result: str, others: list[Claim], world: World) -> tuple[Cause, ...]:
    """The claims that stand against one, each at its line."""
    return tuple(
        Cause(
            "first.stands" if result == "came-later" else "first.same-minute",
            {"case": one.fact.case, "name": _name(one.holder, world), "moment": one.fact.time},
            one.fact.source,
        )
        for one in others
    )


def _asked(rule: Rule, claims: Mapping[tuple[str, str], tuple[Claim, ...]], world: World) -> Iterator[Decision]:
    """Whose each fact is that asks: the holder of the earliest claim on its thing, or on one that counts as one."""
    parameters = rule.versions()[-1].parameters
    groups = str(parameters.get("together", {}).get("fact", ""))
    parties = Parties(world.facts.named(groups))
    asks = parameters["asks"]
    for fact in world.facts.named(str(asks["fact"])):
        thing = fact.get(str(parameters["thing"]))
        if not thing or not matches(asks.get("where"), fact, world.registers):
            continue
        members = sorted(parties.with_(thing, fact.time))
        found = [one for each in members for one in claims.get((fact.unit, each), ()) if one.holds(fact.time)]
        first = min((one.fact.time for one in found), default=None)
        earliest = [one for one in found if one.fact.time == first]
        holders = sorted({one.holder for one in earliest})
        told = _whose(earliest, [one for one in found if one.fact.time != first], thing, world)
        if len(holders) != 1:
            undecided = _decision(rule, fact, "same-minute" if holders else "unregistered", told, world)
            yield replace(undecided, person="")
            continue
        shares, split = _split(parameters, fact, holders[0], world)
        result = "agreed-split" if len(shares) > 1 else "first-registered"
        yield replace(_decision(rule, fact, result, (*told, *split), world, shares), person=holders[0])


def _whose(earliest: list[Claim], later: list[Claim], thing: str, world: World) -> tuple[Cause, ...]:
    """The earliest claims, and those of others that came later."""
    holders = {one.holder for one in earliest}
    listed = [("first.earliest", one) for one in earliest]
    seen: set[str] = set(holders)
    for one in later:
        if one.holder not in seen:
            seen.add(one.holder)
            listed.append(("first.later", one))
    return tuple(
        Cause(
            sentence if one.thing == thing else f"{sentence}-together",
            {
                "name": _name(one.holder, world),
                "moment": one.fact.time,
                "other": world.registers.called("customer", one.thing),
            },
            one.fact.source,
        )
        for sentence, one in listed
    )


def _split(
    parameters: Mapping[str, Any], fact: Fact, holder: str, world: World
) -> tuple[tuple[Share, ...], tuple[Cause, ...]]:
    """The shares: all to the holder, or as agreed with him."""
    whole = parameters.get("share")
    if whole is None:
        return (), ()
    role, amount = str(whole["role"]), to_decimal(whole["amount"]) or Decimal(0)
    alone = (Share(holder, role, amount),)
    split = parameters.get("split")
    found = () if split is None else tuple(pairs(split, fact, world))
    if split is None or not found:
        return alone, (Cause("first.alone", {"name": _name(holder, world), "amount": _amount(amount)}),)
    if holder not in {one.person for one in found}:
        return alone, (Cause("first.split-without", {"name": _name(holder, world)}, found[0].source),)
    parts = tuple(
        Share(one.person, role, to_decimal(one.attributes.get(str(split["amount"]))) or Decimal(0)) for one in found
    )
    if sum(part.amount for part in parts) != amount:
        return alone, (Cause("first.split-wrong", {"name": _name(holder, world)}, found[0].source),)
    told = (
        Cause("first.part", {"name": _name(part.person, world), "amount": _amount(part.amount)}, one.source)
        for part, one in zip(parts, found, strict=True)
    )
    return parts, (Cause("first.split", {}, None, tuple(told)),)


def _amount(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _decision(
    rule: Rule, fact: Fact, result: str, told: tuple[Cause, ...], world: World, shares: tuple[Share, ...] = ()
) -> Decision:
    day = fact.time.date()
    values: dict[str, Value] = {"title": rule.title, "result": f"result.{result}", "moment": fact.time}
    thing = fact.get(str(rule.versions()[-1].parameters["thing"]))
    found = Found(
        result,
        decided=result not in {"same-minute", "unregistered"},
        shares=shares,
        gives={"thing": thing, "held": result == "came-first", "seller": fact.person},
        what=fact.case,
    )
    cause = Cause("first.told", values, ClauseSource(rule.rulebook, rule.clause), (causes.stated(fact), *told))
    return decision_on(rule, fact, found, cause, key=key_of(rule, day.isoformat(), KEYS, fact, world), day=day)


def _name(person: str, world: World) -> str:
    """A holder's name, be it a person or a customer."""
    entity = world.registers.entity("person", person) or world.registers.entity("customer", person)
    return person if entity is None else entity.name
