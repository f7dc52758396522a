"""The queue of a rota: who is next, who is owed a make-up turn, who has had one beforehand (B5.1, B5.3).

One rule of movement: who stands at the head is passed, and goes to the back. Each passing of somebody is just one of:
he receives; he is owed it, because he was busy; he has used or forfeited it; it settles one that he had beforehand; he
is not of the day. So of two people of one list neither is ever passed twice between two passings of the other.
A make-up turn moves nobody: the oldest debt whose creditor is free goes before the queue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from taizhang.facts.fact import Source


class Effect(StrEnum):
    """What passing somebody means, by how he is at that minute."""

    FREE = "free"
    OWED = "owed"
    USED = "used"
    FORFEITED = "forfeited"
    NONE = "none"


class Move(StrEnum):
    """What became of somebody's place when a customer came."""

    TAKES = "takes"
    MADE_UP = "made-up"
    WAITS = "waits"
    OWED = "owed"
    USED = "used"
    FORFEITED = "forfeited"
    NONE = "none"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Seen:
    """How somebody is at a minute: a state by id and name, what passing him means, and the fact that says so."""

    state: str
    title: str
    effect: Effect
    source: Source | None = None

    @property
    def free(self) -> bool:
        """Whether he can receive now."""
        return self.effect is Effect.FREE


@dataclass(frozen=True, slots=True)
class Noted:
    """A turn owed to somebody, or had beforehand: since when, and the line of the log it came of."""

    person: str
    since: datetime
    source: Source


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody looked at, in order: how he was, what became of his place; with the turn that was owed or settled."""

    person: str
    move: Move
    seen: Seen
    noted: Noted | None = None


@dataclass(frozen=True, slots=True)
class Turns:
    """The queue, head first, with what is owed and what was had beforehand, oldest first."""

    queue: tuple[str, ...] = ()
    owed: tuple[Noted, ...] = ()
    ahead: tuple[Noted, ...] = ()

    def begun(self, order: tuple[str, ...]) -> Turns:
        """A new list: its order from its head; what is owed and what was had beforehand goes on."""
        return replace(self, queue=tuple(dict.fromkeys(order)))

    def had_ahead(self, noted: Noted) -> Turns:
        """Somebody of the list received out of order, and that counts: his next turn is had beforehand."""
        return replace(self, ahead=(*self.ahead, noted)) if noted.person in self.queue else self

    def last(self, seen: Callable[[str], Seen]) -> str:
        """Of those who are free the last in the queue; "" where nobody is."""
        return next((person for person in reversed(self.queue) if seen(person).free), "")


@dataclass(frozen=True, slots=True)
class Call:
    """Whom the queue calls for a customer: ``person`` is "" where nobody is free, then nothing moves.

    ``after`` are the turns once he has received.
    """

    person: str
    steps: tuple[Step, ...]
    after: Turns
    made_up: bool = False


def call(turns: Turns, at: datetime, source: Source, seen: Callable[[str], Seen]) -> Call:
    """Whom the queue calls ``at`` a minute for the customer of the line ``source``."""
    steps: list[Step] = []
    if not any(seen(person).free for person in turns.queue):
        return Call("", tuple(Step(one, Move.WAITS, seen(one)) for one in turns.queue), turns)
    for noted in turns.owed:
        how = seen(noted.person)
        if how.free and noted.person in turns.queue:
            steps.append(Step(noted.person, Move.MADE_UP, how, noted))
            left = tuple(one for one in turns.owed if one is not noted)
            return Call(noted.person, tuple(steps), replace(turns, owed=left), made_up=True)
        steps.append(Step(noted.person, Move.WAITS, how, noted))
    while True:
        step, turns = _passed(turns, at, source, seen)
        steps.append(step)
        if step.move is Move.TAKES:
            return Call(step.person, tuple(steps), turns)


def _passed(turns: Turns, at: datetime, source: Source, seen: Callable[[str], Seen]) -> tuple[Step, Turns]:
    """The head of the queue passed: what becomes of the place, and the turns after it."""
    person, *rest = turns.queue
    how, turns = seen(person), replace(turns, queue=(*rest, person))
    if how.effect in {Effect.NONE, Effect.USED, Effect.FORFEITED}:
        return Step(person, Move(how.effect.value), how), turns
    settled = next((one for one in turns.ahead if one.person == person), None)
    if settled is not None:
        left = tuple(one for one in turns.ahead if one is not settled)
        return Step(person, Move.SETTLED, how, settled), replace(turns, ahead=left)
    if how.effect is Effect.FREE:
        return Step(person, Move.TAKES, how), turns
    noted = Noted(person, at, source)
    return Step(person, Move.OWED, how, noted), replace(turns, owed=(*turns.owed, noted))
