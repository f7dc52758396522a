"""Records: the list of kinds with all that is wrong, and a page for each record that other pages cite.

A record with something wrong is always cited, so that its page shows the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from taizhang.problem import Problem
from taizhang.publish.forms.record import record_data
from taizhang.publish.links import record_id
from taizhang.publish.maker import Maker
from taizhang.publish.pages.fields import newest
from taizhang.publish.past_words import Step, steps, why_none
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.records.schema_set import Kind

AT_ONCE, MOST = 8, 200
"""So many steps of a record's past are told at once, and so many on the page at all."""


@dataclass(frozen=True, slots=True)
class Past:
    """The past of a record as its page tells it; ``why`` nothing of it is known, "" where it is."""

    late: tuple[Step, ...]
    early: tuple[Step, ...]
    more: int
    why: str


@dataclass(frozen=True, slots=True)
class Holding:
    """What the company holds of one kind: its records, the newest one's path, and how many have something wrong."""

    kind: Kind
    records: tuple[Record, ...]
    newest: str
    wrong: int


def pages(maker: Maker) -> Iterator[Page]:
    """The list, and a page for every record cited so far."""
    yield from listed(maker)
    yield from each(maker, paths(maker))


def listed(maker: Maker) -> Iterator[Page]:
    """The list of kinds, with all that is wrong."""
    view = maker.view
    found = tuple(troubles(view))
    yield maker.page("records.html", "records/", "records/", "记录", held=tuple(held(view)), troubles=found)


def paths(maker: Maker) -> tuple[str, ...]:
    """The records that get pages, sorted, one for an address: those cited so far, or all where somebody has yet to ask.

    None where this audience may not see it, or there is none.
    """
    view = maker.view
    if not maker.later:
        view.past.prepare(sorted(maker.cited))
    seen = (path for path in sorted(view.shown if maker.later else maker.cited, reverse=True) if view.title(path))
    return tuple(sorted({record_id(path): path for path in seen}.values()))


def each(maker: Maker, paths: Iterable[str]) -> Iterator[Page]:
    """The page of each record."""
    view = maker.view
    for path in paths:
        address, told = f"records/{record_id(path)}/", partial(past, view, path)
        form = partial(record_data, view, path)
        yield maker.page("record.html", "records/shell/", address, view.title(path), path=path, past=told, form=form)


def past(view: View, path: str) -> Past:
    """What became of a record: the steps that are told at once, those that are folded away, the number of the rest."""
    found = steps(view, path)
    return Past(found[:AT_ONCE], found[AT_ONCE:MOST], len(found[MOST:]), why_none(view, path))


def held(view: View) -> Iterator[Holding]:
    """What there is of every kind, the most first."""
    wrong = {problem.path for problem in view.problems}
    for kind in sorted(view.kinds, key=lambda kind: (-len(view.written.get(kind.name, ())), kind.name)):
        records = view.written.get(kind.name, ())
        yield Holding(kind, records, newest(view, kind), sum(record.path in wrong for record in records))


def troubles(view: View) -> Iterator[tuple[Problem, Kind | None]]:
    """All that is wrong, with the kind of the record; None for a file that could not be read as a record."""
    kinds = {record.path: name for name, records in view.written.items() for record in records}
    known = {kind.name: kind for kind in view.kinds}
    for problem in view.problems:
        yield problem, known.get(kinds.get(problem.path, ""))
