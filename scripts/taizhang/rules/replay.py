"""The replay of a reception log: for every customer who was to receive him, who did, what that does to the turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule
from taizhang.rules.conditions import matches
from taizhang.rules.kind import World
from taizhang.rules.pairing import names
from taizhang.rules.parties import Parties, Register, Registered
from taizhang.rules.presence import FREE, OFF_LIST, SUSPENDED, Presence
from taizhang.rules.rota import Suspension, Suspensions, WeekList, Weeks
from taizhang.rules.situations import Looked, Situation, state, table
from taizhang.rules.turns import Call, Effect, Noted, Seen, Turns, call

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Played:
    """One customer of the log: what was looked at, whom the table and the queue call, what it does to the turns.

    ``due`` are all who would have been right, nobody where anybody would. ``situation`` is None without a list.
    """

    fact: Fact
    listed: WeekList | None
    looked: Mapping[str, Looked]
    passed: tuple[tuple[Situation, Looked], ...]
    situation: Situation | None
    due: tuple[str, ...]
    call: Call | None
    before: Turns
    after: Turns
    owner: Registered | None
    link: Fact | None
    credit: str
    right: bool
    arranged: bool
    poached: bool
    counted: bool
    today: Mapping[str, Suspension]
    waiting: tuple[Suspension, ...]


class Replay:
    """One unit's logs, day by day; what a day leaves behind is where the next begins."""

    def __init__(self, rule: Rule, unit: str, world: World) -> None:
        self._rule, self._unit, self._world = rule, unit, world
        self._parameters = rule.versions()[-1].parameters
        self._presences: dict[date | None, Presence] = {}
        self._weeks = Weeks(self._those("rota"), self._parameters["rota"])
        groups = self._parameters.get("groups", {}).get("fact", "")
        self._register = Register(Parties(world.facts.named(str(groups))))
        self._dealt = self._deals()
        self._suspensions = Suspensions()
        self._turns = Turns()
        self._list: WeekList | None = None
        self._states = self._presence(date.min)

    def _presence(self, day: date) -> Presence:
        """Everybody's states by the version of the rule in force on a day."""
        version = self._rule.on(day)
        if version.start not in self._presences:
            states = version.parameters["states"]
            found = (one for name in sorted(set(names(states))) for one in self._world.facts.named(name))
            facts = (one for one in found if one.unit in {"", self._unit})
            self._presences[version.start] = Presence(states, facts, self._world)
        return self._presences[version.start]

    def _those(self, name: str) -> tuple[Fact, ...]:
        """The unit's facts that a parameter names, oldest first."""
        wanted = self._parameters.get(name, {})
        found = self._world.facts.of_unit(str(wanted.get("fact", "")), self._unit)
        return tuple(one for one in found if matches(wanted.get("where"), one, self._world.registers))

    def _deals(self) -> Mapping[str, datetime]:
        found: dict[str, datetime] = {}
        for fact in self._those("dealt"):
            found.setdefault(fact.customer, fact.time)
        return found

    def run(self) -> Iterator[Played]:
        """Every customer of the log, oldest first, from the first list or line to ``as_of``."""
        of = self._those("of")
        by_day = {day: tuple(found) for day, found in groupby(of, key=lambda one: one.time.date())}
        if not by_day:
            return
        later: dict[date, list[Fact]] = defaultdict(list)
        for fact in self._those("suspended_by"):
            later[fact.time.date()].append(fact)
        day, last = min((*by_day, *later)), max(by_day)
        while day <= last:
            self._begin(day)
            for fact in by_day.get(day, ()):
                yield self._play(fact)
            for fact in later.get(day, ()):
                self._suspensions.add(Suspension(fact.person, day, fact.source))
            day += DAY

    def _begin(self, day: date) -> None:
        listed = self._weeks.on(day)
        if listed is not None and listed is not self._list:
            self._turns = self._turns.begun(listed.order)
        self._list = listed
        self._states = self._presence(day)
        self._suspensions.begin(day, listed, self._states)

    def _seen(self, person: str, fact: Fact) -> Seen:
        """How somebody is as the customer comes: suspended for the day, not of the list, or as the facts say."""
        if person in self._suspensions.today:
            return Seen(SUSPENDED, "", Effect.NONE, self._suspensions.today[person].source)
        seen = self._states.seen(person, fact.time, fact)
        listed = self._list is not None and person in self._list.order
        return seen if listed or seen is not FREE else OFF_LIST

    def _play(self, fact: Fact) -> Played:
        parameters = self._rule.on(fact.time.date()).parameters
        owner = self._register.first(fact.customer, fact.time)
        looked = self._looked(fact, owner)
        passed, situation = _situation(parameters, looked)
        before, after, calls, due = self._turns, self._turns, None, tuple[str, ...]()
        if situation is not None and self._list is not None:
            calls, due = self._called(situation, fact, owner)
        known = situation is not None and self._list is not None
        arranged = known and bool(fact.get("arranged_by"))
        right = not known or arranged or not due or fact.person in due
        poached = known and not arranged and self._is_poached(parameters, fact)
        counted = situation is not None and known and situation.counts and fact.person in before.queue
        if counted:
            after = self._counted(fact, calls)
        credit = "" if situation is None else _credit(situation, fact, owner)
        one = Registered(fact.customer, credit, fact.time, fact.source, "")
        self._register.enter(one)
        if poached:
            days = int(parameters["untold"]["days"])
            self._suspensions.add(Suspension(fact.person, fact.time.date(), fact.source), days)
        self._turns = after
        link = self._register.parties.link(fact.customer, fact.time)
        return Played(
            fact, self._list, looked, passed, situation if known else None, due, calls, before, after, owner, link,
            credit, right, arranged, poached, counted, self._suspensions.today, self._suspensions.waiting,
        )  # fmt: skip

    def _looked(self, fact: Fact, owner: Registered | None) -> Mapping[str, Looked]:
        """What the table looks at, of one customer."""
        asked = fact.get("asked_for")
        pointed = "no"
        if owner is not None and fact.attributes.get("recognised") is True:
            pointed = "recognised"
        elif owner is not None and fact.get("earlier_person"):
            pointed = "said"
        members = self._register.parties.with_(fact.customer, fact.time)
        dealt = any(self._dealt.get(member, datetime.max) <= fact.time for member in members)
        what = "dealt" if dealt else "undealt" if owner is not None else "new"
        return {
            "named": state("named", self._seen(asked, fact) if asked else None),
            "owner": state("owner", self._seen(owner.person, fact) if owner is not None else None),
            "pointed": Looked("pointed", pointed),
            "party": Looked("party", what),
            "about": Looked("about", fact.get("about") or "this"),
        }

    def _called(
        self, situation: Situation, fact: Fact, owner: Registered | None
    ) -> tuple[Call | None, tuple[str, ...]]:
        """The queue's call, where the situation asks for it, and everybody who would be right."""
        calls: Call | None = None
        due: list[str] = []
        known: dict[str, Seen] = {}

        def seen(person: str) -> Seen:
            if person not in known:
                known[person] = self._seen(person, fact)
            return known[person]

        for way in situation.by:
            match way:
                case "next":
                    calls = call(self._turns, fact.time, fact.source, seen)
                    due.append(calls.person)
                case "last":
                    due.append(self._turns.last(seen))
                case "named":
                    due.append(fact.get("asked_for"))
                case "owner":
                    due.append("" if owner is None else owner.person)
                case _:
                    day = fact.time.date()
                    due += [one.id for one in self._world.registers.holders(way, self._unit, day)]
        return calls, tuple(dict.fromkeys(one for one in due if one))

    def _counted(self, fact: Fact, calls: Call | None) -> Turns:
        """The turns once a reception that counts is over: the queue's own call moves it, any other is had before."""
        if calls is not None and calls.person == fact.person:
            return calls.after
        return self._turns.had_ahead(Noted(fact.person, fact.time, fact.source))

    def _is_poached(self, parameters: Mapping[str, Any], fact: Fact) -> bool:
        """Whether somebody of the list received whom another was asked for by, and did not pass it on (B5.4)."""
        untold, asked = parameters.get("untold"), fact.get("asked_for")
        if untold is None or asked in {"", fact.person} or fact.person not in self._turns.queue:
            return False
        told = moment_of(fact.attributes.get(str(untold["field"])))
        until = moment_of(fact.attributes.get(str(untold["until"])))
        return told is None or (until is not None and told > until)


def _situation(
    parameters: Mapping[str, Any], looked: Mapping[str, Looked]
) -> tuple[tuple[tuple[Situation, Looked], ...], Situation | None]:
    """The situations that do not fit, each with why not, and the first that does."""
    passed: list[tuple[Situation, Looked]] = []
    for situation in table(parameters["situations"]):
        against = situation.against(looked)
        if against is None:
            return tuple(passed), situation
        passed.append((situation, against))
    return tuple(passed), None


def _credit(situation: Situation, fact: Fact, owner: Registered | None) -> str:
    """On whose account a customer is received."""
    match situation.credit:
        case "named":
            return fact.get("asked_for")
        case "owner":
            return fact.person if owner is None else owner.person
        case "receiver":
            return fact.person
        case _:
            return ""
