"""Obligations: what is open now, and a page for each unit and month with everything that was due there (A4.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from taizhang.desk.due_list import OPEN
from taizhang.ledger.month import month_of
from taizhang.publish.links import obligations_page
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import Counts, View, count
from taizhang.rules.outcome import Obligation, State
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """What is due in a unit ("" for none) and month, by due instant, what has none last."""

    unit: str
    month: Period
    duties: tuple[Obligation, ...]

    @property
    def address(self) -> str:
        """Where its page is."""
        return obligations_page(self.unit, self.month.key)

    @property
    def counts(self) -> Counts:
        """The duties by state."""
        return count(self.duties)


def pages(maker: Maker) -> Iterator[Page]:
    """The list and the page of every unit and month that has an obligation."""
    view = maker.view
    months = unit_months(view.obligations)
    still = open_now(view.obligations)
    yield maker.page("obligations.html", "obligations/", "obligations/", "应办", still=still, months=months)
    for one in months:
        yield maker.page("obligations_month.html", "obligations/shell/", one.address, title(view, one), found=one)


def open_now(obligations: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """What is still to be done: overdue first, then by due instant, what has none last."""
    still = (one for one in obligations if one.state in OPEN)
    return tuple(sorted(still, key=lambda one: (one.state is not State.OVERDUE, *_by_due(one))))


def unit_months(obligations: Iterable[Obligation]) -> tuple[UnitMonth, ...]:
    """The obligations by unit and month (G8), newest month first."""
    found: defaultdict[tuple[Period, str], list[Obligation]] = defaultdict(list)
    for one in obligations:
        found[month_of(one), one.unit].append(one)
    every = (UnitMonth(unit, month, tuple(sorted(parts, key=_by_due))) for (month, unit), parts in found.items())
    return tuple(sorted(every, key=lambda one: (-one.month.start.toordinal(), one.unit)))


def title(view: View, one: UnitMonth) -> str:
    """``城东分公司 2026-10 应办``."""
    return f"{view.unit(one.unit)} {one.month.key} 应办".strip()


def _by_due(one: Obligation) -> tuple[datetime, str, tuple[str, str, str, str]]:
    return (one.due or datetime.max, one.person, one.order)
