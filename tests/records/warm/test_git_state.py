"""What differs from a tree, as Git tells it; and what nobody can tell for sure."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taizhang.records.git import blob_id
from taizhang.records.warm import git_state
from taizhang.records.warm.git_state import (
    EMPTY_TREE,
    State,
    Uncertain,
    View,
    files_of,
    tree_of,
    unflagged,
    usual,
)
from taizhang.records.warm.git_state import (
    Repository as Asked,
)
from tests.repository import Repository

ONE, TWO, NEW = (blob_id(text) for text in (b"a: 1\n", b"a: 2\n", b"a: 3\n"))


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """Two records in a folder of the repository, committed."""
    repository = Repository.create(tmp_path / "top")
    repository.write("company/records/a.yaml", "a: 1\n")
    repository.write("company/records/客户/b c.yaml", "a: 2\n")
    repository.write("company/other/x", "x")
    repository.commit("2026-10-12 08:00")
    return repository


def seen(made: Repository, tree: str = "", **how: object) -> dict[str, tuple[str, str]]:
    state = State(made.root / "company", "records", **how)  # type: ignore[arg-type]
    found = View(state, tree or tree_of(state)).differences(Asked(state).prefix)
    return {path: (one.before, one.now) for path, one in found.items()}


def test_nothing_differs(made: Repository) -> None:
    assert seen(made) == seen(made, index=True) == seen(made, revision="HEAD") == {}


def test_work_tree_index_and_commit_are_told_apart(made: Repository) -> None:
    tree = made.git("rev-parse", "HEAD^{tree}")
    made.write("company/records/a.yaml", "a: 2\n")
    made.git("add", "--all")
    made.write("company/records/a.yaml", "a: 3\n")
    (made.root / "company/records/客户/b c.yaml").unlink()
    made.write("company/records/new/n.yaml", "a: 1\n")
    made.write("company/records/.hidden/n.yaml", "a: 1\n")
    made.write("company/other/y", "y")
    changed = {"records/a.yaml": (ONE, NEW), "records/客户/b c.yaml": (TWO, ""), "records/new/n.yaml": ("", ONE)}
    assert seen(made) == changed
    assert seen(made, index=True) == {"records/a.yaml": (ONE, TWO)}
    assert seen(made, revision="HEAD") == {}
    made.commit("2026-10-12 09:00")
    assert seen(made, tree) == seen(made, tree, index=True) == seen(made, tree, revision="HEAD") == changed


def test_before_the_first_commit(tmp_path: Path) -> None:
    made = Repository.create(tmp_path)
    made.write("company/records/a.yaml", "a: 1\n")
    assert tree_of(State(tmp_path / "company", "records")) == EMPTY_TREE
    assert seen(made) == {"records/a.yaml": ("", ONE)}


@pytest.mark.parametrize("odd", ["link", "repository", "submodule", "attributes", "name", "many", "no tree"])
def test_what_is_unsure(made: Repository, odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    records = made.root / "company/records"
    tree = ""
    if odd == "link":
        (records / "l.yaml").symlink_to("a.yaml")
    elif odd == "repository":
        Repository.create(records / "inner").write("a.yaml", "a: 1\n")
    elif odd == "submodule":
        made.git("update-index", "--add", "--cacheinfo", f"160000,{made.head()},company/records/inner")
    elif odd == "attributes":
        made.write("company/records/deep/.gitattributes", "*.yaml filter=x\n")
    elif odd == "name":
        (records / os.fsdecode(b"\xff.yaml")).write_bytes(b"")
    elif odd == "many":
        monkeypatch.setattr(git_state, "MOST", 1)
        made.write("company/records/n.yaml", "a: 1\n")
        made.write("company/records/m.yaml", "a: 1\n")
    else:
        tree = "1" * 40
    with pytest.raises(Uncertain):
        seen(made, tree, index=odd == "submodule")


def test_a_merge_under_way(made: Repository) -> None:
    made.git("checkout", "-q", "-b", "side")
    made.put("company/records/a.yaml", "2026-10-12 09:00", "a: 2\n")
    made.git("checkout", "-q", "main")
    made.put("company/records/a.yaml", "2026-10-12 10:00", "a: 3\n")
    with pytest.raises(AssertionError):
        made.git("merge", "-q", "side")
    assert set(seen(made)) == {"records/a.yaml"}
    with pytest.raises(Uncertain):
        seen(made, index=True)


def test_flags_that_make_git_look_away(made: Repository) -> None:
    state = State(made.root / "company", "records")
    unflagged(state)
    for flag in ("assume-unchanged", "skip-worktree"):
        before = Asked(state).index_digest()
        made.git("update-index", f"--{flag}", "company/records/a.yaml")
        assert Asked(state).index_digest() != before
        with pytest.raises(Uncertain):
            unflagged(state)
        made.git("update-index", f"--no-{flag}", "company/records/a.yaml")
        unflagged(state)


def test_an_index_without_a_digest(made: Repository) -> None:
    index = made.root / ".git/index"
    state = State(made.root / "company", "records")
    assert Asked(state).index_digest() == index.read_bytes()[-20:].hex()
    index.write_bytes(index.read_bytes()[:-20] + bytes(20))
    assert Asked(state).index_digest() == ""
    index.unlink()
    assert Asked(state).index_digest() == ""


def test_settings_and_attributes_count(made: Repository) -> None:
    state = State(made.root / "company", "records")
    found = [Asked(state).conversions]
    made.git("config", "core.autocrlf", "input")
    found.append(Asked(state).conversions)
    for file in (".gitattributes", "company/.gitattributes", "company/records/.gitattributes", ".git/info/attributes"):
        made.write(file, "*.yaml -text\n")
        found.append(Asked(state).conversions)
    assert len(set(found)) == len(found)
    made.git("config", "core.ignoreCase", "true")
    with pytest.raises(Uncertain):
        _ = Asked(state).conversions


@pytest.mark.parametrize("root", ["records", "a/b", "my_records-2"])
def test_usual_roots(tmp_path: Path, root: str) -> None:
    assert usual(State(tmp_path, root))


@pytest.mark.parametrize("root", ["", ".", "/records", "../records", "a//../b", "rec*", ":top", "记录"])
def test_unusual_roots(tmp_path: Path, root: str) -> None:
    assert not usual(State(tmp_path, root))


def test_a_root_that_is_a_link_is_unusual(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "records").symlink_to("real")
    assert not usual(State(tmp_path, "records"))
    assert not usual(State(tmp_path, "records", revision="-x"))


def test_the_files_of_a_tree(made: Repository) -> None:
    state = State(made.root / "company", "records")
    assert files_of(state, "HEAD") == {"records/a.yaml": ONE, "records/客户/b c.yaml": TWO}
    made.git("update-index", "--add", "--cacheinfo", f"120000,{ONE},company/records/l.yaml")
    with pytest.raises(Uncertain):
        files_of(state, made.git("write-tree"))
