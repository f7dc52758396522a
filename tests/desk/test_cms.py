"""The configuration of Sveltia CMS: its places, its shape, and what becomes of records saved by its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from taizhang.cli import main
from taizhang.desk.cms import BRANCH, Backend, Configuration, configuration, is_repository
from taizhang.history.differences import same
from taizhang.records.load import load
from taizhang.records.paths import template_fields
from taizhang.records.source import WorkTree
from taizhang.records.text.reader import read
from tests.books import ROOT, schemas
from tests.desk.cms_editor import place, saved
from tests.records.company import valid_files

COMMON = {"name", "label", "widget", "required", "hint"}
OWN = {
    "string": {"pattern", "minlength", "maxlength"},
    "text": {"pattern", "minlength", "maxlength"},
    "datetime": {"type", "format"},
    "number": {"value_type", "min", "max"},
    "boolean": set(),
    "select": {"options", "multiple", "min", "max"},
    "relation": {"collection", "value_field", "display_fields", "search_fields", "multiple", "min", "max"},
    "object": {"fields"},
    "list": {"fields", "field", "min", "max"},
}
"""What version 0.221 knows of each kind of field, of what we write."""
ENTRIES = {
    "name",
    "label",
    "description",
    "folder",
    "path",
    "slug",
    "format",
    "extension",
    "identifier_field",
    "summary",
}


@cache
def made() -> Configuration:
    """The configuration of our schemas."""
    return configuration(schemas(), Backend("github", "acme/records", "main"))


@cache
def whole() -> Mapping[str, Any]:
    """What it says."""
    found: Mapping[str, Any] = yaml.safe_load(made().text)
    return found


def collections() -> dict[str, Mapping[str, Any]]:
    """The collections by the kinds' names."""
    return {one["name"]: one for one in whole()["collections"]}


