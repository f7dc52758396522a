"""A person writes Friday's report in a company that has just begun, by commands and as a table as Excel has it.

Nothing is looked up anywhere but in what the commands themselves say; how many commands and lines it takes is counted.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.friday import NEXT, REPORT, WRITTEN, Desk, begin


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company of one branch and two people, committed on Monday."""
    made = Desk(tmp_path_factory.mktemp("friday") / "公司 one")
    begin(made)
    assert "没有问题" in made.run("check")
    made.committed("开始")
    assert made.typed == 4, "post and title of two people"
    assert len(made.commands) == 6
    return made.folder


@pytest.fixture
def desk(begun: Path, tmp_path: Path) -> Desk:
    """Somebody's clone of it, the hook installed."""
    shutil.copytree(begun, tmp_path / "公司 two", symlinks=True)
    return Desk(tmp_path / "公司 two")


def test_the_report_in_five_commands_and_eight_lines(desk: Desk) -> None:
    due = desk.run("due", "--person", "张伟")
    (asked,) = re.findall(r"taizhang (new weekly-report .*)", due)
    assert f"写好了初稿:{REPORT}" in desk.run(*asked.split())
    desk.fill(REPORT, WRITTEN)
    assert "没有问题" in desk.run("check")
    desk.committed("周报")
    assert len(desk.commands) == 5
    assert desk.typed == len(WRITTEN)
    after = desk.run("due", "--person", "张伟", at="2026-11-27 18:00")
    assert "周报 2026-W48" not in after


def test_what_is_half_written_is_stopped_with_what_is_lacking(desk: Desk) -> None:
    desk.run("new", "weekly-report", "--person", "张伟")
    desk.fill(REPORT, {**WRITTEN, "submitted_at": "2026-11-27 16：55"})
    done = desk.commit("周报")
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert "→ 改成:submitted_at: 2026-11-27 16:55" in said
    assert "1 处问题,在 1 个文件里。" in said
    desk.run("check", "--fix", "--yes")
    desk.committed("周报")


def test_the_report_as_a_table(desk: Desk, tmp_path: Path) -> None:
    """As a person fills it: names by choice from the list, a date and a time as Excel's own, 是 for yes."""
    table = tmp_path / "周报.xlsx"
    desk.run("template", "weekly-report", "--out", str(table))
    book = openpyxl.load_workbook(table)
    sheet = book["填写"]
    heads = {str(cell.value).rstrip("*"): number for number, cell in enumerate(sheet[1], 1)}
    choices = [row[0] for row in book["选项"].iter_rows(min_row=2, values_only=True)]
    assert "张伟 zhang-wei" in choices
    filled = {
        "客户经理": "张伟",
        "单位": "城东分公司",
        "周次": "2026-W49",
        "提交时间": "2026-12-04 16:50",
        "拜访清单·日期": "(空)",
        "营销方案响应": WRITTEN["campaign_response"],
        "服务需求": "本周无",
        "消费行为": WRITTEN["consumption_behaviour"],
        "服务问题": "本周无",
        "结论": WRITTEN["conclusion"],
    }
    for head, value in filled.items():
        sheet.cell(2, heads[head]).value = value
    book.save(table)
    said = desk.run("import", str(table), code=1)
    assert "建议" in said
    assert "只是检查,没有写入" in said
    sheet.cell(2, heads["建议"]).value = WRITTEN["suggestion"]
    book.save(table)
    assert "新的 1 份" in desk.run("import", str(table))
    assert "写入了 1 份记录" in desk.run("import", str(table), "--write")
    written = (desk.folder / "records/weekly-reports/east/2026-W49/zhang-wei.yaml").read_text(encoding="utf-8")
    assert "visits: []\n" in written
    desk.committed("周报")
    assert "周报 2026-W49" not in desk.run("due", "--person", "张伟", at=NEXT)
