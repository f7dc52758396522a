"""Whole days off: what covers a day and what only touches it (G7)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from taizhang.facts.fact import Fact, Source
from taizhang.rules.excuse import covers


def leave(start: str, last: date | None) -> Fact:
    """Leave from a moment to a last day."""
    return Fact("leave.approved", datetime.fromisoformat(start), Source("records/x.yaml"), person="li", last=last)


@pytest.mark.parametrize(
    ("start", "last", "expected"),
    [
        ("2026-10-13 00:00", date(2026, 10, 13), True),
        ("2026-10-12 00:00", date(2026, 10, 14), True),
        ("2026-10-12 00:00", None, True),
        ("2026-10-13 13:00", date(2026, 10, 14), False),
        ("2026-10-14 00:00", date(2026, 10, 15), False),
        ("2026-10-11 00:00", date(2026, 10, 12), False),
    ],
)
def test_covers(start: str, last: date | None, expected: bool) -> None:
    """Tuesday 10-13 is covered only by leave that begins by its first minute and does not end before it."""
    assert covers(leave(start, last), date(2026, 10, 13)) is expected
