"""What stands before and after one thing in a row, for the links at the top of its page."""

from __future__ import annotations

from collections.abc import Sequence


def beside(row: Sequence[str], one: str) -> tuple[str, str]:
    """What comes before and after ``one``, "" where there is nothing; ValueError where it is not in the row."""
    place = row.index(one)
    return row[place - 1] if place else "", row[place + 1] if place + 1 < len(row) else ""
