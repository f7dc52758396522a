"""Many duties become groups, many facts records; few stay as they are."""

from __future__ import annotations

from datetime import datetime

from taizhang.bulletin import Figure
from taizhang.bulletin.notice import Group
from taizhang.bulletin.opened import MOST, gathered
from taizhang.facts.fact import Fact, Source
from taizhang.rules.outcome import State
from tests.rules.outcomes import finding, obligation


def test_few_stay() -> None:
    few = Figure("30", "按时", tuple(obligation(key=f"r/{number}") for number in range(MOST)))
    assert gathered(few) == few


def test_one_more_is_a_group() -> None:
    many = tuple(obligation(State.MET, key=f"r/{number}", unit="east") for number in range(MOST + 1))
    found = gathered(Figure("31", "按时", many))
    assert (found.outcomes, found.groups) == ((), (Group("east", "2026-10", (State.MET,), "标题", 31),))
    assert gathered(found) == found


def test_findings_stay_and_facts_go_to_their_records() -> None:
    wrong = tuple(finding(key=f"f/{number}") for number in range(MOST + 1))
    assert gathered(Figure("31", "问题", wrong)).outcomes == wrong
    at = datetime(2026, 10, 12)
    facts = tuple(
        Fact("inspection.item", at, Source("records/i.yaml", ("items", number))) for number in range(MOST + 1)
    )
    assert gathered(Figure("31", "抽查", facts=facts)).records == (("records/i.yaml", 31),)
