"""No other fact may belong to it: one made before bars it, one made later does not (B1.10)."""

from __future__ import annotations

from typing import Any

from taizhang.facts.fact import Fact
from taizhang.rules import require
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, Finding
from tests.rules.worlds import BOOK, fact, rule, world


def found(made: World, **parameters: object) -> list[Finding]:
    """What a rule with these parameters finds."""
    return list(require.run(BOOK, rule("require", **parameters), made))


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a cause tree, depth first."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]


def trip(at: str) -> Fact:
    """A trip at this moment."""
    return fact("trip.visit", at, person="zhang", unit="east", case="t")


BARRED: dict[str, Any] = {
    "of": {"fact": "trip.visit"},
    "barred": {
        "fact": "leave.approved",
        "by": ["person"],
        "recent": {"months": 1, "same_day": True},
        "where": {"time": {"not_after": {"field": "of.time"}}},
    },
    "key": ["person", "case"],
}


def test_no_other_fact_may_belong_to_it() -> None:
    """B1.10: one made before it bars it, of the same minute too; one made a minute later does not."""
    before = fact("leave.approved", "2026-10-13 09:40", 9, person="zhang")
    (one,) = found(world("2026-10-20", [trip("2026-10-13 09:40"), before]), **BARRED)
    assert sentences(one.cause)[:3] == ["require.broken", "fact.stated", "require.barred"]
    later = fact("leave.approved", "2026-10-13 09:41", 9, person="zhang")
    assert not found(world("2026-10-20", [trip("2026-10-13 09:40"), later]), **BARRED)
    other = fact("leave.approved", "2026-10-13 09:30", 9, person="li")
    assert not found(world("2026-10-20", [trip("2026-10-13 09:40"), other]), **BARRED)
    old = fact("leave.approved", "2026-09-12 09:30", 9, person="zhang")
    assert not found(world("2026-10-20", [trip("2026-10-13 09:40"), old]), **BARRED)
