"""Who holds a role through the whole of a period, so that the period is his to answer for (G7); or which unit is there.

A unit answers for a period in which it is there on the first and the last day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taizhang.facts.registers import Entity, Span
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.rules.population import Subject, fits
from taizhang.when.period import Period, PeriodKind, periods_between

DAY = timedelta(days=1)
UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a role on every day of a period, with the post of its last day; a unit has none."""

    entity: Entity
    post: Span | None

    @property
    def id(self) -> str:
        """The id of the person or unit."""
        return self.entity.id

    @property
    def person(self) -> str:
        """The person's id; empty for a unit."""
        return self.entity.id if self.post else ""

    @property
    def unit(self) -> str:
        """The unit of the period's last day, or the unit itself."""
        return str(self.post.values.get("unit", "")) if self.post else self.entity.id


def begun(rule: Rule, rulebook: Rulebook, kind: PeriodKind, world: World) -> Iterator[Period]:
    """The periods that began since the rule holds and have begun by ``as_of``."""
    start = rule.start or rulebook.start
    if start is None:
        return
    for period in periods_between(kind, start, world.as_of.date() + DAY):
        if period.start >= start:
            yield period


def holders(per: Mapping[str, Any], period: Period, rulebook: Rulebook, world: World) -> Iterator[Holder]:
    """Who of the register matches ``where`` on every day of ``period``, last in a unit the rulebook applies to.

    Who joins or leaves within the period is not among them; who moves between units is, with the last one.
    """
    where = per.get("where", {})
    if per["register"] == UNIT:
        yield from _units(where, period, rulebook, world)
        return
    for entity in world.registers.entities(per["register"]):
        post = _throughout(entity, period, where)
        if post is not None and applies(rulebook, str(post.values.get("unit", "")), world):
            yield Holder(entity, post)


def _units(where: Mapping[str, Any], period: Period, rulebook: Rulebook, world: World) -> Iterator[Holder]:
    for entity in world.registers.entities(UNIT):
        subject = Subject(UNIT, entity)
        there = subject.there(period.start) and subject.there(period.last)
        if there and fits(subject, where, period.last, world.registers) and applies(rulebook, entity.id, world):
            yield Holder(entity, None)


def _throughout(entity: Entity, period: Period, where: Mapping[str, object]) -> Span | None:
    """The post of the last day, if every day has one that matches."""
    day: date = period.start
    while True:
        span = entity.as_of(day)
        if span is None or any(span.values.get(name) != value for name, value in where.items()):
            return None
        if span.last is None or span.last >= period.last:
            return span
        day = span.last + DAY
