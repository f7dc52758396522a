"""The schemas inside a schema file, one by one, and where they stand: what the linter walks over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from taizhang.records.paths import Pointer

MAPS = ("properties", "patternProperties", "$defs", "dependentSchemas")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
SINGLE = ("items", "additionalProperties", "propertyNames", "contains", "not", "if", "then", "else")
CONDITIONS = frozenset({"if", "not", "contains", "then", "else", "allOf", "anyOf", "propertyNames"})


class Node(NamedTuple):
    """A schema and its pointer in the file; ``condition``: it only narrows what another one declares."""

    pointer: Pointer
    schema: Mapping[str, Any]
    condition: bool


def nodes(schema: Mapping[str, Any], pointer: Pointer = (), *, condition: bool = False) -> Iterator[Node]:
    """``schema`` and every schema in it; what is no object (true, false) is passed over."""
    yield Node(pointer, schema, condition)
    for word, child in schema.items():
        inner = condition or word in CONDITIONS
        if word in MAPS and isinstance(child, Mapping):
            for name, below in child.items():
                yield from _below(below, (*pointer, word, name), condition=inner)
        elif word in LISTS and isinstance(child, list):
            for index, below in enumerate(child):
                yield from _below(below, (*pointer, word, index), condition=inner)
        elif word in SINGLE:
            yield from _below(child, (*pointer, word), condition=inner)


def _below(schema: object, pointer: Pointer, *, condition: bool) -> Iterator[Node]:
    if isinstance(schema, Mapping):
        yield from nodes(schema, pointer, condition=condition)


def types_of(schema: Mapping[str, Any]) -> frozenset[str]:
    """The types a resolved schema allows, as it writes them."""
    written = schema.get("type", ())
    return frozenset((written,) if isinstance(written, str) else written)
