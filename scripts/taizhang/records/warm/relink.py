"""From one state to the next: what changed is examined and linked again, with whatever it touches and nothing else.

What linking tells falls into units, each a function of a few records: the references of one record, the records that
share an id, those that share the values of a key. A change makes some units doubtful; those are told anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from taizhang.problem import Place, Problem
from taizhang.records.links import (
    ANY_KIND,
    CLOSE,
    MOST_GUESSES,
    MOST_SEARCHES,
    Exchange,
    folder_of,
    rank,
    repeated_id,
    repeated_key,
    unanswered,
)
from taizhang.records.near import nearest
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import SchemaSet
from taizhang.records.text.marks import Marks
from taizhang.records.warm.git_state import Uncertain
from taizhang.records.warm.given import exchange_of, written
from taizhang.records.warm.store import Store
from taizhang.records.warm.told import problems_of, problems_text

SUFFIX = ".yaml"
MOST_UNITS = 3000
"""So many units may be told anew; beyond that it is quicker to read everything."""
FIRST_OF_ALL = frozenset({"company"})
"""Kinds on which too much depends: which kinds are kept elsewhere."""
Read = Callable[[str, str], bytes]


class Linker:
    """The records of a store, to be asked as the whole registry is; ``read`` gives a file's bytes by its version."""

    def __init__(self, store: Store, schemas: SchemaSet, root: str, read: Read, absent: frozenset[str]) -> None:
        self.store, self.kinds, self._root, self._read, self.absent = store, schemas.kinds, root, read, absent
        self._marks: dict[str, Marks] = {}
        self._guessed: dict[tuple[str, str], list[str]] = {}

    def find(self, kind: str, target: str) -> Exchange | None:
        """The record ``target`` names."""
        if kind == ANY_KIND:
            question = """SELECT given FROM file JOIN known ON known.number = file.number
                WHERE file.path = ? AND given != ''"""
            text = self.store.one(question, f"{self._root}/{target}{SUFFIX}")
            return exchange_of(text) if text else None
        return min(self._called(kind, target.lower(), target), key=rank, default=None)

    def _called(self, kind: str, folded: str, identity: str = "") -> list[Exchange]:
        question = "SELECT given FROM named JOIN known USING (number) WHERE named.kind = ? AND folded = ?"
        if not identity:
            return [exchange_of(text) for (text,) in self.store.rows(question, kind, folded)]
        return [exchange_of(text) for (text,) in self.store.rows(question + " AND id = ?", kind, folded, identity)]

    def guesses(self, kind: str, target: str) -> list[str]:
        """What could have been meant, as the whole registry would say."""
        if (kind, target) not in self._guessed:
            self._guessed[kind, target] = self._guess(kind, target)
        return self._guessed[kind, target]

    def _guess(self, kind: str, target: str) -> list[str]:
        question = "SELECT given FROM named JOIN known USING (number) WHERE named.kind = ? AND name = ?"
        alike = sorted((exchange_of(text) for (text,) in self.store.rows(question, kind, target)), key=rank)
        called = [one.id for one in alike if (first := self.find(kind, one.id)) is not None and first.path == one.path]
        if called:
            return called[:MOST_GUESSES]
        names = self._beside(target) if kind == ANY_KIND else self._ids(kind)
        return nearest(target, names, CLOSE, MOST_GUESSES)

    def _ids(self, kind: str) -> Iterator[str]:
        return (identity for (identity,) in self.store.rows("SELECT DISTINCT id FROM named WHERE kind = ?", kind))

    def _beside(self, target: str) -> Iterator[str]:
        folder = folder_of(f"{self._root}/{target}")
        question = """SELECT path FROM file
            WHERE path >= ? AND path < ? AND kind != '' AND NOT instr(substr(path, ?), '/')"""
        for (path,) in self.store.rows(question, folder, folder[:-1] + "0", len(folder) + 1):
            yield path[len(self._root) + 1 :].removesuffix(SUFFIX)

    def place_of(self, path: str, pointer: Pointer) -> Place:
        """Where a value stands in its file."""
        if path not in self._marks:
            self._marks[path] = Marks(self._read(path, self.store.version(path)), path)
        return self._marks[path].value(pointer)

    def tell(self, unit: str) -> None:
        """Tell one unit anew."""
        what, *of = json.loads(unit)
        telling: dict[str, Callable[..., Iterator[Problem]]]
        telling = {"own": self._own, "ask": self._asks, "id": self._id, "key": self._key}
        text = problems_text(set(telling[what](*of)))
        self.store.do("DELETE FROM told WHERE unit = ?", unit)
        if text:
            self.store.do("INSERT INTO told VALUES (?, ?)", unit, text)

    def _own(self, path: str) -> Iterator[Problem]:
        question = "SELECT told FROM file JOIN known ON known.number = file.number WHERE file.path = ?"
        yield from problems_of(self.store.one(question, path) or "")

    def _asks(self, path: str) -> Iterator[Problem]:
        """What a record refers to; that nobody has an id needs no word where the schema says it is none."""
        question = "SELECT given, told FROM file JOIN known ON known.number = file.number WHERE file.path = ?"
        for given, told in self.store.rows(question, path):
            if given:
                places = {(problem.line, problem.column) for problem in problems_of(told)}
                for one in unanswered(exchange_of(given), self, self.place_of, self.absent):
                    if one.rule != "link.missing" or (one.line, one.column) not in places:
                        yield one

    def _id(self, kind: str, folded: str) -> Iterator[Problem]:
        alike = sorted(self._called(kind, folded), key=rank)
        if len(alike) > 1:
            yield from repeated_id(alike, self, self.place_of)

    def _key(self, kind: str, key: int, said: str) -> Iterator[Problem]:
        question = "SELECT given FROM held JOIN known USING (number) WHERE held.kind = ? AND key = ? AND said = ?"
        alike = sorted((exchange_of(text) for (text,) in self.store.rows(question, kind, key, said)), key=rank)
        values = tuple(json.loads(said))
        holders = [
            (one, pointer) for one in alike for number, held, pointer in one.unique if (number, held) == (key, values)
        ]
        if len(holders) > 1:
            yield from repeated_key(values, holders, self.place_of)


