"""How somebody is at a minute: edges of states, which of several holds, what stands on the rota (B5.1)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from taizhang.facts.fact import Fact
from taizhang.rules.presence import FREE, Presence
from tests.rules.receptions import MONDAY, absent, rest, rules, visit, world
from tests.rules.worlds import fact

OF = visit(9, "23:59", "t", "C-1")
DAY = date(2026, 11, 9)


def presence(*facts: Fact) -> Presence:
    return Presence(rules()["sales-reception-turns"].parameters["states"], facts, world(facts))


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{MONDAY} {text}")


@pytest.mark.parametrize(
    ("text", "state"), [("08:59", "free"), ("09:00", "receiving"), ("09:29", "receiving"), ("09:30", "free")]
)
def test_receiving_until_the_minute_it_ends(text: str, state: str) -> None:
    assert presence(visit(0, "09:00", "q", "C-1", "09:30")).seen("q", at(text), OF).state == state


def test_without_an_end_it_lasts_to_the_day_s_end() -> None:
    held = presence(absent("09:00", "q", "leave"))
    assert held.seen("q", at("23:59"), OF).state == "leave"
    assert held.seen("q", datetime(2026, 11, 10), OF) is FREE


def test_the_first_of_the_list_holds_of_several() -> None:
    held = presence(visit(0, "09:00", "q", "C-1", "09:30"), absent("09:00", "q", "private", "09:10"), rest(MONDAY, "r"))
    assert [held.seen(one, at("09:05"), OF).state for one in "qrs"] == ["private", "rest", "free"]
    assert held.seen("q", at("09:10"), OF).state == "receiving"


def test_a_reception_is_no_reason_against_itself_or_an_earlier_one() -> None:
    first, second = visit(0, "09:00", "q", "C-1", "09:30"), visit(1, "09:00", "q", "C-2", "09:30")
    held = presence(first, second)
    assert [held.seen("q", first.time, one).state for one in (first, second)] == ["free", "receiving"]


def test_off_the_rota_are_those_who_rest_or_are_on_leave_from_the_morning() -> None:
    leave = fact("leave.approved", MONDAY, until="2026-11-10", person="r", unit="office", part="whole")
    held = presence(rest(MONDAY, "q"), leave, absent("09:00", "s", "leave"))
    assert [held.off(one, DAY) for one in "qrst"] == [True, True, False, False]
    assert [held.off(one, date(2026, 11, 10)) for one in "qr"] == [False, True]
    assert not held.off("r", date(2026, 11, 11))
