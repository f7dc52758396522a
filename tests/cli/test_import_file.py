"""``taizhang import``: judged row by row, written all or none, never over what is there unless it was shown."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from taizhang.cli import files, import_file, main
from tests.records.company import good, on_disk

HEADS = ("请假人", "单位", "开始日期", "结束日期", "时段", "假别", "申请时间", "状态", "批准人", "批准时间")
THERE = "records/leaves/telecom-east/zhao-min/2026-10-19.yaml"
NEW = "records/leaves/telecom-east/zhang-wei/2026-11-23.yaml"
OTHER = "records/leaves/telecom-east/zhao-min/2026-11-25.yaml"
ONE = (
    "张伟",
    "城东分公司",
    "2026-11-23",
    "2026-11-24",
    "全天",
    "年休假",
    "2026-11-19 10:20",
    "已批准",
    "李娜",
    "2026-11-19 16:05",
)
TWO = (
    "赵敏 zhao-min",
    "telecom-east",
    "2026/11/25",
    "2026年11月25日",
    "全天",
    "病假",
    "2026-11-19 9：05",
    "已申请",
    "",
    "",
)
BAD = ("张伟", "城东分公司", "2026-12-02", "2026-12-01", "全天", "旅游", "2026-11-19 10:20", "已批准", "", "")
TEXT = """\
person: zhang-wei
unit: telecom-east
from: 2026-11-23
until: 2026-11-24
part: whole
type: annual
submitted_at: 2026-11-19 10:20
state: approved
approved_by: li-na
approved_at: 2026-11-19 16:05
"""


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The good company with our schemas."""
    return on_disk(tmp_path)


