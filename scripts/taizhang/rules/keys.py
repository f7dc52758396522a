"""What outcomes of facts are keyed by, which period they belong to, and which unit they concern."""

from __future__ import annotations

from collections.abc import Iterable

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.conditions import text_at
from taizhang.rules.kind import World
from taizhang.when.period import Period, PeriodKind, parse_period, period_of


def key_of(rule: Rule, period: str, names: Iterable[str], fact: Fact, world: World) -> str:
    """``<rule>/<period>/<keys>``: the fact's keys and attributes as the rule lists them, empty ones left out.

    ``time`` is the minute of its day, ``0940``; ``item`` the number of its line in a list of its record, from 1.
    """
    found = (_keyed(name, fact, world) for name in names)
    return "/".join((rule.id, period, *(text for text in found if text)))


def _keyed(name: str, fact: Fact, world: World) -> str:
    match name:
        case "time":
            return f"{fact.time:%H%M}"
        case "item":
            return next((str(step + 1) for step in reversed(fact.source.pointer) if isinstance(step, int)), "")
        case _:
            return text_at(name, fact, world.registers)


def period_named(name: str, fact: Fact) -> Period | None:
    """The period a fact names itself in the attribute ``name`` (``week``, ``month``); None where it names none."""
    return parse_period(fact.get(name))


def period_key(kind: str, fact: Fact) -> str:
    """The period of ``kind`` that the fact names itself, else the one in which its day lies."""
    named = period_named(kind, fact)
    return (named or period_of(PeriodKind(kind), fact.time.date())).key


def unit_of(fact: Fact, person: str, world: World) -> str:
    """The unit a fact concerns: its own, else that of the person's post on its day."""
    if fact.unit or not person:
        return fact.unit
    return str(world.registers.value("person", person, "unit", fact.time.date()) or "")


def applies(rulebook: Rulebook, unit: str, world: World) -> bool:
    """Whether the rulebook applies to a unit, or to one above it."""
    return any(above in rulebook.units for above in world.registers.above(unit))
