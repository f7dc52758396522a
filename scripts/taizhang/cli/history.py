"""``taizhang history``: what became of one record, from Git, in plain words."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path, PurePosixPath

from taizhang.cli.command import common_arguments, refused
from taizhang.cli.company import moment_of, open_book, open_history
from taizhang.cli.waiting import waiting
from taizhang.explain.past import say
from taizhang.facts.store import Facts
from taizhang.history.versions import versions_of
from taizhang.history.versions_cache import USUAL
from taizhang.ledger import Ledger
from taizhang.progress import Phase
from taizhang.publish.audience import EVERYTHING
from taizhang.publish.past_words import text
from taizhang.publish.view import view
from taizhang.records.book import Book
from taizhang.rulebook import rulebooks_of

HELP = "历史:一条记录什么时候由谁改过哪些内容"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which record."""
    common_arguments(parser)
    parser.add_argument("path", metavar="文件", help="例如 records/leaves/telecom-east/zhang-wei/2026-11-23.yaml")
    parser.set_defaults(as_of=None)


def run(chosen: argparse.Namespace) -> int:
    """Print what became of the record; 1 where there is none at the path.

    Whoever has the records here can read all that Git has of them: nothing is left out.
    """
    book = open_book(chosen)
    path = found(book, chosen.base_dir, chosen.path)
    if path is None:
        return refused(say("no-record", path=chosen.path))
    base: Path = chosen.base_dir
    history = open_history(chosen, book)
    versions = versions_of(base, history, book.schemas, base / USUAL)
    with waiting(chosen) as tell:
        tell(Phase.TELLING)
        lines = tuple(text(view(nothing(book, moment_of(chosen, book)), book, EVERYTHING, git=versions), path))
    for line in lines:
        print(line)
    return 0


def found(book: Book, base: Path, asked: str) -> str | None:
    """The path in the book that ``asked`` means, from the company's folder or from where one stands."""
    plain = PurePosixPath(asked.replace("\\", "/"))
    names = [plain.as_posix(), f"{plain.as_posix()}.yaml"]
    here, company = Path(asked).resolve(), base.resolve()
    if here.is_relative_to(company):
        names.append(here.relative_to(company).as_posix())
    return next((name for name in names if book.at(name) is not None), None)


def nothing(book: Book, now: datetime) -> Ledger:
    """A ledger in which nothing was reckoned: a record's past asks for names alone."""
    return Ledger(now, rulebooks_of(book), (), Facts((), now))
