"""Our schemas have no fault, and each rule of the linter finds the fault it is for."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from taizhang.problem import Problem
from taizhang.records.lint.messages import LINT
from taizhang.records.lint.schemas import META, lint
from tests.records.company import ROOT
from tests.records.small_schemas import small

Change = Callable[[dict[str, Any]], None]


def linted(folder: Path, files: dict[str, Any]) -> tuple[Problem, ...]:
    """What the linter says of a folder with ``files`` (text, or what is to be written as JSON) and our meta-schema."""
    for name, content in files.items():
        file = folder / "schemas" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=2)
        file.write_text(text, encoding="utf-8")
    (folder / "schemas" / META).parent.mkdir(parents=True)
    shutil.copy(ROOT / "schemas" / META, folder / "schemas" / META)
    return lint(folder / "schemas")


def test_our_schemas_have_no_fault() -> None:
    assert lint(ROOT / "schemas") == ()


def test_the_small_set_has_no_fault(tmp_path: Path) -> None:
    assert linted(tmp_path, small()) == ()


def at(*steps: str | int) -> Callable[[Any], Any]:
    """What stands at some place of a schema."""

    def find(schema: Any) -> Any:  # noqa: ANN401 - any part of a schema
        for step in steps:
            schema = schema[step]
        return schema

    return find


def put(*steps: str | int, to: object) -> Change:
    """Another value at some place."""

    def change(schema: dict[str, Any]) -> None:
        at(*steps[:-1])(schema)[steps[-1]] = to

    return change


def drop(*steps: str | int) -> Change:
    """Nothing at some place."""

    def change(schema: dict[str, Any]) -> None:
        del at(*steps[:-1])(schema)[steps[-1]]

    return change


PROPERTY = ("properties", "kind")
POST = ("properties", "posts", "items")
PERSON_OF_NOTE = ("properties", "person", "x-ref")
WITH_PATTERN = {
    "title": "号",
    "description": "编号。",
    "type": "string",
    "patternErrorMessage": "写对",
    "maxLength": 9,
    "examples": ["a"],
}

FAULTS: list[tuple[str, str, Change]] = [
    ("lint.meta", "person", put("x-colour", to="red")),
    ("lint.meta", "person", put("type", to="objekt")),
    ("lint.meta", "person", drop("x-sensitivity")),
    ("lint.meta", "person", drop(*PROPERTY, "enumDescriptions")),
    ("lint.meta", "person", put("title", to="person")),
    ("lint.meta", "person", put(*PROPERTY, "minimum", to="low")),
    ("lint.meta", "person", drop(*POST, "additionalProperties")),
    ("lint.ref", "person", put("properties", "id", "$ref", to="common.schema.json#/$defs/slugg")),
    ("lint.ref", "person", put("properties", "id", "$ref", to="https://example.com/common.schema.json#/$defs/slug")),
    ("lint.ref", "person", put("properties", "id", "$ref", to="../common.schema.json#/$defs/slug")),
    ("lint.ref", "person", put("properties", "id", "$ref", to="#/$defs/slug")),
    ("lint.ref", "rules/plain", put("properties", "kind", "$ref", to="common.schema.json#/$defs/slug")),
    ("lint.circle", "common", put("$defs", "slug", to={"$ref": "common.schema.json#/$defs/slug"})),
    ("lint.folder", "note", put("x-path", to="people/{person}/{day}.yaml")),
    ("lint.anchor", "common", put("$defs", "slug", "pattern", to="^[a-z]+|x$")),
    ("lint.enum-labels", "person", put(*PROPERTY, "enumDescriptions", to=["甲"])),
    ("lint.example", "person", put(*PROPERTY, "examples", to=["a", "c"])),
    ("lint.example", "note", put("properties", "unit", "examples", to=["A"])),
    ("lint.example", "note", put("properties", "day", "examples", to=["2026-02-30"])),
    ("lint.path-field", "note", put("x-path", to="notes/{person}/{hour}.yaml")),
    ("lint.path-field", "note", put("x-path", to="notes/{person}/{urgent}.yaml")),
    ("lint.path-field", "note", put("required", to=["person"])),
    ("lint.id", "person", put("x-id", to="posts")),
    ("lint.id", "person", put("x-id", to="kind")),
    ("lint.life", "person", put("x-life", to="id")),
    ("lint.target", "note", put(*PERSON_OF_NOTE, "kind", to="people")),
    ("lint.target", "note", put("properties", "about", "x-ref", to="note")),
    ("lint.target-time", "note", put("properties", "about", "x-ref", to={"kind": "record", "at": "day"})),
    ("lint.during", "note", put(*PERSON_OF_NOTE, "during", to="grades")),
    ("lint.with", "note", put(*PERSON_OF_NOTE, "with", to={"office": "unit"})),
    ("lint.route", "note", put(*PERSON_OF_NOTE, "with", to={"unit": "office"})),
    ("lint.route", "note", put(*PERSON_OF_NOTE, "at", to="when")),
    ("lint.route", "note", put(*PERSON_OF_NOTE, "at", to="../day")),
    ("lint.no-time", "note", put(*PERSON_OF_NOTE, "at", to="unit")),
    ("lint.route", "person", put("x-key", 0, "fields", to=["begin"])),
    ("lint.no-list", "person", put("x-key", 0, "each", to="jobs")),
    ("lint.route", "person", put("x-order", 0, "dates", to=["born_on", "left_on"])),
    ("lint.no-time", "person", put("x-order", 0, "dates", to=["born_on", "kind"])),
    ("lint.no-list", "person", put("x-order", 0, "each", to="jobs")),
    ("lint.route", "person", put("x-sum", 0, "parts", to="parts/*")),
    ("lint.route", "person", put("x-sum", 0, "total", to="/whole")),
    ("lint.route", "person", put("x-sum", 0, "when", to={"active": True})),
    ("lint.no-list", "person", put("x-sum", 0, "each", to="id")),
    ("lint.route", "person", put("x-facts", 0, "at", to="begin")),
    ("lint.route", "person", put("x-facts", 0, "person", to="id")),
    ("lint.route", "person", put("x-facts", 0, "with", to=["../kind", "../../kind"])),
    ("lint.no-time", "person", put("x-facts", 0, "at", to="unit")),
    ("lint.no-list", "person", put("x-facts", 0, "each", to="kind")),
    ("lint.route", "note", put("x-facts", 0, "when", to={"hurried": True})),
    (
        "lint.stage",
        "person",
        put("x-stages", to=[{"title": "一", "fact": "person.made"}, {"title": "二", "fact": "note.made"}]),
    ),
    ("lint.fact-twice", "person", put("x-facts", 0, "fact", to="note.made")),
    ("lint.fact-twice", "note", drop("x-facts", 1, "when")),
    ("lint.variants", "note", put("properties", "rules", "x-variants", "folder", to="laws")),
    ("lint.variants", "note", put("properties", "rules", "x-variants", "field", to="type")),
]


@pytest.mark.parametrize(("rule", "name", "change"), FAULTS, ids=[f"{n}-{r}-{m}" for n, (r, m, _) in enumerate(FAULTS)])
def test_each_fault_is_found(tmp_path: Path, rule: str, name: str, change: Change) -> None:
    files = small()
    change(files[f"{name}.schema.json"])
    found = linted(tmp_path, files)
    assert rule in {problem.rule for problem in found}, found
    for problem in found:
        assert problem.path.startswith("schemas/")
        assert problem.message


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "^(?=a)b$",
            "^(?!a)b$",
            "^(?<=a)b$",
            "^(?<!a)b$",
            "^(?i)a$",
            "^(?P<x>a)$",
            "^(?i:a)$",
            r"^\d$",
            r"^\w$",
            r"^\s$",
        ),
        *(
            r"^a\b$",
            r"^\D$",
            r"^[\d]$",
            r"^[\w-]$",
            r"^(a)\1$",
            r"^\p{L}$",
            r"^\x41$",
            "^a*+$",
            "^a??$",
            "^[a&&b]$",
            "^(a$",
        ),
        r"^a\Z$",
    ],
)
def test_what_tools_read_in_their_own_ways_is_refused(tmp_path: Path, pattern: str) -> None:
    files = small()
    files["person.schema.json"]["properties"]["number"] = {**WITH_PATTERN, "pattern": pattern}
    found = linted(tmp_path, files)
    assert "lint.pattern" in {problem.rule for problem in found}, found


@pytest.mark.parametrize(
    "pattern", [r"^(?:a|b)+$", r"^a\.b\\$", r"^[^\r\n\t]*a$", r"^[\u4e00-\u9fff]?a[$^|]*$", "^(a|b(c|d))?a$"]
)
def test_what_all_tools_read_alike_is_not(tmp_path: Path, pattern: str) -> None:
    files = small()
    field = {**WITH_PATTERN, "pattern": pattern, "examples": ["a.b\\" if "b" in pattern and "." in pattern else "a"]}
    files["person.schema.json"]["properties"]["number"] = field
    assert linted(tmp_path, files) == ()


@pytest.mark.parametrize("pattern", ["[a-z]+", "^a", "a$", "^a|b$", "^(a)|(b)$", r"^a\$", "^a[$]"])
def test_a_pattern_holds_for_all_of_the_text(tmp_path: Path, pattern: str) -> None:
    files = small()
    files["person.schema.json"]["properties"]["number"] = {**WITH_PATTERN, "pattern": pattern}
    assert {problem.rule for problem in linted(tmp_path, files)} & {"lint.anchor", "lint.meta"}


def test_a_pattern_within_a_condition_is_checked_too(tmp_path: Path) -> None:
    files = small()
    files["person.schema.json"] |= {"if": {"properties": {"id": {"pattern": r"^\d$"}}}, "then": {"required": ["kind"]}}
    assert [problem.rule for problem in linted(tmp_path, files)] == ["lint.pattern"]


@pytest.mark.parametrize(
    ("rule", "definition"),
    [
        ("lint.chinese", {"description": "日。", "type": "string", "maxLength": 9, "examples": ["x"]}),
        ("lint.chinese", {"title": "日", "type": "string", "maxLength": 9, "examples": ["x"]}),
        ("lint.open", {"title": "日", "description": "日。", "type": "object", "properties": {}}),
        ("lint.open", {"title": "日", "description": "日。", "type": "object", "additionalProperties": True}),
        ("lint.no-example", {"title": "日", "description": "日。", "type": "string", "maxLength": 9}),
        (
            "lint.format",
            {"title": "日", "description": "日。", "type": "string", "format": "date", "examples": ["2026-10-13"]},
        ),
        (
            "lint.enum-type",
            {"title": "日", "description": "日。", "enum": ["x"], "enumDescriptions": ["甲"], "examples": ["x"]},
        ),
    ],
)
def test_what_the_meta_schema_says_too_is_said_of_the_resolved_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, definition: dict[str, Any]
) -> None:
    monkeypatch.setattr("taizhang.records.lint.schemas._meta", lambda *_: ())
    files = small()
    files["common.schema.json"]["$defs"]["new"] = definition
    files["person.schema.json"]["properties"]["new"] = {"$ref": "common.schema.json#/$defs/new"}
    found = {(problem.rule, problem.path) for problem in linted(tmp_path, files)}
    assert (rule, "schemas/person.schema.json") in found


@pytest.mark.parametrize("text", ["", "{", "[]", '{"a": 1,}', "null", '"x"', '{"a": "\\ud83d"}', "﻿{}"])
def test_a_file_that_is_no_schema(tmp_path: Path, text: str) -> None:
    found = linted(tmp_path, {**small(), "note.schema.json": text})
    assert {problem.path for problem in found} == {"schemas/note.schema.json"}
    assert {problem.rule for problem in found} <= {"lint.json", "lint.meta"}


def test_a_file_with_another_name(tmp_path: Path) -> None:
    found = linted(tmp_path, {**small(), "note.json": "{}", "rules/README.md": "x"})
    assert [(problem.path, problem.rule) for problem in found] == [
        ("schemas/note.json", "lint.kind-name"),
        ("schemas/rules/README.md", "lint.kind-name"),
    ]


def test_without_its_definitions_nothing_else_is_judged(tmp_path: Path) -> None:
    found = linted(tmp_path, {**small(), "common.schema.json": "{"})
    assert {problem.rule for problem in found} == {"lint.json", "lint.ref"}


def test_the_place_is_that_of_the_fault(tmp_path: Path) -> None:
    files = small()
    files["person.schema.json"]["x-life"] = "jobs"
    (problem,) = linted(tmp_path, files)
    line = json.dumps(files["person.schema.json"], ensure_ascii=False, indent=2).splitlines()[problem.line - 1]
    assert line[problem.column - 1 :] == '"jobs",'
    assert problem.excerpt == line


def test_each_sentence_is_proven() -> None:
    said = {rule for rule, _, _ in FAULTS}
    beyond = {"lint.chinese", "lint.enum-type", "lint.format", "lint.no-example", "lint.open"}
    assert said | beyond | {"lint.json", "lint.kind-name", "lint.pattern"} == LINT.sentences.keys()
