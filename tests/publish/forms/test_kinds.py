"""What a form is made from: the kinds that people write, each with a schema that needs no other file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import pytest

from taizhang.desk.any_stub import WRITTEN
from taizhang.publish.forms.kinds import by_writer, formed, kind_data, root_of, whole
from taizhang.publish.labels import node_at
from taizhang.records.schema_set import Kind, fields
from tests import books
from tests.publish.demo import demo_view

FORMED = formed(demo_view())


def references(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if "$ref" in node:
            yield str(node["$ref"])
        for one in node.values():
            yield from references(one)
    elif isinstance(node, list):
        for one in node:
            yield from references(one)


def nodes(node: object, at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Mapping[str, object]]]:
    """Every schema in a schema, with where it stands; what is named like a keyword is no schema."""
    if isinstance(node, Mapping):
        if at[-1:] not in {("properties",), ("$defs",)}:
            yield at, node
        for name, one in node.items():
            yield from nodes(one, (*at, name))
    elif isinstance(node, list):
        for number, one in enumerate(node):
            yield from nodes(one, (*at, str(number)))


def test_what_commands_write_has_no_form() -> None:
    names = {kind.name for kind in FORMED}
    assert names == books.schemas().kinds.keys() - WRITTEN
    assert "weekly-report" in names
    assert "closing" not in names


@pytest.mark.parametrize("kind", FORMED, ids=lambda kind: kind.name)
def test_a_schema_is_complete_and_holds_nothing_more(kind: object) -> None:
    assert isinstance(kind, type(FORMED[0]))
    made = kind_data(demo_view(), kind)
    schema = made["schema"]
    used = set(references(schema))
    assert used <= {f"#/$defs/{name}" for name in schema.get("$defs", {})}
    reached: set[str] = set()
    waiting = {one.rsplit("/", 1)[-1] for one in references({k: v for k, v in schema.items() if k != "$defs"})}
    while waiting - reached:
        name = (waiting - reached).pop()
        reached.add(name)
        waiting |= {one.rsplit("/", 1)[-1] for one in references(schema["$defs"][name])}
    assert reached == set(schema.get("$defs", {}))
    assert list(fields(schema)) == list(fields(kind.schema)), "our own keywords too"
    assert json.loads(json.dumps(made)) == made
    for pattern in made["now"]:
        assert node_at(kind.schema, *pattern.split("/"))["format"] == "moment", pattern


def test_they_are_listed_by_whose_records_they_are() -> None:
    found = {writer: {kind.name for kind in kinds} for writer, kinds in by_writer(demo_view()).items()}
    assert "weekly-report" in found["own"]
    assert "meeting" in found["unit"]
    assert "customer" in found["company"]
    assert sum(map(len, found.values())) == len(FORMED)


def test_a_record_goes_where_those_of_its_kind_lie() -> None:
    assert {root_of(demo_view(), kind) for kind in FORMED} == {"records"}


def test_a_schema_without_definitions_stays_as_it_is() -> None:
    assert whole({"type": "object", "$schema": "x", "$defs": {"a": {}}}) == {"type": "object"}


@pytest.mark.parametrize("kind", FORMED, ids=lambda kind: kind.name)
def test_a_form_has_a_field_for_everything_in_a_schema(kind: Kind) -> None:
    """The page has no field for several ways to say a thing, nor for names of one's own: make.js refuses them."""
    unknown = [
        f"{kind.name} {'/'.join(at)}: {word}"
        for at, node in nodes(kind_data(demo_view(), kind)["schema"])
        for word in ("oneOf", "anyOf", "patternProperties", "prefixItems")
        if word in node
    ]
    open_ones = [
        f"{kind.name} {'/'.join(at)}: additionalProperties"
        for at, node in nodes(kind_data(demo_view(), kind)["schema"])
        if node.get("type") == "object" and node.get("additionalProperties") is not False
    ]
    assert [*unknown, *open_ones] == [], (
        "make.js in site/theme/assets/forms needs a field for this before a schema has it"
    )
