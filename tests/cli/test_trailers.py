"""``taizhang trailers``: from a file or the standard input, as trailers, a message or the forge's own merge call."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from taizhang.cli import main
from tests.desk.forge.organisation import on_disk
from tests.desk.forge.payloads import HEAD, OLD, PAYLOADS


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The small company on disk."""
    return on_disk(tmp_path)


def trailers(base: Path, forge: str, *arguments: str, data: str = "") -> int:
    """Run the command on what a forge tells."""
    file = base / "asked.json"
    file.write_text(data or json.dumps(PAYLOADS[forge]), encoding="utf-8")
    return main(["trailers", "--base-dir", str(base), "--forge", forge, *arguments, str(file)])


@pytest.mark.parametrize("forge", sorted(PAYLOADS))
def test_trailers_name_people_as_the_records_do(base: Path, forge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert trailers(base, forge, "--head", HEAD) == 0
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Submitted-By", "Submitted-At", "Approved-By", "Approved-At"]
    assert lines[0].endswith(f"张伟 <zhangwei@{forge}>")
    assert told.err == ""


def test_a_file_that_is_not_there(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trailers", "--base-dir", str(base), "--forge", "gitea", str(base / "nothing.json")]) == 1
    assert capsys.readouterr().err == f"没有 {base / 'nothing.json'} 这个文件。\n"


def test_a_whole_message(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert trailers(base, "gitlab", "--format", "message") == 0
    assert capsys.readouterr().out.startswith("合并 !12:2026-W42 周报\n\nSubmitted-By: 张伟 <zhangwei@gitlab>\n")


def test_from_the_standard_input(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = io.BytesIO(json.dumps(PAYLOADS["gitea"]).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data, encoding="utf-8"))
    assert main(["trailers", "--base-dir", str(base), "--forge", "gitea", "--format", "api"]) == 0
    assert json.loads(capsys.readouterr().out)["head_commit_id"] == HEAD


@pytest.mark.parametrize(
    ("arguments", "data", "told"),
    [
        (("--head", OLD), "", "有人又推送过"),
        ((), "不是 JSON", "读不懂"),
        ((), "[" * 100_000, "读不懂"),
        ((), " " * 10_000_001, "数据超过 10 MB"),
    ],
)
def test_what_is_not_to_be_merged_is_refused(
    base: Path, arguments: tuple[str, ...], data: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert trailers(base, "github", *arguments, data=data) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert told in shown.err
