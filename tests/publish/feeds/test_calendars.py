"""Which events stand in a calendar, at which times, by which UIDs."""

from __future__ import annotations

from datetime import datetime

from taizhang.publish.feeds.calendars import LONGEST, Calendars, Event
from taizhang.publish.view import View
from taizhang.rules.outcome import State
from tests.publish import companies, weeks
from tests.publish.demo import demo_view


def at(moment: str) -> View:
    """The company with meetings, plans and reports, at a moment of its October."""
    return companies.view_of(weeks.with_visits(), as_of=datetime.fromisoformat(moment))


def told(events: tuple[Event, ...]) -> list[tuple[str, str, str]]:
    """Summary, start and end of each event."""
    return [(one.summary, f"{one.start:%m-%d %H:%M}", f"{one.end:%m-%d %H:%M}") for one in events]


def named(events: tuple[Event, ...], summary: str) -> Event:
    """The one event with this summary."""
    (found,) = (one for one in events if one.summary == summary)
    return found


def test_a_person_s_duties_end_at_their_due_instants_and_his_unit_s_meetings_begin_when_they_must() -> None:
    found = Calendars(at("2026-10-12 07:00")).of_person("zhang-wei")
    assert found.name == "张伟 应办和会议"
    assert sorted(told(found.events)) == sorted(
        [
            ("每周例会", "10-12 08:30", "10-12 09:00"),
            ("晨会", "10-12 08:30", "10-12 09:00"),
            ("拜访计划 2026-W43", "10-16 17:00", "10-16 17:30"),
            ("周报 2026-W42", "10-16 17:00", "10-16 17:30"),
            ("最迟:每月总经理沟通会", "10-31 18:00", "10-31 18:30"),
            ("最迟:每月分析会", "10-31 18:00", "10-31 18:30"),
        ]
    )


def test_a_meeting_keeps_its_uid_when_it_was_held_and_what_was_held_together_is_one() -> None:
    """The morning meeting of 10-12 was held within the weekly one."""
    before = named(Calendars(at("2026-10-12 07:00")).of_person("zhang-wei").events, "每周例会")
    events = Calendars(at("2026-10-12 12:00")).of_person("zhang-wei").events
    after = named(events, "每周例会")
    assert (before.uid, before.revision, before.busy) == (after.uid, 0, False)
    assert (after.revision, after.busy, after.category) == (1, True, "会议")
    assert after.told == (
        "开始于 2026-10-12 08:30",
        "结束于 09:00",
        "主持 张伟",
        "到会 1 / 2",
        "页面 meetings/east.2026-10.2026-10-12-weekly/",
    )
    assert "晨会" not in {one.summary for one in events}, "held, and so no longer due"


def test_a_duty_is_told_as_overdue_and_leaves_when_it_is_done() -> None:
    """The plan of W43 was never handed in, the report of W42 was late: on 10-16 at 18:05."""
    due = named(Calendars(at("2026-10-16 12:00")).of_person("zhang-wei").events, "拜访计划 2026-W43")
    events = Calendars(at("2026-10-16 18:05")).of_person("zhang-wei").events
    overdue = named(events, "已逾期:拜访计划 2026-W43")
    assert overdue.told[0] == "截止 2026-10-16 17:30,已逾期"
    assert (overdue.uid, overdue.start) == (due.uid, due.start)
    assert (due.revision, overdue.revision) == (0, 1)
    assert due.stamp == overdue.stamp == datetime(2026, 10, 19), "its week's first day, not the moment of making"
    assert not [one for one in events if "2026-W42" in one.summary]


def test_a_unit_s_calendar_names_who_owes() -> None:
    summaries = {one.summary for one in Calendars(at("2026-10-12 07:00")).of_unit("east").events}
    assert {"张伟 周报 2026-W42", "east 分公司 每周例会"} <= summaries
    assert not [one for one in summaries if "李娜" in one], "of the other unit"


