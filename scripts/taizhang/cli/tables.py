"""What the commands about tables share: the file's kind by its name, the registers' names, the writing of a file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from taizhang.cli.command import common_arguments
from taizhang.cli.company import open_book
from taizhang.cli.files import write_over
from taizhang.desk.asked import Unknown
from taizhang.records.book import Book
from taizhang.sheets.book import as_csv, as_xlsx
from taizhang.sheets.grid import CSV, XLSX
from taizhang.sheets.layout import NAMED, Layout
from taizhang.sheets.matching import layout_named
from taizhang.sheets.sentences import say
from taizhang.sheets.values import Names


def names_of(book: Book) -> Names:
    """What the people, units and customers of a book are called."""
    return Names({kind: {one.id: one.text("name") for one in book.of(kind)} for kind in NAMED})


def table_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the kind and the file that a table is written to."""
    common_arguments(parser)
    parser.add_argument("kind", metavar="类别", help="哪一类记录,例如 leave 或 请假")
    parser.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪里,.xlsx 或 .csv")


def table_asked(chosen: argparse.Namespace) -> tuple[Book, Layout] | Unknown:
    """The company and the table of the kind that was named; why there is none, or no file to write it to."""
    if (wrong := table_file(chosen.out)) is not None:
        return wrong
    book = open_book(chosen)
    layout = layout_named(book.schemas, chosen.kind)
    return layout if isinstance(layout, Unknown) else (book, layout)


def table_file(file: Path) -> Unknown | None:
    """Why a table can't be written to ``file``; None where it can."""
    if file.suffix.lower() not in {XLSX, CSV}:
        return Unknown(say("file.suffix", file=file))
    if not file.parent.is_dir():
        return Unknown(say("file.folder", folder=file.parent))
    return None


def write_table(
    file: Path, layout: Layout, rows: Sequence[Mapping[int, str]], names: Names, extra: Sequence[str] = ()
) -> None:
    """The table as the file's suffix asks for it."""
    if file.suffix.lower() == CSV:
        write_over(file, as_csv(layout, rows, extra))
    else:
        write_over(file, as_xlsx(layout, rows, names, extra))
