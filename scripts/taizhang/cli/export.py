"""``taizhang export KIND``: the records of a kind as a table that ``import`` reads back to the same records."""

from __future__ import annotations

import argparse
import sys

from taizhang.cli.command import refused
from taizhang.cli.report import plain
from taizhang.cli.tables import names_of, table_arguments, table_asked, write_table
from taizhang.cli.waiting import waiting
from taizhang.desk.asked import Unknown
from taizhang.progress import Phase
from taizhang.sheets.rows import rows_of
from taizhang.sheets.sentences import say
from taizhang.sheets.values import Reader

HELP = "把某类记录导出成表(XLSX 或 CSV),栏和 template 的一样"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which kind, which records, and where to."""
    table_arguments(parser)
    parser.add_argument("given", nargs="*", metavar="字段=值", help="只要这些记录,例如 unit=telecom-east month=2026-10")


def run(chosen: argparse.Namespace) -> int:
    """Write the table; 1 where the kind is no table, a record does not fit, or there is none."""
    found = table_asked(chosen)
    if isinstance(found, Unknown):
        return refused(found.text)
    book, layout = found
    asked = dict(pair.partition("=")[::2] for pair in chosen.given)
    if unknown := [name for name in asked if name not in layout.kind.schema["properties"]]:
        return refused(say("told.no-field", title=layout.kind.title, value=unknown[0]))
    kind = layout.kind.name
    records = [one for one in book.of(kind) if all(one.text(name) == value for name, value in asked.items())]
    if not records:
        return refused(say("told.no-records", title=layout.kind.title))
    reader = Reader(layout, names_of(book))
    rows: list[dict[int, str]] = []
    fitting = 0
    for one in records:
        made = rows_of(layout, one.data, reader)
        if made is None:
            print(plain(say("told.left-out", path=one.path)), file=sys.stderr)
        else:
            rows += made
            fitting += 1
    with waiting(chosen) as tell:
        tell(Phase.WRITING)
        write_table(chosen.out, layout, rows, reader.names)
    told = {"file": chosen.out, "title": layout.kind.title, "records": fitting, "rows": len(rows)}
    print(say("told.exported", **told))
    unsound = sum(1 for one in book if one.kind == kind and one.path in book.refused)
    if unsound:
        print(say("told.unsound", count=unsound), file=sys.stderr)
    return 0 if fitting == len(records) else 1
