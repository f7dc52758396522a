"""Units by trade: those that one regulation rules stand beside each other, and nobody is ranked against another trade.

A unit's place is by how much of the month was done in time; who is equal shares a place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.publish.charts import Point
from taizhang.publish.on_time import short_month
from taizhang.publish.standing import Standing, Standings, change
from taizhang.publish.view import View
from taizhang.when.period import latest

MONTHS = 6
"""So many months, the last the one that runs, make a unit's trend."""


@dataclass(frozen=True, slots=True)
class Trade:
    """Units of one trade in the register's order; ``above`` is the unit above all of them, "" where there is none."""

    title: str
    above: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit this month: by how many percentage points its rate rose, and its rates of the last months."""

    unit: str
    standing: Standing
    scored: Standing
    change: Decimal | None
    trend: tuple[Point, ...]

    @property
    def tells(self) -> bool:
        """Whether its rates make a line: there are at least two."""
        return sum(point.value is not None for point in self.trend) > 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands in its trade: ``number`` from 1, None where it has no rate to stand by."""

    number: int | None
    branch: Branch


def trades(view: View, units: Iterable[str]) -> tuple[Trade, ...]:
    """The units by trade: ruled by the same regulations or, where none rules them, below the same unit."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    titles = {book.id: book.title for book in view.rulebooks}
    for unit in units:
        chain = tuple(view.registers.above(unit))
        books = tuple(book.id for book in view.rulebooks if not set(book.units).isdisjoint(chain))
        found[books or ("", chain[-1])].append(unit)
    return tuple(_trade(view, [titles[one] for one in key if one in titles], members) for key, members in found.items())


def branch(standings: Standings, unit: str) -> Branch:
    """A unit with its trend."""
    found = [standings.of(unit, one) for one in latest(standings.now, MONTHS)]
    return Branch(
        unit,
        found[-1],
        standings.scored(unit),
        change(found[-1].rate, found[-2].rate),
        tuple(Point(short_month(one.month), one.rate) for one in found),
    )


def ranked(branches: Sequence[Branch]) -> tuple[Place, ...]:
    """The branches of a trade by their rates, the best first, who has none last."""
    rates = [one.standing.rate for one in branches if one.standing.rate is not None]
    order = sorted(branches, key=lambda one: -(one.standing.rate if one.standing.rate is not None else Decimal(-1)))
    return tuple(
        Place(None if (own := one.standing.rate) is None else 1 + sum(rate > own for rate in rates), one)
        for one in order
    )


def _trade(view: View, books: Sequence[str], units: Sequence[str]) -> Trade:
    chains = [tuple(view.registers.above(unit))[1:] for unit in units]
    shared = (one for one in chains[0] if all(one in chain for chain in chains))
    above = next(shared, "")
    return Trade(view.unit(above) if above else "、".join(books) or view.unit(units[0]), above, tuple(units))
