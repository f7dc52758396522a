"""``taizhang impact`` on real repositories: a request, the work tree, and what Git cannot compare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taizhang.cli import main
from tests.repository import Repository
from tests.review.company import REPORT, company, report, repository, write


def impact(base: Path, *arguments: str) -> int:
    """Run the command on a company as of 20 October."""
    return main(["impact", "--base-dir", str(base), "--as-of", "2026-10-20 09:00", *arguments])


@pytest.fixture
def request_of(tmp_path: Path) -> Repository:
    """A repository with the branch ``fix``, which says that a late report was handed in earlier."""
    made = repository(tmp_path, company(), "2026-10-09 16:05")
    write(made, report("2026-10-16 18:05"))
    made.commit("2026-10-16 18:07")
    made.git("switch", "--quiet", "--create", "fix")
    write(made, report("2026-10-16 17:20"))
    made.commit("2026-10-17 09:00")
    return made


def test_a_request_in_sentences(request_of: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert impact(request_of.root, "main..fix") == 0
    assert capsys.readouterr().out.splitlines() == [
        "这次改动涉及 1 份记录,影响 1 个人:",
        "  张伟 2026 年 10 月:17 → 18  [A7.1]",
        "    工作计划制定 7 → 8",
        "    2026-W42 周五 17:30 前提交周报(+1 分):迟交 → 按时  [A5.5]",
        f"      因为:records/{REPORT} 的“提交时间”由 2026-10-16 18:05 改为 2026-10-16 17:20",
        "      注意:Git 里这份记录最早出现于 2026-10-16 18:07,早于它的说法(2026-10-16 17:20)无法证实",
        "没有触及已封存的月份。",
    ]


def test_what_main_got_since_is_not_taken_for_the_requests(
    request_of: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    request_of.git("switch", "--quiet", "main")
    write(
        request_of, {"people/new.yaml": company()["people/boss.yaml"].replace("boss", "new").replace("T0010", "T0011")}
    )
    request_of.commit("2026-10-18 09:00")
    for asked in ("main..fix", "main...fix"):
        assert impact(request_of.root, asked) == 0
        assert capsys.readouterr().out.startswith("这次改动涉及 1 份记录,影响 1 个人:\n")


def test_the_work_tree_against_the_last_commit(request_of: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert impact(request_of.root) == 0
    assert capsys.readouterr().out == "这次改动没有涉及记录。\n没有触及已封存的月份。\n"
    (request_of.root / "records" / REPORT).unlink()
    assert impact(request_of.root, "--format", "json") == 0
    (month,) = json.loads(capsys.readouterr().out)["months"]
    assert "2026-W42 周五 17:30 前提交周报:按时 → 已逾期,应于 10-16 17:30 前" in [one["text"] for one in month["lines"]]


def test_a_broken_record_is_said_and_the_rest_is_told(
    request_of: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    request_of.write(f"records/{REPORT}", "person: [zhang\n")
    assert impact(request_of.root) == 0
    told = capsys.readouterr()
    assert "处错误,下面的影响可能不全" in told.err
    assert "按时 → 已逾期" in told.out


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("nowhere..fix", "“nowhere”不是 Git 里的版本。\n"),
        ("main..", ""),
        ("--", ""),
    ],
)
def test_what_git_does_not_know(
    request_of: Repository, capsys: pytest.CaptureFixture[str], asked: str, told: str
) -> None:
    assert impact(request_of.root, asked) == (1 if told else 0)
    assert capsys.readouterr().err == told


def test_two_lines_without_a_common_past(request_of: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    request_of.git("switch", "--quiet", "--orphan", "other")
    request_of.put("records/x.yaml", "2026-10-18 09:00")
    assert impact(request_of.root, "main..other") == 1
    assert "没有共同的过去" in capsys.readouterr().err


def test_no_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "schemas").mkdir()
    assert impact(tmp_path) == 1
    assert capsys.readouterr().err == "这里没有 Git 仓库,比不出改动。\n"
