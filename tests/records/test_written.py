"""A file that takes its place at once: the old one or the new one, and nothing beside it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from taizhang.records.written import written


def test_a_file_in_a_new_folder_and_over_another(tmp_path: Path) -> None:
    file = tmp_path / "new" / "kept.json"
    assert written(file, b"1")
    assert written(file, b"2")
    assert file.read_bytes() == b"2"
    assert [one.name for one in file.parent.iterdir()] == ["kept.json"]


@pytest.mark.parametrize("stage", ["made", "placed"])
def test_nothing_is_left_of_one_that_was_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    file = tmp_path / "kept.json"
    file.write_bytes(b"old")
    real = tempfile.NamedTemporaryFile

    def end(*_: object, **named: str) -> None:
        if stage == "made":
            real(dir=named["dir"], prefix=named["prefix"], delete=False).close()
        raise KeyboardInterrupt

    monkeypatch.setattr("tempfile.NamedTemporaryFile" if stage == "made" else "pathlib.Path.replace", end)
    with pytest.raises(KeyboardInterrupt):
        written(file, b"new")
    assert [one.name for one in tmp_path.iterdir()] == ["kept.json"]
    assert file.read_bytes() == b"old"


def test_a_folder_that_cannot_be_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert not written(tmp_path / "file" / "kept.json", b"1")
