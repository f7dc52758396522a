"""``taizhang import FILE``: a table's records, first only judged; written all or none, never over others unasked.

Who runs it is put into no record: it is not the importer who says what a record says.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from taizhang.cli.command import common_arguments, refused, roots
from taizhang.cli.files import Change, NotWritten, write_all
from taizhang.cli.report import plain
from taizhang.cli.tables import names_of, table_file, write_table
from taizhang.cli.waiting import waiting
from taizhang.closing.correction_check import correction_problems
from taizhang.desk.asked import Unknown
from taizhang.facts.calendar_check import calendar_problems
from taizhang.ledger.draw_check import draw_problems, ruling_problems
from taizhang.problem import Problem
from taizhang.progress import Tell
from taizhang.records.book import Book
from taizhang.records.load import Memory, load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from taizhang.sheets.grid import CSV, FILE_LIMIT, MEGABYTE, XLSX, Grid, read_grid
from taizhang.sheets.judging import CHANGED, REFUSED, Company, Judged, Result, judged, refused_rows
from taizhang.sheets.layout import Layout
from taizhang.sheets.matching import columns_in, fillable, layout_for, rows_in
from taizhang.sheets.rows import Made, Row, Tidied, Trouble, records_of
from taizhang.sheets.sentences import say
from taizhang.sheets.values import Names, Reader

HELP = "从表(XLSX 或 CSV)导入记录:先逐行检查,加 --write 才写入"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file, and what may be done."""
    common_arguments(parser)
    parser.add_argument("file", type=Path, metavar="文件", help="填好的 .xlsx 或 .csv")
    parser.add_argument("--kind", default="", metavar="类别", help="哪一类记录;用 template 做的表不用写")
    parser.add_argument("--write", action="store_true", help="写入:要么全部写入,要么一份也不写")
    parser.add_argument("--update", action="store_true", help="已经有的记录照表里的改,先给看改动")
    parser.add_argument("--sound", action="store_true", help="与 --write 同用:只写没有问题的,其余不动")
    parser.add_argument("--refused", type=Path, metavar="文件", help="把有问题的行连同原因写到这个 .xlsx 或 .csv")


def run(chosen: argparse.Namespace) -> int:
    """Judge and, if asked to, write; 1 while a row is refused or nothing could be written."""
    if chosen.refused is not None and (wrong := table_file(chosen.refused)) is not None:
        return refused(wrong.text)
    if chosen.refused is not None and chosen.refused.absolute() == chosen.file.absolute():
        return refused(plain(say("file.same", file=chosen.file)))
    grid = _grid(chosen.file)
    if isinstance(grid, Unknown):
        return refused(plain(grid.text))
    root = roots(chosen)[0]
    with waiting(chosen) as tell:
        company = _company(chosen.base_dir, roots(chosen), root, tell)
    layout = layout_for(company.book.schemas, grid, chosen.kind)
    wrong = layout if isinstance(layout, Unknown) else fillable(layout)
    if isinstance(layout, Unknown) or wrong is not None:
        return refused(plain(wrong.text if wrong is not None else ""))
    rows = rows_in(layout, grid)
    if any(isinstance(one, Unknown) for one in rows):
        return refused("\n".join(plain(one.text) for one in rows if isinstance(one, Unknown)))
    names = names_of(company.book)
    made = records_of(layout, [one for one in rows if isinstance(one, Row)], Reader(layout, names))
    with waiting(chosen) as tell:
        found = judged(layout, made, columns_in(layout, grid), company, update=chosen.update, tell=tell)
    _tell(chosen.file, layout, len(rows), made, found)
    _give_back(chosen.refused, layout, found, names)
    return _write(chosen, root, found)


