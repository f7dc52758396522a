"""A supervisor's stubs: what they are reckoned from, what is left to him, and that none passes as it is."""

from __future__ import annotations

import textwrap
from datetime import date, datetime
from typing import Any

import pytest

from taizhang.desk.asked import Unknown
from taizhang.desk.stubs import Stub
from taizhang.desk.supervisor_stubs import coaching_stub, rollup_stub, task_stub
from taizhang.facts.registers import Entity, Registers
from taizhang.history.history import History
from taizhang.history.history import Unknown as Unread
from taizhang.ledger import compute
from taizhang.records.book import Book
from taizhang.records.text.reader import read
from taizhang.when.period import Period, PeriodKind, parse_period
from tests.books import leave, person, report, rulebook
from tests.desks import CUSTOMERS, GONE, desk_book

AS_OF = datetime(2026, 10, 23, 16, 5)
WAY = "../../../schemas/x.schema.json"
HISTORY = History("+08:00", why_unknown=Unread.NO_REPOSITORY)
BOSS = {
    "people/boss.yaml": (
        "id: boss\nname: 李娜\npinyin: boss\nemployee_number: T0010\nposts:\n"
        "  - {from: 2020-01-01, until: 2026-11-13, unit: east, role: supervisor, title: 主管}\n"
    )
}
ZHAO = person("zhao", "赵敏", "T0005", ("2025-01-01", "", "east"))
ZHONG = person("zhong", "钟俊", "T0006", ("2025-01-01", "", "east"))
CHENG = person("cheng", "程玉兰", "T0007", ("2025-01-01", "", "east"))
XIN = person("xin", "彭鑫", "T0008", ("2026-10-16", "", "east"))
TEAM = (BOSS, CUSTOMERS, ZHAO, ZHONG, CHENG, GONE, XIN)


def week(key: str) -> Period:
    found = parse_period(key, PeriodKind.WEEK)
    assert found is not None
    return found


def entity(book: Book, kind: str, identity: str) -> Entity:
    found = Registers(book).entity(kind, identity)
    assert found is not None
    return found


def data_of(found: Stub | Unknown) -> dict[str, Any]:
    """The stub as our own reader reads it."""
    assert isinstance(found, Stub)
    record = read(found.text(WAY).encode(), "records/x.yaml")
    assert record.problems == ()
    assert record.data is not None
    return dict(record.data)


def rules_told(found: Stub, *parts: dict[str, str]) -> set[str]:
    """What the check says of the stub as it is."""
    files: dict[str, str] = {}
    for part in parts:
        files |= part
    problems = desk_book(files, {found.path: found.text(WAY)}).problems
    return {one.rule for one in problems if found.path in one.path}


def with_visits(*rows: str, demands: str = "本周无") -> dict[str, str]:
    """Zhang's report of W42 with these visits."""
    ((path, text),) = report("zhang", "2026-W42", "2026-10-16 17:20").items()
    listed = "visits:\n" + "".join(f"  - {{{row}, confirmed: true}}\n" for row in rows)
    return {
        path: text.replace("visits: []\n", listed).replace("service_demands: 本周无", f"service_demands: {demands}")
    }


REPORTS = (
    with_visits(
        "on: 2026-10-13, customer: C-000123, service: 2026-10-13 10:05",
        "on: 2026-10-15, customer: C-000147",
        demands="|\n  宏远物流需要 200M 专线报价。\n  顺越医药要求割接安排在周末。",
    ),
    report("zhao", "2026-W42", "2026-10-16 17:31"),
    leave("cheng", "2026-10-12", "2026-10-16"),
)


def rolled_up(*parts: dict[str, str], key: str = "2026-W42", as_of: datetime = AS_OF) -> Stub | Unknown:
    book = desk_book(rulebook(), *TEAM, *parts)
    return rollup_stub(book, compute(book, HISTORY, as_of), entity(book, "unit", "east"), week(key))


