"""Customers in somebody's care by urgency (A4.8)."""

from __future__ import annotations

from collections import Counter

from taizhang.publish.care import URGENT, Care, in_care
from tests.publish.demo import demo_view


def test_what_presses_comes_first() -> None:
    """Due on 11-23 the two to be put right, then the service still owed until 11-30, then who was seen longest ago."""
    found = in_care(demo_view())["zhang-wei"]
    assert [(one.id, one.group) for one in found.customers] == [
        ("C-000135", "due"),
        ("C-000123", "due"),
        ("C-000147", "due"),
        ("C-000111", "rest"),
        ("C-000159", "rest"),
    ]
    assert [(one.customer, one.wanted - one.done) for one in found.again] == [("C-000135", 1), ("C-000147", 1)]


def test_everybody_s_customers_stand_by_group_due_and_last_service() -> None:
    for care in in_care(demo_view()).values():
        keys = [(URGENT.index(one.group), str(one.next.due) if one.next else "9") for one in care.customers]
        assert keys == sorted(keys)
        rest = [str(one.last or "") for one in care.of("rest") if one.next is None]
        assert rest == sorted(rest)


def test_an_overdue_duty_puts_a_customer_on_top() -> None:
    found = in_care(demo_view())
    late = {one.id for care in found.values() for one in care.of("overdue")}
    assert late == {
        one.customer for one in demo_view().obligations if one.state.value == "overdue" and one.customer in late
    }
    assert late


def test_other_trades_call_a_service_otherwise() -> None:
    """The catering department cares for its customers and logs it as that."""
    (one,) = [one for one in in_care(demo_view())["meng-yunjin"].customers if one.last and one.last.day == 17]
    assert one.standing.served is None
    assert not in_care(demo_view())["meng-yunjin"].graded


def test_a_customer_is_in_the_care_of_one() -> None:
    """C-000117 went from zhong-jun to zhao-min on 10-14; no customer has two account managers."""
    care = in_care(demo_view())
    every = Counter(one.id for theirs in care.values() for one in theirs.customers)
    assert set(every.values()) == {1}
    assert [person for person, theirs in care.items() if "C-000117" in {one.id for one in theirs.customers}] == [
        "zhao-min"
    ]
    assert "xie-jun" not in care


def test_nobody_s_care_is_empty() -> None:
    assert (Care(()).customers, Care(()).again, Care(()).graded) == ((), (), False)
