"""Data of records in Chinese: every field by its schema's title, every choice by its description."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from taizhang.publish.plain import html_of
from taizhang.records.schema_set import resolved

YES, NO, NOTHING = "是", "否", "无"
MONTH_STATES = {
    "open": "开放",
    "submitted": "已提交",
    "confirmed": "已确认",
    "corrected": "已更正",
    "absent": "(月结不在此处)",
}
BRANCHES = ("allOf", "anyOf", "oneOf")
TIES = ("if", "then", "else")
MOST = 20_000
"""So many descriptions are known at once."""
SHORT = 40
ENDS = "。!?！？"

T = TypeVar("T")
Schema = Mapping[str, Any]
Say = Callable[[str, Schema], str]
"""Says a plain value that is no choice: what it names, by the description of its field."""


def as_written(text: str, node: Schema) -> str:
    """A value as it is written."""
    del node
    return text


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value with its label: ``text`` for a plain one, ``below`` for what has parts."""

    label: str
    text: str = ""
    below: tuple[Labelled, ...] = ()

    @property
    def line(self) -> str:
        """The value in one line."""
        if not self.below:
            return self.text
        return ";".join(f"{part.label} {part.line}" if part.label else part.line for part in self.below)


Made = dict[tuple[int, str, str], tuple[Schema, Labelled]]
"""Short texts that were labelled, by description, name and text: the same ones stand in many records."""


def labelled(
    data: Mapping[str, Any], node: Schema, schema: Schema, say: Say = as_written, made: Made | None = None
) -> tuple[Labelled, ...]:
    """The fields of ``data`` in its own order; ``node`` describes it, ``schema`` holds what its references point to.

    ``made`` is kept by who asks often and always says alike.
    """
    single = _SINGLE.of(node, schema)
    return tuple(
        [
            _field(name, value, single.get(name) or _child(node, schema, data, name), schema, say, made)
            for name, value in data.items()
        ]
    )


def field_list(parts: Iterable[Labelled]) -> Markup:
    """Fields as a list, what has parts as a list below."""
    return Markup(_listed(parts))  # noqa: S704 - every text is escaped


def field_line(parts: Iterable[Labelled]) -> Markup:
    """Fields in one line; what ends a sentence needs no further mark."""
    told, before = [], None
    for part in parts:
        if before is not None:
            told.append(" " if before[-1:] in ENDS else ";")
        told.append(f'<span class="tz-part">{html_of(part.label)}</span> {html_of(part.text)}')
        before = part.text
    return Markup("".join(told))  # noqa: S704 - every text is escaped


def _listed(parts: Iterable[Labelled]) -> str:
    items = []
    for part in parts:
        label = f'<span class="tz-label">{html_of(part.label)}</span>' if part.label else ""
        told = f"{_listed(part.below)}\n" if part.below else f'<span class="tz-text">{html_of(part.text)}</span>'
        items.append(f"<li>{label}{told}</li>\n")
    return f'<ul class="tz-fields">\n{"".join(items)}</ul>'


def word(value: object, node: Schema, say: Say = as_written) -> str:
    """A plain value as people read it: a choice by its description, yes, no and nothing by words, else as said."""
    if isinstance(value, bool):
        return YES if value else NO
    if value is None:
        return NOTHING
    text = str(value)
    if node.get("const") == value:
        return str(node.get("title", text))
    if "enum" in node and text in (choices := _CHOICES.of(node, node)):
        return str(choices[text])
    return say(text, node)


def node_at(schema: Schema, *path: str) -> Schema:
    """The resolved description of a field, ``*`` for the elements of a list; empty where the schema has none."""
    known = _AT.of(schema, schema)
    if path not in known:
        node: Schema = schema
        for step in path:
            found = _RESOLVED.of(node, schema)
            node = found.get("items", _NONE) if step == "*" else _child(found, schema, _NONE, step)
        known[path] = _RESOLVED.of(node, schema)
    return known[path]


def _field(name: str, value: object, node: Schema, schema: Schema, say: Say, made: Made | None) -> Labelled:
    if made is not None and isinstance(value, str) and len(value) <= SHORT:
        found = made.get((id(node), name, value))
        if found is None or found[0] is not node:
            if len(made) >= MOST:
                made.clear()
            found = made[id(node), name, value] = (node, _field(name, value, node, schema, say, None))
        return found[1]
    label = str(node.get("title", name))
    if isinstance(value, Mapping):
        return Labelled(label, below=labelled(value, node, schema, say, made))
    if isinstance(value, list):
        item = _ITEMS.of(node, schema)
        parts = tuple([_field("", element, item, schema, say, made) for element in value])
        if any(part.below for part in parts):
            return Labelled(label, below=parts)
        return Labelled(label, "、".join(part.text for part in parts) or NOTHING)
    return Labelled(label, word(value, _chosen(value, node, schema), say))


