"""A schema's fields as those of Sveltia CMS: what its forms can ask for, and what they can't.

A form asks for one field after another and knows no other rule than a pattern, a length and a number. What a schema
says beyond that stays with the check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.desk.sentences import say
from taizhang.desk.yaml_text import Value
from taizhang.records.schema_set import Kind, SchemaSet, resolved

Schema = Mapping[str, Any]
Made = dict[str, Value]

ONE_LINE = 200
"""Longer texts get a box of several lines."""
MOST_ITEMS = 1000
"""A list with a least number of items has to say a largest one as well."""
CONDITIONS = ("if", "not", "contains", "dependentRequired", "allOf")
ALTERNATIVES = ("oneOf", "anyOf", "prefixItems", "x-variants")
FORMATS = {"date": ("date", "YYYY-MM-DD"), "moment": ("datetime-local", "YYYY-MM-DD HH:mm")}
NAMES = ("name", "title")


@dataclass(slots=True)
class Asked:
    """The fields of a kind that a form asks for, and the titles of what it cannot ask for or say.

    ``lacking`` are required fields without a form, ``without`` optional ones; ``filled`` lists that may be empty, which
    no form can write; ``conditions`` how often the schema says that something depends on something else.
    """

    fields: list[Made] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    filled: list[str] = field(default_factory=list)
    conditions: int = 0


def asked_of(kind: Kind, schemas: SchemaSet) -> Asked:
    """What a form can ask of a kind."""
    found = Asked()
    found.fields = list(_Fields(kind, registers(schemas), found).below(kind.schema))
    return found


def registers(schemas: SchemaSet) -> dict[str, str]:
    """The small registers from which a form may let people choose, with the field by which their entries are called.

    A form loads all of a register: only those whose records lie in one folder, as people do, are small enough.
    """
    found = {}
    for kind in schemas.kinds.values():
        if kind.id_field and kind.template == f"{kind.folder}/{{{kind.id_field}}}.yaml":
            told = (name for name in NAMES if name in kind.schema.get("properties", {}))
            found[kind.name] = next(told, kind.id_field)
    return found


@dataclass(slots=True)
class _Fields:
    """One kind's fields on their way."""

    kind: Kind
    registers: Mapping[str, str]
    found: Asked

    def below(self, node: Schema) -> Iterator[Made]:
        """The fields of an object, in the schema's order."""
        self.found.conditions += _conditions(node)
        needed = frozenset(node.get("required", ()))
        for name, child in node.get("properties", {}).items():
            here = resolved(child, self.kind.schema)
            made = self._field(name, here, needed=name in needed)
            if made is not None:
                yield made
            else:
                (self.found.lacking if name in needed else self.found.without).append(_title(name, here))

    def _field(self, name: str, node: Schema, *, needed: bool) -> Made | None:
        """One field; None where no form can ask for it."""
        widget = self._widget(name, node, needed=needed)
        if widget is None:
            return None
        made: Made = {"name": name, "label": _title(name, node), **widget}
        if not needed:
            made["required"] = False
        if node.get("description"):
            made["hint"] = str(node["description"])
        return made

    def _widget(self, name: str, node: Schema, *, needed: bool) -> Made | None:
        if any(word in node for word in ALTERNATIVES):
            return None
        if "enum" in node or "const" in node:
            return {"widget": "select", "options": _options(node)}
        if (register := self._register(node)) is not None:
            return register
        match node.get("type"):
            case "object":
                return self._object(node)
            case "array":
                return self._list(name, node, needed=needed)
            case plain:
                return _plain(plain, node, needed=needed)

    def _object(self, node: Schema) -> Made | None:
        """An object with fields of its own; a mapping of free names has none."""
        if not node.get("properties") or isinstance(node.get("additionalProperties"), Mapping):
            return None
        fields = self._whole(node)
        return None if fields is None else {"widget": "object", "fields": fields}

    def _list(self, name: str, node: Schema, *, needed: bool) -> Made | None:
        item = resolved(node.get("items", {}), self.kind.schema)
        self.found.conditions += _conditions(node)
        limits: Made = {}
        if least := node.get("minItems"):
            limits["min"] = least
        if "maxItems" in node or least:
            limits["max"] = node.get("maxItems", MOST_ITEMS)
        if item.get("type") == "object":
            below = self._object(item)
            made: Made | None = None if below is None else {"widget": "list", "fields": below["fields"], **limits}
        else:
            one = self._widget(name, item, needed=True)
            if one is None or one["widget"] in {"list", "object"}:
                made = None
            elif one["widget"] in {"select", "relation"}:
                made = {**one, "multiple": True, **limits}
            else:
                made = {"widget": "list", "field": {"name": "item", "label": _title(name, item), **one}, **limits}
        if made is not None and needed and not least:
            self.found.filled.append(_title(name, node))
        return made

    def _whole(self, node: Schema) -> list[Value] | None:
        """The fields of a part that stands or falls with its required ones."""
        before = len(self.found.lacking)
        fields: list[Value] = list(self.below(node))
        if len(self.found.lacking) == before:
            return fields
        del self.found.lacking[before:]
        return None

    def _register(self, node: Schema) -> Made | None:
        """A choice from a small register; of a large one the id is written."""
        named = node.get("x-ref")
        target = named.get("kind") if isinstance(named, Mapping) else named
        if not isinstance(target, str) or target not in self.registers:
            return None
        called = self.registers[target]
        shown = list(dict.fromkeys((called, "id")))
        return {
            "widget": "relation",
            "collection": target,
            "value_field": "id",
            "display_fields": shown,
            "search_fields": shown,
        }


