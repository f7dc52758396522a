"""The grid of a week's meetings."""

from __future__ import annotations

from datetime import date, datetime

from taizhang.publish.agenda import agenda, agendas, owed
from taizhang.publish.meeting import Meetings, Session
from taizhang.when.period import Period, parse_period
from tests.publish import companies
from tests.publish.demo import demo_view


def period(key: str) -> Period:
    """A period by its key."""
    found = parse_period(key)
    assert found is not None
    return found


def session(at: str, unit: str = "east", kind: str = "morning") -> Session:
    """A meeting that was held."""
    return Session(datetime.fromisoformat(at), unit, kind, "a", "", 1, 1, None, together=False)


def test_units_by_days() -> None:
    monday, tuesday = session("2026-11-16 08:37"), session("2026-11-17 08:30")
    both = session("2026-11-16 08:37", kind="weekly")
    west = session("2026-11-17 08:31", "west")
    found = agenda((west, tuesday, both, monday, session("2026-11-23 08:30")), period("2026-W47"))
    assert found.days == (date(2026, 11, 16), date(2026, 11, 17))
    assert [(line.unit, line.days) for line in found.lines] == [
        ("east", ((monday, both), (tuesday,))),
        ("west", ((), (west,))),
    ]


def test_a_week_without_meetings_has_no_lines() -> None:
    assert agenda((), period("2026-W47")).lines == ()


def test_a_month_s_weeks_hold_the_month_s_days_only() -> None:
    sessions = (session("2026-10-30 08:30"), session("2026-11-02 08:30"), session("2026-12-01 08:30"))
    assert [(one.week.key, one.days) for one in agendas(sessions, period("2026-11"))] == [
        ("2026-W45", (date(2026, 11, 2),))
    ]
    assert [one.week.key for one in agendas(sessions, period("2026-10"))] == ["2026-W44"]


def test_the_demo_s_week_has_every_day_s_meetings() -> None:
    found = agenda(Meetings(demo_view()).sessions, period("2026-W47"))
    assert [line.unit for line in found.lines] == ["telecom-east", "telecom-south", "telecom-west"]
    for line in found.lines:
        assert [[one.kind for one in day] for day in line.days] == [["morning", "weekly"], *[["morning"]] * 4]


def test_only_duties_to_meet_are_owed() -> None:
    assert list(owed(companies.view_of(companies.ordinary()))) == [], "reports are due, meetings are not"
    assert all(one.duty and one.duty.state == "pending" and one.path == "" for one in owed(demo_view()))
