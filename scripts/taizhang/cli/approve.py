"""``taizhang approve RECORD…``: a signature on records, with the digest of what is signed; shown first."""

from __future__ import annotations

import argparse

from taizhang.cli.command import as_of_argument, common_arguments, from_base, refused, roots
from taizhang.cli.company import moment_of, open_book
from taizhang.cli.edits import apply
from taizhang.desk.asked import Unknown, person_of
from taizhang.desk.upkeep.approval import AGREED, REFUSED, Signed, approval_of
from taizhang.desk.upkeep.edits import Edit
from taizhang.desk.upkeep.sentences import say
from taizhang.facts.registers import Registers

HELP = "签字:对一条或几条记录写审批,摘要和时间由程序填;先给看,加 --write 写入"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which records, who signs, and what is said."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("records", nargs="+", metavar="记录", help="签哪条记录,写它的路径,可写多条")
    parser.add_argument("--by", required=True, metavar="人", help="谁签,代号或姓名,例如 li-na")
    parser.add_argument("--step", default="", metavar="步骤", help="哪一步的签字,例如 supervisor;默认照这类记录以前的")
    parser.add_argument("--refuse", action="store_true", help="不同意;不加就是同意")
    parser.add_argument("--remark", default="", metavar="批语", help="需要说明的,一行字")
    parser.add_argument("--write", action="store_true", help="写入;不加只给看")


def run(chosen: argparse.Namespace) -> int:
    """Show the approvals; with ``--write`` write all of them or none. 1 where one of them can't be."""
    remark = chosen.remark.strip()
    if not remark.isprintable():
        return refused(say("approve.remark"))
    book = open_book(chosen)
    person = person_of(Registers(book), chosen.by)
    if isinstance(person, Unknown):
        return refused(person.text)
    decision = REFUSED if chosen.refuse else AGREED
    signed = Signed(person, moment_of(chosen, book), decision, chosen.step, remark)
    edits: dict[str, Edit] = {}
    for asked in dict.fromkeys(chosen.records):
        edit = approval_of(book, from_base(chosen.base_dir, asked), signed, roots(chosen)[0])
        if isinstance(edit, Unknown):
            return refused(edit.text)
        if edit.path in edits:
            return refused(say("approve.twice", path=asked))
        edits[edit.path] = edit
    return apply(chosen, book, tuple(edits.values()))
