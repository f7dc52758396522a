"""The first well: facts from records, by the closed grammar ``x-facts`` of their schemas (design §4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def _all(book: Book) -> Iterator[Fact]:
    for record in book.sound():
        for entry in book.kind(record.kind).facts:
            yield from _stated(entry, record)


def _stated(entry: Mapping[str, Any], record: Record) -> Iterator[Fact]:
    conditions = [(parse_path(name), value) for name, value in entry.get("when", {}).items()]
    previous: dict[tuple[str | int, ...], Spot] = {}
    for item in items(record.data, entry.get("each")):
        before = previous.get(item.pointer[:-1])
        previous[item.pointer[:-1]] = item
        if entry.get("change") and before is None:
            continue
        if any(first(item, path) != value for path, value in conditions):
            continue
        fact = _fact(entry, record, item, before if entry.get("change") else None)
        if fact is not None:
            yield fact


def _fact(entry: Mapping[str, Any], record: Record, item: Spot, before: Spot | None) -> Fact | None:
    """One fact of one item; no time, no fact."""
    span = entry.get("during")
    at = parse_path(span["from"] if span else entry["at"])
    where = next(iter(follow(item, at)), None)
    time = None if where is None else moment_of(where.value)
    if where is None or time is None:
        return None
    keys = {key: str(first(item, parse_path(entry[key])) or "") for key in KEYS if key in entry}
    last = None
    if span and (until := moment_of(first(item, parse_path(span["until"])))) is not None:
        last = day_of(until)
    attributes = _attributes(entry, item)
    if before is not None:
        attributes |= {"before": before.value, "after": item.value}
    source = Source(record.path, where.pointer if _within(where.pointer, item.pointer) else item.pointer)
    return Fact(entry["fact"], time, source, **keys, attributes=attributes, last=last)


def _within(pointer: Pointer, outer: Pointer) -> bool:
    """Whether the value at ``pointer`` lies in the item at ``outer``; an item timed by its record cites itself."""
    return pointer[: len(outer)] == outer


def _attributes(entry: Mapping[str, Any], item: Spot) -> dict[str, object]:
    paths: dict[str, Path] = {name.rsplit("/", 1)[-1]: parse_path(name) for name in entry.get("with", ())}
    found = ((name, first(item, path)) for name, path in paths.items())
    return {name: value for name, value in found if value is not None}


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
