"""An impact as lines, before any layout: who moves from what to what, by which clause, because of which record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from taizhang.closing.text import word
from taizhang.closing.verify import TOTAL, LineDifference
from taizhang.explain.catalogue import WORDS
from taizhang.explain.tell import state_word
from taizhang.facts.registers import Registers
from taizhang.records.schema_set import SchemaSet
from taizhang.review.changed import Changed, Why
from taizhang.review.effects import Effect, EntryEffect
from taizhang.review.impact import Earlier, Impact, Month, Sealed
from taizhang.review.reasons import Reason
from taizhang.review.sentences import say
from taizhang.rules.amounts import plain
from taizhang.rules.outcome import (
    CardLine,
    Decision,
    Entry,
    Finding,
    Measure,
    Obligation,
    Outcome,
    Scorecard,
    Share,
    State,
)
from taizhang.when.moment import format_due_time, format_moment
from taizhang.when.period import Period, PeriodKind, parse_period

Reasoned = Mapping[str, tuple[Why, ...]]
"""The reasons of results by key."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text, the clause it follows ("" for none), a key to explain it by, and the lines below it.

    ``because`` says of a result which changes of which records moved it.
    """

    text: str
    clause: str = ""
    key: str = ""
    below: tuple[Line, ...] = ()
    because: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """An impact told: the head, a line a person and month, what was sealed, what was sent."""

    head: str
    months: tuple[Line, ...]
    sealed: tuple[Line, ...]
    notices: tuple[str, ...]


class Teller:
    """Tells an impact; people, units and customers by the names they have after the change, else before it."""

    def __init__(self, registers: Sequence[Registers], titles: Mapping[str, str], schemas: SchemaSet) -> None:
        """``registers`` are asked in their order; ``titles`` are what the lines of cards are called."""
        self._registers = registers
        self._titles = titles
        self._changed = Changed(schemas, self._called)

    def told(self, found: Impact) -> Telling:
        """All of it."""
        earlier = {one.key: one for one in found.earlier}
        return Telling(
            self._head(found),
            tuple(self._month(one, earlier, found.reasons) for one in found.months),
            tuple(self._sealed(one) for one in found.sealed),
            tuple(say("impact.notice", month=_month(one)) for one in found.notices),
        )

    def _head(self, found: Impact) -> str:
        records = len(found.changes)
        if not records:
            return say("impact.nothing")
        if not found.months:
            return say("impact.no-effect", records=records)
        units = {one.unit for one in found.months if not one.person}
        counts = (("impact.people", len(found.people)), ("impact.units", len(units)))
        whom = say("impact.and").join(say(sentence, count=count) for sentence, count in counts if count)
        return say("impact.head", records=records, whom=whom)

    def _month(self, one: Month, earlier: dict[str, Earlier], reasons: Mapping[str, tuple[Reason, ...]]) -> Line:
        name = self._called("person", one.person) if one.person else self._called("unit", one.unit)
        keys = (effect.one.key for effect in one.effects)
        why = {key: tuple(map(self._changed.why, reasons.get(key, ()))) for key in keys}
        cards = [self._card(card, name, why) for card in one.cards]
        others = tuple(self._effect(effect, earlier.get(effect.one.key), why) for effect in one.others)
        if not cards:
            return Line(say("impact.month", name=name, month=_month(one.month)), below=others)
        first, *more = cards
        return replace(first, below=(*first.below, *more, *others))

    def _card(self, effect: Effect, name: str, why: Reasoned) -> Line:
        was, now, one = effect.was, effect.now, effect.one
        sides = {"was": _total(was), "now": _total(now)}
        sentence = "impact.card" if sides["was"] != sides["now"] else "impact.card-same"
        text = say(sentence, name=name, month=_period(one.period, effect.month), **sides)
        return Line(text, one.clause, one.key, tuple(_card_lines(was, now)), why.get(one.key, ()))

    def _effect(self, effect: Effect, earlier: Earlier | None, why: Reasoned) -> Line:
        one = effect.one
        amounts = "、".join(text for entry in effect.entries if (text := self._amount(entry, one)))
        title = self._about(one) + (f"({amounts})" if amounts else "")
        was, now = self._is(effect.was), self._is(effect.now)
        if effect.was is None:
            text = say("impact.new", title=title, now=now)
        elif effect.now is None:
            text = say("impact.gone", title=title, was=was)
        else:
            text = say("impact.became", title=title, was=was, now=now)
        note = () if earlier is None else (Line(_earlier(earlier)),)
        return Line(text, one.clause, one.key, note, why.get(one.key, ()))

    def _amount(self, entry: EntryEffect, of: Outcome) -> str:
        """What an entry changes; nothing where the line tells the entry itself."""
        if of is entry.one:
            return ""
        return _amount(entry.change, entry.one.account)

    def _about(self, one: Outcome) -> str:
        """What tells it from others: period, title, the customer it is about."""
        whose = self._called("customer", one.customer) if one.customer else ""
        what = one.what if isinstance(one, Obligation | Decision) else ""
        told = "、".join(text for text in (what, whose) if text)
        period = "" if _is_day(one) else f"{one.period} "
        return f"{period}{one.title}({told})" if told else f"{period}{one.title}"

    def _is(self, one: Outcome | None) -> str:
        """What an outcome says, in a few words."""
        match one:
            case None:
                return say("impact.none")
            case Obligation():
                return _duty(one)
            case Finding():
                points = say("impact.finding-points", points=plain(one.points)) if one.points else say("impact.finding")
                by = say("impact.rectify", due=_due(one.rectify_by)) if one.rectify_by else ""
                return f"{points}{by}"
            case Decision():
                result = WORDS[f"result.{one.result}"] if one.decided else say("impact.undecided")
                shares = "、".join(self._share(share) for share in one.shares)
                return f"{result}({shares})" if shares else result
            case Measure():
                return plain(one.value) if one.value is not None else say(f"known.{one.known.value}")
            case Entry():
                return _amount(one.amount, one.account)
            case _:
                raise TypeError(f"nothing to tell of {type(one).__name__}")

    def _share(self, share: Share) -> str:
        name = self._called("person", share.person)
        return say("impact.share", name=name, amount=plain(share.amount))

    def _sealed(self, one: Sealed) -> Line:
        lines = [self._sealed_line("impact.sealed-line", line) for line in one.lines]
        lines += [self._sealed_line("impact.sealed-mended", line) for line in one.mended if not _in(line, one.lines)]
        if one.rewritten:
            lines.append(Line(say("impact.sealed-rewritten")))
        text = say("impact.sealed", unit=self._called("unit", one.unit), month=_month(one.month))
        return Line(text, below=(*lines, Line(say("impact.sealed-how"))))

    def _sealed_line(self, sentence: str, line: LineDifference) -> Line:
        title = say("impact.total") if line.line == TOTAL else self._titles.get(line.line, line.line)
        name = self._called("person", line.person)
        return Line(say(sentence, name=name, title=title, was=word(line.was), now=word(line.now)))

    def _called(self, kind: str, identity: str) -> str:
        names = (one.called(kind, identity) for one in self._registers)
        return next((name for name in names if name != identity), identity)


def _card_lines(was: Outcome | None, now: Outcome | None) -> Iterator[Line]:
    """The lines of a card that are not the same on both sides, in the card's order."""
    before, after = ({line.id: line for line in card.lines} if card else {} for card in (_card(was), _card(now)))
    for identity, line in {**before, **after}.items():
        old, new = _score(before.get(identity)), _score(after.get(identity))
        if old != new:
            yield Line(say("impact.card-line", title=line.title, was=old, now=new))


