"""A unit's week: which weeks there are, who was in post, what was due."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from taizhang.publish.week import Weeks, weeks_of
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_view


def test_the_weeks_of_the_demo() -> None:
    """From W35, whose roll-up was due, to W48, for which there are plans: 14 weeks of three branches."""
    found = weeks_of(demo_view())
    assert len(found) == 3 * 14
    assert {unit for unit, _ in found} == {"telecom-east", "telecom-south", "telecom-west"}
    assert (min(week for _, week in found), max(week for _, week in found)) == ("2026-W35", "2026-W48")


def test_the_present_week_is_there_and_the_next_one_only_with_a_plan() -> None:
    files = companies.person("zhang-wei", "张伟", "T0001", ("2026-01-01", "", "east")) | books.company("east")
    assert weeks_of(companies.view_of(files, faults=True)) == {("east", "2026-W45")}
    plan = "person: zhang-wei\nunit: east\nweek: 2026-W46\nsubmitted_at: 2026-11-05 08:00\nvisits: []\n"
    files["visit-plans/east/2026-W46/zhang-wei.yaml"] = plan
    assert weeks_of(companies.view_of(files, faults=True)) == {("east", "2026-W45"), ("east", "2026-W46")}
    assert weeks_of(companies.view_of(files, datetime(2026, 11, 5, 7, 59), faults=True)) == {("east", "2026-W45")}


def test_nobody_no_weeks() -> None:
    assert weeks_of(companies.view_of(companies.empty())) == frozenset()


def test_a_week_of_the_demo() -> None:
    """W42 of west: 谢俊 left on Thursday, 彭鑫 came on Friday; three reports were owed, all in time."""
    weeks = Weeks(demo_view())
    one = weeks.one("telecom-west", "2026-W42")
    assert set(one.people) == {"su-juan", "chen-bo", "jiang-yutong", "peng-xin", "xie-jun"}
    assert (one.reports.owed, one.reports.of("met"), one.report) == (3, 3, "周报")
    assert one.rollup == "records/weekly-rollups/telecom-west/2026-W42.yaml"
    assert weeks.beside(one) == ("2026-W41", "2026-W43")
    assert weeks.others(one) == ("telecom-east", "telecom-south")
    received = next(duty for duty in one.duties if duty.obligation.rule == "rollup-received")
    assert received.obligation.state == "missed"
    assert [duty.what for duty in one.duties][:3] == ["周报"] * 3, "reports come first"


def test_a_week_with_a_holiday_counts_its_days() -> None:
    """National day: from Thursday 10-01 on nobody works."""
    one = Weeks(demo_view()).one("telecom-east", "2026-W40")
    assert [day for day, kind in one.days if kind and kind.working] == [date(2026, 9, day) for day in (28, 29, 30)]
    assert one.kept == Decimal("100.00")


def test_weeks_come_newest_first() -> None:
    keys = [(one.week.key, one.unit) for one in Weeks(demo_view()).all()]
    assert keys[0] == ("2026-W48", "telecom-east")
    assert keys[-1] == ("2026-W35", "telecom-west")
    assert [week for week, _ in keys] == sorted((week for week, _ in keys), reverse=True)
