"""What is looked through for words that must not be there: every file, also packed, in a database or by numbers."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from taizhang.tables.workbook import Table, xlsx
from tests.publish import everything

WORD = "机密q77w"


def database() -> bytes:
    """A database with the word in a cell."""
    with sqlite3.connect(":memory:") as made:
        made.execute('CREATE TABLE "客户" (name TEXT, number INTEGER)')
        made.execute('INSERT INTO "客户" VALUES (?, 7)', (WORD,))
        made.commit()
        return made.serialize()


def packed() -> bytes:
    """An archive with a compressed text in a compressed archive."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", WORD)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.zip", inner.getvalue())
    return outer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", f"<p>{WORD}</p>".encode()),
        ("a.html", "".join(f"&#{ord(one)};" for one in WORD).encode()),
        ("a.json", json.dumps({"x": WORD}).encode()),
        ("a.ics", ("SUMMARY:" + "\r\n ".join(WORD)).encode()),
        ("a.sqlite", database()),
        ("a.xlsx", xlsx(Table("表", "题", ("头",), ((WORD,),), ()))),
        ("a.zip", packed()),
        ("a.svg.gz", gzip.compress(WORD.encode(), mtime=0)),
        (f"{WORD}.txt", b""),
        ("%E6%9C%BA%E5%AF%86q77w.txt", b""),
    ],
)
def test_a_word_is_found_in_any_file(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).write_bytes(content)
    assert WORD.encode() in everything.of(tmp_path)
    assert b"q78w" not in everything.of(tmp_path)
