"""Links are relative, from every depth."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.problem import Place
from taizhang.publish.links import Links, anchor, record_id
from taizhang.rules.outcome import Cause, ClauseSource, Obligation, State


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


@pytest.mark.parametrize(
    ("key", "person", "told"),
    [
        ("weekly-report/2026-W42/zhang", "zhang", "../people/zhang/#weekly-report-2026-W42"),
        ("service-frequency/2026-10/C-000001", "zhang", "../people/zhang/#service-frequency-2026-10-C-000001"),
        ("morning-meeting/2026-10-13/east", "", "../rules/morning-meeting/"),
    ],
)
def test_a_duty_s_row_is_on_its_person_s_page(key: str, person: str, told: str) -> None:
    """Several duties of a rule and period have rows of their own; what nobody in particular owes is on its rule's."""
    rule, period, _ = key.split("/")
    duty = Obligation(
        key=key,
        rulebook="telecom",
        rule=rule,
        clause="A1.1",
        title="",
        period=period,
        cause=Cause("due.due"),
        person=person,
        due=None,
        state=State.PENDING,
        done_at=None,
        points=Decimal(0),
        line="",
    )
    assert Links("people/", set()).obligation(duty) == told
    assert not person or told.endswith(f"#{anchor(duty)}")
