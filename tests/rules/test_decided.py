"""The decision on a fact says of whom, when and of what case it is by the fact."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from taizhang.facts.fact import Fact, Source
from taizhang.rules.decided import Found, decision_on
from taizhang.rules.outcome import Cause, Share
from tests.desks import rule

AT = datetime(2026, 11, 10, 0, 5)
CALL = Fact("rescue.called", AT, Source("r.yaml", ("calls", 0)), person="ji", customer="C-000001", case="j-1")


def test_it_is_about_whom_the_fact_is_about() -> None:
    found = Found("led", decided=True, shares=(Share("ji", "turn", Decimal(1)),), gives={"shift": "night"}, what="j-1")
    one = decision_on(rule("r", {}), CALL, found, Cause("x"), key="r/k", day=date(2026, 11, 9), unit="garage")
    assert (one.person, one.customer, one.case, one.unit, one.at) == ("ji", "C-000001", "j-1", "garage", AT)
    assert (one.result, one.decided, one.shares, one.gives) == ("led", True, found.shares, {"shift": "night"})
    assert (one.key, one.what, one.board) == ("r/k", "j-1", "")


def test_it_belongs_to_the_day_it_is_given_and_not_to_the_minute() -> None:
    """A night's call after midnight is the evening's (G8)."""
    one = decision_on(rule("r", {}), CALL, Found("led", decided=True), Cause("x"), key="k", day=date(2026, 11, 9))
    assert one.period == "2026-11-09"


def test_the_fact_s_own_unit_goes_first() -> None:
    here = Fact("a.b", AT, Source("a.yaml"), unit="gym")
    one = decision_on(rule("r", {}), here, Found("led", decided=False), Cause("x"), key="k", day=AT.date(), unit="else")
    assert (one.unit, one.decided) == ("gym", False)
