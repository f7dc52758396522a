"""Sealed months: the list, and a page a closing with every figure as it was sealed, beside what it is now (A8.6).

What was sealed stands whatever the records give today, also of people who have left. A sealed figure opens into its
line of the closing's record; where a recalculation differs, the figure of today leads to what makes it so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from taizhang.closing import Card, Closing
from taizhang.closing.lines import Score, card_of
from taizhang.closing.text import word
from taizhang.closing.verify import TOTAL, LineDifference, Shown, line_differences
from taizhang.publish.links import CARDED, closing_page
from taizhang.publish.maker import Maker
from taizhang.publish.past_words import SHORT_ID
from taizhang.publish.signing import Signing
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.outcome import Known, Scorecard

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sealed card: its score, the pointer to it in the record, and what it is now where that differs."""

    score: Score
    at: tuple[str | int, ...]
    differs: LineDifference | None

    @property
    def shown(self) -> Shown:
        """The figure that was sealed."""
        return Shown(self.score.known, self.score.score)


@dataclass(frozen=True, slots=True)
class Row:
    """One person's card as sealed, its lines by id; ``reckoned`` says that there is a card of his month now."""

    card: Card
    lines: Mapping[str, Line]
    at: tuple[str | int, ...]
    differs: LineDifference | None
    reckoned: bool

    @property
    def shown(self) -> Shown:
        """The total that was sealed."""
        return Shown(self.card.known, self.card.total)


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one rule: its lines with what they are called, in their order, and a row a person."""

    rule: str
    title: str
    lines: Mapping[str, str]
    most: Mapping[str, Decimal | None]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Month:
    """A unit's month as submitted or sealed, held against the cards of today; ``commit`` is that of its record."""

    closing: Closing
    sealed: bool
    now: tuple[Scorecard, ...]
    titles: Mapping[str, str]
    corrections: tuple[Record, ...]
    rules_changed: bool
    commit: str

    @property
    def address(self) -> str:
        """Where its page is."""
        return closing_page(self.closing.unit, self.closing.month.key)

    @cached_property
    def differs(self) -> Mapping[tuple[str, str, str], LineDifference]:
        """What is not as it was, by person, rule and line."""
        now = tuple(card_of(card) for card in self.now)
        return {(one.person, one.rule, one.line): one for one in line_differences(self.closing.cards, now)}

    @cached_property
    def since(self) -> tuple[LineDifference, ...]:
        """The totals of cards that have come up since: nobody sealed them."""
        known = {(card.person, card.rule) for card in self.closing.cards}
        return tuple(
            one for (person, rule, line), one in self.differs.items() if line == TOTAL and (person, rule) not in known
        )

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Whose card is not as it was."""
        return tuple(dict.fromkeys(person for person, _, _ in self.differs))

    @cached_property
    def explained(self) -> tuple[str, ...]:
        """The people with a sealed card who have one now, which explains every line."""
        return tuple(row.card.person for group in self.groups for row in group.rows if row.reckoned and row.card.person)

    @cached_property
    def mean(self) -> Decimal | None:
        """The mean of the sealed totals; None of none."""
        totals = [card.total for card in self.closing.cards if card.total is not None]
        return (sum(totals, Decimal()) / len(totals)).quantize(CENT, ROUND_HALF_UP) if totals else None

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The sealed cards by rule, people in the order of the record."""
        return tuple(self._group(rule) for rule in dict.fromkeys(card.rule for card in self.closing.cards))

    def _group(self, rule: str) -> Group:
        cards = [(number, card) for number, card in enumerate(self.closing.cards) if card.rule == rule]
        lines = dict.fromkeys(score.line for _, card in cards for score in card.scores)
        most: dict[str, set[Decimal]] = {
            line: {score.maximum for _, card in cards for score in card.scores if score.line == line} for line in lines
        }
        return Group(
            rule,
            next((card.title for card in self.now if card.rule == rule), rule),
            {line: self.titles.get(line, line) for line in lines},
            {line: next(iter(found)) if len(found) == 1 else None for line, found in most.items()},
            tuple(self._row(number, card) for number, card in cards),
        )

    def _row(self, number: int, card: Card) -> Row:
        at: tuple[str | int, ...] = ("cards", number)
        lines = {
            score.line: Line(score, (*at, "scores", place), self.differs.get((card.person, card.rule, score.line)))
            for place, score in enumerate(card.scores)
        }
        reckoned = any((one.person, one.rule) == (card.person, card.rule) for one in self.now)
        return Row(card, lines, at, self.differs.get((card.person, card.rule, TOTAL)), reckoned)


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every closing's page."""
    view = maker.view
    found, signing = months(view), Signing(view.registers)
    yield maker.page("closings.html", "closings/", "closings/", "封存的月份", months=found, word=word)
    for month in found:
        closing = month.closing
        yield maker.page(
            "closing.html",
            "closings/shell/",
            month.address,
            f"{view.unit(closing.unit)} {closing.month.start.year} 年 {closing.month.start.month} 月月结",
            f"{closing.month.key} {closing.unit} 月结 封存",
            month=month,
            word=word,
            missing=Known.MISSING,
            signers=signing.of_unit(closing.unit, (closing.confirmed_at or closing.submitted_at).date()),
            level=view.level(closing.path, kinds=CARDED),
        )


def months(view: View) -> tuple[Month, ...]:
    """Every closing submitted by the view's moment, newest month first, then by unit."""
    closings = view.closings.each()
    view.past.prepare(one.path for one in closings)
    cards: defaultdict[tuple[str, str], list[Scorecard]] = defaultdict(list)
    for card in view.ledger.scorecards:
        cards[card.unit, card.period].append(card)
    titles = {line.id: line.title for card in view.ledger.scorecards for line in card.lines}
    return tuple(
        Month(
            closing=one,
            sealed=one.sealed(view.as_of),
            now=tuple(cards[one.unit, one.month.key]),
            titles=titles,
            corrections=view.closings.corrections(one),
            rules_changed=one.rulebooks != view.closings.rulebooks,
            commit=commit_of(view, one.path),
        )
        for one in closings
    )


def commit_of(view: View, path: str) -> str:
    """The short id of the commit that has the record as it is; "" where Git does not tell, or has another one."""
    latest = next(iter(view.past.of(path)), None)
    return latest.commit[:SHORT_ID] if latest is not None else ""
