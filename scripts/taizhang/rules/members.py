"""The members of a register whom a fact concerns: the managers of its unit on its day, or in its month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.facts.registers import Entity, Span
from taizhang.rules.keys import period_named
from taizhang.rules.kind import World
from taizhang.when.period import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the register, and the post that makes him one."""

    entity: Entity
    span: Span


def members(each: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Member]:
    """Who holds the role in the fact's unit: on its day, or with ``during`` on any day of the period it names."""
    name = str(each.get("during", ""))
    period = period_named(name, fact) if name else period_of(PeriodKind.DAY, fact.time.date())
    if period is None:
        return
    for entity in world.registers.entities("person"):
        held = [span for span in entity.life if _meets(span, period) and _fits(span, each["role"], fact.unit)]
        if held:
            yield Member(entity, held[0])


def _meets(span: Span, period: Period) -> bool:
    return span.first <= period.last and (span.last is None or period.start <= span.last)


def _fits(span: Span, role: str, unit: str) -> bool:
    return span.values.get("role") == role and span.values.get("unit") == unit
