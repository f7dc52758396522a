"""What a company may set for its notices: thresholds of praise and criticism, and of which unit they tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from taizhang.records.book import Book


@dataclass(frozen=True, slots=True)
class Parameters:
    """Points of a month's total (the edge of praise in, of criticism out), and the unit told of, "" for all."""

    praise_from: Decimal = Decimal(95)
    criticise_below: Decimal = Decimal(80)
    unit: str = ""


def parameters_of(book: Book) -> Parameters:
    """The company's own parameters; the defaults hold where its record says nothing."""
    record = next(iter(book.of("company")), None)
    said = record.data.get("bulletin") if record is not None else None
    if not isinstance(said, Mapping):
        return Parameters()
    usual = Parameters()
    return Parameters(
        praise_from=Decimal(str(said.get("praise_from", usual.praise_from))),
        criticise_below=Decimal(str(said.get("criticise_below", usual.criticise_below))),
        unit=str(said.get("unit", usual.unit)),
    )
