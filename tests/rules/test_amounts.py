"""Amounts: fixed, by table, per unit and by bands, each below, on and above its edges; rounding; how numbers look."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Registers
from taizhang.rules.amounts import amount_of, half_up, plain
from tests.books import book_of, company

REGISTERS = Registers(book_of(company()))
BANDS = {"of": "value", "bands": [{"at_least": 80, "amount": 1}, {"at_least": 90, "amount": 2}]}
EACH = {"of": "value", "each": "0.5", "at_least": -2, "at_most": 3}
PAY = {"of": "value", "less": 80000, "each": "0.02", "plus": 500, "at_least": 0}
TABLE = {"by": "type", "table": [{"is": "won", "title": "获奖", "amount": 2}]}


def amount(wanted: dict[str, Any], **attributes: object) -> Decimal | None:
    """The amount for a fact with these attributes."""
    fact = Fact("a.b", datetime(2026, 10, 1), Source("records/a.yaml"), attributes=attributes)
    found = amount_of(wanted, fact, REGISTERS)
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("wanted", "value", "expected"),
    [
        (BANDS, "79.99", None),
        (BANDS, 80, 1),
        (BANDS, "80.01", 1),
        (BANDS, "89.99", 1),
        (BANDS, 90, 2),
        (BANDS, 500, 2),
        (EACH, 4, 2),
        (EACH, 6, 3),
        (EACH, 7, 3),
        (EACH, -4, -2),
        (EACH, -5, -2),
        (EACH, "0.01", Decimal("0.01")),
        (EACH, None, None),
        (PAY, 95000, 800),
        (PAY, 80000, 500),
        (PAY, 60000, 100),
        (PAY, 55000, 0),
        (PAY, 54999, 0),
        (PAY, 50000, 0),
        (PAY, "80000.25", Decimal("500.01")),
        (PAY, "80000.24", 500),
        ({"fixed": -1}, None, -1),
    ],
)
def test_amounts_at_their_edges(wanted: dict[str, Any], value: object, expected: Decimal | None) -> None:
    """A band's edge counts; a half cent goes up; floor and cap hold."""
    assert amount(wanted, value=value) == expected


def test_a_table_has_nothing_for_other_values() -> None:
    """No entry, rather than one of zero."""
    assert [amount(TABLE, type="won"), amount(TABLE, type="lost"), amount(TABLE)] == [2, None, None]


@pytest.mark.parametrize(
    ("value", "expected"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("66.664999", "66.66"), ("66.665", "66.67")]
)
def test_half_up(value: str, expected: str) -> None:
    """Away from zero at the half."""
    assert half_up(Decimal(value)) == Decimal(expected)


@pytest.mark.parametrize(
    ("value", "expected"), [("102000", "102,000"), ("72.50", "72.5"), ("100.00", "100"), ("0", "0"), ("1E+2", "100")]
)
def test_plain(value: str, expected: str) -> None:
    """Thousands apart; no trailing zeros, no exponent."""
    assert plain(Decimal(value)) == expected
