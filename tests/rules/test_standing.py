"""Who stands where: the listed, the swapped, the left out, and months without a roster (B9.3)."""

from __future__ import annotations

from datetime import date

from taizhang.facts.fact import Fact
from taizhang.rules.standing import night_of, roster_facts
from tests.rules.garage import garage, roster, rule_of, swapped

PARAMETERS = rule_of("auto-nights").parameters
DAY = date(2026, 11, 7)


def leader(facts: list[Fact]) -> str | None:
    """Who leads on 11-07; None without a roster."""
    night = night_of(PARAMETERS, ("leader",), "east", DAY, garage("2026-11-20", facts).facts)
    stand = None if night is None else night.at("leader")
    return None if stand is None else stand.person


def test_a_roster_is_made_of_three_facts() -> None:
    assert roster_facts(PARAMETERS) == {"duty-roster.submitted", "duty-roster.night", "duty-roster.swapped"}


def test_the_listed_stands_there_until_swapped() -> None:
    assert leader(roster()) == "lei"
    assert leader([*roster(), swapped("2026-11-07", "2026-11-06 10:00", "leader", "lei", "ma")]) == "ma"
    assert leader([*roster(), swapped("2026-11-08", "2026-11-06 10:00", "leader", "lei", "ma")]) == "lei"


def test_swaps_follow_one_another() -> None:
    there = swapped("2026-11-07", "2026-11-05 10:00", "leader", "lei", "ma")
    back = swapped("2026-11-07", "2026-11-06 10:00", "leader", "ma", "lei")
    assert leader([*roster(), back, there]) == "lei"


def test_nobody_stands_on_a_night_left_out_and_a_month_without_roster_has_no_night() -> None:
    assert leader([one for one in roster() if one.get("night") != "2026-11-07"]) == ""
    assert leader(roster("2026-12")) is None


def test_a_post_that_the_rule_does_not_know_is_none() -> None:
    night = night_of(PARAMETERS, ("leader",), "east", DAY, garage("2026-11-20", roster()).facts)
    assert night is not None
    assert night.at("cook") is None
