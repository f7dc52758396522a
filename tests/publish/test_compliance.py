"""How rules are kept, by period: what is counted where, and how much is told one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from taizhang.ledger import Ledger
from taizhang.publish.compliance import LISTED, NEWEST, Gave, Kept, Place, by_period
from taizhang.rules.outcome import Known, Obligation, Outcome, State
from tests.rules import outcomes

NOW = datetime(2027, 11, 20, 18, 30)


def kept(*found: Outcome) -> list[Kept]:
    """The outcomes by period."""
    return list(by_period(Ledger(NOW, (), found), found))


def duties(number: int, states: Iterable[State], unit: str = "east") -> tuple[Obligation, ...]:
    """So many duties of one week, their states in turn."""
    turn = list(states)
    made = (outcomes.obligation(turn[at % len(turn)], key=f"r/2026-W44/{unit}/{at}", unit=unit) for at in range(number))
    return tuple(made)


def test_nothing_gives_no_period() -> None:
    assert kept() == []
    assert not Gave(())
    assert Gave(()).points == 0


def test_periods_come_newest_first_and_days_by_their_month() -> None:
    week = outcomes.obligation()
    earlier = outcomes.obligation(period="2026-W43", key="r/2026-W43/zhang")
    day = outcomes.obligation(period="2026-10-13", key="r/2026-10-13/zhang")
    other = outcomes.obligation(period="2026-10-29", key="r/2026-10-29/zhang")
    assert [one.period for one in kept(day, week, earlier, other)] == ["2026-W44", "2026-W43", "2026-10"]
    assert len(kept(day, other)[0].gave.obligations) == 2


def test_a_day_due_in_the_next_month_is_the_next_month_s() -> None:
    assert [one.period for one in kept(outcomes.obligation(period="2026-09-30"))] == ["2026-10"]


def test_an_entry_is_told_under_the_period_of_what_it_came_of() -> None:
    duty = outcomes.obligation()
    charged = outcomes.entry(key=f"{duty.key}#work-planning", period="2026-10")
    own = outcomes.entry(key="r/2026-10/zhang/1", period="2026-10")
    week, month = kept(duty, charged, own)
    assert (week.period, week.gave.entries, week.gave.own) == ("2026-W44", (charged,), ())
    assert (month.period, month.gave.entries, month.gave.own) == ("2026-10", (own,), (own,))
    assert Gave((duty, charged, own)).points == Decimal(-2)


def test_only_points_are_added_up() -> None:
    assert Gave((outcomes.entry(), replace(outcomes.entry(key="r/2/x"), account="money"))).points == Decimal(-1)


def test_only_the_newest_periods_are_told_one_by_one() -> None:
    start = datetime(2026, 1, 5)
    weeks = [f"{start + timedelta(weeks=number):%G-W%V}" for number in range(NEWEST + 2)]
    found = kept(*(outcomes.measure(period=week, key=f"r/{week}/zhang") for week in weeks))
    assert [one.period for one in found] == weeks[::-1]
    assert [one.listed for one in found] == [True] * NEWEST + [False] * 2


def test_few_duties_are_all_told_and_of_many_those_to_look_at() -> None:
    quiet = (State.MET, State.EXCUSED, State.WAIVED)
    few = Gave(duties(LISTED, quiet))
    assert few.told == few.obligations
    many = Gave((*duties(LISTED, quiet), *duties(2, [State.LATE, State.PENDING], "west")))
    assert [one.state for one in many.told] == [State.LATE, State.PENDING]
    assert len(Gave(duties(LISTED + 9, [State.MISSED])).told) == LISTED


def test_the_rest_is_where_its_unit_and_month_are() -> None:
    found = Gave((*duties(3, [State.MET]), *duties(2, [State.MET], "west"), *duties(1, [State.MET], "")))
    assert found.places == (Place("2026-10", "", 1), Place("2026-10", "east", 3), Place("2026-10", "west", 2))
    assert [place.address for place in found.places][:2] == ["obligations/-.2026-10/", "obligations/east.2026-10/"]


def test_missing_and_not_applicable_are_not_zero() -> None:
    zero = replace(outcomes.measure(), value=Decimal())
    missing = replace(outcomes.measure(key="r/2"), known=Known.MISSING, value=None)
    never = replace(outcomes.measure(key="r/3"), known=Known.NOT_APPLICABLE, value=None)
    card = replace(outcomes.scorecard(key="r/4"), total=None)
    found = Gave((zero, missing, never, card))
    assert found.known == {"number": 1, "missing": 2, "not-applicable": 1}
    assert found.values == 4


def test_findings_are_newest_first() -> None:
    old, new = outcomes.finding(key="r/1"), replace(outcomes.finding(key="r/2"), at=outcomes.DUE + timedelta(days=1))
    assert Gave((old, new)).findings == (new, old)
