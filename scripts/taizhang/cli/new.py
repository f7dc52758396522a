"""``taizhang new KIND``: a stub that already knows what the company knows; never written over anything."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date, datetime
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, refused, roots
from taizhang.cli.company import moment_of, open_book, open_ledger
from taizhang.cli.files import write_new
from taizhang.desk.any_stub import Said, any_stub
from taizhang.desk.asked import Unknown, date_of, month_of, person_of, unit_of, week_of
from taizhang.desk.calendar_seed import calendar_stub
from taizhang.desk.sentences import say
from taizhang.desk.stubs import APPEAL, LEAVE, WEEKLY, Stub, appeal_stub, default_week, leave_stub, stub
from taizhang.desk.supervisor_stubs import COACHING, ROLLUP, TASK, coaching_stub, rollup_stub, task_stub
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book
from taizhang.records.schema_set import SUFFIX
from taizhang.when.period import Period, PeriodKind, period_of

HELP = "写一份记录的初稿,已经知道的先填好"
CALENDAR = "calendar"
PERIODS = ("week", "month")
OWN = frozenset({*WEEKLY, LEAVE, TASK, COACHING, APPEAL})
"""Kinds with a maker of their own, about one person."""
BLANKS = ("title", "issued_on", "entered_by", "reviewed_by", "reviewed_on")
HELPS = {
    "visit-plan": "拜访计划,默认下一周:列出您的客户供挑选",
    "trip-log": "出行记录,默认本周:照拜访计划列出",
    "service-log": "服务日志,默认本周:照出行记录列出还没有写的",
    "weekly-report": "周报,默认本周:照出行和服务列出拜访,等您逐行确认",
    "leave": "请假",
    "weekly-rollup": "周报汇总,默认上一周:照各人的周报数好,等主管确认",
    "task": "工作任务:填好编号、负责人和交办时间",
    "coaching": "外呼辅导:照上一次的口径列好,等您逐点记下",
    "calendar": "一年的工作日历,照国家通知预填,须两人核对;只打印,例如 new calendar 2027",
    "appeal": "申诉:填好对哪个月哪一行,等您写理由",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which stub is wanted."""
    common_arguments(parser)
    as_of_argument(parser)
    listed = "、".join(f"{name}({told})" for name, told in HELPS.items())
    parser.add_argument("kind", metavar="类别", help=f"{listed};别的类别写它的名字,例如 incident")
    parser.add_argument(
        "given", nargs="*", metavar="字段=值", help="已经知道的字段,例如 type=award-won customer=宏远物流"
    )
    parser.add_argument("--person", metavar="人", help="谁写、写谁、谁来做、辅导谁,代号或姓名,例如 zhang-wei")
    parser.add_argument("--unit", metavar="单位", help="哪个单位,代号或名称,例如 telecom-east")
    parser.add_argument("--week", metavar="周次", help="哪一周,例如 2026-W42")
    parser.add_argument("--month", metavar="月份", help="申诉对哪个月的考核,例如 2026-10")
    parser.add_argument("--on", metavar="日期", help="哪一天的事,默认今天,例如 2026-10-13")
    parser.add_argument("--from", dest="first", metavar="日期", help="请假的第一天,例如 2026-10-19")
    parser.add_argument("--until", dest="last", metavar="日期", help="请假的最后一天,默认只请一天")
    parser.add_argument("--by", metavar="人", help="谁交办或谁辅导,代号或姓名,例如 li-na")
    against = parser.add_mutually_exclusive_group()
    against.add_argument("--line", default="", metavar="考核行", help="申诉对哪一行,例如 work-planning")
    against.add_argument(
        "--outcome", default="", metavar="键", help="申诉对哪一笔,例如 weekly-report/2026-W42/zhang-wei"
    )
    parser.add_argument("--print", dest="only_print", action="store_true", help="只打印,不写文件")


def run(chosen: argparse.Namespace) -> int:
    """Write or print the stub; 1 where there is nothing to make it from, or something in its place."""
    if chosen.kind == CALENDAR:
        return _calendar(chosen.given)
    book = open_book(chosen)
    made = _made(chosen, book)
    if isinstance(made, Unknown):
        print(made.text, file=sys.stderr)
        return 1
    root = roots(chosen)[0]
    file = chosen.base_dir / root / made.path
    text = made.text(_way(chosen.base_dir / "schemas" / (made.kind + SUFFIX), file.parent))
    if chosen.only_print:
        sys.stdout.write(text)
        return 0
    shown = f"{root}/{made.path}"
    if not write_new(file, text):
        print(say("new.exists-more" if made.partial else "new.exists", path=shown), file=sys.stderr)
        return 1
    print(say("new.written", path=shown))
    return 0


def _calendar(given: list[str]) -> int:
    year = int(given[0]) if len(given) == 1 and given[0].isascii() and given[0].isdigit() else 0
    text = calendar_stub(year, **dict.fromkeys(BLANKS, "待填")) if year else None
    if text is None:
        return refused(f"{year} 年的放假安排还没有收录,不能预填,也不猜。" if year else say("new.which-year"))
    sys.stdout.write(text)
    return 0


