"""What is new since the Friday before: when duties turned late, missed or overdue."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.publish.news import last_friday, news, turned_at
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
    assert (one.of("missed"), one.of("late"), one.of("overdue"), one.findings) == (2, 0, 0, 0)
    assert [outcome.key for outcome in one.outcomes] == [
        "weekly-report/2026-W43/zhang-wei",
        "weekly-report/2026-W44/li-na",
    ]
    assert news(companies.view_of(companies.ordinary()), datetime(2026, 11, 4, 18, 1)) == ()


def test_the_demo_s_week() -> None:
    found = {one.rule.id: one for one in news(demo_view(), datetime(2026, 11, 13))}
    # What turned from 11-13 on, one by one in benchmarks/DEMO.md.
    assert {rule: (one.of("overdue"), one.of("late"), one.findings) for rule, one in found.items()} == {
        "morning-meeting": (0, 1, 0),
        "weekly-meeting": (0, 1, 0),
        "weekly-report": (2, 0, 0),
        "task-done": (1, 1, 0),
        "decision-done": (1, 1, 0),
        "loan-returned": (1, 0, 0),
        "taken-returned": (0, 1, 0),
        "leak-contained": (1, 0, 0),
        "rectified-by-unit": (1, 0, 0),
        "serious-deviation": (0, 0, 2),
        "recheck-by-another": (0, 0, 1),
        "coach-not-coached": (0, 0, 1),
        "coach-in-post": (0, 0, 1),
        "rollup-visits": (0, 0, 1),
        "script-followed": (0, 0, 2),
        "auto-callback": (0, 1, 0),  # GD-2026-1101
        "auto-handled": (1, 0, 0),  # GD-2026-1102
        "auto-nights": (0, 0, 2),  # 11-14 and 11-18
        "catering-outing-report": (1, 0, 0),  # of 11-12
        "fitness-duty-zone": (0, 0, 1),
        "sales-conduct": (0, 0, 1),
        "sales-rota-everyone": (0, 0, 1),  # of 11-16
        "sales-deal-reported": (0, 1, 0),
        "towers-collected": (1, 0, 0),  # XQ-2026-011
        "towers-fed-back": (0, 1, 0),  # XQ-2026-006
    }
    month = {one.rule.id: one for one in news(demo_view(), datetime(2026, 11, 1))}
    assert month["chair-delegated"].findings == 1, "of 11-12, chaired without a delegation"
