"""A supervisor's pay by what was sold: the listed categories alone, never below nothing, more for more (D3.4)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.ledger import compute
from taizhang.rules.amounts import half_up
from taizhang.rules.outcome import Entry, Known
from taizhang.tables.pay import payable, waiting
from taizhang.when.period import PeriodKind, parse_period
from tests.books import book_of
from tests.dining import HISTORY, book, company, ledger_at, statement

AFTER = "2026-11-04 09:00"
COUNTED = ("private-room-second-floor", "banquet", "group-meal")
OTHERS = ("private-room-other-floor", "buffet-ticket", "mooncake", "other")
CENTS = st.integers(min_value=0, max_value=20_000_000).map(lambda cents: Decimal(cents) / 100)


def pay(*sales: tuple[str, str, str], at: str = AFTER, reported: str = "2026-11-02 10:30") -> Entry | None:
    """What October's sales give Meng."""
    found = ledger_at(at, statement(*sales, at=reported)).entries
    return next((one for one in found if (one.rule, one.person) == ("catering-pay", "meng")), None)


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("95000.00", "800.00"),
        ("80000.00", "500.00"),
        ("80000.25", "500.01"),
        ("80000.24", "500.00"),
        ("60000.00", "100.00"),
        ("55000.00", "0.00"),
        ("54999.99", "0.00"),
        ("50000.00", "0.00"),
        ("0.00", "0.00"),
    ],
)
def test_to_the_cent(amount: str, expected: str) -> None:
    """The amount as it is written, so that a minus before nothing would show."""
    found = pay(("2026-10-12", "banquet", amount))
    assert found is not None
    assert (f"{found.amount:.2f}", found.account, found.period) == (expected, "CNY", "2026-10")


@pytest.mark.parametrize(
    ("category", "expected"), [(one, "520.00") for one in COUNTED] + [(one, "500.00") for one in OTHERS]
)
def test_only_the_listed_categories_count(category: str, expected: str) -> None:
    found = pay(("2026-10-01", "banquet", "80000.00"), ("2026-10-31", category, "1000.00"))
    assert found is not None
    assert f"{found.amount:.2f}" == expected


def test_without_the_months_statement_there_is_no_proposal() -> None:
    """Missing is not nothing (G12): not one minute before it is reported, and 0.00 where nothing was sold."""
    sale = ("2026-10-12", "banquet", "95000.00")
    assert pay(sale, reported="") is None
    assert pay(sale, at="2026-11-02 10:29") is None
    assert pay(sale, at="2026-11-02 10:30") is not None
    nothing = pay()
    assert nothing is not None
    assert f"{nothing.amount:.2f}" == "0.00"
    (measure,) = (
        one
        for one in ledger_at(AFTER, statement(sale, at="")).measures
        if (one.rule, one.person, one.period) == ("catering-sales", "meng", "2026-10")
    )
    assert measure.known is Known.MISSING


def test_a_proposal_tells_the_sales_the_sum_and_that_it_is_one() -> None:
    found = pay(("2026-10-12", "banquet", "95000.00"))
    assert found is not None
    names = [one.sentence for one in found.cause.children]
    assert names[0] == "measure.number"
    assert "adjust.money" in names
    assert [one.sentence for one in found.cause.children[0].children][:1] == ["measure.amount"]
    assert found.because == {"catering-sales/2026-10/meng"}


@settings(max_examples=25, deadline=None)
@given(counted=CENTS, more=CENTS, aside=CENTS)
def test_never_below_nothing_and_more_for_more(counted: Decimal, more: Decimal, aside: Decimal) -> None:
    """What is sold besides changes nothing."""
    less = pay(("2026-10-12", "banquet", f"{counted:.2f}"))
    rest = pay(
        ("2026-10-12", "banquet", f"{counted:.2f}"),
        ("2026-10-13", "group-meal", f"{more:.2f}"),
        ("2026-10-14", "mooncake", f"{aside:.2f}"),
    )
    assert less is not None
    assert rest is not None
    assert Decimal(0) <= less.amount <= rest.amount
    assert less.amount == max(Decimal(0), half_up(500 + (counted - 80000) * Decimal("0.02")))


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_the_order_of_files_does_not_matter(data: st.DataObject) -> None:
    """Not of the outcomes, nor of their causes."""
    files = company()
    files |= statement(("2026-10-12", "banquet", "60000.00"), ("2026-10-13", "mooncake", "1.00"))
    files |= statement(("2026-10-02", "group-meal", "81000.00"), person="xu")
    shuffled = dict(data.draw(st.permutations(list(files.items()))))
    at = datetime(2026, 11, 4, 9, 0)
    first, second = (compute(book_of(one), HISTORY, at).outcomes for one in (files, shuffled))
    assert first == second


def test_the_departments_rulebook_is_sound() -> None:
    """Its worked examples too: they run with the check."""
    assert [one.message for one in book().problems if one.path.startswith("records/rulebooks/")] == []


def test_a_month_waits_for_who_has_no_number_and_can_not_be_exported_before_it_is_confirmed() -> None:
    october = parse_period("2026-10", PeriodKind.MONTH)
    assert october is not None
    sales = statement(("2026-10-12", "banquet", "95000.00"))
    ledger = ledger_at(AFTER, sales)
    assert [(rule, one.person) for rule, one in waiting(ledger, october)] == [("catering-pay", "xu")]
    found = payable(ledger, book(sales), october)
    assert (found.sealed, found.lacking, found.never) == ((), ("hall",), ())
    assert payable(ledger, book(sales), october, "elsewhere").lacking == ()
