"""Where a line of a card starts: at its maximum, or at a measure on a linear scale; and whose weight it takes (G12)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.rules.amounts import half_up, number
from taizhang.rules.as_facts import WHOLE
from taizhang.rules.holders import Holder
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Known, Measure

PROPORTIONAL, EQUAL = "proportional", "equal"


@dataclass(frozen=True, slots=True)
class Scale:
    """A line before it is scored: its own maximum, and the share of it that it starts from (None: no measure)."""

    id: str
    title: str
    maximum: Decimal
    known: Known
    value: Decimal | None
    full_at: Decimal | None
    cause: Cause | None


def scale_of(line: Mapping[str, Any], holder: Holder, period: str, world: World) -> Scale:
    """The line's scale for one person or unit and period; missing without a measure, or where rules can't charge."""
    identity, title, maximum = str(line["id"]), str(line["title"]), Decimal(str(line["maximum"]))
    wanted = line.get("score")
    if "not_applicable" in line:
        why = str(line["not_applicable"]["why"])
        cause = Cause("card.not-assessed", {"why": why})
        return Scale(identity, title, maximum, Known.NOT_APPLICABLE, None, None, cause)
    if identity in world.uncharged:
        return Scale(identity, title, maximum, Known.MISSING, None, Decimal(0), Cause("card.uncharged"))
    if wanted is None:
        return Scale(identity, title, maximum, Known.NUMBER, None, None, None)
    full_at = Decimal(str(wanted["full_at"]))
    name = f"{wanted['measure']}.measured"
    of = world.facts.of_person(name, holder.id) if holder.person else world.facts.of_unit(name, holder.id)
    fact = next((one for one in of if one.get("period") == period and one.person == holder.person), None)
    if fact is None:
        cause = Cause("card.no-measure", {"measure": str(wanted["measure"])})
        return Scale(identity, title, maximum, Known.MISSING, None, full_at, cause)
    measure = fact.attributes.get(WHOLE)
    cause = (
        measure.cause if isinstance(measure, Measure) else Cause("card.given", {"day": fact.time.date()}, fact.source)
    )
    known, value = Known(fact.get("known")), number(fact.attributes.get("value"))
    return Scale(identity, title, maximum, known, value, full_at, cause)


def spread(scales: Sequence[Scale], way: str) -> list[Decimal]:
    """The maxima of the lines, those not applicable at zero and their weight moved to the rest.

    In proportion to the rest's own maxima, or in equal parts; rounded half-up to two digits, what rounding leaves goes
    to the last, so that the section keeps its sum.
    """
    kept = [scale for scale in scales if scale.known is not Known.NOT_APPLICABLE]
    whole = sum((scale.maximum for scale in scales), Decimal(0))
    rest = sum((scale.maximum for scale in kept), Decimal(0))
    free = whole - rest
    if not kept or not rest or not free:
        return [Decimal(0) if scale.known is Known.NOT_APPLICABLE else scale.maximum for scale in scales]
    found: dict[str, Decimal] = {}
    for scale in kept[:-1]:
        share = scale.maximum / rest if way == PROPORTIONAL else Decimal(1) / len(kept)
        found[scale.id] = half_up(scale.maximum + free * share)
    found[kept[-1].id] = whole - sum(found.values(), Decimal(0))
    return [found.get(scale.id, Decimal(0)) for scale in scales]
