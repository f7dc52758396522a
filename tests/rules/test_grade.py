"""Grades by the bands of a half-year's card: proposals, and what makes them bind (C1.1, C1.2, C2.1)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.rules import grade
from taizhang.rules.grade import proposed
from taizhang.rules.outcome import Decision
from tests.books import PERSON
from tests.rules.gates import PEOPLE
from tests.rules.worlds import BOOK, fact, rule, world

RUNGS = ["g1", "g2", "g3"]
PARAMETERS: dict[str, Any] = {
    "of": {"fact": "card.scored"},
    "field": "grade",
    "ladder": [
        {"grade": "g1", "title": "一级", "assessed_by": ["hr-manager"]},
        {"grade": "g2", "title": "二级", "assessed_by": ["general-manager"]},
        {"grade": "g3", "title": "三级", "assessed_by": ["general-manager"]},
    ],
    "bands": [
        {"at_least": 60, "result": "keep"},
        {"at_least": 85, "result": "promote"},
        {"at_least": 0, "result": "demote"},
    ],
    "confirmed_by": {"fact": "grade.confirmed", "by": ["person", "period"]},
    "override_by": ["general-manager"],
}
TEXT = PERSON.format(
    id="zhang",
    name="张伟",
    pinyin="zhang",
    number="T0001",
    posts="  - {from: 2025-01-01, unit: east, role: account-manager, title: 客户经理}",
)
GRADED = {"people/zhang.yaml": f"{TEXT}grades:\n  - {{from: 2025-01-01, grade: g1, approved_by: chair}}\n"}


def scored(total: object, period: str = "2026-H1", at: str = "2026-06-30 23:59") -> Fact:
    """Zhang's card."""
    return fact("card.scored", at, 1, person="zhang", unit="east", period=period, total=total)


def confirmed(result: str, to: str, by: str = "hr", reason: str = "") -> Fact:
    """Somebody's confirmation in July."""
    more = {"reason": reason} if reason else {}
    values = {"period": "2026-H1", "result": result, "grade": to, "confirmed_by": by, **more}
    return fact("grade.confirmed", "2026-07-14 10:00", 2, person="zhang", unit="east", **values)


def decisions(*facts: Fact, as_of: str = "2026-11-20", people: dict[str, str] | None = None) -> list[Decision]:
    """What the rule decides."""
    made = rule("grade", **PARAMETERS)
    return list(grade.run(BOOK, made, world(as_of, facts, PEOPLE | (GRADED if people is None else people))))


@pytest.mark.parametrize(
    ("total", "result", "to"),
    [
        ("59.99", "demote-proposed", ""),
        ("60", "keep-proposed", "g1"),
        ("84.99", "keep-proposed", "g1"),
        ("85", "promote-proposed", "g2"),
        (None, "unscored", "g1"),
    ],
)
def test_the_bands_propose(total: str | None, result: str, to: str) -> None:
    """The edge itself counts; whatever is proposed binds nobody yet."""
    (found,) = decisions(scored(total))
    assert (found.result, found.gives["grade"], found.decided) == (result, to, False)


@pytest.mark.parametrize(
    ("by", "result", "to", "reason", "binds"),
    [
        ("hr", "keep", "g1", "", True),
        ("mkt", "keep", "g1", "", False),
        ("chair", "keep", "g1", "", True),
        ("zhang", "keep", "g1", "", False),
        ("chair", "promote", "g2", "", False),
        ("chair", "promote", "g2", "带新人", True),
        ("hr", "promote", "g2", "带新人", False),
    ],
)
def test_what_binds(by: str, result: str, to: str, reason: str, binds: bool) -> None:
    """As proposed by the grade's assessor; otherwise with a reason, by who may override; nobody for himself."""
    (found,) = decisions(scored(70), confirmed(result, to, by, reason))
    assert (found.decided, found.gives["grade"]) == (binds, to if binds else "g1")
    assert found.result == (result if binds else "keep-proposed")


def test_a_confirmation_of_another_half_year_confirms_nothing() -> None:
    (found,) = decisions(scored(70, "2026-H1"), confirmed("keep", "g1"), as_of="2026-07-20")
    assert found.decided
    (other,) = decisions(scored(70, "2025-H2", "2025-12-31 23:59"), confirmed("keep", "g1")) or (found,)
    assert other.period == "2026-H1"


def test_nothing_before_the_period_is_over() -> None:
    """On 06-30 the half-year still runs."""
    assert decisions(scored(70), as_of="2026-06-30 23:59") == []
    assert len(decisions(scored(70), as_of="2026-07-01")) == 1


def test_who_has_no_grade_is_not_graded() -> None:
    assert decisions(scored(70), people={"people/zhang.yaml": TEXT}) == []


@given(st.sampled_from(RUNGS), st.decimals(0, 100, places=2))
def test_a_proposal_moves_one_rung_at_most_and_never_off_the_top(held: str, total: Decimal) -> None:
    """Below the lowest is out of the ladder; the highest has nothing above."""
    found = proposed(PARAMETERS, held, total)
    place = RUNGS.index(found.grade) if found.grade else -1
    assert abs(place - RUNGS.index(held)) <= 1
    assert (found.result == "promote") == (place > RUNGS.index(held))
    assert (found.result == "demote") == (place < RUNGS.index(held))


def test_a_further_level_is_a_row_more() -> None:
    """The fourth level (province) needs no code."""
    longer = {**PARAMETERS, "ladder": [*PARAMETERS["ladder"], {"grade": "g4", "title": "四级", "assessed_by": []}]}
    assert proposed(PARAMETERS, "g3", Decimal(90)).result == "keep"
    assert proposed(longer, "g3", Decimal(90)).grade == "g4"
