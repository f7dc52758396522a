"""How somebody's months and weeks went: scores for a line, and a map of what was done by weekday and week (A4.4, A7.4).

A sealed month has the score that was sealed. Cards of different kinds make lines of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.publish.charts import Cell, Point, Row
from taizhang.publish.closings import Sealed
from taizhang.publish.own_week import DONE
from taizhang.publish.sheets import Sheet
from taizhang.publish.view import View
from taizhang.when.period import Period, PeriodKind, latest, period_of

MONTHS = 12
"""So many months of scores at most make the line."""
WEEKS = 12
"""So many weeks, the last the one that runs, make the map."""
STEPS = (Decimal(1), Decimal(2), Decimal(4))


@dataclass(frozen=True, slots=True)
class WeekMap:
    """What was done by weekday (rows) and week (columns); ``days`` are the rows' numbers, Monday 0."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    total: int

    def named(self, names: str) -> tuple[Row, ...]:
        """The rows called by the weekdays' ``names``."""
        return tuple(Row(names[day], cells) for day, cells in self.rows)


def scores(sheets: Iterable[Sheet], sealed_of: Callable[[Sheet], Sealed | None]) -> tuple[Point, ...]:
    """The scores of the latest months, oldest first; none where there are fewer than two."""
    found = [(sheet, total) for sheet in sheets if (total := _total(sheet, sealed_of(sheet))) is not None][:MONTHS]
    points = tuple(Point(sheet.month.key[2:], total, sheet.address) for sheet, total in reversed(found))
    return points if len(points) > 1 else ()


class Doing:
    """What everybody did on each day of the last weeks, counted once."""

    def __init__(self, view: View) -> None:
        self._weeks = latest(period_of(PeriodKind.WEEK, view.as_of.date()), WEEKS)
        self._counts: Counter[tuple[str, date]] = Counter(
            (fact.person, fact.time.date())
            for name in DONE
            for fact in view.facts.named(name)
            if fact.time.date() >= self._weeks[0].start
        )

    def of(self, person: str, address_of: Callable[[Period], str]) -> WeekMap | None:
        """A person's map; None where nothing was done in any of these weeks. Weekends are there if worked."""
        weeks = self._weeks
        days = {week: tuple(week.days) for week in weeks}
        counts: Mapping[tuple[str, date], int] = self._counts
        done = {day: counts.get((person, day), 0) for week in weeks for day in days[week]}
        total = sum(done.values())
        if not total:
            return None
        worked = [number for number in range(7) if number < 5 or any(done[days[week][number]] for week in weeks)]
        rows = tuple(
            (
                number,
                tuple(self._cell(done[days[week][number]], days[week][number], address_of(week)) for week in weeks),
            )
            for number in worked
        )
        return WeekMap(tuple(f"W{week.key[-2:]}" for week in weeks), rows, total)

    def _cell(self, count: int, day: date, address: str) -> Cell:
        return Cell(Decimal(count) if count else None, address if count else "", f"{day:%m-%d}")


def _total(sheet: Sheet, sealed: Sealed | None) -> Decimal | None:
    """The month's score, else that of the longer card that belongs to it."""
    if sealed is not None:
        return sealed.card.total
    if sheet.card is not None:
        return sheet.card.total
    return next((one.card.total for one in sheet.further if one.card.total is not None), None)
