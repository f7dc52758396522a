"""``taizhang draw``: freeze a list, draw from it by a public number, draw again what was drawn (A8.1, A1.5, G11)."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, refused, roots
from taizhang.cli.company import moment_of, open_book
from taizhang.cli.files import write_new, write_over
from taizhang.desk.asked import Unknown, month_of, person_of, unit_of
from taizhang.desk.draws import GRADE, MANAGER, NONE, POPULATIONS, Number, Wanted, drawn, frozen, topic_title
from taizhang.desk.sentences import say
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger.draw_check import draw_problems
from taizhang.ledger.draws import KIND, Draw
from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.when.moment import parse_date
from taizhang.when.period import Period

HELP = "抽签:冻结名单、抽样本、重算核对"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the three steps."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="步骤")
    freeze = steps.add_parser("freeze", help="冻结名单", description="把名单和摘要写进一条抽签记录,公开的数以后再填")
    freeze.add_argument("--unit", required=True, metavar="单位", help="抽查哪个单位,例如 telecom-east")
    freeze.add_argument("--month", required=True, type=_month, metavar="月份", help="哪个月的抽查,例如 2026-11")
    freeze.add_argument("--topic", required=True, choices=sorted(POPULATIONS), help="抽查项目")
    freeze.add_argument("--size", required=True, type=_size, metavar="个数", help="一共抽几个")
    freeze.add_argument("--by", choices=(GRADE, MANAGER, NONE), default=GRADE, help="按什么分层,默认按客户级别")
    freeze.add_argument("--about", type=_month, metavar="月份", help="抽哪个月的会议或日志,默认上个月")
    freeze.add_argument("--print", dest="only_print", action="store_true", help="只打印,不写文件")
    run_step = steps.add_parser("run", help="抽签", description="填入冻结以后公布的数,抽出样本")
    run_step.add_argument("path", metavar="记录", help="抽签记录,例如 records/draws/telecom-east/2026-11-minutes.yaml")
    run_step.add_argument("--number", required=True, metavar="数值", help="公布的数值,例如 3251.40")
    run_step.add_argument("--source", required=True, metavar="来源", help="例如 上证综指收盘")
    run_step.add_argument("--day", required=True, type=_day, metavar="日期", help="哪天的数,例如 2026-11-06")
    for step in (freeze, run_step):
        step.add_argument("--person", required=True, metavar="人", help="谁冻结或抽签,不能是被抽查单位的人")
        as_of_argument(step)
    verify = steps.add_parser("verify", help="重算核对", description="照冻结的名单重抽,有一处不符就以 1 结束")
    verify.add_argument("path", nargs="?", metavar="记录", help="只核对这一条,不写就全部核对")
    for step in (freeze, run_step, verify):
        common_arguments(step)


def run(chosen: argparse.Namespace) -> int:
    """Do the step; 1 where it can't be done, or something does not agree."""
    book = open_book(chosen)
    if chosen.step == "verify":
        return _verify(book, chosen.path)
    at = moment_of(chosen, book)
    who = person_of(Registers(book), chosen.person)
    if isinstance(who, Unknown):
        return refused(who.text)
    return (_freeze if chosen.step == "freeze" else _draw)(chosen, book, who, at)


def _freeze(chosen: argparse.Namespace, book: Book, who: Entity, at: datetime) -> int:
    unit = unit_of(Registers(book), chosen.unit)
    if isinstance(unit, Unknown):
        return refused(unit.text)
    wanted = Wanted(unit, chosen.month, chosen.topic, chosen.size, chosen.by, chosen.about)
    made = frozen(book, wanted, who, at)
    if isinstance(made, Unknown):
        return refused(made.text)
    if chosen.only_print:
        sys.stdout.write(made.text)
        return 0
    shown = f"{roots(chosen)[0]}/{made.path}"
    if not write_new(chosen.base_dir / shown, made.text):
        return refused(say("new.exists", path=shown))
    print(say("draw.frozen", path=shown, digest=made.fields["digest"]))
    return 0


def _draw(chosen: argparse.Namespace, book: Book, who: Entity, at: datetime) -> int:
    found = _asked(book, chosen.path)
    if isinstance(found, Unknown):
        return refused(found.text)
    made = drawn(book, found, Number(chosen.source, chosen.day, chosen.number), who, at)
    if isinstance(made, Unknown):
        return refused(made.text)
    file: Path = chosen.base_dir / found.path
    if file.read_bytes() != book.content(found.path):
        return refused(say("draw.meanwhile", path=found.path))
    write_over(file, made.text)
    again = open_book(chosen)
    return _verify(again, found.path)


def _verify(book: Book, path: str | None) -> int:
    """Every draw, or one, told with what does not agree; one that can't be read at all is told as such."""
    found = _asked(book, path) if path else None
    if isinstance(found, Unknown):
        return refused(found.text)
    draws = (found,) if found else tuple(map(Draw, book.of(KIND)))
    folder = f"/{book.kind(KIND).folder}/"
    wrong = (*(one for one in book.problems if folder in f"/{one.path}"), *draw_problems(book))
    told = {draw.path for draw in draws}
    unread = sorted({one.path for one in wrong} - told) if found is None else []
    if not draws and not unread:
        print(say("draw.none"))
    for name in unread:
        print(say("draw.unread", path=name))
    for draw in draws:
        for line in _told(book, draw, tuple(one for one in wrong if one.path == draw.path)):
            print(line)
    return 1 if unread or any(one.path in told for one in wrong) else 0


def _told(book: Book, draw: Draw, wrong: tuple[Problem, ...]) -> Iterator[str]:
    unit = Registers(book).entity("unit", draw.unit)
    count = sum(len(one.members) for one in draw.strata)
    topic = topic_title(book, draw.topic)
    names = {"unit": unit.name if unit else draw.unit, "month": draw.month, "topic": topic}
    yield say("draw.told", count=count, frozen=draw.record.text("frozen_at"), **names)
    if draw.is_drawn:
        yield say("draw.told-drawn", source=draw.source, day=draw.day, value=draw.value, size=len(draw.drawn))
    else:
        yield say("draw.told-waiting")
    for one in wrong:
        yield say("draw.wrong", line=one.line, message=one.message)
    if not wrong and draw.is_drawn:
        yield say("draw.right", drawn="、".join(draw.drawn))
    elif not wrong:
        yield say("draw.right-waiting", digest=draw.digest)


def _asked(book: Book, path: str) -> Draw | Unknown:
    """The draw at a path as people type it."""
    wanted = Path(path).as_posix().removeprefix("./")
    found = next((record for record in book.of(KIND) if wanted in {record.path, record.path[: -len(".yaml")]}), None)
    return Draw(found) if found else Unknown(say("draw.no-such", path=path))


def _month(text: str) -> Period:
    found = month_of(text)
    if isinstance(found, Unknown):
        raise argparse.ArgumentTypeError(found.text)
    return found


def _day(text: str) -> date:
    found = parse_date(text)
    if found is None:
        raise argparse.ArgumentTypeError(say("asked.date", value=text))
    return found


def _size(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(say("draw.size", value=text))
    return int(text)
