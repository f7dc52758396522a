"""The ordered decision list of a deal: each step applies or says why not; the first that applies decides (B1.6, K8).

A step is data. What it asks first: ``when`` (of the deal), ``visit`` (of its registration), ``unregistered``,
``party_from``, ``group_from``, ``group_below``, ``changed``. Then one of three ways to give::

    ruling: true                                             as ruled
    to: visit.asked_for                                      all to whom this path names; in_post, original, reassigned
    claims: {by: followup, made: before-visit, windows: [{until: 7, share: all}, {until: 15, share: half}]}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.facts.registers import Span
from taizhang.rules.claim_case import Case
from taizhang.rules.claim_contest import contest
from taizhang.rules.claim_shares import RULED, Award, whole
from taizhang.rules.conditions import ABSENT, judge, value_at
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Value

RECEIVER, HANDLER = "receiver", "handler"


@dataclass(frozen=True, slots=True)
class Looked:
    """A step that was looked at: its award, None where it does not apply, and the reasons."""

    award: Award | None
    causes: tuple[Cause, ...]


def look(step: Mapping[str, Any], case: Case, parameters: Mapping[str, Any], world: World) -> Looked:
    """Whether a step decides the case."""
    missing = next(_missing(step, case, world), None)
    if missing is not None:
        return Looked(None, (missing,))
    if step.get("ruling"):
        return _ruled(case, world)
    if "to" in step:
        return _given(step, case, parameters, world)
    award, causes = contest(step["claims"], case, parameters, world)
    return Looked(award, causes)


def _missing(step: Mapping[str, Any], case: Case, world: World) -> Iterator[Cause]:
    """What the step asks for and the case does not have; the first is reason enough."""
    for verdict in judge(step.get("when", {}), case.deal, world.registers):
        if not verdict.holds:
            yield _unmet(verdict.cause)
    if step.get("unregistered") and case.visit is not None:
        yield Cause("claim.registered", {"moment": case.visit.time}, case.visit.source)
    if "visit" in step:
        if case.visit is None:
            yield Cause("claim.no-visit")
        else:
            found = judge(step["visit"], case.visit, world.registers, case.deal)
            yield from (_unmet(verdict.cause) for verdict in found if not verdict.holds)
    if step.get("changed") and not case.changed:
        yield Cause("claim.not-changed")
    yield from _numbers(step, len(case.party), case.group)


def _numbers(step: Mapping[str, Any], came: int, bought: int) -> Iterator[Cause]:
    """How many came or bought together, where that is too few or too many for the step (B1.8)."""
    if came < int(step.get("party_from", 0)):
        values: dict[str, Value] = {"number": came, "wanted": int(step["party_from"])}
        yield Cause("claim.party-too-small" if came > 1 else "claim.alone", values)
    if bought < int(step.get("group_from", 0)):
        values = {"number": bought, "wanted": int(step["group_from"])}
        yield Cause("claim.group-too-small" if bought else "claim.no-group", values)
    if "group_below" in step and bought >= int(step["group_below"]):
        yield Cause("claim.group", {"number": bought})


def _unmet(cause: Cause) -> Cause:
    """A condition that does not hold; of a field that should be written and is not, just that."""
    if cause.sentence == "must.present" and cause.values["actual"] == ABSENT:
        return Cause("claim.not-written", {"field": cause.values["field"]}, cause.source)
    return cause


def _ruled(case: Case, world: World) -> Looked:
    ruling = case.ruling
    if ruling is None:
        return Looked(None, (Cause("claim.no-ruling"),))
    values: dict[str, Value] = {
        "name": world.registers.called("person", ruling.fact.get("decided_by")),
        "moment": ruling.fact.time,
    }
    if ruling.reason:
        refused: dict[str, Value] = values | {"reason": f"refused.{ruling.reason}"}
        return Looked(None, (Cause("claim.ruling-refused", refused, ruling.fact.source),))
    told: dict[str, Value] = values | {"reason": ruling.fact.get("reason")}
    award = Award(RULED, follows=ruling.follows, shares=ruling.shares)
    return Looked(award, (Cause("claim.ruling", told, ruling.fact.source),))


def _given(step: Mapping[str, Any], case: Case, parameters: Mapping[str, Any], world: World) -> Looked:
    path = str(step["to"])
    person = _person(path, case, world)
    if not person:
        return Looked(None, (Cause("claim.nobody"),))
    values: dict[str, Value] = {"name": world.registers.called("person", person), "day": case.day}
    if step.get("in_post") and world.registers.value("person", person, "unit", case.day) is None:
        return Looked(None, (Cause("claim.left", values),))
    refused = tuple(_succession(step, case, parameters, world))
    if refused:
        return Looked(None, refused)
    source = case.visit.source if path.startswith("visit.") and case.visit else None
    return Looked(whole(person), (Cause("claim.to", values, source),))


def _person(path: str, case: Case, world: World) -> str:
    """Whom a path names: receiver and handler as they stand, else a field of the visit or of the deal."""
    if path in {RECEIVER, HANDLER}:
        return case.receiver if path == RECEIVER else case.handler
    if path.startswith("visit."):
        found = value_at(path.removeprefix("visit."), case.visit, world.registers) if case.visit else None
    else:
        found = value_at(path, case.deal, world.registers)
    return str(found or "")


def _succession(step: Mapping[str, Any], case: Case, parameters: Mapping[str, Any], world: World) -> Iterator[Cause]:
    """Why the customer's owner is not who the step asks for: one reassigned after the former left, or the original."""
    now = _reassigned(case, world)
    if step.get("original") and now is not None:
        yield Cause("claim.was-reassigned", {"day": now.first}, now.source)
    if not step.get("reassigned"):
        return
    if now is None:
        yield Cause("claim.not-reassigned")
        return
    for claim in case.claims:
        for kind in parameters["evidence"]:
            for one in case.valid(str(kind["id"]), claim.person):
                if one.day < now.first:
                    values: dict[str, Value] = {
                        "name": world.registers.called("person", claim.person),
                        "day": one.day,
                        "from": now.first,
                    }
                    yield Cause("claim.older-claim", values, one.fact.source)


def _reassigned(case: Case, world: World) -> Span | None:
    """Since when the customer's owner is one who took over from somebody who had left by then (B1.9, K10)."""
    customer = world.registers.entity("customer", case.deal.customer)
    spans = customer.life if customer else ()
    held = next((number for number, span in enumerate(spans) if span.covers(case.day)), 0)
    if not held:
        return None
    now, former = spans[held], str(spans[held - 1].values.get("person", ""))
    in_post = world.registers.value("person", former, "unit", now.first) is not None
    return None if in_post else now
