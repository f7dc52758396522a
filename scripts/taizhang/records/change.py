"""What a change did: which problems it caused, and which append-only lists it shortened or rewrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.messages import SENTENCES
from taizhang.records.paths import Pointer, select
from taizhang.records.schema_set import Kind, titles

LINE = re.compile("第 [0-9]+ 行")


def caused(now: Iterable[Problem], before: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems of ``now`` that ``before`` did not have, and those it had; a moved line is no new problem.

    A deleted or renamed record shows in what referred to it, so the files that changed are not asked for.
    """
    known = Counter(_identity(problem) for problem in before)
    new, old = [], []
    for problem in now:
        if known[_identity(problem)]:
            known[_identity(problem)] -= 1
            old.append(problem)
        else:
            new.append(problem)
    return tuple(new), tuple(old)


def _identity(problem: Problem) -> tuple[str, str, str, str]:
    """What makes it the same problem: not its line, nor the line of another place that it names."""
    return problem.path, problem.rule, problem.value, LINE.sub("", problem.message)


def rewritten(now: Book, before: Book) -> Iterator[Problem]:
    """Append-only lists of ``now`` in which an entry of ``before`` is gone or altered; one may be closed."""
    for record in now:
        older = before.at(record.path)
        kind = now.kind(record.kind)
        for lost in lost_entries(kind, older.data, record.data) if older else ():
            place = now.place(record.path, lost.pointer)
            values = {"title": lost.title, "number": lost.number, "was": lost.was}
            yield SENTENCES.problem("append-only.changed", place, value="", **values)


@dataclass(frozen=True, slots=True)
class Lost:
    """An entry of an append-only list that is not as it was: where it stood, what its list is called, what it said."""

    pointer: Pointer
    title: str
    was: str

    @property
    def number(self) -> int:
        """Which entry of its list it is, from 1."""
        return int(self.pointer[-1]) + 1


def lost_entries(kind: Kind, before: Mapping[str, object], now: Mapping[str, object]) -> Iterator[Lost]:
    """The entries of a record's append-only lists that ``before`` has and ``now`` has no more, or otherwise."""
    for pattern in kind.append_only:
        news = {spot.pointer: spot.value for spot in select(now, pattern)}
        for old in select(before, pattern):
            was, there = old.value, news.get(old.pointer)
            kept = there if isinstance(there, list) else []
            for index, entry in enumerate(was if isinstance(was, list) else ()):
                if index >= len(kept) or not _continues(entry, kept[index]):
                    title = titles(kind.schema).get(pattern, pattern[-1])
                    yield Lost((*old.pointer, index), title, _shown(entry))


def _continues(was: object, now: object) -> bool:
    """The entry is as it was, or has only gained fields (an end, a correction's note)."""
    if isinstance(was, dict) and isinstance(now, dict):
        return all(now.get(key) == value for key, value in was.items())
    return was == now


def _shown(entry: object) -> str:
    if isinstance(entry, dict):
        return ", ".join(f"{key}: {value}" for key, value in entry.items())
    return str(entry)
