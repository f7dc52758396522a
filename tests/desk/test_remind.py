"""Reminders: short, polite, one a person, with nobody's private data."""

from __future__ import annotations

from taizhang.desk.due_list import Duties
from taizhang.desk.remind import reminders
from taizhang.rules.outcome import Obligation, Outcome, State
from tests.desks import COMING, CUSTOMERS, GONE, customer, desk_book, duty, ledger_of

HEAD = "张伟,您好!今天是 10 月 16 日(周五),以下工作请留意:"
FOOT = "已经做完的请及时补记录;有困难请早些告诉主管。谢谢!"


def texts(*outcomes: Outcome) -> list[str]:
    more = [customer(f"C-00015{n}", f"客户{n}", ("2024-03-01", "zhang")) for n in range(4)]
    book = desk_book(CUSTOMERS, GONE, COMING, *more)
    found = Duties(ledger_of("2026-10-16 08:30", *outcomes), book)
    return list(reminders(found.of_unit(""), found.today("")))


def frequency(number: int) -> Obligation:
    key = f"visits/2026-W42/C-00015{number}"
    return duty(key, "2026-10-18 23:59", State.PENDING, title="主动服务", customer=f"C-00015{number}")


def test_overdue_then_today_then_the_week() -> None:
    notice = duty("notice/2026-10-12/K-7f3k9m2q", "2026-10-14 18:00", State.OVERDUE, title="告知换人",
                  customer="C-000147", contact="K-7f3k9m2q")  # fmt: skip
    month = duty("file/2026-09/zhang", "2026-09-30 23:59", State.OVERDUE, title="交档案")
    report = duty("report/2026-W42/zhang", "2026-10-16 17:30", State.PENDING, title="周报")
    visit = duty("visits/2026-W42/C-000147", "2026-10-18 23:59", State.PENDING, title="主动服务", customer="C-000147",
                 wanted=2, done=1)  # fmt: skip
    (text,) = texts(notice, month, report, visit)
    assert text == (
        f"{HEAD}\n"
        "【已逾期】交档案 2026-09,应于 09-30 前\n"
        "【已逾期】告知换人:C-000147 顺越医药 的联系人,应于 10-14 18:00 前\n"
        "【今天】17:30 前 周报 2026-W42\n"
        "【本周】周日前 主动服务 2026-W42:C-000147 顺越医药(要 2 次,已 1 次)\n"
        f"{FOOT}\n"
    )


def test_customers_of_one_rule_share_a_line() -> None:
    (text,) = texts(*(frequency(n) for n in range(4)))
    assert text.splitlines()[1:-1] == [
        "【本周】周日前 主动服务 2026-W42:C-000150 客户0、C-000151 客户1、C-000152 客户2 等 4 户"
    ]


def test_never_more_than_eight_lines() -> None:
    many = [duty(f"r{n}/2026-W42/zhang", "2026-10-16 17:30", State.PENDING) for n in range(9)]
    (text,) = texts(*many)
    assert len(text.splitlines()) == 8
    assert text.splitlines()[-2] == "另有 4 项,请看台账网站上您的页面。"
    assert len(texts(*many[:6])[0].splitlines()) == 8
    assert "另有" not in texts(*many[:6])[0]
    assert len(texts(many[0])[0].splitlines()) == 3


def test_duties_that_read_alike_are_counted() -> None:
    same = [duty(f"log/2026-10-15/zhang/{n}", "2026-10-16 18:00", State.PENDING, title="补日志") for n in range(2)]
    (text,) = texts(*same)
    assert text.splitlines()[1] == "【今天】18:00 前 补日志,共 2 项"


def test_nobody_is_bothered_without_need() -> None:
    later = duty("file/2026-10/zhang", "2026-10-30 18:00", State.PENDING)
    unknown = duty("report/2027-W01/zhang", "", State.UNKNOWN)
    shared = duty("meeting/2026-10-16/east", "2026-10-16 18:00", State.PENDING, person="")
    assert texts(later, unknown, shared) == []


def test_who_has_left_is_not_written_to() -> None:
    assert texts(duty("report/2026-W41/xie", "2026-10-09 17:30", State.OVERDUE, person="xie")) == []


def test_tasks_of_one_rule_and_day_share_a_line() -> None:
    """Three are named, the rest are counted."""
    tasks = [
        duty(f"task/2026-10-12/{n}", "2026-10-16 18:00", State.PENDING, title="完成任务", what=f"事项{n}")
        for n in range(4)
    ]
    assert "【今天】18:00 前 完成任务:事项0、事项1\n" in texts(*tasks[:2])[0]
    assert "【今天】18:00 前 完成任务:事项0、事项1、事项2 等 4 项\n" in texts(*tasks)[0]
