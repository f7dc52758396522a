"""Rectification: by when, states at their edges, what is carried over and what is closed, all as the rules say."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.books import ROOT
from tests.bulletin.notices import OCTOBER, computed, figure, figures, people, words
from tests.bulletin.test_inspections import inspection

RULES = "rulebooks/telecom/inspections.yaml"
DONE = ", rectified: {{on: {day}, what: 已改, by: zhang{more}}}"
AGAIN = ", rechecked_by: {who}, rechecked_on: 2026-10-20"
FAILED = ", deviation: 没有预约, severity: serious"


def rules() -> dict[str, str]:
    """The demo company's rules on inspections, and those that tell their clauses."""
    parts = (RULES, "rulebooks/telecom/notices.yaml")
    return {part: (ROOT / "records" / part).read_text(encoding="utf-8") for part in parts}


def rectified(day: str, more: str = "") -> dict[str, str]:
    """A deviation of 10-12 (Monday), mended on ``day``."""
    items = ("site-visit", "fail", FAILED + (DONE.format(day=day, more=more) if day else ""))
    return people() | rules() | inspection("visit-etiquette", items)


@pytest.mark.parametrize(
    ("mended", "as_of", "state"),
    [
        ("2026-10-19", "2026-11-20 18:30", "按期整改(2026-10-19)"),
        ("2026-10-20", "2026-11-20 18:30", "逾期整改(2026-10-20)"),
        ("2026-10-20", "2026-10-19 23:59", "整改期内"),
        ("", "2026-10-19 23:59", "整改期内"),
        ("", "2026-10-20 00:00", "逾期未整改"),
        ("", "2026-12-20 18:30", "逾期未整改"),
    ],
)
def test_the_edges(mended: str, as_of: str, state: str) -> None:
    """Due on Monday 10-19, to its end; what is mended later than the notice looks is not known yet."""
    notice = computed(rectified(mended), as_of=datetime.fromisoformat(as_of))
    assert words(notice, "rectification")[-1] == f"east 分公司 张伟 第 1 点 严重 2026-10-12 2026-10-19 {state}"


def test_what_is_still_open_is_carried_over() -> None:
    november = words(computed(rectified(""), OCTOBER.next()), "rectification")
    assert november[0].startswith("本月查出不合格 0 项,以前月份转入 1 项。")
    mended = words(computed(rectified("2026-10-30"), OCTOBER.next()), "rectification")
    assert mended[0] == "本月没有应整改的不合格项,也没有以前月份转入的。"
    late = words(computed(rectified("2026-11-02"), OCTOBER.next()), "rectification")
    assert late[2].endswith("逾期整改(2026-11-02)")


def test_the_figure_opens_into_the_duty() -> None:
    notice = computed(rectified("2026-10-20"))
    state = next(one for one in figures(notice, "rectification") if one.text == "逾期整改")
    assert [one.key for one in state.outcomes] == ["rectified/2026-10-12/2026-10-visit-etiquette-1"]


def test_another_number_of_days_in_the_rule() -> None:
    """The notice has no figure of its own: three working days end on 10-15."""
    files = rectified("2026-10-16")
    assert files[RULES].count("working_days: 5") == 4
    changed = files[RULES].replace(
        "    what: subject\n",
        "    what: subject\n    changes:\n      - from: 2026-10-01\n        issued: 2026-09-20\n        why: 试行\n"
        '        due: {after: fact, working_days: 3, time: "24:00"}\n',
        1,
    )
    assert changed != files[RULES]
    row = words(computed(files | {RULES: changed}), "rectification")[2]
    assert row.endswith("2026-10-12 2026-10-15 逾期整改(2026-10-16)")


@pytest.mark.parametrize(
    ("more", "closed", "waiting", "refused", "state"),
    [
        ("", "0", "1", "0", "按期整改(2026-10-16)"),
        (AGAIN.format(who="li"), "1", "0", "0", "按期整改(2026-10-16)"),
        (AGAIN.format(who="zhang"), "0", "1", "0", "按期整改(2026-10-16)"),
        (AGAIN.format(who="li") + ", refused: 没有签字", "0", "0", "1", "逾期未整改"),
    ],
)
def test_only_another_closes_it(more: str, closed: str, waiting: str, refused: str, state: str) -> None:
    """Zhang mended his own point: Li may pass it, he himself may not, and what Li refuses is not mended."""
    notice = computed(rectified("2026-10-16", more))
    counted = {one.what: one.text for one in figures(notice, "rectification")}
    found = [counted.get(what, "0") for what in ("已销号", "等复查", "复查不通过")]
    assert found == [closed, waiting, refused]
    assert words(notice, "rectification")[2].endswith(state)


def test_without_a_rule_or_a_calendar() -> None:
    """Nobody can say when it is due, so it is not called late."""
    files = rectified("")
    del files["calendar/2026.yaml"]
    del files[RULES]
    told = words(computed(files), "rectification")
    assert told[0].endswith("其中:期限待定 1 项。")
    assert told[-1].endswith("期限待定 期限待定")


def test_a_serious_point_is_named_once() -> None:
    """The finding that came of the point is not counted beside it (A8.6)."""
    assert figure(computed(rectified("")), "praise", "严重不合规范").text == "1"
