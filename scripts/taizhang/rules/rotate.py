"""Whose turn it was: a reception log replayed against the rota, one decision for each customer (B5.1-B5.6).

The week's list, the states in which somebody cannot receive and what passing him then means, and the table of
situations - who receives whom, whether it counts, on whose account - are parameters of the rule. The replay says who
should have received and who did; ``require`` rules on ``<rule>.decided`` make findings of what was not in turn.

The facts replayed carry ``asked_for`` (the person a customer asks for), ``earlier_person`` (who received him before, as
he says), ``recognised`` (the first receiver knew him), ``arranged_by`` (the manager sent somebody) and ``about``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.decided import Found, decision_on
from taizhang.rules.keys import applies, key_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Decision, Share
from taizhang.rules.pairing import names
from taizhang.rules.replay import Played, Replay
from taizhang.rules.rota_trail import Trail

KEYS = ("time", "item")
TURN = "turn"


def reads(rule: Rule) -> frozenset[str]:
    """The rota, the log, and everything that makes a state, a group, a deal or a suspension."""
    return frozenset(name for version in rule.versions() for name in names(dict(version.parameters)))


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Decision]:
    """A decision for every customer of every unit's log since the rule began; the replay itself starts earlier."""
    start = rule.start or rulebook.start or date.min
    of = str(rule.versions()[-1].parameters["of"]["fact"])
    units = sorted({fact.unit for fact in world.facts.named(of)})
    trail = Trail(rule, world)
    for unit in units:
        if applies(rulebook, unit, world):
            for one in Replay(rule, unit, world).run():
                if one.fact.time.date() >= start:
                    yield _decision(rule, one, trail, world)


def result_of(one: Played) -> str:
    """How a reception came out, as a word of the catalogue."""
    if one.situation is None:
        return "no-list" if one.listed is None else "no-situation"
    if one.poached:
        return "poached"
    if one.arranged:
        return "arranged"
    if not one.right:
        return "out-of-turn"
    if not one.due:
        return "nobody-free"
    if one.call is not None:
        return "made-up" if one.call.made_up else "in-turn"
    return _way(one)


def _way(one: Played) -> str:
    """The word for a receiver whom the table itself names."""
    if one.fact.person == one.fact.get("asked_for"):
        return "to-named"
    if one.owner is not None and one.fact.person == one.owner.person:
        return "to-owner"
    return "stood-in"


def _decision(rule: Rule, one: Played, trail: Trail, world: World) -> Decision:
    fact, result = one.fact, result_of(one)
    day = fact.time.date()
    found = Found(
        result,
        decided=one.situation is not None,
        shares=(Share(fact.person, TURN, Decimal(1)),) if one.counted else (),
        gives=_gives(one),
        board=f"{fact.unit}.{day.isoformat()}",
        what="" if fact.customer else f"{fact.time:%H:%M}",
    )
    key = key_of(rule, day.isoformat(), KEYS, fact, world)
    return decision_on(rule, fact, found, trail.cause(one, result), key=key, day=day)


def _gives(one: Played) -> Mapping[str, object]:
    """What later rules and the day's page read."""
    return {
        "receiver": one.fact.person,
        "turn_of": one.due[0] if len(one.due) == 1 else "",
        "due": one.due,
        "situation": "" if one.situation is None else one.situation.title,
        "in_turn": one.right,
        "poached": one.poached,
        "counted": one.counted,
        "credit": one.credit,
        "asked_for": one.fact.get("asked_for"),
        "queue": one.before.queue,
        "owed": tuple(noted.person for noted in one.after.owed),
        "ahead": tuple(noted.person for noted in one.after.ahead),
        "suspended": tuple(sorted(one.today)),
        "to_suspend": tuple(waiting.person for waiting in one.waiting),
    }
