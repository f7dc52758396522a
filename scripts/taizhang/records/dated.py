"""Dated lists (posts, owners, grades): each item from its first day to its last, closed by the next one's beginning."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from taizhang.when.moment import parse_date


class Dated(NamedTuple):
    """One item: its place in the list, first day, last day (None: open), its fields."""

    number: int
    first: date
    last: date | None
    values: Mapping[str, object]


def dated(listed: object) -> tuple[Dated, ...]:
    """The items of a dated list by first day; one that says no end lasts until the next begins, the last for ever."""
    found = []
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        start = parse_date(str(item.get("from"))) if isinstance(item, dict) else None
        if start is not None:
            found.append(Dated(index, start, parse_date(str(item.get("until"))), item))
    found.sort(key=lambda one: (one.first, one.number))
    following = [one.first - timedelta(days=1) for one in found[1:]]
    return tuple(
        one if one.last is not None or number == len(following) else one._replace(last=following[number])
        for number, one in enumerate(found)
    )
