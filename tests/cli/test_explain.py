"""``taizhang explain`` on the small company: the tree down to file and line, up to the clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.books import ROOT, company, person, report, rulebook


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A company on disk with one late report."""
    files = company() | rulebook() | person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
    files |= report("zhang", "2026-W42", "2026-10-16 18:05")
    for path, text in files.items():
        file = tmp_path / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "schemas").symlink_to(ROOT / "schemas")
    return tmp_path


def explain(base: Path, *arguments: str) -> int:
    """Run the command on a company."""
    return main(["explain", "--base-dir", str(base), "--as-of", "2026-10-20 09:00", *arguments])


def test_a_late_report(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole tree, by hand: due on Friday 10-16, a working day; submitted 35 minutes later; one point."""
    assert explain(base, "weekly-report/2026-W42/zhang") == 0
    assert capsys.readouterr().out == (
        "2026-W42 周五 17:30 前提交周报:迟交,应于 2026-10-16(周五) 17:30 前,2026-10-16(周五) 18:05 提交  [A5.5]\n"
        "  谁来做:张伟 自 2025-01-01(周三) 起在 east 分公司 任此岗位  ← records/people/zhang.yaml:6\n"
        "  截止 2026-10-16(周五) 17:30,是这样数出来的\n"
        "    规定日 2026-10-16(周五) 工作日,就在这一天\n"
        "  周报提交时间:2026-10-16(周五) 18:05  ← records/weekly-reports/east/2026-W42/zhang.yaml:4\n"
        "    时间采用填写的 2026-10-16(周五) 18:05,未能核实\n"
        "  月结截止 2026-11-04(周三) 18:00 以后才到的,算缺失\n"
        "  扣分 -1,照规则原定  ← records/rulebooks/telecom/reporting.yaml:32\n"
    )


def test_an_unknown_key_is_told_with_what_is_near(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, a sentence, the nearest key."""
    assert explain(base, "weekly-report/2026-W42/zhan") == 1
    assert "weekly-report/2026-W42/zhang" in capsys.readouterr().err
