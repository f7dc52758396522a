"""Schemas become kinds: bundled, so that nothing in them points outside, and with our keywords compiled."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taizhang.records.paths import Path as Route
from taizhang.records.schema_set import Kind, bundle, compile_kind, definitions, fields, load_schemas, resolved, titles
from tests.records.company import ROOT, schemas

KINDS = [
    *(
        "approval",
        "bulletin-remarks",
        "calendar",
        "company",
        "contact",
        "customer",
        "delegation",
        "incident",
        "inspection",
        "leave",
    ),
    *(
        "meeting",
        "notice",
        "person",
        "reading",
        "result",
        "rulebook",
        "service-log",
        "target",
        "test",
        "trip-log",
        "unit",
    ),
    *("visit-plan", "weekly-report", "weekly-rollup"),
]


def kind(name: str) -> Kind:
    return schemas().kinds[name]


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for element in node:
            yield from references(element)


def test_the_kinds() -> None:
    assert set(schemas().kinds) >= set(KINDS)
    assert "common" not in schemas().kinds
    assert schemas().folder == ROOT / "schemas"
    assert "recurring" in schemas().variants["rules"]
    assert "vocabulary" not in schemas().variants


def test_no_reference_leaves_a_bundle() -> None:
    bundles = [found.schema for found in schemas().kinds.values()]
    bundles += [schema for found in schemas().variants.values() for schema in found.values()]
    for schema in bundles:
        for target in references(schema):
            assert target.startswith("#/$defs/")
            assert target.removeprefix("#/$defs/") in schema["$defs"]


def test_a_bundle_leaves_its_parts_as_they_were() -> None:
    common = {"$defs": {"a": {"$ref": "common.schema.json#/$defs/b"}, "b": {"type": "string"}}}
    schema: dict[str, Any] = {
        "properties": {"x": {"$ref": "../common.schema.json#/$defs/a"}},
        "$defs": {"b": {"type": "integer"}},
    }
    before = json.dumps([common, schema])
    whole = bundle(schema, definitions(common))
    assert json.dumps([common, schema]) == before
    assert whole["properties"]["x"] == {"$ref": "#/$defs/a"}
    assert whole["$defs"] == {"a": {"$ref": "#/$defs/b"}, "b": {"type": "integer"}}


def test_what_stands_beside_a_reference_wins() -> None:
    schema = {"$defs": {"a": {"$ref": "#/$defs/b", "title": "甲"}, "b": {"title": "乙", "type": "string"}}}
    assert resolved({"$ref": "#/$defs/a"}, schema) == {"title": "甲", "type": "string"}
    assert resolved({"$ref": "#/$defs/a", "title": "丙"}, schema)["title"] == "丙"
    assert resolved({"type": "null"}, schema) == {"type": "null"}


def test_fields_of_a_kind() -> None:
    declared = dict(fields(kind("meeting").schema))
    assert declared["attendance", "*", "person"]["title"] == "人员"
    assert declared["paper", "locked"]["type"] == "boolean"
    assert titles(kind("customer").schema)["owners", "*", "person"] == "客户经理"


def test_fields_of_alternatives() -> None:
    schema = {
        "oneOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "string"}}}],
        "$defs": {},
    }
    assert [pattern for pattern, _ in fields(schema)] == [("a",), ("b",)]


def test_a_customer() -> None:
    found = kind("customer")
    assert (found.title, found.folder, found.id_field, found.life) == ("客户", "customers", "id", "owners")
    assert found.sensitivity == "commercial"
    assert ("owners",) in found.append_only
    assert {periods.pattern: periods.gaps for periods in found.periods}["owners",] is False
    owner = next(one for one in found.references if one.pattern == ("owners", "*", "person"))
    assert (owner.kind, owner.at, owner.during, owner.equal) == ("person", Route(0, ("from",)), "", ())
    assert found.facts[0]["fact"] == "customer.opened"


def test_a_notice_refers_to_the_owner_of_that_day() -> None:
    reference = next(one for one in kind("notice").references if one.pattern == ("customer",))
    assert (reference.kind, reference.during) == ("customer", "owners")
    assert reference.equal == (("person", Route(0, ("manager",))),)


def test_only_a_contact_may_hold_a_phone() -> None:
    assert {name: found.personal for name, found in schemas().kinds.items() if found.personal} == {
        "contact": frozenset({("phone",)})
    }


def test_a_target() -> None:
    found = kind("target")
    (total,) = found.sums
    assert (total.each, total.names) == ("indicators", ("shares/*/amount", "total"))
    assert total.when == ((Route(0, ("additive",)), True),)
    assert any(key.each == "indicators/*/shares" and key.fields[0] == Route(1, ("id",)) for key in found.keys)


def test_a_meeting_ends_after_it_begins() -> None:
    assert any(order.strict and order.names == ("begun_at", "ended_at") for order in kind("meeting").orders)


def test_rules_are_variants() -> None:
    (variants,) = kind("rulebook").variants
    assert (variants.pattern, variants.field, variants.folder) == (("rules",), "kind", "rules")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("units/telecom.yaml", "unit"),
        ("company.yaml", "company"),
        ("weekly-reports/a/b/c.yaml", "weekly-report"),
        ("unit/telecom.yaml", None),
        ("", None),
    ],
)
def test_the_kind_of_a_path(path: str, name: str | None) -> None:
    found = schemas().kind_of(path)
    assert (found.name if found else None) == name


def test_a_kind_that_says_little() -> None:
    found = compile_kind("thing", {"properties": {}, "$defs": {}})
    assert (found.template, found.title, found.folder, found.sensitivity) == (
        "thing.yaml",
        "thing",
        "thing.yaml",
        "internal",
    )
    assert (found.id_field, found.life, found.references, found.keys, found.facts) == (None, "", (), (), ())


def test_a_folder_without_common(tmp_path: Path) -> None:
    (tmp_path / "thing.schema.json").write_text(
        '{"title": "物", "properties": {"a": {"type": "string"}}}', encoding="utf-8"
    )
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    found = load_schemas(tmp_path)
    assert list(found.kinds) == ["thing"]
    assert found.variants == {}
