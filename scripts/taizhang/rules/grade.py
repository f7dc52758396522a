"""Grades: the bands of a card or measure propose to keep, raise or lower a grade of the ladder (C1.1, C1.2, C2.1).

What is computed is a proposal; it binds from the record that confirms it (design §6). Whoever confirms something else
must say why, hold one of the offices that may override, and not be the one it is about; else the proposal stands open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import causes
from taizhang.rules.amounts import number, plain
from taizhang.rules.as_facts import WHOLE
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies, unit_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Decision, FieldName, Scorecard, Value
from taizhang.rules.pairing import pairs
from taizhang.rules.population import told_at
from taizhang.when.period import parse_period

KEEP, PROMOTE, DEMOTE, UNSCORED = "keep", "promote", "demote", "unscored"
STEPS = {KEEP: 0, PROMOTE: 1, DEMOTE: -1}

Ladder = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the bands say: the result, the grade it leads to ("" below the lowest), and how that came about."""

    held: str
    result: str
    grade: str
    causes: tuple[Cause, ...]


def reads(rule: Rule) -> frozenset[str]:
    """What is graded by, and the record that confirms it."""
    return frozenset(
        str(name)
        for version in rule.versions()
        for name in (version.parameters["of"]["fact"], version.parameters["confirmed_by"]["fact"])
    )


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Decision]:
    """A decision for everyone who has a grade and a result of a period that is over, by period and person."""
    start = rule.start or rulebook.start or date.min
    name = str(rule.parameters["of"]["fact"])
    for fact in sorted(world.facts.named(name), key=lambda one: (one.time, one.person)):
        period = parse_period(fact.get("period"))
        if period is None or period.start < start or period.last >= world.as_of.date():
            continue
        unit = unit_of(fact, fact.person, world)
        parameters = rule.on(period.start).parameters
        held = world.registers.value("person", fact.person, parameters["field"], period.last)
        if held is not None and applies(rulebook, unit, world):
            yield _decision(rule, fact, unit, str(held), world)


def proposed(parameters: Mapping[str, Any], held: str, total: Decimal | None) -> Proposal:
    """The proposal for a grade held and a total; a total that lacks proposes nothing, the highest has nothing above."""
    if total is None:
        return Proposal(held, UNSCORED, held, (Cause("grade.no-total"),))
    ladder: Ladder = parameters["ladder"]
    edges = [(Decimal(str(band["at_least"])), str(band["result"])) for band in parameters["bands"]]
    edge, result = max((one for one in edges if one[0] <= total), default=(Decimal(0), KEEP))
    values: dict[str, Value] = {"total": plain(total), "edge": plain(edge), "result": f"result.{result}"}
    told = [Cause("grade.band", values)]
    names = [str(one["grade"]) for one in ladder]
    place = (names.index(held) if held in names else 0) + STEPS[result]
    if place >= len(names):
        told.append(Cause("grade.highest", {"grade": _title(ladder, held)}))
        return Proposal(held, KEEP, held, tuple(told))
    if place < 0:
        told.append(Cause("grade.lowest", {"grade": _title(ladder, held)}))
        return Proposal(held, DEMOTE, "", tuple(told))
    return Proposal(held, result, names[place], tuple(told))


def _title(ladder: Ladder, grade: str) -> str:
    return next((str(one["title"]) for one in ladder if str(one["grade"]) == grade), grade or "grade.none")


def _decision(rule: Rule, fact: Fact, unit: str, held: str, world: World) -> Decision:
    period = fact.get("period")
    version = rule.on(fact.time.date())
    parameters = version.parameters
    ladder: Ladder = parameters["ladder"]
    proposal = proposed(parameters, held, number(fact.attributes.get("total", fact.attributes.get("value"))))
    confirmed = next(pairs(parameters["confirmed_by"], fact, world), None)
    binds, told = _confirmed(parameters, proposal, confirmed, fact, world)
    result, grade = proposal.result, proposal.grade
    if binds and confirmed is not None:
        result, grade = confirmed.get("result"), confirmed.get("grade") if confirmed.get("result") != KEEP else held
    entity = world.registers.entity("person", fact.person)
    name = world.registers.called("person", fact.person)
    values: dict[str, Value] = {
        "name": name,
        "period": period,
        "held": _title(ladder, held),
        "grade": _title(ladder, grade),
        "result": f"result.{result}",
    }
    card = fact.attributes.get(WHOLE)
    scored = card.cause if isinstance(card, Scorecard) else causes.stated(fact)
    post: tuple[Cause, ...] = ()
    if entity is not None:
        source = told_at(entity, parameters["field"], fact.time.date(), world.registers)
        post = (Cause("grade.held", values, source),)
    shown = "confirmed" if binds else "unscored" if result == UNSCORED else "proposed"
    at = confirmed.time if binds and confirmed is not None else fact.time
    gives: dict[str, object] = {"grade": grade, "held": held, "proposed": proposal.result, "binds": binds}
    return Decision(
        key=f"{rule.id}/{period}/{fact.person}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=period,
        cause=Cause(
            f"grade.{shown}",
            values,
            ClauseSource(rule.rulebook, rule.clause),
            (*post, *proposal.causes, *told, scored),
        ),
        person=fact.person,
        unit=unit,
        because=frozenset({name_of_fact(fact)}),
        at=max(at, datetime.combine(fact.time.date(), datetime.min.time())),
        case=period,
        result=result if binds or result == UNSCORED else f"{result}-proposed",
        decided=binds,
        gives=gives,
        what=f"{name},{period}",
    )


def _confirmed(
    parameters: Mapping[str, Any], proposal: Proposal, confirmed: Fact | None, fact: Fact, world: World
) -> tuple[bool, tuple[Cause, ...]]:
    """Whether the confirmation binds, and why it does or does not."""
    if confirmed is None:
        return False, (Cause("grade.unconfirmed"),)
    by = confirmed.get("confirmed_by")
    entity = world.registers.entity("person", by)
    post = entity.as_of(confirmed.time.date()) if entity is not None else None
    said = confirmed.get("result")
    values: dict[str, Value] = {
        "name": world.registers.called("person", by),
        "moment": confirmed.time,
        "result": f"result.{said}",
        "proposed": f"result.{proposal.result}",
        "reason": FieldName(confirmed.source.path, "reason", confirmed.get("reason")),
    }
    if by == fact.person:
        return False, (Cause("grade.confirmed-own", values, confirmed.source),)
    role = "" if post is None else str(post.values.get("role", ""))
    rung = next((one for one in parameters["ladder"] if str(one["grade"]) == proposal.held), None)
    if rung is not None and role not in {*rung["assessed_by"], *parameters["override_by"]}:
        return False, (Cause("grade.confirmed-by-another", values, confirmed.source),)
    if said == proposal.result:
        return True, (Cause("grade.confirmed-as-proposed", values, confirmed.source),)
    if not confirmed.get("reason"):
        return False, (Cause("grade.override-without-reason", values, confirmed.source),)
    if role not in parameters["override_by"]:
        return False, (Cause("grade.override-by-another", values, confirmed.source),)
    return True, (Cause("grade.overridden", values, confirmed.source),)
