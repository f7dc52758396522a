"""Open duties of any rule: their group, their names, the command that makes the record."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.desk.due_list import Duties, When, when_of
from taizhang.rules.outcome import Obligation, Outcome, State
from tests.desks import COMING, CUSTOMERS, EMPTY, GONE, desk_book, duty, ledger_of, rule

FRIDAY = "2026-10-16 08:30"
REPORT = rule(
    "weekly-report", {"met_by": {"fact": "weekly-report.submitted", "by": ["person", "week"]}}, "周五前交周报"
)
PLAN = rule("plan", {"met_by": {"fact": "visit-plan.submitted", "by": ["person", "week"]}})
LOGGED = rule("log", {"on": {"fact": "service.given"}, "met_by": {"attribute": "logged_at"}})
SERVED = rule("frequency", {"met_by": {"fact": "service.given", "by": ["customer"]}})
RULES = (REPORT, PLAN, LOGGED, SERVED)
OWN = duty("weekly-report/2026-W42/zhang", "2026-10-16 17:30", State.PENDING)


def duties(*outcomes: Outcome, as_of: str = FRIDAY) -> Duties:
    book = desk_book(CUSTOMERS, GONE, COMING, EMPTY)
    return Duties(ledger_of(as_of, *outcomes, rules=RULES), book)


def only(one: Obligation, as_of: str = FRIDAY) -> tuple[When, str, str]:
    """Group, title and command of one duty of zhang's."""
    found = duties(one, as_of=as_of)
    person = found.registers.entity("person", "zhang")
    assert person is not None
    (item,) = found.of_person(person).items
    return item.when, item.title, item.command


@pytest.mark.parametrize(
    ("due", "state", "when"),
    [
        ("2026-10-16 08:30", State.PENDING, When.TODAY),
        ("2026-10-16 23:59", State.PENDING, When.TODAY),
        ("2026-10-17 18:00", State.PENDING, When.WEEK),
        ("2026-10-18 23:59", State.PENDING, When.WEEK),
        ("2026-10-19 00:00", State.PENDING, When.LATER),
        ("2026-10-16 08:29", State.OVERDUE, When.OVERDUE),
        ("", State.UNKNOWN, When.UNKNOWN),
    ],
)
def test_groups(due: str, state: State, when: When) -> None:
    assert when_of(duty("r/2026-W42/zhang", due, state), datetime.fromisoformat(FRIDAY)) is when


@pytest.mark.parametrize("state", [State.MET, State.LATE, State.MISSED, State.EXCUSED, State.WAIVED])
def test_what_is_settled_is_not_owed(state: State) -> None:
    found = duties(duty("weekly-report/2026-W42/zhang", "2026-10-16 17:30", state))
    assert [one.items for one in found.of_unit("east")] == [()]


def test_a_report_begins_with_a_stub() -> None:
    command = "taizhang new weekly-report --person zhang"
    assert only(OWN) == (When.TODAY, "周报", command)
    late = duty("weekly-report/2026-W41/zhang", "2026-10-09 17:30", State.OVERDUE)
    assert only(late) == (When.OVERDUE, "周报", f"{command} --week 2026-W41")


@pytest.mark.parametrize(
    ("as_of", "command"),
    [
        ("2026-10-18 23:59", ""),
        ("2026-10-19 00:00", "taizhang new weekly-rollup --unit east"),
        ("2026-10-26 09:00", "taizhang new weekly-rollup --unit east --week 2026-W42"),
    ],
)
def test_a_roll_up_begins_with_a_stub_once_its_week_is_over(as_of: str, command: str) -> None:
    """W42 ends with Sunday 10-18; the title stays the rule's (A5.6)."""
    owed = duty("rollup/2026-W42/east", "2026-10-23 18:00", State.PENDING)
    rollup = rule("rollup", {"met_by": {"fact": "weekly-rollup.submitted", "by": ["unit", "week"]}})
    found = Duties(ledger_of(as_of, owed, rules=(rollup,)), desk_book(CUSTOMERS))
    zhang = found.registers.entity("person", "zhang")
    assert zhang is not None
    (item,) = found.of_person(zhang).items
    assert (item.title, item.command) == ("rollup", command)


def test_a_plan_is_for_the_week_ahead() -> None:
    ahead = duty("plan/2026-W43/zhang", "2026-10-16 17:30", State.PENDING)
    assert only(ahead)[2] == "taizhang new visit-plan --person zhang"
    assert only(ahead, "2026-10-19 08:30")[2] == "taizhang new visit-plan --person zhang --week 2026-W43"


def test_a_line_to_log_is_begun_by_its_log_and_a_service_to_give_by_nothing() -> None:
    log = duty("log/2026-10-15/C-000123", "2026-10-16 18:00", State.PENDING, customer="C-000123")
    assert only(log) == (When.TODAY, "服务日志", "taizhang new service-log --person zhang")
    visit = duty("frequency/2026-10/C-000147", "2026-10-31 23:59", State.PENDING, customer="C-000147")
    assert only(visit) == (When.LATER, "frequency", "")


def test_a_rule_that_nobody_knows_is_told_by_its_own_title() -> None:
    assert only(duty("strange/2026-10-16/x", "2026-10-16 18:00", State.PENDING)) == (When.TODAY, "strange", "")


def test_names_come_from_the_registers() -> None:
    known = duty("frequency/2026-10/C-000147", "2026-10-16 18:00", State.PENDING, customer="C-000147")
    lost = duty("frequency/2026-10/C-999999", "2026-10-16 18:00", State.PENDING, customer="C-999999")
    (found,) = duties(known, lost).of_unit("east")
    assert [one.customer for one in found.items] == ["顺越医药", "C-999999"]


def test_a_unit_s_lists() -> None:
    """Who works there, who left something open, and the unit for what nobody in particular owes."""
    left = duty("weekly-report/2026-W41/xie", "2026-10-09 17:30", State.OVERDUE, person="xie")
    shared = duty("meeting/2026-10-16/east", "2026-10-16 08:30", State.PENDING, person="")
    found = duties(OWN, left, shared).of_unit("telecom")
    told = [(one.name, one.unit, [item.obligation.rule for item in one.items]) for one in found]
    assert told == [
        ("谢军", "", ["weekly-report"]),
        ("张伟", "east 分公司", ["weekly-report"]),
        ("east 分公司", "east 分公司", ["meeting"]),
    ]
    assert [one.name for one in duties(OWN, left, shared).of_unit("")] == ["谢军", "张伟", "east 分公司"]
    assert duties(OWN, left, shared).of_unit("north") == ()


def test_items_stand_by_due_instant_and_unknown_ones_last() -> None:
    later = duty("plan/2026-W43/zhang", "2026-10-16 18:00", State.PENDING)
    unknown = duty("a/2027-W01/zhang", "", State.UNKNOWN)
    (found,) = duties(unknown, later, OWN).of_unit("east")
    assert [one.obligation.rule for one in found.items] == ["weekly-report", "plan", "a"]


def test_the_day_by_the_unit_s_calendar() -> None:
    kind = duties(as_of="2026-10-10 08:30").today("east").kind
    assert kind is not None
    assert kind.working
    assert duties(as_of="2027-01-04 08:30").today("east").kind is None
