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


@dataclass(frozen=True, slots=True, order=True)
class ClauseSource:
    """A clause of a regulation, by rulebook and id, e.g. ``telecom`` and ``A5.5``."""

    rulebook: str
    clause: str


AnySource = Source | ClauseSource
Value = str | int | date | datetime | Decimal


@dataclass(frozen=True, slots=True)
class Cause:
    """One step of an explanation: a sentence id, the values that fill it, where it comes from, what it rests on."""

    sentence: str
    values: Mapping[str, Value] = field(default_factory=lambda: MappingProxyType({}))
    source: AnySource | None = None
    children: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Obligation:
    """Who owes what by when.

    ``key`` is ``<rule>/<period>/<person>``; ``due`` is local time, None while unknown or waived.
    """

    key: str
    rulebook: str
    rule: str
    clause: str
    title: str
    person: str
    unit: str
    period: str
    due: datetime | None
    state: State
    done_at: datetime | None
    points: Decimal
    line: str
    cause: Cause
