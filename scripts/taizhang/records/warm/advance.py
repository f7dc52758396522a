"""Making a store hold another state: examine what is new, link what it touches, run the checks it concerns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.change import rewritten
from taizhang.records.examine import Examined, Examiner
from taizhang.records.schema_set import SchemaSet, load_schemas
from taizhang.records.source import Entry
from taizhang.records.warm.contents import Contents
from taizhang.records.warm.git_state import Differing, State
from taizhang.records.warm.given import exchange_text
from taizhang.records.warm.reckoning import Check, File, doubtful, part_of_book, renew
from taizhang.records.warm.relink import Linker, Move
from taizhang.records.warm.store import Store
from taizhang.records.warm.told import problems_of, problems_text

MOST_SPARE = 5000
"""So many versions are kept besides those of the state."""


@dataclass(frozen=True)
class Ground:
    """What every state is judged by: schemas, record root, checks, and the kinds that are kept elsewhere."""

    folder: Path
    root: str
    checks: Sequence[Check]
    absent: frozenset[str]

    @cached_property
    def schemas(self) -> SchemaSet:
        """The schemas, read when they are needed."""
        return load_schemas(self.folder)

    @cached_property
    def examiner(self) -> Examiner:
        """What checks single files."""
        return Examiner(self.schemas)


def advance(
    store: Store, ground: Ground, state: State, found: Mapping[str, Differing], given: Mapping[str, bytes]
) -> None:
    """Let ``store`` hold ``state``, which differs from its tree as ``found`` says; ``given`` was read already."""
    from taizhang.records.warm.recall import changes

    changed = changes(store, found)
    if not changed:
        return
    contents = Contents(state, given)
    numbers = {path: _known(store, path, version) for path, version in changed.items() if version}
    new = [(path, changed[path]) for path, number in sorted(numbers.items()) if number is None]
    contents.fetch(new)
    for path, version in new:
        entry = Entry(path, ground.root, version)
        numbers[path] = learn(store, ground.examiner.check(entry, contents.of(path, version)), version)
    move = Move(store, ground.root)
    for path in sorted(changed):
        move.put(path, numbers.get(path))
    linker = Linker(store, ground.schemas, ground.root, contents.of, ground.absent)
    move.settle(linker)
    for check in doubtful(store, ground.checks, move.kinds, move.keys):
        renew(store, check, lambda files: _book(store, ground, contents, files))
    store.set_drift({path: one for path, one in found.items() if one.before != one.now})
    _forget(store, len(new))


def _known(store: Store, path: str, version: str) -> int | None:
    return store.number("SELECT number FROM known WHERE path = ? AND version = ?", path, version) or None


def learn(store: Store, found: Examined, version: str) -> int:
    """Keep what came of a file."""
    record = found.exchange is not None and found.data is not None
    given = exchange_text(found.exchange) if record and found.exchange is not None else ""
    values = (found.path, version, found.kind if record else "", given, problems_text(found.problems))
    return store.do("INSERT INTO known (path, version, kind, given, told) VALUES (?, ?, ?, ?, ?)", *values)


def _forget(store: Store, more: int) -> None:
    """Let go of versions that have been left behind, once they are many."""
    spare = int(store.meta("spare") or 0) + more
    if spare > MOST_SPARE:
        store.do("DELETE FROM known WHERE number NOT IN (SELECT number FROM file)")
        store.do("DELETE FROM reckoned WHERE (name, digest) NOT IN (SELECT name, digest FROM standing)")
        spare = 0
    store.remember("spare", str(spare))


def _book(store: Store, ground: Ground, contents: Contents, files: Sequence[File]) -> Book:
    """The book of some files of the store's state."""
    contents.fetch(files)
    question = "SELECT told FROM file JOIN known USING (number) WHERE file.path = ?"
    told = [one for path, _ in files for one in problems_of(store.one(question, path) or "")]
    read = [(path, version, contents.of(path, version)) for path, version in files]
    return part_of_book(ground.schemas, read, ground.root, told, ground.absent)


def lost(
    store: Store, ground: Ground, states: tuple[State, State], changed: Mapping[str, str], given: Mapping[str, bytes]
) -> list[Problem]:
    """What append-only lists have lost from the store's state to the next, which has other versions of some files."""
    kinds = ground.schemas.kind_of
    paths = [
        path
        for path, version in changed.items()
        if version and (kind := kinds(path.removeprefix(f"{ground.root}/"))) is not None and kind.append_only
    ]
    olds = [(path, version) for path in paths if (version := store.version(path))]
    news = [(path, changed[path]) for path in paths]
    before, now = (
        _unchecked(ground, Contents(state, {} if state is states[0] else given), files)
        for state, files in zip(states, (olds, news), strict=True)
    )
    return list(rewritten(now, before))


def _unchecked(ground: Ground, contents: Contents, files: Sequence[File]) -> Book:
    contents.fetch(files)
    read = [(path, version, contents.of(path, version)) for path, version in files]
    return part_of_book(ground.schemas, read, ground.root, (), ground.absent)
