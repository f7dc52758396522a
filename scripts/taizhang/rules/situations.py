"""The table of situations: who is to receive a customer, whether it counts, and on whose account (B5.1-B5.6).

A situation fits when everything it names is as it says; the first that fits decides. What is looked at is closed:
how the person asked for is, how the first receiver is, how he was pointed out, what the customer is, what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.rules.turns import Seen

NOBODY = "nobody"
LOOKED_AT = ("about", "named", "party", "pointed", "owner")
"""What a situation may name, in the order it is told."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One thing looked at: the word for what was found, and the name of the state where it has one."""

    name: str
    found: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    """A line of the table: ``by`` are ways to the receiver, any of whom is right; ``credit`` whose account it is."""

    id: str
    title: str
    when: Mapping[str, Any]
    by: tuple[str, ...]
    counts: bool
    credit: str
    clause: str

    def against(self, looked: Mapping[str, Looked]) -> Looked | None:
        """The first thing that is not as it says; None where the situation fits."""
        wanted = ((name, self.when[name]) for name in LOOKED_AT if name in self.when)
        return next((looked[name] for name, words in wanted if looked[name].found not in words), None)


def table(listed: Iterable[Mapping[str, Any]]) -> tuple[Situation, ...]:
    """The rulebook's table in its order."""
    return tuple(
        Situation(
            str(one["id"]),
            str(one["title"]),
            one.get("when", {}),
            tuple(str(way) for way in one["by"]),
            bool(one["counts"]),
            str(one["credit"]),
            str(one.get("clause", "")),
        )
        for one in listed
    )


def state(name: str, seen: Seen | None) -> Looked:
    """How a person is, as a thing looked at; ``nobody`` where there is none."""
    return Looked(name, NOBODY) if seen is None else Looked(name, seen.state, seen.title)
