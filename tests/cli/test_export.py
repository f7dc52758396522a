"""``taizhang template`` and ``export``: a table of a kind, which imports to the very records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from taizhang.cli import main
from tests.records.company import ROOT


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo company."""
    base = tmp_path_factory.mktemp("company")
    shutil.copytree(ROOT / "schemas", base / "schemas")
    shutil.copytree(ROOT / "records", base / "records")
    return base


@pytest.mark.parametrize(("kind", "folder"), [("leave", "leaves"), ("service-log", "service-logs")])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_exported_removed_and_imported(
    company: Path, tmp_path: Path, kind: str, folder: str, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"table.{suffix}"
    assert main(["export", kind, "--base-dir", str(company), "--out", str(file)]) == 0
    before = {one: one.read_bytes() for one in (company / "records" / folder).rglob("*.yaml")}
    shutil.move(company / "records" / folder, tmp_path / folder)
    try:
        assert main(["import", str(file), "--base-dir", str(company), "--write"]) == 0
        after = {one: one.read_bytes() for one in (company / "records" / folder).rglob("*.yaml")}
    finally:
        shutil.rmtree(company / "records" / folder, ignore_errors=True)
        shutil.move(tmp_path / folder, company / "records" / folder)
    assert after == before
    assert "导入人不是记录人" in capsys.readouterr().out


def test_only_some_records(company: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    pairs = ["unit=telecom-east", "week=2026-W42", "person=zhang-wei"]
    assert main(["export", "服务日志", *pairs, "--base-dir", str(company), "--out", str(file)]) == 0
    assert "服务日志 1 份" in capsys.readouterr().out
    assert main(["export", "leave", "who=x", "--base-dir", str(company), "--out", str(file)]) == 1
    assert capsys.readouterr().err == "“请假”没有 who 这个字段。\n"
    assert main(["export", "leave", "person=x", "--base-dir", str(company), "--out", str(file)]) == 1
    assert capsys.readouterr().err == "没有“请假”的记录。\n"


@pytest.mark.parametrize(
    ("kind", "out", "told"),
    [
        ("inspection", "a.xlsx", "“检查”不能做成表:“检查项·证据”是清单里的清单,请用 taizhang new inspection。\n"),
        ("leavs", "a.xlsx", "没有“leavs”这一类记录。是“leave 请假”吗?\n"),
        ("leave", "a.xls", " 不是 .xlsx 或 .csv。"),
        ("leave", "none/a.xlsx", "这个文件夹。\n"),
    ],
)
@pytest.mark.parametrize("command", ["template", "export"])
def test_what_is_refused(
    company: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, kind: str, out: str, told: str
) -> None:
    assert main([command, kind, "--base-dir", str(company), "--out", str(tmp_path / out)]) == 1
    assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
