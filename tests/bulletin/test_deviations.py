"""Rectification: five working days from the day after the inspection, states at their edges, what is carried over."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.bulletin.notices import OCTOBER, computed, people, words
from tests.bulletin.test_inspections import inspection

DONE = ", rectified: {{on: {day}, what: 已改, by: zhang, rechecked_by: li, rechecked_on: {day}}}"
FAILED = ", deviation: 没有预约, severity: serious"


def rectified(day: str) -> dict[str, str]:
    """A deviation of 10-12 (Monday), mended on ``day``."""
    return people() | inspection(
        "visit-etiquette", ("site-visit", "fail", FAILED + (DONE.format(day=day) if day else ""))
    )


@pytest.mark.parametrize(
    ("mended", "as_of", "state"),
    [
        ("2026-10-19", "2026-11-20 18:30", "按期整改(2026-10-19)"),
        ("2026-10-20", "2026-11-20 18:30", "逾期整改(2026-10-20)"),
        ("2026-10-20", "2026-10-19 23:59", "整改期内"),
        ("", "2026-10-19 23:59", "整改期内"),
        ("", "2026-10-20 00:00", "逾期未整改"),
    ],
)
def test_the_edges(mended: str, as_of: str, state: str) -> None:
    """Due on Monday 10-19, to its end; what is mended later than the notice looks is not known yet."""
    notice = computed(rectified(mended), as_of=datetime.fromisoformat(as_of))
    assert words(notice, "rectification")[2] == f"east 分公司 张伟 第 1 点 严重 2026-10-12 2026-10-19 {state}"


def test_what_is_still_open_is_carried_over() -> None:
    november = words(computed(rectified(""), OCTOBER.next()), "rectification")
    assert november[0].startswith("本月查出不合格 0 项,以前月份转入 1 项。")
    mended = words(computed(rectified("2026-10-30"), OCTOBER.next()), "rectification")
    assert mended[0] == "本月没有应整改的不合格项,也没有以前月份转入的。"
    late = words(computed(rectified("2026-11-02"), OCTOBER.next()), "rectification")
    assert late[2].endswith("逾期整改(2026-11-02)")


def test_a_year_without_a_calendar() -> None:
    """Nobody can say when it is due, so it is not called late."""
    files = rectified("")
    del files["calendar/2026.yaml"]
    assert words(computed(files), "rectification")[2].endswith("期限待定 期限待定")