class Move:
    """A change of a store's state, file by file; ``doubtful`` gathers the units to be told anew."""

    def __init__(self, store: Store, root: str) -> None:
        self._store, self._root = store, root
        self.doubtful: set[str] = set()
        self.kinds: set[str] = set()
        self.keys: set[str] = set()
        self._records = 0

    def put(self, path: str, number: int | None) -> None:
        """Let the file at ``path`` be the known version ``number``, or none."""
        before = self._store.rows("SELECT number, kind FROM file WHERE path = ?", path)
        old, new = self._given(int(before[0][0]) if before else None), self._given(number)
        if before:
            self._leave(path, int(before[0][0]), old)
        if number is not None:
            self._enter(path, number, new)
        self._touch(path, old, new)

    def _given(self, number: int | None) -> Exchange | None:
        text = self._store.one("SELECT given FROM known WHERE number = ?", number) if number is not None else ""
        return exchange_of(text) if text else None

    def _leave(self, path: str, number: int, old: Exchange | None) -> None:
        self._store.do("DELETE FROM file WHERE path = ?", path)
        if old is None:
            return
        self._records -= 1
        for kind, target in {(ask.kind, ask.target) for ask in old.asks}:
            self._store.do("DELETE FROM ask WHERE kind = ? AND target = ? AND number = ?", kind, target, number)
            self._store.do("DELETE FROM missing WHERE kind = ? AND target = ? AND number = ?", kind, target, number)
        self._store.do("DELETE FROM named WHERE kind = ? AND folded = ? AND number = ?", old.kind, folded(old), number)
        for key, said in {(key, written(values)) for key, values, _ in old.unique}:
            statement = "DELETE FROM held WHERE kind = ? AND key = ? AND said = ? AND number = ?"
            self._store.do(statement, old.kind, key, said, number)

    def _enter(self, path: str, number: int, new: Exchange | None) -> None:
        self._store.do("INSERT INTO file VALUES (?, ?, ?)", path, number, new.kind if new else "")
        if new is not None:
            self._records += 1
            insert(self._store, [(number, new)])

    def _touch(self, path: str, old: Exchange | None, new: Exchange | None) -> None:
        self.doubtful |= {unit("own", path), unit("ask", path)}
        for one in (old, new):
            if one is not None:
                self.kinds.add(one.kind)
                self.doubtful |= {unit("key", one.kind, key, written(values)) for key, values, _ in one.unique}
                if one.id:
                    self.doubtful.add(unit("id", one.kind, folded(one)))
        self.keys.add(path.removeprefix(f"{self._root}/").removesuffix(SUFFIX))
        if old is None or new is None or giving(old) != giving(new):
            for one in (old, new):
                if one is not None:
                    self._ask(one.kind, one.id)
                    self._ask(ANY_KIND, one.key)

    def _ask(self, kind: str, target: str) -> None:
        """Whoever refers to a name, and whoever may have meant it."""
        if not target:
            return
        question = "SELECT path FROM ask JOIN known USING (number) WHERE ask.kind = ? AND target = ? LIMIT ?"
        found = self._store.rows(question, kind, target, MOST_UNITS + 1)
        found += self._store.rows("SELECT path FROM missing JOIN known USING (number) WHERE missing.kind = ?", kind)
        self.doubtful |= {unit("ask", path) for (path,) in found}

    def settle(self, linker: Linker) -> None:
        """Tell all that is doubtful; raises Uncertain where that is too much, or would depend on more."""
        if self.kinds & FIRST_OF_ALL or len(self.doubtful) > MOST_UNITS:
            raise Uncertain
        for one in sorted(self.doubtful):
            what, *of = json.loads(one)
            if what == "ask":
                note_missing(self._store, linker, of[0])
        few_missing(self._store)
        for one in sorted(self.doubtful):
            linker.tell(one)
        self._store.remember("records", str(int(self._store.meta("records")) + self._records))
        if absent_of(self._store) != frozenset(json.loads(self._store.meta("absent"))):
            raise Uncertain


