"""``taizhang export-scores``: nothing leaves for human resources that nobody has confirmed (A8.6)."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from taizhang.cli import main
from tests.cli.closing_company import write_company
from tests.closing.company import incident, sealed


def export(base: Path, out: Path, month: str = "2026-09") -> int:
    """Run the command on a company."""
    arguments = ["--base-dir", str(base), "--as-of", "2026-11-20 18:30", "--out", str(out)]
    return main(["export-scores", month, *arguments])


def test_a_confirmed_month(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, out = write_company(tmp_path, sealed()), tmp_path / "汇总.xlsx"
    assert export(base, out) == 0
    assert capsys.readouterr() == (f"已写入 {out},2 人。\n", "")
    sheet = load_workbook(out).worksheets[0]
    assert sheet.title == "考核汇总表"
    assert [cell.value for cell in sheet[4]][:7] == ["east 分公司", "张伟", "T0001", 10, 8, 0, 18]
    first = out.read_bytes()
    assert export(base, out) == 0
    assert out.read_bytes() == first


@pytest.mark.parametrize("month", ["2026-09", "2026-10"])
def test_a_month_that_is_not_confirmed(tmp_path: Path, capsys: pytest.CaptureFixture[str], month: str) -> None:
    base, out = write_company(tmp_path, sealed(confirm=False)), tmp_path / "汇总.xlsx"
    assert export(base, out, month) == 1
    assert capsys.readouterr().err == f"{month} 还不能交人力资源部,没有确认的有:east 分公司。\n"
    assert not out.exists()


def test_a_difference_is_told_and_what_was_sealed_goes_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    late = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")
    base, out = write_company(tmp_path, sealed() | late), tmp_path / "汇总.xlsx"
    assert export(base, out) == 0
    assert "的封存结果与现在重算的不同,导出的是封存的" in capsys.readouterr().err
    assert load_workbook(out).worksheets[0]["G4"].value == 18


@pytest.mark.parametrize(
    ("name", "month", "told"),
    [
        ("汇总.csv", "2026-09", "的扩展名不是 .xlsx。\n"),
        ("没有/汇总.xlsx", "2026-09", ",文件没有写。\n"),
        ("汇总.xlsx", "九月", "“九月”不是月份,写成 2026-10 这样。\n"),
    ],
)
def test_where_it_can_not_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, month: str, told: str
) -> None:
    assert export(write_company(tmp_path, sealed()), tmp_path / name, month) == 1
    assert capsys.readouterr().err.endswith(told)
