"""Links are relative, from every depth."""

from __future__ import annotations

import pytest

from taizhang.problem import Place
from taizhang.publish.links import Links, record_id
from taizhang.rules.outcome import ClauseSource


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
