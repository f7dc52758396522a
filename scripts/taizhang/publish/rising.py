"""A score so far and what would raise it: line by line what is got, lost for good, at risk, and still to be had (A7.1).

All of it comes of the ledger and the rules: charges of the card (G13), duties still open with the effects their rules
have for late and missed, measures with what they are short of, adjustments that could still come (A7.3), and whose
statement a line waits for (G12).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from taizhang.publish.appealing import Window, Windows
from taizhang.publish.levers import Lever, of_bands, of_events, of_line
from taizhang.publish.statements import Lack, Statements
from taizhang.publish.view import View
from taizhang.publish.whatif import MEASURED, Reckoned, Whatif, WhatifCard
from taizhang.rules.card_lines import ADJUSTMENTS
from taizhang.rules.charges import Charge
from taizhang.rules.duty import AT_ONCE
from taizhang.rules.outcome import CardLine, Entry, Known, Measure, Obligation, Outcome, Scorecard, State
from taizhang.when.period import Period, parse_period

OPEN = (State.PENDING, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Loss:
    """What was taken off a line for good: ``points`` below zero, what it came of, and whether one may appeal."""

    title: str
    at: datetime
    points: Decimal
    outcome: Outcome | None
    window: Window | None
    appeal: str


@dataclass(frozen=True, slots=True)
class Risk:
    """An open duty that moves the card: by how much if done in time, too late, or not at all.

    ``in_time`` and ``late`` are None where it can't come so any more; ``lasts`` is when late becomes missed.
    """

    duty: Obligation
    line: str
    in_time: Decimal | None
    late: Decimal | None
    missed: Decimal
    lasts: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the card with all that moves it; ``lack`` is set where it is missing."""

    line: CardLine
    losses: tuple[Loss, ...] = ()
    risks: tuple[Risk, ...] = ()
    levers: tuple[Lever, ...] = ()
    lack: Lack | None = None

    @property
    def adjusts(self) -> bool:
        """Whether it is the adjustments: a sum with a sign."""
        return self.line.section == ADJUSTMENTS

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to say of it."""
        return not (self.losses or self.risks or self.levers or self.lack)


@dataclass(frozen=True, slots=True)
class Rising:
    """A running card: its lines, and what all open duties together would make of it.

    ``told`` is false where an audience may not see what the card rests on: then its figures stand alone. ``kept`` is
    by how much it changes if all that is open is done as well as can be, ``dropped`` if none of it is.
    """

    card: Scorecard
    period: Period
    lines: tuple[Line, ...]
    told: bool
    kept: Decimal
    dropped: Decimal

    @property
    def got(self) -> Decimal:
        """The points of the lines that are known, adjustments among them."""
        return sum((one.line.score for one in self.lines if one.line.score is not None), Decimal())

    @property
    def of(self) -> Decimal:
        """The most those lines give, adjustments apart."""
        return sum(
            (one.line.maximum for one in self.lines if one.line.score is not None and not one.adjusts), Decimal()
        )

    @property
    def adjusted(self) -> Decimal:
        """What the adjustments give of it."""
        return sum((one.line.score for one in self.lines if one.adjusts and one.line.score is not None), Decimal())

    @property
    def missing(self) -> tuple[Line, ...]:
        """The lines that lack a statement."""
        return tuple(one for one in self.lines if one.line.known is Known.MISSING)

    @property
    def at_stake(self) -> Decimal:
        """How much the open duties together can still cost."""
        return self.kept - self.dropped

    @property
    def risks(self) -> tuple[Risk, ...]:
        """The open duties that move it, the first due first."""
        return tuple(sorted((risk for one in self.lines for risk in one.risks), key=lambda one: str(one.duty.due)))


class Raising:
    """What would raise anybody's running cards; asked by card, looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._whatif = Whatif(view)
        self._windows = Windows(view)
        self._statements = Statements(view)
        self._cards: dict[str, list[tuple[Scorecard, Period]]] = {}
        for card in view.cards:
            period = parse_period(card.period)
            if card.person and period is not None and period.contains(view.as_of):
                self._cards.setdefault(card.person, []).append((card, period))

    @property
    def windows(self) -> Windows:
        """The time to appeal."""
        return self._windows

    def of_person(self, person: str) -> tuple[Rising, ...]:
        """The cards of the periods that run, the shortest period first."""
        running = sorted(self._cards.get(person, ()), key=lambda pair: (pair[1].end, pair[0].order))
        return tuple(self._rising(card, period) for card, period in running)

    def _rising(self, card: Scorecard, period: Period) -> Rising:
        asked = self._whatif.of(card)
        counting = [line for line in card.lines if line.counts and line.known is not Known.NOT_APPLICABLE]
        if asked is None:
            lines = tuple(Line(line) for line in counting)
            return Rising(card, period, lines, told=False, kept=Decimal(), dropped=Decimal())
        risks = tuple(self._risks(asked))
        kept, dropped = (self._together(asked, risks, best=best) for best in (True, False))
        lines = tuple(self._line(asked, line, risks) for line in counting)
        return Rising(card, period, lines, told=True, kept=kept, dropped=dropped)

    def _line(self, card: WhatifCard, line: CardLine, risks: Iterable[Risk]) -> Line:
        own = line.id.removesuffix("-bounded") if line.section == ADJUSTMENTS else line.id
        names = frozenset({own})
        losses = tuple(self._losses(card, own))
        mine = tuple(one for one in risks if one.line == own)
        measured = self._measure(card, line.id)
        levers: list[Lever] = []
        if line.known is Known.NUMBER:
            if measured is not None and measured[0] is not None:
                levers += of_line(card, line.id, *measured)
            for rule, measure in self._adjusting(card, own):
                levers += of_bands(card, rule, measure)
            levers += of_events(card, names)
        lack = None
        if line.known is Known.MISSING:
            lack = self._statements.lack(card, line, measured[0] if measured else None)
        return Line(line, losses, mine, tuple(levers), lack)

    def _losses(self, card: WhatifCard, line: str) -> Iterator[Loss]:
        """Charges below zero that nothing but an appeal can undo; what a measure gives may still change."""
        for one in card.now.charged:
            if one.line == line and one.counted < 0 and not self._measures(one):
                entry = self._view.ledger.find(one.key)
                of = self._view.ledger.find(one.key.partition("#")[0]) or entry
                window = self._windows.of(entry) if isinstance(entry, Entry) else None
                filed = self._windows.filed(one.key, one.key.partition("#")[0])
                yield Loss(one.title, one.at, one.counted, of, window, filed)

    def _risks(self, card: WhatifCard) -> Iterator[Risk]:
        """The open duties due in the card's period that would move it."""
        for duty in self._view.of_person(card.card.person):
            if duty.state in OPEN and duty.due is not None and card.period.contains(duty.due) and self._moves(duty):
                found = _risk(card, duty, self._whatif.version(duty))
                if found is not None:
                    yield found

    def _moves(self, duty: Obligation) -> bool:
        """Whether a duty's coming out can charge anything, or is read by a rule that does."""
        parameters = self._whatif.version(duty)
        own = any(isinstance(parameters.get(state), Mapping) for state in (State.LATE.value, State.MISSED.value))
        return own or any(f"{duty.rule}.{state.value}" in self._whatif.read for state in State)

    def _together(self, card: WhatifCard, risks: Iterable[Risk], *, best: bool) -> Decimal:
        """By how much the card changes if all these duties come out as well as they can, or all are missed."""
        states = {one.duty.key: _best(one) if best else State.MISSED for one in risks}
        return card.with_states(states).known - card.base.known if states else Decimal()

    def _measure(self, card: WhatifCard, line: str) -> tuple[Measure, Decimal] | None:
        """The measure that a line starts from, and the value that gives all of it."""
        parameters = card.rule.on(card.period.start).parameters
        for section in parameters["sections"]:
            for one in section["lines"]:
                if one["id"] == line and "score" in one:
                    key = f"{one['score']['measure']}/{card.period.key}/{card.card.person}"
                    found = self._view.ledger.find(key)
                    if isinstance(found, Measure):
                        return found, Decimal(str(one["score"]["full_at"]))
        return None

    def _adjusting(self, card: WhatifCard, line: str) -> Iterator[tuple[Any, Measure]]:
        """The adjustments of a line that go by a measure of the person."""
        for _, rule in self._whatif.steps:
            parameters = rule.on(card.period.start).parameters
            if rule.kind == "adjust" and parameters.get("line") == line:
                name = str(parameters["on"]["fact"])
                if name.endswith(MEASURED):
                    mine = (one for one in card.own if isinstance(one, Measure))
                    yield from ((rule, one) for one in mine if one.rule == name.removesuffix(MEASURED))

    def _measures(self, charge: Charge) -> bool:
        rule = self._whatif.rules.get((charge.rulebook, charge.rule))
        return rule is not None and any(name.endswith(MEASURED) for name in self._whatif.reads.get(rule.id, ()))


