"""What a figure opens into on its page: one thing, a few, or the tables that hold many."""

from __future__ import annotations

from datetime import datetime

from taizhang.bulletin import Figure
from taizhang.bulletin.opened import MOST
from taizhang.facts.fact import Fact, Source
from taizhang.publish.notice import Duties, open_into, sheet_of
from taizhang.rules.outcome import Obligation, State
from tests.bulletin.notices import card, notice_of
from tests.rules.outcomes import finding, obligation


def duties(number: int, state: State = State.MET, unit: str = "east") -> tuple[Obligation, ...]:
    """So many duties of October."""
    return tuple(obligation(state, key=f"r/{unit}/{state}/{n}", unit=unit) for n in range(number))


def points(number: int) -> tuple[Fact, ...]:
    """So many points of two inspections."""
    at = datetime(2026, 10, 12)
    return tuple(Fact("inspection.item", at, Source(f"records/i-{n % 2}.yaml", ("items", n))) for n in range(number))


def test_one_thing_is_led_to_directly() -> None:
    (one,) = duties(1)
    assert open_into(Figure("1", "按时", (one,)), "a-1").only is one
    (fact,) = points(1)
    assert open_into(Figure("1", "合格", facts=(fact,)), "a-1").only is fact


def test_a_few_are_listed_and_many_lead_to_their_tables() -> None:
    few = open_into(Figure("30", "按时", duties(MOST)), "a-1")
    assert (len(few.outcomes), few.duties, few.only) == (MOST, (), None)
    many = open_into(Figure("32", "按时", (*duties(MOST), *duties(2, unit="west"))), "a-1")
    assert many.outcomes == ()
    assert many.duties == (
        Duties("east", "2026-10", ("按时",), "标题", 30),
        Duties("west", "2026-10", ("按时",), "标题", 2),
    )
    assert many.duties[0].address == "obligations/east.2026-10/"
    assert many.duties[0].chosen == {"state": ("按时",), "rule": "标题"}


def test_the_table_of_one_unit_is_led_to_directly_and_not_narrowed_too_far() -> None:
    mixed = open_into(Figure("31", "应办", (*duties(MOST), *duties(1, State.LATE))), "a-1")
    assert mixed.only == Duties("east", "2026-10", ("按时", "迟交"), "标题", 31)
    assert mixed.duties[0].chosen == {"state": ("按时", "迟交"), "rule": "标题"}


def test_findings_are_always_listed() -> None:
    """There is no table of a month's findings to lead to."""
    found = tuple(finding(key=f"f/{n}") for n in range(MOST + 1))
    assert open_into(Figure("31", "问题", found), "a-1").outcomes == found


def test_many_points_lead_to_their_records() -> None:
    opened = open_into(Figure("31", "抽查", facts=points(MOST + 1)), "a-1")
    assert (opened.facts, opened.records) == ((), (("records/i-0.yaml", 16), ("records/i-1.yaml", 15)))
    assert opened.only is None


def test_below_a_section_stands_what_leads_to_several_things() -> None:
    sheet = sheet_of(notice_of(card("zhang", "east", "90"), card("li", "east", "80")))
    scores = next(one for one in sheet if one.section.id == "scores")
    assert scores.heading == "八、考核结果"
    assert [(one.anchor, one.figure.what) for one in scores.opened] == [
        ("scores-1", "考核人数"),
        ("scores-2", "分公司得分"),
    ]
