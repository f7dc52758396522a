"""The schemas of a company: one kind each, bundled so that no reference leaves it, with our keywords compiled."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, cast

from taizhang.records.levels import kind_level
from taizhang.records.paths import Path, parse_path

SUFFIX = ".schema.json"
COMMON = "common"
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reference:
    """An ``x-ref`` field: where it stands, the kind it points to, and what must hold on which date."""

    pattern: tuple[str, ...]
    kind: str
    at: Path | None = None
    during: str = ""
    equal: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """An ``x-key``: fields which together are unique in the kind, or within one record."""

    each: str | None
    fields: tuple[Path, ...]
    names: tuple[str, ...]
    within: str


@dataclass(frozen=True, slots=True)
class Sum:
    """An ``x-sum``: parts that add up to the total, to the cent."""

    each: str | None
    when: tuple[tuple[Path, object], ...]
    parts: Path
    total: Path
    names: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Order:
    """An ``x-order``: dates or moments that follow one another; absent ones are passed over."""

    each: str | None
    dates: tuple[Path, ...]
    names: tuple[str, ...]
    strict: bool


@dataclass(frozen=True, slots=True)
class Periods:
    """An ``x-periods`` list: dated items which never overlap, and leave no gap unless ``gaps``."""

    pattern: tuple[str, ...]
    gaps: bool


@dataclass(frozen=True, slots=True)
class Variants:
    """An ``x-variants`` list: each item is checked by the schema that its field names, in a sub-folder of schemas/."""

    pattern: tuple[str, ...]
    field: str
    folder: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What one schema says about one kind of record."""

    name: str
    schema: Mapping[str, Any]
    template: str
    id_field: str | None
    life: str
    sensitivity: str
    references: tuple[Reference, ...]
    keys: tuple[Key, ...]
    sums: tuple[Sum, ...]
    orders: tuple[Order, ...]
    periods: tuple[Periods, ...]
    variants: tuple[Variants, ...]
    append_only: tuple[tuple[str, ...], ...]
    personal: frozenset[tuple[str, ...]]
    facts: tuple[Mapping[str, Any], ...]
    stages: tuple[Mapping[str, Any], ...]

    @property
    def title(self) -> str:
        """The kind's Chinese name."""
        return str(self.schema.get("title", self.name))

    @property
    def level(self) -> str:
        """How confidential the kind's records are that say nothing of it (A6.4)."""
        return kind_level(self.sensitivity)

    @property
    def folder(self) -> str:
        """The first step of the kind's paths: a folder, or a file where the company has one such record."""
        return self.template.split("/", 1)[0]


@dataclass(frozen=True, slots=True)
class SchemaSet:
    """All kinds by name and by their folders, and the schemas of variants by folder and name (rules: ``rules``)."""

    folder: FilePath
    kinds: Mapping[str, Kind]
    variants: Mapping[str, Mapping[str, Schema]]
    by_folder: Mapping[str, Kind] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the kinds by the first step of their paths."""
        object.__setattr__(self, "by_folder", {kind.folder: kind for kind in self.kinds.values()})

    def kind_of(self, key_path: str) -> Kind | None:
        """The kind a path below the record root belongs to, by its first step."""
        return self.by_folder.get(key_path.split("/", 1)[0])


LOCAL = "#/$defs/"
MARKER = COMMON + SUFFIX + LOCAL
"""How a schema points to a common definition."""


def load_schemas(folder: FilePath) -> SchemaSet:
    """The schema set in ``folder``. A broken schema is a programme fault of this repository, told by ``lint``."""
    documents = {file.name.removesuffix(SUFFIX): read_schema(file) for file in sorted(folder.glob("*" + SUFFIX))}
    common = definitions(documents.pop(COMMON, {}))
    kinds = {name: compile_kind(name, bundle(schema, common)) for name, schema in documents.items()}
    variants = {
        sub.name: {
            file.name.removesuffix(SUFFIX): bundle(read_schema(file), common) for file in sorted(sub.glob("*" + SUFFIX))
        }
        for sub in sorted(folder.iterdir())
        if sub.is_dir() and sub.name != "vocabulary"
    }
    return SchemaSet(folder, kinds, variants)


def read_schema(file: FilePath) -> Schema:
    """One schema file as JSON."""
    return cast(Schema, json.loads(file.read_text(encoding="utf-8")))


def definitions(common: Schema) -> Schema:
    """The definitions that every schema may point to, as ``bundle`` takes them."""
    return cast(Schema, _localised(common.get("$defs", {})))


def bundle(schema: Schema, common: Schema) -> Schema:
    """``schema`` with the ``common`` definitions beside its own, and every reference made local.

    Both validators then need no registry and no file access. The definitions are the same objects in every schema.
    """
    bundled = cast(Schema, _localised(schema))
    bundled["$defs"] = {**common, **bundled.get("$defs", {})}
    return bundled


def _localised(node: object) -> object:
    if isinstance(node, dict):
        return {
            key: LOCAL + value.split(MARKER, 1)[1]
            if key == "$ref" and isinstance(value, str) and MARKER in value
            else _localised(value)
            if isinstance(value, dict | list)
            else value
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [_localised(element) for element in node]
    return node


def resolved(node: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """``node`` with its local references merged in; what stands beside ``$ref`` wins."""
    seen = dict(node)
    while (target := seen.pop("$ref", None)) is not None:
        name = str(target).rsplit("/", 1)[-1]
        seen = {**schema["$defs"][name], **seen}
    return seen


def fields(schema: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every declared field of a kind: its pattern from the root (``*`` for elements) and its resolved schema."""
    yield from _fields(schema, schema, ())


