"""What would move a measure, and by how much its card would rise: read from the rule's shape and the measure's causes.

Each shape of measure (A7.1, A5.4, A8.4, D3.4) is asked for the parts that are short of the whole; what a part is worth
is what the card gives when it is reckoned with the measure that would come of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from taizhang.publish.whatif import MEASURED, WhatifCard
from taizhang.rulebook import Rule
from taizhang.rules.amounts import half_up, number
from taizhang.rules.charge import POINTS
from taizhang.rules.measure import SHAPES
from taizhang.rules.outcome import Cause, Entry, Measure
from taizhang.rules.reckon import HUNDRED

STEP = Decimal("0.01")
OF_WHAT_COMES = frozenset({"ratio", "kept", "completeness"})
"""Shapes of which the whole can't be told: what goes wrong stays so, and more may come."""
ATTAINED = frozenset({"measure.attained", "measure.attained-by-unit"})


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that would raise a card by ``gain``: ``kind`` is what the page calls it, ``values`` what it says."""

    kind: str
    gain: Decimal
    values: Mapping[str, Any] = field(default_factory=dict)


def of_line(card: WhatifCard, line: str, measure: Measure, full_at: Decimal) -> Iterator[Lever]:
    """What would raise a line that starts from a measure: its parts, one step, and all of it."""
    if measure.value is None or measure.value >= full_at:
        return
    now, whole = card.now, card.with_value(measure, full_at)
    gain = whole.known - now.known
    if gain <= 0:
        return
    for kind, value, values in parts(card, measure):
        if (more := card.with_value(measure, min(value, full_at)).known - now.known) > 0:
            yield Lever(kind, more, values)
    shape = shape_of(card, measure)
    if shape not in OF_WHAT_COMES:
        scored = next((one for one in now.card.lines if one.id == line), None)
        each = half_up(scored.maximum / full_at) if scored is not None else Decimal()
        yield Lever("full", gain, {"now": measure.value, "full": full_at, "each": each, "shape": shape})


def of_bands(card: WhatifCard, rule: Rule, measure: Measure) -> Iterator[Lever]:
    """The nearest values of a measure, above and below, at which an adjustment by bands would give more (D3.4)."""
    amount: Mapping[str, Any] = rule.on(card.period.start).parameters["amount"]
    if measure.value is None or "bands" not in amount:
        return
    now = card.now.known
    edges = sorted(Decimal(str(band["at_least"])) for band in amount["bands"])
    above = ((edge, "reach") for edge in edges if edge > measure.value)
    below = ((edge - STEP, "below") for edge in reversed(edges[1:]) if edge <= measure.value)
    for way in (above, below):
        gains = ((value, kind, card.with_value(measure, value).known - now) for value, kind in way)
        found = next(((value, kind, gain) for value, kind, gain in gains if gain > 0), None)
        if found is not None:
            value, kind, gain = found
            edge = value if kind == "reach" else value + STEP
            yield Lever(kind, gain, {"title": measure.title, "now": measure.value, "edge": edge, **ratio_of(measure)})


def of_events(card: WhatifCard, lines: frozenset[str]) -> Iterator[Lever]:
    """What may be granted for things that happen (A7.3): each row of a table, or a fixed amount, with what counts."""
    now = card.now.known
    for book, rule in card.whatif.steps:
        parameters = rule.on(card.period.start).parameters
        if rule.kind != "adjust" or book.id != card.card.rulebook or _reads_outcomes(card, rule):
            continue
        if parameters["account"] != POINTS or parameters.get("line") not in lines:
            continue
        for title, amount in _granted(rule, parameters["amount"]):
            entry = _given(card, rule, title, amount, str(parameters["line"]))
            if (gain := card.reckon({entry.key: entry}).known - now) > 0:
                yield Lever("event", gain, {"title": title, "rule": rule.id})


def parts(card: WhatifCard, measure: Measure) -> Iterator[tuple[str, Decimal, Mapping[str, Any]]]:
    """What is short of the whole, each with the value the measure would have with it."""
    rule = card.whatif.rules[measure.rulebook, measure.rule]
    match shape_of(card, measure):
        case "attainment":
            yield from _indicators(measure)
        case "kept":
            yield from _planned(measure)
        case "ratio":
            yield from _next(measure)
        case "completeness":
            fields = rule.on(card.period.start).parameters["completeness"]["fields"]
            yield from _files(measure, fields)
        case _:
            return


def shape_of(card: WhatifCard, measure: Measure) -> str:
    """The shape of a measure, such as ``attainment``; "" of a rule that is not there."""
    rule = card.whatif.rules.get((measure.rulebook, measure.rule))
    parameters = rule.on(card.period.start).parameters if rule is not None else {}
    return next((name for name in SHAPES if name in parameters), "")


def ratio_of(measure: Measure) -> Mapping[str, str]:
    """So many of so many, where the measure is such a ratio."""
    told = next((one for one in measure.cause.children if one.sentence == "measure.ratio"), None)
    return {name: str(told.values[name]) for name in ("part", "whole")} if told is not None else {}


def _indicators(measure: Measure) -> Iterator[tuple[str, Decimal, Mapping[str, Any]]]:
    """Each indicator short of its target, with the attainment if it were reached."""
    told = [one for one in measure.cause.children if one.sentence in ATTAINED]
    weights = sum((_number(one, "weight") for one in told), Decimal())
    rates = {id(one): HUNDRED * _number(one, "result") / _number(one, "target") for one in told}
    reached = sum((rates[id(one)] * _number(one, "weight") for one in told), Decimal())
    for one in told:
        result, target = _number(one, "result"), _number(one, "target")
        if result < target and weights:
            value = half_up((reached + (HUNDRED - rates[id(one)]) * _number(one, "weight")) / weights)
            named = {"indicator": one.values["indicator"], "result": result, "target": target, "short": target - result}
            yield "target", value, {**named, "of_unit": one.sentence != "measure.attained"}


def _next(measure: Measure) -> Iterator[tuple[str, Decimal, Mapping[str, Any]]]:
    """One more that counts, of one more in all."""
    told = ratio_of(measure)
    if told and "." not in told["part"] + told["whole"]:
        part, whole = (Decimal(told[name].replace(",", "")) for name in ("part", "whole"))
        yield "next", half_up(HUNDRED * (part + 1) / (whole + 1)), {**told, "now": measure.value}


def _planned(measure: Measure) -> Iterator[tuple[str, Decimal, Mapping[str, Any]]]:
    """Each visit planned and not done, with the share if it were done."""
    told = [one for one in measure.cause.children if one.sentence in {"measure.kept", "measure.not-kept"}]
    done = sum(one.sentence == "measure.kept" for one in told)
    for one in told:
        if one.sentence == "measure.not-kept":
            value = half_up(HUNDRED * (done + 1) / len(told))
            yield "planned", value, {"day": one.values["day"], "customer": str(one.values["customer"])}


def _files(measure: Measure, fields: Mapping[str, Any]) -> Iterator[tuple[str, Decimal, Mapping[str, Any]]]:
    """Each file or entry that lacks something, with the completeness if it were filled."""
    weights = {name: Decimal(str(one["weight"])) for name, one in fields.items()}
    whole = sum(weights.values(), Decimal())
    told = [one for one in measure.cause.children if one.sentence == "measure.incomplete"]
    counted = next((one for one in measure.cause.children if one.sentence == "measure.complete"), None)
    if counted is None:
        return
    lacks = {id(one): sum((weights.get(name, Decimal()) for name in _lacking(one)), Decimal()) for one in told}
    number_of = int(str(counted.values["whole"]))
    full = HUNDRED * number_of - sum((HUNDRED * lack / whole for lack in lacks.values()), Decimal())
    for one in told:
        value = half_up((full + HUNDRED * lacks[id(one)] / whole) / number_of)
        yield "file", value, {"name": one.values["name"], "source": one.source, "lacks": len(one.children)}


def _lacking(one: Cause) -> Iterator[str]:
    for below in one.children:
        name = below.values.get("field")
        yield getattr(name, "name", "")


def _number(cause: Cause, name: str) -> Decimal:
    return number(str(cause.values.get(name, "0")).replace(",", "")) or Decimal()


def _granted(rule: Rule, amount: Mapping[str, Any]) -> Iterator[tuple[str, Decimal]]:
    if "fixed" in amount:
        yield rule.title, Decimal(str(amount["fixed"]))
    for row in amount.get("table", ()):
        yield str(row["title"]), Decimal(str(row["amount"]))


def _reads_outcomes(card: WhatifCard, rule: Rule) -> bool:
    """Whether a rule adjusts for what another rule gave, not for what happened."""
    ids = {one.id for one in card.whatif.view.rules}
    return any(name.endswith(MEASURED) or name.rpartition(".")[0] in ids for name in card.whatif.reads[rule.id])


def _given(card: WhatifCard, rule: Rule, title: str, amount: Decimal, line: str) -> Entry:
    """An entry as the rule would make it."""
    at = card.whatif.view.as_of
    return Entry(
        key=f"{rule.id}/what-if",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=title,
        period=f"{at:%Y-%m}",
        cause=Cause("adjust.fixed", {"points": amount}),
        person=card.card.person,
        unit=card.card.unit,
        because=frozenset({f"{rule.id}/what-if"}),
        at=datetime(at.year, at.month, at.day),
        account=POINTS,
        line=line,
        amount=amount,
    )
