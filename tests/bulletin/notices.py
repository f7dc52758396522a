"""Small notices for tests: a ledger made of outcomes by hand, or a company of a few texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from taizhang.bulletin import Bulletin, Figure, Paragraph, Table, assemble
from taizhang.bulletin.notice import Block, Name
from taizhang.bulletin.sentences import spelt
from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.rules.outcome import Outcome, Scorecard
from taizhang.when.period import Period, PeriodKind, period_of
from tests.books import book_of, company, person
from tests.rules.outcomes import frame

OCTOBER = period_of(PeriodKind.MONTH, date(2026, 10, 1))
LATER = datetime(2026, 11, 20, 18, 30)


def people() -> dict[str, str]:
    """Two branches with a manager each."""
    files = company("east", "west")
    calendar = files["calendar/2026.yaml"]
    files["calendar/2026.yaml"] = re.sub("(?m)^((?:entered|reviewed)_by): .*$", r"\1: zhang", calendar)
    files |= person("zhang", "张伟", "T0001", ("2026-01-01", "", "east"))
    return files | person("li", "李娜", "T0002", ("2026-01-01", "", "west"))


def notice_of(*outcomes: Outcome, files: Mapping[str, str] | None = None, as_of: datetime = LATER) -> Bulletin:
    """October's notice of a ledger that holds just these outcomes."""
    book = book_of(people() if files is None else files)
    return assemble(Ledger(as_of, (), outcomes), book, OCTOBER)


def computed(files: Mapping[str, str], month: Period = OCTOBER, as_of: datetime = LATER) -> Bulletin:
    """A month's notice of a company whose past nobody knows."""
    book = book_of(files)
    assert not book.problems, [problem.message for problem in book.problems]
    return assemble(compute(book, History("+08:00", why_unknown=Unknown.NO_GIT), as_of), book, month)


def card(who: str, unit: str, total: str | None) -> Scorecard:
    """A card of October with a total, or without."""
    parts: dict[str, Any] = frame("scorecard", "2026-10", key=f"scorecard/2026-10/{who}", person=who, unit=unit)
    return Scorecard(**parts, lines=(), total=None if total is None else Decimal(total))


def words(notice: Bulletin, section: str) -> list[str]:
    """A section's paragraphs and table rows as text."""
    found = notice.section(section)
    assert found is not None
    return [line for block in found.blocks for line in _lines(block)]


def figures(notice: Bulletin, section: str) -> list[Figure]:
    """Every figure of a section, in the order of the page."""
    found = notice.section(section)
    assert found is not None
    return [part for block in found.blocks for part in _parts(block) if isinstance(part, Figure)]


def figure(notice: Bulletin, section: str, what: str) -> Figure:
    """The first figure of a section that counts ``what``."""
    return next(one for one in figures(notice, section) if one.what == what)


def _lines(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [spelt(block.parts)]
    return [" ".join(spelt(cell) for cell in row) for row in block.rows]


def _parts(block: Block) -> list[str | Figure | Name]:
    if isinstance(block, Table):
        return [part for row in block.rows for cell in row for part in cell]
    return list(block.parts)
