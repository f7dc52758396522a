"""The editor's settings, and what a person sees in an editor that follows them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from taizhang.cli import main
from taizhang.desk.editor import EXTENSIONS, MAPPING, SETTINGS, files_of, mapping, merged
from taizhang.records.schema_set import fields
from tests.books import ROOT, schemas
from tests.language_server.client import Editor

NUMBERS = count(1)
WRITTEN = """\
person: Zhang_Wei
unit: telecom-east
from: 2026-11-23
until: 2026-11-24
part: holiday
type: annual
submitted_at: 2026-11-19 25:20
state: applied
colour: red
"""


def test_the_settings_in_this_repository_are_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["editor", "--base-dir", str(ROOT)]) == 0, capsys.readouterr().err


def test_every_record_has_the_schema_of_its_kind_and_no_other() -> None:
    settings = json.loads((ROOT / SETTINGS).read_text(encoding="utf-8"))
    known = schemas()
    globs = {_matching(one): schema for schema, listed in settings[MAPPING].items() for one in listed}
    for file in sorted((ROOT / "records").glob("**/*.yaml"))[::7]:
        path = file.relative_to(ROOT).as_posix()
        kind = known.kind_of(path.partition("/")[2])
        assert kind
        assert [one for glob, one in globs.items() if glob.fullmatch(path)] == [f"schemas/{kind.name}.schema.json"]


def _matching(glob: str) -> re.Pattern[str]:
    """What an editor's glob matches: ``**/`` any folders or none, ``*`` anything in a name."""
    return re.compile(re.escape(glob).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*"))


def test_every_schema_named_is_there() -> None:
    assert {ROOT / path for path in mapping(schemas(), ("records",))} == {*(ROOT / "schemas").glob("*.schema.json")} - {
        ROOT / "schemas" / "common.schema.json"
    }


def test_further_roots_follow_the_same_schemas() -> None:
    found = mapping(schemas(), ("records", "confidential/"))
    assert found["schemas/company.schema.json"] == ["records/company.yaml", "confidential/company.yaml"]
    assert found["schemas/leave.schema.json"] == ["records/leaves/**/*.yaml", "confidential/leaves/**/*.yaml"]


def test_peoples_own_settings_stay() -> None:
    ours = files_of(schemas())
    text = merged('{"editor.fontSize": 16, "yaml.validate": false}', ours[SETTINGS])
    assert text
    found = json.loads(text)
    assert (found["editor.fontSize"], found["yaml.validate"]) == (16, True)
    assert merged(text, ours[SETTINGS]) == text
    both = merged('{"recommendations": ["other.one"]}', ours[EXTENSIONS])
    assert both
    assert json.loads(both)["recommendations"] == ["other.one", "redhat.vscode-yaml"]


@pytest.mark.parametrize("present", ["// 说明\n{}", "[1]", "[" * 100_000, "{"])
def test_what_is_no_json_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], present: str) -> None:
    (tmp_path / "schemas").symlink_to(ROOT / "schemas")
    file = tmp_path / SETTINGS
    file.parent.mkdir()
    file.write_text(present, encoding="utf-8")
    assert main(["editor", "--write", "--base-dir", str(tmp_path)]) == 1
    assert ".vscode/settings.json 读不懂" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == present
    assert not (tmp_path / EXTENSIONS).exists()


def test_stale_settings_are_told_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "schemas").symlink_to(ROOT / "schemas")
    assert main(["editor", "--base-dir", str(tmp_path)]) == 1
    assert capsys.readouterr().err.splitlines()[0] == ".vscode/settings.json 不是最新的:加 --write 写好。"
    assert not (tmp_path / SETTINGS).exists()
    assert main(["editor", "--write", "--base-dir", str(tmp_path)]) == 0
    assert main(["editor", "--base-dir", str(tmp_path)]) == 0
    for path in (SETTINGS, EXTENSIONS):
        assert (tmp_path / path).read_text(encoding="utf-8") == (ROOT / path).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def editor(language_server: tuple[str, ...]) -> Iterator[Editor]:
    """An editor on this repository; what is opened in it is never saved."""
    settings: dict[str, Any] = json.loads((ROOT / SETTINGS).read_text(encoding="utf-8"))
    with Editor(language_server, ROOT, settings) as opened:
        yield opened


def leave() -> str:
    """Where a leave nobody has opened yet would stand."""
    return f"records/leaves/telecom-east/zhang-wei/{next(NUMBERS)}.yaml"


@pytest.mark.editor
def test_an_editor_underlines_what_is_wrong_in_our_words(editor: Editor) -> None:
    found = editor.diagnostics(editor.open(leave(), WRITTEN))
    assert (1, "只用小写字母、数字和连字符,如 zhang-wei") in found
    assert (7, "写成 2026-10-13 09:40 这样,中间一个空格,用半角冒号") in found
    (choice,) = [told for line, told in found if line == 5]
    assert choice.startswith("值无效")
    assert [line for line, told in found if "colour" in told] == [9]


@pytest.mark.editor
def test_an_editor_finds_nothing_in_a_good_record(editor: Editor) -> None:
    good = WRITTEN.replace("Zhang_Wei", "zhang-wei").replace("holiday", "whole").replace("25:20", "15:20")
    assert editor.diagnostics(editor.open(leave(), good.replace("colour: red\n", ""))) == []


@pytest.mark.editor
def test_an_editor_tells_a_field_and_its_choices_in_chinese(editor: Editor) -> None:
    uri = editor.open(leave(), WRITTEN)
    assert editor.hover(uri, 3, 2).startswith("#### 开始日期\n\n请假的第一天。")
    told = editor.hover(uri, 5, 2)
    assert told.startswith("#### 时段\n\n请假期间每天的哪一段;半天假不免除应办。")
    assert "`morning`: 上午" in told


@pytest.mark.editor
def test_an_editor_offers_fields_and_choices(editor: Editor) -> None:
    uri = editor.open(leave(), "person: zhang-wei\npart: \n\n")
    assert editor.completions(uri, 2, 7) == {"whole": "全天", "morning": "上午", "afternoon": "下午"}
    offered = editor.completions(uri, 3, 1)
    own = {pattern[0]: node for pattern, node in fields(schemas().kinds["leave"].schema) if len(pattern) == 1}
    assert {name: offered[name] for name in own if name in offered} == {
        name: node["description"] for name, node in own.items() if name not in {"person", "part"}
    }


@pytest.mark.editor
def test_times_and_words_are_text_to_the_editor_as_to_us(editor: Editor) -> None:
    said = WRITTEN.replace("Zhang_Wei", "no").replace("holiday", "whole").replace("25:20", "15:20")
    found = editor.diagnostics(editor.open(leave(), said.replace("colour: red\n", "reason: yes\n")))
    assert found == []


@pytest.mark.editor
def test_every_kind_is_understood(editor: Editor) -> None:
    """A schema that the server cannot take in silently tells nothing at all: each must refuse a field it lacks."""
    opened = {}
    for kind in schemas().kinds.values():
        path = f"{kind.folder}/x.yaml" if "/" in kind.template else kind.template
        opened[kind.name] = editor.open(f"records/{path}", "no_such_field: 1\n")
    silent = [name for name, uri in opened.items() if not any("no_such_field" in x for _, x in editor.diagnostics(uri))]
    assert silent == []
