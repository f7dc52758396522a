"""``taizhang due`` on a small company."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company

REPORT = "周报 2026-W42    taizhang new weekly-report --person zhang"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company."""
    return write_company(tmp_path)


def due(base: Path, *arguments: str, as_of: str = "2026-10-16 08:30") -> int:
    return main(["due", "--base-dir", str(base), "--as-of", as_of, *arguments])


@pytest.mark.parametrize("who", ["zhang", "张伟"])
def test_what_a_person_owes(base: Path, capsys: pytest.CaptureFixture[str], who: str) -> None:
    assert due(base, "--person", who, "--today") == 0
    assert capsys.readouterr().out == f"今天 10 月 16 日(周五,工作日)\n  17:30 前  {REPORT}\n"


def test_overdue_alone(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert due(base, "--person", "zhang", "--overdue", as_of="2026-10-19 08:30") == 0
    assert f"  10-16 起  {REPORT} --week 2026-W42\n" in capsys.readouterr().out
    assert due(base, "--person", "zhang", "--week", as_of="2026-10-12 08:30") == 0
    assert f"  周五 17:30 前  {REPORT}\n" in capsys.readouterr().out


def test_a_branch_and_one_without_people(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert due(base, "--unit", "east", "--today") == 0
    assert f"\n张伟\n    17:30 前  {REPORT}\n" in capsys.readouterr().out
    assert due(base, "--unit", "城北分公司") == 0
    assert capsys.readouterr().out.endswith("没有要做的。城北分公司现在没有人任职。\n")
    assert due(base) == 0
    assert "张伟 · east 分公司" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--person", "zhan"), "名册里没有“zhan”这个人。最接近的有:zhang 张伟。\n"),
        (("--unit", "eest"), "没有“eest”这个单位。最接近的有:east east 分公司。\n"),
    ],
)
def test_nobody_and_nowhere(base: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], told: str) -> None:
    assert due(base, *asked) == 1
    assert capsys.readouterr() == ("", told)


@pytest.mark.parametrize(("who", "told"), [("xie", "谢军已不在岗(任职到 2026-10-09)"), ("peng", "2026-11-02 到岗")])
def test_a_leaver_and_a_joiner(base: Path, capsys: pytest.CaptureFixture[str], who: str, told: str) -> None:
    assert due(base, "--person", who, "--today", as_of="2026-10-20 09:00") == 0
    assert told in capsys.readouterr().out


def test_a_company_without_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "schemas").symlink_to(Path(__file__).parents[2] / "schemas")
    assert due(tmp_path) == 0
    assert capsys.readouterr().out.endswith("没有要做的。名册里现在没有人任职。\n")
