"""The line as read so far, in one small file, so that only what is new has to be read.

The file is always safe to delete and never trusted beyond its key: the versions, what was tracked, the last commit,
and a digest over its content. Whatever else is found there - an older form, half a file, somebody else's - counts as
nothing, and all is read anew. It is written beside its place and moved there, so that no reader sees half of it.

JSON, because the whole table is wanted each time: for 10,000 files it loads in half the time of an SQLite file, and
the same history gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from taizhang import __version__
from taizhang.history.landing import Commit
from taizhang.history.table import Event, Table
from taizhang.records.written import written

FORMAT = 1
NAME = "taizhang-history"
USUAL = Path(".cache", "taizhang", "history.json")
"""Where commands and site keep it, below the company's folder."""


def load(path: Path, tracked: str) -> Table | None:
    """The table kept at ``path`` for what ``tracked`` names; None where there is none that can be relied on."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return _table(json.loads(body)) if head == _key(tracked, body) else None


def save(path: Path, tracked: str, table: Table) -> bool:
    """Keep ``table`` at ``path`` for what ``tracked`` names; False where that folder cannot be written to."""
    body = json.dumps(_plain(table), separators=(",", ":")).encode("ascii")
    return written(path, _key(tracked, body) + b"\n" + body)


def _key(tracked: str, body: bytes) -> bytes:
    """The first line of the file: all that must agree before a byte of ``body`` is looked at."""
    digest = hashlib.blake2b(body, digest_size=20).hexdigest()
    return json.dumps([NAME, FORMAT, __version__, tracked, digest]).encode("ascii")


def _plain(table: Table) -> list[Any]:
    """``table`` as JSON's own types; paths sorted, a track as number, kind and other path of each event in turn."""
    commits = [[one.id, one.seconds, int(one.merge), int(one.backwards), one.trailers] for one in table.commits]
    tracks = {path: [part for event in track for part in event] for path, track in sorted(table.tracks.items())}
    return [table.head, table.seconds, commits, tracks]


def _table(plain: list[Any]) -> Table:
    """The table of which ``plain`` was made; the digest has vouched for its form."""
    head, seconds, commits, tracks = plain
    return Table(
        head,
        seconds,
        tuple(Commit(name, date, bool(merge), bool(back), text) for name, date, merge, back, text in commits),
        {path: tuple(_events(parts)) for path, parts in tracks.items()},
    )


def _events(parts: list[Any]) -> Iterator[Event]:
    """The events of a track from its flat list."""
    at = 0
    while at < len(parts):
        wide = at + 2 < len(parts) and isinstance(parts[at + 2], str)
        yield (parts[at], parts[at + 1], parts[at + 2]) if wide else (parts[at], parts[at + 1])
        at += 3 if wide else 2