def _grid(file: Path) -> Grid | Unknown:
    """The table in a file; its size is asked before it is read."""
    suffix = file.suffix.lower()
    if suffix not in {XLSX, CSV}:
        return Unknown(say("file.suffix", file=file))
    if not file.is_file():
        return Unknown(say("file.none", file=file))
    size = file.stat().st_size
    if size > FILE_LIMIT:
        return Unknown(say("file.large", size=size // MEGABYTE + 1, most=FILE_LIMIT // MEGABYTE))
    return read_grid(file.read_bytes(), suffix)


def _company(base: Path, all_roots: Sequence[str], root: str, tell: Tell) -> Company:
    source = WorkTree(base, all_roots)
    memory: Memory = {}
    return Company(source, root, load(source, load_schemas(base / "schemas"), memory, tell), memory, problems_of)


def problems_of(book: Book) -> Iterable[Problem]:
    """What ``taizhang check`` finds wrong with records; rulebooks are not imported, so their examples need no run."""
    reckoned = {*draw_problems(book), *ruling_problems(book), *correction_problems(book)}
    return {*book.problems, *calendar_problems(book), *reckoned}


def _tell(file: Path, layout: Layout, rows: int, made: Sequence[Made], found: Judged) -> None:
    """The report: what was read otherwise than written, what is wrong row by row, what would change, the sum."""
    head = say("told.head", file=file.name, title=layout.kind.title, rows=rows, records=len(made))
    lines = [head, *_tidied(one for record in made for one in record.tidied)]
    troubles = {told for one in found.results for told in one.troubles}
    for told in sorted(troubles, key=lambda told: (told.row, told.heading, told.message)):
        lines += _trouble(told)
    for one in found.results:
        if one.state == CHANGED or (one.state == REFUSED and one.before is not None and one.content):
            lines += _difference(one)
    if found.outside:
        lines.append(say("told.outside"))
        lines += [f"  {one.path}:{one.line}  {one.message}" for one in found.outside]
    lines += ["", say("told.sum", parts="、".join(_counted(found))), say("told.nobody")]
    print("\n".join(plain(line) for line in lines))


def _tidied(found: Iterable[Tidied]) -> Iterator[str]:
    listed = sorted(found, key=lambda one: one.row)
    for one in listed:
        written, meant = (" ".join(text.split()) for text in (one.written, one.meant))
        yield say("told.read", row=one.row, heading=one.heading, written=written, meant=meant)
    if listed:
        yield say("told.read-sum", count=len(listed))


def _trouble(told: Trouble) -> Iterator[str]:
    heading = say("told.heading", heading=told.heading) if told.heading else ""
    yield say("told.row", row=told.row, heading=heading, title=told.title)
    yield "  " + told.message
    if told.repair:
        yield "  → " + told.repair


def _difference(one: Result) -> Iterator[str]:
    before, after = ((side or b"").decode("utf-8", "replace").splitlines() for side in (one.before, one.content))
    yield one.path
    yield from list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]


def _counted(found: Judged) -> Iterator[str]:
    for state in ("new", "changed", "same", "refused"):
        there = [one for one in found.results if one.state == state]
        if there:
            yield say(f"told.{state}", count=len(there), rows=sum(len(one.made.rows) for one in there))


def _give_back(file: Path | None, layout: Layout, found: Judged, names: Names) -> None:
    """The refused rows with their reasons, as a table that can be put right and imported."""
    if file is None:
        return
    if not found.refused:
        print(say("told.no-refused", file=file))
        return
    extra = (say("sheet.row"), say("sheet.why"))
    write_table(file, layout, refused_rows(layout, found.refused), names, extra)
    print(say("told.refused-file", file=file))


def _write(chosen: argparse.Namespace, root: str, found: Judged) -> int:
    """Write what is to be written, all of it or nothing; the exit code."""
    if not chosen.write:
        print(say("told.dry-update" if any(one.state == CHANGED for one in found.results) else "told.dry"))
        return 0 if found.sound else 1
    if found.outside or (found.refused and not chosen.sound):
        print(say("told.none-written"))
        return 1
    wanted = [one for one in found.results if one.written]
    if not wanted:
        print(say("told.nothing"))
        return 0 if found.sound else 1
    base: Path = chosen.base_dir
    top = (base / root).resolve()
    for one in wanted:
        if not (base / one.path).resolve().is_relative_to(top):
            return refused(say("told.undone", why=say("told.outside-root", path=plain(one.path))))
    try:
        write_all([Change(base / one.path, one.before, one.content) for one in wanted])
    except NotWritten as trouble:
        return refused(say("told.undone", why=say("told.meanwhile", path=plain(str(trouble.file)))))
    except OSError as trouble:
        print(say("told.undone", why=str(trouble)), file=sys.stderr)
        return 1
    print(say("told.written", count=len(wanted)))
    return 0 if found.sound else 1
