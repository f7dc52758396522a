"""Which facts belong to a fact: an answer, a delegation, a leave; by equal keys, by conditions, by the day it covers.

::

    {fact: weekly-rollup.received, by: [unit, week]}                         the same names on both sides
    {fact: notice.given, by: {contact: contact, changed_on: day}}            theirs: ours
    {fact: delegation.in-force, by: [unit, person], covering: day, where: {submitted_at: {before: {field: of.time}}}}

    {fact: inspection.item, by: [unit, subject], recent: {months: 3}}               on an earlier day, not longer ago

In ``where`` a path that begins with ``of.`` reads the fact that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules.conditions import matches, text_at
from taizhang.rules.excuse import covers
from taizhang.rules.kind import World
from taizhang.when.moment import add_months

INDEXED = ("person", "customer", "unit")


def names(wanted: object) -> Iterator[str]:
    """The names of all facts that parameters ask for, however deep."""
    if isinstance(wanted, Mapping):
        fact = wanted.get("fact")
        if isinstance(fact, (str, list)):
            yield from [fact] if isinstance(fact, str) else fact
        for value in wanted.values():
            yield from names(value)
    elif isinstance(wanted, list):
        for value in wanted:
            yield from names(value)


def pairs(wanted: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Fact]:
    """The facts that ``wanted`` names and that belong to ``fact``, oldest first."""
    asked = {theirs: text_at(ours, fact, world.registers) for theirs, ours in _keys(wanted)}
    for other in _candidates(str(wanted["fact"]), asked, world):
        if wanted.get("covering") == "day" and not covers(other, fact.time.date()):
            continue
        if "recent" in wanted and not _recent(other, fact, wanted["recent"]):
            continue
        if matches(wanted.get("where"), other, world.registers, of=fact):
            yield other


def any_pair(alternatives: Iterable[Mapping[str, Any]] | None, fact: Fact, world: World) -> Fact | None:
    """The first fact that belongs to ``fact`` by any of the alternatives."""
    return next((found for wanted in alternatives or () for found in pairs(wanted, fact, world)), None)


def _recent(other: Fact, fact: Fact, wanted: Mapping[str, Any]) -> bool:
    """Whether ``other`` is of an earlier day than ``fact`` (or of the same), none more than so many months before."""
    day, before = fact.time.date(), other.time.date()
    return add_months(day, -wanted["months"]) <= before and (before < day or (before == day and "same_day" in wanted))


def _keys(wanted: Mapping[str, Any]) -> list[tuple[str, str]]:
    by = wanted.get("by", [])
    return list(by.items()) if isinstance(by, Mapping) else [(name, name) for name in by]


def _candidates(name: str, asked: Mapping[str, str], world: World) -> tuple[Fact, ...]:
    """The facts of one name whose values are those asked for; of nobody and of no unit there is none."""
    theirs, registers = tuple(asked), world.registers
    first = next((key for key in INDEXED if key in asked), None)
    if first is not None and not asked[first]:
        return ()

    def texts(other: Fact) -> tuple[str, ...]:
        return tuple(text_at(one, other, registers) for one in theirs)

    return world.facts.alike(name, (theirs, registers), texts).get(tuple(asked.values()), ())