def _made(chosen: argparse.Namespace, book: Book) -> Stub | Unknown:
    """The stub of what is asked for, by a maker of its own or by its schema alone."""
    as_of = moment_of(chosen, book)
    if chosen.kind == ROLLUP:
        return _rollup(chosen, book)
    if chosen.kind not in OWN:
        return _any(chosen, book, as_of)
    if not chosen.person:
        return Unknown(say("new.who"))
    person = person_of(Registers(book), chosen.person)
    return person if isinstance(person, Unknown) else _stub(chosen, book, person, as_of)


def _any(chosen: argparse.Namespace, book: Book, as_of: datetime) -> Stub | Unknown:
    """The stub of a kind without a maker of its own."""
    registers, values = Registers(book), {}
    person = person_of(registers, chosen.person) if chosen.person else None
    unit = unit_of(registers, chosen.unit) if chosen.unit else None
    day = date_of(chosen.on) if chosen.on else as_of.date()
    for one in (person, unit, day):
        if isinstance(one, Unknown):
            return one
    for pair in (*chosen.given, *(f"{name}={value}" for name in PERIODS if (value := getattr(chosen, name)))):
        name, sign, value = pair.partition("=")
        if not sign or not value:
            return Unknown(say("new.pair", value=pair))
        values[name] = value
    assert not isinstance(person, Unknown)
    assert not isinstance(unit, Unknown)
    assert isinstance(day, date)
    at = as_of if day == as_of.date() else datetime.combine(day, as_of.time())
    return any_stub(chosen.kind, book, Said(person, unit, values, at))


def _stub(chosen: argparse.Namespace, book: Book, person: Entity, as_of: datetime) -> Stub | Unknown:
    if chosen.kind in {TASK, COACHING}:
        return _given(chosen, book, person, as_of)
    if chosen.kind == APPEAL:
        return _appeal(chosen, book, person, as_of)
    week = week_of(chosen.week) if chosen.week else default_week(chosen.kind, as_of.date())
    if isinstance(week, Unknown):
        return week
    if chosen.kind == LEAVE:
        return _leave(chosen, book, person, week if chosen.week else None, as_of)
    return stub(chosen.kind, book, person, week, as_of)


def _appeal(chosen: argparse.Namespace, book: Book, person: Entity, as_of: datetime) -> Stub | Unknown:
    """The stub of an appeal against a line or an outcome of a month."""
    if not chosen.month:
        return Unknown(say("new.which-month"))
    month = month_of(chosen.month)
    if isinstance(month, Unknown):
        return month
    if not (chosen.line or chosen.outcome):
        return Unknown(say("new.against"))
    return appeal_stub(book, person, month, as_of, chosen.line, chosen.outcome)


def _rollup(chosen: argparse.Namespace, book: Book) -> Stub | Unknown:
    """The stub of a branch's roll-up: of the week named, else of last week."""
    if not chosen.unit:
        return Unknown(say("new.which-unit"))
    unit = unit_of(Registers(book), chosen.unit)
    if isinstance(unit, Unknown):
        return unit
    today = moment_of(chosen, book).date()
    week = week_of(chosen.week) if chosen.week else period_of(PeriodKind.WEEK, today).previous()
    return week if isinstance(week, Unknown) else rollup_stub(book, open_ledger(chosen, book), unit, week)


def _given(chosen: argparse.Namespace, book: Book, person: Entity, as_of: datetime) -> Stub | Unknown:
    """The stub of a task given to somebody, or of a coaching."""
    by = person_of(Registers(book), chosen.by) if chosen.by else None
    if isinstance(by, Unknown):
        return by
    if chosen.kind == TASK:
        return task_stub(book, person, as_of, by.id if by else "")
    day = date_of(chosen.on) if chosen.on else as_of.date()
    return day if isinstance(day, Unknown) else coaching_stub(book, person, day, as_of, by.id if by else "")


def _leave(
    chosen: argparse.Namespace, book: Book, person: Entity, week: Period | None, as_of: datetime
) -> Stub | Unknown:
    """The stub of a leave: the days named, else all of the week named."""
    first: date | Unknown | None = date_of(chosen.first) if chosen.first else week.start if week else None
    if first is None:
        return Unknown(say("new.leave-from"))
    last = date_of(chosen.last) if chosen.last else first if chosen.first or week is None else week.last
    for day in (first, last):
        if isinstance(day, Unknown):
            return day
    assert isinstance(first, date)
    assert isinstance(last, date)
    return leave_stub(book, person, first, last, as_of)


def _way(schema: Path, folder: Path) -> str:
    """The way from a folder to a schema, for the editor's first line; whole where there is none."""
    try:
        return Path(os.path.relpath(schema.absolute(), folder.absolute())).as_posix()
    except ValueError:  # two drives
        return schema.absolute().as_posix()
