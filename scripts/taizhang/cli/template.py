"""``taizhang template KIND``: an empty table of a kind, to be filled in and imported."""

from __future__ import annotations

import argparse
from pathlib import Path

from taizhang.cli.command import common_arguments, refused
from taizhang.cli.company import open_book
from taizhang.cli.tables import names_of, table_file, write_table
from taizhang.desk.asked import Unknown
from taizhang.sheets.matching import fillable, layout_named
from taizhang.sheets.sentences import say

HELP = "做一张某类记录的空表(XLSX),填好后用 import 导入"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which kind, and where to."""
    common_arguments(parser)
    parser.add_argument("kind", metavar="类别", help="哪一类记录,例如 leave 或 请假")
    parser.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪里,.xlsx 或 .csv")


def run(chosen: argparse.Namespace) -> int:
    """Write the template; 1 where the kind is no table or the file can't be written."""
    if (wrong := table_file(chosen.out)) is not None:
        return refused(wrong.text)
    book = open_book(chosen)
    layout = layout_named(book.schemas, chosen.kind)
    if isinstance(layout, Unknown):
        return refused(layout.text)
    if (wrong := fillable(layout)) is not None:
        return refused(wrong.text)
    write_table(chosen.out, layout, [], names_of(book))
    print(say("told.template", file=chosen.out, title=layout.kind.title, count=len(layout.columns)))
    return 0
