"""``taizhang remind`` on a small company."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company."""
    return write_company(tmp_path)


def remind(base: Path, *arguments: str) -> int:
    return main(["remind", "--base-dir", str(base), "--as-of", "2026-10-16 08:30", *arguments])


def test_one_text_a_person(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert remind(base, "--unit", "east") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "张伟,您好!今天是 10 月 16 日(周五),以下工作请留意:"
    assert "【今天】17:30 前 周报 2026-W42" in lines
    assert lines[-1].endswith("谢谢!")
    assert "谢军" not in "".join(lines)


def test_nobody_to_remind(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert remind(base, "--unit", "north") == 0
    assert capsys.readouterr().out == "没有要提醒的。今天和本周都没有到期的,也没有逾期的。\n"


def test_no_such_unit(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert remind(base, "--unit", "eest") == 1
    assert capsys.readouterr() == ("", "没有“eest”这个单位。最接近的有:east east 分公司。\n")
