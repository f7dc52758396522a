"""A company whose records are right, each read and examined once: what a change of one brings up is told at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from taizhang.problem import Place, Problem
from taizhang.records.examine import Examined, Examiner
from taizhang.records.links import ANY_KIND, Exchange, days_of, gives_and_asks, link
from taizhang.records.paths import select
from taizhang.records.schema_set import Kind
from taizhang.records.source import DEFAULT_ROOT, Entry
from tests import books

Records = dict[str, Any]


def written(data: object) -> str:
    """A record's data as its file."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def kind_of(path: str) -> Kind:
    """The kind of the record at a path below the root."""
    kind = books.schemas().kind_of(path)
    assert kind is not None, path
    return kind


@cache
def examiner() -> Examiner:
    """The door that every file goes through; its validators are made once."""
    return Examiner(books.schemas())


class Checked:
    """The records of a company by their paths below the root. ``put`` takes only what leaves all of them right."""

    def __init__(self, records: Mapping[str, Any]) -> None:
        self.records: Records = dict(records)
        self._exchanges: dict[str, Exchange] = {}
        found = [_examined(path, data) for path, data in self.records.items()]
        self._exchanges = {one.path: one.exchange for one in found if one.exchange is not None}
        problems = [*(problem for one in found for problem in one.problems), *self._linked()]
        assert problems == [], [(one.path, one.line, one.message) for one in problems]

    def put(self, path: str, data: Any) -> bool:  # noqa: ANN401 - a record's data
        """Whether all stays right with the record at its path; then it stands there."""
        if not shaped(kind_of(path), data):
            return False
        one = _examined(path, data)
        if one.problems or one.exchange is None:
            return False
        before = self._exchanges.get(one.path)
        self._exchanges[one.path] = one.exchange
        if before is not None and _links(before) == _links(one.exchange):
            problems: list[Problem] = []
        else:
            problems = self._linked()
        if not problems:
            self.records[path] = data
        elif before is None:
            del self._exchanges[one.path]
        else:
            self._exchanges[one.path] = before
        return not problems

    def _linked(self) -> list[Problem]:
        return list(link(self._exchanges.values(), books.schemas(), lambda path, _: Place(path)))


def shaped(kind: Kind, data: Mapping[str, object]) -> bool:
    """Whether the schemas pass a record: its kind's, and those that its items have of their own."""
    if not examiner().fast(kind.name)(data):
        return False
    return all(
        examiner().fast_variant(variants.folder, spot.value[variants.field])(spot.value)  # type: ignore[index]
        for variants in kind.variants
        for spot in select(data, (*variants.pattern, "*"))
    )


def _examined(path: str, data: object) -> Examined:
    entry = Entry(f"{DEFAULT_ROOT}/{path}", DEFAULT_ROOT)
    return examiner().check(entry, json.dumps(data, ensure_ascii=False).encode())


def _links(one: Exchange) -> Exchange:
    """What it gives and asks, for a comparison: its name is told in sentences only."""
    return one._replace(name="")


def complete(records: Records, others: Mapping[str, Any]) -> None:
    """Put beside ``records`` what they refer to: whoever is lacking comes from ``others``, with all that these need.

    Who is there, but not yet on the day that is spoken of, begins on that day.
    """
    there: dict[tuple[str, str], str] = {}
    for path, data in records.items():
        there |= dict.fromkeys(_names(path, data), path)
    elsewhere = {name: path for path, data in others.items() for name in _names(path, data)}
    waiting = list(records)
    while waiting:
        path = waiting.pop()
        for ask in _exchange(path, records[path]).asks:
            name = (ask.kind, ask.target)
            if name not in there and (found := elsewhere.get(name)) is not None:
                records[found] = others[found]
                there |= dict.fromkeys(_names(found, others[found]), found)
                waiting.append(found)
            if name in there:
                _begun(there[name], records[there[name]], ask.at, ask.during)


def _names(path: str, data: Mapping[str, object]) -> list[tuple[str, str]]:
    """As what a record is referred to: by its kind and id, and as any record by its key."""
    one = _exchange(path, data)
    return [(one.kind, one.id), (ANY_KIND, one.key)] if one.id else [(ANY_KIND, one.key)]


def _exchange(path: str, data: Mapping[str, object]) -> Exchange:
    return gives_and_asks(kind_of(path), path, path, data)


def _begun(path: str, data: Any, at: str, during: str) -> None:  # noqa: ANN401 - a record's data
    """Let the record's life begin no later than on a day."""
    life, span = during or kind_of(path).life, days_of(at)
    periods = _exchange(path, data).dated.get(life)
    if life and periods and span is not None and periods[0].first > span[1]:
        data[life][periods[0].number]["from"] = span[0].isoformat()