def test_a_roll_up_tells_who_reported_and_what_was_counted() -> None:
    """A5.6: in time, a minute late, not at all, on leave all week; Peng came on the last day and owes none yet."""
    found = rolled_up(*REPORTS)
    assert isinstance(found, Stub)
    assert found.path == "weekly-rollups/east/2026-W42.yaml"
    data = data_of(found)
    assert {one["person"]: one["state"] for one in data["reporters"]} == {
        "cheng": "excused", "xin": "excused", "zhang": "met", "zhao": "late", "zhong": "missed",
    }  # fmt: skip
    assert (data["visits"], data["services"]) == (2, 1)
    assert data["demands"] == "张伟：宏远物流需要 200M 专线报价。\n张伟：顺越医药要求割接安排在周末。"
    assert data["problems"] == "本周无"
    assert data["supervisor"] == "boss"
    assert [name for name, value in data.items() if value is None] == ["submitted_at", "note"]
    text = found.text(WAY)
    assert "state: late  # 2026-10-16 17:31 交,应于 2026-10-16 17:30 前\n" in text
    assert "visits: 2  # 照 2 份周报数的\n" in text
    assert text.count("# remark:") == 4


def test_a_roll_up_is_of_a_week_that_is_over() -> None:
    """W43 ends with the Sunday 10-25; on Monday it may be rolled up."""
    early = rolled_up(key="2026-W43", as_of=datetime(2026, 10, 25, 23, 59))
    assert early == Unknown("2026-W43 还没有过完,2026-10-26 起才能汇总。")
    assert isinstance(rolled_up(key="2026-W43", as_of=datetime(2026, 10, 26)), Stub)


def test_a_report_not_in_yet_is_not_counted() -> None:
    """Handed in at 17:20; a minute before there is none."""
    before = data_of(rolled_up(*REPORTS, as_of=datetime(2026, 10, 19)))
    late = report("zhong", "2026-W42", "2026-10-19 00:01")
    assert data_of(rolled_up(*REPORTS, late, as_of=datetime(2026, 10, 19))) == before


def test_a_week_in_which_nobody_owed_says_so() -> None:
    """W08 of 2026 has no working day; W35 was before the rule."""
    for key in ("2026-W08", "2026-W35"):
        found = rolled_up(key=key)
        assert isinstance(found, Stub)
        assert data_of(found)["reporters"] == []
        assert "# 这一周没有人应交周报,请在主管意见里写明。\nreporters: []\n" in found.text(WAY)


def test_a_unit_that_is_no_branch_and_a_branch_without_a_supervisor() -> None:
    book = desk_book(rulebook(), *TEAM)
    company = entity(book, "unit", "telecom")
    ledger = compute(book, HISTORY, datetime(2026, 11, 16))
    assert rollup_stub(book, ledger, company, week("2026-W42")) == Unknown("通信公司不是分公司,没有周报汇总。")
    left = data_of(rolled_up(key="2026-W46", as_of=datetime(2026, 11, 16)))
    assert left["supervisor"] is None


def test_a_task_is_given_now_by_whoever_says_so() -> None:
    book = desk_book(*TEAM)
    found = task_stub(book, entity(book, "person", "zhang"), AS_OF)
    assert isinstance(found, Stub)
    assert found.path == "tasks/east/2026-10/2026-10-23-zhang.yaml"
    data = data_of(found)
    assert (data["id"], data["assigned_at"], data["unit"]) == ("2026-10-23-zhang", "2026-10-23 16:05", "east")
    assert [name for name, value in data.items() if value is None] == ["what", "assigned_by", "due"]
    text = found.text(WAY)
    assert "assigned_by:  # 主管是 boss;自己列的待办写 zhang\n" in text
    assert "# 名下的客户:C-000147 顺越医药、C-000123 宏远物流\n" in text
    given = data_of(task_stub(book, entity(book, "person", "zhang"), AS_OF, "boss"))
    assert given["assigned_by"] == "boss"


def test_the_next_free_number_of_a_day() -> None:
    """Two tasks of that day are there; the third is offered."""
    text = "id: {0}\nperson: zhang\nunit: east\nwhat: 送报价\nassigned_by: boss\n"
    text += "assigned_at: 2026-10-23 09:00\ndue: 2026-10-26\n"
    names = ("2026-10-23-zhang", "2026-10-23-zhang-2")
    there = {f"tasks/east/2026-10/{name}.yaml": text.format(name) for name in names}
    book = desk_book(*TEAM, there)
    assert data_of(task_stub(book, entity(book, "person", "zhang"), AS_OF))["id"] == "2026-10-23-zhang-3"
    assert data_of(task_stub(book, entity(book, "person", "zhao"), AS_OF))["id"] == "2026-10-23-zhao"


