"""Which columns a kind of record has as a table: one a value, one list of items a row each, headed by their titles.

Objects are laid out flat. A list of plain values stands in one cell, a value a line, where no value can hold a line
end; every other list is one of items. A list within a list of items has no place in a table: such kinds are refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from taizhang.desk.asked import Unknown
from taizhang.records.paths import template_fields
from taizhang.records.schema_set import Kind, resolved
from taizhang.records.validate import ecma
from taizhang.sheets.sentences import say

Steps = tuple[str, ...]
Node = Mapping[str, Any]
SCALARS = frozenset({"string", "integer", "number", "boolean"})
TWO_LINES, TWO_WORDS = "字\n字", "字、字"
NAMED = frozenset({"person", "unit", "customer"})
"""Registers small and open enough to choose from by name."""
JOINT = "·"


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One column: what it is headed, the value's steps from the record or from the item of the list it belongs to.

    ``items`` are the steps to that list, empty for a value of the record itself; an item that is a plain value has
    no steps of its own. ``several`` marks a cell that holds a list of plain values, whose ``node`` is one value's.
    """

    heading: str
    items: Steps
    steps: Steps
    node: Node
    required: bool
    key: bool = False
    several: bool = False

    @property
    def pattern(self) -> Steps:
        """The field as the schemas' keywords write it."""
        return (*self.items, "*", *self.steps) if self.items else self.steps

    @property
    def types(self) -> frozenset[str]:
        """The types its value may have."""
        named = self.node.get("type", "string")
        return frozenset([named] if isinstance(named, str) else named)

    @property
    def refers(self) -> str:
        """The kind its value is the id of, or nothing."""
        found = self.node.get("x-ref", "")
        return str(found.get("kind", "")) if isinstance(found, Mapping) else str(found)

    @property
    def example(self) -> str:
        """The schema's first example, or nothing."""
        found = self.node.get("examples", ())
        return str(found[0]) if found else ""

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """What may be chosen: the value, and what it is called."""
        values = [str(one) for one in self.node.get("enum", ())]
        named = [str(one) for one in self.node.get("enumDescriptions", ())]
        if len(named) != len(values) or len(set(named)) != len(named):
            named = values
        return tuple(zip(values, named, strict=True))

    @property
    def separators(self) -> str:
        """What parts the values of one cell: line ends, and marks no value can hold."""
        return "\n" if _may_hold(self.node, TWO_WORDS) else "\n、,，;；"


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind's columns in the schema's order; ``lists`` are its lists of items, with whether each must be there."""

    kind: Kind
    columns: tuple[Column, ...]
    lists: tuple[tuple[Steps, bool], ...]

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that tell which record a row belongs to."""
        return tuple(column for column in self.columns if column.key)

    def of_list(self, items: Steps) -> tuple[Column, ...]:
        """The columns of one list's items; of the record itself for no steps."""
        return tuple(column for column in self.columns if column.items == items)


def layout_of(kind: Kind) -> Layout | Unknown:
    """The kind as a table, or why it can't be one."""
    if kind.variants:
        return _refused("layout.shape", kind, str(kind.variants[0].pattern[-1]))
    walk = _Walk(kind)
    columns = list(walk.within(kind.schema, (), (), (), required=True))
    if walk.refused is not None:
        return walk.refused
    keys = {(name,) for name in template_fields(kind.template)}
    keyed = [replace(one, key=not one.items and one.steps in keys) for one in columns]
    return Layout(kind, tuple(_apart(keyed)), tuple(walk.lists))


def _refused(rule: str, kind: Kind, field: str) -> Unknown:
    return Unknown(say(rule, title=kind.title, kind=kind.name, field=field))


class _Walk:
    """One pass over a kind's schema, collecting columns and lists, and the first reason why it is no table."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.lists: list[tuple[Steps, bool]] = []
        self.refused: Unknown | None = None

    def within(self, node: Node, items: Steps, steps: Steps, titles: Steps, *, required: bool) -> Iterator[Column]:
        """The columns of an object's fields."""
        needed = frozenset(node.get("required", ()))
        for name, below in node.get("properties", {}).items():
            child = resolved(below, self.kind.schema)
            title = (*titles, str(child.get("title", name)))
            yield from self._field(child, items, (*steps, name), title, required=required and name in needed)

    def _field(self, node: Node, items: Steps, steps: Steps, titles: Steps, *, required: bool) -> Iterator[Column]:
        kind = node.get("type", "string" if "enum" in node else "")
        if kind == "object" and _closed(node):
            yield from self.within(node, items, steps, titles, required=required)
        elif kind == "array":
            yield from self._list(node, items, steps, titles, required=required)
        elif {kind} <= SCALARS if isinstance(kind, str) else set(kind) <= SCALARS:
            yield Column(JOINT.join(titles), items, steps, node, required)
        else:
            self._refuse("layout.shape", titles)

    def _list(self, node: Node, items: Steps, steps: Steps, titles: Steps, *, required: bool) -> Iterator[Column]:
        element = resolved(node.get("items", {}), self.kind.schema)
        kind = element.get("type", "string" if "enum" in element else "")
        plain = {kind} <= SCALARS if isinstance(kind, str) else set(kind) <= SCALARS
        if plain and not _may_hold(element, TWO_LINES):
            told = {"description": node.get("description", ""), **element}
            yield Column(JOINT.join(titles), items, steps, told, required, several=True)
        elif items:
            self._refuse("layout.deep", titles)
        elif plain:
            self.lists.append((steps, required))
            yield Column(JOINT.join(titles), steps, (), element, required=True)
        elif kind == "object" and _closed(element):
            self.lists.append((steps, required))
            yield from self.within(element, steps, (), titles, required=True)
        else:
            self._refuse("layout.shape", titles)

    def _refuse(self, rule: str, titles: Steps) -> None:
        self.refused = self.refused or _refused(rule, self.kind, JOINT.join(titles))


def _closed(node: Node) -> bool:
    """Whether an object's fields are all named."""
    return bool(node.get("properties")) and node.get("additionalProperties") is False


def _may_hold(node: Node, text: str) -> bool:
    """Whether a plain value may be a text like this one."""
    if "enum" in node or "string" not in node.get("type", "string"):
        return False
    return "pattern" not in node or ecma(str(node["pattern"])).search(text) is not None


def _apart(columns: Sequence[Column]) -> Iterator[Column]:
    """The columns with headings that differ: the field's name behind those that would not."""
    counted = Counter(column.heading for column in columns)
    for column in columns:
        twice = counted[column.heading] > 1
        yield replace(column, heading=f"{column.heading}({'.'.join(column.pattern)})") if twice else column
