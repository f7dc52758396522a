"""The published folder holds what was put and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhang.publish.folder import Folder, files_below


def fill(root: Path, files: dict[str, str]) -> Folder:
    """A folder brought up to date with ``files``."""
    folder = Folder(root)
    for path, text in files.items():
        folder.put(path, text.encode())
    return folder


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    fill(tmp_path, {"a/index.html": "一", "b/index.html": "二", "c.css": "三"})
    os.utime(tmp_path / "a/index.html", (1, 1))
    folder = fill(tmp_path, {"a/index.html": "一", "b/index.html": "四", "d.js": "五"})
    assert folder.written == ["b/index.html", "d.js"]
    assert (tmp_path / "a/index.html").stat().st_mtime == 1
    assert (tmp_path / "b/index.html").read_text(encoding="utf-8") == "四"


def test_what_is_not_put_is_deleted_with_its_folders(tmp_path: Path) -> None:
    fill(tmp_path, {"a/b/c/index.html": "一", "a/index.html": "二", "e.css": "三"})
    folder = fill(tmp_path, {"a/index.html": "二"})
    assert folder.sweep() == ["a/b/c/index.html", "e.css"]
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert files_below(tmp_path) == ["a/index.html"]
    assert not (tmp_path / "a/b").exists()


def test_what_a_broken_run_left_behind_goes(tmp_path: Path) -> None:
    fill(tmp_path, {"a/index.html": "一"})
    (tmp_path / "a/index.html.part").write_text("半", encoding="utf-8")
    folder = fill(tmp_path, {"a/index.html": "二"})
    folder.sweep()
    assert files_below(tmp_path) == ["a/index.html"]


@pytest.mark.parametrize("stage", ["write_bytes", "replace"])
def test_a_run_that_is_ended_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
) -> None:
    fill(tmp_path, {"a/index.html": "一"})
    real = getattr(Path, stage)

    def end(self: Path, given: object) -> None:
        if stage == "write_bytes":
            real(self, b"half")
        raise KeyboardInterrupt(given)

    monkeypatch.setattr(Path, stage, end)
    with pytest.raises(KeyboardInterrupt):
        fill(tmp_path, {"a/index.html": "二"})
    assert files_below(tmp_path) == ["a/index.html"]
    assert (tmp_path / "a/index.html").read_text(encoding="utf-8") == "一"


def test_an_empty_folder_is_swept(tmp_path: Path) -> None:
    assert Folder(tmp_path / "none").sweep() == []


def test_one_path_is_put_once(tmp_path: Path) -> None:
    folder = fill(tmp_path, {"a.css": "一"})
    assert "a.css" in folder
    with pytest.raises(ValueError, match="two files"):
        folder.put("a.css", b"")


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/etc/a", "a\\b"])
def test_nothing_is_put_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not a path inside"):
        Folder(tmp_path / "site").put(path, b"")
    assert files_below(tmp_path) == []
