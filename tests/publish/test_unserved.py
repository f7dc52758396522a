"""How long customers were left alone: by grade, days since the last service, who was never served apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from taizhang.publish.pages.customers import standings
from taizhang.publish.unserved import long_ago, unserved
from taizhang.rules.outcome import Obligation
from tests.publish.demo import demo_view
from tests.rules.outcomes import obligation

NOW = datetime(2026, 11, 20, 18, 30)


@dataclass(frozen=True)
class One:
    """A customer as far as is asked of him."""

    grade: str
    served: datetime | None
    frequency: tuple[Obligation, ...] = ()


def ago(grade: str, days: int) -> One:
    """A customer served so many days ago."""
    return One(grade, NOW.replace(hour=23) - timedelta(days=days))


def test_by_grade_and_days() -> None:
    found = unserved([ago("B", 7), ago("A", 8), ago("A", 31), ago("", 0), One("A", None, (obligation(),))], NOW)
    assert [(one.label, one.counts) for one in found] == [
        ("A", (0, 1, 0, 1, 1)),
        ("B", (1, 0, 0, 0, 0)),
        ("—", (1, 0, 0, 0, 0)),
    ]
    assert long_ago(found) == 2, "one a month ago, one never"
    assert found[0].address == "customers/?customers.grade=A#customers"


def test_trades_without_services_are_left_out() -> None:
    assert unserved([One("A", None)], NOW) == ()
    assert long_ago(()) == 0


def test_the_demo_s_sixty() -> None:
    """All of telecom's sixty were served; 12 A, 21 B, 25 C and 2 D."""
    found = unserved(standings(demo_view()), demo_view().as_of)
    assert {one.label: sum(one.counts) for one in found} == {"A": 12, "B": 21, "C": 25, "D": 2}
