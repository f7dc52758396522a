"""The company of tests/examples/valid in memory: its files at their places, and others put beside or over them."""

from __future__ import annotations

import functools
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.git import blob_id
from taizhang.records.load import Memory, load
from taizhang.records.paths import fill_template
from taizhang.records.schema_set import SchemaSet, load_schemas
from taizhang.records.source import Entry
from taizhang.records.text.reader import read

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests" / "examples" / "valid"
TOP = "records"

_MEMORY: Memory = {}


@functools.cache
def schemas() -> SchemaSet:
    """The project's schemas."""
    return load_schemas(ROOT / "schemas")


@functools.cache
def valid_files() -> Mapping[str, bytes]:
    """The good records by the path where each belongs; an example that belongs nowhere shows by its own name."""
    return {place_of(file.parent.name, file.read_bytes()): file.read_bytes() for file in sorted(VALID.glob("*/*.yaml"))}


def place_of(kind: str, content: bytes) -> str:
    """Where a record of ``kind`` belongs; without a readable record, where the kind's first good one lies."""
    data = read(content, "").data
    below = fill_template(schemas().kinds[kind].template, data) if data is not None else None
    if below is not None and "\n" not in below:
        return f"{TOP}/{below}"
    return place_of(kind, next(iter(sorted((VALID / kind).glob("*.yaml")))).read_bytes())


@dataclass(frozen=True)
class Files:
    """A source of files in memory, in the order given; None stands for a file that can't be read."""

    files: Mapping[str, bytes | None]
    roots: tuple[str, ...] = (TOP,)
    links: frozenset[str] = frozenset()
    name: str = "memory"
    asked: list[str] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        """Every file, with Git's id of its content."""
        for path, content in self.files.items():
            root = next(root for root in self.roots if path.startswith(root + "/"))
            yield Entry(path, root, "" if content is None else blob_id(content), path in self.links)

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """Their bytes; notes in ``asked`` what was asked for."""
        for entry in entries:
            self.asked.append(entry.path)
            yield entry, self.files[entry.path]


def company_with(files: Mapping[str, bytes | str], without: Iterable[str] = ()) -> Book:
    """The good company with ``files`` (by path below the root) beside or in place of its own, or without some."""
    gone = {f"{TOP}/{path}" for path in without}
    kept = {path: content for path, content in valid_files().items() if path not in gone}
    new = {f"{TOP}/{path}": text.encode() if isinstance(text, str) else text for path, text in files.items()}
    return load(Files({**kept, **new}), schemas(), _MEMORY)


def on_disk(base: Path) -> Path:
    """The good company with our schemas, written below ``base``."""
    shutil.copytree(ROOT / "schemas", base / "schemas")
    for path, content in valid_files().items():
        (base / path).parent.mkdir(parents=True, exist_ok=True)
        (base / path).write_bytes(content)
    return base


def good(path: str) -> str:
    """The text of a good record, by its path below the root."""
    return valid_files()[f"{TOP}/{path}"].decode()


def told(problems: Iterable[Problem]) -> list[tuple[str, int, int, str]]:
    """Path below the root, line, column and rule of each problem."""
    return [(p.path.removeprefix(f"{TOP}/"), p.line, p.column, p.rule) for p in problems]
