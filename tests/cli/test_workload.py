"""``taizhang workload`` on a small company."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company


def workload(base: Path, *arguments: str, as_of: str = "2026-10-16 18:30") -> int:
    return main(["workload", "--base-dir", str(base), "--as-of", as_of, *arguments])


@pytest.mark.parametrize("asked", ["east", "east 分公司"])
def test_this_week_and_another(tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: str) -> None:
    base = write_company(tmp_path)
    assert workload(base, "--unit", asked) == 0
    told = capsys.readouterr().out
    assert told.startswith("east 分公司 2026-W42(2026-10-12 至 2026-10-18)的工作量\n\n张伟\n")
    assert "  周二 10-13  出行 1  服务 1  计划拜访 1,已服务 1  任务 0  应办 0,办完 0\n" in told
    assert "  周五 10-16  出行 0  服务 0  计划拜访 0,已服务 0  任务 0  应办 1,办完 0\n" in told, "the weekly report"
    assert workload(base, "--unit", asked, "--week", "2026-W41") == 0
    assert capsys.readouterr().out.startswith("east 分公司 2026-W41(2026-10-05 至 2026-10-11)的工作量\n\n谢军\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--unit", "eest"), "没有“eest”这个单位。最接近的有:east east 分公司。\n"),
        (("--unit", "east", "--week", "W42"), "“W42”不是周次,写成 2026-W42 这样。\n"),
    ],
)
def test_nowhere_and_never(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], told: str
) -> None:
    assert workload(write_company(tmp_path), *asked) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert told in captured.err