def every_field(fields: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All fields, those of parts as well."""
    for one in fields:
        yield one
        yield from every_field([*one.get("fields", ()), *((one["field"],) if "field" in one else ())])


def test_the_head_of_the_configuration() -> None:
    assert whole()["backend"] == {"name": "github", "repo": "acme/records", "branch": "main"}
    assert whole()["publish_mode"] == "editorial_workflow"
    assert whole()["output"] == {
        "omit_empty_optional_fields": True,
        "yaml": {"quote": "double", "indent_sequences": True},
    }
    assert whole()["slug"]["lowercase"] is False


def test_every_field_has_what_its_widget_knows_and_no_more() -> None:
    for name, collection in collections().items():
        assert ENTRIES | {"create", "delete", "fields"} == set(collection), name
        for one in every_field(collection["fields"]):
            assert set(one) <= COMMON | OWN[one["widget"]], (name, one)
            assert not one.get("min") or one.get("max"), (name, one)
            if one["widget"] == "list":
                assert ("fields" in one) != ("field" in one), (name, one)
            if one["widget"] == "relation":
                assert one["collection"] in collections(), (name, one)
            if "pattern" in one:
                pattern, hint = one["pattern"]
                re.compile(pattern)
                assert not hint.isascii(), (name, one)


def test_large_registers_are_no_relation() -> None:
    found = {one.get("collection") for kind in collections().values() for one in every_field(kind["fields"])}
    assert {"person", "unit"} <= found
    assert not {"customer", "contact", "demand"} & found


def test_a_report_goes_where_the_schema_wants_it() -> None:
    report = collections()["weekly-report"]
    assert (report["path"], report["slug"], report["create"]) == (
        "{{fields.unit}}/{{fields.week}}/{{slug}}",
        "{{fields.person}}",
        True,
    )


def test_every_kind_has_a_form_or_a_reason_why_not() -> None:
    lacking = {kind.title for kind in schemas().kinds.values() if kind.name not in made().kinds}
    told = {note.partition(":")[0] for note in made().notes if "没有表单" in note}
    assert lacking == told
    assert {"规则集", "公司", "月结", "抽签"} <= lacking
    for note in made().notes:
        assert f"# {note}\n" in made().text
    existing = next(note for note in made().notes if note.startswith("表单只能改已有的"))
    for name, one in collections().items():
        assert (schemas().kinds[name].title in existing) >= (not one["create"])


def test_the_same_schemas_make_the_same_text() -> None:
    again = configuration(schemas(), Backend("github", "acme/records", "main"))
    assert again.text == made().text


@pytest.mark.parametrize(
    ("forge", "name", "good"),
    [
        ("github", "acme/records", True),
        ("github", "acme/team/records", False),
        ("gitlab", "acme/team/records", True),
        ("github", "acme", False),
        ("gitlab", "acme/re\ncords", False),
        ("gitlab", "acme/<script>", False),
    ],
)
def test_what_can_be_a_repository(forge: str, name: str, good: bool) -> None:
    assert is_repository(forge, name) is good


def test_what_can_be_a_branch() -> None:
    for name in ("main", "release/2026-10"):
        assert BRANCH(name)
    for name in ("", "a..b", "-x", "a b", "x/", "a\nb", "x: y"):
        assert not BRANCH(name)


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, Any]]:
    """Every good example as the editor saves it and ``check --fix`` leaves it, by path; other kinds as they are."""
    base: Path = tmp_path_factory.mktemp("saved")
    (base / "schemas").symlink_to(ROOT / "schemas")
    for path, content in valid_files().items():
        kind = schemas().kind_of(path.partition("/")[2])
        assert kind is not None
        data = read(content, path).data
        text = content.decode()
        if kind.name in collections() and data is not None:
            text = saved(collections()[kind.name], data)
        (base / path).parent.mkdir(parents=True, exist_ok=True)
        (base / path).write_text(text, encoding="utf-8")
    main(["check", "--base-dir", str(base), "--fix", "--yes"])
    book = load(WorkTree(base), schemas())
    assert {problem.path: problem.message for problem in book.problems if problem.path in book.refused} == {}
    assert book.problems == load(_examples(base), schemas()).problems
    return {record.path: record.data for record in book}


def _examples(base: Path) -> WorkTree:
    """The examples as they are, beside those saved."""
    other = base / "as-they-are"
    for path, content in valid_files().items():
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_bytes(content)
    return WorkTree(other)


def test_no_value_is_lost_when_a_form_saves_a_record(after: Mapping[str, Mapping[str, Any]]) -> None:
    covered = 0
    for path, content in valid_files().items():
        kind = schemas().kind_of(path.partition("/")[2])
        data = read(content, path).data
        assert kind is not None
        assert data is not None
        assert same(bare(data), bare(after[path])), path
        covered += kind.name in collections()
    assert covered >= len(collections())


def bare(value: object) -> object:
    """A value without lists that hold nothing: an optional one says no more than none, a required one is checked."""
    if isinstance(value, Mapping):
        return {name: bare(part) for name, part in value.items() if part != []}
    return [bare(part) for part in value] if isinstance(value, list) else value


def test_what_the_configuration_does_not_know_stays_and_finds_its_place(tmp_path: Path) -> None:
    path = next(path for path in valid_files() if path.startswith("records/weekly-reports/"))
    data = read(valid_files()[path], path).data
    assert data is not None
    report = dict(collections()["weekly-report"])
    report["fields"] = [one for one in report["fields"] if one["name"] not in {"week", "visits"}]
    text = saved(report, data)
    assert list(read(text.encode(), path).data or {})[-2:] == ["visits", "week"]
    (tmp_path / "schemas").symlink_to(ROOT / "schemas")
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text(text, encoding="utf-8")
    main(["check", "--base-dir", str(tmp_path), "--fix", "--yes", path])
    found = read((tmp_path / path).read_bytes(), path).data
    assert found == data
    assert list(found or {}) == list(data)


def test_a_new_record_lands_at_its_place() -> None:
    tried = set()
    for path, content in valid_files().items():
        kind = schemas().kind_of(path.partition("/")[2])
        data = read(content, path).data
        if kind is None or data is None or kind.name not in collections() or not collections()[kind.name]["create"]:
            continue
        tried.add(kind.name)
        assert place(collections()[kind.name], data) == path
    assert len(tried) > 30


def test_the_field_that_names_an_entry_is_one_of_it() -> None:
    for name, one in collections().items():
        assert one["identifier_field"] in template_fields(schemas().kinds[name].template)
        assert one["identifier_field"] in {field["name"] for field in one["fields"]}
