"""Which facts belong to a fact: by keys of the same or another name, by the day they cover, by conditions."""

from __future__ import annotations

from typing import Any

import pytest

from taizhang.rules.pairing import any_pair, names, pairs
from tests.rules.worlds import fact, world

ASKED = fact("owner.changed", "2026-10-16", person="zhang", customer="C-000001", contact="K-1", week="2026-W42")
OTHERS = (
    fact("notice.given", "2026-10-19 09:00", 1, person="zhang", customer="C-000001", contact="K-1", on="2026-10-16"),
    fact("notice.given", "2026-10-20 09:00", 2, person="li", customer="C-000001", contact="K-2", on="2026-10-16"),
    fact("notice.given", "2026-10-21 09:00", 3, person="zhang", customer="C-000002", contact="K-1", on="2026-10-12"),
    fact("leave.approved", "2026-10-15", 4, until="2026-10-16", person="zhang"),
    fact("leave.approved", "2026-10-17", 5, until="2026-10-18", person="zhang"),
)


@pytest.mark.parametrize(
    ("wanted", "lines"),
    [
        ({"fact": "notice.given", "by": ["customer"]}, [1, 2]),
        ({"fact": "notice.given", "by": ["customer", "contact"]}, [1]),
        ({"fact": "notice.given", "by": ["contact"]}, [1, 3]),
        ({"fact": "notice.given", "by": {"on": "day"}}, [1, 2]),
        ({"fact": "notice.given", "by": ["person"], "where": {"on": {"same_day_as": {"field": "of.time"}}}}, [1]),
        ({"fact": "leave.approved", "by": ["person"], "covering": "day"}, [4]),
        ({"fact": "nothing.there", "by": ["person"]}, []),
    ],
)
def test_pairs(wanted: dict[str, Any], lines: list[int]) -> None:
    found = pairs(wanted, ASKED, world("2026-11-01", OTHERS))
    assert [one.source.pointer[1] for one in found] == lines


@pytest.mark.parametrize(
    ("day", "lines"),
    [("2026-10-20", [1]), ("2026-10-19", []), ("2027-01-19", [1]), ("2027-01-20", []), ("2027-01-21", [])],
)
def test_not_longer_ago_than_so_many_months(day: str, lines: list[int]) -> None:
    """From the day after until three months later, that day in; what is of the same day is not before it."""
    asked = fact("notice.given", f"{day} 08:00", 9, person="zhang", customer="C-000001")
    wanted = {"fact": "notice.given", "by": ["customer", "person"], "recent": {"months": 3}}
    assert [one.source.pointer[1] for one in pairs(wanted, asked, world("2027-02-01", (*OTHERS, asked)))] == lines


def test_what_is_of_the_same_day_is_recent_where_it_is_said_so() -> None:
    """Also what came later that day: the conditions tell which comes first."""
    asked = fact("notice.given", "2026-10-19 08:00", 9, person="zhang", customer="C-000001")
    wanted = {"fact": "notice.given", "by": ["customer", "person"], "recent": {"months": 3, "same_day": True}}
    found = [one.source.pointer[1] for one in pairs(wanted, asked, world("2027-02-01", OTHERS))]
    assert found == [one.source.pointer[1] for one in OTHERS if one.time.date() == asked.time.date()]
    assert found


def test_any_of_several_alternatives() -> None:
    made = world("2026-11-01", OTHERS)
    wanted = [{"fact": "nothing.there", "by": ["person"]}, {"fact": "leave.approved", "by": ["person"]}]
    assert any_pair(wanted, ASKED, made) == OTHERS[3]
    assert any_pair(wanted[:1], ASKED, made) is None
    assert any_pair(None, ASKED, made) is None


def test_names_are_found_however_deep() -> None:
    parameters = {"of": {"fact": ["a.b", "c.d"]}, "unless": [{"fact": "e.f", "by": []}], "points": 3}
    assert set(names(parameters)) == {"a.b", "c.d", "e.f"}
