"""What meets a duty: the facts that belong to it, each by the time that counts, and those that do not count.

::

    {fact: weekly-report.submitted, by: [person, week]}                   the report of that person and week
    {fact: meeting.held, by: [unit], within: period, time: happened, where: {type: morning}}
    {fact: gift.given, by: [contact], within: window, time: happened}

``where`` says which facts are meant at all; one that is meant and fails ``must`` is told, and does not count. Facts
that share what ``once`` names count once: three points of one spot check are one check (A4.3). With ``provided`` one
counts once another fact belongs to it, from when both are there: a new customer's file and his first care (D3.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.facts.store import between
from taizhang.rules import causes
from taizhang.rules.conditions import judge, matches
from taizhang.rules.duty import Duty
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause
from taizhang.rules.pairing import INDEXED, names, pairs
from taizhang.rules.population import HIMSELF

HAPPENED = "happened"


@dataclass(frozen=True, slots=True)
class Done:
    """One fact that counts towards a duty: when, and on what that time rests."""

    fact: Fact
    at: datetime
    cause: Cause


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What counts, earliest first, and why the rest does not."""

    done: tuple[Done, ...]
    rejected: tuple[Cause, ...]

    def met_at(self, times: int | None) -> datetime | None:
        """When it was done for the last time that was wanted; None while it has not been."""
        return self.done[times - 1].at if times and len(self.done) >= times else None


def fulfilment(duty: Duty, world: World) -> Fulfilment:
    """What was done for ``duty`` up to as-of."""
    wanted = duty.parameters["met_by"]
    done: list[Done] = []
    rejected: list[Cause] = []
    for fact in _belonging(duty, world):
        if not matches(wanted.get("where"), fact, world.registers):
            continue
        failed = [one.cause for one in judge(wanted.get("must", {}), fact, world.registers) if not one.holds]
        if failed:
            told = causes.stated(fact)
            rejected.append(Cause("fact.rejected", told.values, told.source, tuple(failed)))
            continue
        one = _done(fact, world, happened=wanted.get("time") == HAPPENED)
        if "provided" in wanted:
            given = min(_provided(wanted, fact, world), key=lambda given: (given.at, given.fact.order), default=None)
            if given is None:
                rejected.append(_alone(wanted, fact))
                continue
            one = Done(fact, max(one.at, given.at), replace(one.cause, children=(*one.cause.children, given.cause)))
        done.append(one)
    done.sort(key=lambda one: (one.at, one.fact.order))
    return Fulfilment(tuple(_apart(done, str(wanted.get("once", "")))), tuple(rejected))


def _provided(wanted: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Done]:
    """The facts that must be there besides ``fact``, each by the time that counts."""
    happened = wanted.get("time") == HAPPENED
    for pairing in wanted["provided"]:
        yield from (_done(other, world, happened=happened) for other in pairs(pairing, fact, world))


def _alone(wanted: Mapping[str, Any], fact: Fact) -> Cause:
    """That nothing of what must be there besides ``fact`` is."""
    told = causes.stated(fact)
    lacking = tuple(Cause("fact.alone", {"fact": f"fact.{name}"}) for name in names(wanted["provided"]))
    return Cause("fact.rejected", told.values, told.source, lacking)


def _apart(done: list[Done], name: str) -> Iterator[Done]:
    """Of what shares the key or attribute ``name`` the earliest; all where nothing is named."""
    seen: set[str] = set()
    for one in done:
        shared = one.fact.get(name) if name else ""
        if not shared or shared not in seen:
            seen.add(shared)
            yield one


def _done(fact: Fact, world: World, *, happened: bool) -> Done:
    if happened:
        return Done(fact, fact.time, causes.stated(fact))
    counted = world.counted(fact)
    at = counted.moment or fact.time
    return Done(fact, at, causes.timed(fact, at, counted))


def _belonging(duty: Duty, world: World) -> Iterator[Fact]:
    """The facts with the duty's keys, on days on which they can count; of nobody and of no unit there is none."""
    wanted, subject = duty.parameters["met_by"], duty.subject
    keys = {
        "person": subject.id if subject.kind == HIMSELF else duty.owner.person,
        "unit": duty.owner.unit,
        "customer": subject.customer,
        "contact": subject.id,
        duty.period.kind.value: duty.period.key,
        "period": duty.period.key,
    }
    asked = {name: keys.get(name, "") for name in wanted["by"]}
    first = next((key for key in INDEXED if key in asked), None)
    if first is not None and not asked[first]:
        return

    def texts(fact: Fact) -> tuple[str, ...]:
        return tuple(fact.get(name) for name in asked)

    yield from _within(duty, world.facts.alike(wanted["fact"], tuple(asked), texts).get(tuple(asked.values()), ()))


def _within(duty: Duty, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Those that lie in the period, or from the window's first day on until it would be missed."""
    match duty.parameters["met_by"].get("within"):
        case "period":
            return between(facts, duty.period.start, duty.period.end)
        case "window":
            late = duty.limits.late
            since = between(facts, duty.span.start, date.max)
            return since if late is None else tuple(fact for fact in since if fact.time <= late)
        case _:
            return facts
