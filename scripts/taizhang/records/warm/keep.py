"""Keeping what a check of everything found, so that the next one need not read it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.examine import Examined
from taizhang.records.links import ANY_KIND, MOST_SEARCHES, Exchange
from taizhang.records.load import Memory
from taizhang.records.warm.advance import Ground, learn
from taizhang.records.warm.contents import Contents, vouched
from taizhang.records.warm.git_state import (
    MOST,
    Differing,
    Repository,
    State,
    Uncertain,
    files_of,
    on_disk,
    tree_of,
    unflagged,
    usual,
)
from taizhang.records.warm.given import written
from taizhang.records.warm.key import key_of, place
from taizhang.records.warm.recall import UNSURE, answer
from taizhang.records.warm.reckoning import Check, digest_of, files_for, keep
from taizhang.records.warm.relink import MOST_UNITS, Linker, insert, unit
from taizhang.records.warm.store import Store, discard, discard_old, writing

UNREADABLE = frozenset({"file.link", "file.unreadable", "roots.none"})
"""What is told of files that have no content."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """What held before everything was read; what is kept must have been judged by that."""

    state: State
    file: Path
    key: str
    tree: str
    index: str

    def keep(self, book: Book, memory: Memory, told: Mapping[str, Iterable[Problem]], checks: Sequence[Check]) -> bool:
        """Keep what came of all files, and what each check told; False where that can't be done or is not sure."""
        try:
            if _key(self.state)[0] != self.key:
                return False
            listed = {path: (version, one) for (path, version), one in memory.items()}
            if len(listed) != len(memory) or any(one.rule in UNREADABLE for one in book.problems):
                return False
            versions, drift = self._versions(listed)
            ground = Ground(self.state.base / "schemas", self.state.root, checks, book.absent)
            filled = _Filled(self, ground, book, told)
            return _tried(self.file, lambda store: filled.fill(store, versions, drift))
        except UNSURE:
            return False

    def _versions(
        self, listed: Mapping[str, tuple[str, Examined]]
    ) -> tuple[list[tuple[str, Examined]], dict[str, Differing]]:
        """The version of every file, and which of them are not as in the tree."""
        there = files_of(self.state, self.tree)
        found: list[tuple[str, Examined]] = []
        drift = {path: Differing(blob, "") for path, blob in there.items() if path not in listed}
        for path, (read, one) in sorted(listed.items()):
            path.encode()
            version, before = read, there.get(path, "")
            if version != before:
                if before and one.blob == before and self.state.work:
                    vouched(on_disk(self.state.base / path), before)
                    version = before
                else:
                    drift[path] = Differing(before, version)
            found.append((version, one))
        if len(drift) > MOST:
            raise Uncertain
        return found, drift


def keeper(state: State) -> Keeper | None:
    """What holds now of a company's state; None where nothing can be kept of it."""
    try:
        file = place(state)
        if file is None or not usual(state):
            return None
        key, index = _key(state)
        return Keeper(state, file, key, tree_of(state), index)
    except UNSURE:
        return None


def _key(state: State) -> tuple[str, str]:
    """The key, and the digest of the index where that was looked at."""
    repository = Repository(state)
    try:
        index = ""
        if state.work:
            index = repository.index_digest()
            unflagged(state)
        return key_of(state, repository.conversions), index
    finally:
        repository.drop()


def _tried(file: Path, fill: Callable[[Store], None]) -> bool:
    """Fill the file; one that is no such file is deleted, and another made."""
    for attempt in (1, 2):
        try:
            with writing(file, anew=True) as store:
                fill(store)
        except sqlite3.DatabaseError as error:
            if attempt == 2 or isinstance(error, sqlite3.OperationalError):
                raise
            discard(file)
        else:
            discard_old(file)
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Filled:
    """What is put into the file."""

    keeper: Keeper
    ground: Ground
    book: Book
    told: Mapping[str, Iterable[Problem]]

    def fill(self, store: Store, files: Sequence[tuple[str, Examined]], drift: Mapping[str, Differing]) -> None:
        """Put everything into an empty store; raises Uncertain unless it then tells what was told."""
        missing = set(self._missing([one.exchange for _, one in files if one.exchange and one.data is not None]))
        if len({(kind, target) for kind, target, _ in missing}) > MOST_SEARCHES:
            raise Uncertain
        exchanges = [(learn(store, one, version), version, one) for version, one in files]
        records = [(number, one.exchange) for number, _, one in exchanges if one.exchange and one.data is not None]
        kinds = {number: exchange.kind for number, exchange in records}
        store.many(
            "INSERT INTO file VALUES (?, ?, ?)",
            ((one.path, number, kinds.get(number, "")) for number, _, one in exchanges),
        )
        insert(store, records)
        self._note(store, len(records))
        numbers = {one.path: number for number, _, one in exchanges}
        store.many("INSERT INTO missing VALUES (?, ?, ?)", ((*asked, numbers[path]) for *asked, path in missing))
        store.set_drift(drift)
        units = {unit("own", one.path) for _, one in files if one.problems}
        units |= {unit("ask", one.path) for one in self.book.problems if one.rule.startswith("link.")}
        units |= set(_shared(store, records))
        if len(units) > MOST_UNITS:
            raise Uncertain
        contents = Contents(self.keeper.state, {})
        linker = Linker(store, self.book.schemas, self.ground.root, contents.of, self.book.absent)
        for one in sorted(units):
            linker.tell(one)
        for check in self.ground.checks:
            digest = digest_of(files_for(store, check))
            keep(store, check, digest, self.told[check.name])
            store.do("INSERT INTO standing VALUES (?, ?)", check.name, digest)
        said = {*self.book.problems, *(one for problems in self.told.values() for one in problems)}
        if answer(store) != (frozenset(said), len(records)):
            raise Uncertain

    def _note(self, store: Store, records: int) -> None:
        """Note what holds for all of it."""
        keeper, book = self.keeper, self.book
        values = {"key": keeper.key, "tree": keeper.tree, "index": keeper.index, "root": self.ground.root, "spare": "0"}
        listed = (one.data.get("kept_elsewhere") for one in book if one.kind == "company")
        elsewhere = sorted({str(kind) for kinds in listed if isinstance(kinds, list) for kind in kinds})
        values |= {"elsewhere": written(elsewhere), "absent": written(sorted(book.absent))}
        for name, value in (values | {"records": str(records)}).items():
            store.remember(name, value)

    def _missing(self, records: Sequence[Exchange]) -> Iterator[tuple[str, str, str]]:
        """The references that lead nowhere: kind, target, and the path of who refers to it."""
        there = {(one.kind, one.id) for one in records} | {(ANY_KIND, one.key) for one in records}
        for one in records:
            for ask in one.asks:
                if ask.kind not in self.book.absent and (ask.kind, ask.target) not in there:
                    yield ask.kind, ask.target, one.path


def _shared(store: Store, records: Sequence[tuple[int, Exchange]]) -> Iterator[str]:
    """The units of ids and keys that more than one holds."""
    for kind, folded in store.rows("SELECT kind, folded FROM named GROUP BY kind, folded HAVING count(*) > 1"):
        yield unit("id", kind, folded)
    for kind, key, said in store.rows("SELECT kind, key, said FROM held GROUP BY kind, key, said HAVING count(*) > 1"):
        yield unit("key", kind, int(key), said)
    for _, one in records:
        alike = [(key, values) for key, values, _ in one.unique]
        if len(set(alike)) < len(alike):
            yield from (unit("key", one.kind, key, written(values)) for key, values in alike)
