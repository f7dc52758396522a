"""Reasons in words: every way a field can differ, choices and people by name, and hostile values as text."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.history.differences import compare
from taizhang.history.versions import keys_of
from taizhang.review.changed import Changed, Why
from taizhang.review.changes import Became
from taizhang.review.reasons import Reason
from taizhang.review.telling import Line, Telling
from taizhang.review.text import markdown
from tests.books import schemas

PATH = "records/x.yaml"
NAMES = {"zhang": "张伟", "east": "城东分公司"}


def called(kind: str, identity: str) -> str:
    """What somebody or something is called, whatever it is."""
    assert kind in {"person", "unit", "customer"}
    return NAMES.get(identity, identity)


def told(kind: str, was: dict[str, Any], now: dict[str, Any]) -> list[Why]:
    """What differs between two versions of a record of a kind, as reasons."""
    teller = Changed(schemas(), called)
    found = compare(was, now, keys_of(schemas().kinds[kind])).told
    return [teller.why(Reason(PATH, kind, Became.CHANGED, one)) for one in found]


@pytest.mark.parametrize(
    ("kind", "was", "now", "expected"),
    [
        ("leave", {"state": "approved"}, {"state": "refused"}, "的“状态”由 已批准 改为 未批准"),
        ("leave", {"unit": "east"}, {"unit": "west"}, "的“单位”由 城东分公司 改为 west"),
        ("leave", {}, {"reason": "搬家"}, "写上了“事由”:搬家"),
        ("leave", {"reason": "搬家"}, {}, "去掉了“事由”,原来是 搬家"),
        ("leave", {"reason": "搬家"}, {"reason": None}, "去掉了“事由”,原来是 搬家"),
        (
            "weekly-report",
            {"visits": [{"on": "2026-10-13", "confirmed": True}]},
            {"visits": [{"on": "2026-10-13", "confirmed": False}]},
            "的“拜访清单第 1 条 · 已确认”由 是 改为 否",
        ),
        (
            "weekly-report",
            {"visits": []},
            {"visits": [{"on": "2026-10-13", "customer": "C-000123"}]},
            "的“拜访清单”增加:日期 2026-10-13;客户 C-000123",
        ),
        ("weekly-report", {"visits": [{"on": "2026-10-13"}]}, {"visits": []}, "的“拜访清单”去掉:日期 2026-10-13"),
        (
            "weekly-report",
            {"visits": [{"on": "2026-10-13"}, {"on": "2026-10-14"}]},
            {"visits": [{"on": "2026-10-14"}, {"on": "2026-10-13"}]},
            "的“拜访清单”次序变了",
        ),
        (
            "weekly-report",
            {"conclusion": "客户有扩容意愿,\n价格是主要顾虑。"},
            {"conclusion": "客户有扩容意愿,\n速度是主要顾虑。"},
            "的“结论”改了:客户有扩容意愿,【价格 → 速度】是主要顾虑。",
        ),
        ("weekly-report", {"nobody_knows": 1}, {"nobody_knows": 2}, "的“nobody_knows”由 1 改为 2"),
    ],
)
def test_each_way_a_field_can_differ(kind: str, was: dict[str, Any], now: dict[str, Any], expected: str) -> None:
    (why,) = told(kind, was, now)
    assert why.text == f"{PATH} {expected}"


def test_the_parts_for_programmes() -> None:
    (why,) = told("leave", {"state": "approved"}, {"state": "refused"})
    assert (why.path, why.became, why.field, why.was, why.now) == (PATH, "changed", "状态", "已批准", "未批准")
    (why,) = told("weekly-report", {"visits": [{"on": "1"}, {"on": "2"}]}, {"visits": [{"on": "2"}, {"on": "1"}]})
    assert (why.became, why.was, why.now) == ("order", "", "")


def test_hostile_and_endless_values_stay_short_text() -> None:
    hostile = "<script>alert(1)</script> {0.__class__} [x](javascript:1) @all"
    (why,) = told("leave", {"reason": "搬家"}, {"reason": hostile[:58]})
    assert "{0.__class__}" in why.text
    found = markdown(Telling("头", (Line("某人", because=(why,)),), (), ()))
    for sign in ("<", "@", "](", "`"):
        assert sign not in found
    (long,) = told("leave", {}, {"reason": "长" * 5000})
    assert len(long.text) < 200
