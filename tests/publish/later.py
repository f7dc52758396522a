"""The demo company as it would be: with other records, or at a later moment; reckoned once a process each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from taizhang.closing import audited
from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger
from taizhang.publish.view import View, view
from taizhang.records.book import Book
from taizhang.rules.outcome import Scorecard
from tests.books import book_of
from tests.publish.demo import demo_book, demo_files

NOW = datetime(2026, 11, 20, 18, 30)
UNKNOWN = History("+08:00", why_unknown=Unknown.NO_GIT)


def view_with(changed: Mapping[str, str | bytes], as_of: datetime = NOW, *, without: str = "") -> View:
    """The view of the demo company with these records in place of its own; nothing may be wrong with them.

    ``without`` is the path of a record that is left out: what refers to it may be told as wrong.
    """
    files = {path: text for path, text in {**demo_files(), **changed}.items() if path != without}
    return _viewed(book_of(files), as_of, sound=not without)


@cache
def ledger_at(as_of: datetime) -> Ledger:
    """The demo company's ledger at another moment, without anything more done."""
    return audited(demo_book(), UNKNOWN, as_of)


def card(ledger: Ledger, person: str, period: str = "2026-11") -> Scorecard:
    """A person's card of a period."""
    return next(one for one in ledger.scorecards if (one.person, one.period) == (person, period))


def _viewed(book: Book, as_of: datetime, *, sound: bool) -> View:
    assert not (sound and book.problems), [problem.message for problem in book.problems]
    return view(audited(book, UNKNOWN, as_of), book)
