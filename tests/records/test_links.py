"""What holds between records: references and their times, ids and keys across files."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.problem import Problem
from taizhang.records.links import MOST_SEARCHES, Exchange, Registry, days_of
from tests.records.company import TOP, company_with, good, schemas, told, valid_files

LOG = "service-logs/telecom-east/2026-W42/zhang-wei.yaml"
CUSTOMER = "customers/C-000/C-000123.yaml"
ZHANG = "people/zhang-wei.yaml"
PLAN = "visit-plans/telecom-east/2026-W42/zhang-wei.yaml"


def customer(number: str, name: str, **changes: str) -> str:
    """Another customer."""
    text = good(CUSTOMER).replace("C-000123", number).replace("宏远物流", name).replace("HY-2024-031", f"HY-{number}")
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def rules(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.rule for problem in problems]


def test_a_deleted_record_is_missed_by_all_that_refer_to_it() -> None:
    problems = company_with({}, without=[CUSTOMER]).problems
    assert set(rules(problems)) == {"link.missing"}
    mentioned = {path.removeprefix(f"{TOP}/") for path, text in valid_files().items() if b"C-000123" in text}
    assert {LOG, PLAN, "notices/C-000123/2025-03-01.yaml"} < mentioned
    # A rulebook's cast has customers of its own, who are nobody's customers.
    told_of = {path for path, *_ in told(problems)}
    assert told_of == {path for path in mentioned if path != CUSTOMER and not path.startswith("rulebooks/")}


def test_a_deleted_record_referred_to_by_its_path() -> None:
    problems = company_with({}, without=["meetings/telecom-east/2026-10/2026-10-12-weekly.yaml"]).problems
    assert {path for path, *_ in told(problems)} == {
        "custody/telecom-east/2026-09-03-contract-east.yaml",
        "inspections/telecom-east/2026-11/minutes-1.yaml",
    }
    assert "这条记录" in problems[0].message


def test_a_person_who_left_is_not_there_any_more() -> None:
    left = good(ZHANG).replace(
        "  - from: 2025-03-01\n    unit", "  - from: 2025-03-01\n    until: 2026-10-09\n    unit"
    )
    problems = company_with({ZHANG: left}).problems
    assert set(rules(problems)) == {"link.not-then"}
    assert ("service-logs/telecom-east/2026-W42/zhang-wei.yaml", 1, 9, "link.not-then") in told(problems)
    of_log = next(problem for problem in problems if problem.path.endswith(LOG))
    assert of_log.message == "人员“张伟”(zhang-wei)在 2026-W42 不在期内。期内是:2025-03-01 至 2026-10-09。"


def test_any_day_of_the_period_will_do() -> None:
    left = good(ZHANG).replace(
        "  - from: 2025-03-01\n    unit", "  - from: 2025-03-01\n    until: 2026-10-13\n    unit"
    )
    paths = {path for path, *_ in told(company_with({ZHANG: left}).problems)}
    assert LOG not in paths
    assert PLAN not in paths


def test_in_the_week_of_a_transfer_both_units_are_right() -> None:
    moved = good(ZHANG).replace(
        "    title: 客户经理\n",
        "    title: 客户经理\n  - from: 2026-10-14\n    unit: marketing\n    role: staff\n    title: 员工\n",
        1,
    )
    other = good(LOG).replace("unit: telecom-east", "unit: marketing")
    files = {ZHANG: moved, LOG.replace("telecom-east", "marketing"): other}
    paths = {path for path, *_ in told(company_with(files).problems)}
    assert not {path for path in paths if path.startswith("service-logs")}


def test_another_unit_is_told_at_the_unit() -> None:
    path = LOG.replace("telecom-east", "marketing")
    problems = company_with({path: good(LOG).replace("unit: telecom-east", "unit: marketing")}, without=[LOG]).problems
    assert told(problems) == [(path, 2, 7, "link.other")]
    assert problems[0].repair == "改成:telecom-east;或更正人员记录"


def test_the_id_meant_is_guessed() -> None:
    problems = company_with({LOG: good(LOG).replace("C-000123", "C-000132")}).problems
    assert problems[0].message == "没有编号“C-000132”的客户,是 C-000123(宏远物流) 吗?"


def test_of_several_alike_all_are_named_and_of_many_none() -> None:
    log = good(LOG).replace("C-000123", "C-000129")
    few = {f"customers/C-000/C-00012{n}.yaml": customer(f"C-00012{n}", f"客户{n}") for n in (1, 2)}
    (problem,) = company_with({**few, LOG: log}).problems
    assert problem.rule == "link.missing-near"
    assert sorted(problem.repair.removeprefix("核对后改成:").split(";")[0].split(" 或 ")) == [
        "C-000121",
        "C-000122",
        "C-000123",
    ]
    many = {f"customers/C-000/C-00012{n}.yaml": customer(f"C-00012{n}", f"客户{n}") for n in (0, 1, 2, 4, 5)}
    assert rules(company_with({**many, LOG: log}).problems) == ["link.missing"]


def test_a_name_in_place_of_an_id_is_understood() -> None:
    text = good(PLAN).replace("C-000123", "宏远物流")
    problems = company_with({PLAN: text}).problems
    assert rules(problems) == ["link.missing-near", "schema.pattern"]
    assert "C-000123(宏远物流)" in problems[0].message


def test_guessing_comes_to_an_end() -> None:
    registry = Registry([], schemas())
    registry.by_id["unit"] = {f"unit-{n}": Exchange("", "", "unit", f"unit-{n}", "", {}, (), ()) for n in range(3)}
    asked = [f"unit-{n:04}" for n in range(MOST_SEARCHES + 1)]
    assert [bool(registry.guesses("unit", one)) for one in asked] == [True] * MOST_SEARCHES + [False]
    assert registry.guesses("unit", asked[0])  # what was found once is not searched again


def test_an_id_is_one_persons_whatever_its_case() -> None:
    files = {
        "people/Li-Na.yaml": good("people/li-na.yaml").replace("id: li-na", "id: Li-Na").replace("T0101", "T0999"),
    }
    problems = company_with(files).problems
    assert ("people/li-na.yaml", 1, 5, "id.repeated") in told(problems)
    assert next(p for p in problems if p.rule == "id.repeated").message == (
        "编号“li-na”已用于 records/people/Li-Na.yaml(不分大小写)。"
    )


def test_of_two_copies_the_one_out_of_place_is_told() -> None:
    problems = company_with({"people/li-na (1).yaml": good("people/li-na.yaml")}).problems
    assert told(problems) == [
        ("people/li-na (1).yaml", 1, 1, "file.misplaced"),
        ("people/li-na (1).yaml", 1, 5, "id.repeated"),
    ]


def test_a_key_is_unique_across_files() -> None:
    problems = company_with({"customers/C-000/C-000124.yaml": customer("C-000124", "宏远物流")}).problems
    assert told(problems) == [("customers/C-000/C-000124.yaml", 2, 7, "key.repeated-elsewhere")]
    assert problems[0].message == "“宏远物流”与 records/customers/C-000/C-000123.yaml 第 2 行重复。"


def test_a_key_within_a_record_may_come_again_elsewhere() -> None:
    path = "service-logs/telecom-east/2026-W42/zhao-min.yaml"
    assert company_with({path: good(LOG).replace("zhang-wei", "zhao-min")}).problems == ()


def test_with_an_unreadable_record_only_its_absence_is_felt() -> None:
    problems = company_with({CUSTOMER: b"\xff\xfe\x00"}).problems
    assert {problem.rule for problem in problems} == {"link.missing", "yaml.utf16"}


def test_a_reference_that_is_no_text_is_the_schemas_affair() -> None:
    assert rules(company_with({PLAN: good(PLAN).replace("customer: C-000123", "customer: 123")}).problems) == [
        "schema.quote"
    ]


def test_what_is_no_id_is_told_once() -> None:
    assert rules(company_with({PLAN: good(PLAN).replace("customer: C-000123", "customer: X9")}).problems) == [
        "schema.pattern"
    ]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10-13", "2026-10-13", "2026-10-13"),
        ("2026-10-13 09:40", "2026-10-13", "2026-10-13"),
        ("2026-W42", "2026-10-12", "2026-10-18"),
        ("2026-10", "2026-10-01", "2026-10-31"),
        ("2026-Q4", "2026-10-01", "2026-12-31"),
        ("2026-H2", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
    ],
)
def test_the_days_of_what_is_written(text: str, first: str, last: str) -> None:
    assert days_of(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "2026-02-30", "2026-10-13T09:40", "2026-W54", "昨天", "2026-10-1３"])
def test_what_is_no_time_has_no_days(text: str) -> None:
    assert days_of(text) is None
