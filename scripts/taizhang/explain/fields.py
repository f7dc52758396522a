"""Fields and what they hold, in Chinese: titles from the schemas, choices by their descriptions, people by name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from taizhang.explain.catalogue import WORDS
from taizhang.explain.tell import TitleOf
from taizhang.records.book import Book
from taizhang.records.schema_set import Kind, fields
from taizhang.rules.conditions import CALLED, JOINED, REFERRED
from taizhang.rules.outcome import FieldName

OF = "的"
RULEBOOK = "rulebook"
OWN = {"time": "发生时间", "day": "发生日期", "was": "封存总分", "now": "重算总分", "differing": "不一致的行数"}
"""What a fact's own time is called where its record has one time for all of its items."""
TRUTHS = {"True": "是", "False": "否"}
Schema = Mapping[str, Any]


def field_titles(book: Book) -> TitleOf:
    """A function that calls fields of the book's records by their titles.

    ``filled_at`` of a trip log is 填写时间, ``customer.grade`` is 客户的级别. With a value it calls what the field
    holds: a choice by its description, a person or customer by name, else as it is written.
    """
    kinds = book.schemas.kinds

    @cache
    def nodes_of(kind: str, name: str) -> tuple[Schema, ...]:
        return _nodes(kinds[kind], name)

    @cache
    def title_of(field: FieldName) -> str:
        record = book.at(field.path)
        head, _, rest = field.name.partition(".")
        kind = REFERRED.get(head, head)
        if rest and kind in kinds:
            nodes = nodes_of(kind, CALLED.get((kind, rest), rest))
        else:
            nodes = nodes_of(record.kind, field.name) if record else ()
        if field.value:
            return JOINED.join(_called(one, nodes, book) for one in field.value.split(JOINED))
        if not nodes and record is not None and record.kind == RULEBOOK:
            nodes = _parameters(book, field.name)
        title = next((str(node["title"]) for node in nodes if "title" in node), _own(field.name))
        if not rest or kind not in kinds:
            return title
        whose = kinds[kind].title if kind == head else title_of(FieldName(field.path, head))
        return f"{whose}{OF}{title}"

    return title_of


def _own(name: str) -> str:
    """What is called so in every record, or in the outcomes of rules; the name itself where nothing is."""
    return OWN.get(name) or WORDS.get(f"attribute.{name}", name)


def _parameters(book: Book, name: str) -> tuple[Schema, ...]:
    """What the schemas of the rule kinds say of a parameter."""
    described = (schema.get("properties", {}) for schema in book.schemas.variants.get("rules", {}).values())
    return tuple(properties[name] for properties in described if name in properties)


def _called(value: str, nodes: tuple[Schema, ...], book: Book) -> str:
    for node in nodes:
        choices = dict(zip(map(str, node.get("enum", ())), node.get("enumDescriptions", ()), strict=False))
        if value in choices:
            return str(choices[value])
        named = node.get("x-ref")
        kind = named.get("kind") if isinstance(named, Mapping) else named
        if isinstance(kind, str) and (record := book.find(kind, value)) is not None:
            return record.text("name") or value
    return TRUTHS.get(value, value)


def _nodes(kind: Kind, name: str) -> tuple[Schema, ...]:
    """Every description of a field of this name in a kind's schema, or of its elements, the outermost first."""
    found = sorted(fields(kind.schema), key=lambda one: len(one[0]))
    return tuple(node for pattern, node in found if next((s for s in reversed(pattern) if s != "*"), "") == name)
