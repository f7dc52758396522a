"""Due lists as people read them: with much, with little, with nothing to do."""

from __future__ import annotations

import pytest

from taizhang.desk.due_list import Duties, When
from taizhang.desk.due_text import person_text, unit_text
from taizhang.rules.outcome import Outcome, State
from tests.desks import COMING, CUSTOMERS, EMPTY, GONE, desk_book, duty, ledger_of, rule

FRIDAY = "2026-10-16 08:30"
RULES = (
    rule("weekly-report", {"met_by": {"fact": "weekly-report.submitted", "by": ["person", "week"]}}),
    rule("plan", {"met_by": {"fact": "visit-plan.submitted", "by": ["person", "week"]}}),
    rule("log", {"on": {"fact": "service.given"}, "met_by": {"attribute": "logged_at"}}),
)
MUCH = (
    duty("weekly-report/2026-W42/zhang", "2026-10-16 17:30", State.PENDING),
    duty("plan/2026-W43/zhang", "2026-10-16 17:30", State.PENDING),
    duty("log/2026-10-15/C-000123/1", "2026-10-16 18:00", State.PENDING, customer="C-000123"),
    duty("log/2026-10-15/C-000123/2", "2026-10-16 18:00", State.PENDING, customer="C-000123"),
    duty("visits/2026-W42/C-000147", "2026-10-18 23:59", State.PENDING, title="主动服务", customer="C-000147",
         wanted=2, done=1),
    duty("notice/2026-10-12/K-7f3k9m2q", "2026-10-14 18:00", State.OVERDUE, title="告知换人", customer="C-000147",
         contact="K-7f3k9m2q"),
    duty("file/2026-10/zhang", "2026-10-30 18:00", State.PENDING, title="交档案"),
    duty("new-year/2027-W01/zhang", "", State.UNKNOWN, title="新年周报"),
)  # fmt: skip


def duties(*outcomes: Outcome, as_of: str = FRIDAY) -> Duties:
    return Duties(ledger_of(as_of, *outcomes, rules=RULES), desk_book(CUSTOMERS, GONE, COMING, EMPTY))


def told(who: str, found: Duties, *groups: When) -> str:
    """One person's list."""
    person = found.registers.entity("person", who)
    assert person is not None
    return person_text(found.of_person(person), found.today("east"), *([groups] if groups else []))


def test_much_to_do() -> None:
    assert told("zhang", duties(*MUCH)) == (
        "今天 10 月 16 日(周五,工作日)\n"
        "  17:30 前  拜访计划 2026-W43                    taizhang new visit-plan --person zhang\n"
        "  17:30 前  周报 2026-W42                        taizhang new weekly-report --person zhang\n"
        "  18:00 前  服务日志 · C-000123 宏远物流,2 项    taizhang new service-log --person zhang\n"
        "本周内\n"
        "  周日前    主动服务 2026-W42 · C-000147 顺越医药(要 2 次,已 1 次)\n"
        "已逾期\n"
        "  10-14 起  告知换人 · C-000147 顺越医药 的联系人\n"
        "截止待定(当年的放假安排公布后才能定)\n"
        "  待定      新年周报 2027-W01\n"
        "本周以后还有 1 项,最早一项 10-30 前。\n"
    )


def test_one_group_alone() -> None:
    assert told("zhang", duties(*MUCH), When.OVERDUE) == (
        "今天 10 月 16 日(周五,工作日)\n已逾期\n  10-14 起  告知换人 · C-000147 顺越医药 的联系人\n"
    )


def test_no_private_data_of_a_contact() -> None:
    assert "K-7f3k9m2q" not in told("zhang", duties(*MUCH))


