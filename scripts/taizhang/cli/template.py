"""``taizhang template KIND``: an empty table of a kind, to be filled in and imported."""

from __future__ import annotations

import argparse

from taizhang.cli.command import refused
from taizhang.cli.tables import names_of, table_arguments, table_asked, write_table
from taizhang.desk.asked import Unknown
from taizhang.sheets.matching import fillable
from taizhang.sheets.sentences import say

HELP = "做一张某类记录的空表(XLSX),填好后用 import 导入"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which kind, and where to."""
    table_arguments(parser)


def run(chosen: argparse.Namespace) -> int:
    """Write the template; 1 where the kind is no table, or a file is there: it may be filled in."""
    found = table_asked(chosen)
    if isinstance(found, Unknown):
        return refused(found.text)
    book, layout = found
    if (wrong := fillable(layout)) is not None:
        return refused(wrong.text)
    if chosen.out.exists():
        return refused(say("file.there", file=chosen.out))
    write_table(chosen.out, layout, [], names_of(book))
    print(say("told.template", file=chosen.out, title=layout.kind.title, count=len(layout.columns)))
    return 0
