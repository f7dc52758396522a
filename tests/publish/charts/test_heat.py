"""Heat maps: a step a shade, rising or falling, no value no shade; rows fit their head."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given

from taizhang.publish.charts import Cell, Row, heat, step_of
from tests.publish.charts.drawn import NUMBERS

STEPS = (Decimal(100), Decimal(95), Decimal(90), Decimal(80))


@pytest.mark.parametrize(
    ("value", "step"), [("100", 0), ("99.9", 1), ("95", 1), ("94.9", 2), ("90", 2), ("80", 3), ("79.9", 4), ("0", 4)]
)
def test_a_rate_below_its_step_is_shaded(value: str, step: int) -> None:
    assert step_of(Decimal(value), STEPS, falling=True) == step


def test_an_amount_at_its_step_is_shaded() -> None:
    steps = (Decimal(1), Decimal(2), Decimal(4))
    assert [step_of(Decimal(value), steps) for value in (0, 1, 2, 3, 4, 9)] == [0, 1, 2, 2, 3, 3]


@given(NUMBERS, NUMBERS)
def test_lower_is_never_calmer(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert step_of(low, STEPS, falling=True) >= step_of(high, STEPS, falling=True)


def test_cells_say_what_they_are() -> None:
    row = Row("城东", (Cell(Decimal("94.40"), "w/", "17 / 18"), Cell(None), Cell(Decimal(100))))
    found = heat(("W1", "W2", "W3"), [row], STEPS, " %", falling=True)
    ((_, (first, none, last)),) = found.rows
    assert first is not None
    assert (first.text, first.step, first.told, first.address) == ("94.4", 2, "城东 W1 94.4 % 17 / 18", "w/")
    assert none is None
    assert last is not None
    assert last.told == "城东 W3 100 %"
    assert not found.empty
    assert not found.sparks


def test_a_map_without_any_value_is_empty() -> None:
    assert heat((), [], STEPS).empty
    assert heat(("W1",), [Row("a", (Cell(None),))], STEPS).empty


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="other cells"):
        heat(("W1", "W2"), [Row("a", (Cell(None),))], STEPS)
