"""The small path language of our schema keywords, and the walk over a record's values.

``a/b`` starts at the item, ``../x`` at its parent object, ``/x`` at the record's root; ``*`` stands for every element.
``.`` is the item itself, where a list holds plain values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

Pointer = tuple[str | int, ...]


class Spot(NamedTuple):
    """A value in a record: where it is, and the objects around it, outermost first (itself last, if it is one)."""

    pointer: Pointer
    value: object
    trail: tuple[tuple[Pointer, Mapping[str, object]], ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A parsed path: how many objects to go up (None: to the root), then the steps down."""

    up: int | None
    steps: tuple[str, ...]


SELF = Path(-1, ())
"""The item itself."""


@cache
def parse_path(text: str) -> Path:
    """The path that ``text`` writes."""
    if text == ".":
        return SELF
    if text.startswith("/"):
        return Path(None, tuple(step for step in text.split("/") if step))
    up = 0
    while text.startswith("../"):
        up, text = up + 1, text[3:]
    return Path(up, tuple(text.split("/")) if text else ())


def root_spot(data: Mapping[str, object]) -> Spot:
    """The record itself as a spot."""
    return Spot((), data, (((), data),))


def select(data: Mapping[str, object], pattern: tuple[str, ...]) -> list[Spot]:
    """Every value that ``pattern`` (steps from the root, ``*`` for elements) leads to; what is absent gives nothing."""
    return _descend(root_spot(data), pattern)


def _descend(start: Spot, steps: tuple[str, ...]) -> list[Spot]:
    """The spots below ``start``, step by step; lists, not generators, for this is the check's hot path."""
    found = [start]
    for step in steps:
        if step == "*":
            found = [
                _child(spot, index, element)
                for spot in found
                if isinstance(spot.value, list)
                for index, element in enumerate(spot.value)
            ]
        else:
            found = [
                _child(spot, step, spot.value[step])
                for spot in found
                if isinstance(spot.value, dict) and step in spot.value
            ]
        if not found:
            break
    return found


def _child(spot: Spot, step: str | int, value: object) -> Spot:
    pointer = (*spot.pointer, step)
    return Spot(pointer, value, (*spot.trail, (pointer, value)) if isinstance(value, dict) else spot.trail)


def follow(spot: Spot, path: Path) -> list[Spot]:
    """The values ``path`` leads to from the object that ``spot`` is or lies in."""
    if path.up == SELF.up:
        return [spot]
    trail = spot.trail
    index = 0 if path.up is None else len(trail) - 1 - path.up
    if index < 0:
        return []
    pointer, base = trail[index]
    return _descend(Spot(pointer, base, trail[: index + 1]), path.steps)


def first(spot: Spot, path: Path) -> object:
    """The first value at ``path``, or None."""
    trail = spot.trail
    if len(path.steps) == 1 and path.steps[0] != "*":
        index = 0 if path.up is None else len(trail) - 1 - path.up
        return trail[index][1].get(path.steps[0]) if index >= 0 else None
    found = follow(spot, path)
    return found[0].value if found else None


def items(data: Mapping[str, object], each: str | None) -> list[Spot]:
    """The items a keyword speaks of: the elements of the list ``each`` names, or the record itself."""
    return select(data, _elements(each)) if each is not None else [root_spot(data)]


@cache
def _elements(each: str) -> tuple[str, ...]:
    return (*parse_path("/" + each).steps, "*")


TEMPLATE_FIELD = re.compile(r"\{([a-z_]+)(?::([0-9]+))?\}")


def template_fields(template: str) -> tuple[str, ...]:
    """The fields an x-path template names, in order."""
    return tuple(name for name, _ in TEMPLATE_FIELD.findall(template))


def fill_template(template: str, data: Mapping[str, object]) -> str | None:
    """The path a record belongs at, below its root; None while a field it needs is missing or no text."""
    missing = False

    def value(match: re.Match[str]) -> str:
        nonlocal missing
        text = data.get(match[1])
        if isinstance(text, int) and not isinstance(text, bool):
            text = str(text)
        if not isinstance(text, str) or not text or "/" in text or text in {".", ".."}:
            missing = True
            return ""
        return text[: int(match[2])] if match[2] else text

    filled = TEMPLATE_FIELD.sub(value, template)
    return None if missing else filled