def test_a_unit_s_calendar_has_what_the_units_below_have() -> None:
    view = demo_view()
    calendars = Calendars(view)
    (below,) = (one.id for one in view.records("unit") if one.id == "telecom-east")
    inner = {one.uid for one in calendars.of_unit(below).events}
    assert inner < {one.uid for one in calendars.of_unit("telecom").events}


def test_every_open_duty_with_a_due_date_is_in_its_owner_s_calendar() -> None:
    view = demo_view()
    calendars = Calendars(view)
    states = {State.PENDING: 0, State.OVERDUE: 1}
    wanted = sorted(
        (one.person, states[one.state]) for one in view.obligations if one.state in states and one.due and one.person
    )
    events = [(one.id, event) for one in view.people for event in calendars.of_person(one.id).events]
    assert sorted((who, one.revision) for who, one in events if one.category == "应办" and not one.cancelled) == wanted


def test_what_is_due_by_the_end_of_a_day_takes_the_whole_day() -> None:
    """顺越医药 of grade A is to be served four times in November and was served three times."""
    events = Calendars(demo_view()).of_person("zhang-wei").events
    (found,) = (one for one in events if "顺越医药" in one.summary)
    assert (found.whole_day, found.start, found.told[0]) == (
        True,
        datetime(2026, 11, 30),
        "截止 2026-11-30 24:00,未到期",
    )
    assert found.told[-1] == "页面 months/zhang-wei.2026-11/#service-frequency-2026-11-C-000147"


def test_what_was_called_off_is_cancelled_until_it_would_have_been_due() -> None:
    """A week of leave excuses the report of that week."""
    files = weeks.with_visits()
    del files["weekly-reports/east/2026-W44/zhang-wei.yaml"]
    files["leaves/east/zhang-wei/2026-10-26.yaml"] = (
        "person: zhang-wei\nunit: east\nfrom: 2026-10-26\nuntil: 2026-10-30\npart: whole\ntype: annual\n"
        "submitted_at: 2026-10-16 10:20\nstate: approved\napproved_by: li-na\napproved_at: 2026-10-16 16:05\n"
    )
    calendars = [
        Calendars(companies.view_of(files, as_of=datetime.fromisoformat(one))).of_person("zhang-wei").events
        for one in ("2026-10-27 09:00", "2026-10-30 18:00", "2026-11-02 09:00")
    ]
    found = [[(one.summary, one.revision) for one in events if one.cancelled] for events in calendars]
    assert found == [[("免交:周五 17:30 前提交周报 2026-W44", 2)]] * 2 + [[]]


def test_an_address_is_told_where_the_site_has_one() -> None:
    event = named(
        Calendars(at("2026-10-16 12:00"), "http://localhost/tz").of_person("zhang-wei").events, "周报 2026-W42"
    )
    assert event.url == "http://localhost/tz/months/zhang-wei.2026-10/#weekly-report-2026-W42"
    assert event.told[-1] == f"页面 {event.url}"
    plain = named(Calendars(at("2026-10-16 12:00")).of_person("zhang-wei").events, "周报 2026-W42")
    assert (plain.uid, plain.url) == (event.uid, "")


def test_a_summary_is_one_line_of_bounded_length() -> None:
    files = weeks.with_visits(line="长" * 60, text="一\n二")
    files["units/east.yaml"] = str(files["units/east.yaml"]).replace("east 分公司", "很" * 40)
    view = companies.view_of(files, as_of=datetime(2026, 10, 16, 12, 0))
    summaries = [one.summary for one in Calendars(view).of_unit("east").events]
    assert all("\n" not in one and len(one) <= LONGEST for one in summaries)


def test_nobody_has_an_empty_calendar_that_is_still_a_calendar() -> None:
    found = Calendars(companies.view_of(companies.ordinary())).of_person("wang-fang")
    assert (found.events, found.utc_offset) == ((), "+08:00")
