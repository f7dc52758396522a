"""Whose weight a line takes: what is not applicable moves to the rest of its section (G12)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.facts.registers import Entity
from taizhang.records.book import Record
from taizhang.rules.card_scale import Scale, scale_of, spread
from taizhang.rules.holders import Holder
from taizhang.rules.outcome import Cause, Known
from tests.rules.worlds import world


def scales(*maxima: int, off: tuple[int, ...] = ()) -> list[Scale]:
    """Lines with these maxima; those at ``off`` are not applicable."""
    known = [Known.NOT_APPLICABLE if place in off else Known.NUMBER for place in range(len(maxima))]
    return [
        Scale(str(place), str(place), Decimal(maximum), known[place], None, None, None)
        for place, maximum in enumerate(maxima)
    ]


@pytest.mark.parametrize(
    ("way", "off", "expected"),
    [
        ("proportional", (), ["10", "10", "8", "6", "6"]),
        ("proportional", (0,), ["0", "13.33", "10.67", "8", "8.00"]),
        ("equal", (0,), ["0", "12.5", "10.5", "8.5", "8.5"]),
        ("proportional", (3, 4), ["14.29", "14.29", "11.42", "0", "0"]),
        ("proportional", (0, 1, 2, 3, 4), ["0", "0", "0", "0", "0"]),
    ],
)
def test_weights_move_within_the_section(way: str, off: tuple[int, ...], expected: list[str]) -> None:
    """10 of 40 freed: 10 x 10/30 = 3.33 to the first ...; what rounding leaves goes to the last."""
    found = spread(scales(10, 10, 8, 6, 6, off=off), way)
    assert found == [Decimal(one) for one in expected]
    assert sum(found) == (40 if len(off) < 5 else 0)


def test_a_missing_line_keeps_its_weight() -> None:
    """Missing is not not-applicable."""
    lines = scales(40, 20)
    lines[0] = Scale("0", "0", Decimal(40), Known.MISSING, None, None, None)
    assert spread(lines, "proportional") == [40, 20]


def test_a_line_that_is_not_assessed_is_not_applicable_and_says_why() -> None:
    """E7.1: its weight moves; it is not missing, so the card has its total (G12)."""
    holder = Holder(Entity("zhang", "张伟", Record("person", "", "", "zhang", "", {}), ()), None)
    line = {"id": "delivered", "title": "交付", "maximum": 20, "not_applicable": {"why": "还没有启用"}}
    found = scale_of(line, holder, "2026-10", world("2026-10-31", []))
    assert (found.known, found.value) == (Known.NOT_APPLICABLE, None)
    assert found.cause == Cause("card.not-assessed", {"why": "还没有启用"})
    kept = Scale("collected", "收集", Decimal(15), Known.NUMBER, None, None, None)
    assert spread([kept, found], "proportional") == [Decimal(35), Decimal(0)]
