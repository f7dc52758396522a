"""Customers go to another manager: lists grow, what is overdue stays, and everything that can't be is said."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.desk.asked import Unknown
from taizhang.desk.upkeep.handover import Asked, Handover, handover_of, told
from taizhang.facts.registers import Registers
from taizhang.records.book import Book
from tests.books import person
from tests.desks import ZHANG, customer, desk_book

FIRST, SECOND = "C-000123", "C-000147"
STAFF = person("zhao", "赵敏", "T0900", ("2026-03-01", "", "east")) | person(
    "sun", "孙强", "T0901", ("2025-01-01", "2026-10-01", "east")
)
BOTH = customer(FIRST, "宏远物流", ("2024-03-01", "zhang")) | customer(SECOND, "顺越医药", ("2024-03-01", "zhang"))
TASK = """\
id: {id}
person: zhang
unit: east
what: 送报价
customer: {customer}
assigned_by: zhang
assigned_at: {at}
due: {due}
"""


def task(day: str, customer_id: str, due: str) -> dict[str, str]:
    """An open task of Zhang's."""
    identity = f"{day}-quote"
    text = TASK.format(id=identity, customer=customer_id, at=f"{day} 09:00", due=due)
    return {f"tasks/east/{day[:7]}/{identity}.yaml": text}


def asked(book: Book, taker: str = "zhao", start: str = "2026-10-19", *customers: str, giver: str = "zhang") -> Asked:
    """What is asked for, of people who are there."""
    registers = Registers(book)
    one, other = registers.entity("person", giver), registers.entity("person", taker)
    assert one is not None
    assert other is not None
    return Asked(one, other, date.fromisoformat(start), customers, "调岗")


def handed(book: Book, taker: str = "zhao", start: str = "2026-10-19", *customers: str) -> Handover:
    """A handover that can be."""
    found = handover_of(book, asked(book, taker, start, *customers))
    assert isinstance(found, Handover), found
    return found


def refusal(book: Book, taker: str = "zhao", start: str = "2026-10-19", *customers: str, giver: str = "zhang") -> str:
    """Why one can't be."""
    found = handover_of(book, asked(book, taker, start, *customers, giver=giver))
    assert isinstance(found, Unknown)
    return found.text


def test_every_customer_gets_one_more_line() -> None:
    book = desk_book(BOTH, ZHANG, STAFF)
    found = handed(book)
    assert [one.id for one in found.customers] == [FIRST, SECOND]
    for edit in found.edits:
        assert edit.before is not None
        new = "  - {from: 2026-10-19, person: zhao, why: 调岗}\n"
        assert edit.after.decode() == edit.before.decode().replace("why: 分配}\n", "why: 分配}\n" + new)
    assert found.unit == "east"


def test_only_those_named() -> None:
    book = desk_book(BOTH, ZHANG, STAFF)
    assert [one.id for one in handed(book, "zhao", "2026-10-19", "顺越医药").customers] == [SECOND]


def test_an_open_task_goes_along_and_an_overdue_one_stays() -> None:
    tasks = task("2026-10-12", FIRST, "2026-10-23") | task("2026-10-13", FIRST, "2026-10-18")
    tasks |= task("2026-02-02", SECOND, "2026-12-01") | task("2026-10-14", SECOND, "2026-10-19")
    book = desk_book(BOTH, ZHANG, STAFF, tasks)
    found = handed(book)
    assert [one.text("id") for one in found.tasks] == ["2026-10-12-quote", "2026-10-14-quote"]
    assert [(one.text("id"), why) for one, why in found.kept] == [
        ("2026-02-02-quote", "交办那天(2026-02-02)赵敏不在这个单位,要另立一件"),
        ("2026-10-13-quote", "期限 2026-10-18 在移交以前,留在原负责人名下"),
    ]
    changed = {one.path: one.after.decode() for one in found.edits}
    assert "person: zhao\n" in changed["records/tasks/east/2026-10/2026-10-12-quote.yaml"]
    assert "assigned_by: zhang\n" in changed["records/tasks/east/2026-10/2026-10-12-quote.yaml"]
    lines = list(told(found, asked(book), ()))
    assert lines[0] == "从 2026-10-19 起,张伟的 2 个客户交给赵敏:"
    assert "改由赵敏办的任务 2 件:" in lines


def test_of_the_tasks_only_those_of_the_customers_named() -> None:
    tasks = task("2026-10-12", FIRST, "2026-10-23") | task("2026-10-14", SECOND, "2026-10-23")
    found = handed(desk_book(BOTH, ZHANG, STAFF, tasks), "zhao", "2026-10-19", SECOND)
    assert [one.text("id") for one in found.tasks] == ["2026-10-14-quote"]


@pytest.mark.parametrize(
    ("taker", "start", "customers", "giver", "said"),
    [
        ("zhang", "2026-10-19", (), "zhang", "不必移交"),
        ("sun", "2026-10-19", (), "zhang", "孙强 2026-10-19 没有任职"),
        ("zhao", "2026-02-01", (), "zhang", "没有任职"),
        ("zhang", "2026-10-19", (), "zhao", "赵敏 2026-10-18 名下没有客户"),
        ("zhao", "2026-10-19", ("C-999999",), "zhang", "没有“C-999999”这个客户"),
        ("zhang", "2026-10-19", (FIRST,), "zhao", "宏远物流 2026-10-18 的客户经理是张伟,不是赵敏"),
    ],
)
def test_what_cannot_be_is_said(taker: str, start: str, customers: tuple[str, ...], giver: str, said: str) -> None:
    assert said in refusal(desk_book(BOTH, ZHANG, STAFF), taker, start, *customers, giver=giver)


def test_history_is_never_rewritten() -> None:
    """A line that stands later already, or an end that was written down, is not touched."""
    later = customer(FIRST, "宏远物流", ("2024-03-01", "zhang"), ("2026-11-01", "zhang"))
    assert "最后一行从 2026-11-01 起" in refusal(desk_book(later, ZHANG, STAFF))
    closed = {
        path: text.replace("person: zhang, why", "until: 2026-12-31, person: zhang, why") for path, text in BOTH.items()
    }
    said = refusal(desk_book(closed, ZHANG, STAFF))
    assert said.count("最后一任写明到 2026-12-31 为止") == 2
    fits = {path: text.replace("2026-12-31", "2026-10-18") for path, text in closed.items()}
    assert len(handed(desk_book(fits, ZHANG, STAFF)).edits) == 2


def test_closed_and_merged_customers_are_not_handed_over() -> None:
    gone = customer(FIRST, "宏远物流", ("2024-03-01", "zhang"), more="closed_on: 2026-10-01\n")
    book = desk_book(BOTH | gone, ZHANG, STAFF)
    assert [one.id for one in handed(book).customers] == [SECOND]
    assert "已经销档" in refusal(book, "zhao", "2026-10-19", FIRST)
