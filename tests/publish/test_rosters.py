"""Rosters on pages: nights with who stands there, tonight at the turn of a day, and calls with minutes (B9.3, B9.4)."""

from __future__ import annotations

from datetime import date

from taizhang.publish.rosters import calls, minutes_allowed, rosters, running
from tests.publish.demo import demo_view


def test_each_month_has_every_night_and_its_gaps() -> None:
    found = {one.month: one for one in rosters(demo_view())}
    assert list(found) == ["2026-12", "2026-11", "2026-10"]
    assert [len(one.rows) for one in found.values()] == [31, 30, 31]
    assert [one.gaps for one in found.values()] == [1, 1, 1]
    assert [len(one.findings) for one in found.values()] == [0, 4, 1], "what December lacks is no finding yet"
    assert [(one.received, len(one.sent)) for one in found.values()] == [(3, 3), (3, 3), (2, 3)]
    assert [one.duty.state.value for one in found.values() if one.duty] == ["met", "late", "met"]


def test_a_swapped_post_shows_who_took_it() -> None:
    november = next(one for one in rosters(demo_view()) if one.month == "2026-11")
    night = next(row for row in november.rows if row.day == date(2026, 11, 7))
    (driver,) = [one for one in night.stands if one.post == "driver"]
    assert (driver.listed.get("driver"), driver.person, len(driver.swaps)) == ("mo-dahai", "pang-li", 1)
    assert len(november.swaps) == 3


def test_teams_take_turns_and_a_swapped_day_is_the_others() -> None:
    """From 10-01 one, two, electric in turn: 11-16 is the second's, 11-17 the electric one's but for its training."""
    november = next(one for one in rosters(demo_view()) if one.month == "2026-11")
    teams = {row.day.day: row.team for row in november.rows}
    assert (teams[15], teams[16], teams[17], teams[18]) == ("机修一班", "机修二班", "机修一班", "机修一班")


def test_tonight_is_the_night_that_runs() -> None:
    (found,) = running(demo_view(), rosters(demo_view()))
    assert found[1].day == date(2026, 11, 20)
    assert [one.person for one in found[1].stands] == ["pu-zhengyan", "cen-jingyu", "mo-dahai", "shu-qin", "wan-shun"]


def test_calls_tell_minutes_and_what_is_allowed() -> None:
    found = {call.one.case: (call.minutes, minutes_allowed(call)) for call in calls(demo_view())}
    assert found == {
        "JY-2026-1001": (75, 120),
        "JY-2026-1002": (130, 120),
        "JY-2026-1003": (75, 120),
        "JY-2026-1004": (80, 120),
        "JY-2026-1005": (65, 120),
        "JY-2026-1006": (70, 120),
        "JY-2026-1007": (210, None),
        "JY-2026-1008": (120, 120),
        "JY-2026-1009": (None, 120),
    }
