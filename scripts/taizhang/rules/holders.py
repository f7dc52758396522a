"""Who holds a role through the whole of a period, so that the period is his to answer for (G7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taizhang.facts.registers import Entity, Span
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.keys import applies
from taizhang.rules.kind import World
from taizhang.when.period import Period, PeriodKind, periods_between

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a role on every day of a period, with the post of its last day."""

    entity: Entity
    post: Span

    @property
    def id(self) -> str:
        """The person's id."""
        return self.entity.id

    @property
    def unit(self) -> str:
        """The unit of the period's last day."""
        return str(self.post.values.get("unit", ""))


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
    for entity in world.registers.entities(per["register"]):
        post = _throughout(entity, period, where)
        if post is not None and applies(rulebook, str(post.values.get("unit", "")), world):
            yield Holder(entity, post)


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
