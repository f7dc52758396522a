"""Numbers and words that a fact tells of others: told rightly, wrongly, and of nothing (A1.4, A5.6)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from taizhang.facts.fact import Fact, Source
from taizhang.rules.figures import miscounted, mistold
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, FieldName
from tests.rules.worlds import fact, world

COUNTED = {"field": "visits", "equals": {"fact": "weekly-report.visit", "by": ["unit", "week"]}}
TOLD = {
    "field": "state",
    "by": {"person": "person", "period": "week"},
    "as": {
        "met": {"fact": "weekly-report.met"},
        "late": {"fact": "weekly-report.late"},
        "missed": {"fact": ["weekly-report.overdue", "weekly-report.missed"]},
    },
    "shown": {"fact": "weekly-report.submitted", "by": ["person", "week"]},
}


def rollup(visits: int | None) -> Fact:
    """A roll-up that says how many visits there were."""
    more: dict[str, Any] = {} if visits is None else {"visits": visits}
    return fact("weekly-rollup.submitted", "2026-11-13 17:40", person="boss", unit="east", week="2026-W45", **more)


def visit(number: int, path: str = "records/zhang.yaml", who: str = "zhang") -> Fact:
    """A visit in somebody's report."""
    made = fact("weekly-report.visit", "2026-11-03", person=who, unit="east", week="2026-W45")
    return replace(made, source=Source(path, ("visits", number, "on")))


def counted_by(visits: int | None, *facts: Fact) -> list[Cause]:
    """What is told of the number."""
    made: World = world("2026-11-20", list(facts))
    return list(miscounted(COUNTED, rollup(visits), made))


@pytest.mark.parametrize(("said", "wrong"), [(1, True), (2, False), (3, True), (0, True), (None, False)])
def test_the_number_below_at_and_above(said: int | None, wrong: bool) -> None:
    assert bool(counted_by(said, visit(0), visit(1))) is wrong


def test_none_there_and_none_said() -> None:
    assert counted_by(0) == []
    (one,) = counted_by(1)
    assert one.children == ()


def test_each_record_is_opened_at_its_list_with_its_own_number() -> None:
    """Two of Zhang's and one of somebody whom no register holds, by path."""
    (one,) = counted_by(4, visit(0), visit(1), visit(0, "records/lu.yaml", "lu"))
    assert (one.values["said"], one.values["number"]) == ("4", 3)
    assert [(child.values["name"], child.values["number"], child.source) for child in one.children] == [
        ("lu", 1, Source("records/lu.yaml", ("visits",))),
        ("张伟", 2, Source("records/zhang.yaml", ("visits",))),
    ]


def test_what_stands_in_the_same_record_is_not_listed_again() -> None:
    """A1.4: signatures and those present are lines of one minute."""
    (one,) = counted_by(2, visit(0, rollup(2).source.path))
    assert one.children == ()


def told_of(state: str, *duties: str) -> list[Cause]:
    """What is told of the word, where the duty came out so and the report is there."""
    line = fact("weekly-rollup.reporter", "2026-11-13 17:40", person="zhang", unit="east", week="2026-W45", state=state)
    facts = [fact(name, "2026-11-06 17:30", person="zhang", unit="east", period="2026-W45") for name in duties]
    facts.append(fact("weekly-report.submitted", "2026-11-06 17:31", 3, person="zhang", unit="east", week="2026-W45"))
    return list(mistold(TOLD, line, world("2026-11-20", facts)))


@pytest.mark.parametrize(
    ("state", "duty", "wrong"),
    [
        ("met", "weekly-report.met", False),
        ("met", "weekly-report.late", True),
        ("late", "weekly-report.met", True),
        ("late", "weekly-report.late", False),
        ("missed", "weekly-report.overdue", False),
        ("missed", "weekly-report.missed", False),
        ("met", "weekly-report.missed", True),
    ],
)
def test_each_word_against_each_duty(state: str, duty: str, wrong: bool) -> None:
    assert bool(told_of(state, duty)) is wrong


def test_where_there_is_no_duty_or_no_word_nothing_is_said() -> None:
    assert told_of("met") == []
    assert told_of("", "weekly-report.late") == []


def test_the_cause_tells_both_words_and_opens_the_report() -> None:
    (one,) = told_of("met", "weekly-report.late")
    said, right = one.values["said"], one.values["right"]
    assert isinstance(said, FieldName)
    assert isinstance(right, FieldName)
    assert (one.values["name"], said.value, right.value) == ("张伟", "met", "late")
    assert [(child.sentence, child.values["fact"]) for child in one.children] == [
        ("fact.stated", "fact.weekly-report.submitted")
    ]
