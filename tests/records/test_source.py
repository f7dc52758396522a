"""Where records come from: what is listed, under which root, and read as which bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.records.git import Git, blob_id
from taizhang.records.source import Entry, GitTree, WorkTree, blob_of, normalised
from tests.repository import Repository

FILES = ["records/a.yaml", "records/units/b.yaml", "records/units/深/c d.yaml", "private/contacts/e.yaml", "README.md"]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path)
    for name in FILES:
        made.write(name, f"id: {name}\n")
    made.commit("2026-10-12 08:00")
    return made


def below(entries: list[Entry]) -> set[tuple[str, str]]:
    return {(entry.root, entry.below_root) for entry in entries}


@pytest.mark.parametrize(
    "roots", [("records",), ("private", "records"), ("private",), ("records", "gone"), ("records/units",)]
)
def test_all_sources_list_alike(repository: Repository, roots: tuple[str, ...]) -> None:
    git = Git(repository.root)
    listed = [below(list(source.entries())) for source in (
        WorkTree(repository.root, roots), GitTree(git, None, roots), GitTree(git, "HEAD", roots)
    )]  # fmt: skip
    assert listed[0] == listed[1] == listed[2]
    assert {f"{root}/{path}" for root, path in listed[0]} == {
        f for f in FILES if f.startswith(tuple(r + "/" for r in roots))
    }


def test_all_sources_read_alike(repository: Repository) -> None:
    git = Git(repository.root)
    for source in (WorkTree(repository.root), GitTree(git), GitTree(git, "HEAD")):
        entries = sorted(source.entries(), reverse=True)
        read = list(source.read(entries))
        assert [entry for entry, _ in read] == entries
        for entry, content in read:
            assert content == f"id: {entry.path}\n".encode()
            assert blob_of(entry, content) == blob_id(content)


def test_a_root_may_lie_elsewhere(repository: Repository, tmp_path: Path) -> None:
    root = str(tmp_path / "private")
    (entry,) = WorkTree(repository.root, (root,)).entries()
    assert entry == Entry(f"{root}/contacts/e.yaml", root)
    assert entry.below_root == "contacts/e.yaml"
    assert [content for _, content in WorkTree(repository.root).read([entry])] == [b"id: private/contacts/e.yaml\n"]


def test_what_git_does_not_have_is_not_read(repository: Repository) -> None:
    missing = Entry("records/a.yaml", "records", "0" * 40)
    (there,) = (entry for entry in GitTree(Git(repository.root)).entries() if entry.path == "records/a.yaml")
    read = list(GitTree(Git(repository.root)).read([missing, there, missing]))
    assert [content is None for _, content in read] == [True, False, True]


def test_names(repository: Repository) -> None:
    assert WorkTree(repository.root).name == str(repository.root)
    assert GitTree(Git(repository.root)).name == "index"
    assert GitTree(Git(repository.root), "main").name == "main"


def test_line_ends_of_windows_change_nothing() -> None:
    assert normalised(b"a: 1\r\nb: 2\r\n") == b"a: 1\nb: 2\n"
    assert normalised(b"a: 1\rb\n\r") == b"a: 1\rb\n\r"
    assert blob_of(Entry("x", "r"), b"a\r\n") == blob_id(b"a\n")
    assert blob_of(Entry("x", "r", "known"), b"a\r\n") == "known"
