"""The formats our schemas name, as plain predicates both validators share."""

from __future__ import annotations

from collections.abc import Callable

from taizhang.when.moment import parse_date, parse_moment, parse_time
from taizhang.when.period import parse_period


def is_date(value: object) -> bool:
    """``2026-10-13``, a day that exists."""
    return not isinstance(value, str) or parse_date(value) is not None


def is_moment(value: object) -> bool:
    """``2026-10-13 09:40``."""
    return not isinstance(value, str) or parse_moment(value) is not None


def is_time(value: object) -> bool:
    """``09:40``."""
    return not isinstance(value, str) or parse_time(value) is not None


def is_period(value: object) -> bool:
    """A week, month, quarter, half-year or year that exists, by its key."""
    return not isinstance(value, str) or parse_period(value) is not None


FORMATS: dict[str, Callable[[object], bool]] = {
    "date": is_date,
    "moment": is_moment,
    "time": is_time,
    "week": is_period,
    "month": is_period,
    "quarter": is_period,
    "half-year": is_period,
    "year": is_period,
    "period": is_period,
}
