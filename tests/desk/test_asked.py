"""What people ask for by name: found by id or name, or told what is near."""

from __future__ import annotations

import pytest

from taizhang.desk.asked import Unknown, date_of, month_of, near, person_of, unit_of, week_of
from taizhang.facts.registers import Entity, Registers
from tests.books import person
from tests.desks import ZHANG, desk_book


def registers(*more: dict[str, str]) -> Registers:
    return Registers(desk_book(ZHANG, *more))


@pytest.mark.parametrize("asked", ["zhang", "张伟"])
def test_a_person_by_id_or_name(asked: str) -> None:
    found = person_of(registers(), asked)
    assert isinstance(found, Entity)
    assert found.id == "zhang"


def test_a_name_of_two_people_asks_for_the_id() -> None:
    other = person("zhang-2", "张伟", "T0009", ("2025-01-01", "", "east"))
    assert person_of(registers(other), "张伟") == Unknown("叫“张伟”的不止一人,请写代号:zhang-2、zhang。")


def test_nobody_of_that_name_and_who_is_near() -> None:
    assert person_of(registers(), "zhan") == Unknown("名册里没有“zhan”这个人。最接近的有:zhang 张伟。")
    assert person_of(registers(), "ouyang-xiu") == Unknown("名册里没有“ouyang-xiu”这个人。")


def test_a_unit() -> None:
    found = unit_of(registers(), "east 分公司")
    assert isinstance(found, Entity)
    assert found.id == "east"
    assert unit_of(registers(), "eats") == Unknown("没有“eats”这个单位。最接近的有:east east 分公司。")


@pytest.mark.parametrize("asked", ["2026-13", "2026-W42", "10月", ""])
def test_no_month(asked: str) -> None:
    assert month_of(asked) == Unknown(f"“{asked}”不是月份,写成 2026-10 这样。")


def test_periods() -> None:
    found, week = month_of("2026-10"), week_of("2026-W42")
    assert not isinstance(found, Unknown)
    assert not isinstance(week, Unknown)
    assert (found.key, week.key) == ("2026-10", "2026-W42")
    assert week_of("2026-W54") == Unknown("“2026-W54”不是周次,写成 2026-W42 这样。")
    assert date_of("10-19") == Unknown("“10-19”不是日期,写成 2026-10-13 这样。")


def test_what_is_near_is_named_once() -> None:
    assert near("abcd", {"abce": "甲", "abcf": "甲", "abcg": "乙"}).count("甲") == 1
