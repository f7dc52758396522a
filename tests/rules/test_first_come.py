"""Who holds a thing by the earliest claim: rooms, deals, agreed shares; whatever the order of files (B5.2-B5.5)."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from taizhang.facts.fact import Fact, Source
from taizhang.rules.outcome import Cause, Decision
from tests.rules.receptions import MONDAY, came_first
from tests.rules.scratch import demo
from tests.rules.worlds import fact


def stated(name: str, at: str, case: str = "", **more: Any) -> Fact:  # noqa: ANN401 - any value
    """A fact of a sale, at a time of the Monday."""
    made = fact(name, f"{MONDAY} {at}", unit="office", case=case, **more)
    return Fact(made.name, made.time, Source(f"records/{name}-{case}-{at}.yaml"), made.person, made.customer,
                unit="office", case=case, attributes=made.attributes)  # fmt: skip


def deposit(at: str, case: str, customer: str, room: str = "a") -> Fact:
    return stated("unit-sale.deposited", at, case, person="q", customer=customer, room=room)


def refund(at: str, case: str) -> Fact:
    return stated("unit-sale.refunded", at, case, person="q", room="a")


def results(facts: list[Fact]) -> dict[str, str]:
    return {one.case: one.result for one in came_first(facts)}


def sentences(cause: Cause) -> list[str]:
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]


def test_the_later_deposit_is_refused_and_names_the_first_record() -> None:
    first, second = deposit("10:00", "a-1", "C-1"), deposit("10:01", "a-2", "C-2")
    found = came_first([second, first])
    assert [(one.case, one.result, one.decided) for one in found] == [
        ("a-1", "came-first", True), ("a-2", "came-later", True),
    ]  # fmt: skip
    (stands,) = [child for child in found[1].cause.children if child.sentence == "first.stands"]
    assert (stands.source, stands.values["case"]) == (first.source, "a-1")


def test_one_minute_is_told_and_not_decided_and_a_third_is_refused_by_both() -> None:
    facts = [deposit("10:00", "a-1", "C-1"), deposit("10:00", "a-2", "C-2"), deposit("10:01", "a-3", "C-3")]
    found = came_first(facts)
    assert [(one.case, one.result, one.decided) for one in found] == [
        ("a-1", "same-minute", False), ("a-2", "same-minute", False), ("a-3", "came-later", True),
    ]  # fmt: skip
    assert sentences(found[2].cause).count("first.stands") == 2


def test_another_room_is_another_matter() -> None:
    assert set(results([deposit("10:00", "a-1", "C-1"), deposit("10:01", "b-1", "C-2", "b")]).values()) == {
        "came-first"
    }


def test_a_refund_frees_the_room_from_its_minute_on() -> None:
    base = [deposit("10:00", "a-1", "C-1"), refund("11:00", "a-1")]
    for at, result in (("10:59", "came-later"), ("11:00", "came-first"), ("11:01", "came-first")):
        assert results([*base, deposit(at, "a-2", "C-2")])["a-2"] == result


def test_a_refused_deposit_holds_nothing() -> None:
    facts = [
        deposit("10:00", "a-1", "C-1"), deposit("10:10", "a-2", "C-2"), refund("11:00", "a-1"),
        deposit("11:10", "a-3", "C-3"),
    ]  # fmt: skip
    assert results(facts) == {"a-1": "came-first", "a-2": "came-later", "a-3": "came-first"}


CLAIMS = st.lists(
    st.tuples(st.integers(0, 59), st.one_of(st.none(), st.integers(0, 59))),
    min_size=1,
    max_size=8,
    unique_by=lambda claim: claim[0],
)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_one_holder_at_a_time_whatever_the_order_of_files(claims: list[tuple[int, int | None]], chance: Random) -> None:
    """No two deposits ever hold one room at once, the earliest always does; the result depends on no order."""
    facts, held = list[Fact](), dict[str, tuple[int, int]]()
    for number, (at, back) in enumerate(claims):
        case = f"a-{number}"
        facts.append(deposit(f"10:{at:02}", case, f"C-{number}"))
        held[case] = (at, 60 if back is None or back < at else back)
        if held[case][1] < 60:
            facts.append(refund(f"10:{back:02}", case))
    shuffled = list(facts)
    chance.shuffle(shuffled)
    found = came_first(facts)
    assert came_first(shuffled) == found
    spans = sorted(held[one.case] for one in found if one.result == "came-first")
    assert spans[0][0] == min(at for at, _ in claims)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def registered(at: str, credit: str, customer: str) -> Fact:
    return stated(
        "sales-reception-turns.decided", at, f"{credit}-{customer}", person=credit, customer=customer, credit=credit
    )


def signed(customer: str) -> Fact:
    return stated("unit-sale.signed", "16:00", "a-1", person="r", customer=customer, room="a")


def test_a_deal_goes_to_the_first_registered_not_to_who_signed() -> None:
    found = came_first(
        [registered("09:00", "q", "C-1"), registered("11:00", "r", "C-1"), signed("C-1")], "sales-deal-owner"
    )
    assert [(one.person, one.result, one.gives["seller"]) for one in found] == [("q", "first-registered", "r")]
    assert "first.later" in sentences(found[0].cause)


def test_an_unregistered_customer_s_deal_waits() -> None:
    (one,) = came_first([signed("C-1")], "sales-deal-owner")
    assert (one.decided, one.result, one.person) == (False, "unregistered", "")


def test_a_registration_after_the_deal_claims_nothing() -> None:
    (one,) = came_first([registered("16:01", "q", "C-1"), signed("C-1")], "sales-deal-owner")
    assert one.result == "unregistered"


def test_the_demo_s_deals_and_rooms() -> None:
    """The poached customer's deal goes to the one named, the family's to the first receiver."""
    found = {one.case: one for one in demo().decisions if one.rule == "sales-deal-owner"}
    told = {case: (one.person, one.result) for case, one in found.items()}
    assert told == {
        "a-1203-1": ("qian-ruoxi", "first-registered"),
        "b-1101-2": ("ren-ziang", "first-registered"),
        "b-0302-2": ("shao-yinuo", "first-registered"),
        "b-0905-1": ("", "unregistered"),
        "a-0707-1": ("qi-siyuan", "first-registered"),
    }
    rooms = {one.case: one.result for one in demo().decisions if one.rule == "sales-room"}
    assert (rooms["a-0502-2"], rooms["b-0801-1"], rooms["b-0302-2"]) == ("came-later", "same-minute", "came-first")


def test_the_demo_s_agreed_shares() -> None:
    one = demo().find("sales-commission-shares/2026-11-16/1100/b-1101-2")
    assert isinstance(one, Decision)
    assert [(share.person, int(share.amount)) for share in one.shares] == [("ren-ziang", 70), ("qian-ruoxi", 30)]
