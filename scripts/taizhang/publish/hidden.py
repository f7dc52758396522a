"""What of a kind's records an audience may not see, field by field, and the records without it (A6.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from taizhang.publish.audience import Audience
from taizhang.records.book import Record
from taizhang.records.paths import parse_path
from taizhang.records.schema_set import Kind, fields

HIDDEN = "此处不公开"
MASK = "**"

Pattern = tuple[str, ...]
Pointer = tuple[str | int, ...]


def masked(name: str) -> str:
    """A name by its first character: 王**."""
    return name[:1] + MASK


@dataclass(frozen=True, slots=True)
class Limits:
    """What one audience may not see of one kind.

    A field bears its own sensitivity, else that of what it lies in, in the end the kind's. ``known`` tells of every
    declared field whether it is hidden, ``names`` are the hidden ones' own (but of those in a hidden list, which is
    empty), ``masks`` those shown by one character.
    """

    hidden: bool
    known: Mapping[Pattern, bool]
    names: frozenset[str]
    masks: frozenset[Pattern]

    @property
    def gone(self) -> bool:
        """Whether no record of the kind is there at all: nothing of it may be seen."""
        return self.hidden and all(self.known.values())

    @property
    def none(self) -> bool:
        """Whether there is nothing that may not be seen."""
        return not self.hidden and not any(self.known.values())

    def hides(self, pattern: Pattern) -> bool:
        """Whether what stands at a pattern may not be seen; what no schema declares is as what it lies in."""
        while pattern and pattern not in self.known:
            pattern = pattern[:-1]
        return self.known[pattern] if pattern else self.hidden


def limits_of(kind: Kind, audience: Audience) -> Limits:
    """What ``audience`` may not see of the records of ``kind``."""
    hidden = not audience.may_see(kind.sensitivity)
    labels: dict[Pattern, set[str]] = {}
    masks = set()
    for pattern, node in fields(kind.schema):
        labels.setdefault(pattern, set()).update({str(node["x-sensitivity"])} if "x-sensitivity" in node else ())
        if node.get("x-masked"):
            masks.add(pattern)
    known: dict[Pattern, bool] = {}
    for pattern in sorted(labels, key=len):
        above = known.get(pattern[:-1], hidden)
        own = any(not audience.may_see(label) for label in labels[pattern])
        known[pattern] = own if labels[pattern] and not (above and len(pattern) > 1) else above
    names = {pattern[-1] for pattern in known if known[pattern] and not _in_hidden_list(pattern, known)} - {"*"}
    return Limits(hidden, known, frozenset(names), frozenset(masks))


def _in_hidden_list(pattern: Pattern, known: Mapping[Pattern, bool]) -> bool:
    """Whether a pattern lies in a list that is hidden as a whole."""
    return any(step == "*" and known.get(pattern[:number], False) for number, step in enumerate(pattern))


def unread(kind: Kind, limits: Limits) -> Iterator[tuple[str, str]]:
    """The attributes that records of a kind state from hidden fields, by the fact's name."""
    for entry in kind.facts:
        steps = (*parse_path("/" + entry["each"]).steps, "*") if "each" in entry else ()
        objects = [(), *(steps[: number + 1] for number, step in enumerate(steps) if step == "*")]
        for name in entry.get("with", ()):
            path = parse_path(name)
            start = objects[0 if path.up is None else max(0, len(objects) - 1 - path.up)]
            if limits.hides((*start, *path.steps)):
                yield str(entry["fact"]), path.steps[-1] if path.steps else name


def without(record: Record, limits: Limits) -> tuple[Record, frozenset[Pointer]]:
    """A record without what may not be seen, and where that stands.

    A plain value is told as hidden, a name that may be masked by its first character; a list or an object is empty.
    """
    pointers: set[Pointer] = set()
    data = {name: _seen(value, (name,), (name,), limits, pointers) for name, value in record.data.items()}
    return (replace(record, data=data) if pointers else record), frozenset(pointers)


def _seen(value: object, pattern: Pattern, pointer: Pointer, limits: Limits, pointers: set[Pointer]) -> object:
    if limits.hides(pattern):
        pointers.add(pointer)
        if isinstance(value, Mapping | list):
            return {} if isinstance(value, Mapping) else []
        return masked(str(value)) if pattern in limits.masks else HIDDEN
    if isinstance(value, Mapping):
        return {k: _seen(v, (*pattern, k), (*pointer, k), limits, pointers) for k, v in value.items()}
    if isinstance(value, list):
        below = (*pattern, "*")
        return [_seen(part, below, (*pointer, number), limits, pointers) for number, part in enumerate(value)]
    return value
