"""What a schema says beside a draft's fields."""

from __future__ import annotations

from taizhang.desk.draft import BLANK, draft_text
from taizhang.desk.hints import Hints
from tests.books import schemas

REPORT, SERVICES = Hints(schemas().kinds["weekly-report"]), Hints(schemas().kinds["service-log"])


def test_fields_stand_in_the_schema_s_order() -> None:
    found = REPORT.in_order([REPORT.blank("suggestion"), REPORT.blank("week"), REPORT.blank("person")])
    assert [field.name for field in found] == ["person", "week", "suggestion"]
    assert REPORT.required()[:3] == ("person", "unit", "week")


def test_choices_and_examples() -> None:
    assert SERVICES.choices("services", "*", "mode") == "active 主动 / passive 被动"
    assert SERVICES.choices("services", "*", "topic") == ""
    assert REPORT.example("submitted_at") == "2026-10-16 17:20"
    assert REPORT.example("nothing") == ""


def test_a_judgement_is_described_and_left_blank() -> None:
    field = REPORT.judgement("conclusion", "记下的:甲")
    assert field.value is BLANK
    assert field.above == ("对本周情况的判断。", "记下的:甲", "例:宏远物流有扩容意愿,价格是主要顾虑。")


def test_an_item_fills_in_what_is_known_and_offers_what_may_be_left_out() -> None:
    item = REPORT.item("visits", {"on": "2026-10-13", "customer": "", "confirmed": False}, {"customer": "宏远物流"})
    assert [(field.name, field.value, field.offered) for field in item.fields] == [
        ("on", "2026-10-13", False), ("customer", BLANK, False), ("trip", BLANK, True), ("service", BLANK, True),
        ("confirmed", False, False), ("remark", BLANK, True),
    ]  # fmt: skip


def test_an_offered_item_has_what_is_needed() -> None:
    item = REPORT.offered_item("visits", {"trip": "2026-10-13-1"})
    assert [field.name for field in item.fields] == ["on", "customer", "trip", "confirmed"]
    assert item.offered
    assert not REPORT.whole_item("visits").offered
    assert "confirmed:  # 本人核对过这一行后改为 true;全部确认才能提交" in draft_text(
        (), REPORT.whole_item("visits").fields
    )
