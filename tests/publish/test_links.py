"""Links are relative, from every depth."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from taizhang.problem import Place
from taizhang.publish.links import Links, anchor, record_id
from taizhang.rules.outcome import Cause, ClauseSource, Finding, Obligation, State


@pytest.mark.parametrize(
    ("address", "told"),
    [("", "./people/zhang-wei/"), ("people/", "../people/zhang-wei/"), ("rules/a/", "../../people/zhang-wei/")],
)
def test_links_are_relative(address: str, told: str) -> None:
    assert Links(address, set()).person("zhang-wei") == told


@pytest.mark.parametrize(
    ("path", "identity"),
    [
        ("records/company.yaml", "company"),
        ("records/weekly-reports/east/2026-W42/zhang-wei.yaml", "weekly-reports.east.2026-W42.zhang-wei"),
        ("pay/salaries/a.yaml", "pay.salaries.a"),
    ],
)
def test_a_record_has_one_address_of_one_step(path: str, identity: str) -> None:
    assert record_id(path) == identity


def test_cited_records_are_noted() -> None:
    cited: set[str] = set()
    link = Links("people/zhang-wei/", cited)
    assert link.place(Place("records/people/zhang-wei.yaml", 6)) == "../../records/people.zhang-wei/#L6"
    assert link.record("records/company.yaml") == "../../records/company/"
    assert link.clause_source(ClauseSource("telecom", "A5.5")) == "../../clauses/A5.5/"
    assert link.rule("weekly-report") == "../../rules/weekly-report/"
    assert cited == {"records/people/zhang-wei.yaml", "records/company.yaml"}


def duty(key: str, person: str, unit: str = "") -> Obligation:
    """A pending duty of October without a due date."""
    rule, period, *_ = key.split("/")
    return Obligation(
        key=key,
        rulebook="telecom",
        rule=rule,
        clause="A1.1",
        title="",
        period=period,
        cause=Cause("due.due"),
        person=person,
        unit=unit,
        due=None,
        state=State.PENDING,
        done_at=None,
        points=Decimal(0),
        line="",
    )


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (duty("weekly-report/2026-W42/zhang", "zhang"), "months/zhang.2026-10/#weekly-report-2026-W42"),
        (duty("frequency/2026-10/C-000001", "zhang"), "months/zhang.2026-10/#frequency-2026-10-C-000001"),
        (duty("morning/2026-10-13/east", "", "east"), "months/unit.east.2026-10/#morning-2026-10-13-east"),
        (duty("audit/2026-Q4/x", "", ""), "months/unit.-.2026-10/#audit-2026-Q4-x"),
    ],
)
def test_an_outcome_is_explained_on_its_owner_s_month(one: Obligation, told: str) -> None:
    """Several duties of a rule and period have rows of their own; what nobody in particular owes is its unit's."""
    assert Links("people/", set()).outcome(one) == f"../{told}"
    assert told.endswith(f"#{anchor(one)}")


def test_an_entry_has_a_row_beside_what_it_was_charged_for() -> None:
    assert anchor(duty("weekly-report/2026-W42/zhang", "zhang")) == "weekly-report-2026-W42"
    assert anchor(duty("weekly-report/2026-W42/zhang#planning", "zhang")) == "weekly-report-2026-W42-planning"


def test_a_finding_has_a_page_of_its_own() -> None:
    key, at = "trips/2026-10-13/zhang/2026-10-13-1", datetime(2026, 10, 13, 9, 40)
    found = Finding(key=key, rulebook="telecom", rule="trips", clause="A5.2", title="", period="2026-10-13",
                    cause=Cause("due.due"), person="zhang", at=at)  # fmt: skip
    assert Links("", set()).outcome(found) == "./findings/trips.2026-10-13.zhang.2026-10-13-1/"


def test_a_link_to_a_table_chooses_its_rows() -> None:
    link = Links("people/", set())
    told = link.table("months/zhang.2026-10/", "duties", state="迟交")
    assert told == "../months/zhang.2026-10/?duties.state=%E8%BF%9F%E4%BA%A4#duties"
    assert link.table("months/zhang.2026-10/", "duties") == "../months/zhang.2026-10/#duties"


def test_what_no_unit_owes_has_an_address_too() -> None:
    link = Links("people/", set())
    assert link.obligations("east", "2026-10") == "../obligations/east.2026-10/"
    assert link.obligations("", "2026-10") == "../obligations/-.2026-10/"
