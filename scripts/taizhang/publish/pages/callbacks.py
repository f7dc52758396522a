"""Callbacks: who is still to be called, how many days are left, and a page for each dissatisfied customer (B9.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from taizhang.publish.callbacks import Order, orders, waiting
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View


def pages(maker: Maker) -> Iterator[Page]:
    """The list, and the page of every order whose customer was dissatisfied."""
    view = maker.view
    found = orders(view)
    chains = tuple(sorted((one for one in found if one.chained), key=lambda one: one.closed))
    yield maker.page(
        "callbacks.html",
        "callbacks/",
        "callbacks/",
        "回访",
        orders=found,
        waiting=waiting(found),
        chains=chains,
        called=tuple(sorted((one for one in found if one.turns), key=_called, reverse=True)),
    )
    for one in chains:
        title = f"{one.case} {view.name('customer', one.fact.customer)}"
        yield maker.page("callback.html", "callbacks/shell/", one.address, title, words(view, one), one=one)


def _called(one: Order) -> tuple[datetime, str]:
    return (one.turns[0].call.time, one.case)


def words(view: View, one: Order) -> str:
    """A chain is found by its order, its unit and its customer."""
    customer = one.fact.customer
    return " ".join((one.case, view.unit(one.fact.unit), customer, view.name("customer", customer), "不满意"))
