"""The calendars that the tests count on: 2026 in full, of 2024 the Spring Festival, 2027 not published."""

from __future__ import annotations

from datetime import date, timedelta

from taizhang.when.calendar import WorkCalendar, YearDays


def span(first: str, last: str, name: str) -> dict[date, str]:
    """The days from ``first`` to ``last``, each with ``name``."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return {start + timedelta(days=n): name for n in range((end - start).days + 1)}


def named(name: str, *days: str) -> dict[date, str]:
    """Single days, each with ``name``."""
    return {date.fromisoformat(day): name for day in days}


YEAR_2024 = YearDays(2024, span("2024-02-10", "2024-02-17", "春节"), named("春节", "2024-02-04", "2024-02-18"))
YEAR_2026 = YearDays(
    2026,
    holidays={
        **span("2026-01-01", "2026-01-03", "元旦"),
        **span("2026-02-15", "2026-02-23", "春节"),
        **span("2026-04-04", "2026-04-06", "清明节"),
        **span("2026-05-01", "2026-05-05", "劳动节"),
        **span("2026-06-19", "2026-06-21", "端午节"),
        **span("2026-09-25", "2026-09-27", "中秋节"),
        **span("2026-10-01", "2026-10-07", "国庆节"),
    },
    workdays={
        **named("元旦", "2026-01-04"),
        **named("春节", "2026-02-14", "2026-02-28"),
        **named("劳动节", "2026-05-09"),
        **named("国庆节", "2026-09-20", "2026-10-10"),
    },
)
CALENDAR = WorkCalendar((YEAR_2024, YEAR_2026))