def titles(schema: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """What people call each declared field of a kind."""
    return {pattern: str(node["title"]) for pattern, node in fields(schema) if "title" in node}


def _fields(
    node: Mapping[str, Any], schema: Mapping[str, Any], pattern: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    here = resolved(node, schema)
    if pattern:
        yield pattern, here
    for name, child in here.get("properties", {}).items():
        yield from _fields(child, schema, (*pattern, name))
    if isinstance(element := here.get("items"), dict):
        yield from _fields(element, schema, (*pattern, "*"))
    for word in ("allOf", "oneOf", "anyOf"):
        for branch in here.get(word, ()):
            yield from (found for found in _fields(branch, schema, pattern) if found[0] != pattern)


def compile_kind(name: str, schema: Schema) -> Kind:
    """The kind a bundled schema describes."""
    declared = [(pattern, node) for pattern, node in fields(schema)]
    return Kind(
        name=name,
        schema=schema,
        template=str(schema.get("x-path", name + ".yaml")),
        id_field=schema.get("x-id"),
        life=str(schema.get("x-life", "")),
        sensitivity=str(schema.get("x-sensitivity", "internal")),
        references=tuple(_reference(p, n["x-ref"]) for p, n in declared if "x-ref" in n),
        keys=tuple(_key(entry) for entry in schema.get("x-key", ())),
        sums=tuple(_sum(entry) for entry in schema.get("x-sum", ())),
        orders=tuple(_order(entry) for entry in schema.get("x-order", ())),
        periods=tuple(Periods(p, n["x-periods"].get("gaps") == "allowed") for p, n in declared if "x-periods" in n),
        variants=tuple(
            Variants(p, n["x-variants"]["field"], n["x-variants"]["folder"]) for p, n in declared if "x-variants" in n
        ),
        append_only=tuple(p for p, n in declared if n.get("x-append-only")),
        personal=frozenset(p for p, n in declared if n.get("x-personal")),
        facts=tuple(schema.get("x-facts", ())),
        stages=tuple(schema.get("x-stages", ())),
    )


def _reference(pattern: tuple[str, ...], entry: str | dict[str, Any]) -> Reference:
    if isinstance(entry, str):
        return Reference(pattern, entry)
    equal = tuple((field, parse_path(path)) for field, path in entry.get("with", {}).items())
    at = parse_path(entry["at"]) if "at" in entry else None
    return Reference(pattern, entry["kind"], at, entry.get("during", ""), equal)


def _key(entry: dict[str, Any]) -> Key:
    names = tuple(entry["fields"])
    return Key(entry.get("each"), tuple(parse_path(name) for name in names), names, entry.get("within", "kind"))


def _sum(entry: dict[str, Any]) -> Sum:
    when = tuple((parse_path(name), value) for name, value in entry.get("when", {}).items())
    names = (entry["parts"], entry["total"])
    return Sum(entry.get("each"), when, parse_path(names[0]), parse_path(names[1]), names)


def _order(entry: dict[str, Any]) -> Order:
    names = tuple(entry["dates"])
    return Order(entry.get("each"), tuple(parse_path(n) for n in names), names, bool(entry.get("strict")))
