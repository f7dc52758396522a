"""Who gets a deal: an ordered list of steps, each told with the reason why it applied or not (B1.1-B1.15).

The rulebook names the facts of deals, claims, visits, papers, reports, handovers, changes and rulings, and lists the
steps; the first that applies decides. Claims of equal rank stay undecided until a ruling. Each filed change of who
handled a deal is a decision of its own: accepted, or refused with the reason. The version in force on the deal's day
counts, and the deal's day is its period (G8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taizhang.facts.fact import Fact, Source
from taizhang.rulebook import Rule, Rulebook, Version
from taizhang.rules import claim_evidence
from taizhang.rules.amounts import plain, set_where
from taizhang.rules.claim_case import Case, case_of
from taizhang.rules.claim_changes import COMMISSION, Change
from taizhang.rules.claim_shares import UNDECIDED, Award
from taizhang.rules.claim_steps import look
from taizhang.rules.conditions import matches
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Decision, Value
from taizhang.rules.pairing import names


def reads(rule: Rule) -> frozenset[str]:
    """Every fact that any version names: deals, claims, visits, papers, and what changes or rules them."""
    return frozenset(name for version in rule.versions() for name in names(dict(version.parameters)))


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Decision]:
    """A decision for every deal since the rule began, and one for every change filed for it."""
    start = rule.start or rulebook.start
    for name in sorted({str(version.parameters["on"]["fact"]) for version in rule.versions()}):
        for deal in world.facts.named(name):
            version = rule.on(deal.time.date())
            on = version.parameters["on"]
            if on["fact"] != name or start is None or deal.time.date() < start:
                continue
            if applies(rulebook, deal.unit, world) and matches(on.get("where"), deal, world.registers):
                case = case_of(deal, version.parameters, world)
                yield _decision(rule, version, case, world)
                yield from (_changed(rule, case, place, world) for place in range(len(case.changes)))


def _decision(rule: Rule, version: Version, case: Case, world: World) -> Decision:
    steps = version.parameters["steps"]
    award, decided_by, trail = _walk(rule, version, case, world)
    step = steps[decided_by]
    shares = award.shared(case.amount)
    gives: dict[str, object] = {"step": step["id"], "step_clause": step["clause"], "follows": award.follows}
    gives |= {"amount": case.amount, "type": case.deal.get("type"), "handler": case.handler}
    gives["commission"] = _commission(case)
    values: dict[str, Value] = {"what": rule.title, "case": case.deal.case, "result": f"result.{award.result}"}
    by: dict[str, Value] = {"number": decided_by + 1, "title": str(step["title"])}
    told = (*_outcome(case, award, world), Cause("claim.by", by), *_situation(case, world), *trail)
    return Decision(
        key=_key(rule, case.deal),
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=str(step["clause"]),
        title=rule.title,
        period=case.day.isoformat(),
        cause=Cause("claim.decided", values, ClauseSource(rule.rulebook, str(step["clause"])), told),
        person=award.follows or case.handler,
        unit=case.deal.unit,
        customer=case.deal.customer,
        contact=case.deal.contact,
        because=frozenset(name_of_fact(fact) for fact in _looked_at(case)),
        at=case.deal.time,
        case=case.deal.case,
        result=award.result,
        decided=award.result != UNDECIDED,
        shares=shares,
        gives=gives,
        what=case.deal.case,
    )


def _commission(case: Case) -> str:
    """Who has the commission by an agreement; empty where none moved it (B1.11)."""
    return next((one.to for one in reversed(case.changes) if one.accepted and one.moves == COMMISSION), "")


def _key(rule: Rule, deal: Fact) -> str:
    return f"{rule.id}/{deal.time.date().isoformat()}/{deal.unit}/{deal.case}"


def _walk(rule: Rule, version: Version, case: Case, world: World) -> tuple[Award, int, tuple[Cause, ...]]:
    """Every step in its order, each with its reasons, up to the first that applies; the rest by name."""
    steps = version.parameters["steps"]
    trail: list[Cause] = []
    for place, step in enumerate(steps):
        looked = look(step, case, version.parameters, world)
        values: dict[str, Value] = {"number": place + 1, "title": str(step["title"])}
        source = ClauseSource(rule.rulebook, str(step["clause"]))
        if looked.award is None:
            trail.append(Cause("claim.step-passed", values, source, looked.causes))
            continue
        readings = tuple(_readings(rule, version, place, world))
        trail.append(Cause("claim.step-applied", values, source, (*looked.causes, *readings)))
        trail += _rest(steps, place)
        return looked.award, place, tuple(trail)
    return Award(UNDECIDED), len(steps) - 1, tuple(trail)


def _rest(steps: Sequence[Mapping[str, Any]], decided_by: int) -> Iterator[Cause]:
    """The steps after the one that decided, in one line: they were not looked at, and why."""
    left = [str(step["title"]) for step in steps[decided_by + 1 :]]
    if left:
        values: dict[str, Value] = {"number": decided_by + 1, "first": decided_by + 2, "last": len(steps)}
        yield Cause("claim.rest", values | {"titles": ";".join(left)})


def _readings(rule: Rule, version: Version, place: int, world: World) -> Iterator[Cause]:
    """The readings by which the company has put the step there: their own records, else the line that names them."""
    where = set_where(rule, version, "steps")
    for reading in version.parameters["steps"][place].get("readings", ()):
        known = world.registers.entity("reading", str(reading))
        values: dict[str, Value] = {"reading": str(reading).upper()}
        values["title"] = known.record.text("title") if known else ""
        source = Source(known.record.path) if known else Source(where.path, (*where.pointer, place, "readings"))
        yield Cause("claim.reading", values, source)


def _situation(case: Case, world: World) -> Iterator[Cause]:
    """The deal, its visit, handover and changes, then every paper about the customer or the party."""
    deal = case.deal
    values: dict[str, Value] = {
        "name": world.registers.called("person", deal.person),
        "moment": deal.time,
        "amount": plain(case.amount),
    }
    yield Cause("claim.deal", values, deal.source)
    if case.visit is None:
        yield Cause("claim.not-registered")
    else:
        seen: dict[str, Value] = {
            "name": world.registers.called("person", case.visit.get("received_by")),
            "moment": case.visit.time,
        }
        yield Cause("claim.visit", seen, case.visit.source)
    if len(case.party) > 1:
        yield Cause("claim.party", {"number": len(case.party)})
    if case.group:
        yield Cause("claim.in-group", {"number": case.group})
    if case.handover is not None:
        name = world.registers.called("person", case.handover.fact.person)
        if case.handover.accepted:
            yield Cause("claim.handed-over", {"name": name}, case.handover.fact.source)
        else:
            told: dict[str, Value] = {"name": name, "reason": f"refused.{case.handover.reason}"}
            yield Cause("claim.handover-refused", told, case.handover.fact.source)
    yield from (_change(one, world) for one in case.changes)
    yield from (claim_evidence.told(one, world.registers) for one in case.papers)


def _change(one: Change, world: World) -> Cause:
    values: dict[str, Value] = {
        "moves": f"moves.{one.moves}",
        "name": world.registers.called("person", one.to),
        "moment": one.fact.time,
        "reason": f"refused.{one.reason}" if one.reason else "",
    }
    return Cause("claim.changed" if one.accepted else "claim.change-refused", values, one.fact.source)


def _outcome(case: Case, award: Award, world: World) -> Iterator[Cause]:
    """Who gets how much, and who follows the customer from now on (B1.7)."""
    if award.result == UNDECIDED:
        yield Cause("claim.undecided")
    for one in award.shared(case.amount):
        yield Cause("claim.share", {"name": world.registers.called("person", one.person), "amount": plain(one.amount)})
    if commission := _commission(case):
        yield Cause("claim.commission", {"name": world.registers.called("person", commission)})
    if award.follows:
        yield Cause("claim.follows", {"name": world.registers.called("person", award.follows)})


def _looked_at(case: Case) -> Iterator[Fact]:
    """Every fact the case was decided by."""
    yield case.deal
    yield from (one for one in (case.visit, case.handover.fact if case.handover else None) if one is not None)
    yield from (one.fact for one in case.papers)
    yield from (one.fact for one in case.claims)
    yield from case.reports
    yield from (one.fact for one in case.changes)
    if case.ruling is not None:
        yield case.ruling.fact


def _changed(rule: Rule, case: Case, place: int, world: World) -> Decision:
    """One filed change: accepted or refused, with the reason (B1.11)."""
    change = case.changes[place]
    fact = change.fact
    filed = rule.on(case.day).parameters["filed"]
    clause = str(filed["clause"])
    result = "change-accepted" if change.accepted else "change-refused"
    values: dict[str, Value] = {"case": case.deal.case, "moves": f"moves.{change.moves}", "result": f"result.{result}"}
    return Decision(
        key=f"{_key(rule, case.deal)}/change-{place + 1}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=clause,
        title=rule.title,
        period=fact.time.date().isoformat(),
        cause=Cause("claim.change", values, ClauseSource(rule.rulebook, clause), (_change(change, world),)),
        person=change.to if change.accepted else fact.person,
        unit=case.deal.unit,
        customer=case.deal.customer,
        because=frozenset({name_of_fact(fact)}),
        at=fact.time,
        case=case.deal.case,
        result=result,
        gives={"moves": change.moves, "reason": change.reason},
        what=f"{filed['title']} {case.deal.case}",
    )
