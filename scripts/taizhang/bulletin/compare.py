"""An issued notice held against the same notice assembled again at the moment of its issue (A8.1).

Figures are compared, section by section, by what they count; other words than then are no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from taizhang.bulletin.assemble import assemble
from taizhang.bulletin.frozen import KIND, as_issued, record_of, unaltered
from taizhang.bulletin.notice import Bulletin
from taizhang.bulletin.sentences import say
from taizhang.closing import audited
from taizhang.history.history import History
from taizhang.records.book import Book
from taizhang.when.moment import format_moment, parse_moment
from taizhang.when.period import Period, PeriodKind, parse_period

SHORT = 8


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """One figure as issued and as reckoned again; None where it is not there at all."""

    section: str
    what: str
    was: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs of one notice; ``unaltered`` says that its record still holds what its digest was taken of."""

    notice: Bulletin
    figures: tuple[FigureDifference, ...]
    unaltered: bool

    @property
    def agrees(self) -> bool:
        """Whether the notice stands as it was issued, and the records still give the same."""
        return self.unaltered and not self.figures


def issued(book: Book, as_of: datetime) -> Iterator[Period]:
    """The months whose notices were issued by a moment, in their order."""
    months = (parse_period(one.text("month"), PeriodKind.MONTH) for one in book.of(KIND))
    yield from sorted(month for month in months if month is not None and record_of(book, month, as_of) is not None)


def compared(book: Book, history: History, month: Period, as_of: datetime) -> Comparison:
    """The notice of ``month`` that was issued by ``as_of``, against what the records give for its moment now."""
    record = record_of(book, month, as_of)
    if record is None:
        raise ValueError(f"the notice of {month.key} is not issued")
    at = parse_moment(record.text("issued_at")) or as_of
    then = audited(book, history, at)
    notice = as_issued(record, month, then, book)
    return Comparison(notice, differences(notice, assemble(then, book, month)), unaltered(record))


def differences(notice: Bulletin, again: Bulletin) -> tuple[FigureDifference, ...]:
    """Every figure that is not the same in both, in the order of the issued notice."""
    was, now = _by_what(notice), _by_what(again)
    return tuple(
        FigureDifference(section, what, before, after)
        for section, what in dict.fromkeys((*was, *now))
        for before, after in zip_longest(was.get((section, what), ()), now.get((section, what), ()))
        if before != after
    )


def told(found: Comparison) -> Iterator[str]:
    """The comparison in sentences."""
    seal = found.notice.seal
    if seal is None:
        raise ValueError(f"the notice of {found.notice.month.key} is not issued")
    digest = seal.digest.removeprefix("sha256:")[:SHORT]
    values = {"month": found.notice.month.key, "at": format_moment(seal.at), "digest": digest}
    if not found.unaltered:
        yield say("again.altered", **values)
    count = len(found.figures) or len(list(found.notice.figures))
    yield say("again.differs" if found.figures else "again.agrees", **values, count=count)
    for one in found.figures:
        sides = {"was": one.was or say("again.none"), "now": one.now or say("again.none")}
        yield say("again.figure", section=one.section, what=one.what, **sides)


def _by_what(notice: Bulletin) -> dict[tuple[str, str], list[str]]:
    """The figures' texts by section and what they count."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for section, one in notice.figures:
        found[section, one.what].append(one.text)
    return dict(found)
