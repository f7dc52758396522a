"""``taizhang audit`` on a real repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.books import report
from tests.repository import Repository
from tests.review.kept import LIN, REPORT, ZHANG, founded, put, run

TEXT = report("zhang", "2026-W42", "2026-10-16 17:20")[REPORT]


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A report handed in late under an early date, changed next day by a colleague."""
    made = founded(tmp_path / "company")
    put(made, {REPORT: TEXT}, "2026-10-19 09:00", ZHANG)
    put(made, {REPORT: TEXT.replace("平稳", "上升")}, "2026-10-20 09:00", LIN)
    return made


def test_what_is_found(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(made) == 0
    told = capsys.readouterr().out.splitlines()
    commits = [made.git("rev-parse", "HEAD~1")[:10], made.head()[:10]]
    assert told[0].startswith("核查了全部历史:3 次提交,")
    early = "填写的是 2026-10-16 17:20,Git 里最早出现于 2026-10-19 09:00,早于它的说法无法证实。"
    assert told[1:7] == [
        "",
        "倒签(1):",
        f"  records/{REPORT}  {early}  [2026-10-19 09:00 {commits[0]}]",
        "",
        "改动的不是本人,也不是所在单位或上级的负责人、办事人员(1):",
        f"  records/{REPORT}  林勇修改了这份周报  [2026-10-20 09:00 {commits[1]}]",
    ]
    assert run(made, "--strict") == 1


@pytest.mark.parametrize("since", ["2026-10-20", "2026-10-19 09:01", "HEAD~1"])
def test_since_a_day_a_moment_or_a_commit(made: Repository, capsys: pytest.CaptureFixture[str], since: str) -> None:
    assert run(made, "--since", since, "--format", "json") == 0
    found = json.loads(capsys.readouterr().out)
    assert ([one["rule"] for one in found["findings"]], found["commits"]) == (["foreign"], 1)


def test_since_now_there_is_nothing(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(made, "--since", "HEAD", "--strict") == 0
    assert capsys.readouterr().out == "核查了 HEAD 以来:0 次提交,0 份记录。\n没有发现要看的。\n"


@pytest.mark.parametrize("since", ["nowhere", "--all", "2026-13-01"])
def test_what_is_neither_day_nor_commit(made: Repository, capsys: pytest.CaptureFixture[str], since: str) -> None:
    assert run(made, f"--since={since}") == 1
    assert capsys.readouterr().err == f"“{since}”既不是日期,也不是 Git 里的版本。\n"


def test_the_company_s_line_on_a_branch_of_ones_own(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    made.git("switch", "--quiet", "--create", "own", "HEAD~1")
    assert run(made, "--revision", "main", "--format", "json") == 0
    assert "foreign" in [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]]


def test_a_shallow_clone_proves_nothing(made: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made.git("clone", "--quiet", "--depth=1", made.root.as_uri(), str(tmp_path / "shallow"))
    (tmp_path / "shallow" / "schemas").symlink_to((made.root / "schemas").resolve())
    assert run(Repository(tmp_path / "shallow")) == 1
    assert capsys.readouterr().err.startswith("Git 的历史不全或没有,不能核查。")
