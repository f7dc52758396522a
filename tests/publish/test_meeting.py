"""Meetings as held and as owed: what they answer, and the gaps, by the demo's faults (A1.1 to A2.1)."""

from __future__ import annotations

from functools import cache

from taizhang.publish.meeting import Meetings, Session
from tests.publish import companies
from tests.publish.demo import demo_view

FOLDER = "records/meetings/"


@cache
def demo() -> Meetings:
    """The demo's meetings."""
    return Meetings(demo_view())


def only(path: str) -> Session:
    """The one kind of meeting that a record of the demo holds."""
    (found,) = demo().of_record(FOLDER + path)
    return found


def state(one: Session) -> str:
    """The state of the duty it answers."""
    return one.duty.state if one.duty else ""


def test_gaps_are_the_duties_for_which_nobody_met() -> None:
    gaps = [(f"{one.at:%m-%d %H:%M}", one.unit, one.kind, state(one)) for one in demo().sessions if not one.path]
    assert gaps == [
        ("10-31 18:00", "telecom-east", "analysis", "missed"),
        ("10-21 08:30", "telecom-east", "morning", "missed"),
    ]


def test_a_meeting_too_late_or_not_counted_carries_its_duty_and_is_no_gap() -> None:
    assert state(only("telecom-west/2026-10/2026-10-28-morning.yaml")) == "late"
    assert state(only("telecom-south/2026-09/2026-09-09-morning.yaml")) == "missed"
    assert state(only("telecom-south/2026-10/2026-10-15-gm-monthly.yaml")) == "missed"


def test_one_record_may_hold_two_kinds() -> None:
    both = demo().of_record(FOLDER + "telecom-east/2026-11/2026-11-16-weekly.yaml")
    assert [(one.kind, state(one), one.together) for one in both] == [
        ("morning", "late", True),
        ("weekly", "late", True),
    ]
    assert not only("telecom-east/2026-10/2026-10-14-morning.yaml").together


def test_who_was_there() -> None:
    one = only("telecom-south/2026-10/2026-10-09-morning.yaml")
    assert (one.chair, one.present, one.expected) == ("xue-chao", 4, 5)


def test_what_rests_on_a_meeting() -> None:
    found = demo().resting_on(FOLDER + "telecom-west/2026-10/2026-10-19-weekly.yaml")
    assert [one.rule for one in found] == ["morning-meeting", "weekly-meeting", "signatures-counted"]
    (rejected,) = demo().resting_on(FOLDER + "telecom-south/2026-10/2026-10-15-gm-monthly.yaml")
    assert rejected.key == "gm-monthly/2026-10/telecom-south"


def test_meetings_before_and_after_are_the_unit_s_of_that_kind() -> None:
    path = FOLDER + "telecom-west/2026-10/2026-10-19-weekly.yaml"
    weekly = demo().of_record(path)[1]
    assert demo().beside(weekly) == (
        FOLDER + "telecom-west/2026-10/2026-10-12-weekly.yaml",
        FOLDER + "telecom-west/2026-10/2026-10-26-weekly.yaml",
    )
    first = demo().sessions[-1]
    assert demo().beside(first)[0] == ""


def test_a_week_has_its_meetings_and_gaps_in_order() -> None:
    found = demo().of_week("telecom-east", "2026-W43")
    assert [one.at for one in found] == sorted(one.at for one in found)
    assert [f"{one.at:%m-%d}" for one in found if not one.path] == ["10-21"]


def test_a_company_that_never_met() -> None:
    meetings = Meetings(companies.view_of(companies.empty()))
    assert (meetings.sessions, meetings.paths) == ((), ())
