"""``taizhang bulletin`` on a small company."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.bulletin.issued import PATH, ready
from tests.cli.closing_company import write_company as write_closed
from tests.cli.desk import write_company
from tests.repository import Repository


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company."""
    return write_company(tmp_path)


def bulletin(base: Path, *arguments: str, as_of: str = "2026-11-05 09:00") -> int:
    """Run the command on a company."""
    return main(["bulletin", "--base-dir", str(base), "--as-of", as_of, *arguments])


def test_the_last_finished_month_unless_one_is_asked_for(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bulletin(base) == 0
    first = capsys.readouterr().out
    assert first.startswith("# 关于 2026 年 10 月客户经理工作情况的通报\n")
    assert "本件为草稿,市场部尚未发文。" in first
    assert "*依据:提交未知 · 规则集" in first
    assert bulletin(base, "2026-10") == 0
    assert capsys.readouterr().out == first


def test_the_running_month_is_a_draft(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bulletin(base, "2026-11") == 0
    assert "2026 年 11 月尚未结束,本件为草稿" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("2026-13", "“2026-13”不是月份,写成 2026-10 这样。\n"),
        ("十月", "“十月”不是月份,写成 2026-10 这样。\n"),
        ("2026-12", "2026-12 还没有开始,没有通报。\n"),
    ],
)
def test_no_month_and_one_to_come(base: Path, capsys: pytest.CaptureFixture[str], asked: str, told: str) -> None:
    assert bulletin(base, asked) == 1
    assert capsys.readouterr() == ("", told)


def test_the_basis_names_the_commit(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Repository.create(base)
    commit = Repository(base).commit("2026-10-12 08:00")
    assert bulletin(base) == 0
    assert f"*依据:提交 {commit[:10]} · " in capsys.readouterr().out


def test_a_company_without_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "schemas").symlink_to(Path(__file__).parents[2] / "schemas")
    assert bulletin(tmp_path) == 0
    assert "本月没有到期的应办。" in capsys.readouterr().out


def issue(base: Path, *by: str, as_of: str = "2026-10-13 09:00") -> int:
    """Issue September's notice."""
    return bulletin(base, "2026-09", "--issue", *by, as_of=as_of)


def test_issued_once_and_never_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = write_closed(tmp_path, ready())
    assert issue(base, "--by", "吴浩") == 0
    assert capsys.readouterr().out.startswith(f"已写入 records/{PATH},吴浩 定稿,摘要 ")
    written = (base / "records" / PATH).read_bytes()
    assert bulletin(base, "2026-09", as_of="2026-11-20 18:30") == 0
    assert "*定稿:吴浩,2026-10-13 09:00,摘要 " in capsys.readouterr().out
    assert issue(base, "--by", "wu", as_of="2026-10-14 09:00") == 1
    assert "定稿,不能改写" in capsys.readouterr().err
    assert issue(base, "--by", "wu", as_of="2026-10-13 08:59") == 1
    assert capsys.readouterr().err == f"records/{PATH} 已经有了,没有改写。\n"
    assert (base / "records" / PATH).read_bytes() == written
    assert main(["check", "--base-dir", str(base)]) == 1  # the calendar's keepers are not of this company
    assert "bulletins" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ((), "写明是谁:--by 代号或姓名。\n"),
        (("--by", "chen"), "陈静 写的通报说明,须由市场部另一人定稿发文。\n"),
    ],
)
def test_who_may_not_issue(tmp_path: Path, capsys: pytest.CaptureFixture[str], by: tuple[str, ...], told: str) -> None:
    base = write_closed(tmp_path, ready())
    assert issue(base, *by) == 1
    assert capsys.readouterr() == ("", told)
    assert not (base / "records" / PATH).exists()
