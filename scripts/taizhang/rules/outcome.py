"""What rules give: obligations with their states, and the causes that explain them.

A cause is data, never a string: ``sentence`` is an id in the explanation's catalogue, ``values`` fill it, ``source``
points into a record or at a clause. ``explain`` turns causes into sentences for terminal and page alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from taizhang.facts.fact import Source


class State(StrEnum):
    """The states of an obligation (design §7); ``unknown`` is a due date that waits for its year's calendar."""

    PENDING = "pending"
    OVERDUE = "overdue"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"
    WAIVED = "waived"
    UNKNOWN = "unknown"


OWED = (State.MET, State.LATE, State.MISSED, State.OVERDUE)
"""The states of what has been due: their counts add up to what was owed."""


@dataclass(frozen=True, slots=True, order=True)
class ClauseSource:
    """A clause of a regulation, by rulebook and id, e.g. ``telecom`` and ``A5.5``."""

    rulebook: str
    clause: str


@dataclass(frozen=True, slots=True, order=True)
class FieldName:
    """A field of the record at ``path``, to be called by its Chinese title; with ``value``, what it holds.

    A choice is then called by its description, a person or unit by its name; several are joined by ``、``.
    """

    path: str
    name: str
    value: str = ""


AnySource = Source | ClauseSource
Value = str | int | date | datetime | Decimal | FieldName


@dataclass(frozen=True, slots=True)
class Cause:
    """One step of an explanation: a sentence id, the values that fill it, where it comes from, what it rests on."""

    sentence: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    source: AnySource | None = None
    children: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What every outcome has: a stable ``key`` (``<rule>/<period>/<keys>``), the rule, whom it is about, its cause.

    ``because`` names what it came of: facts of records (``path#pointer``), or the key of a duty that nothing met.
    """

    key: str
    rulebook: str
    rule: str
    clause: str
    title: str
    period: str
    cause: Cause
    person: str = ""
    unit: str = ""
    customer: str = ""
    contact: str = ""
    because: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[str, str, str, str]:
        """The total order of one kind's outcomes."""
        return (self.rulebook, self.rule, self.period, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation(Outcome):
    """Who owes what by when; ``due`` is local time, None while unknown or waived. ``done`` of ``wanted`` times.

    ``what`` tells it from others of its rule: the task that somebody was given, the person to be coached. ``manner``
    is what its state is called by: a report is handed in late, a meeting held late, a task done late.
    """

    due: datetime | None
    state: State
    done_at: datetime | None
    points: Decimal
    line: str
    wanted: int = 1
    done: int = 0
    what: str = ""
    manner: str = "submit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Outcome):
    """Something wrong, raised ``at`` a local moment, to be put right by ``rectify_by`` where the rule asks for it."""

    at: datetime
    points: Decimal = Decimal(0)
    line: str = ""
    severity: str = "ordinary"
    rectify_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Outcome):
    """An amount on somebody's account: points on a ``line`` of the card, CNY, days or an honour.

    ``period`` is the month it belongs to (G8). Of two entries on one card that share a cause (``because``) the first in
    rulebook order counts (G13), unless the rule says ``also``.
    """

    at: datetime
    account: str
    line: str
    amount: Decimal
    also: bool = False


class Known(StrEnum):
    """What a measure is: a number (zero is one), missing, or not applicable; the three are never confused (G12)."""

    NUMBER = "number"
    MISSING = "missing"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Outcome):
    """A computed value ``at`` its period's end, or as-of; ``value`` is a Decimal just where ``known`` says number.

    ``case`` names what it is of where one person has several: the indicator of a target.
    """

    at: datetime
    known: Known
    value: Decimal | None
    case: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one person has of a decision, in what ``role`` (``deal``, ``turn``): ``amount`` in CNY or in turns."""

    person: str
    role: str
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Outcome):
    """Who gets a deal or a turn, which grade somebody has: decided ``at`` a local moment, of ``case``.

    ``result`` is a word of the explanation's catalogue (``result.<result>``); what is not ``decided`` waits for a
    ruling. The cause tree is the trail: every rule looked at, in order. ``shares`` add up to what was shared out;
    ``gives`` are further attributes of the fact that later rules read. Decisions of one ``board`` stand on one page, in
    the order of ``at``; without one each has a page of its own. ``what`` tells it from others of its rule.
    """

    at: datetime
    case: str
    result: str
    decided: bool = True
    shares: tuple[Share, ...] = ()
    gives: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    board: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of a card: its score in [0, ``maximum``], None while missing; not applicable lines carry no maximum.

    A line that does not count (``counts``) is told but not added: the raw sum of the adjustments.
    """

    id: str
    title: str
    section: str
    maximum: Decimal
    known: Known
    score: Decimal | None
    cause: Cause
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard(Outcome):
    """Lines that add up: sections, the adjustments' raw sum and its bound as lines of their own (A7.1).

    ``total`` is None while a line is missing.
    """

    lines: tuple[CardLine, ...]
    total: Decimal | None

    @property
    def known(self) -> Known:
        """Whether there is a total; one missing line leaves it missing (G12)."""
        return Known.MISSING if self.total is None else Known.NUMBER

    def line(self, identity: str) -> CardLine | None:
        """The line with this id."""
        return next((line for line in self.lines if line.id == identity), None)
