"""The formats the schemas name: days, moments and periods that exist; what is no text is not theirs to judge."""

from __future__ import annotations

import re

import pytest

from taizhang.records.formats import FORMATS
from tests.records.company import ROOT

GOOD = {
    "date": ["2026-10-13", "2024-02-29"],
    "moment": ["2026-10-13 09:40", "2024-02-29 23:59"],
    "time": ["00:00", "23:59"],
    "week": ["2026-W42", "2026-W53"],
    "month": ["2026-10"],
    "quarter": ["2026-Q4"],
    "half-year": ["2026-H2"],
    "year": ["2026"],
    "period": ["2026-10-13", "2026-W42", "2026-10", "2026-Q4", "2026-H2", "2026"],
}
BAD = {
    "date": ["2026-02-29", "2026-13-01", "2026-1-1", "2026-10-13\n", "２０２６-10-13", ""],
    "moment": ["2026-10-13", "2026-10-13 24:00", "2026-10-13T09:40", "2026-02-30 09:40", "2026-10-13 9:40"],
    "time": ["24:00", "9:40", "09:60", "09:40\n"],
    "week": ["2027-W53", "2026-W00", "2026-W54"],
    "month": ["2026-13", "2026-00"],
    "quarter": ["2026-Q5", "2026-Q0"],
    "half-year": ["2026-H3"],
    "year": ["99999", "1899"],
    "period": ["昨天", "2026-W54", "2026-02-30", ""],
}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_format(name: str) -> None:
    check = FORMATS[name]
    assert [text for text in GOOD[name] if not check(text)] == []
    assert [text for text in BAD[name] if check(text)] == []
    others: list[object] = [None, 2026, True, [], {}]
    assert all(check(value) for value in others)


def test_all_that_schemas_name_are_there() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in sorted((ROOT / "schemas").glob("*.schema.json")))
    named = set(re.findall(r'"format": "([a-z-]+)"', text))
    assert named
    assert named <= FORMATS.keys()
