"""How income is spread over customers, in trades whose records say which customer paid how much."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from taizhang.publish.charts import Share, first_with
from taizhang.publish.view import View
from taizhang.rules.amounts import number

PAID = (("deal.signed", "amount"), ("sale.booked", "amount"), ("unit-sale.signed", "price"))
"""The facts that say what was paid, each with the attribute that holds how much."""
FEWEST = 3
"""Of fewer customers a list tells as much."""
MOST = Decimal(80)


@dataclass(frozen=True, slots=True)
class Income:
    """A unit's income by customer, the largest first; ``first`` of them bring ``MOST`` per cent of ``whole``.

    ``unnamed`` is what no customer is named for; it is no part of the whole.
    """

    unit: str
    shares: tuple[Share, ...]
    whole: Decimal
    unnamed: Decimal
    first: int


def incomes(view: View) -> tuple[Income, ...]:
    """The income of each unit in which at least ``FEWEST`` customers paid something, by unit."""
    found: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for name, attribute in PAID:
        for fact in view.facts.named(name):
            paid = number(fact.get(attribute))
            if paid is not None:
                found[fact.unit][fact.customer] += paid
    told = (_income(view, unit, paid) for unit, paid in sorted(found.items()))
    return tuple(one for one in told if len(one.shares) >= FEWEST)


def _income(view: View, unit: str, paid: dict[str, Decimal]) -> Income:
    named = {customer: amount for customer, amount in paid.items() if customer}
    ordered = sorted(named.items(), key=lambda one: (-one[1], one[0]))
    shares = tuple(
        Share(view.name("customer", customer), amount, f"customers/{customer}/") for customer, amount in ordered
    )
    whole = sum((amount for amount in named.values()), Decimal())
    return Income(unit, shares, whole, paid.get("", Decimal()), first_with(shares, MOST))