@pytest.mark.parametrize(
    ("groups", "text"),
    [
        ((), "没有要做的。今天和本周都没有到期的,也没有逾期的。"),
        ((When.TODAY,), "没有要做的。今天没有到期的。"),
        ((When.WEEK,), "没有要做的。本周余下几天没有到期的。"),
        ((When.OVERDUE,), "没有要做的。没有逾期的。"),
    ],
)
def test_nothing_to_do(groups: tuple[When, ...], text: str) -> None:
    assert told("zhang", duties(), *groups) == f"今天 10 月 16 日(周五,工作日)\n{text}\n"


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("xie", "谢军已不在岗(任职到 2026-10-09)。没有要做的。今天和本周都没有到期的,也没有逾期的。"),
        ("peng", "彭鑫 2026-11-02 到岗,还没有应办。"),
    ],
)
def test_a_leaver_and_a_joiner(who: str, text: str) -> None:
    assert told(who, duties()).splitlines()[1:] == [text]


@pytest.mark.parametrize(
    ("as_of", "text"),
    [
        ("2026-10-10 08:30", "今天 10 月 10 日(周六,调休上班,国庆节调休)"),
        ("2026-10-01 08:30", "今天 10 月 1 日(周四,放假,国庆节)"),
        ("2026-10-17 08:30", "今天 10 月 17 日(周六,周末)"),
        ("2027-01-04 08:30", "今天 1 月 4 日(周一,日历未公布)"),
    ],
)
def test_the_day(as_of: str, text: str) -> None:
    assert told("zhang", duties(as_of=as_of)).splitlines()[0] == text


def test_a_branch_by_person() -> None:
    shared = duty("meeting/2026-10-16/east", "2026-10-16 18:00", State.PENDING, person="", title="晨会")
    left = duty("weekly-report/2026-W41/xie", "2026-10-09 17:30", State.OVERDUE, person="xie")
    found = duties(left, shared)
    assert unit_text(found.of_unit("east"), "east 分公司", found.today("east")) == (
        "east 分公司 · 今天 10 月 16 日(周五,工作日)\n"
        "\n"
        "谢军\n"
        "  已逾期\n"
        "    10-09 起  周报 2026-W41    taizhang new weekly-report --person xie --week 2026-W41\n"
        "\n"
        "east 分公司(单位)\n"
        "  今天\n"
        "    18:00 前  晨会\n"
        "\n"
        "张伟:没有要做的。今天和本周都没有到期的,也没有逾期的。\n"
    )
    assert "张伟 · east 分公司" in unit_text(duties(MUCH[0]).of_unit(""), "", found.today(""))


def test_today_alone_needs_no_word_for_it() -> None:
    found = duties(MUCH[0])
    text = unit_text(found.of_unit("east"), "east 分公司", found.today("east"), (When.TODAY,))
    assert text.splitlines()[2:4] == [
        "张伟", "    17:30 前  周报 2026-W42    taizhang new weekly-report --person zhang",
    ]  # fmt: skip


def test_a_branch_with_nothing_to_do_and_an_empty_one() -> None:
    found = duties()
    head = "今天 10 月 16 日(周五,工作日)"
    free, none = unit_text(found.of_unit("east"), "东", found.today("east")), found.of_unit("north")
    assert free == f"东 · {head}\n没有要做的。今天和本周都没有到期的,也没有逾期的。\n"
    assert unit_text(none, "城北分公司", found.today("north")) == (
        f"城北分公司 · {head}\n没有要做的。城北分公司现在没有人任职。\n"
    )
    assert unit_text((), "", found.today("")) == f"{head}\n没有要做的。名册里现在没有人任职。\n"


def test_a_task_says_what_is_to_be_done() -> None:
    """A3.2, A1.4: two tasks of one day are two lines; a duty for somebody names him with the times left (A4.3)."""
    found = duties(
        duty("task/2026-10-12/a", "2026-10-16 18:00", State.PENDING, title="完成任务", what="送报价"),
        duty("task/2026-10-12/b", "2026-10-16 18:00", State.PENDING, title="完成任务", what="约面谈"),
        duty("check/2026-10/li", "2026-10-16 18:00", State.PENDING, title="抽查", what="李娜", wanted=2, done=1),
    )
    text = told("zhang", found, When.TODAY)
    assert text.splitlines()[1:] == [
        "  18:00 前  抽查 2026-10:李娜(要 2 次,已 1 次)",
        "  18:00 前  完成任务:送报价",
        "  18:00 前  完成任务:约面谈",
    ]
