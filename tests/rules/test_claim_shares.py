"""Sharing out to the cent: the handler's half is rounded half-up, the other gets the rest (B1.2, G10)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.rules.claim_shares import UNDECIDED, Award, half, whole


@pytest.mark.parametrize(
    ("amount", "handler", "other"),
    [("999.99", "500.00", "499.99"), ("1000.00", "500.00", "500.00"), ("0.01", "0.01", "0.00"), ("0", "0.00", "0.00")],
)
def test_the_odd_cent_is_the_handlers(amount: str, handler: str, other: str) -> None:
    """And the shares add up."""
    found = half("b", "a", "b").shared(Decimal(amount))
    assert [(one.person, one.amount) for one in found] == [("b", Decimal(handler)), ("a", Decimal(other))]


def test_all_goes_to_one_who_follows() -> None:
    """Undecided gives nothing."""
    assert whole("a").follows == "a"
    assert [one.amount for one in whole("a").shared(Decimal("3.50"))] == [Decimal("3.50")]
    assert Award(UNDECIDED).shared(Decimal(5)) == ()
