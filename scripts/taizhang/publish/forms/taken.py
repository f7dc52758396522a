"""Which records of a kind are there already, so that a form that would be a second one says so and leads to the first.

Of kinds whose paths tell a day, week or month those of the last weeks, as a record is rarely written later; of small
registers all. Numbers that a register gives out (free.py) are not listed: a form begins with the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from taizhang.desk.any_stub import CONTACT_ID, NUMBERED, WRITTEN
from taizhang.publish.labels import node_at
from taizhang.publish.links import record_id
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.records.schema_set import Kind
from taizhang.when.moment import format_date
from taizhang.when.period import PeriodKind, period_of

BACK = timedelta(days=62)
MOST = 1500
"""So many of a kind, the last by where they lie."""
DAY = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
WEEK = re.compile(r"(?<![0-9])[0-9]{4}-W[0-9]{2}(?![0-9])")
MONTH = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}(?![0-9-])")


def taken(view: View, kind: Kind) -> dict[str, list[str]]:
    """The ids of the records' pages: ``open`` a form can change, ``closed`` it cannot (record.py)."""
    found: dict[str, list[str]] = {"open": [], "closed": []}
    for record in sorted(_recent(view, kind), key=lambda one: one.path)[-MOST:]:
        closed = record.path in view.partial or record.path in view.book.refused
        found["closed" if closed else "open"].append(record_id(record.path))
    return found


def openable(view: View) -> Iterator[str]:
    """The paths of all records that a form leads to: they must have pages."""
    for kind in view.kinds:
        if kind.name not in WRITTEN:
            ids = set(taken(view, kind)["open"])
            yield from (one.path for one in _recent(view, kind) if record_id(one.path) in ids)


def _recent(view: View, kind: Kind) -> Iterator[Record]:
    """The records that a new one could be the same as; nothing of kinds that the view does not show as a whole."""
    pattern = str(node_at(kind.schema, kind.id_field).get("pattern", "")) if kind.id_field else ""
    if not view.sees(kind) or view.absent(kind.name) or CONTACT_ID.match(pattern) or NUMBERED.match(pattern):
        return
    today = view.as_of.date()
    for record in view.written.get(kind.name, ()):
        if _is_recent(record.path, today - BACK):
            yield record


def _is_recent(path: str, first: date) -> bool:
    """Whether a path tells of nothing before the day ``first``, or of no day at all."""
    if days := DAY.findall(path):
        return bool(max(days) >= format_date(first))
    if weeks := WEEK.findall(path):
        return bool(max(weeks) >= period_of(PeriodKind.WEEK, first).key)
    months = MONTH.findall(path)
    return not months or max(months) >= period_of(PeriodKind.MONTH, first).key
