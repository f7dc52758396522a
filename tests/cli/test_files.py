"""Writing what must not be there yet: whole, and never over anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhang.cli import files
from taizhang.cli.files import Change, NotWritten, write_all, write_new, write_over


def test_a_new_file_in_a_new_folder(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b.yaml"
    assert write_new(file, "person: 张伟\n")
    assert file.read_bytes() == "person: 张伟\n".encode()
    assert [one.name for one in file.parent.iterdir()] == ["b.yaml"]


def test_never_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    file.write_text("old", encoding="utf-8")
    assert not write_new(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["b.yaml"]


def test_never_through_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    file = tmp_path / "b.yaml"
    file.symlink_to(tmp_path / "elsewhere.yaml")
    assert not write_new(file, "new")
    assert not (tmp_path / "elsewhere.yaml").exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(source, target)

    monkeypatch.setattr(os, "link", refuse)
    file = tmp_path / "b.yaml"
    if there:
        file.write_text("old", encoding="utf-8")
    assert write_new(file, "new") is not there
    assert file.read_text(encoding="utf-8") == ("old" if there else "new")
    assert [one.name for one in tmp_path.iterdir()] == ["b.yaml"]


def test_one_of_two_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file comes up between the look and the writing."""
    link = os.link
    file = tmp_path / "b.yaml"

    def slow(source: Path, target: Path) -> None:
        file.write_text("first", encoding="utf-8")
        link(source, target)

    monkeypatch.setattr(os, "link", slow)
    assert not write_new(file, "second")
    assert file.read_text(encoding="utf-8") == "first"


@pytest.mark.parametrize("content", ["新", "新".encode()])
def test_over_a_file_at_once_and_nothing_left_beside_it(tmp_path: Path, content: str | bytes) -> None:
    file = tmp_path / "a" / "b.yaml"
    write_over(file, "old")
    write_over(file, content)
    assert file.read_bytes() == "新".encode()
    assert [one.name for one in file.parent.iterdir()] == ["b.yaml"]


def test_the_old_file_stays_when_the_new_one_can_not_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "b.yaml"
    write_over(file, "old")

    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        write_over(file, "new")
    assert file.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["b.yaml"]


def changes(folder: Path) -> list[Change]:
    """A new file in new folders, a changed one, another new one."""
    write_over(folder / "there.yaml", "old")
    there = Change(folder / "there.yaml", b"old", b"new")
    return [Change(folder / "a/b/one.yaml", None, b"1"), there, Change(folder / "two.yaml", None, b"2")]


def found(folder: Path) -> dict[str, bytes]:
    """Every file and folder below ``folder``."""
    return {str(one.relative_to(folder)): one.read_bytes() if one.is_file() else b"" for one in folder.rglob("*")}


def test_several_files_are_all_written(tmp_path: Path) -> None:
    write_all(changes(tmp_path))
    files_only = {path: content for path, content in found(tmp_path).items() if content}
    assert files_only == {"a/b/one.yaml": b"1", "there.yaml": b"new", "two.yaml": b"2"}


@pytest.mark.parametrize("stage", ["_staged", "_place"])
@pytest.mark.parametrize("failing", [0, 1, 2])
@pytest.mark.parametrize("trouble", [OSError, KeyboardInterrupt])
def test_or_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str, failing: int, trouble: type[BaseException]
) -> None:
    wanted = changes(tmp_path)
    before = found(tmp_path)
    real = getattr(files, stage)
    done: list[object] = []

    def fail(*given: object) -> object:
        if len(done) == failing:
            raise trouble
        done.append(given)
        return real(*given)

    monkeypatch.setattr(files, stage, fail)
    with pytest.raises(trouble):
        write_all(wanted)
    assert found(tmp_path) == before


@pytest.mark.parametrize("path", ["there.yaml", "two.yaml", "a/b/one.yaml"])
def test_a_file_that_is_not_as_it_was_stops_all(tmp_path: Path, path: str) -> None:
    wanted = changes(tmp_path)
    write_over(tmp_path / path, "somebody else's")
    before = found(tmp_path)
    with pytest.raises(NotWritten):
        write_all(wanted)
    assert found(tmp_path) == before
