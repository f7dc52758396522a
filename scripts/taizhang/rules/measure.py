"""Measures: a count, sum, average, ratio or attainment per person or unit and period, or the word that there is none.

A measure is a number, missing, or not applicable; zero is a number (G12). Numbers are rounded half-up to two digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.completeness import completeness
from taizhang.rules.holders import Holder, begun, holders
from taizhang.rules.kept import kept
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Measure, Value
from taizhang.rules.reckon import Asked, Reckoned, attainment, average, count, fact_names, ratio, total
from taizhang.when.period import Period, PeriodKind

SHAPES: dict[str, Callable[[Mapping[str, Any], Asked], Reckoned]] = {
    "count": count,
    "sum": total,
    "average": average,
    "ratio": ratio,
    "attainment": attainment,
    "kept": kept,
    "completeness": completeness,
}


def reads(rule: Rule) -> frozenset[str]:
    """Every fact that any version counts."""
    return frozenset(
        name
        for version in rule.versions()
        for shape in SHAPES
        if shape in version.parameters
        for name in fact_names(version.parameters[shape])
    )


def run(rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Measure]:
    """The measure of everyone who held the role for the whole period, or of every unit, by period and person (G7)."""
    for period in begun(rule, rulebook, PeriodKind(rule.parameters["every"]), world):
        for holder in holders(rule.on(period.start).parameters["per"], period, rulebook, world):
            yield measured(rule, holder, period, world)


def measured(rule: Rule, holder: Holder, period: Period, world: World) -> Measure:
    """The measure of one holder and period, by the version in force when the period began."""
    parameters = rule.on(period.start).parameters
    shape = next(name for name in SHAPES if name in parameters)
    found = SHAPES[shape](parameters[shape], Asked(holder.person, holder.unit, period, world))
    values: dict[str, Value] = {
        "name": holder.entity.name,
        "title": rule.title,
        "period": period.key,
        "value": found.told,
    }
    source = ClauseSource(rule.rulebook, rule.clause)
    last = datetime.combine(period.end, time.min) - timedelta(minutes=1)
    return Measure(
        key=f"{rule.id}/{period.key}/{holder.id}",
        rulebook=rule.rulebook,
        rule=rule.id,
        clause=rule.clause,
        title=rule.title,
        period=period.key,
        cause=Cause(f"measure.{found.known}", values, source, found.causes),
        person=holder.person,
        unit=holder.unit,
        at=min(last, world.as_of),
        known=found.known,
        value=found.value,
    )
