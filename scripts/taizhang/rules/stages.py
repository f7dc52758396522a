"""The stages of a gate, each judged from the moment it began: needs, an exam, a wait, signatures (C6.1-C6.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules.amounts import number, plain
from taizhang.rules.kind import World
from taizhang.rules.lengths import length
from taizhang.rules.outcome import Cause, FieldName, Value
from taizhang.rules.signing import given, signed, voided
from taizhang.when.moment import add_months

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Verdict(StrEnum):
    """How a stage came out; ``barred`` is what the case itself lacks, so that no further try can pass."""

    PASSED = "passed"
    FAILED = "failed"
    BARRED = "barred"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Judged:
    """A stage judged: ``at`` is when it was over, or began where it waits; ``next`` when the one after it begins."""

    verdict: Verdict
    at: datetime
    next: datetime
    causes: tuple[Cause, ...]


def judged(
    parameters: Mapping[str, Any], stage: Mapping[str, Any], case: Fact, opens: datetime, world: World
) -> Judged:
    """How the case stands at a stage that began at ``opens``: what it needs, then exam, wait or signatures."""
    needs = tuple(_needs(parameters, stage, case, world))
    causes = tuple(cause for _, cause in needs)
    for verdict in (Verdict.BARRED, Verdict.WAITING):
        if any(one is verdict for one, _ in needs):
            return Judged(verdict, opens, opens, causes)
    if "exam" in stage:
        return _examined(stage["exam"], case, opens, causes, world)
    if "wait" in stage:
        return _waited(stage["wait"], opens, causes, world)
    if "signed" in stage:
        found = signed(parameters, stage, case, opens, world)
        at = found.at or opens
        verdict = Verdict.WAITING if found.agreed is None else Verdict.PASSED if found.agreed else Verdict.FAILED
        return Judged(verdict, at, at, (*causes, *found.causes))
    return Judged(Verdict.PASSED, opens, opens, causes)


def _needs(
    parameters: Mapping[str, Any], stage: Mapping[str, Any], case: Fact, world: World
) -> Iterator[tuple[Verdict, Cause]]:
    """What the case must bring to the stage, by the row of its level."""
    for need in stage.get("needs", ()):
        row = next((one for one in need["by_level"] if str(one["is"]) == case.get(parameters["level"])), None)
        if row is None:
            continue
        yield _long_enough(need, row, case) if "at_least" in row else _among(parameters, need, row, case, world)


def _long_enough(need: Mapping[str, Any], row: Mapping[str, Any], case: Fact) -> tuple[Verdict, Cause]:
    """A text of so many characters; a whole number in its place is a text already counted."""
    value = case.attributes.get(need["field"])
    counting = need.get("counting", {})
    count = value if isinstance(value, int) else length(_paragraphs(value), **counting)
    short = count < row["at_least"]
    values: dict[str, Value] = {"field": FieldName(case.source.path, need["field"]), "number": count}
    values |= {"wanted": row["at_least"], "lacking": max(0, row["at_least"] - count)}
    name = "gate.too-short" if short else "gate.long-enough"
    return Verdict.BARRED if short else Verdict.PASSED, Cause(name, values, case.source)


def _paragraphs(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [] if value is None else [str(value)]


def _among(
    parameters: Mapping[str, Any], need: Mapping[str, Any], row: Mapping[str, Any], case: Fact, world: World
) -> tuple[Verdict, Cause]:
    """One of the values the level asks for, or a waiver by those who may give one, with evidence."""
    field, path = need["field"], case.source.path
    values: dict[str, Value] = {"field": FieldName(path, field), "actual": FieldName(path, field, case.get(field))}
    values["wanted"] = FieldName(path, field, "、".join(row["one_of"]))
    if case.get(field) in row["one_of"]:
        return Verdict.PASSED, Cause("gate.among", values, case.source)
    waiver = need.get("waived_by")
    if waiver is None:
        return Verdict.BARRED, Cause("gate.not-among", values, case.source)
    evidence = case.attributes.get(waiver["evidence"])
    values["evidence"] = FieldName(path, waiver["evidence"])
    if not evidence:
        return Verdict.BARRED, Cause("gate.waiver-without-evidence", values, case.source)
    told = []
    for fact, agreed, at in given(parameters["signatures"], waiver["step"], case, world):
        why, name = _waiver(parameters, waiver, fact, case, at, world)
        signer: dict[str, Value] = {"name": name, "moment": at}
        if why:
            told.append(Cause(why, signer, fact.source))
        elif agreed:
            told.append(Cause("gate.waiver-given", signer, fact.source))
            return Verdict.PASSED, Cause("gate.waived", values, case.source, tuple(told))
        else:
            told.append(Cause("gate.waiver-refused", signer, fact.source))
            return Verdict.BARRED, Cause("gate.not-among", values, case.source, tuple(told))
    return Verdict.WAITING, Cause("gate.waiver-open", values, case.source, tuple(told))


def _waiver(
    parameters: Mapping[str, Any], waiver: Mapping[str, Any], fact: Fact, case: Fact, at: datetime, world: World
) -> tuple[str, str]:
    """Why this signature does not waive, "" where it does; and who signed."""
    entity = world.registers.entity("person", fact.person)
    post = entity.as_of(at.date()) if entity is not None else None
    name = world.registers.called("person", fact.person)
    if fact.person == case.person:
        return "gate.signed-own", name
    if post is None or post.values.get("role") not in waiver["roles"]:
        return "gate.waiver-by-another", name
    return ("gate.signed-void" if voided(parameters["signatures"], fact, world) else ""), name


def _examined(
    wanted: Mapping[str, Any], case: Fact, opens: datetime, causes: tuple[Cause, ...], world: World
) -> Judged:
    """The first exam of the case on the day the stage began, or later; earlier ones are told and do not count."""
    told = list(causes)
    for fact in world.facts.of_person(wanted["fact"], case.person):
        score = number(fact.attributes.get(wanted["field"]))
        if score is None or fact.case != case.case:
            continue
        pass_mark = Decimal(str(wanted["at_least"]))
        values: dict[str, Value] = {"day": fact.time.date(), "score": plain(score), "wanted": plain(pass_mark)}
        if fact.time.date() < opens.date():
            told.append(Cause("gate.exam-early", values | {"opens": opens.date()}, fact.source))
            continue
        passed = score >= pass_mark
        told.append(Cause("gate.exam-passed" if passed else "gate.exam-failed", values, fact.source))
        at = max(fact.time, opens)
        return Judged(Verdict.PASSED if passed else Verdict.FAILED, at, at, tuple(told))
    told.append(Cause("gate.no-exam", {"opens": opens.date()}))
    return Judged(Verdict.WAITING, opens, opens, tuple(told))


def _waited(wanted: Mapping[str, Any], opens: datetime, causes: tuple[Cause, ...], world: World) -> Judged:
    """A wait in calendar months or days from the day it began; its last day still belongs to it (G1)."""
    last = last_day(wanted, opens)
    after = datetime.combine(last + DAY, time.min)
    unit = "months" if "months" in wanted else "days"
    values: dict[str, Value] = {"from": opens.date(), "number": int(wanted[unit]), "last": last, "after": after.date()}
    told = Cause(f"gate.wait-{unit}", values)
    if world.as_of < after:
        return Judged(Verdict.WAITING, opens, after, (*causes, told, Cause("gate.still-waiting", values)))
    return Judged(Verdict.PASSED, after, after, (*causes, told))


def last_day(wanted: Mapping[str, Any], opens: datetime) -> date:
    """The last day of a wait that began on the day of ``opens``, which is not counted (G1)."""
    if "months" in wanted:
        return add_months(opens.date(), int(wanted["months"]))
    return opens.date() + DAY * int(wanted["days"])
