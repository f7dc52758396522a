"""Fields in Chinese: titles, references, choices, names; and a whole finding told."""

from __future__ import annotations

import pytest

from taizhang.explain import field_titles, tell
from taizhang.rules.outcome import FieldName
from tests.books import book_of, company, person

TRIP = "records/trip-logs/east/2026-W42/zhang.yaml"
MEETING = "records/meetings/east/2026-10/2026-10-13-morning.yaml"
TRIP_TEXT = """\
person: zhang
unit: east
week: 2026-W42
trips:
  - id: 2026-10-13-1
    customer: C-000001
    destination: 客户处
    purpose: 拜访
    filled_at: 2026-10-13 10:15
    departed_at: 2026-10-13 09:40
"""
MEETING_TEXT = """\
id: 2026-10-13-morning
unit: east
begun_at: 2026-10-13 08:30
ended_at: 2026-10-13 08:50
chair: zhang
sessions:
  - {type: morning, documents: 无, day_focus: 无, difficulties: 无}
attendance:
  - {person: zhang, state: present}
submitted_at: 2026-10-13 09:00
"""
BOOK = book_of(
    company()
    | person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
    | {TRIP.removeprefix("records/"): TRIP_TEXT, MEETING.removeprefix("records/"): MEETING_TEXT}
)


@pytest.mark.parametrize(
    ("path", "name", "value", "told"),
    [
        (TRIP, "filled_at", "", "填写时间"),
        (TRIP, "customer.grade", "", "客户的级别"),
        (TRIP, "customer.owner", "", "客户的客户经理"),
        (TRIP, "unheard_of", "", "unheard_of"),
        ("records/no-such.yaml", "filled_at", "", "filled_at"),
        (MEETING, "state", "absent", "缺席"),
        (MEETING, "state", "present、late", "出席、迟到"),
        (MEETING, "chair", "zhang", "张伟"),
        (MEETING, "chair", "nobody", "nobody"),
        (MEETING, "person.role", "account-manager", "客户经理"),
        (MEETING, "person.unit", "east", "east 分公司"),
        (MEETING, "anything", "True", "是"),
        (MEETING, "time", "", "发生时间"),
        (MEETING, "in_turn", "", "轮到的就是他"),
    ],
)
def test_what_a_field_is_called(path: str, name: str, value: str, told: str) -> None:
    assert field_titles(BOOK)(FieldName(path, name, value)) == told


def test_a_condition_is_told_with_titles() -> None:
    """填写 10:15 against 出发 09:40."""
    from taizhang.facts.extract import facts_of
    from taizhang.facts.registers import Registers
    from taizhang.rules.conditions import judge

    trip = next(one for one in facts_of(BOOK) if one.name == "trip.visit")
    (verdict,) = judge({"filled_at": {"before": {"field": "departed_at"}}}, trip, Registers(BOOK))
    assert tell(verdict.cause, BOOK.place, str, field_titles(BOOK)).text == (
        "填写时间 2026-10-13(周二) 10:15,应早于出发时间 2026-10-13(周二) 09:40,同一分钟也算晚"
    )
