"""What stops a clock and what starts it anew: pauses with their days, changes with the rounds they begin (E2.3, E2.4).

::

    pauses:  {fact: demand.paused, by: [case]}                                  its days are not counted
    restart: {fact: demand.changed, by: [case], where: {from_stage: screening}, again: true}

A restart that comes while the clock runs lets it count anew from there. One that comes after the answer, or after the
clock has run out, heals nothing: what was in time or late stays so, and with ``again`` another round begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import Fact
from taizhang.rules.conditions import ABSENT
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, FieldName, Value
from taizhang.rules.pairing import pairs
from taizhang.when.calendar import Calendar
from taizhang.when.pause import Pause, PausedCalendar

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Round:
    """One run of a clock: its ``number`` from 1, what ``opened`` it, and ``since`` which fact it counts by now.

    The two are one until a restart lets the round count anew.
    """

    number: int
    opened: Fact
    since: Fact

    def anew(self, change: Fact) -> Round:
        """The same round, counted from ``change``."""
        return replace(self, since=change)

    def next(self, change: Fact) -> Round:
        """Another round, begun by ``change``."""
        return Round(self.number + 1, change, change)

    @property
    def told(self) -> tuple[Cause, ...]:
        """What began the round, where that is not the fact itself, and what let it count anew."""
        again = (_told("response.again", self.opened),) if self.number > 1 else ()
        return again if self.since is self.opened else (*again, _told("response.restarted", self.since))


def restarts(wanted: Mapping[str, Any] | None, fact: Fact, world: World) -> tuple[Fact, ...]:
    """What may start the fact's clock anew: later than it, oldest first."""
    found = () if wanted is None else pairs(wanted, fact, world)
    return tuple(sorted((one for one in found if one.time > fact.time), key=lambda one: one.order))


def pauses(wanted: Mapping[str, Any] | None, fact: Fact, until: datetime | None, world: World) -> tuple[Fact, ...]:
    """The pauses of the fact's clock that began before its answer at ``until`` (None: no answer yet), oldest first.

    One without an end ends with the answer.
    """
    found = () if wanted is None else pairs(wanted, fact, world)
    begun = sorted((one for one in found if until is None or one.time < until), key=lambda one: one.order)
    return tuple(one if until is None or _pause(one).end else replace(one, last=until.date()) for one in begun)


def laid_over(calendar: Calendar, stopped: tuple[Fact, ...]) -> Calendar:
    """The calendar with the days of the pauses taken out; itself without pauses."""
    return PausedCalendar(calendar, map(_pause, stopped)) if stopped else calendar


def told_pauses(stopped: tuple[Fact, ...], first: datetime, due: datetime | None) -> tuple[Cause, ...]:
    """The pauses that touch the clock between ``first`` and ``due``, each at its line."""
    found = []
    for one in stopped:
        pause = _pause(one)
        if (pause.end is None or pause.end > first) and (due is None or pause.start <= due):
            values: dict[str, Value] = {"from": one.time.date(), "reason": _reason(one)}
            if pause.end is not None:
                values["until"] = (pause.end - timedelta(minutes=1)).date()
            name = "response.paused" if "until" in values else "response.paused-open"
            found.append(Cause(name, values, one.source))
    return tuple(found)


def _pause(fact: Fact) -> Pause:
    """A pause that says its last minute ends there; one that says its last day, with that day."""
    if (typed := moment_of(fact.attributes.get("ended_at"))) is not None:
        return Pause(fact.time, typed)
    end = None if fact.last is None else datetime.combine(fact.last + DAY, time.min)
    return Pause(fact.time, end)


def _reason(fact: Fact) -> Value:
    """Why it was paused, as its record says."""
    return FieldName(fact.source.path, "reason", reason) if (reason := fact.get("reason")) else ABSENT


def _told(name: str, fact: Fact) -> Cause:
    return Cause(name, {"fact": f"fact.{fact.name}", "moment": fact.time}, fact.source)
