"""A check from what is kept: the same problems that reading everything would tell, or nothing where that is unsure."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from taizhang.problem import Problem
from taizhang.records.warm.git_state import (
    Differing,
    Repository,
    State,
    Uncertain,
    View,
    tree_of,
    unflagged,
    usual,
)
from taizhang.records.warm.key import key_of, place
from taizhang.records.warm.reckoning import Check, standing
from taizhang.records.warm.store import Store, reading, writing
from taizhang.records.warm.told import problems_of

REBASE = 100
"""With more files that differ from the tree, a newer tree is looked for."""
UNSURE = (Uncertain, OSError, sqlite3.Error, ValueError, KeyError, TypeError, IndexError, RecursionError)
"""What may come of a file that is not what it should be, or of a machine that does not do what it should."""
Differences = Mapping[str, Differing]


@dataclass(frozen=True, slots=True)
class Recalled:
    """All problems there are, how many records; and where another state was asked for: its problems, what was lost."""

    problems: frozenset[Problem]
    records: int
    before: frozenset[Problem] | None = None
    lost: tuple[Problem, ...] = ()


MANY, WANTED = 50_000, "taizhang.records.warm.advance"
"""With so many records Git looks for longer than it takes to read the module that is wanted if anything has changed."""


def recall(state: State, since: str | None, checks: Sequence[Check]) -> Recalled | None:
    """The problems of ``state``, and those at the commit ``since`` (an id); None where everything has to be read."""
    try:
        file = place(state)
        if file is None or not file.is_file() or not usual(state):
            return None
        return _recall(state, since, checks, file)
    except UNSURE:
        return None


def _recall(state: State, since: str | None, checks: Sequence[Check], file: Path) -> Recalled:
    repository = Repository(state)
    try:
        with reading(file) as store:
            tree = store.meta("tree")
            states = (state, *((State(state.base, state.root, revision=since),) if since else ()))
            with _views(states, tree) as views:
                key = key_of(state, repository.conversions)
                store.check(key)
                if int(store.meta("records")) >= MANY:
                    import_module(WANTED)
                if repository.folder.resolve() != file.parent.parent.resolve():
                    raise Uncertain
                found = [view.differences(repository.prefix) for view in views]
            index = _looked_at(store, state, repository)
            if not any(changes(store, one) for one in found):
                found_now = answer(store)
                return Recalled(*found_now, *((found_now[0],) if since else ()))
        contents = views[0].contents
        with writing(file) as store:
            store.check(key)
            if store.meta("tree") != tree:
                raise Uncertain
            store.remember("index", index)
            return _advanced(store, state, list(zip(states, found, strict=True)), checks, contents, repository.prefix)
    finally:
        repository.drop()


@contextmanager
def _views(states: Iterable[State], tree: str) -> Iterator[list[View]]:
    views = [View(one, tree) for one in states]
    try:
        yield views
    finally:
        for view in views:
            view.drop()


def _looked_at(store: Store, state: State, repository: Repository) -> str:
    """The digest of the index in which nothing tells Git to look away; without that the disk is not told for sure."""
    known = store.meta("index")
    if not state.work:
        return known
    digest = repository.index_digest()
    if not digest or digest != known:
        unflagged(state)
    return digest


def changes(store: Store, found: Differences) -> dict[str, str]:
    """The version that each file now has which has another one in the store; empty for none."""
    drift = store.drift()
    changed: dict[str, str] = {}
    for path in drift.keys() | found.keys():
        before, version = drift[path] if path in drift else (found[path].before,) * 2
        now = found[path].now if path in found else before
        if path in found and found[path].before != before:
            raise Uncertain
        if now != version:
            changed[path] = now
    return changed


def answer(store: Store) -> tuple[frozenset[Problem], int]:
    """All problems of the store's state, and how many records it has."""
    linked = (one for (text,) in store.rows("SELECT problems FROM told") for one in problems_of(text))
    return frozenset((*linked, *standing(store))), int(store.meta("records"))


def _advanced(
    store: Store,
    state: State,
    found: list[tuple[State, Differences]],
    checks: Sequence[Check],
    contents: Mapping[str, bytes],
    prefix: str,
) -> Recalled:
    """Let the store hold the first state, and the others on the way; what they are told."""
    from taizhang.records.warm.advance import Ground, advance, lost

    absent = frozenset(json.loads(store.meta("absent")))
    ground = Ground(state.base / "schemas", state.root, checks, absent)
    before, gone = None, list[Problem]()
    (now, differing), *others = found
    for other, its_differing in others:
        store.do("SAVEPOINT other")
        advance(store, ground, other, its_differing, {})
        before, _ = answer(store)
        gone = lost(store, ground, (other, now), changes(store, differing), contents)
        store.do("ROLLBACK TO other")
        store.do("RELEASE other")
    advance(store, ground, now, differing, contents)
    problems, records = answer(store)
    if len(differing) > REBASE:
        _rebase(store, state, prefix)
    return Recalled(problems, records, before, tuple(gone))


def _rebase(store: Store, state: State, prefix: str) -> None:
    """Tell the same state as its differences from the tree of the last commit, where these may be fewer."""
    old, new = store.meta("tree"), tree_of(state)
    if old == new:
        return
    drift = store.drift()
    with _views((State(state.base, state.root, revision=new),), old) as (view,):
        moved = view.differences(prefix)
    found = {}
    for path in drift.keys() | moved.keys():
        before, version = drift[path] if path in drift else (moved[path].before,) * 2
        there = moved[path].now if path in moved else before
        if version != there:
            found[path] = Differing(there, version)
    store.set_drift(found)
    store.remember("tree", new)