def _risk(card: WhatifCard, duty: Obligation, parameters: Mapping[str, Any]) -> Risk | None:
    """What a duty moves; None where nothing does, however it comes out."""
    known = card.base.known

    def given(state: State) -> Reckoned:
        return card.with_states({duty.key: state})

    pending = duty.state is State.PENDING
    in_time = given(State.MET).known - known if pending else None
    late = given(State.LATE).known - known if parameters.get("missed_at") != AT_ONCE else None
    missed = given(State.MISSED)
    changes = [one for one in (in_time, late, missed.known - known) if one is not None]
    if not any(changes):
        return None
    line = _line_of(card, missed) or _line_of(card, given(State.MET))
    lasts = next(
        (one.values["moment"] for one in duty.cause.children if one.sentence == "obligation.missed-after"), None
    )
    return Risk(duty, line, in_time, late, missed.known - known, lasts if isinstance(lasts, datetime) else None)


def _line_of(card: WhatifCard, found: Reckoned) -> str:
    """The line that changes most, the first of equal ones; "" where none does."""
    lines = dict.fromkeys(one.id.removesuffix("-bounded") for one in card.card.lines if one.counts)
    moved = {line: abs(found.of(line) - card.base.of(line)) for line in lines}
    most = max(moved.values(), default=Decimal())
    return next((line for line in lines if most and moved[line] == most), "")


def _best(one: Risk) -> State:
    """How a duty comes out at best."""
    if one.in_time is not None:
        return State.MET
    return State.LATE if one.late is not None else State.MISSED
