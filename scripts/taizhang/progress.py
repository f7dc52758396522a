"""How far a long piece of work is: rooms tell it to whoever called them, and only the edges show it to somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Protocol, TypeVar

Item = TypeVar("Item")
OFTEN = 0.1
"""Seconds between two looks at the same phase."""


class Phase(StrEnum):
    """What is being done; the edges have words for each."""

    LISTING = "listing"
    READING = "reading"
    LINKING = "linking"
    CHECKING = "checking"
    KEEPING = "keeping"
    PAST = "past"
    RECKONING = "reckoning"
    COMPARING = "comparing"
    REPAIRING = "repairing"
    JUDGING = "judging"
    DIGESTING = "digesting"
    TELLING = "telling"
    MAKING = "making"
    WRITING = "writing"


class Tell(Protocol):
    """Is told how far a phase is, as often as one likes: it costs next to nothing."""

    def __call__(self, phase: Phase, done: int = 0, total: int = 0, about: str = "", /) -> None:
        """``done`` things of ``total``, each 0 where nobody knows; ``about`` which part of the phase, by its id."""


def nobody(phase: Phase, done: int = 0, total: int = 0, about: str = "", /) -> None:
    """Tell nobody."""


def telling(items: Iterable[Item], tell: Tell, phase: Phase, total: int = 0, about: str = "") -> Iterator[Item]:
    """Each of ``items``; before it comes how many are done is told, of ``total`` where that is known."""
    for done, item in enumerate(items):
        tell(phase, done, total, about)
        yield item


class Paced:
    """Hands on what it is told from a moment on: a new phase at once, the same one a few times a second."""

    def __init__(self, show: Tell, clock: Callable[[], float], first: float) -> None:
        """``first``: the moment, by ``clock`` in seconds, before which nothing is handed on."""
        self._show, self._clock, self._next = show, clock, first
        self._shown: tuple[Phase, str] | None = None

    def __call__(self, phase: Phase, done: int = 0, total: int = 0, about: str = "", /) -> None:
        """Hand it on, if it is time."""
        now = self._clock()
        if now >= self._next or (self._shown is not None and self._shown != (phase, about)):
            self._next, self._shown = now + OFTEN, (phase, about)
            self._show(phase, done, total, about)
