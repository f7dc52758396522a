"""Amounts of a rule: fixed, by a table, per unit or by bands, with a floor and a cap; Decimal only (design §6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Registers
from taizhang.records.own_checks import to_decimal
from taizhang.rulebook import Rule, Version
from taizhang.rules.conditions import value_at
from taizhang.rules.outcome import Cause, Value

CENT = Decimal("0.01")


def half_up(value: Decimal) -> Decimal:
    """Rounded to two digits, a half away from zero; nothing is never written with a minus."""
    return value.quantize(CENT, ROUND_HALF_UP) + 0


def plain(value: Decimal) -> str:
    """A number as people write it: thousands apart, no trailing zeros, no exponent; ``102,000``, ``72.5``."""
    whole, _, digits = f"{value:,f}".partition(".")
    digits = digits.rstrip("0")
    return f"{whole}.{digits}" if digits else whole


def number(value: object) -> Decimal | None:
    """A written or computed number; None for what is none."""
    return value if isinstance(value, Decimal) else to_decimal(value)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount, what it is called where a table names it, and how it came about."""

    value: Decimal
    title: str
    cause: Cause


def amount_of(wanted: Mapping[str, Any], fact: Fact, registers: Registers) -> Amount | None:
    """The amount a rule grants for a fact; None where the table or the bands have nothing for it, or a number lacks.

    ``{fixed: 3}``, ``{by: type, table: [{is, title, amount}]}``, ``{of: hours, each: 0.5}`` (``less``
    is taken from the number before, ``plus`` added after), ``{of: value, bands:
    [{at_least, amount}]}`` (the highest band whose edge is reached; the edge itself counts); ``at_least`` and
    ``at_most`` bound the result.
    """
    found = _unbounded(wanted, fact, registers)
    if found is None:
        return None
    low, high = number(wanted.get("at_least")), number(wanted.get("at_most"))
    value = found.value
    if low is not None and value < low:
        value = low
    if high is not None and value > high:
        value = high
    if value == found.value:
        return found
    values: dict[str, Value] = {"value": plain(found.value), "bound": plain(value)}
    return Amount(value, found.title, Cause("adjust.bounded", values, None, (found.cause,)))


def _unbounded(wanted: Mapping[str, Any], fact: Fact, registers: Registers) -> Amount | None:
    if "fixed" in wanted:
        value = Decimal(str(wanted["fixed"]))
        return Amount(value, "", Cause("adjust.fixed", {"points": value}))
    if "table" in wanted:
        actual = value_at(wanted["by"], fact, registers)
        row = next((row for row in wanted["table"] if str(row["is"]) == str(actual)), None)
        if row is None:
            return None
        value = Decimal(str(row["amount"]))
        return Amount(value, str(row["title"]), Cause("adjust.row", {"kind": str(row["title"]), "points": value}))
    of = number(value_at(wanted["of"], fact, registers))
    if of is None:
        return None
    if "each" in wanted:
        each = Decimal(str(wanted["each"]))
        less, plus = number(wanted.get("less")) or Decimal(0), number(wanted.get("plus")) or Decimal(0)
        value = half_up((of - less) * each + plus)
        values: dict[str, Value] = {"of": plain(of), "each": plain(each), "points": value}
        if not less and not plus:
            return Amount(value, "", Cause("adjust.each", values))
        return Amount(value, "", Cause("adjust.linear", values | {"less": plain(less), "plus": plain(plus)}))
    edges = [(Decimal(str(band["at_least"])), Decimal(str(band["amount"]))) for band in wanted["bands"]]
    reached = max((edge for edge in edges if edge[0] <= of), default=None)
    if reached is None:
        return None
    values = {"of": plain(of), "edge": plain(reached[0]), "points": reached[1]}
    return Amount(reached[1], "", Cause("adjust.band", values))


def set_where(rule: Rule, version: Version, parameter: str) -> Source:
    """Where a parameter in force stands: in the change that set it, else in the rule."""
    change = version.set_by.get(parameter)
    source = rule.source if change is None else change.source
    return Source(source.path, (*source.pointer, parameter))
