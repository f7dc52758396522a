"""What was submitted and waits for somebody's confirmation or approval, as far as records tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.when.moment import parse_moment

SIGNED = ("confirmed_at", "approved_at")
"""The fields of a kind that say since when a record is confirmed."""
REFUSED = frozenset({"refused", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A record that waits: its kind by its Chinese name, who it is about, since when it waits, where it is."""

    kind: str
    person: str
    unit: str
    since: datetime
    path: str


def can_wait(view: View) -> bool:
    """Whether any kind of record is one that somebody confirms."""
    return any(_signed(kind.schema["properties"]) for kind in view.kinds)


def awaiting(view: View) -> tuple[Awaiting, ...]:
    """What waits at the view's moment, longest first: records of kinds that are confirmed, which are not yet (A7.3)."""
    return tuple(sorted(_awaiting(view), key=lambda one: (one.since, one.path)))


def _awaiting(view: View) -> Iterator[Awaiting]:
    for kind in view.kinds:
        field = _signed(kind.schema["properties"])
        for record in view.records(kind.name) if field else ():
            since = parse_moment(record.text("submitted_at"))
            if since is not None and since <= view.as_of and _open(record, field, view.as_of):
                yield Awaiting(kind.title, record.text("person"), record.text("unit"), since, record.path)


def _open(record: Record, field: str, as_of: datetime) -> bool:
    at = parse_moment(record.text(field))
    return record.text("state") not in REFUSED and (at is None or at > as_of)


def _signed(properties: dict[str, object]) -> str:
    return next((field for field in SIGNED if field in properties and "submitted_at" in properties), "")
