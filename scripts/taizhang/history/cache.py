"""The line as read so far, in one small file, so that only what is new has to be read.

The file is always safe to delete and never trusted beyond its key: the versions, what was tracked, the last commit,
and a digest over its content. Whatever else is found there - an older form, half a file, somebody else's - counts as
nothing, and all is read anew. It is written beside its place and moved there, so that no reader sees half of it.

After the key, column by column, come texts that a NUL ends, as Git itself tells paths: the whole table is wanted each
time, and nothing is quicker to take apart. The same history gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from taizhang import __version__
from taizhang.history.landing import Commit
from taizhang.history.table import Table
from taizhang.records.written import written

FORMAT = 2
NAME = "taizhang-history"
USUAL = Path(".cache", "taizhang", "history.cache")
"""Where commands and site keep it, below the company's folder."""
HEAD = 3  # what stands before the columns: the last commit, its date, how many commits
COLUMNS = 4  # of the commits
MERGE, BACKWARDS = "m", "b"


def load(path: Path, tracked: str) -> Table | None:
    """The table kept at ``path`` for what ``tracked`` names; None where there is none that can be relied on."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    return _table(body.decode("utf-8", "surrogateescape").split("\0")) if head == _key(tracked, body) else None


def save(path: Path, tracked: str, table: Table) -> bool:
    """Keep ``table`` at ``path`` for what ``tracked`` names; False where that folder cannot be written to."""
    body = "\0".join(_texts(table)).encode("utf-8", "surrogateescape")
    return written(path, _key(tracked, body) + b"\n" + body)


def _key(tracked: str, body: bytes) -> bytes:
    """The first line of the file: all that must agree before a byte of ``body`` is looked at."""
    digest = hashlib.blake2b(body, digest_size=20).hexdigest()
    return json.dumps([NAME, FORMAT, __version__, tracked, digest]).encode("ascii")


def _texts(table: Table) -> list[str]:
    """``table`` as texts: of the commits id, date, what they are and trailers; then paths, sorted, and tracks."""
    commits = table.commits
    paths = sorted(table.tracks)
    return [
        *(table.head, _date(table.seconds), str(len(commits))),
        *(one.id for one in commits),
        *(_date(one.seconds) for one in commits),
        *(MERGE * one.merge + BACKWARDS * one.backwards for one in commits),
        *(one.trailers for one in commits),
        *paths,
        *map(table.tracks.__getitem__, paths),
    ]


def _table(texts: list[str]) -> Table:
    """The table of which ``texts`` were made; the digest has vouched for their form."""
    count = int(texts[2])
    names, dates, flags, trailers = (texts[HEAD + at * count : HEAD + (at + 1) * count] for at in range(COLUMNS))
    start = HEAD + COLUMNS * count
    middle = (start + len(texts)) // 2
    merges, backwards = ([mark in one for one in flags] for mark in (MERGE, BACKWARDS))
    commits = tuple(map(Commit, names, map(_seconds, dates), merges, backwards, trailers))
    return Table(texts[0], _seconds(texts[1]), commits, dict(zip(texts[start:middle], texts[middle:], strict=True)))


def _date(seconds: int | None) -> str:
    return "" if seconds is None else str(seconds)


def _seconds(date: str) -> int | None:
    return int(date) if date else None
