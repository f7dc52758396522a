"""How often something is wanted: a number, or by a table over fields of the register (A4.8)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from taizhang.facts.fact import Source
from taizhang.facts.registers import Registers
from taizhang.rulebook import Rule, Version
from taizhang.rules.duty import Wanted
from taizhang.rules.outcome import Cause, FieldName, Value
from taizhang.rules.population import Subject, fits, told_at, value_of


def wanted_of(rule: Rule, version: Version, subject: Subject, day: date, registers: Registers) -> Wanted:
    """How often it is wanted of ``subject``, as it was on ``day``: 0 where no row of the table is about it.

    None where a row might be, but the register does not tell a field that it asks for.
    """
    table = version.parameters.get("times_by")
    if table is None:
        return Wanted(version.parameters.get("times", 1))
    judged = [(number, row, fits(subject, row["where"], day, registers)) for number, row in enumerate(table)]
    for number, row, verdict in judged:
        if verdict:
            told = _told(subject, row["where"], day, registers)
            source = _row(rule, version, number)
            return Wanted(row["times"], (Cause("times.row", {"times": row["times"]}, source, told),))
    open_rows = [row for _, row, verdict in judged if verdict is None]
    if not open_rows:
        return Wanted(0)
    missing = sorted({name for row in open_rows for name in row["where"] if _absent(subject, name, day, registers)})
    record = subject.entity.record.path
    untold = (Cause("times.untold", {"field": FieldName(record, name), "day": day}, Source(record)) for name in missing)
    return Wanted(None, tuple(untold))


def _absent(subject: Subject, name: str, day: date, registers: Registers) -> bool:
    return value_of(subject, name, day, registers) is None


def _told(subject: Subject, where: Mapping[str, Any], day: date, registers: Registers) -> tuple[Cause, ...]:
    """What the register says of each field that the row asks for, at its line."""
    found = []
    for name in where:
        source = told_at(subject.entity, name, day, registers)
        value = str(value_of(subject, name, day, registers))
        values: dict[str, Value] = {"field": FieldName(source.path, name), "day": day}
        values["value"] = FieldName(source.path, name, value)
        found.append(Cause("times.field", values, source))
    return tuple(found)


def _row(rule: Rule, version: Version, number: int) -> Source:
    change = version.set_by.get("times_by")
    source = rule.source if change is None else change.source
    return Source(source.path, (*source.pointer, "times_by", number))
