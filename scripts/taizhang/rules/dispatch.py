"""Whose call-out it was: each call held against the night's roster or the day's team, one decision a call (B9.3, B9.4).

A call that comes in the hours of a night belongs to that night, whose ``lead`` post organises it; one that comes by day
goes to the team whose day it is: the teams of the list in force take turns by the day, but for the days swapped. A
night's call that runs past midnight gives everybody who went a share in the role ``past-midnight``: ended later than
``past.ended_after`` of the night, the equal minute not yet past it (G9), or begun from ``past.begun_from`` on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.facts.store import Facts
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import causes, decided
from taizhang.rules.cover import hours_told, told_swap
from taizhang.rules.keys import applies, unit_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Decision, Share, Value
from taizhang.rules.standing import night_of, roster_facts
from taizhang.when.moment import parse_date, parse_time
from taizhang.when.seasons import Shift, seasons_from, shift_at

PAST = "past-midnight"
NIGHT, DAY = "night", "day"
LED, LED_BY_ANOTHER, NO_LEADER = "led", "led-by-another", "no-leader"
TEAM_IN_TURN, TEAM_OUT_OF_TURN, NO_TEAM = "team-in-turn", "team-out-of-turn", "no-team"
OPEN = frozenset({NO_LEADER, NO_TEAM})


@dataclass(frozen=True, slots=True)
class Found:
    """How a call came out: its day and shift, the result, whose it was, what tells it; ``crew`` went past midnight."""

    day: date
    shift: str
    result: str
    due: str
    told: tuple[Cause, ...]
    past: tuple[Cause, ...] = ()
    crew: tuple[str, ...] = field(default=())


def reads(rule: Rule) -> frozenset[str]:
    """The calls, the roster with its swaps, the teams with theirs."""
    found: set[str] = set()
    for version in rule.versions():
        parameters = version.parameters
        found |= {str(parameters["on"]["fact"]), *roster_facts(parameters)}
        found |= {str(parameters["teams"][name]) for name in ("of", "swaps")}
    return frozenset(found)


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Decision]:
    """A decision for every call since the rule began, by time."""
    start = rule.start or rulebook.start or date.min
    wanted = {str(version.parameters["on"]["fact"]) for version in rule.versions()}
    calls = sorted((fact for name in wanted for fact in world.facts.named(name)), key=lambda fact: fact.order)
    for call in calls:
        unit = unit_of(call, call.person, world)
        found = _found(rule, call, unit, world)
        if found.day >= start and applies(rulebook, unit, world):
            yield _decision(rule, call, unit, found, world)


def _found(rule: Rule, call: Fact, unit: str, world: World) -> Found:
    """By the version in force when the night began, by day when the call came."""
    parameters = rule.on(call.time.date()).parameters
    shift = shift_at(seasons_from(parameters["hours"]), call.time)
    if shift is None:
        return _by_day(parameters, call, unit, world)
    return _by_night(rule.on(shift.period.start).parameters, call, unit, shift, world)


def _by_night(parameters: Mapping[str, Any], call: Fact, unit: str, shift: Shift, world: World) -> Found:
    lead = str(parameters["lead"])
    night = night_of(parameters, (lead,), unit, shift.period.start, world.facts)
    stand = None if night is None else night.at(lead)
    hours = hours_told(shift)
    past = tuple(_past(parameters["past"], call, shift, world.as_of))
    crew = _crew(parameters, call) if past else ()
    day = shift.period.start
    if stand is None or not stand.person:
        told = Cause("dispatch.no-roster" if stand is None else "dispatch.nobody-leads", {"day": day})
        return Found(day, NIGHT, NO_LEADER, "", (hours, told), past, crew)
    swaps = tuple(told_swap(one, str(parameters["lead_title"]), world) for one in stand.swaps)
    values: dict[str, Value] = {"name": world.registers.called("person", stand.person), "day": day}
    leads = Cause("dispatch.leads", values, stand.listed.source, swaps)
    right = stand.person == call.person
    went = Cause(
        "dispatch.led" if right else "dispatch.led-by",
        {"name": world.registers.called("person", call.person)},
        call.source,
    )
    return Found(day, NIGHT, LED if right else LED_BY_ANOTHER, stand.person, (hours, leads, went), past, crew)


def _crew(parameters: Mapping[str, Any], call: Fact) -> tuple[str, ...]:
    """Everybody who went, each once."""
    listed = call.attributes.get(str(parameters["crew"]))
    return tuple(dict.fromkeys(str(one) for one in listed)) if isinstance(listed, list | tuple) else ()


def _past(past: Mapping[str, Any], call: Fact, shift: Shift, as_of: datetime) -> Iterator[Cause]:
    """Why a night's call counts as one past midnight: it began after it, or ended after it."""
    midnight = datetime.combine(shift.period.end, parse_time(str(past["ended_after"])) or datetime.min.time())
    begun = datetime.combine(shift.period.end, parse_time(str(past["begun_from"])) or datetime.min.time())
    ended = moment_of(call.attributes.get(str(past["ended"])))
    if ended is not None and midnight < ended <= as_of:
        yield Cause("dispatch.ended-past", {"moment": ended, "midnight": midnight}, call.source)
    if call.time >= begun:
        yield Cause("dispatch.begun-past", {"moment": call.time, "from": begun, "until": shift.end}, call.source)


