"""``load(source, schemas) -> Book``: list, read, examine, link. Good and bad files alike; nothing raises for data."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from taizhang.problem import Place, Problem
from taizhang.progress import Phase, Tell, nobody, telling
from taizhang.records.book import Book, Record, make_book
from taizhang.records.examine import Examined, Examiner
from taizhang.records.git import blob_id
from taizhang.records.links import Exchange, link
from taizhang.records.messages import SENTENCES
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import SchemaSet
from taizhang.records.source import Entry, Source
from taizhang.records.text.marks import Marks

Memory = dict[tuple[str, str], Examined]


def load(source: Source, schemas: SchemaSet, memory: Memory | None = None, tell: Tell = nobody) -> Book:
    """Every record of ``source``, examined and linked; ``tell`` is told how far it is.

    ``memory`` holds what came of files by path and blob id; a second load of a source that shares files reuses it.
    """
    with collector_off():
        entries = sorted(telling(source.entries(), tell, Phase.LISTING))
        examining = _examine(source, entries, Examiner(schemas), {} if memory is None else memory)
        examined = list(telling(examining, tell, Phase.READING, len(entries)))
    tell(Phase.LINKING)
    return _bind(source, entries, examined, schemas)


def _examine(source: Source, entries: list[Entry], examiner: Examiner, memory: Memory) -> Iterator[Examined]:
    fresh = []
    for entry in entries:
        known = None if entry.link else memory.get((entry.path, entry.blob))
        if known is None:
            fresh.append(entry)
        else:
            yield known
    for entry, content in source.read(fresh):
        version = "" if entry.link else entry.blob or _digest(content)
        result = memory.get((entry.path, version)) or examiner.check(entry, content)
        if version:
            memory[entry.path, version] = result
        yield result


def _digest(content: bytes | None) -> str:
    """The version of a work tree's file, whatever Git would make of its line ends; nothing for what can't be read."""
    return "" if content is None else blob_id(content)


def _bind(source: Source, entries: list[Entry], examined: list[Examined], schemas: SchemaSet) -> Book:
    content = Content(source, entries)
    records: list[Record] = []
    exchanges: list[Exchange] = []
    problems: list[Problem] = []
    for one in examined:
        problems.extend(one.problems)
        if one.exchange is not None and one.data is not None:
            exchanges.append(one.exchange)
            records.append(Record(one.kind, one.path, one.exchange.key, one.exchange.id, one.blob, one.data))
    if not entries:
        problems.append(SENTENCES.problem("roots.none", Place(source.name), value=source.name))
    absent = kept_elsewhere(records)
    problems.extend(_new(_link(exchanges, schemas, content, absent), problems))
    return make_book(schemas, records, problems, content.of, absent)


def _new(linked: Iterable[Problem], known: Iterable[Problem]) -> list[Problem]:
    """What linking adds: that nobody has an id needs no word where the schema says it is none."""
    places = {(problem.path, problem.line, problem.column) for problem in known}
    return [one for one in linked if one.rule != "link.missing" or (one.path, one.line, one.column) not in places]


def _link(exchanges: list[Exchange], schemas: SchemaSet, content: Content, absent: frozenset[str]) -> Iterable[Problem]:
    marks: dict[str, Marks] = {}

    def place_of(path: str, pointer: Pointer) -> Place:
        if path not in marks:
            marks[path] = Marks(content.of(path), path)
        return marks[path].value(pointer)

    return link(exchanges, schemas, place_of, absent)


def kept_elsewhere(records: Iterable[Record]) -> frozenset[str]:
    """The kinds the company keeps in other record roots, and of which this book has none (design §4)."""
    found = list(records)
    elsewhere: set[str] = set()
    for record in found:
        listed = record.data.get("kept_elsewhere") if record.kind == "company" else None
        if isinstance(listed, list):
            elsewhere.update(str(kind) for kind in listed)
    return frozenset(elsewhere - {record.kind for record in found})


class Content:
    """The way back from a path to its bytes, read again from the source when somebody asks."""

    def __init__(self, source: Source, entries: list[Entry]) -> None:
        self._source = source
        self._entries = {entry.path: entry for entry in entries}

    def of(self, path: str) -> bytes:
        """The file's bytes; empty where it has gone since."""
        if (entry := self._entries.get(path)) is None:
            return b""
        for _, content in self._source.read([entry]):
            return content or b""
        return b""


@contextmanager
def collector_off() -> Iterator[None]:
    """Without the collector: what is made in bulk is no garbage worth collecting, and costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
