"""Causes told in Chinese: dates with weekdays, words for ids, places and clauses kept."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from taizhang.explain.tell import MOST, Teller, shown, tell
from taizhang.facts.fact import Source
from taizhang.problem import Place
from taizhang.rules.outcome import Cause, ClauseSource, Value


def place_of(path: str, pointer: tuple[str | int, ...]) -> Place:
    """A place whose line is the length of the pointer."""
    return Place(path, len(pointer) + 1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 10, 16), "2026-10-16(周五)"),
        (datetime(2026, 10, 18, 17, 30), "2026-10-18(周日) 17:30"),
        (Decimal(-1), "-1"),
        (Decimal("1.50"), "+1.50"),
        ("kind.make-up", "调休上班"),
        ("城东", "城东"),
        (3, "3"),
    ],
)
def test_shown(value: Value, expected: str) -> None:
    """Every type of value as people read it."""
    assert shown(value) == expected


def test_a_tree_keeps_its_sources_and_order() -> None:
    """The clause at the root, a record's place below; units are called by their names."""
    post = Cause(
        "owner.post",
        {"name": "张伟", "from": date(2025, 1, 1), "unit": "east"},
        Source("records/people/zhang.yaml", ("posts", 0)),
    )
    values: dict[str, Value] = {
        "name": "张伟",
        "title": "周报",
        "period": "2026-W42",
        "due": datetime(2026, 10, 16, 17, 30),
    }
    told = tell(
        Cause("obligation.pending", values, ClauseSource("telecom", "A5.5"), (post,)),
        place_of,
        {"east": "城东"}.__getitem__,
    )
    assert told.text == "2026-W42 周报:还未到期,应于 2026-10-16(周五) 17:30 前"
    assert told.clause == ClauseSource("telecom", "A5.5")
    assert told.children[0].text == "谁来做:张伟 自 2025-01-01(周三) 起在 城东 任此岗位"
    assert told.children[0].place == Place("records/people/zhang.yaml", 3)


def test_braces_in_a_name_stay_text() -> None:
    """What people type is never read as a template."""
    cause = Cause("obligation.excused", {"name": "x", "title": "{due.__class__}", "period": "{0}"})
    assert tell(cause, place_of).text == "{0} {due.__class__}:免交,整期都在已批准的假期内"


def test_what_is_due_at_a_day_s_end_is_due_at_24_00() -> None:
    """Kept as the day's last minute, told as people say it; a time that somebody typed stays as it is."""
    end = datetime(2026, 11, 30, 23, 59)
    assert tell(Cause("due.due", {"due": end}), place_of).text == "截止 2026-11-30(周一) 24:00,是这样数出来的"
    assert "23:59" in tell(Cause("time.unverified", {"claimed": end}), place_of).text


def test_what_is_folded_is_told_once() -> None:
    """Wherever it lies, and of a cause that says the same anew; not all of it is kept for ever."""
    teller, rule = Teller(place_of), Cause("rule.by", {"title": "周报"})
    causes = [Cause("day.start", {"day": "甲"}, children=(rule,)), Cause("day.start", {"day": "乙"}, children=(rule,))]
    told = [teller.told(cause) for cause in causes]
    assert told == [tell(cause, place_of) for cause in causes]
    assert told[0].children[0] is told[1].children[0]
    for number in range(MOST + 1):
        other = Cause("rule.by", {"title": str(number)})
        assert teller.told(Cause("day.start", {"day": "丙"}, children=(other,))).children == (tell(other, place_of),)
