"""``taizhang close``: what would be sealed, who may write it when, and that nothing confirmed is written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.closing_company import write_company
from tests.closing.company import CLOSING, files, incident

SEPTEMBER = ("2026-09", "--unit", "east")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The company, with an award of Zhang's."""
    return write_company(tmp_path, files() | incident("zhang", "2026-09-20", "2026-09-21 10:00"))


def close(base: Path, as_of: str, *more: str, asked: tuple[str, ...] = SEPTEMBER) -> int:
    """Run the command on a company."""
    return main(["close", "--base-dir", str(base), "--as-of", as_of, *asked, *more])


def submit(base: Path, as_of: str = "2026-10-09 16:20", by: str = "boss") -> int:
    """A branch's submission."""
    return close(base, as_of, "--write", "--by", by)


def confirm(base: Path, as_of: str = "2026-10-12 10:05", by: str = "wu") -> int:
    """Marketing's confirmation."""
    return close(base, as_of, "--confirm", "--write", "--by", by)


def test_without_write_it_only_prints(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert close(base, "2026-10-09 16:20") == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "east 分公司 2026-09 月结,照 2026-10-09 16:20 的记录:"
    assert out[1] == "  李芳  18.00  (基础服务 10.00、工作计划制定 8.00、加减分 0.00)"
    assert out[2] == "  张伟  20.00  (基础服务 10.00、工作计划制定 8.00、加减分 2.00)"
    assert out[3].startswith("依据 1 条记录,摘要 ")
    assert out[4] == "没有未了的事。"
    assert not (base / "records/closings").exists()


def test_submitted_then_confirmed_then_never_again(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = base / "records" / CLOSING
    assert submit(base) == 0
    assert "confirmed_by" not in file.read_text(encoding="utf-8")
    assert confirm(base) == 0
    sealed = file.read_bytes()
    assert b"confirmed_by: wu\nconfirmed_at: 2026-10-12 10:05\n" in sealed
    assert b"submitted_at: 2026-10-09 16:20\n" in sealed
    capsys.readouterr()
    for again in (submit, confirm):
        assert again(base, "2026-10-13 09:00") == 1
        told = capsys.readouterr().err
        assert (
            told == f"records/{CLOSING} 已由 吴浩 于 2026-10-12 10:05 确认,封存了,不能改写;有错请在开放的月份冲正。\n"
        )
    assert file.read_bytes() == sealed
    assert [one.name for one in file.parent.iterdir()] == ["2026-09.yaml"]
    assert main(["check", "--base-dir", str(base)]) == 1  # the calendar's keepers are not of this company
    assert "closings" not in capsys.readouterr().out


def test_a_submission_may_be_written_anew(base: Path) -> None:
    assert submit(base) == 0
    assert submit(base, "2026-10-10 09:00") == 0
    assert "submitted_at: 2026-10-10 09:00" in (base / "records" / CLOSING).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("as_of", "more", "told"),
    [
        ("2026-09-29 18:00", ("--write", "--by", "boss"), "2026-09 还没有结束,最早 2026-09-30 提交。"),
        ("2026-10-09 16:20", ("--write",), "写明是谁:--by 代号或姓名。"),
        ("2026-10-09 16:20", ("--write", "--by", "wu"), "吴浩 那天不在east 分公司任职,不能提交。"),
        ("2026-10-09 16:20", ("--confirm", "--write", "--by", "wu"), "east 分公司 2026-09 还没有提交,不能确认。"),
    ],
)
def test_who_may_not_submit(
    base: Path, capsys: pytest.CaptureFixture[str], as_of: str, more: tuple[str, ...], told: str
) -> None:
    assert close(base, as_of, *more) == 1
    assert capsys.readouterr().err == f"{told}\n"
    assert not (base / "records" / CLOSING).exists()


def test_the_last_day_of_the_month_is_late_enough(base: Path) -> None:
    assert submit(base, "2026-09-30 09:00") == 0


@pytest.mark.parametrize(
    ("as_of", "by", "told"),
    [
        ("2026-10-12 10:05", "boss", "李娜 提交的,须由市场部另一人确认。"),
        ("2026-10-12 10:05", "zhang", "张伟 那天不在市场部任职,不能确认。"),
        ("2026-10-09 16:19", "wu", "提交时间是 2026-10-09 16:20,确认不能早于它。"),
        ("2026-10-10 18:00", "wu", "2026-09 的迟交要到 2026-10-10 18:00 才转为缺失,在那以后才能确认。"),
    ],
)
def test_who_may_not_confirm(base: Path, capsys: pytest.CaptureFixture[str], as_of: str, by: str, told: str) -> None:
    submit(base)
    before = (base / "records" / CLOSING).read_bytes()
    capsys.readouterr()
    assert confirm(base, as_of, by) == 1
    assert capsys.readouterr().err == f"{told}\n"
    assert (base / "records" / CLOSING).read_bytes() == before


def test_the_minute_after_the_closing_is_late_enough(base: Path) -> None:
    submit(base)
    assert confirm(base, "2026-10-10 18:01", "chen") == 0


def test_what_moved_since_the_submission_is_told_and_sealed(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    submit(base)
    write_company(base, incident("li", "2026-09-29", "2026-10-10 09:00", "product-arrears"))
    capsys.readouterr()
    assert confirm(base) == 0
    out = capsys.readouterr().out
    assert "与提交时相比有 2 处不同,按现在的封存:\n  李芳 加减分:封存 0.00,现在 -2.00\n" in out
    assert "total: 16\n" in (base / "records" / CLOSING).read_text(encoding="utf-8")


def test_no_month_no_unit_no_branch(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for asked in (("九月", "--unit", "east"), ("2026-09", "--unit", "北"), ("2026-09", "--unit", "marketing")):
        assert close(base, "2026-10-09 16:20", asked=asked) == 1
    assert "市场部 不是分公司,没有月结。\n" in capsys.readouterr().err
