"""The checks that look at all records of some kinds at once: run when one of these changed, and remembered by them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.problem import Problem
from taizhang.records.warm.store import Store
from taizhang.records.warm.told import problems_of, problems_text

if TYPE_CHECKING:
    from taizhang.records.book import Book, Record
    from taizhang.records.schema_set import SchemaSet

ANY_KIND = "record"


@dataclass(frozen=True, slots=True)
class Check:
    """A check of a book that reads the records of some ``kinds`` alone.

    ``asked``: it also looks at the records that these refer to by their keys.
    """

    name: str
    kinds: frozenset[str]
    run: Callable[[Book], Iterable[Problem]]
    asked: bool = False


File = tuple[str, str]
"""Path and version."""


def files_for(store: Store, check: Check) -> list[File]:
    """The files that a check reads."""
    marks = ", ".join("?" * len(check.kinds))
    kinds = sorted(check.kinds)
    of_kind = f"SELECT file.path, version FROM file JOIN known USING (number) WHERE file.kind IN ({marks})"  # noqa: S608
    found = {(path, version) for path, version in store.rows(of_kind, *kinds)}
    if check.asked:
        root = store.meta("root")
        asked = f"""SELECT DISTINCT file.path, other.version FROM file AS one JOIN ask USING (number)
            JOIN file ON file.path = ? || '/' || ask.target || '.yaml' JOIN known AS other ON other.number = file.number
            WHERE one.kind IN ({marks}) AND ask.kind = ? AND file.kind != ''"""  # noqa: S608
        found |= {(path, version) for path, version in store.rows(asked, root, *kinds, ANY_KIND)}
    return sorted(found)


def digest_of(files: Iterable[File]) -> str:
    """What stands for some files in some versions."""
    listed = "\n".join(f"{path}\0{version}" for path, version in files)
    return hashlib.blake2b(listed.encode(), digest_size=20).hexdigest()


def doubtful(store: Store, checks: Sequence[Check], kinds: set[str], keys: set[str]) -> Iterator[Check]:
    """The checks that a change of records of ``kinds`` under ``keys`` concerns."""
    for check in checks:
        if check.kinds & kinds or (check.asked and any(_refers(store, check, key) for key in keys)):
            yield check


def _refers(store: Store, check: Check, key: str) -> bool:
    marks = ", ".join("?" * len(check.kinds))
    question = f"""SELECT 1 FROM ask JOIN known USING (number)
        WHERE ask.kind = ? AND target = ? AND known.kind IN ({marks}) LIMIT 1"""  # noqa: S608
    return store.one(question, ANY_KIND, key, *sorted(check.kinds)) is not None


def renew(store: Store, check: Check, book_of: Callable[[list[File]], Book]) -> None:
    """Let what a check says of the records as they are now stand; it runs unless it did on the same."""
    files = files_for(store, check)
    digest = digest_of(files)
    if store.one("SELECT 1 FROM reckoned WHERE name = ? AND digest = ?", check.name, digest) is None:
        keep(store, check, digest, check.run(book_of(files)))
    store.do("INSERT OR REPLACE INTO standing VALUES (?, ?)", check.name, digest)


def keep(store: Store, check: Check, digest: str, problems: Iterable[Problem]) -> None:
    """Remember what a check says of the records that ``digest`` stands for."""
    store.do("INSERT OR REPLACE INTO reckoned VALUES (?, ?, ?)", check.name, digest, problems_text(set(problems)))


def standing(store: Store) -> Iterator[Problem]:
    """What all checks say of the records as they are now."""
    for (text,) in store.rows("SELECT problems FROM standing JOIN reckoned USING (name, digest)"):
        yield from problems_of(text)


def part_of_book(
    schemas: SchemaSet,
    files: Iterable[tuple[str, str, bytes]],
    root: str,
    told: Iterable[Problem],
    absent: frozenset[str],
) -> Book:
    """A book of some files alone: path, version and bytes; ``told`` is what they are told on their own."""
    from taizhang.records.book import make_book

    contents = {path: content for path, _, content in files}
    records = [one for path, content in contents.items() if (one := _record(schemas, path, root, content)) is not None]
    return make_book(schemas, records, told, lambda path: contents.get(path, b""), absent)


def _record(schemas: SchemaSet, path: str, root: str, content: bytes) -> Record | None:
    from taizhang.records.book import Record
    from taizhang.records.git import blob_id
    from taizhang.records.source import normalised
    from taizhang.records.text.reader import read

    below = path.removeprefix(f"{root}/")
    kind = schemas.kind_of(below)
    plain = normalised(content)
    data = read(plain, path).data if kind is not None and below.endswith(".yaml") else None
    if kind is None or not isinstance(data, dict):
        return None
    identity = data.get(kind.id_field) if kind.id_field else None
    key, named = below.removesuffix(".yaml"), identity if isinstance(identity, str) else ""
    return Record(kind.name, path, key, named, blob_id(plain), data)
