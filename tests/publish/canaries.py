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
from taizhang.records.validate import fast_check
from tests import books
from tests.publish import hostile
from tests.publish.checked import Checked, Records, kind_of, written

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
    checked = Checked({path: json.loads(text) for path, text in hostile.company().files.items()})
    told = [
        Canary(kind_of(text.path).name, hostile._pattern(text.pointer), text.mark.encode())
        for text in hostile.company().texts
    ]
    done: set[tuple[str, tuple[str, ...]]] = set()
    for path, pointer, pattern in list(_values(checked.records)):
        kind = kind_of(path).name
        if (kind, pattern) in done:
            continue
        for value in _unusual(len(told)):
            if _planted(checked, path, pointer, pattern, value):
                done.add((kind, pattern))
                told.append(Canary(kind, pattern, value.encode()))
                break
    return Company({path: written(data) for path, data in checked.records.items()}, tuple(told))


def limits(kind: str, audience: Audience) -> Limits:
    """What an audience may not see of a kind."""
    return limits_of(books.schemas().kinds[kind], audience)


def _values(records: Records) -> Iterator[tuple[str, hostile.Pointer, tuple[str, ...]]]:
    """Where amounts, dates and numbers stand of which the outsider sees nothing."""
    marked = {(one.path, one.pointer) for one in hostile.company().texts}
    for path, data in records.items():
        limit = limits(kind_of(path).name, OUTSIDER)
        for pointer, value in hostile._leaves(data, ()):
            pattern = hostile._pattern(pointer)
            if (path, pointer) not in marked and limit.hides(pattern) and not isinstance(value, bool):
                yield path, pointer, pattern


def _unusual(number: int) -> Iterator[str]:
    """Values that nothing else in the company has, in the forms that fields ask for."""
    yield f"98{number:03}.{number % 90 + 10}"
    yield f"139{number:08}"
    yield f"19{60 + number % 30}-0{number % 8 + 1}-1{number % 9}"


def _planted(checked: Checked, path: str, pointer: hostile.Pointer, pattern: tuple[str, ...], value: str) -> bool:
    """Whether the company stays right with the value in its place; then it stands there."""
    fits = _takes(kind_of(path).name, pattern)
    if fits is None or not fits(value):
        return False
    data: Any = copy.deepcopy(checked.records[path])
    hostile._set(data, pointer, value)
    return checked.put(path, data)


@cache
def _takes(kind: str, pattern: tuple[str, ...]) -> hostile.Fits | None:
    """Whether a field takes a value, by its own schema's word; none where it refers to another record."""
    schema = books.schemas().kinds[kind].schema
    node = next((node for found, node in fields(schema) if found == pattern), None)
    if node is None or "x-ref" in node:
        return None
    return fast_check({**{k: v for k, v in node.items() if not k.startswith("x-")}, "$defs": schema["$defs"]})
