"""Targets against results: each indicator of a branch's month, as a whole and by person (A3.1, A7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.amounts import half_up
from taizhang.rules.outcome import Cause, Measure
from taizhang.when.moment import parse_moment
from taizhang.when.period import Period

FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class Share:
    """One person's part: ``target`` None with the ``reason``, ``result`` None as long as none is recorded.

    ``measure`` is the measure that rests on the result.
    """

    person: str
    target: Decimal | None
    reason: str
    result: Decimal | None
    measure: Measure | None

    @property
    def rate(self) -> Decimal | None:
        """How much of the target was reached, in per cent to two decimals."""
        return _rate(self.result, self.target)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a branch's month; ``added`` is what the persons' results add up to, where it is ``additive``."""

    unit: str
    month: Period
    name: str
    section: str
    measured_in: str
    additive: bool
    target: Decimal
    recorded: Decimal | None
    added: Decimal | None
    shares: tuple[Share, ...]
    path: str

    @property
    def result(self) -> Decimal | None:
        """The branch's result: as recorded, else what its people's add up to."""
        return self.added if self.recorded is None else self.recorded

    @property
    def rate(self) -> Decimal | None:
        """How much of the target was reached, in per cent to two decimals."""
        return _rate(self.result, self.target)

    @property
    def agrees(self) -> bool:
        """Whether the branch's recorded result is what its people's add up to, as far as both are there."""
        return None in (self.recorded, self.added) or self.recorded == self.added


def indicators(view: View, unit: str, month: Period) -> Iterator[Indicator]:
    """What a unit was set for ``month``, in the order of its record, against what is recorded so far."""
    target = _record(view, "target", "submitted_at", unit, month)
    result = _record(view, "result", "recorded_at", unit, month)
    measures = _measures(view, month, result) if result else {}
    listed: Any = target.data["indicators"] if target else ()
    for node in listed:
        identity = str(node["id"])
        figures = _figures(result, identity)
        shares = {str(share["person"]): share for share in node["shares"]}
        yield Indicator(
            unit=unit,
            month=month,
            name=str(node["name"]),
            section=view.choice("target", node["section"], "indicators", "*", "section"),
            measured_in=str(node["measured_in"]),
            additive=bool(node["additive"]),
            target=Decimal(str(node["total"])),
            recorded=_total(result, identity),
            added=_sum(figures) if node["additive"] else None,
            shares=tuple(
                _share(who, shares.get(who, {}), figures.get(who), measures)
                for who in dict.fromkeys([*shares, *figures])
            ),
            path=target.path if target else "",
        )


def _share(
    who: str, share: Mapping[str, Any], figure: tuple[int, Decimal] | None, measures: Mapping[int, Measure]
) -> Share:
    number, result = figure or (None, None)
    measure = None if number is None else measures.get(number)
    target = Decimal(str(share["amount"])) if "amount" in share else None
    return Share(who, target, str(share.get("reason", "")), result, measure)


def _record(view: View, kind: str, known: str, unit: str, month: Period) -> Record | None:
    """A unit's record of ``month``, once it was handed in."""
    for record in view.records(kind):
        if record.text("unit") == unit and record.text("month") == month.key:
            at = parse_moment(record.text(known))
            return record if at and at <= view.as_of else None
    return None


def _figures(result: Record | None, indicator: str) -> dict[str, tuple[int, Decimal]]:
    """Everybody's result with its number in the list."""
    listed: Any = result.data[FIGURES] if result else ()
    return {
        str(node["person"]): (number, Decimal(str(node["amount"])))
        for number, node in enumerate(listed)
        if node["indicator"] == indicator
    }


def _total(result: Record | None, indicator: str) -> Decimal | None:
    listed: Any = result.data.get("totals", ()) if result else ()
    return next((Decimal(str(node["amount"])) for node in listed if node["indicator"] == indicator), None)


def _sum(figures: Mapping[str, tuple[int, Decimal]]) -> Decimal | None:
    return sum((amount for _, amount in figures.values()), Decimal()) if figures else None


def _measures(view: View, month: Period, result: Record) -> dict[int, Measure]:
    """The month's measures by the number of each result they rest on."""
    found: dict[int, Measure] = {}
    for one in view.ledger.measures:
        if one.period == month.key and one.unit == result.text("unit"):
            found |= dict.fromkeys(_rests_on(one.cause, result.path), one)
    return found


def _rests_on(cause: Cause, path: str) -> Iterator[int]:
    pointer: tuple[str | int, ...] = getattr(cause.source, "pointer", ())
    if getattr(cause.source, "path", "") == path and pointer[:1] == (FIGURES,) and isinstance(pointer[1], int):
        yield pointer[1]
    for child in cause.children:
        yield from _rests_on(child, path)


def _rate(result: Decimal | None, target: Decimal | None) -> Decimal | None:
    return half_up(result * 100 / target) if result is not None and target else None
