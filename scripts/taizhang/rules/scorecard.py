"""Scorecards: sections of lines that add up, per person or unit and period, each line with its causes (A7.1, A7.2).

A line starts from its maximum, or from a measure on a linear scale, less what is charged on it, and lies in [0, its
maximum]. The adjustments are summed, then bounded. A missing measure leaves the total missing; a line that is not
applicable gives its weight to the rest of its section (G12). One cause is charged once (G13).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.amounts import half_up, plain
from taizhang.rules.card_lines import adjustment_lines, line_of
from taizhang.rules.card_scale import Scale, scale_of, spread
from taizhang.rules.charges import ENTERED, Charge, charges, entered
from taizhang.rules.holders import Holder, begun, holders
from taizhang.rules.kind import World
from taizhang.rules.outcome import CardLine, Cause, ClauseSource, Known, Scorecard, Value
from taizhang.when.period import Period, PeriodKind

MEASURED = ".measured"


@dataclass(frozen=True, slots=True)
class Card:
    """Whose card it is, with what is charged on it; ``charging`` are the lines that any rule charges on."""

    rule: Rule
    holder: Holder
    period: Period
    charged: tuple[Charge, ...]
    charging: frozenset[str]
    world: World


def reads(rule: Rule) -> frozenset[str]:
    """Every entry of any rule, and the measures that lines start from."""
    measures = {
        f"{line['score']['measure']}{MEASURED}"
        for version in rule.versions()
        for section in version.parameters["sections"]
        for line in section["lines"]
        if "score" in line
    }
    return frozenset({f"*{ENTERED}", *measures})


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Scorecard]:
    """A card for everyone who held the role for the whole period, for each period begun, by period and holder."""
    names, charging = entered(rulebook, world), charging_of(rulebook)
    for period in begun(rule, rulebook, PeriodKind(rule.parameters["every"]), world):
        parameters = rule.on(period.start).parameters
        for holder in holders(parameters["per"], period, rulebook, world):
            charged = charges(names, holder.id, period, world)
            yield scored(Card(rule, holder, period, charged, charging, world), parameters)


def scored(card: Card, parameters: Mapping[str, Any]) -> Scorecard:
    """The card with its sections, its total and the causes of both."""
    lines: list[CardLine] = []
    told: list[Cause] = []
    for section in parameters["sections"]:
        found = _section(card, section, str(parameters["spread"]))
        lines.extend(found)
        told.append(_section_cause(section, found))
    bounds = parameters.get("adjustments", {})
    if bounds:
        raw, bounded = adjustment_lines(bounds, [one for one in card.charged if one.line == bounds["id"]])
        lines += [raw, bounded]
        told.append(Cause("card.adjustments", _figures(bounded), None, (raw.cause, bounded.cause)))
    told += _astray(card, {line.id for line in lines})
    if uncharged := bounds.get("id", "") in card.world.uncharged:
        told.append(Cause("card.uncharged"))
    whole = not uncharged and all(_whole(section) for section in _by_section(lines))
    total = _total(lines) if whole else None
    rule, holder = card.rule, card.holder
    values: dict[str, Value] = {
        "name": holder.entity.name,
        "unit": holder.unit,
        "period": card.period.key,
        "total": "" if total is None else plain(total),
    }
    name = "card.total-missing" if total is None else "card.total"
    return Scorecard(
        key=f"{rule.id}/{card.period.key}/{holder.id}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=card.period.key,
        cause=Cause(name, values, ClauseSource(rule.rulebook, rule.clause), tuple(told)),
        person=holder.person,
        unit=holder.unit,
        lines=tuple(lines),
        total=total,
    )


def _section(card: Card, section: Mapping[str, Any], way: str) -> list[CardLine]:
    """The lines of a section, the weight of those not applicable spread over the rest."""
    scales = [scale_of(line, card.holder, card.period.key, card.world) for line in section["lines"]]
    maxima = spread(scales, way)
    return [_line(card, section, scale, maximum) for scale, maximum in zip(scales, maxima, strict=True)]


def _astray(card: Card, lines: set[str]) -> list[Cause]:
    """What is charged on a line that the card does not have: told, not counted."""
    return [
        Cause("card.no-such-line", {"title": one.title, "points": one.amount, "line": one.line}, None, (one.cause,))
        for one in card.charged
        if one.line not in lines
    ]


def _line(card: Card, section: Mapping[str, Any], scale: Scale, maximum: Decimal) -> CardLine:
    charged = [one for one in card.charged if one.line == scale.id]
    return line_of(scale, str(section["id"]), maximum, charged, charging=scale.id in card.charging)


def charging_of(rulebook: Rulebook) -> frozenset[str]:
    """The lines that any rule of the rulebook charges on, in any of its versions."""
    return frozenset(
        line for rule in rulebook.rules for version in rule.versions() for line in _lines_in(version.parameters)
    )


def _lines_in(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(line := value.get("line"), str):
            yield line
        for below in value.values():
            yield from _lines_in(below)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for below in value:
            yield from _lines_in(below)


def _by_section(lines: Sequence[CardLine]) -> list[list[CardLine]]:
    names = dict.fromkeys(line.section for line in lines)
    return [[line for line in lines if line.section == name] for name in names]


def _whole(lines: Sequence[CardLine]) -> bool:
    """Whether a section has a score: no line is missing, and not all are not applicable."""
    known = {line.known for line in lines}
    return Known.MISSING not in known and Known.NUMBER in known


def _total(lines: Sequence[CardLine]) -> Decimal:
    return sum((line.score for line in lines if line.counts and line.score is not None), Decimal(0))


def _figures(line: CardLine) -> dict[str, Value]:
    return {"title": line.title, "points": line.score if line.score is not None else ""}


def _section_cause(section: Mapping[str, Any], lines: Sequence[CardLine]) -> Cause:
    maximum = sum((line.maximum for line in lines), Decimal(0))
    values: dict[str, Value] = {"title": str(section["title"]), "maximum": plain(maximum)}
    children = tuple(line.cause for line in lines)
    if not _whole(lines):
        missing = any(line.known is Known.MISSING for line in lines)
        name = "card.section-missing" if missing else "card.section-not-applicable"
        return Cause(name, values, None, children)
    return Cause("card.section", values | {"score": f"{half_up(_total(lines)):f}"}, None, children)
