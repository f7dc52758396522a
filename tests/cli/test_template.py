"""``taizhang template``: an empty table that knows the company, and that imports once it is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from taizhang.cli import main
from tests.records.company import on_disk


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The good company with our schemas."""
    return on_disk(tmp_path)


def test_filled_in_and_imported(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = company / "请假.xlsx"
    assert main(["template", "leave", "--base-dir", str(company), "--out", str(file)]) == 0
    assert capsys.readouterr().out == f"写好了 {file}:请假,12 栏。\n"
    book = load_workbook(file)
    assert "张伟 zhang-wei" in [cell.value for cell in book["选项"]["A"]]
    sheet = book["填写"]
    heads = {str(cell.value).rstrip("*"): number for number, cell in enumerate(sheet[1], 1)}
    row = {
        "请假人": "张伟 zhang-wei",
        "单位": "城东分公司 telecom-east",
        "开始日期": "2026-11-23",
        "结束日期": "2026-11-23",
        "时段": "全天",
        "假别": "年休假",
        "申请时间": "2026-11-19 10:20",
        "状态": "已申请,待批",
    }
    for heading, text in row.items():
        sheet.cell(2, heads[heading]).value = text
    book.save(file)
    assert main(["import", str(file), "--base-dir", str(company), "--write"]) == 0
    made = company / "records/leaves/telecom-east/zhang-wei/2026-11-23.yaml"
    assert made.read_text(encoding="utf-8").startswith("person: zhang-wei\nunit: telecom-east\n")
    assert main(["check", "--base-dir", str(company)]) == 0


def test_an_empty_template_says_so(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = company / "a.csv"
    assert main(["template", "leave", "--base-dir", str(company), "--out", str(file)]) == 0
    assert main(["import", str(file), "--base-dir", str(company)]) == 1
    assert capsys.readouterr().err == "表里没有数据:第一行是标题,从第二行起填写。\n"


def test_a_table_that_somebody_filled_in_is_not_written_over(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = company / "filled.xlsx"
    file.write_bytes(b"filled in")
    assert main(["template", "leave", "--base-dir", str(company), "--out", str(file)]) == 1
    assert "已经有了,没有动它" in capsys.readouterr().err
    assert file.read_bytes() == b"filled in"


def test_what_a_command_writes_has_no_template(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "draw", "--base-dir", str(company), "--out", str(company / "a.xlsx")]) == 1
    assert capsys.readouterr().err == "“抽签”由 taizhang 自己的命令填写,不从表里导入。\n"
