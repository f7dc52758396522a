"""Data of records in Chinese: every field by its schema's title, every choice by its description."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

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


def labelled(data: Mapping[str, Any], node: Schema, schema: Schema, say: Say = as_written) -> tuple[Labelled, ...]:
    """The fields of ``data`` in its own order; ``node`` describes it, ``schema`` holds what its references point to."""
    return tuple(_field(name, value, _child(node, schema, data, name), schema, say) for name, value in data.items())


def word(value: object, node: Schema, say: Say = as_written) -> str:
    """A plain value as people read it: a choice by its description, yes, no and nothing by words, else as said."""
    if isinstance(value, bool):
        return YES if value else NO
    if value is None:
        return NOTHING
    choices = dict(zip(map(str, node.get("enum", ())), node.get("enumDescriptions", ()), strict=False))
    text = str(value)
    if node.get("const") == value:
        return str(node.get("title", text))
    return str(choices[text]) if text in choices else say(text, node)


def node_at(schema: Schema, *path: str) -> Schema:
    """The resolved description of a field, ``*`` for the elements of a list; empty where the schema has none."""
    node: Schema = schema
    for step in path:
        found = resolved(node, schema)
        node = found.get("items", {}) if step == "*" else _child(found, schema, {}, step)
    return resolved(node, schema)


def _field(name: str, value: object, node: Schema, schema: Schema, say: Say) -> Labelled:
    label = str(node.get("title", name))
    if isinstance(value, Mapping):
        return Labelled(label, below=labelled(value, node, schema, say))
    if isinstance(value, list):
        item = resolved(next((one["items"] for one in _branches(node, schema) if "items" in one), {}), schema)
        parts = tuple(_field("", element, {**item, "title": ""}, schema, say) for element in value)
        if any(part.below for part in parts):
            return Labelled(label, below=parts)
        return Labelled(label, "、".join(part.text for part in parts) or NOTHING)
    return Labelled(label, word(value, _chosen(value, node, schema), say))


def _chosen(value: object, node: Schema, schema: Schema) -> Schema:
    """Of the branches of a plain value's description the one that knows it as a choice, else that takes any text."""
    branches = tuple(_branches(node, schema))
    known = (one for one in branches if str(value) in map(str, one.get("enum", (one.get("const"),))))
    plain = (one for one in branches if one.get("type") == "string" and not one.keys() & {"enum", "const"})
    return next(known, None) or next(plain, node)


def _child(node: Schema, schema: Schema, data: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The description of field ``name``: of the branches that know it, the one that knows most of ``data``.

    In a mapping of free names each name has the parts that every value has, and is its own label.
    """
    nodes = [found["properties"] for found in _branches(node, schema) if name in found.get("properties", {})]
    if not nodes:
        free = (found.get("additionalProperties") for found in _branches(node, schema))
        parted = (one for one in free if isinstance(one, Mapping) and one.keys() & {"properties", *BRANCHES})
        return next(({**one, "title": name} for one in parted), {})
    best = max(
        nodes, key=lambda found: (len(found.keys() & data.keys()), _knows(resolved(found[name], schema), data, name))
    )
    return resolved(best[name], schema)


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
