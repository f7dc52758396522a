"""The view tells what its audience may see, as of its moment."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.publish.view import Audience, View, count
from taizhang.rules.outcome import State
from tests.publish import companies


@pytest.fixture(scope="module")
def view() -> View:
    """The ordinary company's."""
    return companies.view_of(companies.ordinary())


def test_everybody_is_there_and_who_left_comes_last(view: View) -> None:
    assert [(one.id, one.unit, one.role) for one in view.people] == [
        ("zhang-wei", "east", "客户经理"),
        ("li-na", "west", "客户经理"),
        ("wang-fang", "", ""),
    ]
    assert view.audience is Audience.ALL


def test_names_are_told_and_ids_where_nobody_has_them(view: View) -> None:
    assert (view.unit("east"), view.unit("gone")) == ("east 分公司", "gone")
    assert (view.person("zhang-wei"), view.person("gone")) == ("张伟", "gone")


def test_counts_add_up_to_what_was_owed(view: View) -> None:
    counts = count(view.of_person("zhang-wei"))
    parts = [counts.of(state) for state in ("met", "late", "missed", "overdue")]
    assert counts.owed == sum(parts) == len([o for o in view.of_person("zhang-wei") if o.state != State.PENDING])
    assert counts.of("late") >= 1


def test_the_register_is_as_of_the_moment() -> None:
    early = companies.view_of(companies.ordinary(), datetime(2026, 6, 1, 9, 0))
    assert {one.id: one.unit for one in early.people}["wang-fang"] == "east"


def test_a_record_is_told_as_written_and_by_its_names(view: View) -> None:
    record = view.record("records/weekly-reports/east/2026-W42/zhang-wei.yaml")
    assert record is not None
    assert record.title == "周报 · east 分公司 · 2026-W42 · 张伟"
    assert record.lines[3] == "submitted_at: 2026-10-16 18:05"
    assert [(one.label, one.text) for one in record.fields][:3] == [
        ("客户经理", "张伟"),
        ("单位", "east 分公司"),
        ("周次", "2026-W42"),
    ]
    assert record.problems == ()
    person = view.record("records/people/zhang-wei.yaml")
    assert person is not None
    assert person.title == "人员 · 张伟"


def test_a_record_that_is_not_there_has_no_page(view: View) -> None:
    assert view.record("records/people/gone.yaml") is None


def test_the_clause_of_a_rule_and_who_fills_in_for_it(view: View) -> None:
    (rule,) = view.rules
    clause = view.clause(rule)
    assert clause is not None
    assert clause.id == "A5.5"
    assert "周报" in view.kinds_of("A5.5")
    assert view.kinds_of("Z9.9") == ()


def test_why_is_told_down_to_the_line(view: View) -> None:
    late = next(one for one in view.of_person("zhang-wei") if one.state == State.LATE)
    told = view.told(late)
    places = [child.place.line for child in told.children if child.place is not None and "weekly" in child.place.path]
    assert places == [4]


def test_parameters_are_told_by_their_names(view: View) -> None:
    (rule,) = view.rules
    told = {one.label: one.line for one in view.parameters(rule, rule.parameters)}
    assert told["截止"].startswith("星期 周五;时间 17:30")


def test_readings_of_a_clause() -> None:
    files = companies.ordinary() | {
        "readings/k99.yaml": "id: k99\ntitle: 周五怎样算\nbook: telecom\nclauses: [A5.5]\nconflict: 两处说法不同。\n"
        "reading: 以周五为准。\ndecided_by: zhang-wei\ndecided_on: 2026-09-10\nfrom: 2026-10-01\n"
    }
    (reading,) = companies.view_of(files).readings("A5.5")
    assert reading.title == "释义 · 周五怎样算"
    assert ("读法", "以周五为准。") in [(one.label, one.text) for one in reading.fields]
    assert companies.view_of(files).readings("A1.1") == ()


def test_a_company_with_nobody_in_it() -> None:
    view = companies.view_of(companies.empty())
    assert (view.people, view.rules, view.obligations) == ((), (), ())
    assert count(view.obligations).owed == 0
