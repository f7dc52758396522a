"""``taizhang export-pay``: the pay proposals of a confirmed month as XLSX for human resources (D3.4, A8.6)."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from taizhang.cli.command import as_of_argument, common_arguments, refused
from taizhang.cli.company import computed, open_book
from taizhang.cli.exports import month_and_file
from taizhang.cli.files import write_over
from taizhang.closing import verify
from taizhang.closing.closing import Closing
from taizhang.desk.asked import Unknown
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.tables.pay import pay_table, payable
from taizhang.tables.sentences import say
from taizhang.tables.workbook import xlsx

HELP = "导出已确认月份的薪酬建议表(XLSX),交人力资源部"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which month, of which units, and where to."""
    common_arguments(parser)
    as_of_argument(parser)
    parser.add_argument("month", metavar="月份", help="例如 2026-09")
    parser.add_argument("--unit", metavar="单位", help="只要这个单位的,代号;不写就是全部")
    parser.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪里,例如 薪酬建议表-2026-09.xlsx")


def run(chosen: argparse.Namespace) -> int:
    """Write the file; 1, and nothing written, while a unit with entries of money has not confirmed the month.

    Nor where what the entries rest on has changed since: the closing seals the cards' figures, and of money its basis.
    """
    asked = month_and_file(chosen)
    if isinstance(asked, Unknown):
        return refused(asked.text)
    month, out = asked
    book = open_book(chosen)
    names = {record.id: record.text("name") for record in book.of("unit")}
    ledger = computed(chosen, book)
    found = payable(ledger, book, month, chosen.unit or "")
    if found.never:
        print(say("export.never", units="、".join(names.get(one, one) for one in found.never)), file=sys.stderr)
    if found.lacking:
        units = "、".join(names.get(one, one) for one in found.lacking)
        return refused(say("export.not-confirmed", month=month.key, units=units))
    if not found.sealed:
        return refused(say("export.no-pay", month=month.key))
    if moved := [one.unit for one in found.sealed if _moved(ledger, book, one)]:
        units = "、".join(names.get(one, one) for one in moved)
        return refused(say("export.pay-moved", unit=units, month=month.key))
    table = pay_table(ledger, book, month, found.sealed)
    write_over(out, xlsx(table))
    print(say("export.pay-written", file=out, count=len(table.rows)))
    return 0


def _moved(ledger: Ledger, book: Book, closing: Closing) -> bool:
    """Whether a card's figure, or a record that cards and entries of money rest on, is another than when sealed."""
    found = verify(ledger, book, closing)
    return bool(found.lines or found.records)
