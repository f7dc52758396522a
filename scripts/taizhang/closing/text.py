"""Closings in words for the terminal: what would be sealed, and what differs from what was (A8.6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.closing.closing import Closing
from taizhang.closing.lines import Card, Score
from taizhang.closing.sentences import say
from taizhang.closing.troubles import Troubles
from taizhang.closing.verify import TOTAL, Differences, LineDifference, Shown
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.when.moment import format_moment
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Names:
    """What people, units and the lines of cards are called."""

    person: Callable[[str], str]
    unit: Callable[[str], str]
    lines: Mapping[str, str]

    def line(self, identity: str) -> str:
        """A line's title; the total's own word."""
        return say("line.total") if identity == TOTAL else self.lines.get(identity, identity)


def names_of(book: Book, ledger: Ledger) -> Names:
    """Names from the registers, titles from the cards there are."""

    def called(kind: str, identity: str) -> str:
        record = book.find(kind, identity)
        return (record.text("name") if record else "") or identity

    lines = {line.id: line.title for card in ledger.scorecards for line in card.lines}
    return Names(lambda one: called("person", one), lambda one: called("unit", one), lines)


def word(shown: Shown | None) -> str:
    """A figure on one side: the number, or that it is missing, not applicable or not there."""
    if shown is None:
        return say("known.none")
    return f"{shown.score:.2f}" if shown.score is not None else say(f"known.{shown.known.value}")


def cards_text(cards: Iterable[Card], names: Names) -> Iterator[str]:
    """Every card on a line: total, then its lines."""
    for card in cards:
        shown = "、".join(say("close.line", title=names.line(one.line), score=_score(one)) for one in card.scores)
        lines = say("close.lines", lines=shown) if shown else ""
        total = word(Shown(card.known, card.total))
        yield say("close.card", name=names.person(card.person), total=total, lines=lines)


def troubles_text(troubles: Troubles, names: Names) -> Iterator[str]:
    """What is still open, or that nothing is."""
    if not troubles.count:
        yield say("close.clean")
        return
    yield say("close.troubles", count=troubles.count)
    for card in troubles.missing:
        lines = "、".join(names.line(one) for one in card.missing)
        yield say("close.missing", name=names.person(card.person), lines=lines)
    for one in troubles.overdue:
        due = format_moment(one.due) if one.due else ""
        name = names.person(one.person) if one.person else names.unit(one.unit)
        yield say("close.overdue", period=one.period, title=one.title, name=name, due=due)


def lines_text(lines: Iterable[LineDifference], names: Names) -> Iterator[str]:
    """What each line was and is."""
    for one in lines:
        values = {"name": names.person(one.person), "title": names.line(one.line)}
        yield say("verify.line", **values, was=word(one.was), now=word(one.now))


def differences_text(found: Differences, names: Names) -> Iterator[str]:
    """One closing's comparison."""
    closing = found.closing
    yield say(
        "verify.agrees" if found.agrees else "verify.differs",
        unit=names.unit(closing.unit),
        month=closing.month.key,
        at=sealed_at(closing),
        digest=closing.short_digest,
        count=len(closing.cards) if found.agrees else len(found.lines),
    )
    yield from lines_text(found.lines, names)
    if found.records:
        yield say("verify.records-only" if found.agrees else "verify.records")
    for record in found.records:
        yield say(f"verify.{record.became.value}", record=record.record)
    if found.rulebooks and not found.agrees:
        yield say("verify.rulebooks")


def sealed_text(found: Differences, person: str, names: Names) -> Iterator[str]:
    """That a person's month is sealed, by whom, and what of his card differs now."""
    closing = found.closing
    values = {"at": sealed_at(closing), "digest": closing.short_digest}
    yield say("explain.sealed", **values, name=names.person(closing.confirmed_by))
    if lines := found.of_person(person):
        yield say("explain.differs")
        yield from lines_text(lines, names)


def head_text(names: Names, unit: str, month: Period, as_of: datetime) -> str:
    """The first line of what would be sealed."""
    return say("close.head", unit=names.unit(unit), month=month.key, as_of=format_moment(as_of))


def sealed_at(closing: Closing) -> str:
    """The day of the sealing."""
    return f"{closing.confirmed_at:%Y-%m-%d}" if closing.confirmed_at else ""


def _score(score: Score) -> str:
    return word(Shown(score.known, score.score))
