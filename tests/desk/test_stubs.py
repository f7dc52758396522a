"""Stubs: what they know, what they leave to do, and that none of them passes the check as it is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from taizhang.desk.asked import Unknown
from taizhang.desk.stubs import MAKERS, WEEKLY, Stub, appeal_stub, default_week, leave_stub, stub
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book
from taizhang.records.text.reader import read
from taizhang.when.period import Period, PeriodKind, parse_period
from tests.books import book_of, company
from tests.desks import COMING, CUSTOMERS, GONE, HONGYUAN, PLAN, SERVICES, SHUNYUE, TRIPS, ZHANG, customer, desk_book

AS_OF = datetime(2026, 10, 16, 16, 5)
FULL = (CUSTOMERS, PLAN, TRIPS, SERVICES)
WAY = "../../../../schemas/x.schema.json"


def week(key: str = "2026-W42") -> Period:
    found = parse_period(key, PeriodKind.WEEK)
    assert found is not None
    return found


def who(book: Book, name: str = "zhang") -> Entity:
    found = Registers(book).entity("person", name)
    assert found is not None
    return found


def made(kind: str, *parts: dict[str, str], key: str = "2026-W42") -> Stub:
    book = desk_book(*parts)
    found = stub(kind, book, who(book), week(key), AS_OF)
    assert isinstance(found, Stub)
    return found


def data_of(found: Stub) -> dict[str, Any]:
    """The stub as our own reader reads it; it reads without a problem."""
    record = read(found.text(WAY).encode(), "records/x.yaml")
    assert record.problems == ()
    assert record.data is not None
    return dict(record.data)


def test_the_weeks_taken_by_themselves() -> None:
    friday = date(2026, 10, 16)
    weeks = {kind: default_week(kind, friday).key for kind in WEEKLY}
    assert weeks == {
        "visit-plan": "2026-W43", "trip-log": "2026-W42", "service-log": "2026-W42", "weekly-report": "2026-W42",
    }  # fmt: skip


def test_a_report_holds_the_week_s_visits_and_no_judgement() -> None:
    found = made("weekly-report", *FULL)
    assert found.path == "weekly-reports/east/2026-W42/zhang.yaml"
    data = data_of(found)
    assert data["visits"] == [
        {
            "on": "2026-10-13", "customer": "C-000123", "trip": "2026-10-13-1", "service": "2026-10-13 10:05",
            "confirmed": False,
        },
        {"on": "2026-10-15", "customer": "C-000147", "trip": "2026-10-15-1", "confirmed": False},
    ]  # fmt: skip
    blank = [name for name, value in data.items() if value is None]
    assert blank == [
        "submitted_at", "campaign_response", "service_demands", "consumption_behaviour", "service_problems",
        "conclusion", "suggestion",
    ]  # fmt: skip
    text = found.text(WAY)
    assert text.startswith(f"# yaml-language-server: $schema={WAY}\n# 张伟 2026-W42 周报的初稿。")
    assert "# 计划了没有去的:10-14 C-000147 顺越医药\n" in text
    assert "    # service:  # 服务日志里还没有这一次\n" in text
    assert "    # remark:  # 计划是 10-14\n" in text
    assert "# 服务日志里记下的需求:宏远物流:需要 200M 专线报价\n" in text
    assert "# 服务日志里记下的问题:宏远物流:报修回复慢\n" in text


def test_a_visit_of_the_service_log_alone_is_in_the_report_too() -> None:
    data = data_of(made("weekly-report", CUSTOMERS, SERVICES))
    row = {"on": "2026-10-13", "customer": "C-000123", "service": "2026-10-13 10:05", "confirmed": False}
    assert data["visits"] == [row]


def test_a_plan_offers_the_customers_of_that_week() -> None:
    found = made("visit-plan", *FULL, key="2026-W43")
    assert found.path == "visit-plans/east/2026-W43/zhang.yaml"
    assert data_of(found)["visits"] is None
    assert found.text(WAY).endswith(
        "# 这一周的工作日:10-19 周一、10-20 周二、10-21 周三、10-22 周四、10-23 周五\n"
        "# 下面是您这一周的客户。要去的,去掉各行开头的“# ”,写上日期和目的。\n"
        "visits:  # 没有就写 []\n"
        "  # - day:  # 打算哪天去,要在这一周内\n"
        "  #   customer: C-000147  # 顺越医药(A 级,还没有服务记录)\n"
        "  #   purpose:  # 为什么去\n"
        "  # - day:\n"
        "  #   customer: C-000123  # 宏远物流(B 级,上次服务 10-13)\n"
        "  #   purpose:\n"
        "# tasks:\n"
        "#   - day:  # 哪一天\n"
        "#     what:  # 做什么\n"
    )


def test_a_customer_taken_over_in_the_week_says_so() -> None:
    late = customer("C-000150", "新客户", ("2024-03-01", "li"), ("2026-10-21", "zhang"))
    assert "新客户(B 级,还没有服务记录,10-21 起归您)" in made("visit-plan", ZHANG, late, key="2026-W43").text(WAY)


@pytest.mark.parametrize(
    ("key", "told"), [("2026-W08", "这一周没有工作日。"), ("2027-W01", "这一年的放假安排还没有公布。")]
)
def test_a_week_without_working_days(key: str, told: str) -> None:
    assert f"# {told}\n" in made("visit-plan", ZHANG, key=key).text(WAY)


def test_trips_come_from_the_plan_and_are_filled_in_now() -> None:
    data = data_of(made("trip-log", CUSTOMERS, PLAN))
    assert data["trips"] == [
        {
            "id": "2026-10-13-1", "customer": "C-000123", "destination": "物流园路 8 号", "purpose": "谈专线扩容",
            "filled_at": "2026-10-16 16:05", "departed_at": None,
        },
        {
            "id": "2026-10-14-1", "customer": "C-000147", "destination": "物流园路 8 号", "purpose": "核对账单",
            "filled_at": "2026-10-16 16:05", "departed_at": None,
        },
    ]  # fmt: skip


def test_only_trips_that_are_missing_with_the_next_number() -> None:
    later = {path: text.replace("2026-10-14", "2026-10-15") for path, text in PLAN.items()}
    later = {path: text.replace("C-000147", "C-000150") for path, text in later.items()}
    found = made("trip-log", CUSTOMERS, later, TRIPS, customer("C-000150", "新客户", ("2024-03-01", "zhang")))
    assert [trip["id"] for trip in data_of(found)["trips"]] == ["2026-10-15-2"]
    assert found.partial


def test_services_come_from_trips_that_have_none() -> None:
    found = made("service-log", *FULL)
    assert data_of(found)["services"] == [
        {
            "at": None, "logged_at": "2026-10-16 16:05", "customer": "C-000147", "mode": "active", "channel": "visit",
            "trip": "2026-10-15-1", "topic": "核对账单", "result": None,
        }
    ]  # fmt: skip
    assert "  - at:  # 2026-10-15 09:40 出发以后\n" in found.text(WAY)
    assert "# 出行记录里写的是:同意试用两周\n" in made("service-log", CUSTOMERS, TRIPS).text(WAY)


def test_a_contact_is_offered_by_id_alone() -> None:
    contact = (
        "id: K-7f3k9m2q\ncustomer: C-000147\nname: 王芳\nrole: key-person\nfrom: 2025-01-01\nphone: '13900000001'\n"
    )
    text = made("service-log", *FULL, {"contacts/K-7f/K-7f3k9m2q.yaml": contact}).text(WAY)
    assert "# contact:  # 见到的人,这一客户的联系人有 K-7f3k9m2q\n" in text
    assert "王芳" not in text
    assert "139" not in text


@pytest.mark.parametrize("kind", ["trip-log", "service-log", "weekly-report"])
def test_an_empty_week_offers_a_line_to_write(kind: str) -> None:
    found = made(kind, ZHANG)
    listed = {"trip-log": "trips", "service-log": "services", "weekly-report": "visits"}[kind]
    assert data_of(found)[listed] is None
    assert f"{listed}:  # 没有就写 []\n  # - " in found.text(WAY)


@pytest.mark.parametrize("kind", WEEKLY)
@pytest.mark.parametrize("parts", [FULL, (ZHANG,)], ids=["full", "empty"])
def test_a_stub_never_passes_as_it_is(kind: str, parts: tuple[dict[str, str], ...]) -> None:
    """All it is refused for are its gaps and what waits to be confirmed."""
    found = made(kind, *parts, key="2026-W43" if kind == "visit-plan" else "2026-W42")
    files = company()
    for part in parts:
        files |= part
    told = {p.rule for p in book_of(files | {found.path: found.text(WAY)}).problems if found.path in p.path}
    unconfirmed = {"schema.const"} if kind == "weekly-report" and parts == FULL else set()
    assert told == {"schema.empty-required", *unconfirmed}


def test_a_report_filled_in_passes() -> None:
    """Confirmed, judged and handed in, with the comments still in it."""
    found = made("weekly-report", *FULL)
    text = found.text(WAY).replace("confirmed: false", "confirmed: true")
    lines = [
        line.split(":")[0] + (": 2026-10-16 17:20" if line.startswith("submitted_at") else ": 本周无")
        if line[:1].isalpha() and (line.endswith(":") or ":  #" in line) and not line.startswith("visits")
        else line
        for line in text.splitlines()
    ]
    files = company()
    for part in FULL:
        files |= part
    book = book_of(files | {found.path: "\n".join(lines) + "\n"})
    assert [problem for problem in book.problems if found.path in problem.path] == []


def test_a_leave() -> None:
    book = desk_book(ZHANG)
    found = leave_stub(book, who(book), date(2026, 10, 19), date(2026, 10, 20), AS_OF)
    assert isinstance(found, Stub)
    assert found.path == "leaves/east/zhang/2026-10-19.yaml"
    assert "张伟 2026-10-19 至 2026-10-20 请假的初稿" in found.text(WAY)
    assert data_of(found) == {
        "person": "zhang", "unit": "east", "from": "2026-10-19", "until": "2026-10-20", "part": "whole", "type": None,
        "submitted_at": None, "state": "applied",
    }  # fmt: skip
    backwards = leave_stub(book, who(book), date(2026, 10, 20), date(2026, 10, 19), AS_OF)
    assert backwards == Unknown("请假的结束日期 2026-10-19 早于开始日期 2026-10-20。")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("xie", "谢军的任职到 2026-10-09 为止,2026-W42 已不在岗,不用写。"),
        ("peng", "彭鑫 2026-11-02 才到岗,2026-W42 不用写。"),
    ],
)
def test_who_is_not_there_writes_nothing(name: str, text: str) -> None:
    book = desk_book(GONE, COMING)
    assert stub("weekly-report", book, who(book, name), week(), AS_OF) == Unknown(text)


def test_who_leaves_in_the_week_still_writes() -> None:
    book = desk_book(GONE, HONGYUAN, SHUNYUE)
    assert isinstance(stub("weekly-report", book, who(book, "xie"), week("2026-W41"), AS_OF), Stub)


def test_between_two_posts() -> None:
    text = ZHANG["people/zhang.yaml"].replace("  - {from: 2025-01-01,", "  - {from: 2025-01-01, until: 2026-01-31,")
    again = text + "  - {from: 2026-11-02, unit: east, role: account-manager, title: 客户经理}\n"
    book = desk_book({"people/zhang.yaml": again})
    assert stub("trip-log", book, who(book), week(), AS_OF) == Unknown("张伟在 2026-W42 没有岗位,不用写。")


OCTOBER = parse_period("2026-10", PeriodKind.MONTH)
FIRST = {
    "appeals/east/2026-10/zhang-1.yaml": (
        "person: zhang\nunit: east\nmonth: 2026-10\nnumber: 1\nline: service-quality\nreason: 当天在外地培训。\n"
        "filed_at: 2026-11-04 10:20\n"
    )
}


def test_an_appeal_knows_all_but_the_reason() -> None:
    """A8.8: the unit of that month, the next free number, the moment; no reason is put into anybody's mouth."""
    assert OCTOBER is not None
    book = desk_book(ZHANG)
    found = appeal_stub(book, who(book), OCTOBER, AS_OF, "work-planning")
    assert isinstance(found, Stub)
    assert found.path == "appeals/east/2026-10/zhang-1.yaml"
    text = found.text(WAY)
    for line in ("number: 1", "line: work-planning", "reason:", "filed_at: 2026-10-16 16:05"):
        assert line in text.splitlines()
    filled = text.replace("reason:", "reason: 当天在外地培训。")
    for written, right in ((filled, True), (text, False)):
        problems = desk_book(ZHANG, {found.path: written}).problems
        assert any(one.path == f"records/{found.path}" for one in problems) is not right


def test_a_second_appeal_has_the_next_number() -> None:
    assert OCTOBER is not None
    book = desk_book(ZHANG, FIRST)
    found = appeal_stub(book, who(book), OCTOBER, AS_OF, "", "weekly-report/2026-W42/zhang")
    assert isinstance(found, Stub)
    assert found.path == "appeals/east/2026-10/zhang-2.yaml"
    assert "outcome: weekly-report/2026-W42/zhang\n" in found.text(WAY)
    assert "\nline:" not in found.text(WAY)


def test_every_kind_stands_in_the_schemas() -> None:
    assert set(MAKERS) <= set(desk_book(ZHANG).schemas.kinds)