def unit(*parts: str | int) -> str:
    """The name of a unit."""
    return written(parts)


def folded(one: Exchange) -> str:
    """An id as it is compared with others."""
    return one.id.lower()


def giving(one: Exchange) -> tuple[object, ...]:
    """All of a record that those who refer to it depend on."""
    return one.key, one.kind, one.id, one.name, one.dated, one.placed


def insert(store: Store, found: Iterable[tuple[int, Exchange]]) -> None:
    """The lookups of records, by their numbers."""
    listed = list(found)
    store.many(
        "INSERT INTO named VALUES (?, ?, ?, ?, ?)",
        ((one.kind, folded(one), number, one.id, one.name) for number, one in listed if one.id),
    )
    store.many(
        "INSERT OR IGNORE INTO held VALUES (?, ?, ?, ?)",
        ((one.kind, key, written(values), number) for number, one in listed for key, values, _ in one.unique),
    )
    store.many(
        "INSERT OR IGNORE INTO ask VALUES (?, ?, ?)",
        ((ask.kind, ask.target, number) for number, one in listed for ask in one.asks),
    )


def note_missing(store: Store, linker: Linker, path: str) -> None:
    """Note which of a record's references lead nowhere."""
    question = "SELECT known.number, given FROM file JOIN known ON known.number = file.number WHERE file.path = ?"
    for number, given in store.rows(question, path):
        asks = exchange_of(given).asks if given else ()
        for kind, target in {(ask.kind, ask.target) for ask in asks}:
            store.do("DELETE FROM missing WHERE kind = ? AND target = ? AND number = ?", kind, target, number)
            if kind not in linker.absent and linker.find(kind, target) is None:
                store.do("INSERT INTO missing VALUES (?, ?, ?)", kind, target, number)


def few_missing(store: Store) -> None:
    """Raise Uncertain where so much is missing that not all of it would be searched for."""
    if store.number("SELECT count(*) FROM (SELECT DISTINCT kind, target FROM missing)") > MOST_SEARCHES:
        raise Uncertain


def absent_of(store: Store) -> frozenset[str]:
    """The kinds that are kept elsewhere and of which there is no record here."""
    listed: list[str] = json.loads(store.meta("elsewhere"))
    return frozenset(kind for kind in listed if store.one("SELECT 1 FROM file WHERE kind = ?", kind) is None)
