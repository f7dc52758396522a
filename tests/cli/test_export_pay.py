"""``taizhang export-pay``: no proposal leaves for human resources that nobody has confirmed (D3.4, A8.6)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from taizhang.cli import main
from tests.cli.closing_company import write_company
from tests.dining import closed, company, statement

SALES = statement(("2026-10-12", "banquet", "95000.00"), ("2026-10-13", "mooncake", "4000.00"))
BOTH = SALES | statement(("2026-10-12", "banquet", "50000.00"), person="xu")


def export(base: Path, out: Path, *more: str, month: str = "2026-10") -> int:
    """Run the command on a company."""
    arguments = ["--base-dir", str(base), "--as-of", "2026-11-20 18:30", "--out", str(out), *more]
    return main(["export-pay", month, *arguments])


def rows(out: Path) -> list[Sequence[object]]:
    """The table's rows, up to the empty one before its foot."""
    found: list[Sequence[object]] = [
        list(row) for row in load_workbook(out).worksheets[0].iter_rows(min_row=3, values_only=True)
    ]
    return found[: found.index([None] * 8)]


def test_a_confirmed_month_with_its_basis_and_cap(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, out = write_company(tmp_path, closed(BOTH)), tmp_path / "薪酬.xlsx"
    assert export(base, out) == 0
    assert capsys.readouterr() == (f"已写入 {out},2 笔。\n", "")
    assert [row[:6] for row in rows(out)] == [
        ["餐饮部", "孟云", "P0001", "效益工资", "D3.4", 800],
        ["餐饮部", "徐禾", "P0002", "效益工资", "D3.4", 0],
    ]
    assert all(row[6] == "劳动合同约定的效益工资办法" and str(row[7]).startswith("最少 0 元") for row in rows(out))
    first = out.read_bytes()
    assert export(base, out, "--unit", "hall") == 0
    assert out.read_bytes() == first


def test_what_waits_for_a_number_says_so(tmp_path: Path) -> None:
    base, out = write_company(tmp_path, closed(SALES)), tmp_path / "薪酬.xlsx"
    assert export(base, out) == 0
    assert [row[5] for row in rows(out)] == [800, "缺数据"]


@pytest.mark.parametrize("month", ["2026-10", "2026-11"])
def test_a_month_nobody_has_confirmed(tmp_path: Path, capsys: pytest.CaptureFixture[str], month: str) -> None:
    files = company() | BOTH if month == "2026-10" else closed(BOTH)
    base, out = write_company(tmp_path, files), tmp_path / "薪酬.xlsx"
    assert export(base, out, month=month) == 1
    assert capsys.readouterr().err == f"{month} 还不能交人力资源部,没有确认的有:餐饮部。\n"
    assert not out.exists()


def test_sales_changed_after_the_confirmation_do_not_go_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = closed(BOTH) | statement(("2026-10-12", "banquet", "95000.01"))
    base, out = write_company(tmp_path, files), tmp_path / "薪酬.xlsx"
    assert export(base, out) == 1
    assert "餐饮部 2026-10 确认以后又变了,没有导出" in capsys.readouterr().err
    assert not out.exists()


def test_a_unit_that_closes_no_months_is_named_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {path: text for path, text in (company() | BOTH).items() if not path.endswith("assessment.yaml")}
    base, out = write_company(tmp_path, files), tmp_path / "薪酬.xlsx"
    assert export(base, out) == 1
    told = capsys.readouterr().err
    assert "这些单位没有月结,没有人确认,不导出:餐饮部。\n" in told
    assert "2026-10 没有可以导出的薪酬建议。\n" in told


def test_a_text_that_looks_like_a_formula_stays_a_text(tmp_path: Path) -> None:
    files = company() | BOTH
    files["people/meng.yaml"] = files["people/meng.yaml"].replace("name: 孟云", 'name: "=1+1"')
    whole = closed({"people/meng.yaml": files["people/meng.yaml"]}, BOTH)
    base, out = write_company(tmp_path, whole), tmp_path / "薪酬.xlsx"
    assert export(base, out) == 0
    cell = next(cell for row in load_workbook(out).worksheets[0].iter_rows() for cell in row if cell.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize(
    ("name", "month", "told"),
    [
        ("薪酬.csv", "2026-10", "的扩展名不是 .xlsx。\n"),
        ("没有/薪酬.xlsx", "2026-10", ",文件没有写。\n"),
        ("薪酬.xlsx", "十月", "“十月”不是月份,写成 2026-10 这样。\n"),
    ],
)
def test_where_it_can_not_go(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, month: str, told: str
) -> None:
    assert export(write_company(tmp_path, company()), tmp_path / name, month=month) == 1
    assert capsys.readouterr().err.endswith(told)
