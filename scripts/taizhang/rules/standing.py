"""Who stands where on a night: a roster's posts with the swaps made since, and what a swap leaves open (B9.3).

::

    roster: {of: duty-roster.submitted, nights: duty-roster.night, swaps: duty-roster.swapped}

Each is the name of a fact. The first says for which ``month`` there is a roster; a night's fact has ``night`` and, for
each post, an attribute called as the post; a swap has ``night``, ``post``, ``off`` and, if somebody was found, ``on``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.facts.store import Facts
from taizhang.when.moment import parse_date
from taizhang.when.period import parse_period

ROSTER = ("of", "nights", "swaps")


@dataclass(frozen=True, slots=True)
class Stand:
    """One post of one night: who stands there ("" nobody), by which fact, and the swaps that led to it."""

    post: str
    person: str
    listed: Fact
    swaps: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Night:
    """A night of a unit's roster, with its posts in the order of the rule."""

    day: date
    roster: Fact
    stands: tuple[Stand, ...]

    def at(self, post: str) -> Stand | None:
        """Who stands at a post; None where the rule has no such post."""
        return next((one for one in self.stands if one.post == post), None)


def roster_facts(parameters: Mapping[str, Any]) -> frozenset[str]:
    """The names of the facts that make a roster."""
    return frozenset(str(parameters["roster"][name]) for name in ROSTER)


def nights_of(
    parameters: Mapping[str, Any], posts: Callable[[date], Iterable[str]], roster: Fact, facts: Facts
) -> Iterator[Night]:
    """Every night of the month that ``roster`` is of, also those that it leaves out; ``posts`` are those of a day."""
    month = parse_period(roster.get("month"))
    listed, swaps = (_by_night(str(parameters["roster"][name]), roster, facts) for name in ROSTER[1:])
    for day in month.days if month is not None else ():
        yield _night(day, tuple(posts(day)), roster, listed.get(day, ()), swaps.get(day, ()))


def night_of(parameters: Mapping[str, Any], posts: Iterable[str], unit: str, day: date, facts: Facts) -> Night | None:
    """The night of ``day`` by the unit's roster; None where its month has none."""
    wanted = tuple(posts)
    for roster in facts.of_unit(str(parameters["roster"]["of"]), unit):
        month = parse_period(roster.get("month"))
        if month is not None and month.contains(day):
            return next(one for one in nights_of(parameters, lambda _: wanted, roster, facts) if one.day == day)
    return None


def _by_night(name: str, roster: Fact, facts: Facts) -> Mapping[date, tuple[Fact, ...]]:
    """The facts of the roster's unit by the night that they are of, oldest first."""
    found: dict[date, tuple[Fact, ...]] = {}
    for fact in sorted(facts.of_unit(name, roster.unit), key=lambda one: one.order):
        day = parse_date(fact.get("night"))
        if day is not None:
            found[day] = (*found.get(day, ()), fact)
    return found


def _night(day: date, posts: tuple[str, ...], roster: Fact, listed: tuple[Fact, ...], swaps: tuple[Fact, ...]) -> Night:
    source = listed[0] if listed else roster
    return Night(day, roster, tuple(_stand(post, source, bool(listed), swaps) for post in posts))


def _stand(post: str, source: Fact, listed: bool, swaps: tuple[Fact, ...]) -> Stand:  # noqa: FBT001 - told of a fact
    """A post as listed, then each swap of who stands there; one of somebody who does not changes nothing."""
    person = source.get(post) if listed else ""
    taken: list[Fact] = []
    for swap in swaps:
        if swap.get("post") == post and swap.get("off") == person and person:
            person = swap.get("on")
            taken.append(swap)
    return Stand(post, person, source, tuple(taken))
