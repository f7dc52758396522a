"""What a month's results rest on: the records in their causes, each with a digest, and all of them with one (A8.6).

A record's digest is of its data, so that a comment or a new line changes nothing. Rulebooks have a digest of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.closing.lines import cards_of
from taizhang.facts.fact import Source
from taizhang.ledger import Ledger
from taizhang.records.book import Book, Record
from taizhang.rulebook import rulebooks_of
from taizhang.rules.charge import MONEY
from taizhang.rules.outcome import Cause
from taizhang.when.period import Period

SHORT = 16
RULEBOOK = "rulebook"


@dataclass(frozen=True, slots=True, order=True)
class Basis:
    """One record that a result rests on: its key below the record root, the start of its data's digest."""

    record: str
    digest: str


def basis_of(book: Book, ledger: Ledger, unit: str, month: Period) -> tuple[Basis, ...]:
    """The records in the causes of a unit's month, of its cards and its entries of money, by key; no rulebooks."""
    money = (one for one in ledger.entries if (one.account, one.unit, one.period) == (MONEY, unit, month.key))
    paths = {path for one in (*cards_of(ledger, unit, month), *money) for path in _paths(one.cause)}
    records = (book.at(path) for path in paths)
    return tuple(sorted(_basis(one) for one in records if one is not None and one.kind != RULEBOOK))


def digest_of(book: Book, ledger: Ledger, unit: str, month: Period) -> str:
    """``sha256:…`` over what the results of a unit's month rest on."""
    return digest_over(basis_of(book, ledger, unit, month))


def digest_over(basis: Iterable[Basis]) -> str:
    """``sha256:…`` over keys and digests as canonical JSON, in the order of the keys."""
    return data_digest([[one.record, one.digest] for one in sorted(basis)])


def rulebooks_digest(book: Book) -> str:
    """``sha256:…`` over all rulebooks."""
    return data_digest([[one.key, one.data] for one in book.of(RULEBOOK)])


def rulebooks_from(book: Book, last: date) -> date | None:
    """The latest day up to ``last`` on which anything in the rulebooks began or changed."""
    starts: list[date | None] = []
    for rulebook in rulebooks_of(book):
        starts += [rulebook.start, *(rule.start for rule in rulebook.rules)]
        starts += [change.start for rule in rulebook.rules for change in rule.changes]
    return max((day for day in starts if day is not None and day <= last), default=None)


def _basis(record: Record) -> Basis:
    return Basis(record.key, data_digest(record.data).removeprefix("sha256:")[:SHORT])


def data_digest(data: object) -> str:
    """``sha256:…`` over data as canonical JSON."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _paths(cause: Cause) -> Iterator[str]:
    if isinstance(cause.source, Source):
        yield cause.source.path
    for child in cause.children:
        yield from _paths(child)
