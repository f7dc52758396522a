"""Which changes of which records are told as the reasons of a result that moves, in a real repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from taizhang.cli import main
from tests import books
from tests.repository import Repository
from tests.review.company import REPORT, company, report, repository, write

LEAVE = "leaves/east/zhang/2026-10-12.yaml"
TAKEN = """\
person: zhang
unit: east
from: 2026-10-12
until: 2026-10-16
part: whole
type: annual
submitted_at: 2026-10-08 10:00
state: {state}
approved_by: boss
approved_at: 2026-10-08 16:00
"""
DUTY = "weekly-report/2026-W42/zhang"
Told = dict[str, list[str]]


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """A company in which the second week's report came in time."""
    return repository(tmp_path, company() | report("2026-10-16 17:10"), "2026-10-16 17:12")


def reasons(made: Repository, capsys: pytest.CaptureFixture[str]) -> Told:
    """The reasons of each result that the work tree moves, by the result's key."""
    given = ["impact", "--base-dir", str(made.root), "--as-of", "2026-10-20 09:00", "--format", "json"]
    assert main(given) == 0
    found: Told = {}

    def take(line: dict[str, Any]) -> None:
        if "key" in line:
            found[line["key"]] = [why["text"].replace("records/", "") for why in line.get("because", ())]
        for one in line.get("lines", ()):
            take(one)

    for month in json.loads(capsys.readouterr().out)["months"]:
        take(month)
    return found


def test_the_field_that_a_cause_rests_on_and_no_other(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    late = report("2026-10-16 18:05")[REPORT].replace("有两户愿意试用", "有三户愿意试用")
    write(made, {REPORT: late})
    assert reasons(made, capsys) == {
        "scorecard/2026-10/zhang": [f"{REPORT} 的“提交时间”由 2026-10-16 17:10 改为 2026-10-16 18:05"],
        DUTY: [f"{REPORT} 的“提交时间”由 2026-10-16 17:10 改为 2026-10-16 18:05"],
    }


def test_a_record_that_goes_and_one_that_comes(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    (made.root / "records" / REPORT).unlink()
    assert reasons(made, capsys)[DUTY] == [f"删去周报 {REPORT}"]
    made.commit("2026-10-17 09:00")
    write(made, report("2026-10-19 10:00"))
    found = reasons(made, capsys)
    assert found[DUTY] == [f"新增周报 {REPORT}"]
    assert found["scorecard/2026-10/zhang"] == found[DUTY]


def test_a_record_that_is_broken_or_mended_is_not_called_gone_or_new(
    made: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for broken in ("person: [zhang\n", report("2026-10-16 17:10")[REPORT] + "no_such_field: 1\n"):
        write(made, {REPORT: broken})
        assert reasons(made, capsys)[DUTY] == [f"{REPORT} 改后不合格,不参加计算"]
    made.commit("2026-10-17 09:00")
    write(made, report("2026-10-16 17:10"))
    assert reasons(made, capsys)[DUTY] == [f"{REPORT} 原来不合格,改后参加计算"]


def test_a_field_on_which_a_cited_fact_depends(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    (made.root / "records" / REPORT).unlink()
    write(made, {LEAVE: TAKEN.format(state="approved")})
    made.commit("2026-10-17 09:00")
    write(made, {LEAVE: TAKEN.format(state="refused").replace("type: annual", "type: personal")})
    (why,) = reasons(made, capsys)[DUTY]
    assert why == f"{LEAVE} 的“状态”由 已批准 改为 未批准"


def test_a_rule_by_the_titles_of_its_parameters(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    write(made, report("2026-10-16 18:05"))
    made.commit("2026-10-17 09:00")
    path = "rulebooks/telecom/reporting.yaml"
    text = company()[path]
    write(made, {path: text.replace("late: {points: -1,", "late: {points: -0.5,", 1)})
    (why,) = reasons(made, capsys)[DUTY]
    assert why.startswith(f"{path} 的“规则(weekly-report) · ")
    assert why.endswith("由 -1 改为 -0.5")


def test_what_nothing_cites_is_found_by_whom_it_is_about(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    (made.root / "records" / REPORT).unlink()
    made.commit("2026-10-17 09:00")
    write(made, report("2026-10-16 17:10") | books.person("lin", "林勇", "T0002", ("2026-10-19", "", "east")))
    found = reasons(made, capsys)
    assert found[DUTY] == [f"新增周报 {REPORT}"]
    assert found["weekly-report/2026-W43/lin"] == ["新增人员 people/lin.yaml"]


def test_people_leave_by_their_post(made: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    text = company()["people/zhang.yaml"].replace("from: 2026-10-01,", "from: 2026-10-01, until: 2026-10-17,")
    write(made, {"people/zhang.yaml": text})
    found = reasons(made, capsys)
    assert found["weekly-report/2026-W43/zhang"] == ["people/zhang.yaml 写上了“任职第 1 条 · 止”:2026-10-17"]