def _chosen(value: object, node: Schema, schema: Schema) -> Schema:
    """Of the branches of a plain value's description the one that knows it as a choice, else that takes any text."""
    known, plain = _ALTERNATIVES.of(node, schema)
    return known.get(str(value)) or plain


def _child(node: Schema, schema: Schema, data: Mapping[str, Any], name: str) -> Schema:
    """The description of field ``name``: of the branches that know it, the one that knows most of ``data``.

    In a mapping of free names each name has the parts that every value has, and is its own label.
    """
    nodes = _FIELDS.of(node, schema).get(name, ())
    if len(nodes) == 1:
        return _SINGLE.of(node, schema).setdefault(name, _RESOLVED.of(nodes[0][name], schema))
    if not nodes:
        free = (found.get("additionalProperties") for found in _BRANCHES.of(node, schema))
        parted = (one for one in free if isinstance(one, Mapping) and one.keys() & {"properties", *BRANCHES})
        one = next(parted, None)
        return _NONE if one is None else _NAMED.of(one, schema).setdefault(name, {**one, "title": name})
    described = ((found, _RESOLVED.of(found[name], schema)) for found in nodes)
    return max(described, key=lambda one: (len(one[0].keys() & data.keys()), _knows(one[1], data, name)))[1]


def _knows(node: Schema, data: Mapping[str, Any], name: str) -> bool:
    """Whether a field may hold what it holds: any value, or one of its choices."""
    return name not in data or "enum" not in node or str(data[name]) in map(str, node["enum"])


def _branches(node: Schema, schema: Schema) -> Iterator[dict[str, Any]]:
    """A description and, below it, every alternative it allows."""
    here = resolved(node, schema)
    yield here
    for name in BRANCHES:
        for branch in here.get(name, ()):
            yield from _branches(branch, schema)
    for name in TIES:
        if isinstance(branch := here.get(name), Mapping):
            yield from _branches(branch, schema)


def _choices(node: Schema, schema: Schema) -> dict[str, object]:
    """What each choice of a description is called."""
    del schema
    return dict(zip(map(str, node["enum"]), node.get("enumDescriptions", ()), strict=False))


def _alternatives(node: Schema, schema: Schema) -> tuple[dict[str, Schema], Schema]:
    """By each choice the first branch that knows it, and the branch that takes any text, else the description."""
    branches = _BRANCHES.of(node, schema)
    known: dict[str, Schema] = {}
    for one in branches:
        for choice in one.get("enum", (one.get("const"),)):
            known.setdefault(str(choice), one)
    plain = (one for one in branches if one.get("type") == "string" and not one.keys() & {"enum", "const"})
    return known, next(plain, node)


def _item(node: Schema, schema: Schema) -> Schema:
    """The description of a list's elements, which have no label of their own."""
    found = (one["items"] for one in _branches(node, schema) if "items" in one)
    return {**resolved(next(found, {}), schema), "title": ""}


def _fields(node: Schema, schema: Schema) -> dict[str, list[Schema]]:
    """By name of each field: the fields of every branch that knows it."""
    known: dict[str, list[Schema]] = {}
    for branch in _BRANCHES.of(node, schema):
        for name in branch.get("properties", {}):
            known.setdefault(name, []).append(branch["properties"])
    return known


class _Known(Generic[T]):
    """What was made of a description in its schema, so that it is made once: a site asks for the same ones very often.

    They are known by what they are, not by what they say: each is kept here, so that no other can take its place.
    """

    def __init__(self, make: Callable[[Schema, Schema], T]) -> None:
        self._make = make
        self._made: dict[tuple[int, int], tuple[Schema, Schema, T]] = {}

    def of(self, node: Schema, schema: Schema) -> T:
        """What is made of ``node``, a part of ``schema``."""
        found = self._made.get((id(node), id(schema)))
        if found is None:
            if len(self._made) >= MOST:
                self._made.clear()
            found = self._made[id(node), id(schema)] = (node, schema, self._make(node, schema))
        return found[2]


_NONE: Schema = {}
_ALTERNATIVES = _Known(_alternatives)
_AT: _Known[dict[tuple[str, ...], Schema]] = _Known(lambda _, __: {})
_BRANCHES: _Known[tuple[dict[str, Any], ...]] = _Known(lambda node, schema: tuple(_branches(node, schema)))
_CHOICES = _Known(_choices)
_FIELDS = _Known(_fields)
_ITEMS = _Known(_item)
_NAMED: _Known[dict[str, Schema]] = _Known(lambda _, __: {})
_RESOLVED = _Known(resolved)
_SINGLE: _Known[dict[str, Schema]] = _Known(lambda _, __: {})
"""The descriptions of fields that one branch alone knows, as far as they have been asked for."""
