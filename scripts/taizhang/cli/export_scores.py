"""``taizhang export-scores``: a confirmed month as XLSX for human resources (A8.6)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, refused
from taizhang.cli.company import computed, open_book
from taizhang.cli.exports import month_and_file
from taizhang.cli.files import write_over
from taizhang.closing import verify
from taizhang.desk.asked import Unknown
from taizhang.tables.scores import confirmed, score_table
from taizhang.tables.sentences import say
from taizhang.tables.workbook import xlsx

HELP = "导出已确认月份的考核汇总表(XLSX),交人力资源部"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which month, and where to."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("month", metavar="月份", help="例如 2026-09")
    parser.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪里,例如 考核汇总表-2026-09.xlsx")


def run(chosen: argparse.Namespace) -> int:
    """Write the file; 1, and nothing written, while a branch's month is not confirmed."""
    asked = month_and_file(chosen)
    if isinstance(asked, Unknown):
        return refused(asked.text)
    month, out = asked
    book = open_book(chosen)
    names = {record.id: record.text("name") for record in book.of("unit")}
    ledger = computed(chosen, book)
    closings, lacking = confirmed(ledger, book, month)
    if lacking:
        return refused(say("export.not-confirmed", month=month.key, units="、".join(names[one] for one in lacking)))
    if not closings:
        return refused(say("export.none", month=month.key))
    table = score_table(ledger, book, month, closings)
    write_over(out, xlsx(table))
    for one in closings:
        if not verify(ledger, book, one).agrees:
            print(say("export.differs", unit=names.get(one.unit, one.unit), month=month.key), file=sys.stderr)
    print(say("export.written", file=out, count=len(table.rows)))
    return 0
