"""How the notice tells of samples: frozen, drawn, or not to be drawn again."""

from __future__ import annotations

import pytest

from taizhang.bulletin import Bulletin, assemble
from tests.bulletin.notices import OCTOBER, computed, figure, people, words
from tests.bulletin.test_inspections import inspection
from tests.publish.demo import demo_book, demo_view


@pytest.fixture(scope="module")
def october() -> Bulletin:
    """October's notice of the demo."""
    return assemble(demo_view().ledger, demo_book(), OCTOBER)


@pytest.fixture(scope="module")
def november() -> Bulletin:
    """November's."""
    return assemble(demo_view().ledger, demo_book(), OCTOBER.next())


def test_freeze_digest_and_number_of_each_sample(october: Bulletin) -> None:
    told = words(october, "service-standard")
    assert not any("不能复算" in line for line in told)
    line = next(line for line in told if line.startswith("城东分公司:名单"))
    assert line == (
        "城东分公司:名单 20 个,2026-10-08 17:20 冻结,"
        "摘要 9cbb4d63…;抽取值为 2026-10-09 上证综指收盘 3268.74,抽中 4 个。"
    )
    assert sum("冻结,摘要" in line for line in told) == 3
    opened = figure(october, "service-standard", "冻结的名单")
    assert [fact.name for fact in opened.facts] == ["draw.frozen"]


def test_minutes_are_told_in_their_section(october: Bulletin) -> None:
    assert any("2026-10-15 上证综指收盘 3241.06,抽中 4 个" in line for line in words(october, "meetings"))


def test_a_list_not_drawn_yet_and_a_unit_without_one(november: Bulletin) -> None:
    told = words(november, "service-standard")
    assert any(line.startswith("城东分公司:名单 20 个") and line.endswith(";还没有抽签。") for line in told)
    assert told[-1] == "城南分公司的样本没有冻结名单和抽签的记录,不能复算。"


def test_without_any_draw_nobody_can_draw_again() -> None:
    files = people() | inspection("service-standard", ("call", "pass", ""))
    assert (
        words(computed(files), "service-standard")[-1] == "抽查的客户怎样选出,本月没有冻结名单和抽签的记录,不能复算。"
    )
