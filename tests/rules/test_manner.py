"""What a duty's late state is called follows from the fact that meets it, unless the rule says otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.explain import state_called, state_word, tell
from taizhang.explain.sentences import MANNERS, STATES
from taizhang.problem import Place
from taizhang.rules.manner import Manner, manner_of
from taizhang.rules.outcome import Cause
from tests.publish.demo import demo_view


@pytest.mark.parametrize(
    ("parameters", "manner"),
    [
        ({"met_by": {"fact": "weekly-report.submitted"}}, "submit"),
        ({"met_by": {"fact": "weekly-rollup.received"}}, "submit"),
        ({"met_by": {"fact": "meeting.held"}}, "hold"),
        ({"met_by": {"fact": "inspection.rectified"}}, "do"),
        ({"met_by": {"attribute": "done_at"}}, "do"),
        ({"met_by": {"attribute": "logged_at"}, "manner": "submit"}, "submit"),
        ({"met_by": {"fact": "service.given"}, "times_by": []}, "repeat"),
        ({"met_by": {"fact": "coaching.given"}, "times": 2}, "repeat"),
        ({"met_by": {"fact": "meeting.held"}, "manner": "do"}, "do"),
        ({"sections": []}, "do"),
    ],
)
def test_the_manner_of_a_duty(parameters: dict[str, Any], manner: str) -> None:
    assert manner_of(parameters) == manner


def test_every_manner_has_its_words() -> None:
    assert set(MANNERS) == {one.value for one in Manner}
    assert [state_called("late", one) for one in ("submit", "hold", "do")] == ["迟交", "迟开", "迟办"]
    assert [state_called("missed", one) for one in MANNERS] == ["缺失", "未开", "未办", "不够"]
    assert {state_called("overdue", one) for one in MANNERS} == {STATES["overdue"]}


def nowhere(path: str, pointer: tuple[str | int, ...]) -> Place:
    """The place of a value of no record."""
    del pointer
    return Place(path, 1, 1)


@pytest.mark.parametrize(
    ("sentence", "manner", "told"),
    [
        ("event.late", "hold", "2026-W47 例会:迟开,应于 9 点 前,10 点 才召开"),
        ("event.met", "hold", "2026-W47 例会:按时,应于 9 点 前,10 点 召开"),
        ("event.missed", "hold", "2026-W47 例会:未开,应于 9 点 前"),
        ("obligation.late", "do", "2026-W47 例会:迟办,应于 9 点 前,10 点 做到"),
        ("obligation.missed", "do", "2026-W47 例会:未办,应于 9 点 前"),
        ("obligation.late", "", "2026-W47 例会:迟交,应于 9 点 前,10 点 提交"),
    ],
)
def test_sentences_are_told_in_the_manner(sentence: str, manner: str, told: str) -> None:
    values = {"period": "2026-W47", "about": "", "title": "例会", "due": "9 点", "done": "10 点"}
    cause = Cause(sentence, values | ({"manner": manner} if manner else {}))
    assert tell(cause, nowhere).text == told


def test_the_demo_s_late_meeting_is_held_late() -> None:
    """No meeting of the demo is handed in, no report held."""
    every = {one.rule: one for one in demo_view().obligations if one.state == "late"}
    assert {rule: state_word(one) for rule, one in every.items() if rule in {"weekly-meeting", "weekly-report"}} == {
        "weekly-meeting": "迟开",
        "weekly-report": "迟交",
    }