def coaching(on: str, who: str, *points: tuple[str, bool]) -> dict[str, str]:
    """A coaching under its path."""
    listed = "".join(f"  - {{point: {point}, followed: {str(followed).lower()}}}\n" for point, followed in points)
    text = textwrap.dedent(f"""\
        id: {on}-{who}
        supervisor: boss
        person: {who}
        unit: east
        at: {on} 10:00
        customer: C-000123
        channel: outbound
        advice: 先问再答。
        submitted_at: {on} 11:00
        points:
        """)
    return {f"coaching/east/{on[:7]}/{on}-{who}.yaml": text + listed}


def test_a_coaching_lists_the_points_last_listened_for() -> None:
    """Those of the branch's last one, and what this one did not follow in his own; a later one is not looked at."""
    before = (
        coaching("2026-10-09", "zhang", ("报姓名", False), ("复述约定", True)),
        coaching("2026-10-20", "zhao", ("报姓名", True), ("先问用法", True)),
        coaching("2026-10-26", "zhao", ("说清资费", True)),
    )
    book = desk_book(*TEAM, *before)
    found = coaching_stub(book, entity(book, "person", "zhang"), date(2026, 10, 23), AS_OF)
    assert isinstance(found, Stub)
    assert found.path == "coaching/east/2026-10/2026-10-23-zhang.yaml"
    data = data_of(found)
    assert data["points"] == [{"point": "报姓名", "followed": None}, {"point": "先问用法", "followed": None}]
    assert (data["supervisor"], data["channel"]) == ("boss", "outbound")
    text = found.text(WAY)
    assert "# 这个月已经辅导 1 次。\n# 2026-10-09 那一次没照做的:报姓名\n" in text


def test_the_first_coaching_offers_a_point_to_write() -> None:
    book = desk_book(*TEAM)
    found = coaching_stub(book, entity(book, "person", "zhang"), date(2026, 10, 23), AS_OF)
    assert data_of(found)["points"] is None
    assert isinstance(found, Stub)
    assert "# 这个月已经辅导 0 次。\npoints:\n  # - point:" in found.text(WAY)


def test_who_coaches_is_the_supervisor_of_that_day_or_whoever_is_named() -> None:
    """She is in post up to 11-13."""
    book = desk_book(*TEAM)
    zhang = entity(book, "person", "zhang")
    for day, by, coach in ((13, "", "boss"), (14, "", None), (14, "zhao", "zhao")):
        data = data_of(coaching_stub(book, zhang, date(2026, 11, day), datetime(2026, 11, 16, 9), by))
        assert data["supervisor"] == coach


def test_who_is_not_there_is_given_nothing() -> None:
    book = desk_book(*TEAM)
    xie, text = entity(book, "person", "xie"), "谢军的任职到 2026-10-09 为止,2026-10-23 已不在岗,不用写。"
    assert task_stub(book, xie, AS_OF) == Unknown(text)
    assert coaching_stub(book, xie, AS_OF.date(), AS_OF) == Unknown(text)


@pytest.mark.parametrize("kind", ["rollup", "task", "coaching"])
def test_a_stub_never_passes_as_it_is(kind: str) -> None:
    """All it is refused for are its gaps."""
    book = desk_book(*TEAM)
    zhang = entity(book, "person", "zhang")
    found = {
        "rollup": lambda: rolled_up(*REPORTS),
        "task": lambda: task_stub(book, zhang, AS_OF),
        "coaching": lambda: coaching_stub(book, zhang, AS_OF.date(), AS_OF),
    }[kind]()
    assert isinstance(found, Stub)
    assert rules_told(found, *TEAM, *REPORTS) == {"schema.empty-required"}


def test_a_roll_up_confirmed_passes() -> None:
    """Handed in and judged, with the comments still in it."""
    found = rolled_up(*REPORTS)
    assert isinstance(found, Stub)
    text = found.text(WAY).replace("submitted_at:  #", "submitted_at: 2026-10-23 17:40  #")
    problems = desk_book(*TEAM, *REPORTS, {found.path: text.replace("note:\n", "note: 已逐份核对。\n")}).problems
    assert [one for one in problems if found.path in one.path] == []
