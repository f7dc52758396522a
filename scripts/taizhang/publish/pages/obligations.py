"""Obligations: what is open now, and all that was due in each unit and month, and in each late week (A4.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from taizhang.desk.due_list import OPEN
from taizhang.ledger.month import month_of
from taizhang.publish.links import obligations_page, week_duties_page
from taizhang.publish.maker import Maker
from taizhang.publish.on_time import on_time_of
from taizhang.publish.stamp import Page
from taizhang.publish.urgency import counted, urgency
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
    """The list, and the page of every unit and month and of every late week that has an obligation."""
    view = maker.view
    months = unit_months(view.obligations)
    still = open_now(view.obligations)
    weeks = on_time_of(view)
    yield maker.page(
        "obligations.html",
        "obligations/",
        "obligations/",
        "应办",
        still=still,
        months=months,
        states=weeks.states(),
        pressing=counted(still, view.as_of),
        urgency=lambda one: urgency(one, view.as_of),
    )
    for one in months:
        yield maker.page("obligations_month.html", "obligations/shell/", one.address, title(view, one), found=one)
    for week, duties in weeks.due.items():
        yield maker.page(
            "obligations_week.html",
            "obligations/shell/",
            week_duties_page(week.key),
            f"{week.key} 应办",
            week=week,
            duties=sorted(duties, key=_by_due),
        )


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
