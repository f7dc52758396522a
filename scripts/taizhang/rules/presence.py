"""How people are at a minute, from the facts that say so: receiving, on the phone, away, on leave (B5.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.rules.conditions import matches
from taizhang.rules.kind import World
from taizhang.rules.turns import Effect, Seen

DAY = timedelta(days=1)
FREE = Seen("free", "", Effect.FREE)
OFF_LIST = Seen("off-list", "", Effect.NONE)
SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class Spell:
    """A state of somebody in [``start``, ``end``); ``rank`` is the state's place in the rulebook's list."""

    rank: int
    start: datetime
    end: datetime
    seen: Seen
    fact: Fact
    off: bool

    def covers(self, at: datetime) -> bool:
        """Whether it holds at a minute; the equal minute of its end is over."""
        return self.start <= at < self.end


class Presence:
    """Everybody's states by person and day; of several at one minute the first in the rulebook's list holds."""

    def __init__(self, states: Iterable[Mapping[str, Any]], facts: Iterable[Fact], world: World) -> None:
        self._spells: dict[tuple[str, date], list[Spell]] = defaultdict(list)
        by_name: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_name[fact.name].append(fact)
        for rank, state in enumerate(states):
            for fact in by_name[str(state["fact"])]:
                if fact.person and matches(state.get("where"), fact, world.registers):
                    spell = _spell(rank, state, fact)
                    for day in _days(spell):
                        self._spells[fact.person, day].append(spell)

    def seen(self, person: str, at: datetime, of: Fact) -> Seen:
        """How somebody is ``at`` a minute as the customer of the fact ``of`` finds him.

        What is no earlier than that fact, of its own kind, is no reason: the reception asked about itself.
        """
        found = (
            spell
            for spell in self._spells.get((person, at.date()), ())
            if spell.covers(at) and not (spell.fact.name == of.name and spell.fact.order >= of.order)
        )
        held = min(found, key=lambda spell: (spell.rank, spell.fact.order), default=None)
        return FREE if held is None else held.seen

    def off(self, person: str, day: date) -> bool:
        """Whether somebody does not stand on the rota on ``day``: resting, or on leave from its first minute."""
        start = datetime.combine(day, time.min)
        return any(spell.off and spell.covers(start) for spell in self._spells.get((person, day), ()))


def _spell(rank: int, state: Mapping[str, Any], fact: Fact) -> Spell:
    """A state from its fact: until what it says itself, else to the end of its last day."""
    last = fact.last if fact.last is not None else fact.time.date()
    said = moment_of(fact.attributes.get(str(state.get("until", ""))))
    end = said if said is not None else datetime.combine(last, time.min) + DAY
    seen = Seen(str(state["id"]), str(state["title"]), Effect(str(state["turn"])), fact.source)
    return Spell(rank, fact.time, end, seen, fact, bool(state.get("off", False)))


def _days(spell: Spell) -> Iterator[date]:
    """Every day the spell touches."""
    day = spell.start.date()
    while datetime.combine(day, time.min) < spell.end:
        yield day
        day += DAY
