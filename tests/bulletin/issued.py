"""September of a small company, closed and issued: Wu issues what Chen wrote the remarks for."""

from __future__ import annotations

from datetime import datetime

from taizhang.bulletin import assemble
from taizhang.bulletin.frozen import fields_of
from taizhang.closing import audited
from taizhang.desk.yaml_text import document
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from tests.books import book_of
from tests.closing.company import HISTORY, incident, month, sealed

ISSUED = datetime(2026, 10, 13, 9, 0)
LATER = datetime(2026, 11, 20, 18, 30)
PATH = "bulletins/2026-09.yaml"
REMARKS = """\
month: 2026-09
number: 市场部〔2026〕9 号
issuer: marketing
written_by: chen
issued_on: 2026-10-13
addressees: [各分公司]
remarks: [{section: scores, text: 分数都有进步。}]
next_month: [照常做。]
"""
AWARD = incident("zhang", "2026-09-20", "2026-09-21 10:00")
ARREARS = incident("li", "2026-09-28", "2026-10-22 09:30", "product-arrears")


def ready() -> dict[str, str]:
    """September sealed and its remarks written, nothing issued yet."""
    return sealed(AWARD) | {"bulletin-remarks/2026-09.yaml": REMARKS}


def read(files: dict[str, str], at: datetime) -> tuple[Ledger, Book]:
    """Ledger and book of the company at a moment."""
    book = book_of(files)
    return audited(book, HISTORY, at), book


def issued() -> dict[str, str]:
    """The company with September's notice issued."""
    files = ready()
    fields = fields_of(assemble(*read(files, ISSUED), month(), "4c1e9a2b" * 5), "wu", ISSUED)
    return files | {PATH: document(fields)}
