"""The members of a register whom a fact concerns.

The managers of its unit on its day, or in its month; or the customers of a list, but for the fact's own (E2.3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Entity, Span
from taizhang.rules import causes
from taizhang.rules.keys import period_named
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause
from taizhang.when.period import Period, PeriodKind, period_of


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in the register, and the post that makes him one; a customer has none."""

    entity: Entity
    span: Span | None

    def own(self, fact: Fact) -> Fact:
        """The fact as if it were about the member."""
        if self.span is None:
            return replace(fact, customer=self.entity.id)
        return replace(fact, person=self.entity.id)

    @property
    def told(self) -> Cause:
        """Why the member is one, at its line."""
        if self.span is None:
            record = self.entity.record
            return Cause("require.member-customer", {"name": self.entity.name}, Source(record.path, ("name",)))
        return causes.in_post(self.entity.name, self.span)


def members(each: Mapping[str, Any], fact: Fact, world: World) -> Iterator[Member]:
    """Who holds the role in the fact's unit: on its day, or with ``during`` on any day of the period it names.

    With ``customers`` each of those listed, but for the one that the fact is about.
    """
    if "customers" in each:
        yield from _customers(each["customers"], fact, world)
        return
    name = str(each.get("during", ""))
    period = period_named(name, fact) if name else period_of(PeriodKind.DAY, fact.time.date())
    if period is None:
        return
    for entity in world.registers.entities("person"):
        held = [span for span in entity.life if _meets(span, period) and _fits(span, each["role"], fact.unit)]
        if held:
            yield Member(entity, held[0])


def _customers(listed: Iterable[str], fact: Fact, world: World) -> Iterator[Member]:
    for identity in listed:
        entity = world.registers.entity("customer", identity)
        if entity is not None and identity != fact.customer:
            yield Member(entity, None)


def _meets(span: Span, period: Period) -> bool:
    return span.first <= period.last and (span.last is None or period.start <= span.last)


def _fits(span: Span, role: str, unit: str) -> bool:
    return span.values.get("role") == role and span.values.get("unit") == unit
