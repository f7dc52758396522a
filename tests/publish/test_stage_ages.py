"""How long cases stand: by the stage they reached last, days since then; what is over is not among them."""

from __future__ import annotations

from taizhang.publish.pipeline import cases
from taizhang.publish.stage_ages import stage_ages
from tests.publish.demo import demo_view


def test_the_demo_s_demands() -> None:
    """Thirteen demands, five over: eight stand somewhere, in the order of the stages."""
    found = cases(demo_view())
    ages = stage_ages(found, demo_view().as_of)
    assert [(one.label, one.counts) for one in ages] == [
        ("正式提出", (2, 0, 0, 0, 0)),
        ("需求收集", (0, 0, 2, 0, 0)),
        ("站址筛查", (1, 0, 0, 0, 0)),
        ("反馈方案", (1, 0, 0, 0, 0)),
        ("客户签字", (0, 1, 1, 0, 0)),
    ]
    assert sum(sum(one.counts) for one in ages) == sum(not case.over for case in found) == 8


def test_nothing_on_its_way() -> None:
    assert stage_ages((), demo_view().as_of) == ()
