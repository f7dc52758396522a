"""The grammar of ``due``, as data."""

from __future__ import annotations

from datetime import time

import pytest

from taizhang.when.due import (
    Due,
    EachNight,
    EachWorkingDay,
    Offset,
    OnAnniversary,
    OnMonthDay,
    OnWeekday,
    OnWorkingDay,
    ShortMonth,
    Side,
    Unit,
    Way,
    due_from,
)
from taizhang.when.moment import END_OF_DAY

SHIFT = ["previous-in-week", "next-in-week", "waive"]
WAYS = (Way.PREVIOUS_IN_WEEK, Way.NEXT_IN_WEEK, Way.WAIVE)


@pytest.mark.parametrize(
    ("mapping", "due"),
    [
        (
            {"day": "friday", "time": "17:30", "on_holiday": SHIFT},
            OnWeekday(4, Side.SAME, time(17, 30), WAYS),
        ),
        ({"day": "monday", "week": "after"}, OnWeekday(0, Side.AFTER)),
        ({"day": "sunday", "week": "before", "on_holiday": "none"}, OnWeekday(6, Side.BEFORE, None, (Way.NONE,))),
        ({"day": 28}, OnMonthDay(28)),
        (
            {"day": 30, "month": "before", "short_month": "waive", "time": "24:00", "on_holiday": ["waive"]},
            OnMonthDay(30, Side.BEFORE, ShortMonth.WAIVE, END_OF_DAY, (Way.WAIVE,)),
        ),
        ({"day": "last", "month": "after"}, OnMonthDay(31, Side.AFTER)),
        ({"working_day": 3, "period": "after", "time": "12:00"}, OnWorkingDay(3, Side.AFTER, time(12, 0))),
        ({"working_day": -1}, OnWorkingDay(-1)),
        ({"after": "raised_at", "hours": 24}, Offset("raised_at", 24, Unit.HOURS)),
        ({"after": "raised_on", "days": 10, "time": "24:00"}, Offset("raised_on", 10, Unit.DAYS, END_OF_DAY)),
        ({"after": "raised_on", "working_days": 5}, Offset("raised_on", 5, Unit.WORKING_DAYS)),
        ({"after": "signed_on", "months": 1}, Offset("signed_on", 1, Unit.MONTHS)),
        (
            {"before": "period-start", "days": 1, "on_holiday": ["previous-working-day"]},
            Offset("period-start", -1, Unit.DAYS, None, (Way.PREVIOUS_WORKING_DAY,)),
        ),
        (
            {"anniversary": "contact.birthday", "window": {"before": 7, "after": 0}, "time": "24:00"},
            OnAnniversary("contact.birthday", 7, 0, END_OF_DAY),
        ),
        ({"anniversary": "signed_on", "window": {"after": 3}}, OnAnniversary("signed_on", 0, 3)),
        ({"anniversary": "signed_on"}, OnAnniversary("signed_on")),
        ({"each": "working-day", "time": "08:30"}, EachWorkingDay(time(8, 30))),
        ({"each": "night", "time": "18:30"}, EachNight(time(18, 30))),
        ({"each": "night", "time": "08:00", "ends": "next-day"}, EachNight(time(8, 0), next_day=True)),
    ],
)
def test_each_form_is_read(mapping: dict[str, object], due: Due) -> None:
    assert due_from(mapping) == due


@pytest.mark.parametrize(
    "mapping",
    [
        {},
        {"time": "17:30"},
        {"day": "someday"},
        {"day": "friday", "time": "1730"},
        {"day": "friday", "week": "next"},
        {"day": "friday", "on_holiday": ["sometimes"]},
        {"day": 31, "short_month": "cut"},
        {"working_day": "third"},
        {"after": "raised_at"},
        {"after": "raised_at", "days": "ten"},
        {"anniversary": "birthday", "window": 7},
        {"each": "week"},
    ],
)
def test_what_no_schema_passes_is_refused(mapping: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no due|not a valid"):
        due_from(mapping)
