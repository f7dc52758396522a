"""Somebody's own week by day, whatever the trade."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.publish.own_week import OwnDay, OwnWeek, OwnWeeks
from tests import books, desks
from tests.publish import companies
from tests.publish.demo import demo_view


@pytest.fixture(scope="module")
def weeks() -> OwnWeeks:
    """Everybody's of the demo company."""
    return OwnWeeks(demo_view())


def week(weeks: OwnWeeks, person: str) -> OwnWeek:
    """One person's, in the unit of the post."""
    view = demo_view()
    entity = view.registers.entity("person", person)
    assert entity is not None
    return weeks.of(entity, next(one.unit for one in view.people if one.id == person))


def day(found: OwnWeek, on: str) -> OwnDay:
    """One day of it."""
    return next(one for one in (*found.past, *found.coming) if one.day == date.fromisoformat(on))


def test_it_runs_from_this_monday_to_the_end_of_the_next_week(weeks: OwnWeeks) -> None:
    found = week(weeks, "zhang-wei")
    assert [str(one.day) for one in found.past] == ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"]
    assert (str(found.coming[0].day), str(found.coming[-1].day)) == ("2026-11-20", "2026-11-29")


def test_a_manager_s_day_has_meetings_visits_and_what_was_done(weeks: OwnWeeks) -> None:
    """A4.4: two planned visits on Monday, both gone to; on Tuesday work that the plan names."""
    found = week(weeks, "zhang-wei")
    monday = day(found, "2026-11-16")
    assert [one.kind for one in monday.meetings] == ["morning", "weekly"]
    assert [(one.customer, one.served) for one in monday.visits] == [("C-000111", True), ("C-000159", True)]
    assert monday.done == (("trip.visit", 2), ("service.given", 2))
    assert [text for text, _ in day(found, "2026-11-17").works] == ["补齐客户个性化资料"]
    assert [one.rule for one in day(found, "2026-11-23").due] == ["rectified", "rectified"]


def test_nights_of_a_roster_are_shifts(weeks: OwnWeeks) -> None:
    """B9.3: Pu leads the nights of 16, 17, 20, 21 and so on."""
    found = week(weeks, "pu-zhengyan")
    on = [one.day.day for one in (*found.past, *found.coming) if one.turns]
    assert on == [16, 17, 20, 21, 24, 25, 28, 29]
    (turn,) = day(found, "2026-11-20").turns
    assert (turn.kind, turn.what, turn.address) == ("shift", "带班领导 17:00", "rosters/auto-service.2026-11/")


def test_outings_are_told_also_those_to_come(weeks: OwnWeeks) -> None:
    (turn,) = day(week(weeks, "xu-zhaohe"), "2026-11-26").turns
    assert (turn.kind, turn.what) == ("outing", "同舟律师事务所")


def test_leave_is_told_day_by_day(weeks: OwnWeeks) -> None:
    found = week(weeks, "cheng-yulan")
    assert [one.day.day for one in found.past if one.away] == [17, 18, 19]
    assert all(one.approved for each in found.past for one in each.away)


def test_calls_and_sales_count_as_done(weeks: OwnWeeks) -> None:
    assert day(week(weeks, "ren-ziang"), "2026-11-17").done == (("call.answered", 1),)
    assert day(week(weeks, "ruan-xiaoman"), "2026-11-20").done == (("callback.made", 1),)


def test_what_is_planned_for_days_to_come_stands_there() -> None:
    """On Thursday 11-05: a visit and some work on Friday, and a leave next week that nobody approved yet."""
    body = "submitted_at: 2026-10-30 16:00\nvisits: [{day: 2026-11-06, customer: C-000123, purpose: 续约}]\n"
    plan = desks.weekly("visit-plans", body + "tasks: [{day: 2026-11-06, what: 整理资料}]\n", "zhang-wei", "2026-W45")
    (path, text), *_ = books.leave("zhang-wei", "2026-11-09", "2026-11-09").items()
    kept = [line for line in text.splitlines() if not line.startswith(("state", "approved", "submitted"))]
    asked = {path: "\n".join((*kept, "submitted_at: 2026-11-04 10:00", "state: applied", ""))}
    customer = {
        one: text.replace("by: zhang", "by: zhang-wei")
        for one, text in desks.customer("C-000123", "宏远物流", ("2026-01-05", "zhang-wei")).items()
    }
    customer = {one: text.replace("2024-03-01", "2026-01-05") for one, text in customer.items()}
    view = companies.view_of({**companies.ordinary(), **plan, **asked, **customer})
    entity = view.registers.entity("person", "zhang-wei")
    assert entity is not None
    found = OwnWeeks(view).of(entity, "east")
    friday, monday = day(found, "2026-11-06"), day(found, "2026-11-09")
    assert [(one.customer, one.purpose, one.served) for one in friday.visits] == [("C-000123", "续约", False)]
    assert [text for text, _ in friday.works] == ["整理资料"]
    assert [one.approved for one in monday.away] == [False]
    assert not found.idle


def test_who_has_nothing_has_an_idle_week(weeks: OwnWeeks) -> None:
    assert week(weeks, "he-jing").idle
