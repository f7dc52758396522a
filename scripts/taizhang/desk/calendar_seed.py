"""A year's calendar record to review, seeded from chinesecalendar: never used before two people have read it (G5)."""

from __future__ import annotations

from datetime import date, timedelta

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}
HEAD = """\
year: {year}
source:
  title: {title}
  issued_on: {issued_on}
entered_by: {entered_by}
reviewed_by: {reviewed_by}
reviewed_on: {reviewed_on}
"""


def calendar_days(year: int) -> tuple[list[tuple[date, str]], list[tuple[date, str]]] | None:
    """The year's holidays and make-up working days with their Chinese names; None where the library lacks the year."""
    import chinese_calendar

    holidays: list[tuple[date, str]] = []
    workdays: list[tuple[date, str]] = []
    day = date(year, 1, 1)
    while day.year == year:
        try:
            off, name = chinese_calendar.get_holiday_detail(day)
        except NotImplementedError:
            return None
        if off and name is not None:
            holidays.append((day, NAMES[name]))
        elif not off and day.weekday() >= 5:
            workdays.append((day, f"{NAMES[name]}调休" if name else "调休上班"))
        day += timedelta(days=1)
    return holidays, workdays


def calendar_stub(year: int, **head: str) -> str | None:
    """The record's text; ``head`` fills the source and the people, which nobody can guess."""
    days = calendar_days(year)
    if days is None:
        return None
    lines = [HEAD.format(year=year, **head).rstrip()]
    for field, listed in zip(("holidays", "workdays"), days, strict=True):
        lines.append(f"{field}:")
        lines += [f"  - {{day: {day}, name: {name}}}" for day, name in listed]
    return "\n".join(lines) + "\n"
