"""The benchmark of landing times: the repository it makes, and that all its records land."""

from __future__ import annotations

import random
from collections import Counter
from itertools import chain
from pathlib import Path

from benchmarks.landing import body, made, one_more, ours, requests, told

FILES = 150


def test_the_line_has_merges_and_as_many_records_as_asked_for(tmp_path: Path) -> None:
    repository, kept = made(tmp_path / "repository", FILES), tmp_path / "kept"
    names = told(repository, "ls-tree", "-r", "--name-only", "main").splitlines()
    line, merges = (int(told(repository, "rev-list", "--count", how, "main")) for how in ("--first-parent", "--merges"))
    assert len(names) == FILES
    assert line / 2 < merges < line
    landed = ours(repository, kept)
    assert len(landed) == FILES
    assert {bool(one.approved) for one in landed} == {True, False}
    one_more(repository, 3)
    assert told(repository, "diff", "--name-only", "main~", "main").splitlines() == [names[3]]
    assert ours(repository, kept) == landed
    head = told(repository, "rev-parse", "main")
    assert told(made(repository, FILES), "rev-parse", "main") == head, "it is there, and not made anew"


def test_records_are_changed_moved_and_removed() -> None:
    """Each of them happens, and what is moved and changed stays itself."""
    edits = list(chain.from_iterable(requests(1000, random.Random(1))))
    kinds = Counter((bool(edit.text), bool(edit.source)) for edit in edits)
    assert set(kinds) == {(True, False), (True, True), (False, True), (False, False)}
    assert body("a", 0) != body("a", 1)
    assert body("a", 0).splitlines()[1:] == body("a", 1).splitlines()[1:]
    assert body("a") != body("b")
