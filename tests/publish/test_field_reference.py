"""Schemas told to people: fields in the order of writing, choices, ties, shared definitions, examples that hold."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from taizhang.publish.field_reference import ALTERNATIVE, KEYED, Field, Part, Tie, described, example
from taizhang.records.schema_set import load_schemas
from tests.books import ROOT

SCHEMAS = load_schemas(ROOT / "schemas")


def part(kind: str, name: str = "") -> Part:
    """One part of a kind's description: the kind itself, or a definition."""
    parts = described(kind, SCHEMAS.kinds[kind].schema)
    return next(one for one in parts if one.name == (name or kind))


def field(found: Part, name: str) -> Field:
    """A field by its name."""
    return next(one for one in found.fields if one.name == name)


def told(tie: Tie) -> tuple[Any, ...]:
    """A tie in short."""
    clauses = (tie.when, tie.then, tie.other)
    return (tie.within, *(tuple((one.what, one.name, *one.values) for one in asked) for asked in clauses))


def test_fields_stand_in_the_order_of_writing_with_their_depth() -> None:
    names = [(one.name, one.depth, one.needed) for one in part("weekly-report").fields][:9]
    assert names == [
        ("person", 0, True),
        ("unit", 0, True),
        ("week", 0, True),
        ("submitted_at", 0, True),
        ("visits", 0, True),
        ("on", 1, True),
        ("customer", 1, True),
        ("trip", 1, False),
        ("service", 1, False),
    ]


def test_a_field_tells_what_to_write() -> None:
    found = part("incident")
    kind = field(found, "type")
    assert ("award-won", "竞赛获奖") in kind.choices
    assert len(kind.choices) == 9
    person = field(found, "person")
    assert (person.refers, person.form_title, person.example) == ("person", "代号", "zhang-wei")
    assert field(found, "id").pattern.startswith("写成 2026-10-13-morning 这样")
    assert field(found, "id").bounds == {"maxLength": 64}
    assert field(part("customer"), "contracts").sensitivity == "secret"
    assert field(part("weekly-report"), "confirmed").fixed is True


def test_a_shared_definition_is_told_once() -> None:
    parts = described("meeting", SCHEMAS.kinds["meeting"].schema)
    assert [one.name for one in parts] == ["meeting", "paper", "attachment"]
    attachments = field(parts[0], "attachments")
    assert (attachments.many, attachments.below, attachments.form) == (True, True, "attachment")
    assert [one.name for one in parts[2].fields] == ["name", "digest", "kept_at"]


@pytest.mark.parametrize(
    ("kind", "tie"),
    [
        ("incident", ("", (("is", "type", "有理投诉"),), (("written", "side"),), ())),
        ("incident", ("", (("written", "confirmed_by"),), (("written", "confirmed_at"),), ())),
        ("target", ("分解到人", (("unwritten", "amount"),), (("written", "reason"),), ())),
        (
            "meeting",
            (
                "",
                (("has", "sessions", "类型", "每周例会", "每月总经理沟通会", "每月分析会"),),
                (("written", "recorder"), ("written", "paper")),
                (),
            ),
        ),
    ],
)
def test_what_fields_ask_of_one_another_is_told(kind: str, tie: tuple[Any, ...]) -> None:
    assert tie in [told(one) for one in part(kind).ties]


def test_a_tie_may_have_another_side() -> None:
    (tie,) = part("contact", "birthday").ties
    assert told(tie) == ("", (("is", "calendar", "农历"),), (("at-most", "day", "30"),), (("is", "leap", "false"),))


@pytest.mark.parametrize("kind", sorted(SCHEMAS.variants["rules"]))
def test_rules_are_described_to_the_last_definition(kind: str) -> None:
    parts = described(kind, SCHEMAS.variants["rules"][kind])
    names = [one.name for one in parts]
    assert len(names) == len(set(names))
    fields = [one for found in parts for one in found.fields]
    assert {one.form for one in fields if one.below} == set(names[1:])
    assert all(one.title for one in fields)
    if kind == "require":
        assert {ALTERNATIVE, KEYED} <= {one.name for one in fields}


@pytest.mark.parametrize("kind", sorted(SCHEMAS.kinds))
def test_a_record_made_of_the_examples_passes_its_schema(kind: str) -> None:
    schema = SCHEMAS.kinds[kind].schema
    made = example(schema)
    assert set(made) == set(schema["properties"])
    assert [error.message for error in Draft202012Validator(schema).iter_errors(made)] == []