def _by_day(parameters: Mapping[str, Any], call: Fact, unit: str, world: World) -> Found:
    teams = parameters["teams"]
    day = call.time.date()
    turn = team_of(teams, unit, day, world.facts)
    if turn is None:
        return Found(day, DAY, NO_TEAM, "", (Cause("dispatch.no-team", {"day": day}),))
    team, told = turn
    own = call.get(str(teams["field"]))
    right = own == team.get("id")
    name = next((one.get("name") for one in _listed(teams, unit, day, world.facts) if one.get("id") == own), own)
    went = Cause("dispatch.went" if right else "dispatch.went-other", {"team": name or "value.absent"}, call.source)
    return Found(day, DAY, TEAM_IN_TURN if right else TEAM_OUT_OF_TURN, team.get("id"), (told, went))


def team_of(teams: Mapping[str, Any], unit: str, day: date, facts: Facts) -> tuple[Fact, Cause] | None:
    """Which team goes out on ``day``, and why; None where no list is in force.

    The list counts from its first day, one team a day; a swap settled for the day names another.
    """
    listed = _listed(teams, unit, day, facts)
    since = parse_date(listed[0].get("since")) if listed else None
    if since is None:
        return None
    number = (day - since).days % len(listed)
    team = listed[number]
    values: dict[str, Value] = {"team": team.get("name"), "day": day, "from": since, "number": number + 1}
    turn = Cause("dispatch.turn", values | {"teams": "、".join(one.get("name") for one in listed)}, team.source)
    for swap in facts.of_unit(str(teams["swaps"]), unit):
        other = next((one for one in listed if one.get("id") == swap.get("team")), None)
        if parse_date(swap.get("on")) == day and other is not None:
            values = {"team": other.get("name"), "why": swap.get("why"), "day": day}
            return other, Cause("dispatch.turn-swapped", values, swap.source, (turn,))
    return team, turn


def _listed(teams: Mapping[str, Any], unit: str, day: date, facts: Facts) -> tuple[Fact, ...]:
    """The teams of the latest list in force on ``day``, in their order."""
    found: dict[date, list[Fact]] = {}
    for fact in facts.of_unit(str(teams["of"]), unit):
        since = parse_date(fact.get("since"))
        if since is not None and since <= day:
            found.setdefault(since, []).append(fact)
    return tuple(sorted(found[max(found)], key=lambda one: one.order)) if found else ()


def _decision(rule: Rule, call: Fact, unit: str, found: Found, world: World) -> Decision:
    arrived = moment_of(call.attributes.get("arrived_at"))
    arrived = arrived if arrived is not None and arrived <= world.as_of else None
    gives: dict[str, object] = {
        "shift": found.shift,
        "turn_of": found.due,
        "in_turn": found.result in {LED, TEAM_IN_TURN},
        "past_midnight": bool(found.past),
    }
    if arrived is not None:
        gives["minutes"] = (arrived - call.time) // timedelta(minutes=1)
    values: dict[str, Value] = {"moment": call.time, "what": call.case, "result": f"result.{found.result}"}
    crew = tuple(Share(person, PAST, Decimal(1)) for person in found.crew)
    whose = decided.Found(found.result, decided=found.result not in OPEN, shares=crew, gives=gives, what=call.case)
    source = ClauseSource(rule.rulebook, rule.clause)
    cause = Cause(f"dispatch.{found.shift}", values, source, (causes.stated(call), *found.told, *found.past))
    key = f"{rule.id}/{found.day}/{call.case}"
    return decided.decision_on(rule, call, whose, cause, key=key, day=found.day, unit=unit)
