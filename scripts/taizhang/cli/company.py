"""The company at the command line: its book, its history, the moment it is looked at."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from taizhang.cli.command import roots
from taizhang.cli.waiting import waiting
from taizhang.closing import audited
from taizhang.facts.company import company_of
from taizhang.history.cache import USUAL
from taizhang.history.history import History, read_history
from taizhang.ledger import Ledger, compute
from taizhang.progress import Phase
from taizhang.records.book import Book
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from taizhang.when.clock import moment_for


def open_book(chosen: argparse.Namespace) -> Book:
    """The book of the work tree."""
    base: Path = chosen.base_dir
    with waiting(chosen) as tell:
        return load(WorkTree(base, roots(chosen)), load_schemas(base / "schemas"), tell=tell)


def open_ledger(chosen: argparse.Namespace, book: Book) -> Ledger:
    """The ledger as of ``--as-of``, the company's pinned moment, or now."""
    return audited_at(chosen, book, open_history(chosen, book), moment_of(chosen, book))


def audited_at(chosen: argparse.Namespace, book: Book, history: History, now: datetime) -> Ledger:
    """The ledger at a moment, every month sealed by then compared with what was sealed."""
    with waiting(chosen) as tell:
        return audited(book, history, now, tell)


def computed(chosen: argparse.Namespace, book: Book) -> Ledger:
    """The ledger as ``open_ledger`` gives it, but for what closings add to it."""
    history, now = open_history(chosen, book), moment_of(chosen, book)
    with waiting(chosen) as tell:
        return compute(book, history, now, tell)


def open_history(chosen: argparse.Namespace, book: Book) -> History:
    """What Git knows of the company's records."""
    base: Path = chosen.base_dir
    with waiting(chosen) as tell:
        tell(Phase.PAST)
        return read_history(base, company_of(book).utc_offset, base / USUAL)


def moment_of(chosen: argparse.Namespace, book: Book) -> datetime:
    """The moment to look at: ``--as-of``, the company's pinned one, or now."""
    company = company_of(book)
    asked: datetime | None = chosen.as_of
    return moment_for(asked, company.pinned, company.utc_offset)
