"""The ordered list: walk-in rules, parties and groups, renewals and reassignment, each where it stands (B1.6, B1.9)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from taizhang.facts.fact import Fact
from taizhang.when.moment import format_moment, parse_moment
from tests.rules.club import booking, claim, deal, decided, said, sheet, visit

NAMED: dict[str, Any] = {
    "asked_for": "a",
    "asked_for_at": "2026-10-12 14:01",
    "entered_at": "2026-10-12 14:02",
    "prompted": False,
}
MEMBER = {"member": "C-000004", "member_way": "named"}
VOUCHER = {"voucher_by": "c"}


def steps(*facts: Fact) -> list[tuple[object, str]]:
    """By which step each deal was decided, and who has it (whom the odd cent)."""
    found = [one for one in decided(*facts) if "step" in one.gives]
    return [(one.gives["step"], one.shares[0].person if one.shares else "") for one in found]


def together(number: int, group: str = "") -> list[Fact]:
    """So many who come together, each buying; b receives and handles them all."""
    found: list[Fact] = []
    more = {"group": group, "group_handler": "b"} if group else {}
    start = parse_moment("2026-10-12 14:00")
    assert start is not None
    for place in range(1, number + 1):
        contact, came = f"K-0000000{place}", format_moment(start + timedelta(minutes=place))
        found.append(visit(came, f"v{place}", contact=contact, party="p"))
        bought = format_moment(start + timedelta(hours=2, minutes=place))
        found.append(deal(bought, f"d{place}", contact=contact, visit=f"v{place}", **more))
        found.append(claim("a", case=f"d{place}"))
    return found


def test_named_member_voucher_receiver_in_this_order() -> None:
    """K8: where several hold, the first one decides; an earlier sheet comes before them all."""
    assert steps(deal(), visit(**NAMED, **MEMBER, **VOUCHER)) == [("named", "a")]
    assert steps(deal(), visit(**MEMBER, **VOUCHER)) == [("member", "c")]
    assert steps(deal(), visit(**VOUCHER)) == [("voucher", "c")]
    assert steps(deal(), visit()) == [("receiver", "b")]
    assert steps(deal(), visit(**NAMED), sheet("c", "2026-10-11 10:00"), claim("c")) == [("followup", "c")]
    assert steps(deal(), visit(**NAMED), sheet("c", "2026-10-11 10:00")) == [("named", "a")], "nobody claims it"


@pytest.mark.parametrize(
    ("entered", "prompted", "step"),
    [
        ("2026-10-12 14:02", False, "named"),
        ("2026-10-12 14:01", False, "receiver"),
        ("2026-10-12 14:02", True, "receiver"),
    ],
)
def test_a_naming_counts_before_entry_and_unprompted(entered: str, prompted: bool, step: str) -> None:
    """The equal minute is too late (G9)."""
    assert steps(deal(), visit(**{**NAMED, "entered_at": entered, "prompted": prompted}))[0][0] == step


@pytest.mark.parametrize(("number", "with_group", "who"), [(2, "", "b"), (3, "", "a"), (7, "g", "a"), (8, "g", "b")])
def test_three_make_a_party_and_eight_a_group(number: int, with_group: str, who: str) -> None:
    """B1.8: a follows one of them and booked that day; the rest are his from three on, and not from eight on."""
    papers = (sheet("a", "2026-10-01 10:00"), booking("a", "2026-10-12 09:00"))
    found = steps(*together(number, with_group), *papers)
    assert found[0] == ("followup", "a")
    assert {person for _, person in found[1:]} == {who}


def test_a_party_needs_the_booking_and_the_day_itself() -> None:
    """B1.8, K11: without the booking, or found on the morrow, only the followed one."""
    four, one = together(4), sheet("a", "2026-10-01 10:00")
    assert [person for _, person in steps(*four, one)] == ["a", "b", "b", "b"]
    later = [
        claim("a", "2026-10-13", case) if fact.name == "deal.claimed" else fact for fact in four for case in [fact.case]
    ]
    assert [person for _, person in steps(*later, one, booking("a", "2026-10-12 09:00"))] == ["a", "b", "b", "b"]


def test_the_handlers_own_sheet_comes_before_the_party() -> None:
    """B1.14, K6, worked example 13: another of the party, a has one and b three; the same one, whoever was first."""
    papers = (sheet("a", "2026-10-02 10:00"), booking("a", "2026-10-12 09:00"))
    other = sheet("b", "2026-10-03 10:00", "K-00000002")
    assert [person for _, person in steps(*together(4), *papers, other)] == ["a", "b", "b", "b"]
    same = sheet("b", "2026-10-01 10:00")
    assert [person for _, person in steps(*together(4), *papers, same)] == ["b", "b", "b", "b"]


def test_who_joins_a_group_that_day_is_its_handlers() -> None:
    """B1.8: receiving him gives no claim; a sheet about him does."""
    group: dict[str, Any] = {"group": "g", "group_handler": "b", "joined_group": True}
    joins = (
        visit("2026-10-12 15:00", "v9", "c", contact="K-00000009"),
        deal("2026-10-12 16:30", "d9", "c", contact="K-00000009", visit="v9", **group),
    )
    assert steps(*together(8, "g"), *joins)[-1] == ("group-joined", "b")
    followed = (sheet("a", "2026-10-01 10:00", "K-00000009"), claim("a", case="d9"))
    assert steps(*together(8, "g"), *joins, *followed)[-1] == ("followup", "a")


@pytest.mark.parametrize(
    ("customer", "until", "found"),
    [
        ("C-000001", "2026-10-12", ("renewal-in-force", "a")),
        ("C-000001", "2026-10-11", ("renewal-expired", "a")),
        ("C-000002", "2026-10-31", ("receiver", "b")),
        ("C-000003", "2026-10-31", ("reassigned", "b")),
        ("C-000003", "2026-10-11", ("reassigned", "b")),
    ],
)
def test_renewals_know_who_is_in_post(customer: str, until: str, found: tuple[str, str]) -> None:
    """B1.9: the first has a, in post; the second one who left; the third was reassigned to b on 10-01."""
    sold = deal(type="renewal", card_until=until, customer=customer)
    assert steps(sold, visit(customer=customer)) == [found]


def test_reassignment_beats_later_sheets_and_not_earlier_ones() -> None:
    """K10: of the day itself is later."""
    sold = deal(by="c", type="renewal", card_until="2026-10-31", customer="C-000003")
    assert steps(sold, visit(), sheet("a", "2026-10-01 10:00"), claim()) == [("reassigned", "b")]
    assert steps(sold, visit(), sheet("a", "2026-09-30 10:00"), claim()) == [("followup", "a")]


def test_a_handover_needs_the_booking_and_where_both_own_one_the_consent() -> None:
    """B1.15: else the first receiver stays."""
    keys = {"person": "a", "given_by": "b", "unit": "gym", "visit": "v1", "contact": "K-00000001"}
    paper = booking("a", "2026-10-12 09:00")
    for owns, agreed, booked, who in (
        (False, False, True, "a"),
        (False, True, False, "b"),
        (True, False, True, "b"),
        (True, True, True, "a"),
    ):
        one = said("handover.made", "2026-10-12 14:10", **keys, first_owns=owns, agreed=agreed)
        assert steps(deal(), visit(), one, *([paper] if booked else [])) == [("receiver", who)]


def test_a_ruling_binds_if_the_director_made_it_and_it_adds_up() -> None:
    """B1.12: to the cent; the latest one."""

    def ruled(at: str, by: str, *shares: tuple[str, str]) -> list[Fact]:
        keys = {"unit": "gym", "case": "d1", "decided_by": by, "follows": "c"}
        return [said("deal.ruled", at, f"ruling-{at[8:10]}", person=who, amount=much, **keys) for who, much in shares]

    halves = (("a", "400.00"), ("c", "600.00"))
    (found,) = decided(deal(), visit(), *ruled("2026-10-15 11:00", "boss", *halves))
    assert [(one.person, str(one.amount)) for one in found.shares] == [("a", "400.00"), ("c", "600.00")]
    assert (found.result, found.gives["follows"]) == ("ruled", "c")
    assert steps(deal(), visit(), *ruled("2026-10-15 11:00", "gm", *halves)) == [("receiver", "b")]
    assert steps(deal(), visit(), *ruled("2026-10-15 11:00", "boss", ("a", "999.99"))) == [("receiver", "b")]
    later = ruled("2026-10-16 11:00", "boss", ("c", "1000.00"))
    assert steps(deal(), visit(), *ruled("2026-10-15 11:00", "boss", *halves), *later) == [("ruling", "c")]
