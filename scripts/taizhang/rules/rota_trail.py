"""The trail of a reception: every situation looked at, every place of the queue passed, what it left behind (B5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule
from taizhang.rules import causes
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Value
from taizhang.rules.pairing import pairs
from taizhang.rules.replay import Played
from taizhang.rules.situations import Looked, Situation
from taizhang.rules.turns import Call, Move, Noted, Step

JOINED = "、"


class Trail:
    """Tells what was played, by people's names."""

    def __init__(self, rule: Rule, world: World) -> None:
        self._rule, self._world = rule, world

    def name(self, person: str) -> str:
        """A person's name; the id where the register does not hold it."""
        return self._world.registers.called("person", person)

    def names(self, people: Iterable[str]) -> str:
        """Names in one line."""
        return JOINED.join(self.name(one) for one in people)

    def cause(self, one: Played, result: str) -> Cause:
        """The whole ruling: what came of it on top, then what was looked at, in order."""
        values: dict[str, Value] = {
            "title": self._rule.title,
            "moment": one.fact.time,
            "receiver": self.name(one.fact.person),
            "due": self.names(one.due) or "rotate.anybody",
            "result": f"result.{result}",
        }
        children = (*self._customer(one), *self._table(one), *self._queue(one), *self._came_of(one))
        sentence = "rotate.right" if one.right else "rotate.wrong"
        if one.situation is None:
            sentence = "rotate.undecided"
        return Cause(sentence, values, ClauseSource(self._rule.rulebook, self._rule.clause), children)

    def _customer(self, one: Played) -> Iterator[Cause]:
        """The line of the log, whose customer it is, and where else he was noted."""
        fact = one.fact
        yield causes.stated(fact)
        if one.owner is not None:
            values: dict[str, Value] = {"name": self.name(one.owner.person), "moment": one.owner.at}
            if one.owner.customer != fact.customer:
                values["other"] = self._world.registers.called("customer", one.owner.customer)
                yield Cause("rotate.registered-together", values, one.owner.source, _link(one))
            else:
                yield Cause("rotate.registered", values, one.owner.source)
        elif fact.get("earlier_person"):
            said: dict[str, Value] = {"name": self.name(fact.get("earlier_person"))}
            yield Cause("rotate.said-not-registered", said, fact.source)
        for hint in self._rule.on(fact.time.date()).parameters.get("hints", ()):
            for found in pairs(hint, fact, self._world):
                if found.time <= fact.time and found.person != fact.get("asked_for"):
                    told: dict[str, Value] = {
                        "fact": f"fact.{found.name}",
                        "name": self.name(found.person),
                        "moment": found.time,
                    }
                    yield Cause("rotate.hint", told, found.source)

    def _table(self, one: Played) -> Iterator[Cause]:
        """The situations in the rulebook's order: those passed over with what was not so, and the one that fits."""
        for situation, against in one.passed:
            yield Cause("rotate.passed-over", {"title": situation.title, **_looked(against)}, self._clause(situation))
        if one.situation is None:
            yield Cause("rotate.no-list" if one.listed is None else "rotate.no-situation")
            return
        seen = tuple(
            Cause("rotate.looked", _looked(one.looked[name])) for name in one.situation.when if name in one.looked
        )
        yield Cause("rotate.fits", {"title": one.situation.title}, self._clause(one.situation), seen)

    def _clause(self, situation: Situation) -> ClauseSource | None:
        return ClauseSource(self._rule.rulebook, situation.clause) if situation.clause else None

    def _queue(self, one: Played) -> Iterator[Cause]:
        """The list and the queue at that minute, and each place looked at."""
        if one.situation is None or one.listed is None:
            return
        values: dict[str, Value] = {"names": self.names(one.before.queue), "week": one.listed.week}
        steps = () if one.call is None else tuple(self._step(step) for step in one.call.steps)
        sentence = "rotate.queue" if one.call is None or one.call.person else "rotate.nobody-free"
        yield Cause(sentence, values, one.listed.source, steps)
        if "last" in one.situation.by:
            yield Cause("rotate.last", {"name": self.names(one.due) or "rotate.anybody"})

    def _step(self, step: Step) -> Cause:
        values: dict[str, Value] = {"name": self.name(step.person), "state": _state(step.seen.state, step.seen.title)}
        if step.noted is not None:
            values["moment"] = step.noted.since
        sentence = f"rotate.step.{step.move.value}"
        if step.move is Move.WAITS and step.noted is None:
            sentence = "rotate.step.busy"
        return Cause(sentence, values, step.seen.source)

    def _came_of(self, one: Played) -> Iterator[Cause]:
        """Who received, whether it counts, what is owed and had beforehand after it, who is suspended."""
        fact = one.fact
        if one.situation is None:
            return
        if one.arranged:
            yield Cause("rotate.arranged", {"name": self.name(fact.get("arranged_by"))}, fact.source)
        if one.poached:
            values: dict[str, Value] = {"name": self.name(fact.person), "named": self.name(fact.get("asked_for"))}
            yield Cause("rotate.poached", values, fact.source)
        yield Cause("rotate.counted" if one.counted else "rotate.not-counted", {"name": self.name(fact.person)})
        if one.counted and not _called(one.call, fact):
            yield Cause("rotate.ahead", {"name": self.name(fact.person)})
        if one.credit:
            yield Cause("rotate.credit", {"name": self.name(one.credit)})
        if one.after.owed:
            yield Cause("rotate.owed", {"names": self._noted(one.after.owed)})

    def _noted(self, listed: Iterable[Noted]) -> str:
        return JOINED.join(f"{self.name(one.person)}({one.since:%m-%d %H:%M})" for one in listed)


def _called(calls: Call | None, fact: Fact) -> bool:
    """Whether the queue itself called who received."""
    return calls is not None and calls.person == fact.person


def _link(one: Played) -> tuple[Cause, ...]:
    """Why two customers count as one: the group's line."""
    return () if one.link is None else (causes.stated(one.link),)


def _looked(looked: Looked) -> Mapping[str, Value]:
    """A thing looked at in words: what it is, and what was found."""
    found = _state(looked.found, looked.title)
    return {"what": f"looked.{looked.name}", "found": found if looked.title else f"seen.{looked.found}"}


def _state(name: str, title: str) -> str:
    """A state by its title of the rulebook, else by the catalogue's word."""
    return title or f"seen.{name}"
