"""Income by customer: what the deals and contracts say, counted by hand; what names no customer is kept apart."""

from __future__ import annotations

from decimal import Decimal

from taizhang.publish.income import incomes
from tests.publish import companies
from tests.publish.demo import demo_view


def test_the_flats_sold_are_the_sales_office_s_income() -> None:
    """Contracts of 1,460,000, 1,350,000, 1,286,000 and two more: 6,214,000 together; 80 % are 4,971,200."""
    prices = sorted((Decimal(fact.get("price")) for fact in demo_view().facts.named("unit-sale.signed")), reverse=True)
    assert sum(prices[:3]) < Decimal(4971200) <= sum(prices[:4])
    (office,) = [one for one in incomes(demo_view()) if one.unit == "sales-office"]
    assert (office.whole, office.unnamed, office.first) == (Decimal(6214000), Decimal(0), 4)
    assert [share.value for share in office.shares] == prices
    assert (office.shares[0].label, office.shares[0].address) == ("何先生三居", "customers/C-002015/")


def test_the_gym_s_deals_are_by_customer() -> None:
    (gym,) = [one for one in incomes(demo_view()) if one.unit == "fitness"]
    deals = demo_view().facts.named("deal.signed")
    assert gym.whole == sum(Decimal(fact.get("amount")) for fact in deals)
    assert len(gym.shares) == len({fact.customer for fact in deals}) == 57


def test_sales_that_name_nobody_are_no_customer_s() -> None:
    assert "catering" not in {one.unit for one in incomes(demo_view())}


def test_nothing_sold() -> None:
    assert incomes(companies.view_of(companies.ordinary())) == ()
