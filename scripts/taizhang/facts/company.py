"""The company's own conventions, from its one record: how far typed times are trusted, from when Git is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from taizhang.facts.extract import moment_of
from taizhang.records.book import Book
from taizhang.when.deadline import STAFF_CLOSING
from taizhang.when.moment import parse_closing_time, parse_utc_offset

UTC_OFFSET = "+08:00"
TRUST_HOURS = 24


@dataclass(frozen=True, slots=True)
class Company:
    """What holds for all units; the defaults hold where the record is missing or says nothing.

    ``pinned`` is a demonstration's own now; before ``history_since`` no typed time can be checked against Git.
    """

    name: str = ""
    utc_offset: str = UTC_OFFSET
    trust: timedelta = timedelta(hours=TRUST_HOURS)
    history_since: datetime | None = None
    closing_time: time = STAFF_CLOSING
    pinned: datetime | None = None


def company_of(book: Book) -> Company:
    """The conventions of the book's company."""
    record = next(iter(book.of("company")), None)
    if record is None:
        return Company()
    offset, hours = record.text("utc_offset"), record.data.get("trust_hours")
    return Company(
        name=record.text("name"),
        utc_offset=offset if parse_utc_offset(offset) is not None else UTC_OFFSET,
        trust=timedelta(hours=hours if isinstance(hours, int) else TRUST_HOURS),
        history_since=moment_of(record.data.get("history_since")),
        closing_time=parse_closing_time(record.text("closing_time")) or STAFF_CLOSING,
        pinned=moment_of(record.data.get("as_of")),
    )
