"""What a change caused, and what it may not rewrite."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taizhang.problem import Problem
from taizhang.records.change import caused, rewritten
from tests.records.company import company_with, good

CUSTOMER = "customers/C-000/C-000123.yaml"
TEXT = good(CUSTOMER)
ONE = Problem("records/a.yaml", 3, 7, "link.missing", "没有编号“C-1”的客户。", value="C-1")


def numbers(now: list[Problem], before: list[Problem]) -> tuple[int, int]:
    new, old = caused(now, before)
    assert sorted((*new, *old)) == sorted(now)
    return len(new), len(old)


def test_what_was_there_is_old() -> None:
    assert numbers([ONE], [ONE]) == (0, 1)
    assert numbers([ONE], []) == (1, 0)
    assert numbers([], [ONE]) == (0, 0)


def test_a_moved_line_is_no_new_problem() -> None:
    assert numbers([replace(ONE, line=30, column=9)], [ONE]) == (0, 1)


def test_nor_is_a_moved_line_that_a_message_names() -> None:
    at_three = replace(ONE, rule="key.repeated", message="“a”在第 3 行已经有了。")
    assert numbers([replace(at_three, line=9, message="“a”在第 5 行已经有了。")], [at_three]) == (0, 1)


def test_once_more_is_one_new() -> None:
    assert numbers([ONE, replace(ONE, line=9)], [ONE]) == (1, 1)


@pytest.mark.parametrize(
    "change", [{"path": "records/b.yaml"}, {"rule": "link.other"}, {"value": "C-2"}, {"message": "别的。"}]
)
def test_another_file_rule_value_or_sentence_is_new(change: dict[str, str]) -> None:
    assert numbers([replace(ONE, **change)], [ONE]) == (1, 0)  # type: ignore[arg-type]


def test_a_deletion_causes_what_it_leaves_behind() -> None:
    new, old = caused(company_with({}, without=[CUSTOMER]).problems, company_with({}).problems)
    assert {problem.rule for problem in new} == {"link.missing"}
    assert old == ()


def test_inserted_lines_cause_nothing() -> None:
    bad = TEXT.replace("kind: group", "kind: 集团").replace("person: li-na", "person: nobody")
    new, old = caused(company_with({CUSTOMER: "# 注\n\n" + bad}).problems, company_with({CUSTOMER: bad}).problems)
    assert new == ()
    assert len(old) == 2


def told(after: str, before: str = TEXT) -> list[tuple[int, str]]:
    problems = rewritten(company_with({CUSTOMER: after}), company_with({CUSTOMER: before}))
    return [(problem.line, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("profile: |", "address: 别处\nprofile: |"),
        ("profile: |", "profile: |\n  新写一行。"),
        (
            "    why: 张伟到岗,客户重新分配\n",
            "    why: 张伟到岗,客户重新分配\n  - {from: 2026-11-01, person: zhao-min, why: 调整}\n",
        ),
        ("    person: zhang-wei\n", "    person: zhang-wei\n    until: 2026-10-31\n"),
        ("  - from: 2026-01-01\n    grade: B\n", "  - grade: B\n    from: 2026-01-01\n"),
    ],
)
def test_adding_and_closing_is_no_rewriting(old: str, new: str) -> None:
    after = TEXT.replace(old, new, 1) if old else TEXT
    assert told(after) == []


@pytest.mark.parametrize(
    ("old", "new", "number"),
    [
        ("why: 建档分配", "why: 别的", 1),
        (
            "    person: zhang-wei\n    why: 张伟到岗,客户重新分配\n",
            "    person: zhao-min\n    why: 张伟到岗,客户重新分配\n",
            2,
        ),
        ("  - from: 2025-03-01\n    person: zhang-wei\n    why: 张伟到岗,客户重新分配\n", "", 2),
        ("  - {on: 2026-04-20, by: zhang-wei}\n", "", 1),
    ],
)
def test_changing_or_removing_an_entry_is(old: str, new: str, number: int) -> None:
    assert old in TEXT
    found = told(TEXT.replace(old, new))
    assert found
    assert f"原有第 {number} 项" in found[0][1]


def test_the_list_is_called_by_its_name_and_the_entry_is_shown() -> None:
    after = company_with({CUSTOMER: TEXT.replace("why: 建档分配", "why: 别的")})
    (problem,) = rewritten(after, company_with({}))
    assert (problem.rule, problem.line) == ("append-only.changed", 19)
    assert problem.message == "“客户经理”只能在末尾增加,原有第 1 项被改动或删去了。"
    assert problem.repair == "恢复原来的内容:from: 2024-03-01, person: li-na, why: 建档分配"


def test_a_list_taken_away_is_rewritten() -> None:
    assert [message for _, message in told(TEXT[: TEXT.index("verifications:")])] == [
        "“资料核对”只能在末尾增加,原有第 1 项被改动或删去了。",
        "“资料核对”只能在末尾增加,原有第 2 项被改动或删去了。",
    ]
    assert told(TEXT.replace("verifications:", "verifications: 无\nother:"))


def test_a_new_record_rewrites_nothing() -> None:
    assert list(rewritten(company_with({}), company_with({}, without=[CUSTOMER]))) == []