def table(base: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> Path:
    """A CSV of leaves."""
    file = base / "table.csv"
    file.write_text("\r\n".join(",".join(row) for row in (heads, *rows)) + "\r\n", encoding="utf-8", newline="")
    return file


def take(base: Path, file: Path, *arguments: str) -> int:
    """Run the command."""
    return main(["import", str(file), "--base-dir", str(base), "--kind", "leave", *arguments])


def state(base: Path) -> Mapping[str, bytes]:
    """Every file and folder below the records."""
    found = sorted((base / "records").rglob("*"))
    return {str(one.relative_to(base)): one.read_bytes() if one.is_file() else b"" for one in found}


def test_a_dry_run_tells_and_writes_nothing(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(company)
    assert take(company, table(company, ONE, TWO)) == 0
    assert capsys.readouterr().out == (
        "table.csv:请假,2 行,2 份记录\n"
        "第 3 行“开始日期”:“2026/11/25”读作 2026-11-25\n"
        "第 3 行“结束日期”:“2026年11月25日”读作 2026-11-25\n"
        "第 3 行“申请时间”:“2026-11-19 9：05”读作 2026-11-19 09:05\n"
        "3 处写法已代为整理。\n"
        "\n合计:新的 2 份。\n"
        "导入人不是记录人:谁填写、谁提交都照表里的栏,导入的人没有写进任何记录。\n"
        "只是检查,没有写入。没有问题就加 --write 写入。\n"
    )
    assert state(company) == before


def test_written_as_the_rows_say_and_sound(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(company)
    assert take(company, table(company, ONE, TWO), "--write") == 0
    assert capsys.readouterr().out.endswith("写入了 2 份记录。\n")
    assert (company / NEW).read_text(encoding="utf-8") == TEXT
    assert "approved" not in (company / OTHER).read_text(encoding="utf-8")
    new = state(company).keys() - before.keys()
    assert {one for one in new if one.endswith(".yaml")} == {NEW, OTHER}
    assert {path: text for path, text in state(company).items() if path in before} == before
    assert main(["check", "--base-dir", str(company)]) == 0


def test_what_is_wrong_is_told_by_row_and_nothing_written(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(company)
    assert take(company, table(company, ONE, BAD, ("王五", *TWO[1:])), "--write") == 1
    told = capsys.readouterr().out
    assert "第 3 行“结束日期”  先后颠倒\n  “结束日期”(2026-12-01)早于“开始日期”(2026-12-02)。\n" in told
    assert "第 3 行“假别”  不在可选值内\n  “假别”没有“旅游”这一项。\n" in told
    assert "第 3 行  缺少内容\n  缺少“批准人”(approved_by)。\n" in told
    assert "第 4 行“请假人”  表格\n  登记里没有“王五”。\n" in told
    assert "合计:新的 1 份、有问题的 2 份(2 行)。\n" in told
    assert told.endswith("有问题,一份也没有写。改好再导入,或加 --sound 只写没有问题的。\n")
    assert state(company) == before


def test_the_refused_rows_never_take_the_place_of_the_table(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(company, ONE, BAD)
    before = file.read_bytes()
    assert take(company, file, "--refused", str(file)) == 1
    assert "别的行会丢" in capsys.readouterr().err
    assert file.read_bytes() == before


def test_the_sound_are_written_and_the_refused_given_back(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    back = company / "refused.xlsx"
    assert take(company, table(company, ONE, BAD, TWO), "--write", "--sound", "--refused", str(back)) == 1
    assert (company / NEW).is_file()
    assert (company / OTHER).is_file()
    book = load_workbook(back)
    sheet = book["填写"]
    heads = {str(cell.value).rstrip("*"): number for number, cell in enumerate(sheet[1], 1)}
    assert sheet.max_row == 2
    assert sheet.cell(2, heads["原行号"]).value == "3"
    assert "“假别”没有“旅游”这一项。" in str(sheet.cell(2, heads["问题"]).value)
    for heading, text in {
        "假别": "事假",
        "结束日期": "2026-12-03",
        "批准人": "li-na",
        "批准时间": "2026-11-20 09:00",
    }.items():
        sheet.cell(2, heads[heading]).value = text
    book.save(back)
    capsys.readouterr()
    assert take(company, back, "--write") == 0
    assert (company / "records/leaves/telecom-east/zhang-wei/2026-12-02.yaml").is_file()


def test_what_the_book_says_against_a_row(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    early = ("张伟", "城东分公司", "2001-11-23", "2001-11-23", *ONE[4:])
    assert take(company, table(company, early)) == 1
    assert "第 2 行“请假人”  当时不在\n" in capsys.readouterr().out


def test_a_record_that_is_there_is_left_alone(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = (
        "zhao-min",
        "telecom-east",
        "2026-10-19",
        "2026-10-23",
        "全天",
        "年休假",
        "2026-10-15 16:20",
        "已批准",
        "li-na",
        "2026-10-15 17:05",
    )
    assert take(company, table(company, there), "--write") == 0
    assert "合计:已经有而且一样的 1 份,不用写。\n" in capsys.readouterr().out
    changed = (*there[:3], "2026-10-22", *there[4:])
    assert take(company, table(company, changed), "--write") == 1
    told = capsys.readouterr().out
    assert f"第 2 行  已经有了\n  已经有这份记录:{THERE}。要改它,加 --update 先看改动。\n" in told
    assert "\n-until: 2026-10-23\n+until: 2026-10-22\n" in told
    assert (company / THERE).read_text(encoding="utf-8") == good(THERE.removeprefix("records/"))


def test_an_update_is_shown_then_written_and_keeps_what_has_no_column(
    company: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = table(company, ("zhao-min", "telecom-east", "2026-10-19", "2026-10-22"), heads=HEADS[:4])
    assert take(company, file, "--update") == 0
    told = capsys.readouterr().out
    assert "\n-until: 2026-10-23\n+until: 2026-10-22\n" in told
    assert told.endswith("只是检查,没有写入。看过改动,加 --write --update 写入。\n")
    assert take(company, file, "--update", "--write") == 0
    right = good(THERE.removeprefix("records/")).replace("2026-10-23", "2026-10-22")
    assert (company / THERE).read_text(encoding="utf-8") == right


@pytest.mark.parametrize("failing", [0, 1])
def test_a_failure_midway_leaves_nothing(
    company: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    before = state(company)
    real = files._take_place
    done: list[Path] = []

    def fail(written: Path, file: Path) -> bool:
        if len(done) == failing:
            raise OSError(28, "No space left on device")
        done.append(file)
        return real(written, file)

    monkeypatch.setattr(files, "_take_place", fail)
    assert take(company, table(company, ONE, TWO), "--write") == 1
    assert "已经写的都退回了" in capsys.readouterr().err
    assert state(company) == before


def test_a_file_that_came_up_meanwhile_stops_it(
    company: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(changes: list[files.Change]) -> None:
        (company / OTHER).parent.mkdir(parents=True, exist_ok=True)
        (company / OTHER).write_text("mine", encoding="utf-8")
        files.write_all(changes)

    monkeypatch.setattr(import_file, "write_all", late)
    assert take(company, table(company, ONE, TWO), "--write") == 1
    assert "刚被别人改过或占用" in capsys.readouterr().err
    assert not (company / NEW).exists()
    assert (company / OTHER).read_text(encoding="utf-8") == "mine"


def test_no_way_out_of_the_records(company: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (company / "records/leaves/telecom-east/zhang-wei").symlink_to(outside)
    assert take(company, table(company, ONE, ("../..", *TWO[1:])), "--write", "--sound") == 1
    assert "在记录根目录之外" in capsys.readouterr().err or not list(outside.iterdir())
    assert not list(outside.iterdir())


def test_two_rows_for_one_record(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(company, table(company, ONE, ONE)) == 1
    assert "第 3 行  表格\n  与第 2 行是同一份记录。\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "told"),
    [("none.csv", "没有 "), ("a.xls", "旧的 .xls"), ("a.xlsm", "带宏的 .xlsm")],
)
def test_files_that_are_no_tables(company: Path, capsys: pytest.CaptureFixture[str], name: str, told: str) -> None:
    assert take(company, company / name) == 1
    assert told in capsys.readouterr().err


def test_a_terminal_is_not_steered(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    take(company, table(company, ("\x1b[31m红", *ONE[1:])))
    assert "\x1b" not in capsys.readouterr().out
