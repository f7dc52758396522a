"""A month's notice as it is to be shown: as it was issued, else assembled as the ledger stands (A8.1)."""

from __future__ import annotations

from dataclasses import replace

from taizhang.bulletin.assemble import assemble, months_of
from taizhang.bulletin.frozen import as_issued, record_of
from taizhang.bulletin.material import Material
from taizhang.bulletin.notice import Bulletin
from taizhang.bulletin.remarks import remarks_of
from taizhang.bulletin.since import since
from taizhang.ledger import Ledger
from taizhang.records.book import Book, Record
from taizhang.when.period import Period


def notice_of(ledger: Ledger, book: Book, month: Period, commit: str = "") -> Bulletin:
    """The notice of ``month``: what was issued stays, with what became of it told apart."""
    record = record_of(book, month, ledger.as_of)
    if record is None:
        return assemble(ledger, book, month, commit)
    return notice_in(record, ledger, book, month)


def notice_in(record: Record, ledger: Ledger, book: Book, month: Period) -> Bulletin:
    """The issued notice in its record, with what became of it."""
    notice = as_issued(record, month, ledger, book)
    later = tuple(since(Material(ledger, book, month), notice.basis.as_of))
    return replace(notice, record=remarks_of(book, month).path, since=later)


def notices_of(ledger: Ledger, book: Book, commit: str = "") -> tuple[Bulletin, ...]:
    """The notice of every month that has outcomes, the latest first."""
    return tuple(notice_of(ledger, book, month, commit) for month in reversed(months_of(ledger, book)))
