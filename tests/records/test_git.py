"""The door to Git: the root that was named, whatever a hook or a machine brings along."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhang.records.git import LEADING_ASTRAY, Git, find_git
from tests.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository.create(tmp_path / "company")
    made.put("records/a.yaml", "2026-10-12 09:00")
    return made


def test_a_repository_and_its_head(repository: Repository, tmp_path: Path) -> None:
    git = Git(repository.root)
    assert git.is_repository()
    assert not git.is_shallow()
    assert git.head() == repository.head()
    assert git.head("absent") is None
    assert not Git(tmp_path).is_repository()
    assert not Git(tmp_path / "absent").is_repository()


def test_a_revision_is_never_an_option(repository: Repository) -> None:
    assert Git(repository.root).head("--all") is None


def test_an_ancestor(repository: Repository) -> None:
    first = repository.head()
    second = repository.put("records/b.yaml", "2026-10-12 10:00")
    git = Git(repository.root)
    assert git.is_ancestor(first, second)
    assert git.is_ancestor(first, first)
    assert not git.is_ancestor(second, first)
    assert not git.is_ancestor("0" * 40, first)


def test_a_hook_of_another_repository_leads_nowhere(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository.create(tmp_path / "other")
    other.put("records/other.yaml", "2026-10-12 09:00")
    for name in LEADING_ASTRAY:
        monkeypatch.setenv(name, str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git" / "index"))
    git = Git(repository.root)
    assert git.run("ls-files").text == "records/a.yaml"
    assert git.run("ls-tree", "-r", "--name-only", "HEAD").text == "records/a.yaml"


def test_the_index_of_a_hook_is_honoured_where_it_is_kept(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = repository.root / ".git" / "index.of-hook"
    index.write_bytes((repository.root / ".git" / "index").read_bytes())
    repository.git("rm", "--cached", "--quiet", "records/a.yaml")
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.of-hook")
    below = repository.root / "records"
    assert Git(below, keep=frozenset({"GIT_INDEX_FILE"})).run("ls-files").text == "a.yaml"
    assert not Git(below).run("ls-files").text


def test_without_git_there_is_a_value(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = Git(repository.root).run("status")
    assert answer.code is None
    assert not answer.ok
    assert Git(repository.root).head() is None
    assert not Git(repository.root).is_repository()


def test_a_programme_that_cannot_be_started_is_a_value(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "bin" / "git"
    fake.parent.mkdir()
    fake.write_bytes(b"\x00not a programme")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.parent))
    answer = Git(tmp_path).run("status")
    assert answer.code is None
    assert answer.complaint


def test_git_is_taken_from_absolute_folders_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    planted = tmp_path / "git"
    planted.write_text("#!/bin/sh\n", encoding="utf-8")
    planted.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    assert find_git(os.pathsep.join((".", "", "bin"))) is None
    assert find_git(os.pathsep.join((".", str(tmp_path)))) == str(planted)


def test_complaints_are_english_and_names_are_not_quoted(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert Git(tmp_path).run("-c", "alias.language=!echo $LC_ALL", "language").text == "C"
    repository.put("records/华东.yaml", "2026-10-12 10:00")
    assert "records/华东.yaml" in Git(repository.root).run("ls-files").text
    assert "not a git repository" in Git(tmp_path).run("status").complaint


def test_replaced_commits_are_not_believed(repository: Repository) -> None:
    first = repository.head()
    second = repository.put("records/b.yaml", "2026-10-12 10:00")
    repository.git("replace", second, first)
    assert Git(repository.root).run("log", "-1", "--format=%cI", "HEAD").text.startswith("2026-10-12T10:00")
