"""A closing as its record tells it, and as a record to be written (A8.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from taizhang import __version__
from taizhang.closing.digest import Basis, basis_of, digest_over, rulebooks_digest, rulebooks_from
from taizhang.closing.lines import Card, Score, lines_of
from taizhang.ledger import Ledger
from taizhang.records.book import Book, Record
from taizhang.records.own_checks import to_decimal
from taizhang.rules.outcome import Known
from taizhang.when.moment import format_moment, parse_moment
from taizhang.when.period import Period, PeriodKind, parse_period

KIND = "closing"
Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Closing:
    """A month of a unit as submitted and, from ``confirmed_at`` on, sealed; ``path`` is its record's."""

    unit: str
    month: Period
    submitted_by: str
    submitted_at: datetime
    confirmed_by: str
    confirmed_at: datetime | None
    rulebooks: str
    digest: str
    cards: tuple[Card, ...]
    basis: tuple[Basis, ...]
    path: str

    def sealed(self, as_of: datetime) -> bool:
        """Whether it was confirmed by ``as_of``."""
        return self.confirmed_at is not None and self.confirmed_at <= as_of

    def card(self, person: str) -> Card | None:
        """One person's sealed card; where there are several, the first rule's."""
        return next((one for one in self.cards if one.person == person), None)

    @property
    def short_digest(self) -> str:
        """The digest's first digits, to be shown."""
        return self.digest.removeprefix("sha256:")[:8]


def closings_of(book: Book) -> Iterator[Closing]:
    """Every closing, by path."""
    for record in book.of(KIND):
        found = _read(record)
        if found is not None:
            yield found


def closing_of(book: Book, unit: str, month: Period) -> Closing | None:
    """The closing of a unit's month, submitted or confirmed."""
    named = (one for one in book.of(KIND) if (one.text("unit"), one.text("month")) == (unit, month.key))
    return next((found for one in named if (found := _read(one)) is not None), None)


def fields_of(book: Book, ledger: Ledger, unit: str, month: Period, submitted: tuple[str, datetime]) -> Fields:
    """The record of a unit's month as the ledger has it, submitted by somebody at a moment; fit for YAML."""
    basis = basis_of(book, ledger, unit, month)
    by, at = submitted
    changed = rulebooks_from(book, month.last)
    return {
        "unit": unit,
        "month": month.key,
        "submitted_by": by,
        "submitted_at": format_moment(at),
        "programme": __version__,
        "rulebooks": rulebooks_digest(book),
        **({"rulebooks_from": changed.isoformat()} if changed else {}),
        "digest": digest_over(basis),
        "cards": [_card(one) for one in lines_of(ledger, unit, month)],
        "basis": [{"record": one.record, "digest": one.digest} for one in basis],
    }


def with_confirmation(fields: Mapping[str, object], by: str, at: datetime) -> Fields:
    """The same record confirmed by somebody at a moment."""
    found: Fields = {}
    for name, value in fields.items():
        found[name] = value
        if name == "submitted_at":
            found |= {"confirmed_by": by, "confirmed_at": format_moment(at)}
    return found


def _card(card: Card) -> Fields:
    total = {} if card.total is None else {"total": _written(card.total)}
    scores = [
        {"line": one.line, "known": one.known.value}
        | ({} if one.score is None else {"score": _written(one.score)})
        | {"maximum": _written(one.maximum)}
        for one in card.scores
    ]
    return {"person": card.person, "rule": card.rule, "known": card.known.value, **total, "scores": scores}


def _written(value: Decimal) -> str | int:
    """A number as records hold it: whole ones as such, others with two digits at most."""
    plain = value.normalize()
    return int(plain) if plain == plain.to_integral_value() else f"{plain:f}"


def _read(record: Record) -> Closing | None:
    """The closing in a record; None where its month or time is none, which its schema would have refused."""
    month = parse_period(record.text("month"), PeriodKind.MONTH)
    at = parse_moment(record.text("submitted_at"))
    if month is None or at is None:
        return None
    return Closing(
        unit=record.text("unit"),
        month=month,
        submitted_by=record.text("submitted_by"),
        submitted_at=at,
        confirmed_by=record.text("confirmed_by"),
        confirmed_at=parse_moment(record.text("confirmed_at")),
        rulebooks=record.text("rulebooks"),
        digest=record.text("digest"),
        cards=tuple(_read_card(one) for one in _items(record.data.get("cards"))),
        basis=tuple(Basis(str(one["record"]), str(one["digest"])) for one in _items(record.data.get("basis"))),
        path=record.path,
    )


def _read_card(item: Mapping[str, object]) -> Card:
    scores = tuple(_read_score(one) for one in _items(item.get("scores")))
    return Card(str(item["person"]), str(item["rule"]), to_decimal(item.get("total")), scores)


def _read_score(item: Mapping[str, object]) -> Score:
    maximum = to_decimal(item["maximum"]) or Decimal()
    return Score(str(item["line"]), Known(str(item["known"])), to_decimal(item.get("score")), maximum)


def _items(value: object) -> list[Mapping[str, object]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
