"""Customers who count as one, and whose they are (B5.3)."""

from __future__ import annotations

from datetime import datetime

from taizhang.facts.fact import Fact, Source
from taizhang.rules.parties import Parties, Register, Registered


def joined(customer: str, day: int, group: str = "home") -> Fact:
    time = datetime(2026, 11, day)
    return Fact(
        "customer-group.joined", time, Source(f"records/{group}.yaml", (customer,)), customer=customer, case=group
    )


def entered(customer: str, person: str, minute: int) -> Registered:
    at = datetime(2026, 11, 9, 9, minute)
    return Registered(customer, person, at, Source("records/log.yaml", (minute,)), "")


def test_a_group_counts_from_the_day_it_was_found_out() -> None:
    parties = Parties([joined("C-1", 9), joined("C-2", 10)])
    assert parties.with_("C-1", datetime(2026, 11, 9)) == {"C-1"}
    assert parties.with_("C-1", datetime(2026, 11, 10)) == {"C-1", "C-2"}
    assert parties.with_("C-3", datetime(2026, 11, 10)) == {"C-3"}
    assert (parties.link("C-2", datetime(2026, 11, 9)), parties.link("C-3", datetime(2026, 11, 10))) == (None, None)


def test_somebody_of_two_groups_brings_both() -> None:
    parties = Parties([joined("C-1", 9), joined("C-2", 9), joined("C-1", 9, "firm"), joined("C-3", 9, "firm")])
    assert parties.with_("C-1", datetime(2026, 11, 9)) == {"C-1", "C-2", "C-3"}
    assert parties.with_("C-2", datetime(2026, 11, 9)) == {"C-1", "C-2"}


def test_the_first_line_of_any_of_them_decides() -> None:
    register = Register(Parties([joined("C-1", 10), joined("C-2", 10)]))
    for one in (entered("C-1", "q", 5), entered("C-1", "r", 6), entered("C-2", "s", 4)):
        register.enter(one)
    before, after = datetime(2026, 11, 9, 12), datetime(2026, 11, 10)
    first = [register.first("C-1", at) for at in (before, after)]
    assert [one.person for one in first if one is not None] == ["q", "s"]
    assert register.first("", after) is None


def test_nobody_s_line_is_no_registration() -> None:
    register = Register(Parties([]))
    register.enter(entered("C-1", "", 5))
    register.enter(entered("", "q", 5))
    assert register.first("C-1", datetime(2026, 11, 10)) is None
