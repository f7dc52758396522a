"""Plan against done (A5.4): one by one, missing before the report, not applicable without a plan."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from taizhang.rules.outcome import Known, Measure
from tests.rules.scratch import demo


def measure(week: str, who: str) -> Measure:
    """One person's share of kept plans in the demo."""
    found = demo().find(f"plan-kept/{week}/{who}")
    assert isinstance(found, Measure)
    return found


def test_a_week_of_the_demo_by_hand() -> None:
    """Zhang Wei planned C-000123, C-000147 and C-000159 for W42 and his report lists all three: 3 / 3 = 100 %."""
    found = measure("2026-W42", "zhang-wei")
    planned = [child for child in found.cause.children if child.sentence == "measure.kept"]
    assert (found.known, found.value, len(planned)) == (Known.NUMBER, Decimal(100), 3)
    assert {child.values["customer"] for child in planned} == {"C-000123", "C-000147", "C-000159"}


@pytest.mark.parametrize(
    ("week", "who", "known"),
    [
        ("2026-W46", "zhong-jun", Known.MISSING),  # his report is missing: not zero
        ("2026-W41", "su-juan", Known.NOT_APPLICABLE),  # her plan is missing
    ],
)
def test_what_is_no_number(week: str, who: str, known: Known) -> None:
    """Faults of the demo: neither is a nought."""
    found = measure(week, who)
    assert (found.known, found.value) == (known, None)


def test_every_line_cites_its_plan() -> None:
    """Each planned visit points at its own line of the plan."""
    found = measure("2026-W42", "zhang-wei")
    planned = [child for child in found.cause.children if child.sentence == "measure.kept"]
    pointers = [getattr(child.source, "pointer", None) for child in planned]
    assert len(pointers) == len(set(pointers)) == 3
    assert found.at <= datetime(2026, 10, 18, 23, 59)
