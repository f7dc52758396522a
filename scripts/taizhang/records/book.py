"""The Book: every record of a company, checked and linked; everything after it is a pure function of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from taizhang.problem import Place, Problem
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import Kind, SchemaSet
from taizhang.records.text.line_numbers import Lines, line_numbers, line_of
from taizhang.records.text.marks import Marks

REFUSING = frozenset({"schema", "yaml"})
"""The families of problems that keep a record out of everything that is computed."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its kind, its path from the repository's root, its key below the record root, its data as read."""

    kind: str
    path: str
    key: str
    id: str
    blob: str
    data: Mapping[str, object]

    def text(self, name: str) -> str:
        """A top-level field as text; empty where it is absent."""
        value = self.data.get(name)
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Book:
    """Records by kind (sorted by path), their problems, and the way back to their text.

    ``absent`` names the kinds that are kept in a record root this book has not been given; ``refused`` the paths of
    records that their schema does not pass: they are there to be shown, and nothing is computed from them.
    """

    schemas: SchemaSet
    records: Mapping[str, tuple[Record, ...]]
    problems: tuple[Problem, ...]
    content: Callable[[str], bytes]
    absent: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    _by_id: dict[tuple[str, str], Record] = field(default_factory=dict)
    _by_path: dict[str, Record] = field(default_factory=dict)
    _marks: dict[str, Marks] = field(default_factory=dict)
    _lines: dict[str, Lines | None] = field(default_factory=dict)

    def of(self, kind: str) -> tuple[Record, ...]:
        """The records of a kind that their schema has passed, sorted by path: all that anything is computed from."""
        return self.records.get(kind, ())

    def sound(self) -> Iterator[Record]:
        """Every record that its schema has passed, sorted by path."""
        return (record for record in self if record.path not in self.refused)

    def find(self, kind: str, identity: str) -> Record | None:
        """The record of a kind with this id."""
        return self._by_id.get((kind, identity))

    def at(self, path: str) -> Record | None:
        """The record at a path."""
        return self._by_path.get(path)

    def __iter__(self) -> Iterator[Record]:
        """Every record, sorted by path."""
        return iter(self._by_path.values())

    def place(self, path: str, pointer: Pointer = ()) -> Place:
        """Where a value stands in its file; read from the source at the first question."""
        if path not in self._marks:
            self._marks[path] = _marks(self.content(path), path)
        return self._marks[path].value(pointer)

    def begins(self, path: str, pointer: Pointer = ()) -> Place:
        """That place as far as it tells a line: sooner at hand."""
        return Place(path, self.line(path, pointer))

    def line(self, path: str, pointer: Pointer = ()) -> int:
        """On which line a value stands."""
        if path not in self._lines:
            self._lines[path] = None if path in self._marks else line_numbers(self.content(path))
        lines = self._lines[path]
        return self.place(path, pointer).line if lines is None else line_of(lines, pointer)

    def kind(self, name: str) -> Kind:
        """The kind with this name."""
        return self.schemas.kinds[name]

    def dump(self) -> bytes:
        """The book as canonical JSON: the same bytes from work tree, index or commit, in any order of files."""
        records = [[r.path, r.kind, r.blob, r.data] for r in self]
        problems = [[p.path, p.line, p.column, p.rule, p.value, p.message, p.repair] for p in self.problems]
        book = {"records": records, "problems": problems, "absent": sorted(self.absent)}
        text = json.dumps(book, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        # A file's name that is not UTF-8 is read from a disk as surrogates, from Git with replacement characters.
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").encode()

    def digest(self) -> str:
        """The SHA-256 of the dump."""
        return hashlib.sha256(self.dump()).hexdigest()


def make_book(
    schemas: SchemaSet,
    records: Iterable[Record],
    problems: Iterable[Problem],
    content: Callable[[str], bytes],
    absent: frozenset[str],
) -> Book:
    """A book with its indexes; the order of what is given makes no difference."""
    ordered = sorted(records, key=lambda record: record.path)
    listed = tuple(sorted(problems))
    refused = frozenset(problem.path for problem in listed if problem.rule.split(".", 1)[0] in REFUSING)
    by_kind: dict[str, list[Record]] = {}
    by_id: dict[tuple[str, str], Record] = {}
    for record in ordered:
        if record.path not in refused:
            by_kind.setdefault(record.kind, []).append(record)
        if record.id:
            by_id.setdefault((record.kind, record.id), record)
    frozen = {kind: tuple(found) for kind, found in by_kind.items()}
    by_path = {record.path: record for record in ordered}
    return Book(schemas, frozen, listed, content, absent, refused, by_id, by_path)


@lru_cache(maxsize=4096)
def _marks(content: bytes, path: str) -> Marks:
    """The places in a file; the same file is not read twice, also from one book to the next as ``serve`` makes them."""
    return Marks(content, path)
