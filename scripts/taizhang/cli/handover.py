"""``taizhang handover A B --from DATE``: customers go to another manager; a difference first, whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, refused, roots
from taizhang.cli.company import open_book, open_ledger
from taizhang.cli.edits import apply
from taizhang.cli.files import write_new
from taizhang.cli.report import plain
from taizhang.desk.asked import Unknown, date_of, person_of
from taizhang.desk.due_list import Duties
from taizhang.desk.upkeep.handover import Asked, Handover, handover_of, stubs_of, told, touched
from taizhang.desk.upkeep.sentences import say
from taizhang.facts.registers import Registers
from taizhang.records.book import Book
from taizhang.records.schema_set import SUFFIX

HELP = "移交客户:把一个人的客户交给另一个人,没办结的列清;先给看改动"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare from whom to whom, from when, which."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("giver", metavar="交的人", help="代号或姓名")
    parser.add_argument("taker", metavar="接的人", help="代号或姓名,那天要在合适的岗位上")
    parser.add_argument("--from", dest="start", required=True, metavar="日期", help="从哪天起由接的人负责")
    parser.add_argument("--customer", action="append", default=[], metavar="客户", help="只交这个,编号或全名,可写多次")
    parser.add_argument("--why", default="", metavar="原因", help="写在客户档案里的原因,默认写由谁移交")
    parser.add_argument("--write", action="store_true", help="写入;不加只给看")
    parser.add_argument("--notices", action="store_true", help="与 --write 同用:连告知联系人的初稿一起写")


def run(chosen: argparse.Namespace) -> int:
    """Tell the handover, show the difference, write it where asked; 1 where it can't be."""
    if chosen.notices and not chosen.write:
        return refused(say("handover.notices-write"))
    book = open_book(chosen)
    asked = _asked(chosen, book)
    found = handover_of(book, asked) if isinstance(asked, Asked) else asked
    if isinstance(found, Unknown) or isinstance(asked, Unknown):
        assert isinstance(found, Unknown)
        return refused(found.text)
    duties = Duties(open_ledger(chosen, book), book).of_person(asked.giver).items
    for line in told(found, asked, tuple(one for one in duties if touched(one, found, asked))):
        print(plain(line))
    code = apply(chosen, book, found.edits)
    if code == 0 and found.notices:
        _notices(chosen, book, found, asked)
    return code


def _asked(chosen: argparse.Namespace, book: Book) -> Asked | Unknown:
    registers = Registers(book)
    giver, taker = (person_of(registers, one) for one in (chosen.giver, chosen.taker))
    start = date_of(chosen.start)
    for one in (giver, taker, start):
        if isinstance(one, Unknown):
            return one
    assert not isinstance(giver, Unknown)
    assert not isinstance(taker, Unknown)
    assert isinstance(start, date)
    if not chosen.why.isprintable():
        return Unknown(say("handover.why-wrong"))
    why = chosen.why.strip() or say("handover.why", giver=giver.name)
    return Asked(giver, taker, start, tuple(chosen.customer), why)


def _notices(chosen: argparse.Namespace, book: Book, found: Handover, asked: Asked) -> None:
    """Write the notices' stubs, or say how they come to be."""
    if not chosen.notices:
        print(say("handover.stubs-later", day=asked.start, taker=asked.taker.id, unit=found.unit))
        return
    base: Path = chosen.base_dir
    schema = base / "schemas" / f"notice{SUFFIX}"
    written = 0
    for stub in stubs_of(found, asked, book):
        file = base / roots(chosen)[0] / stub.path
        way = Path(os.path.relpath(schema.absolute(), file.parent.absolute())).as_posix()
        if write_new(file, stub.text(way)):
            written += 1
        else:
            print(say("handover.stub-there", path=stub.path), file=sys.stderr)
    print(say("handover.stubs", count=written))
