"""Nights without a gap: each statement at its edge, swaps in their order, seasons, and independence of order (B9.3)."""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.facts.fact import Fact
from taizhang.rules.outcome import Finding
from tests.rules.garage import POSTS, garage, moment, outcomes, roster, stated, swapped
from tests.rules.worlds import demo


def found(as_of: str, facts: list[Fact]) -> list[tuple[str, str, datetime]]:
    """Key without the rule, person and moment of each finding."""
    given = (one for one in outcomes("auto-nights", garage(as_of, facts)) if isinstance(one, Finding))
    return [(one.key.removeprefix("auto-nights/"), one.person, one.at) for one in given]


def test_a_whole_month_has_no_gap() -> None:
    assert found("2026-12-20", roster()) == []


@pytest.mark.parametrize(("as_of", "number"), [("2026-11-07 16:59", 0), ("2026-11-07 17:00", 1), ("2026-12-20", 1)])
def test_a_gap_is_one_when_its_night_begins(as_of: str, number: int) -> None:
    gaps = found(as_of, roster(n07={"driver": ""}))
    assert gaps == [("2026-11-07/east/filled/driver", "ban", moment("2026-11-07 17:00"))] * number


def test_a_night_left_out_lacks_every_post() -> None:
    facts = [one for one in roster() if one.get("night") != "2026-11-07"]
    assert [key for key, _, _ in found("2026-11-08", facts)] == [
        f"2026-11-07/east/filled/{post}" for post in sorted(POSTS)
    ]


@pytest.mark.parametrize(
    ("month", "last", "start"),
    [
        ("2026-11", "n30", "2026-11-30 17:00"),
        ("2027-02", "n28", "2027-02-28 17:00"),
        ("2028-02", "n29", "2028-02-29 17:00"),
    ],
)
def test_the_last_night_of_a_month_counts(month: str, last: str, start: str) -> None:
    gaps = found("2028-12-20", roster(month, "2026-10-30 16:00", **{last: {"leader": ""}}))
    assert [at for _, _, at in gaps] == [moment(start)]


def test_summer_nights_begin_later() -> None:
    """05-01 is summer, 04-30 the last winter evening."""
    april = roster("2027-04", "2027-03-30 16:00", n30={"driver": ""})
    may = roster("2027-05", "2027-04-30 16:00", n01={"driver": ""})
    assert [at for _, _, at in found("2027-06-01", april + may)] == [
        moment("2027-04-30 17:00"),
        moment("2027-05-01 18:30"),
    ]


def test_a_roster_that_came_after_the_night_began_is_asked_from_then_on() -> None:
    gaps = found("2026-11-20", roster(at="2026-11-03 09:20", n01={"driver": ""}))
    assert gaps == [("2026-11-01/east/filled/driver", "ban", moment("2026-11-03 09:20"))]


def test_a_month_without_a_roster_is_not_a_matter_of_nights() -> None:
    assert found("2026-12-20", []) == []


@pytest.mark.parametrize(
    ("at", "late"), [("2026-11-07 16:59", False), ("2026-11-07 17:00", False), ("2026-11-07 17:01", True)]
)
def test_a_swap_is_settled_by_the_minute_the_night_begins(at: str, late: bool) -> None:
    gaps = found("2026-11-20", [*roster(), swapped("2026-11-07", at, "leader", "lei", "ma")])
    assert gaps == ([("2026-11-07/east/in-time/leader/lei", "lei", moment(at))] if late else [])


def test_a_swap_to_nobody_leaves_its_post_empty() -> None:
    gaps = found("2026-11-20", [*roster(), swapped("2026-11-07", "2026-11-06 10:00", "driver", "jia")])
    assert gaps == [("2026-11-07/east/filled/driver", "jia", moment("2026-11-07 17:00"))]


def test_a_swap_of_who_does_not_stand_there_changes_nothing() -> None:
    assert found("2026-11-20", [*roster(), swapped("2026-11-07", "2026-11-06 10:00", "driver", "xiu")]) == []


def test_who_takes_over_must_not_stand_elsewhere_and_must_be_of_the_post() -> None:
    gaps = found("2026-11-20", [*roster(), swapped("2026-11-07", "2026-11-06 10:00", "repairer", "xiu", "jia")])
    assert [(key, who) for key, who, _ in gaps] == [
        ("2026-11-07/east/apart/jia", "jia"),
        ("2026-11-07/east/qualified/repairer", "jia"),
    ]


def test_the_roster_of_another_unit_does_not_fill_a_gap() -> None:
    facts = roster(n07={"driver": ""})
    facts.append(
        stated("duty-roster.night", "2026-10-30 16:00", unit="west", case="2026-11", night="2026-11-07", driver="jia")
    )
    assert len(found("2026-11-20", facts)) == 1


@settings(max_examples=40, deadline=None)
@given(seed=st.randoms(use_true_random=False), empty=st.sets(st.integers(1, 30), max_size=6))
def test_the_order_of_facts_does_not_matter(seed: random.Random, empty: set[int]) -> None:
    """Each empty night is one finding, whatever order the records are read in."""
    nights: dict[str, Any] = {f"n{day:02}": {"driver": ""} for day in empty}
    facts = [*roster(**nights), swapped("2026-11-07", "2026-11-05 10:00", "leader", "lei", "ma")]
    facts.append(swapped("2026-11-07", "2026-11-06 10:00", "leader", "ma", "lei"))
    expected = found("2026-12-20", facts)
    assert [key[:10] for key, _, _ in expected] == sorted(date(2026, 11, day).isoformat() for day in empty)
    seed.shuffle(facts)
    assert found("2026-12-20", facts) == expected


def test_the_demo_has_just_these_gaps() -> None:
    keys = [one.key.removeprefix("auto-nights/") for one in demo().findings if one.rule == "auto-nights"]
    assert sorted(keys) == [
        "2026-10-17/auto-service/filled/storekeeper",
        "2026-11-11/auto-service/apart/pang-li",
        "2026-11-11/auto-service/qualified/repairer",
        "2026-11-14/auto-service/filled/repairer",
        "2026-11-18/auto-service/in-time/technician/cen-jingyu",
    ]
