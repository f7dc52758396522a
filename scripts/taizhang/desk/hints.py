"""What a schema has to say beside the fields of a draft: order, what is required, choices, examples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from taizhang.desk.draft import BLANK, Field, Item
from taizhang.desk.sentences import say
from taizhang.desk.yaml_text import Value
from taizhang.records.schema_set import Kind, fields


class Hints:
    """One kind's fields as a writer wants to be told of them."""

    def __init__(self, kind: Kind) -> None:
        self._schema = kind.schema
        self._nodes = dict(fields(kind.schema))

    def in_order(self, found: Iterable[Field]) -> tuple[Field, ...]:
        """The fields in the order of the schema."""
        order = {name: number for number, name in enumerate(self._schema.get("properties", {}))}
        return tuple(sorted(found, key=lambda field: order.get(field.name, len(order))))

    def required(self) -> tuple[str, ...]:
        """The fields a record must have, in the schema's order."""
        needed = set(self._schema.get("required", ()))
        return tuple(name for name in self._schema.get("properties", {}) if name in needed)

    def title(self, *pattern: str) -> str:
        """What a field is called."""
        return str(self._node(pattern).get("title", pattern[-1]))

    def listed(self, name: str) -> bool:
        """Whether a field is a list of items with fields of their own."""
        return bool(self._properties(name)) and self._node((name,)).get("type") == "array"

    def may_be_empty(self, name: str) -> bool:
        """Whether a list may have no items."""
        return not self._node((name,)).get("minItems")

    def told(self, name: str) -> tuple[str, ...]:
        """What a field is, and an example where there is one."""
        node = self._node((name,))
        about = f"{node.get('title', name)}：{node['description']}" if node.get("description") else ""
        example = self.example(name)
        return tuple(line for line in (about, say("stub.example", example=example) if example else "") if line)

    def example(self, *pattern: str) -> str:
        """The schema's first example of a field, or nothing."""
        examples = self._node(pattern).get("examples", ())
        return str(examples[0]) if examples else ""

    def choices(self, *pattern: str) -> str:
        """``visit 上门拜访 / phone 电话`` for a field with a list of choices, else nothing."""
        node = self._node(pattern)
        pairs = zip(node.get("enum", ()), node.get("enumDescriptions", ()), strict=False)
        return " / ".join(say("stub.choice", name=name, word=word) for name, word in pairs)

    def blank(self, name: str, beside: str = "") -> Field:
        """A field to fill in."""
        return Field(name, BLANK, beside=beside or self._word((name,)))

    def offered(self, name: str) -> Field:
        """A field that may be left out."""
        return Field(name, BLANK, beside=self._word((name,)), offered=True)

    def judgement(self, name: str, *notes: str) -> Field:
        """A field that asks for a judgement: what it is, what is known, an example; and nothing filled in."""
        node = self._node((name,))
        above = [str(node.get("description", "")), *notes]
        if example := self.example(name):
            above.append(say("stub.example", example=example))
        return Field(name, BLANK, above=tuple(line for line in above if line))

    def item(self, name: str, known: Mapping[str, Value], beside: Mapping[str, str]) -> Item:
        """An element of list ``name``: what is known filled in, what is required blank, the rest offered."""
        return Item(tuple(self._item_field(name, field, known, beside) for field in self._properties(name)))

    def offered_item(
        self, name: str, known: Mapping[str, Value] | None = None, beside: Mapping[str, str] | None = None
    ) -> Item:
        """An element of list ``name`` that is only offered, without the fields it may leave out."""
        given = known or {}
        needed = self._needed(name)
        names = [field for field in self._properties(name) if field in needed or field in given]
        return Item(tuple(self._item_field(name, field, given, beside or {}) for field in names), offered=True)

    def whole_item(self, name: str, known: Mapping[str, Value] | None = None) -> Item:
        """As ``offered_item``, for a list that is offered whole."""
        return Item(self.offered_item(name, known).fields)

    def _item_field(self, name: str, field: str, known: Mapping[str, Value], beside: Mapping[str, str]) -> Field:
        pattern = (name, "*", field)
        if known.get(field, "") != "":
            return Field(field, known[field], beside=beside.get(field, ""))
        word = beside.get(field, "") or self.choices(*pattern) or self._word(pattern)
        return Field(field, BLANK, beside=word, offered=field not in self._needed(name))

    def _properties(self, name: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._node((name, "*")).get("properties", {})
        return found

    def _needed(self, name: str) -> frozenset[str]:
        return frozenset(self._node((name, "*")).get("required", ()))

    def _word(self, pattern: tuple[str, ...]) -> str:
        return str(self._node(pattern).get("description", "")).rstrip("。")

    def _node(self, pattern: tuple[str, ...]) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._nodes.get(pattern, {})
        return found
