"""Cards as they were sealed: whoever adds totals up takes the sealed ones, whatever the records give now (A8.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from taizhang.closing.closing import Closing, closings_of
from taizhang.records.book import Book
from taizhang.rules.outcome import Scorecard


def as_sealed(book: Book, cards: Iterable[Scorecard], as_of: datetime) -> tuple[Scorecard, ...]:
    """The cards in their order, each with the total that was sealed by ``as_of``; one not sealed is as reckoned."""
    sealed = {(one.unit, one.month.key): one for one in closings_of(book) if one.sealed(as_of)}
    return tuple(_as_sealed(card, sealed.get((card.unit, card.period))) for card in cards)


def _as_sealed(card: Scorecard, closing: Closing | None) -> Scorecard:
    found = closing.card(card.person) if closing is not None else None
    return card if found is None else replace(card, total=_shown_like(found.total, card.total))


def _shown_like(sealed: Decimal | None, reckoned: Decimal | None) -> Decimal | None:
    """The sealed total with no fewer decimals than the reckoned one: YAML keeps 84.40 as 84.4."""
    if sealed is None or reckoned is None:
        return sealed
    return sealed.quantize(min(sealed, reckoned, key=lambda one: one.as_tuple().exponent))
