"""Companies with a mark in every field: texts as in ``hostile``, and unusual dates, amounts and numbers beside them."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from taizhang.publish.audience import Audience
from taizhang.publish.hidden import Limits, limits_of
from taizhang.records.schema_set import fields
from taizhang.records.validate import judge
from tests import books
from tests.publish import hostile

MARK = re.compile(rb"q[0-9]+w")
OUTSIDER = Audience("outsider", "外部版", frozenset())
"""Who may see nothing but what is internal."""


@dataclass(frozen=True)
class Canary:
    """One mark: the kind and field it stands in, and what to look for in a file."""

    kind: str
    pattern: tuple[str, ...]
    sign: bytes


@dataclass(frozen=True)
class Company:
    """The company's files and its marks."""

    files: dict[str, str]
    canaries: tuple[Canary, ...]


@cache
def company() -> Company:
    """The hostile company, with unusual values wherever a field of another type may not be seen by everybody."""
    files = dict(hostile.company().files)
    told = [
        Canary(hostile.kind_of(text.path).name, hostile._pattern(text.pointer), text.mark.encode())
        for text in hostile.company().texts
    ]
    done: set[tuple[str, tuple[str, ...]]] = set()
    for path, pointer, pattern in list(_values(files)):
        kind = hostile.kind_of(path).name
        if (kind, pattern) in done:
            continue
        for value in _unusual(len(told)):
            if (grown := _planted(files, path, pointer, pattern, value)) is not None:
                done.add((kind, pattern))
                files[path] = grown
                told.append(Canary(kind, pattern, value.encode()))
                break
    return Company(files, tuple(told))


def limits(kind: str, audience: Audience) -> Limits:
    """What an audience may not see of a kind."""
    return limits_of(books.schemas().kinds[kind], audience)


def _values(files: dict[str, str]) -> Iterator[tuple[str, hostile.Pointer, tuple[str, ...]]]:
    """Where amounts, dates and numbers stand of which the outsider sees nothing."""
    marked = {(one.path, one.pointer) for one in hostile.company().texts}
    for path, text in files.items():
        limit = limits(hostile.kind_of(path).name, OUTSIDER)
        for pointer, value in hostile._leaves(json.loads(text), ()):
            pattern = hostile._pattern(pointer)
            if (path, pointer) not in marked and limit.hides(pattern) and not isinstance(value, bool):
                yield path, pointer, pattern


def _unusual(number: int) -> Iterator[str]:
    """Values that nothing else in the company has, in the forms that fields ask for."""
    yield f"98{number:03}.{number % 90 + 10}"
    yield f"139{number:08}"
    yield f"19{60 + number % 30}-0{number % 8 + 1}-1{number % 9}"


def _planted(
    files: dict[str, str], path: str, pointer: hostile.Pointer, pattern: tuple[str, ...], value: str
) -> str | None:
    """The record with the value in its place, if the company stays right with it."""
    kind = hostile.kind_of(path)
    node = next((node for found, node in fields(kind.schema) if found == pattern), None)
    if node is None or "x-ref" in node:
        return None
    own = judge({**{k: v for k, v in node.items() if not k.startswith("x-")}, "$defs": kind.schema["$defs"]})
    if list(own.iter_errors(value)):
        return None
    data: Any = copy.deepcopy(json.loads(files[path]))
    hostile._set(data, pointer, value)
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    return None if books.book_of({**files, path: text}).problems else text
