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
        "  规则:周五 17:30 前提交周报  ← records/rulebooks/telecom/reporting.yaml:20\n"
    )


def test_an_unknown_key_is_told_with_what_is_near(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1, a sentence, the nearest key."""
    assert explain(base, "weekly-report/2026-W42/zhan") == 1
    assert "weekly-report/2026-W42/zhang" in capsys.readouterr().err


def test_a_person_s_month_without_a_card(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By rule, with counts, points and the sum."""
    assert explain(base, "zhang", "2026-10") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "张伟 · east 分公司 · 2026 年 10 月 · 没有考核表,只列应办、问题和记账"
    assert lines[2].split() == ["周五", "17:30", "前提交周报", "A5.5", "-1"]
    assert lines[3] == "    3 项:未到期 1,已逾期 1,迟交 1"
    assert "      weekly-report/2026-W42/zhang" in lines
    assert lines[-4].split() == ["记账合计", "-1"]
    assert lines[-1] == "本月还开放:还没办的有 2 项,taizhang due --person zhang 可看。"


def test_this_month_is_taken_by_itself(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A person's id or name alone asks for the month of the moment."""
    assert explain(base, "zhang") == 0
    by_id = capsys.readouterr().out
    assert explain(base, "张伟", "2026-10") == 0
    assert capsys.readouterr().out == by_id


def test_an_entry_by_its_key(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any outcome has a key: here the points of a late report."""
    assert explain(base, "weekly-report/2026-W42/zhang#work-planning") == 0
    assert capsys.readouterr().out.startswith("2026-W42 周五 17:30 前提交周报:迟交")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("zhang", "2026-13"), "“2026-13”不是月份,写成 2026-10 这样。\n"),
        (("zhan", "2026-10"), "名册里没有“zhan”这个人。最接近的有:zhang 张伟。\n"),
        (("zhan",), "名册里没有“zhan”这个人。最接近的有:zhang 张伟。\n"),
    ],
)
def test_nobody_and_no_month(base: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], told: str) -> None:
    """Exit code 1 and a sentence."""
    assert explain(base, *asked) == 1
    assert capsys.readouterr() == ("", told)


def test_a_month_without_data(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the rules began, and to come."""
    assert explain(base, "zhang", "2025-10") == 0
    assert capsys.readouterr().out.endswith("\n这个月没有应办,也没有问题和记账。\n")
    assert explain(base, "zhang", "2027-01") == 0
    assert capsys.readouterr().out.endswith("\n这个月还没有开始。\n")


def test_the_demo_s_card(capsys: pytest.CaptureFixture[str]) -> None:
    """Sections with their figures, the late report with its reasons, the total below."""
    arguments = ["explain", "--base-dir", str(ROOT), "--as-of", "2026-11-20 18:30"]
    assert main([*arguments, "zhang-wei", "2026-10"]) == 0
    month = capsys.readouterr().out
    assert month.startswith("张伟 · 城东分公司 · 2026 年 10 月 · 考核得分 ")
    assert "\n  过程考核 " in month
    assert "records/weekly-reports/telecom-east/2026-W42/zhang-wei.yaml:4\n" in month
    assert "\n  总分 " in month
    assert month.splitlines()[-1].startswith("已封存 2026-11-05,吴浩确认,摘要 ")
    assert main([*arguments, "scorecard/2026-10/zhang-wei"]) == 0
    card = capsys.readouterr().out
    assert card.splitlines()[1:] == month.splitlines()[1:-2]
