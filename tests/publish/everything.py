"""All that the files of a folder hold, whatever their type: names, texts, what is packed in archives and databases."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote_to_bytes

from taizhang.publish.folder import files_below

SQLITE, GZIP = b"SQLite format 3\0", b"\x1f\x8b"


def of(folder: Path) -> bytes:
    """The names and the contents of every file below a folder, unpacked, in one run of bytes."""
    return b"\n".join(part for path in files_below(folder) for part in _parts(path, (folder / path).read_bytes()))


def in_file(name: str, content: bytes) -> bytes:
    """The same of one file."""
    return b"\n".join(_parts(name, content))


def _parts(name: str, content: bytes) -> Iterator[bytes]:
    """A file's name and content, then what that is in plain words where it is written in another way."""
    yield name.encode()
    yield unquote_to_bytes(name)
    if content.startswith(SQLITE):
        yield from _database(content)
    elif content.startswith(GZIP):
        yield from _parts(name, gzip.decompress(content))
    elif zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.namelist():
                yield from _parts(part, archive.read(part))
    else:
        yield content
        yield from _spelt(name, content)


def _spelt(name: str, content: bytes) -> Iterator[bytes]:
    """Text whose characters are written by their numbers or whose lines are folded, as it is read."""
    if name.endswith((".html", ".xml", ".rels")) and b"&" in content:
        yield unescape(content.decode("utf-8", "replace")).encode("utf-8", "replace")
    elif name.endswith((".json", ".geojson")):
        yield json.dumps(json.loads(content), ensure_ascii=False).encode()
    elif name.endswith((".ics", ".vcf")):
        yield content.replace(b"\r\n ", b"").replace(b"\n ", b"")


def _database(content: bytes) -> Iterator[bytes]:
    """The schema and every cell of every table."""
    found = sqlite3.connect(":memory:")
    try:
        found.deserialize(content)
        for (table,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            yield str(table).encode()
            for row in found.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - the name stands in the file itself
                yield from (cell if isinstance(cell, bytes) else str(cell).encode() for cell in row)
    finally:
        found.close()
