"""The seed of a year's calendar: the library's days as a record to review."""

from __future__ import annotations

from datetime import date

from taizhang.desk.calendar_seed import calendar_days, calendar_stub
from taizhang.records.text.reader import read
from tests.books import ROOT


def test_2026_has_the_notice_s_days() -> None:
    """Holidays from 02-15 to 02-23 and 10-01 to 10-07; six make-up days, two of them Sundays."""
    days = calendar_days(2026)
    assert days is not None
    holidays, workdays = days
    assert {day for day, name in holidays if name == "国庆节"} == {date(2026, 10, n) for n in range(1, 8)}
    assert [day.isoformat() for day, _ in workdays] == [
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ]  # fmt: skip


def test_a_year_not_announced_is_none() -> None:
    """Nothing is guessed."""
    assert calendar_days(2099) is None
    assert calendar_stub(2099) is None


def test_the_stub_reads_back_and_agrees_with_the_demo_s_record() -> None:
    """What the seed writes is what was reviewed."""
    head = {
        "title": "通知",
        "issued_on": "2025-11-04",
        "entered_by": "a",
        "reviewed_by": "b",
        "reviewed_on": "2026-01-01",
    }
    text = calendar_stub(2026, **head)
    assert text is not None
    seeded = read(text.encode(), "stub.yaml")
    reviewed = read((ROOT / "records/calendar/2026.yaml").read_bytes(), "2026.yaml")
    assert seeded.problems == ()
    assert isinstance(seeded.data, dict)
    assert isinstance(reviewed.data, dict)
    assert seeded.data["holidays"] == reviewed.data["holidays"]
    assert seeded.data["workdays"] == reviewed.data["workdays"]
