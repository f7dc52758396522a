"""Shifts without a gap: what must hold of every night of a roster; where it does not, that is a finding (B9.3).

Statements, any of which a rule may make in ``must``, each under a title of its own:

- ``filled``: each post has somebody, after all swaps; a swap that names nobody leaves its post empty;
- ``apart``: nobody stands on two posts of one night;
- ``qualified``: who stands on a post holds the role it asks for on the day of the evening;
- ``in-time``: a swap was settled before the night began; the minute of its start is in time (G9).

Posts and the hours of the seasons are parameters. A finding is raised when its night begins, or when the roster came if
that was later; it belongs to the night's first day (G8). A month without a roster is a duty's matter, not this one's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import causes
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Finding, Value
from taizhang.rules.standing import Night, Stand, nights_of, roster_facts
from taizhang.when.seasons import Shift, seasons_from, shift_of

EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Gap:
    """What does not hold of a night: of which post or person, whose matter it is, resting on which fact, and why."""

    key: str
    person: str
    fact: Fact
    cause: Cause


Post = Mapping[str, Any]
Statement = Callable[[Night, tuple[Post, ...], Shift, World], Iterator[Gap]]


def reads(rule: Rule) -> frozenset[str]:
    """The roster, its nights and its swaps."""
    return frozenset(name for version in rule.versions() for name in roster_facts(version.parameters))


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Finding]:
    """Every finding since the rule began, by night."""
    start = rule.start or rulebook.start or date.min
    found = [one for roster in _rosters(rule, world) for one in _of_roster(rule, roster, world)]
    seen: set[str] = set()
    for one in sorted(found, key=lambda one: (one.period, one.unit, one.key)):
        fresh = one.key not in seen and one.period >= start.isoformat() and one.at <= world.as_of
        if fresh and applies(rulebook, one.unit, world):
            seen.add(one.key)
            yield one


def _rosters(rule: Rule, world: World) -> Iterator[Fact]:
    wanted = {str(version.parameters["roster"]["of"]) for version in rule.versions()}
    yield from sorted((fact for name in wanted for fact in world.facts.named(name)), key=lambda fact: fact.order)


def _of_roster(rule: Rule, roster: Fact, world: World) -> Iterator[Finding]:
    """Every night of a roster, by the version in force on its evening."""
    versions: dict[date, Mapping[str, Any]] = {}

    def posts_on(day: date) -> tuple[str, ...]:
        versions[day] = rule.on(day).parameters
        return tuple(str(post["is"]) for post in versions[day]["posts"])

    for night in nights_of(rule.parameters, posts_on, roster, world.facts):
        parameters = versions[night.day]
        shift = shift_of(seasons_from(parameters["hours"]), night.day)
        if shift is None:
            continue
        for statement in parameters["must"]:
            for gap in STATEMENTS[statement["is"]](night, tuple(parameters["posts"]), shift, world):
                yield _finding(rule, statement, night, shift, gap)


def _unfilled(night: Night, posts: tuple[Post, ...], shift: Shift, world: World) -> Iterator[Gap]:
    del shift
    for post, stand in zip(posts, night.stands, strict=True):
        if stand.person:
            continue
        swap = stand.swaps[-1] if stand.swaps else None
        values: dict[str, Value] = {"post": str(post["title"])}
        if swap is None:
            yield Gap(stand.post, night.roster.person, stand.listed, Cause("cover.empty", values, stand.listed.source))
        else:
            values["name"] = world.registers.called("person", swap.get("off"))
            yield Gap(stand.post, swap.get("off"), swap, Cause("cover.no-substitute", values, swap.source))


def _twice(night: Night, posts: tuple[Post, ...], shift: Shift, world: World) -> Iterator[Gap]:
    del shift
    titles = {str(post["is"]): str(post["title"]) for post in posts}
    for person in dict.fromkeys(stand.person for stand in night.stands if stand.person):
        held = [stand for stand in night.stands if stand.person == person]
        if len(held) > 1:
            told = "、".join(titles[stand.post] for stand in held)
            values: dict[str, Value] = {"name": world.registers.called("person", person), "posts": told}
            below = tuple(_told(stand, titles[stand.post], world) for stand in held)
            yield Gap(person, person, held[-1].listed, Cause("cover.twice", values, held[-1].listed.source, below))


def _unqualified(night: Night, posts: tuple[Post, ...], shift: Shift, world: World) -> Iterator[Gap]:
    del shift
    for post, stand in zip(posts, night.stands, strict=True):
        role = world.registers.value("person", stand.person, "role", night.day) if stand.person else None
        if stand.person and role != post["role"]:
            values: dict[str, Value] = {
                "name": world.registers.called("person", stand.person),
                "post": str(post["title"]),
            }
            below = (_told(stand, str(post["title"]), world),)
            yield Gap(stand.post, stand.person, stand.listed, Cause("cover.unqualified", values, None, below))


def _late_swap(night: Night, posts: tuple[Post, ...], shift: Shift, world: World) -> Iterator[Gap]:
    titles = {str(post["is"]): str(post["title"]) for post in posts}
    for stand in night.stands:
        for swap in (one for one in stand.swaps if one.time > shift.start):
            off, on = (world.registers.called("person", swap.get(name)) for name in ("off", "on"))
            values: dict[str, Value] = {"post": titles[stand.post], "off": off, "on": on, "moment": swap.time}
            yield Gap(
                f"{stand.post}/{swap.get('off')}", swap.get("off"), swap, Cause("cover.late", values, swap.source)
            )


STATEMENTS: dict[str, Statement] = {
    "filled": _unfilled,
    "apart": _twice,
    "qualified": _unqualified,
    "in-time": _late_swap,
}


def told_swap(swap: Fact, title: str, world: World) -> Cause:
    """A swap as a line of an explanation."""
    off, on = (world.registers.called("person", swap.get(name)) for name in ("off", "on"))
    values: dict[str, Value] = {"off": off, "on": on, "post": title, "moment": swap.time}
    return Cause("cover.swapped" if swap.get("on") else "cover.given-up", values, swap.source)


def _told(stand: Stand, title: str, world: World) -> Cause:
    """Who was listed, with the swaps since."""
    below = tuple(told_swap(swap, title, world) for swap in stand.swaps)
    values: dict[str, Value] = {"post": title, "name": world.registers.called("person", stand.listed.get(stand.post))}
    return Cause("cover.listed", values, stand.listed.source, below)


def hours_told(shift: Shift) -> Cause:
    """From when until when a night runs, and by which season."""
    values: dict[str, Value] = {"day": shift.period.start, "season": shift.season.title}
    return Cause("cover.hours", values | {"from": shift.start, "until": shift.end})


def _finding(rule: Rule, statement: Mapping[str, str], night: Night, shift: Shift, gap: Gap) -> Finding:
    version, title = rule.on(night.day), statement["title"]
    effect = version.parameters.get(EFFECT, {})
    points = Decimal(str(effect.get("points", 0)))
    at: datetime = max(shift.start, night.roster.time, gap.fact.time)
    told = [causes.stated(night.roster), hours_told(shift), gap.cause]
    if points:
        told.append(causes.charged(rule, version, EFFECT, points))
    values: dict[str, Value] = {"title": title, "moment": at, "day": night.day}
    return Finding(
        key="/".join((rule.id, shift.period.key, night.roster.unit, statement["is"], gap.key)),
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=title,
        period=shift.period.key,
        person=gap.person,
        unit=night.roster.unit,
        because=frozenset({name_of_fact(gap.fact)}),
        at=at,
        points=points,
        line=str(effect.get("line", "")),
        severity=str(version.parameters.get("severity", "ordinary")),
        cause=Cause("cover.broken", values, ClauseSource(rule.rulebook, rule.clause), tuple(told)),
    )
