"""What is under way with each customer: cases with their stage and clock, service orders whose chain is not closed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.publish.callbacks import DISSATISFIED, orders
from taizhang.publish.pipeline import Clock, cases
from taizhang.publish.view import View
from taizhang.rules.outcome import Obligation


@dataclass(frozen=True, slots=True)
class Going:
    """Something under way: its page, what it is called, how far it is, and the duty that somebody has now.

    ``clock`` is told where days are counted; ``duty`` is None while nobody owes anything.
    """

    address: str
    sort: str
    number: str
    name: str
    stage: str
    duty: Obligation | None
    clock: Clock | None = None

    @property
    def order(self) -> tuple[datetime, str]:
        """By when it presses."""
        return ((self.duty.due if self.duty else None) or datetime.max, self.number)


def going(view: View) -> Mapping[str, tuple[Going, ...]]:
    """What is under way, the most pressing first, by the customer's id."""
    found: dict[str, list[Going]] = defaultdict(list)
    for customer, one in (*_cases(view), *_orders(view)):
        found[customer].append(one)
    return {customer: tuple(sorted(those, key=lambda one: one.order)) for customer, those in found.items()}


def _cases(view: View) -> Iterator[tuple[str, Going]]:
    for case in cases(view):
        customer = case.record.text("customer")
        if not customer or case.over:
            continue
        clock = case.clock if case.clock is not None and case.clock.running else None
        yield (
            customer,
            Going(
                address=case.address,
                sort=case.kind.title,
                number=case.record.id or case.record.text("name"),
                name=case.record.text("name") if case.record.id else "",
                stage=case.stage.title if case.stage else "",
                duty=clock.duty if clock else None,
                clock=clock,
            ),
        )


def _orders(view: View) -> Iterator[tuple[str, Going]]:
    """Orders whose customer is not satisfied yet; that nobody has called at all is a duty of its own."""
    stage = view.fact_names.fact(DISSATISFIED)
    for order in orders(view):
        if not order.chained or order.closed:
            continue
        due = order.link
        sort = next(iter(view.kinds_at((order.fact.source.path,))), "")
        title = next((kind.title for kind in view.kinds if kind.name == sort), "")
        yield order.fact.customer, Going(order.address, title, order.case, "", stage, due.duty if due else None)
