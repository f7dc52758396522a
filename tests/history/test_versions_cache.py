"""The kept versions: what was put in comes out, and anything else counts as nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from taizhang.history import versions_cache
from taizhang.history.authors import Authored, Authors, Brought
from taizhang.history.content import Content
from taizhang.history.differences import Compared, Difference, Entry, Form
from taizhang.history.excerpt import Piece

ONE, OTHER = "ab" * 20, "cd" * 20
KNOWN = {
    (ONE, "records/华东.yaml"): Content(readable=False, before=None),
    (ONE, "records/a.yaml"): Content(
        readable=True,
        level="secret",
        before="",
        compared=Compared(
            (
                Difference(("a", Entry(3, (("id", "甲"),)), "b"), Form.CHANGED, {"x": [1, None, True]}, "2"),
                Difference(("t",), Form.TEXT, pieces=(Piece("…", "旧", "新", ""),)),
            ),
            7,
        ),
    ),
}
AUTHORS = Authors(
    ONE,
    {
        ONE: Authored(ONE, "张伟", "a@b", 7, "改"),
        "ef" * 20: Authored("ef" * 20, "\ufffd", "", None, ""),
    },
    {ONE: (Brought("ef" * 20, ("records/a.yaml",)),)},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "versions.json"


def test_what_is_saved_is_loaded(file: Path) -> None:
    assert versions_cache.save(file, "x", KNOWN, AUTHORS, {ONE})
    assert versions_cache.load(file, "x") == (KNOWN, AUTHORS)


def test_what_is_of_another_line_is_not_kept(file: Path) -> None:
    versions_cache.save(file, "x", KNOWN, AUTHORS, {OTHER})
    assert versions_cache.load(file, "x") == ({}, Authors(ONE))


def test_anything_else_is_nothing(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert versions_cache.load(file, "x") is None
    versions_cache.save(file, "x", KNOWN, AUTHORS, {ONE})
    assert versions_cache.load(file, "y") is None
    with monkeypatch.context() as patch:
        patch.setattr(versions_cache, "FORMAT", versions_cache.FORMAT + 1)
        assert versions_cache.load(file, "x") is None
    whole = file.read_bytes()
    for at in range(0, len(whole), 7):
        file.write_bytes(whole[:at])
        assert versions_cache.load(file, "x") is None
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert versions_cache.load(file, "x") is None
    assert versions_cache.save(tmp_path, "x", KNOWN, AUTHORS, {ONE}) is False


def test_the_same_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    versions_cache.save(file, "x", KNOWN, AUTHORS, {ONE})
    versions_cache.save(other, "x", dict(reversed(KNOWN.items())), AUTHORS, {ONE})
    assert file.read_bytes() == other.read_bytes()


def test_two_runs_at_once_never_see_half_a_file(file: Path) -> None:
    def run(number: int) -> list[object]:
        seen: list[object] = []
        for _ in range(40):
            assert versions_cache.save(file, "x", KNOWN if number else {}, AUTHORS, {ONE})
            seen.append(versions_cache.load(file, "x"))
        return seen

    with ThreadPoolExecutor(2) as runs:
        seen = [one for found in runs.map(run, range(2)) for one in found]
    assert all(one in [(KNOWN, AUTHORS), ({}, AUTHORS)] for one in seen)
    assert [found.name for found in file.parent.iterdir()] == [file.name]
