"""What a change did: which problems it caused, and which append-only lists it shortened or rewrote."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.messages import SENTENCES
from taizhang.records.paths import select
from taizhang.records.schema_set import titles

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
        for pattern in now.kind(record.kind).append_only if older else ():
            olds = list(select(older.data, pattern)) if older else []
            news = {spot.pointer: spot.value for spot in select(record.data, pattern)}
            for old in olds:
                was, there = old.value, news.get(old.pointer)
                if not isinstance(was, list):
                    continue
                kept = there if isinstance(there, list) else []
                for index, entry in enumerate(was):
                    if index >= len(kept) or not _continues(entry, kept[index]):
                        place = now.place(record.path, (*old.pointer, index))
                        values = {
                            "title": titles(now.kind(record.kind).schema).get(pattern, pattern[-1]),
                            "number": index + 1,
                            "was": _shown(entry),
                        }
                        yield SENTENCES.problem("append-only.changed", place, value="", **values)


def _continues(was: object, now: object) -> bool:
    """The entry is as it was, or has only gained fields (an end, a correction's note)."""
    if isinstance(was, dict) and isinstance(now, dict):
        return all(now.get(key) == value for key, value in was.items())
    return was == now


def _shown(entry: object) -> str:
    if isinstance(entry, dict):
        return ", ".join(f"{key}: {value}" for key, value in entry.items())
    return str(entry)
