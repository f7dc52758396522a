"""The view tells what its audience may see, as of its moment."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.publish.audience import STAFF
from taizhang.publish.view import View, count
from taizhang.rules.outcome import State
from taizhang.when.period import parse_period
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
    assert view.audience == STAFF


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
    assert "周报" in {kind.title for kind in view.kinds_of("A5.5")}
    assert view.kinds_of("Z9.9") == ()


def test_why_is_told_down_to_the_line(view: View) -> None:
    late = next(one for one in view.of_person("zhang-wei") if one.state == State.LATE)
    told = view.told(late.cause)
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


def test_only_contacts_records_are_personal_as_a_whole() -> None:
    contact = "id: K-aaaa1111\ncustomer: C-000111\nname: 王芳\nrole: key-person\nfrom: 2026-01-05\n"
    customer = "id: C-000111\nname: 宏远物流\nkind: group\nopened_on: 2026-01-05\n"
    customer += "owners: [{from: 2026-01-05, person: zhang-wei, why: 建档分配}]\n"
    files = {"contacts/K-aa/K-aaaa1111.yaml": contact, "customers/C-000/C-000111.yaml": customer}
    view = companies.view_of(companies.ordinary() | files)
    assert view.personal("records/contacts/K-aa/K-aaaa1111.yaml")
    assert not view.personal("records/customers/C-000/C-000111.yaml")
    assert not view.personal("records/contacts/gone.yaml")


def test_a_rule_s_kind_and_a_value_have_chinese_names(view: View) -> None:
    (rule,) = view.rules
    assert view.rule_kind(rule) == "定期应办"
    assert view.word("active", view.fact_names.attribute("service.given", "mode")) == "主动"
    assert view.word("zhang-wei", view.fact_names.attribute("notice.given", "by")) == "张伟"


def test_what_a_person_has_open_comes_with_its_command(view: View) -> None:
    zhang = view.registers.entity("person", "zhang-wei")
    assert zhang is not None
    due = view.due_of(zhang)
    assert [(one.obligation.key, one.command) for one in due.items] == [
        ("weekly-report/2026-W45/zhang-wei", "taizhang new weekly-report --person zhang-wei")
    ]


def test_every_month_is_open_so_far(view: View) -> None:
    month = parse_period("2026-10")
    assert month is not None
    assert view.month_state(month) == "开放"
