"""Weeks: the list of all units' weeks, and a page each with who reported, plan against done, and what agrees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from taizhang.explain.catalogue import WORDS
from taizhang.publish.maker import Maker
from taizhang.publish.meeting import Meetings
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.publish.week import UnitWeek, Weeks
from taizhang.publish.week_board import board
from taizhang.when.calendar import DayKind, DayWhy
from taizhang.when.period import PeriodKind, period_of

ORDINARY = (DayWhy.WEEKDAY, DayWhy.WEEKEND)
LISTED = timedelta(weeks=52)
"""How far back the list goes; older weeks are found from week to week."""


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every unit's weeks (A4.4, A4.7, A5.1 to A5.7)."""
    view = maker.view
    weeks, meetings = Weeks(view), Meetings(view)
    found = weeks.all()
    since = period_of(PeriodKind.WEEK, view.as_of.date() - LISTED)
    listed = tuple(one for one in found if one.week >= since)
    yield maker.page("weeks.html", "weeks/", "weeks/", "周", rows=listed, since=since, older=len(found) > len(listed))
    for one in found:
        before, after = weeks.beside(one)
        yield maker.page(
            "week.html",
            "weeks/shell/",
            f"weeks/{one.unit}.{one.week.key}/",
            title(view, one),
            f"{one.week.key} {one.unit}",
            one=one,
            board=board(one),
            days=tuple((day, kind is None or kind.working, notable(kind)) for day, kind in one.days),
            before=before,
            after=after,
            others=weeks.others(one),
            rollup=view.record(one.rollup) if one.rollup else None,
            meetings=meetings.of_week(one.unit, one.week.key),
            loads=view.workloads.of_unit(one.unit, one.week),
        )


def title(view: View, one: UnitWeek) -> str:
    """A week's name: its unit and key."""
    return f"{view.unit(one.unit)} {one.week.key}"


def notable(kind: DayKind | None) -> str:
    """What a day is, where it is not what its weekday says."""
    return "" if kind is not None and kind.why in ORDINARY else day_word(kind)


def day_word(kind: DayKind | None) -> str:
    """What a day is by the unit's calendar, a holiday by its own name."""
    if kind is None:
        return WORDS["kind.unknown"]
    return kind.name if kind.name and not kind.working else WORDS[f"kind.{kind.why}"]
