"""Months of meetings: which there are, what stands on which day, and what is still to come."""

from __future__ import annotations

import re
from functools import cache

from taizhang.publish.meeting import Meetings
from taizhang.publish.meeting_calendar import MonthGrid, grids, month_page
from tests.books import ROOT
from tests.publish import companies
from tests.publish.demo import demo_view, maker_with


@cache
def demo() -> dict[str, MonthGrid]:
    """The demo's months."""
    return {one.month.key: one for one in grids(demo_view(), Meetings(demo_view()))}


def test_months_have_neighbours_and_the_present_is_the_list() -> None:
    assert list(demo()) == ["2026-11", "2026-10", "2026-09", "2026-08"]
    assert (demo()["2026-10"].before, demo()["2026-10"].after) == ("2026-09", "2026-11")
    assert (demo()["2026-08"].before, demo()["2026-11"].after) == ("", "")
    assert month_page("2026-11", "2026-11") == "meetings/"
    assert month_page("2026-10", "2026-11") == "meetings/month.2026-10/"


def test_the_first_day_stands_below_its_weekday() -> None:
    """1 October 2026 is a Thursday, 1 November a Sunday."""
    assert (demo()["2026-10"].lead, demo()["2026-11"].lead) == (4, 7)
    assert [len(one.days) for one in demo().values()] == [30, 31, 30, 31]


def test_days_off_carry_their_name() -> None:
    days = demo()["2026-10"].days
    assert [day.name for day in days[:8]] == ["国庆节"] * 7 + [""]
    assert days[9].working is True, "10 October is made up for"
    assert days[10].working is False


def test_one_kind_on_one_day_stands_together() -> None:
    day = demo()["2026-11"].days[15]
    assert [(kind, [one.unit for one in those]) for kind, those in day.kinds] == [
        ("morning", ["telecom-east", "telecom-south", "telecom-west"]),
        ("weekly", ["telecom-east", "telecom-south", "telecom-west"]),
    ]


def test_a_place_is_the_row_in_the_list() -> None:
    grid = demo()["2026-10"]
    assert [grid.place(one) for one in grid.rows] == list(range(1, len(grid.rows) + 1))
    assert grid.rows[0].at > grid.rows[-1].at
    assert grid.count("missed", "overdue") == 3


def test_what_is_due_stands_on_its_day() -> None:
    """On Tuesday 17 November at 8:00 the three branches' morning meetings at 8:30 are still to come."""
    text = (ROOT / "records/company.yaml").read_text("utf-8")
    early = re.sub(r"(?m)^as_of: .*$", "as_of: 2026-11-17 08:00", text)
    view = maker_with({"company.yaml": early}).view
    (grid,) = (one for one in grids(view, Meetings(view)) if one.month.key == "2026-11")
    coming = [one for one in grid.days[16].sessions if one.duty and one.duty.state == "pending"]
    assert [(one.unit, one.kind, f"{one.at:%H:%M}", one.path) for one in coming] == [
        (unit, "morning", "08:30", "") for unit in ("telecom-east", "telecom-south", "telecom-west")
    ]
    assert grid.rows[0].at.day >= 17


def test_a_company_without_meetings_has_its_present_month() -> None:
    view = companies.view_of(companies.empty())
    (only,) = grids(view, Meetings(view))
    assert only.rows == ()
    assert only.month.key == "2026-11"