def _plain(kind: object, node: Schema, *, needed: bool) -> Made | None:
    """One value; what may be a number or a text is asked for as text, for amounts have decimals."""
    if kind == "string" or (isinstance(kind, list) and "string" in kind):
        return _text(node)
    if kind == "integer":
        limits = {own: node[ours] for own, ours in (("min", "minimum"), ("max", "maximum")) if ours in node}
        return {"widget": "number", "value_type": "int", **limits}
    if kind == "boolean":
        return {"widget": "boolean"} if needed else {"widget": "select", "options": _truths()}
    return None


def _text(node: Schema) -> Made:
    made: Made = {}
    if node.get("format") in FORMATS and node.get("type") == "string":
        kind, form = FORMATS[node["format"]]
        return {"widget": "datetime", "type": kind, "format": form}
    if node.get("maxLength", 0) > ONE_LINE:
        made["widget"] = "text"
    else:
        made["widget"] = "string"
    made |= {own: node[ours] for own, ours in (("minlength", "minLength"), ("maxlength", "maxLength")) if ours in node}
    if "pattern" in node:
        made["pattern"] = [str(node["pattern"]), str(node.get("patternErrorMessage") or say("cms.pattern"))]
    return made


def _options(node: Schema) -> list[Value]:
    """The choices with their Chinese names; the one value that a field may have is its only choice."""
    values = node.get("enum", [node.get("const")])
    words = node.get("enumDescriptions", ())
    if all(isinstance(one, bool) for one in values):
        return [truth for truth in _truths() if isinstance(truth, Mapping) and truth["value"] in values]
    named = dict(zip(map(str, values), words, strict=False))
    return [{"label": str(named.get(str(one), one)), "value": one} for one in values]


def _truths() -> list[Value]:
    """Yes and no as choices: a switch would write no where nobody said anything."""
    return [{"label": say("cms.yes"), "value": True}, {"label": say("cms.no"), "value": False}]


def _conditions(node: Schema) -> int:
    return sum(len(node[word]) if word == "allOf" else 1 for word in CONDITIONS if word in node)


def _title(name: str, node: Schema) -> str:
    return str(node.get("title", name))
