"""Where the file of the warm check lies, and what its key depends on."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from taizhang.records.warm.git_state import State
from taizhang.records.warm.key import key_of, place
from tests.repository import Repository


def test_it_lies_with_what_git_keeps(tmp_path: Path) -> None:
    made = Repository.create(tmp_path / "one")
    made.write("company/records/a.yaml", "a: 1\n")
    made.commit("2026-10-12 08:00")
    made.git("worktree", "add", "-q", str(tmp_path / "two"))
    states = [
        State(tmp_path / "one", "records"),
        State(tmp_path / "one", "other"),
        State(tmp_path / "one" / "company", "records"),
        State(tmp_path / "two", "records"),
    ]
    found = [place(state) for state in states]
    assert len(set(found)) == len(found)
    folders = [file.parent for file in found if file is not None]
    assert folders == [tmp_path / "one/.git/taizhang"] * 3 + [tmp_path / "one/.git/worktrees/two/taizhang"]


def test_every_installation_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Repository.create(tmp_path)
    state = State(tmp_path, "records")
    found = {place(state), place(state)}
    monkeypatch.setattr(sys, "prefix", "/another")
    assert len({*found, place(state)}) == 2


def test_without_git_there_is_no_place(tmp_path: Path) -> None:
    assert place(State(tmp_path, "records")) is None


def test_schemas_and_what_git_does_make_the_key(tmp_path: Path) -> None:
    schemas = tmp_path / "schemas"
    (schemas / "rules").mkdir(parents=True)
    state = State(tmp_path, "records")
    keys = [key_of(state, b"")]
    for name, text in (("a.schema.json", "{}"), ("a.schema.json", "[]"), ("rules/a.schema.json", "[]")):
        (schemas / name).write_text(text, encoding="utf-8")
        keys.append(key_of(state, b""))
    (schemas / "a.schema.json").rename(schemas / "b.schema.json")
    keys += [key_of(state, b""), key_of(state, b"core.autocrlf\ntrue"), key_of(State(tmp_path, "pay"), b"")]
    assert len(set(keys)) == len(keys)
    assert key_of(state, b"") == keys[4]
