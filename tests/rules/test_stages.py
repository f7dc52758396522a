"""What a stage needs: a report of so many characters, an education or its waiver (C6.1, C6.2)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from taizhang.facts.fact import Fact
from taizhang.rules.stages import Judged, Verdict, judged, last_day
from tests.rules.gates import application, parameters, sentences, sign, staged

OPENS = datetime(2026, 4, 20, 16, 30)
REPORT = {
    "field": "report",
    "counting": {"punctuation": False, "latin": "none"},
    "by_level": [{"is": "g1", "at_least": 2000}, {"is": "g2", "at_least": 3000}, {"is": "g3", "at_least": 5000}],
}
EDUCATION = {
    "field": "education",
    "by_level": [{"is": "g1", "one_of": ["secondary", "college"]}, {"is": "g2", "one_of": ["college"]}],
    "waived_by": {"step": "waiver", "roles": ["general-manager"], "evidence": "outstanding"},
}


def needing(need: dict[str, Any], *facts: Fact, **more: Any) -> Judged:  # noqa: ANN401 - any value
    """The stage of one need, of zhang's application with these attributes."""
    stage = {"id": "material", "title": "资料", "needs": [need]}
    return judged(parameters(stage), stage, application(**more), OPENS, staged("2026-06-01", facts))


@pytest.mark.parametrize(
    ("grade", "number", "verdict"),
    [
        ("g1", 1999, Verdict.BARRED),
        ("g1", 2000, Verdict.PASSED),
        ("g2", 2999, Verdict.BARRED),
        ("g2", 3000, Verdict.PASSED),
        ("g3", 4999, Verdict.BARRED),
        ("g3", 5000, Verdict.PASSED),
        ("g4", 1, Verdict.PASSED),
    ],
)
def test_characters_by_grade(grade: str, number: int, verdict: Verdict) -> None:
    """A grade that the table does not name asks for nothing; paragraphs are counted together, marks not at all."""
    report = ["述" * (number // 2) + "，。OK 123", "职" * (number - number // 2)]
    found = needing(REPORT, grade=grade, report=report)
    assert found.verdict is verdict
    lacking = {cause.values.get("lacking") for cause in found.causes}
    assert lacking == ({1} if verdict is Verdict.BARRED else {0} if grade != "g4" else set())


def test_no_report_is_too_short() -> None:
    assert needing(REPORT).verdict is Verdict.BARRED


@pytest.mark.parametrize(
    ("education", "outstanding", "signer", "verdict", "sentence"),
    [
        ("secondary", None, None, Verdict.PASSED, "gate.among"),
        ("high-school", None, None, Verdict.BARRED, "gate.waiver-without-evidence"),
        ("high-school", None, "chair", Verdict.BARRED, "gate.waiver-without-evidence"),
        ("high-school", ["签单第一"], None, Verdict.WAITING, "gate.waiver-open"),
        ("high-school", ["签单第一"], "fin", Verdict.WAITING, "gate.waiver-by-another"),
        ("high-school", ["签单第一"], "zhang", Verdict.WAITING, "gate.signed-own"),
        ("high-school", ["签单第一"], "chair", Verdict.PASSED, "gate.waiver-given"),
    ],
)
def test_education_and_its_waiver(
    education: str, outstanding: list[str] | None, signer: str | None, verdict: Verdict, sentence: str
) -> None:
    """A waiver needs both: evidence of outstanding results, and head office's approval."""
    more = {"outstanding": outstanding} if outstanding else {}
    facts = [sign(signer, "2026-04-22 09:00", "waiver")] if signer else []
    found = needing(EDUCATION, *facts, education=education, **more)
    assert found.verdict is verdict
    assert sentence in [name for cause in found.causes for name in sentences(cause)]


def test_a_waiver_that_was_refused_bars() -> None:
    refused = sign("chair", "2026-04-22 09:00", "waiver", "approval.refused")
    assert needing(EDUCATION, refused, education="high-school", outstanding=["x"]).verdict is Verdict.BARRED


def test_a_waiver_of_what_was_changed_is_void() -> None:
    facts = (
        sign("chair", "2026-04-22 09:00", "waiver"),
        sign("chair", "2026-04-22 09:00", "waiver", "approval.voided"),
    )
    assert needing(EDUCATION, *facts, education="high-school", outstanding=["x"]).verdict is Verdict.WAITING


@pytest.mark.parametrize(
    ("wait", "day", "last"),
    [
        ({"months": 3}, "2026-08-15", "2026-11-15"),
        ({"months": 3}, "2026-11-30", "2027-02-28"),
        ({"months": 3}, "2027-11-30", "2028-02-29"),
        ({"days": 90}, "2026-08-15", "2026-11-13"),
    ],
)
def test_the_last_day_of_a_wait(wait: dict[str, int], day: str, last: str) -> None:
    """The day it begins is not counted; a month that is too short ends it (G1)."""
    assert str(last_day(wait, datetime.fromisoformat(f"{day} 15:40"))) == last
