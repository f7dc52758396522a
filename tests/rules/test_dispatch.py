"""Whose call-out it was: shifts by the minute, leaders after swaps, teams in turn, and what is past midnight (B9.4)."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.rules.outcome import Decision, Entry
from tests.rules.garage import called, garage, outcomes, roster, stated, swapped
from tests.rules.worlds import demo


def decided(facts: list[Fact], as_of: str = "2026-12-20") -> Decision:
    """The decision on the only call."""
    (one,) = outcomes("auto-rescue-shift", garage(as_of, facts))
    assert isinstance(one, Decision)
    return one


def teams(since: str = "2026-11-01", names: str = "abc") -> list[Fact]:
    """Teams of one person each, in turn from ``since``."""
    return [
        stated("team-rota.team", "2026-10-28 10:00", since=since, id=name, name=f"{name}班", members=["xiu"])
        for name in names
    ]


@pytest.mark.parametrize(
    ("at", "period", "shift"),
    [
        ("2026-11-07 16:59", "2026-11-07", "day"),
        ("2026-11-07 17:00", "2026-11-07", "night"),
        ("2026-11-08 00:00", "2026-11-07", "night"),
        ("2026-11-08 07:59", "2026-11-07", "night"),
        ("2026-11-08 08:00", "2026-11-08", "day"),
        ("2026-12-01 01:00", "2026-11-30", "night"),
    ],
)
def test_the_minute_of_the_call_decides_the_shift(at: str, period: str, shift: str) -> None:
    one = decided([*roster(), *teams(), called(at, team="a")])
    assert (one.period, one.gives["shift"]) == (period, shift)


@pytest.mark.parametrize(
    ("at", "ended", "past"),
    [
        ("2026-11-07 22:00", "2026-11-07 23:59", False),
        ("2026-11-07 22:00", "2026-11-08 00:00", False),
        ("2026-11-07 22:00", "2026-11-08 00:01", True),
        ("2026-11-07 23:59", "", False),
        ("2026-11-08 00:00", "", True),
        ("2026-11-08 07:59", "2026-11-08 09:00", True),
        ("2026-11-08 08:00", "2026-11-08 09:00", False),
        ("2026-11-07 16:59", "2026-11-08 00:30", False),
    ],
)
def test_what_is_past_midnight(at: str, ended: str, past: bool) -> None:
    """G9: the equal minute is not yet past; a call by day is none of the night's, however late it ends."""
    more: dict[str, Any] = {"ended_at": ended} if ended else {}
    one = decided([*roster(), *teams(), called(at, team="a", **more)])
    assert one.gives["past_midnight"] is past
    assert [(share.person, share.role, share.amount) for share in one.shares] == (
        [("lei", "past-midnight", Decimal(1)), ("jia", "past-midnight", Decimal(1))] if past else []
    )


def test_an_end_that_has_not_come_yet_is_not_known() -> None:
    call = called("2026-11-07 22:00", ended_at="2026-11-08 00:30", arrived_at="2026-11-07 23:00")
    one = decided([*roster(), call], "2026-11-07 22:30")
    assert one.gives["past_midnight"] is False
    assert "minutes" not in one.gives
    assert decided([*roster(), call], "2026-11-08 00:30").gives["minutes"] == 60


def test_each_of_the_crew_has_one_share() -> None:
    one = decided([*roster(), called("2026-11-08 00:10", crew=("jia", "jia", "xiu"))])
    assert [share.person for share in one.shares] == ["jia", "xiu"]


@pytest.mark.parametrize(
    ("who", "swap", "result", "due"),
    [
        ("lei", False, "led", "lei"),
        ("ma", False, "led-by-another", "lei"),
        ("ma", True, "led", "ma"),
        ("lei", True, "led-by-another", "ma"),
    ],
)
def test_the_leader_after_swaps_leads(who: str, swap: bool, result: str, due: str) -> None:
    swaps = [swapped("2026-11-07", "2026-11-06 10:00", "leader", "lei", "ma")] if swap else []
    one = decided([*roster(), *swaps, called("2026-11-08 01:00", who)])
    assert (one.result, one.gives["turn_of"], one.decided) == (result, due, True)


def test_without_a_roster_or_a_leader_nothing_is_decided_and_the_night_still_counts() -> None:
    for facts in ([], roster(n07={"leader": ""})):
        one = decided([*facts, called("2026-11-07 23:00", ended_at="2026-11-08 00:01")])
        assert (one.result, one.decided, len(one.shares)) == ("no-leader", False, 2)


@pytest.mark.parametrize(("day", "due"), [("01", "a"), ("02", "b"), ("03", "c"), ("04", "a"), ("30", "c")])
def test_teams_take_turns_by_the_day(day: str, due: str) -> None:
    one = decided([*teams(), called(f"2026-11-{day} 10:00", team=due)])
    assert (one.result, one.gives["turn_of"]) == ("team-in-turn", due)
    other = decided([*teams(), called(f"2026-11-{day} 10:00", team="x")])
    assert (other.result, other.gives["turn_of"]) == ("team-out-of-turn", due)


def test_a_new_list_begins_with_its_first_team_and_the_old_one_ends() -> None:
    facts = [*teams(), *teams("2026-11-10", "xy"), called("2026-11-11 10:00", team="y")]
    assert decided(facts).result == "team-in-turn"
    assert decided([*teams("2026-11-10"), called("2026-11-09 10:00", team="a")]).result == "no-team"


def test_a_swapped_day_goes_to_the_other_team() -> None:
    swap = stated("team-rota.swapped", "2026-11-01 10:00", on="2026-11-02", team="c", why="培训")
    assert decided([*teams(), swap, called("2026-11-02 10:00", team="c")]).result == "team-in-turn"
    assert decided([*teams(), swap, called("2026-11-02 10:00", team="b")]).result == "team-out-of-turn"
    assert decided([*teams(), swap, called("2026-11-03 10:00", team="c")]).result == "team-in-turn"


@settings(max_examples=30, deadline=None)
@given(seed=st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(seed: random.Random) -> None:
    facts = [*roster(), *teams(), called("2026-11-07 22:00", ended_at="2026-11-08 00:01")]
    facts += [
        called("2026-11-09 10:00", case="JY-2026-0002", team="c"),
        called("2026-11-08 03:00", case="JY-2026-0003"),
    ]
    expected = outcomes("auto-rescue-shift", garage("2026-12-20", facts))
    seed.shuffle(facts)
    assert outcomes("auto-rescue-shift", garage("2026-12-20", facts)) == expected


def test_the_demo_pays_each_of_the_crew_once_in_the_month_of_the_evening() -> None:
    """Called on 11-01 at 00:20: the night of 10-31, so October (G8); ended 00:00 sharp on 11-13: nothing."""
    entries = [one for one in demo().outcomes if isinstance(one, Entry) and one.rule == "auto-past-midnight"]
    assert sorted((one.person, one.period, one.amount, one.account) for one in entries) == [
        ("gu-changfeng", "2026-10", Decimal(20), "CNY"),
        ("mo-dahai", "2026-10", Decimal(20), "CNY"),
        ("pang-li", "2026-10", Decimal(20), "CNY"),
        ("xu-tiecheng", "2026-10", Decimal(20), "CNY"),
        ("yin-zhaohui", "2026-10", Decimal(20), "CNY"),
    ]
