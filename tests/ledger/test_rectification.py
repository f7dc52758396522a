"""Points of inspections that failed: the duty that each opened, how far it has come, and who may close it (A4.5)."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.facts.fact import Fact
from taizhang.ledger import Ledger
from taizhang.ledger.rectification import Stage, rectifications
from tests.publish.demo import demo_view
from tests.rules.worlds import fact, world

NAME = "records/x.yaml#list/1/at"
LATER = "2026-10-30"


def ledger(*facts: Fact, as_of: str = LATER) -> Ledger:
    """A ledger of facts alone, without rules."""
    made = world(as_of, [fact("inspection.item", "2026-10-12", 1, person="zhang", case="e-1", result="fail"), *facts])
    return Ledger(datetime.fromisoformat(as_of), (), (), made.facts)


def mended(**more: str) -> Fact:
    """Mended on 10-16 by Zhang."""
    return fact("inspection.rectified", "2026-10-16", 2, person="zhang", case="e-1", **more)


def rechecked(who: str, by: str = "zhang") -> Fact:
    """Looked at again on 10-20."""
    return fact("inspection.rechecked", "2026-10-20", 3, person="zhang", case="e-1", by=by, rechecked_by=who)


@pytest.mark.parametrize(
    ("facts", "as_of", "stage"),
    [
        ((), LATER, Stage.OPEN),
        ((mended(),), "2026-10-15", Stage.OPEN),
        ((mended(),), LATER, Stage.MENDED),
        ((mended(), rechecked("li")), "2026-10-19", Stage.MENDED),
        ((mended(), rechecked("li")), LATER, Stage.CLOSED),
        ((mended(), rechecked("zhang")), LATER, Stage.MENDED),
        ((mended(), rechecked("boss", by="boss")), LATER, Stage.MENDED),
        ((mended(), rechecked("zhang", by="boss")), LATER, Stage.MENDED),
        ((mended(), rechecked("li", by="boss")), LATER, Stage.CLOSED),
        ((mended(refused="没有签字"), rechecked("li")), LATER, Stage.REFUSED),
    ],
)
def test_only_who_neither_mended_nor_was_inspected_closes(facts: tuple[Fact, ...], as_of: str, stage: Stage) -> None:
    assert rectifications(ledger(*facts, as_of=as_of))[NAME].stage is stage


def test_what_passed_is_not_among_them() -> None:
    passed = fact("inspection.item", "2026-10-12", 4, person="zhang", case="e-2", result="pass")
    assert set(rectifications(ledger(passed))) == {NAME}


def test_the_demo_s_points_with_their_duties() -> None:
    """Found 09-28, five working days end on 10-10, mended 10-12: late, and closed by the clerk."""
    found = {one.item.case: one for one in rectifications(demo_view().ledger).values()}
    late = found["2026-09-east-records-1"]
    assert late.duty is not None
    assert (late.duty.key, late.duty.due) == (
        "rectified/2026-09-28/2026-09-east-records-1",
        datetime(2026, 10, 10, 23, 59),
    )
    stages = {
        "2026-09-east-records-1": ("late", Stage.CLOSED),
        "2026-10-west-visit-etiquette-8": ("overdue", Stage.OPEN),
        "2026-11-west-minutes-4": ("overdue", Stage.REFUSED),
        "2026-11-south-log-1-4": ("met", Stage.MENDED),
        "2026-11-west-log-1-4": ("met", Stage.MENDED),
    }
    for case, (state, stage) in stages.items():
        one = found[case]
        assert one.duty is not None
        assert (one.duty.state.value, one.stage) == (state, stage), case
