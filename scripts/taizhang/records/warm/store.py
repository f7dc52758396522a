"""The file of the warm check: SQLite, always safe to delete, never trusted beyond its key and its seal.

It holds one state of the records, as the last check left it, with what each file gives, asks and is told. Beside it
lies its seal, the file's size and times as this programme left them: whatever somebody else did to it, half a copy, a
disk that filled, a process that was killed, the seal does not fit, and all is read anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from taizhang.records.warm.git_state import Differing, Uncertain

FORMAT = 1
PATIENCE = 10.0
"""Seconds to wait for another check that writes."""
LONG = 60 * 24 * 3600
"""Seconds after which a file that was not written to is left over from an installation that has gone."""
FORM = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE known (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL, version TEXT NOT NULL, kind TEXT NOT NULL,
    given TEXT NOT NULL, told TEXT NOT NULL, UNIQUE (path, version)
);
CREATE TABLE file (path TEXT PRIMARY KEY, number INTEGER NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX file_kind ON file (kind);
CREATE TABLE named (
    kind TEXT, folded TEXT, number INTEGER, id TEXT, name TEXT, PRIMARY KEY (kind, folded, number)
) WITHOUT ROWID;
CREATE INDEX named_so ON named (kind, name);
CREATE TABLE held (
    kind TEXT, key INTEGER, said TEXT, number INTEGER, PRIMARY KEY (kind, key, said, number)
) WITHOUT ROWID;
CREATE TABLE ask (kind TEXT, target TEXT, number INTEGER, PRIMARY KEY (kind, target, number)) WITHOUT ROWID;
CREATE TABLE missing (kind TEXT, target TEXT, number INTEGER, PRIMARY KEY (kind, target, number)) WITHOUT ROWID;
CREATE TABLE told (unit TEXT PRIMARY KEY, problems TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE drift (path TEXT PRIMARY KEY, before TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reckoned (name TEXT, digest TEXT, problems TEXT NOT NULL, PRIMARY KEY (name, digest)) WITHOUT ROWID;
CREATE TABLE standing (name TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID;
"""
TABLES = ("meta", "known", "file", "named", "held", "ask", "missing", "told", "drift", "reckoned", "standing")
Value = str | int | bytes | None


class Store:
    """One opened file."""

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self.db, self.file = connection, file

    def rows(self, question: str, *values: Value) -> list[tuple[str, ...]]:
        """All rows of an answer."""
        return self.db.execute(question, values).fetchall()

    def one(self, question: str, *values: Value) -> str | None:
        """The first value of the first row."""
        row = self.db.execute(question, values).fetchone()
        return None if row is None else row[0]

    def number(self, question: str, *values: Value) -> int:
        """The first value of the first row as a number; 0 without one."""
        return int(self.one(question, *values) or 0)

    def do(self, statement: str, *values: Value) -> int:
        """Carry out a statement; the number of the row it made."""
        return self.db.execute(statement, values).lastrowid or 0

    def many(self, statement: str, values: Iterable[tuple[Value, ...]]) -> None:
        """Carry out a statement for each row of values."""
        self.db.executemany(statement, values)

    def meta(self, name: str) -> str:
        """A value of the whole file; empty without one."""
        return self.one("SELECT value FROM meta WHERE name = ?", name) or ""

    def remember(self, name: str, value: str) -> None:
        """Set a value of the whole file."""
        self.do("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def drift(self) -> dict[str, tuple[str, str]]:
        """The files that are not as in the tree: their blob there and their version here, empty for none."""
        question = """SELECT drift.path, before, coalesce(version, '') FROM drift
            LEFT JOIN file ON file.path = drift.path LEFT JOIN known ON known.number = file.number"""
        return {path: (before, version) for path, before, version in self.rows(question)}

    def version(self, path: str) -> str:
        """The version of the file at a path; empty where there is none."""
        question = "SELECT version FROM file JOIN known ON known.number = file.number WHERE file.path = ?"
        return self.one(question, path) or ""

    def set_drift(self, found: Mapping[str, Differing]) -> None:
        """Note which files are not as in the tree."""
        self.do("DELETE FROM drift")
        self.many("INSERT INTO drift VALUES (?, ?)", ((path, one.before) for path, one in found.items()))

    def seal(self) -> None:
        """Say that the file is as we left it; while nobody else may write to it."""
        from taizhang.records.written import written

        written(_seal(self.file), _look(self.file))

    def check(self, key: str) -> None:
        """Raise Uncertain unless the file is as it was left, by this programme, for the same schemas."""
        if self.number("PRAGMA user_version") != FORMAT or self.meta("key") != key:
            raise Uncertain
        if _seal(self.file).read_bytes() != _look(self.file):
            raise Uncertain


def _seal(file: Path) -> Path:
    return file.with_suffix(".seal")


def _look(file: Path) -> bytes:
    """What would be different if anybody had touched the file."""
    found = file.stat()
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {found.st_ino}\n".encode()


@contextmanager
def reading(file: Path) -> Iterator[Store]:
    """The file to look things up in, which nobody changes meanwhile."""
    with _opened(file, "rw") as store:
        store.do("BEGIN")
        yield store
        store.do("ROLLBACK")


@contextmanager
def writing(file: Path, *, anew: bool = False) -> Iterator[Store]:
    """The file to change: all of it at the end, nothing if anything is raised; ``anew`` makes it, or empties it."""
    if anew:
        file.parent.mkdir(parents=True, exist_ok=True)
    with _opened(file, "rwc" if anew else "rw") as store:
        store.do("PRAGMA locking_mode = EXCLUSIVE")
        store.do("BEGIN IMMEDIATE")
        if anew:
            _empty(store)
        yield store
        store.do("COMMIT")
        store.seal()


def _empty(store: Store) -> None:
    for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
        store.do(f'DROP TABLE "{name}"')
    for statement in FORM.split(";")[:-1]:
        store.do(statement)
    store.do(f"PRAGMA user_version = {FORMAT}")


@contextmanager
def _opened(file: Path, mode: str) -> Iterator[Store]:
    place = f"{file.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(place, uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        yield Store(connection, file)
    finally:
        connection.close()


def discard(file: Path) -> None:
    """Delete a file that is none."""
    for one in (file, file.with_name(file.name + "-journal"), _seal(file)):
        one.unlink(missing_ok=True)


def discard_old(file: Path) -> None:
    """Delete the files beside one that has just been written which nobody has written to for long."""
    latest = file.stat().st_mtime
    for one in file.parent.glob(f"*{file.suffix}"):
        if latest - one.stat().st_mtime > LONG:
            discard(one)
