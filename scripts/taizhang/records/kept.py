"""What came of every file the last time, kept beside Git's own files: only what is new since then is examined again.

It is found by a file's path and the id of its bytes, and every file's bytes are read each time: the book is the same
with it and without it. It may be deleted at any moment. Nothing is believed that another version of this programme,
another schema or another library has left, nor anything whose digest is not that of its bytes.

It lies in two files: most of it in one, in the other what came since, so that little is written after a small change.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import BinaryIO

from taizhang.problem import Place, Problem, Severity
from taizhang.progress import Tell, nobody
from taizhang.records.book import Book
from taizhang.records.dated import Dated
from taizhang.records.examine import Examined
from taizhang.records.links import Ask, Exchange
from taizhang.records.load import Memory, load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from taizhang.records.warm.git_state import State
from taizhang.records.warm.key import key_of, place
from taizhang.records.written import written

FEW = 500
"""So many files may be new, or gone, before all is written anew; of a large company a share of SHARE."""
SHARE = 8
KEPT = (Ask, Dated, Exchange, Examined, Place, Problem, Severity, date)
KNOWN = {(one.__module__, one.__qualname__): one for one in KEPT}
"""All that is read from the files besides plain values."""

DIGEST = 20
PIECE = 1 << 20

Version = tuple[str, str]


class Used(dict[Version, Examined]):
    """A memory that notes which of the files it knows are there."""

    def __init__(self, known: Iterable[tuple[Version, Examined]]) -> None:
        super().__init__(known)
        self.there: set[Version] = set()

    def __setitem__(self, version: Version, result: Examined) -> None:
        """Every file that is there is set, known or new."""
        self.there.add(version)
        super().__setitem__(version, result)


def load_kept(source: WorkTree, tell: Tell = nobody) -> Book:
    """The book of a work tree by the schemas beside it, from what is kept of it; what is new is kept for next time."""
    schemas = load_schemas(source.base / "schemas")
    state = State(source.base, "\n".join(source.roots))
    where = place(state)
    if where is None:
        return load(source, schemas, None, tell)
    key = key_of(state, b"").encode()
    most, recent = (where.with_name(f"{where.stem.replace('check', part)}.pickle") for part in ("records", "recent"))
    old = _read(most, key)
    since = _read(recent, key)
    memory = Used({**old, **since}.items())
    book = load(source, schemas, memory, tell)
    if new := memory.there - old.keys():
        few = max(FEW, len(memory.there) // SHARE)
        if not old or len(new) > few or len(old.keys() - memory.there) > few:
            if _write(most, key, {one: memory[one] for one in sorted(memory.there)}):
                recent.unlink(missing_ok=True)
        elif new != since.keys():
            _write(recent, key, {one: memory[one] for one in sorted(new)})
    return book


def _write(path: Path, key: bytes, memory: Memory) -> bool:
    content = io.BytesIO()
    content.write(key + b"\n")
    pickle.dump(memory, content, protocol=5)
    content.write(hashlib.blake2b(content.getbuffer(), digest_size=DIGEST).digest())
    return written(path, content.getbuffer())


def _read(path: Path, key: bytes) -> Memory:
    """What is kept in one file; nothing where it can't be relied on."""
    try:
        with path.open("rb") as file:
            if file.readline() == key + b"\n" and _sound(file):
                file.seek(len(key) + 1)
                found: Memory = _Reader(file).load()
                return found
    except (OSError, ValueError, pickle.UnpicklingError):
        pass
    return {}


def _sound(file: BinaryIO) -> bool:
    """Whether a file ends with the digest of all that stands before it."""
    size = file.seek(0, os.SEEK_END) - DIGEST
    file.seek(0)
    digest = hashlib.blake2b(digest_size=DIGEST)
    while part := file.read(min(PIECE, size)):
        digest.update(part)
        size -= len(part)
    return file.read() == digest.digest()


class _Reader(pickle.Unpickler):  # noqa: S301 - it looks up nothing but what is named here
    """Reads plain values and the classes of ``KNOWN``; whatever else stands there is not looked up."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) not in KNOWN:
            raise pickle.UnpicklingError(name)
        return KNOWN[module, name]
