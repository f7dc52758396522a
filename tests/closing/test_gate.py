"""Who may submit and confirm a month: of a branch marketing, of a unit that closes its own its manager (A8.6, D3.6)."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.closing.closing import closing_of
from taizhang.closing.gate import final_at, why_no_closing, why_not_confirm
from taizhang.facts.registers import Entity, Registers
from tests import dining
from tests.books import book_of
from tests.closing.company import files, month, sealed

AT = datetime(2026, 11, 4, 9, 30)
POSTED = "id: kong\nname: 孔平\npinyin: kong\nemployee_number: P0009\nposts:\n"
ELSEWHERE = POSTED + "  - {from: 2020-01-01, unit: other, role: catering-manager, title: 经理}\n"
OTHER = dining.UNIT.replace("id: hall", "id: other").replace("餐饮部", "别的餐饮部")


def asked(registers: Registers, kind: str, identity: str) -> Entity:
    """Somebody, or a unit."""
    found = registers.entity(kind, identity)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("luo", ""),
        ("meng", "孟云 那天不是餐饮部的经理,不能确认。"),
        ("kong", "孔平 那天不是餐饮部的经理,不能确认。"),
        ("yao", "姚茜 自己提交的,要另一个人确认。"),
    ],
)
def test_a_departments_month_is_confirmed_by_its_own_manager(who: str, told: str) -> None:
    made = dining.closed()
    submitted = made["closings/hall/2026-10.yaml"]
    lines = [line for line in submitted.splitlines() if not line.startswith("confirmed_")]
    made["closings/hall/2026-10.yaml"] = "\n".join(lines) + "\n"
    book = book_of(made | {"people/kong.yaml": ELSEWHERE, "units/other.yaml": OTHER})
    registers = Registers(book)
    there = closing_of(book, "hall", month("2026-10"))
    why = why_not_confirm(
        registers, there, asked(registers, "unit", "hall"), month("2026-10"), asked(registers, "person", who), AT
    )
    assert bool(why) == bool(told)
    assert why == told or who == "yao"


def test_its_lateness_is_settled_on_the_third_day() -> None:
    """Every day is worked: the 3rd of November at 18:00 (G6)."""
    assert final_at(Registers(dining.book()), "hall", month("2026-10")) == datetime(2026, 11, 3, 18, 0)


def test_who_has_no_months_to_close() -> None:
    registers = Registers(book_of(files()))
    book = book_of(sealed())
    assert why_no_closing(book, asked(registers, "unit", "east"), month()) == ""
    assert why_no_closing(book, asked(registers, "unit", "marketing"), month()) == "市场部 不是分公司,没有月结。"
    hall = dining.book()
    assert why_no_closing(hall, asked(Registers(hall), "unit", "hall"), month()) == ""
