"""Gates of C6.3: the stages in order, back to the next exam, the end of a probation, and who may sign what (C5.2)."""

from __future__ import annotations

import calendar
import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.rules import gate
from tests.rules.gates import (
    PEOPLE,
    application,
    decided,
    exam,
    parameters,
    review,
    sentences,
    sign,
    signed_by,
    staged,
)
from tests.rules.worlds import BOOK, fact, rule, world

BOARD = ("chair", "fin", "hr")
FIRST = signed_by(BOARD, "2026-05-11", "material")
SECOND = signed_by(BOARD, "2026-08-15", "second")
THIRD = signed_by(BOARD, "2026-11-16", "third")
PASSED = exam("2026-05-20", 60)


@pytest.mark.parametrize(
    ("facts", "result", "at"),
    [
        ((), "waiting-material", datetime(2026, 4, 20, 16, 30)),
        (FIRST, "waiting-exam", datetime(2026, 5, 11, 11, 0)),
        ((*FIRST, PASSED), "waiting-second", datetime(2026, 5, 20)),
        ((*FIRST, PASSED, *SECOND, *THIRD), "granted", datetime(2026, 11, 16, 11, 0)),
    ],
)
def test_each_stage_begins_when_the_one_before_is_over(facts: tuple[Fact, ...], result: str, at: datetime) -> None:
    found = decided("2026-11-20", *facts)
    assert (found.result, found.at, found.decided) == (result, at, result == "granted")


@pytest.mark.parametrize(
    ("as_of", "result"),
    [
        ("2026-11-15 23:59", "waiting-probation"),
        ("2026-11-16 00:00", "waiting-third"),
        ("2026-11-16 10:59", "waiting-third"),
        ("2026-11-16 11:00", "granted"),
    ],
)
def test_the_last_day_of_three_months_still_belongs_to_the_probation(as_of: str, result: str) -> None:
    """Approved on 08-15: 11-15 is in it, the third review may be signed from 11-16 on."""
    assert decided(as_of, *FIRST, PASSED, *SECOND, *THIRD).result == result


def test_a_third_review_signed_on_the_last_day_does_not_count() -> None:
    found = decided("2026-11-20", *FIRST, PASSED, *SECOND, *signed_by(BOARD, "2026-11-15", "third"))
    assert found.result == "waiting-third"
    assert sentences(found.cause).count("gate.signed-early") == 3


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 14))
def test_probation_months(approved: date, months: int) -> None:
    """Against the calendar: the same day so many months on, or the month's last, and the day after it is the first."""
    number = approved.year * 12 + approved.month - 1 + months
    year, month = number // 12, number % 12 + 1
    last = date(year, month, min(approved.day, calendar.monthrange(year, month)[1]))
    stages = (review("second"), {"id": "probation", "title": "p", "wait": {"months": months}})
    case = application(f"{approved} 08:00")
    made = parameters(*stages)
    signed = signed_by(BOARD, str(approved), "second")
    before = gate.way_of(made, case, staged(f"{last} 23:59", (case, *signed)))
    after = gate.way_of(made, case, staged(f"{last + timedelta(days=1)} 00:00", (case, *signed)))
    assert (before.result, after.result) == ("waiting", "granted")
    assert after.at == datetime.combine(last + timedelta(days=1), datetime.min.time())


@pytest.mark.parametrize(("score", "result"), [("59.99", "refused"), ("60", "waiting-second"), (61, "waiting-second")])
def test_the_pass_mark(score: object, result: str) -> None:
    assert decided("2026-06-01", *FIRST, exam("2026-05-20", score)).result == result


def test_an_exam_before_the_material_was_approved_does_not_count() -> None:
    found = decided("2026-06-01", exam("2026-05-10", 90), *FIRST)
    assert (found.result, "gate.exam-early" in sentences(found.cause)) == ("waiting-exam", True)


def test_an_exam_on_the_day_of_the_approval_counts() -> None:
    assert decided("2026-06-01", exam("2026-05-11", 90), *FIRST).result == "waiting-second"


def test_whoever_failed_may_sit_the_next_exam() -> None:
    """A failed try is told and leads on; the same exam is not counted twice."""
    once = decided("2026-06-01", *FIRST, exam("2026-05-20", 40))
    assert (once.result, once.decided, once.gives["stage"], once.gives["tries"]) == ("refused", True, "exam", 2)
    assert "gate.back" in sentences(once.cause)
    again = decided("2026-07-01", *FIRST, exam("2026-05-20", 40), exam("2026-06-20", 70))
    assert (again.result, again.gives["tries"]) == ("waiting-second", 2)


@pytest.mark.parametrize("stage", ["second", "third"])
def test_a_refused_review_leads_back_to_the_next_exam(stage: str) -> None:
    given_ = (*FIRST, PASSED) if stage == "second" else (*FIRST, PASSED, *SECOND)
    day = "2026-08-20" if stage == "second" else "2026-11-16"
    refused = sign("chair", f"{day} 10:00", stage, "approval.refused")
    found = decided("2026-11-20", *given_, refused)
    assert (found.result, found.gives["stage"], found.at) == ("refused", "exam", datetime.fromisoformat(f"{day} 10:00"))
    later = decided("2026-12-20", *given_, refused, exam("2026-12-01", 80))
    assert later.result == "waiting-second"


def test_a_second_try_needs_signatures_of_its_own() -> None:
    """Those of the first try are from before its stage began."""
    facts = (*FIRST, PASSED, *SECOND, sign("chair", "2026-11-16 10:00", "third", "approval.refused"))
    found = decided("2026-12-20", *facts, exam("2026-12-01", 80))
    assert sentences(found.cause).count("gate.signed-early") == 3


def test_the_order_of_the_files_does_not_matter() -> None:
    """Facts are sorted; shuffled they give the same decision, trail and all."""
    facts = [*FIRST, PASSED, *SECOND, *THIRD, exam("2026-05-10", 90)]
    first = decided("2026-11-20", *facts)
    shuffled = random.Random(5)
    for _ in range(5):
        shuffled.shuffle(facts)
        assert decided("2026-11-20", *facts) == first


def test_only_units_of_the_rulebook() -> None:
    """An application of another company's showroom is none of this one's."""
    elsewhere = fact("grade-application.submitted", "2026-04-20", person="zhang", unit="west", case="a1", grade="g1")
    made = rule("gate", **parameters())
    assert list(gate.run(BOOK, made, world("2026-05-01", (elsewhere,), PEOPLE))) == []


def test_what_it_reads() -> None:
    assert gate.reads(rule("gate", **parameters())) == {
        "grade-application.submitted",
        "committee.member",
        "approval.given",
        "approval.refused",
        "approval.voided",
        "exam.taken",
    }
