"""Two customers that are one: from the day of the merger, whatever names the one that is gone speaks of the one kept.

References keep the id they were written with; what happened before that day stays with whom it was written of, so that
no month that is over counts otherwise than it did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from taizhang.facts.fact import Fact
from taizhang.records.book import Book
from taizhang.when.moment import parse_date

CUSTOMER = "customer"


@dataclass(frozen=True, slots=True)
class Merger:
    """One customer gone into another: since which day, and the record that says so."""

    kept: str
    since: date
    path: str


def mergers(book: Book) -> Mapping[str, Merger]:
    """The mergers by the id of who is gone; one without a day or into itself is none."""
    found: dict[str, Merger] = {}
    for record in book.of(CUSTOMER) if CUSTOMER in book.schemas.kinds else ():
        kept, since = record.text("merged_into"), parse_date(record.text("closed_on"))
        if kept and since is not None and kept != record.id:
            found[record.id] = Merger(kept, since, record.path)
    return found


def kept_on(customer: str, day: date, merged: Mapping[str, Merger]) -> str:
    """Who a customer's id speaks of on ``day``, from merger to merger; in a circle nobody is kept but the one named."""
    seen = {customer}
    now = customer
    while (merger := merged.get(now)) is not None and merger.since <= day:
        now = merger.kept
        if now in seen:
            return customer
        seen.add(now)
    return now


def followed(facts: Iterable[Fact], book: Book) -> Iterator[Fact]:
    """The facts, each about the customer that is kept on its day; what a customer's own file says stays its own."""
    merged = mergers(book)
    if not merged:
        yield from facts
        return
    own = {merger.path for merger in merged.values()}
    for fact in facts:
        kept = kept_on(fact.customer, fact.time.date(), merged) if fact.customer in merged else fact.customer
        yield fact if kept == fact.customer or fact.source.path in own else replace(fact, customer=kept)
