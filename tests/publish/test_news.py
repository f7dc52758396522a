"""What is new since the Friday before: when duties turned late, missed or overdue."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest

from taizhang.publish.news import last_friday, news, turned_at
from taizhang.rules.outcome import Finding
from tests.publish import companies
from tests.publish.demo import demo_view


@pytest.mark.parametrize(
    ("as_of", "friday"),
    [
        ("2026-11-20 18:30", "2026-11-13"),  # a Friday: the one before
        ("2026-11-21 09:00", "2026-11-20"),
        ("2026-11-23 00:00", "2026-11-20"),
        ("2026-11-19 23:59", "2026-11-13"),
    ],
)
def test_the_friday_before_begins_at_midnight(as_of: str, friday: str) -> None:
    assert last_friday(datetime.fromisoformat(as_of)) == datetime.fromisoformat(friday)


def test_a_duty_turns_when_it_is_done_late_when_it_is_due_or_when_it_is_closed() -> None:
    view = companies.view_of(companies.ordinary())
    turned = {one.key: turned_at(one) for one in view.obligations}
    assert turned["weekly-report/2026-W42/zhang-wei"] == datetime(2026, 10, 16, 18, 5)
    assert turned["weekly-report/2026-W43/zhang-wei"] == datetime(2026, 11, 4, 18, 0), "October's closing"
    assert turned["weekly-report/2026-W44/zhang-wei"] is None, "in time"
    assert turned["weekly-report/2026-W45/zhang-wei"] is None, "not due yet"
    earlier = companies.view_of(companies.ordinary(), datetime(2026, 11, 4, 18, 0))
    overdue = next(one for one in earlier.obligations if one.key == "weekly-report/2026-W44/li-na")
    assert turned_at(overdue) == datetime(2026, 10, 30, 17, 30)


def test_october_s_closing_is_the_news_of_its_week() -> None:
    (one,) = news(companies.view_of(companies.ordinary()), datetime(2026, 10, 30))
    assert (one.turned, one.count) == ("missed", 2)
    assert [(unit.unit, [outcome.key for outcome in unit.outcomes], unit.titles) for unit in one.units] == [
        ("east", ["weekly-report/2026-W43/zhang-wei"], ("周五 17:30 前提交周报",)),
        ("west", ["weekly-report/2026-W44/li-na"], ("周五 17:30 前提交周报",)),
    ]
    assert news(companies.view_of(companies.ordinary()), datetime(2026, 11, 4, 18, 1)) == ()


def test_the_demo_s_week() -> None:
    """What turned from 11-13 on, one by one in benchmarks/DEMO.md."""
    found = {one.turned: one for one in news(demo_view(), datetime(2026, 11, 13))}
    rules = {
        turned: Counter(each.rule for unit in one.units for each in unit.outcomes) for turned, one in found.items()
    }
    assert list(rules) == ["overdue", "found", "late"], "nothing was missed; what needs somebody comes first"
    assert rules["overdue"] == {
        "weekly-report": 2,
        "task-done": 1,
        "decision-done": 1,
        "loan-returned": 1,
        "leak-contained": 1,
        "rectified-by-unit": 1,
        "auto-handled": 1,  # GD-2026-1102
        "catering-outing-report": 1,  # of 11-12
        "towers-collected": 1,  # XQ-2026-011
    }
    assert rules["found"] == {
        "serious-deviation": 2,
        "recheck-by-another": 1,
        "coach-not-coached": 1,
        "coach-in-post": 1,
        "rollup-visits": 1,
        "script-followed": 2,
        "auto-nights": 2,  # 11-14 and 11-18
        "fitness-duty-zone": 1,
        "sales-conduct": 1,
        "sales-rota-everyone": 1,  # of 11-16
    }
    assert rules["late"] == {
        "morning-meeting": 1,
        "weekly-meeting": 1,
        "task-done": 1,
        "decision-done": 1,
        "taken-returned": 1,
        "auto-callback": 1,  # GD-2026-1101
        "sales-deal-reported": 1,
        "towers-fed-back": 1,  # XQ-2026-006
    }
    assert [(unit.unit, len(unit.outcomes)) for unit in found["overdue"].units][:3] == [
        ("telecom-east", 3),
        ("telecom-south", 3),
        ("auto-service", 1),
    ]


def test_a_month_s_news_has_what_was_found_before_the_week() -> None:
    found = {one.turned: one for one in news(demo_view(), datetime(2026, 11, 1))}
    rules = Counter(each.rule for unit in found["found"].units for each in unit.outcomes)
    assert rules["chair-delegated"] == 1, "of 11-12, chaired without a delegation"


def test_what_is_serious_comes_first() -> None:
    found = {one.turned: one for one in news(demo_view(), datetime(2026, 11, 13))}
    first, *rest = found["found"].units
    assert first.unit == "telecom-east"
    assert [one.rule for one in first.outcomes[:2]] == ["serious-deviation"] * 2
    serious = [one for unit in rest for one in unit.outcomes if isinstance(one, Finding) and one.severity == "serious"]
    assert serious == []
    # Of the others the newest first: the call of 11-19 before the talk of a coach with himself.
    times = [turned_at(one) for one in first.outcomes[2:]]
    assert times == sorted(times, reverse=True, key=str)
