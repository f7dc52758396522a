"""The month's summary for human resources, 考核汇总表: what was confirmed, and nothing else (A8.6)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from taizhang.closing.closing import Closing, closing_of
from taizhang.closing.lines import Card, Score
from taizhang.closing.states import branches_of, corrections_of
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.rules.card_lines import ADJUSTMENTS
from taizhang.rules.outcome import CardLine, Known
from taizhang.tables.sentences import say
from taizhang.tables.workbook import Cell, Table
from taizhang.when.moment import format_moment
from taizhang.when.period import Period


def confirmed(ledger: Ledger, book: Book, month: Period) -> tuple[tuple[Closing, ...], tuple[str, ...]]:
    """The closings of a month that were confirmed by the ledger's moment, and the branches that have none; by id."""
    found = {unit: closing_of(book, unit, month) for unit in branches_of(book, month)}
    sealed = tuple(one for one in found.values() if one is not None and one.sealed(ledger.as_of))
    there = {one.unit for one in sealed}
    return sealed, tuple(unit for unit in found if unit not in there)


def score_table(ledger: Ledger, book: Book, month: Period, closings: Iterable[Closing]) -> Table:
    """The table of these closings: a person a row, the card's lines as columns, as they were sealed."""
    listed = tuple(closings)
    columns = _columns(card for one in listed for card in one.cards)
    lines = {line.id: line for card in ledger.scorecards for line in card.lines}
    heads = (
        say("scores.unit"),
        say("scores.person"),
        say("scores.number"),
        *(_head(line, maximum, lines.get(line)) for line, maximum in columns.items()),
        say("scores.total"),
        say("scores.remark"),
    )
    rows = tuple(_row(book, ledger, one, card, tuple(columns)) for one in listed for card in one.cards)
    company = next((record.text("name") for record in book.of("company")), "")
    title = say("scores.title", company=company, year=month.start.year, month=month.start.month)
    return Table(say("scores.sheet"), title, heads, rows, tuple(foot_of(book, one) for one in listed))


def _columns(cards: Iterable[Card]) -> dict[str, Decimal]:
    """The lines of all cards in their order, with the most that any of them can give."""
    found: dict[str, Decimal] = {}
    for card in cards:
        for score in card.scores:
            found[score.line] = max(found.get(score.line, Decimal()), score.maximum)
    return found


def _head(identity: str, maximum: Decimal, line: CardLine | None) -> str:
    """A line's title with the most it can give; adjustments have a sign and no maximum."""
    title = line.title if line else identity
    if not maximum or (line is not None and line.section == ADJUSTMENTS):
        return title
    return say("scores.line", title=title, maximum=f"{maximum.normalize():f}")


def _row(book: Book, ledger: Ledger, closing: Closing, card: Card, columns: tuple[str, ...]) -> tuple[Cell, ...]:
    scores = {one.line: one for one in card.scores}
    person = book.find("person", card.person)
    key = closing.unit, card.person
    corrected = any(
        (one.text("unit"), one.text("person")) == key for one in corrections_of(book, closing, ledger.as_of)
    )
    return (
        name_of(book, "unit", closing.unit),
        name_of(book, "person", card.person),
        person.text("employee_number") if person else "",
        *(_score(scores.get(line)) for line in columns),
        say("scores.missing") if card.total is None else card.total,
        say("scores.corrected") if corrected else None,
    )


def _score(score: Score | None) -> Cell:
    if score is None:
        return None
    return say(f"scores.{score.known.value}") if score.known is not Known.NUMBER else score.score


def foot_of(book: Book, closing: Closing) -> str:
    """Who confirmed a unit's month, when, and over what."""
    return say(
        "scores.foot",
        unit=name_of(book, "unit", closing.unit),
        by=name_of(book, "person", closing.confirmed_by),
        at=format_moment(closing.confirmed_at) if closing.confirmed_at else "",
        digest=closing.short_digest,
    )


def name_of(book: Book, kind: str, identity: str) -> str:
    """What a record is called; the id where there is none."""
    record = book.find(kind, identity)
    return (record.text("name") if record else "") or identity