def _card(one: Outcome | None) -> Scorecard | None:
    return one if isinstance(one, Scorecard) else None


def _score(line: CardLine | None) -> str:
    if line is None:
        return say("impact.none")
    return plain(line.score) if line.score is not None else say(f"known.{line.known.value}")


def _total(one: Outcome | None) -> str:
    card = _card(one)
    if card is None:
        return say("impact.none")
    return plain(card.total) if card.total is not None else say(f"known.{card.known.value}")


def _duty(one: Obligation) -> str:
    """A duty's state; with how often of how many times, and until when as long as it is open."""
    times = " " + say("impact.times", done=one.done, wanted=one.wanted) if one.wanted > 1 else ""
    open_still = one.state in {State.PENDING, State.OVERDUE} and one.due is not None
    due = "," + say("impact.due", due=_due(one.due)) if open_still and one.due else ""
    return f"{state_word(one)}{times}{due}"


def _amount(amount: Decimal, account: str) -> str:
    """An amount with its sign and unit: ``+1 分``; of honours the word."""
    unit = WORDS[f"account.{account}.unit"]
    if not unit:
        return WORDS[f"account.{account}"]
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{plain(abs(amount))} {unit}"


def _earlier(one: Earlier) -> str:
    return say("impact.earlier", landed=format_moment(one.landed), done=format_moment(one.done_at))


def _due(due: datetime) -> str:
    return f"{due:%m-%d} {format_due_time(due)}"


def _month(month: Period) -> str:
    return say("impact.of-month", year=month.start.year, month=month.start.month)


def _period(key: str, month: Period) -> str:
    """What a card is of: a month in words, any longer period by its key."""
    return _month(month) if key == month.key else key


def _is_day(one: Outcome) -> bool:
    """Whether its period tells no more than its day."""
    period = parse_period(one.period)
    return period is None or period.kind is PeriodKind.TERM


def _in(line: LineDifference, lines: tuple[LineDifference, ...]) -> bool:
    """Whether the same line of the same person is among ``lines``."""
    return any((one.person, one.line) == (line.person, line.line) for one in lines)
