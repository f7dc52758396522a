"""The first well: facts from records, by the closed grammar ``x-facts`` of their schemas (design §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from taizhang.facts.fact import KEYS, Fact, Source
from taizhang.facts.merged import followed
from taizhang.records.book import Book, Record
from taizhang.records.paths import Path, Pointer, Spot, first, follow, items, parse_path
from taizhang.when.moment import day_of, parse_date, parse_moment
from taizhang.when.period import parse_period


def facts_of(book: Book) -> Iterator[Fact]:
    """Every fact the book's records state, in the order of the records; of merged customers, the one that is kept."""
    yield from followed(_all(book), book)


@dataclass(frozen=True, slots=True)
class _Form:
    """One entry of ``x-facts`` with its paths parsed."""

    name: str
    each: str | None
    conditions: tuple[tuple[Path, object], ...]
    change: bool
    at: Path
    until: Path | None
    keys: tuple[tuple[str, Path], ...]
    attributes: tuple[tuple[str, Path], ...]


def _form(entry: Mapping[str, Any]) -> _Form:
    span = entry.get("during")
    attributes = {name.rsplit("/", 1)[-1]: parse_path(name) for name in entry.get("with", ())}
    return _Form(
        entry["fact"],
        entry.get("each"),
        tuple((parse_path(name), value) for name, value in entry.get("when", {}).items()),
        bool(entry.get("change")),
        parse_path(span["from"] if span else entry["at"]),
        parse_path(span["until"]) if span else None,
        tuple((key, parse_path(entry[key])) for key in KEYS if key in entry),
        tuple(attributes.items()),
    )


def _all(book: Book) -> Iterator[Fact]:
    forms = {name: tuple(_form(entry) for entry in kind.facts) for name, kind in book.schemas.kinds.items()}
    for record in book.sound():
        for form in forms[record.kind]:
            yield from _stated(form, record)


def _stated(form: _Form, record: Record) -> Iterator[Fact]:
    previous: dict[Pointer, Spot] = {}
    for item in items(record.data, form.each):
        before = None
        if form.change:
            before = previous.get(item.pointer[:-1])
            previous[item.pointer[:-1]] = item
            if before is None:
                continue
        if any(first(item, path) != value for path, value in form.conditions):
            continue
        fact = _fact(form, record, item, before)
        if fact is not None:
            yield fact


def _fact(form: _Form, record: Record, item: Spot, before: Spot | None) -> Fact | None:
    """One fact of one item; no time, no fact."""
    where = next(iter(follow(item, form.at)), None)
    time = None if where is None else moment_of(where.value)
    if where is None or time is None:
        return None
    keys = {key: str(first(item, path) or "") for key, path in form.keys}
    last = None
    if form.until is not None and (until := moment_of(first(item, form.until))) is not None:
        last = day_of(until)
    attributes = {name: value for name, path in form.attributes if (value := first(item, path)) is not None}
    if before is not None:
        attributes |= {"before": before.value, "after": item.value}
    source = Source(record.path, where.pointer if _within(where.pointer, item.pointer) else item.pointer)
    return Fact(form.name, time, source, **keys, attributes=attributes, last=last)


def _within(pointer: Pointer, outer: Pointer) -> bool:
    """Whether the value at ``pointer`` lies in the item at ``outer``; an item timed by its record cites itself."""
    return pointer[: len(outer)] == outer


def moment_of(value: object) -> datetime | None:
    """A written moment; of a date or a period its first minute."""
    if not isinstance(value, str):
        return None
    if (moment := parse_moment(value)) is not None:
        return moment
    day: date | None = parse_date(value)
    if day is None:
        period = parse_period(value)
        day = None if period is None else period.start
    return None if day is None else datetime(day.year, day.month, day.day)
