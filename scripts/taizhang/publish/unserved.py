"""How long ago customers were last served, by grade: who has been left alone stands out (A4.8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from taizhang.publish.charts import Aged, bucket_of
from taizhang.publish.links import table_page
from taizhang.rules.outcome import Obligation

LIMITS = (7, 14, 30)
"""Days since the last service, the last day of a step included; then more, then never."""
NEVER = len(LIMITS) + 1
UNGRADED = "—"
"""What the list of customers says of one without a grade."""


class Served(Protocol):
    """What is asked of a customer: his grade, when he was last served, the duties to serve him often enough."""

    @property
    def grade(self) -> str:
        """His grade, "" for none."""

    @property
    def served(self) -> datetime | None:
        """When he was last served; None for never."""

    @property
    def frequency(self) -> tuple[Obligation, ...]:
        """The duties to serve him often enough in the period that runs."""


def unserved(customers: Iterable[Served], now: datetime) -> tuple[Aged, ...]:
    """The customers that somebody serves, or must serve, by grade and by days since the last service.

    Trades whose customers nobody serves by rule or by record are left out; each grade leads to its customers.
    """
    found = [one for one in customers if one.served is not None or one.frequency]
    grades: dict[str, list[Served]] = defaultdict(list)
    for one in found:
        grades[one.grade].append(one)
    return tuple(
        Aged(
            grade or UNGRADED,
            _counts(grades[grade], now),
            table_page("customers/", "customers", grade=grade or UNGRADED),
        )
        for grade in sorted(grades, key=lambda grade: (not grade, grade))
    )


def long_ago(rows: Iterable[Aged]) -> int:
    """How many were served before the last limit, or never."""
    return sum(sum(row.counts[len(LIMITS) :]) for row in rows)


def _counts(customers: Iterable[Served], now: datetime) -> tuple[int, ...]:
    counts = [0] * (NEVER + 1)
    for one in customers:
        days = None if one.served is None else (now.date() - one.served.date()).days
        counts[NEVER if days is None else bucket_of(days, LIMITS)] += 1
    return tuple(counts)
