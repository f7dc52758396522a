"""Who signed a case at a step, which signatures count, and whether they are enough (C5.2, C6.3).

A signature counts that was given by a member of the committee in an office that may sign, not on a case of his own, not
before the step began, on what the record still says; of one person the first that counts. It is enough when so many
leaders and so many members agreed, and it is lost when so many refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules.excuse import covers
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, FieldName, Value

CHAIR, MEMBERS = "chair", "members"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature: when it counts, whose, agreed or not; ``seat`` is ``chair``, ``members``, or "" if it is void."""

    at: datetime
    person: str
    agreed: bool
    seat: str
    cause: Cause


@dataclass(frozen=True, slots=True)
class Signed:
    """What the signatures came to: agreed or refused ``at`` a moment, or None while they are not enough."""

    agreed: bool | None
    at: datetime | None
    causes: tuple[Cause, ...]


def belongs(named: str, case: Fact) -> bool:
    """Whether a signature's subject is the record of ``case``: its path, or where it has none its case alone."""
    if "/" in named:
        return case.source.path.removesuffix(".yaml").endswith(f"/{named}")
    return named == case.case


def voided(wanted: Mapping[str, Any], signature: Fact, world: World) -> bool:
    """Whether the record was changed after this signature."""
    return any(
        (one.case, one.get("step"), one.time) == (signature.case, signature.get("step"), signature.time)
        for one in world.facts.of_person(wanted["voided"], signature.person)
    )


def given(wanted: Mapping[str, Any], step: str, case: Fact, world: World) -> Iterator[tuple[Fact, bool, datetime]]:
    """Every signature on the case at a step, with whether it agrees and the time that counts, the earliest first."""
    found = (
        (fact, agreed, world.counted(fact).moment or fact.time)
        for agreed, name in ((True, wanted["agreed"]), (False, wanted["refused"]))
        for fact in world.facts.named(name)
        if fact.get("step") == step and belongs(fact.case, case)
    )
    yield from sorted(found, key=lambda one: (one[2], one[0].order))


def signed(
    parameters: Mapping[str, Any], stage: Mapping[str, Any], case: Fact, opens: datetime, world: World
) -> Signed:
    """Whether the committee has agreed to the case at a stage that began at ``opens``, and what is lacking."""
    wanted = stage["signed"]
    quorum, against = wanted["quorum"], wanted["refused_by"]
    yes, no = {CHAIR: 0, MEMBERS: 0}, {CHAIR: 0, MEMBERS: 0}
    causes: list[Cause] = []
    for one in _judged(parameters, wanted, case, opens, world):
        causes.append(one.cause)
        if not one.seat:
            continue
        (yes if one.agreed else no)[one.seat] += 1
        if not one.agreed and no[one.seat] >= against[one.seat]:
            return Signed(agreed=False, at=one.at, causes=(*causes, Cause("gate.refused-by", _counts(no, against))))
        if all(yes[seat] >= quorum[seat] for seat in (CHAIR, MEMBERS)):
            return Signed(agreed=True, at=one.at, causes=(*causes, Cause("gate.agreed-by", _counts(yes, quorum))))
    causes.append(Cause("gate.lacks-signatures", _counts(yes, quorum)))
    return Signed(None, None, tuple(causes))


def _counts(counted: Mapping[str, int], wanted: Mapping[str, int]) -> dict[str, Value]:
    return {
        "chair": counted[CHAIR],
        "members": counted[MEMBERS],
        "wanted_chair": wanted[CHAIR],
        "wanted_members": wanted[MEMBERS],
    }


def _judged(
    parameters: Mapping[str, Any], wanted: Mapping[str, Any], case: Fact, opens: datetime, world: World
) -> Iterator[Signature]:
    """Every signature with its seat, or with the reason why it does not count."""
    counted: set[str] = set()
    names, committee = parameters["signatures"], parameters["committee"]
    for fact, agreed, at in given(names, str(wanted["step"]), case, world):
        name = world.registers.called("person", fact.person)
        values: dict[str, Value] = {"name": name, "moment": at, "opens": opens}
        office = _office(committee, fact.person, at, world)
        if office is not None:
            values["office"] = FieldName(office.source.path, "office", office.get("office"))
        seat, why = _seat(committee, fact, case, office)
        if not why:
            late = "gate.signed-void" if voided(names, fact, world) else ""
            why = late or ("gate.signed-early" if at < opens else "")
            why = why or ("gate.signed-twice" if fact.person in counted else "")
        if why:
            yield Signature(at, fact.person, agreed, "", Cause(why, values, fact.source))
            continue
        counted.add(fact.person)
        name = f"gate.signed-{'agreed' if agreed else 'refused'}"
        membership = () if office is None else (Cause("gate.member", values, office.source),)
        yield Signature(at, fact.person, agreed, seat, Cause(name, values, fact.source, membership))


def _seat(committee: Mapping[str, Any], fact: Fact, case: Fact, office: Fact | None) -> tuple[str, str]:
    """Where somebody sits for this case, or why he may not sign it."""
    if fact.person == case.person:
        return "", "gate.signed-own"
    if office is None:
        return "", "gate.signed-stranger"
    for seat in (CHAIR, MEMBERS):
        if office.get("office") in committee[seat]:
            return seat, ""
    return "", "gate.signed-office"


def _office(committee: Mapping[str, Any], person: str, at: datetime, world: World) -> Fact | None:
    """The membership that covers the day of a signature; the latest begun of several."""
    held = [one for one in world.facts.of_person(committee["fact"], person) if covers(one, at.date())]
    return held[-1] if held else None
