"""What people add to a month's notice: number, addressees, remarks, requirements - never a figure (A8.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.records.book import Book
from taizhang.when.moment import parse_date
from taizhang.when.period import Period

KIND = "bulletin-remarks"


@dataclass(frozen=True, slots=True)
class Remarks:
    """A month's remarks; ``by_section`` holds the remarks on each section, by its id, in the order written."""

    number: str = ""
    issuer: str = ""
    author: str = ""
    issued: date | None = None
    addressees: tuple[str, ...] = ()
    by_section: Mapping[str, tuple[str, ...]] | None = None
    next_month: tuple[str, ...] = ()
    path: str = ""

    def on(self, section: str) -> tuple[str, ...]:
        """The remarks on one section."""
        return (self.by_section or {}).get(section, ())


def remarks_of(book: Book, month: Period) -> Remarks:
    """The remarks for ``month``; empty ones where nobody wrote any."""
    record = next((one for one in book.of(KIND) if one.text("month") == month.key), None)
    if record is None:
        return Remarks()
    by_section: dict[str, tuple[str, ...]] = {}
    for item in _listed(record.data.get("remarks")):
        if isinstance(item, Mapping):
            section = str(item["section"])
            by_section[section] = (*by_section.get(section, ()), str(item["text"]))
    return Remarks(
        number=record.text("number"),
        issuer=record.text("issuer"),
        author=record.text("written_by"),
        issued=parse_date(record.text("issued_on")),
        addressees=tuple(map(str, _listed(record.data.get("addressees")))),
        by_section=by_section,
        next_month=tuple(map(str, _listed(record.data.get("next_month")))),
        path=record.path,
    )


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
