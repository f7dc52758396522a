"""What people ask for by name: a person, a unit, a month, a week; or a sentence that says why it can't be found."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.desk.sentences import say
from taizhang.facts.registers import Entity, Registers
from taizhang.when.moment import parse_date
from taizhang.when.period import Period, PeriodKind, parse_period

NEAR = 3


@dataclass(frozen=True, slots=True)
class Unknown:
    """What was asked for is not there; ``text`` says so, with what is near."""

    text: str


def person_of(registers: Registers, asked: str) -> Entity | Unknown:
    """The person with this id, or the only one with this name."""
    return _entity(registers, "person", asked)


def unit_of(registers: Registers, asked: str) -> Entity | Unknown:
    """The unit with this id, or the only one with this name."""
    return _entity(registers, "unit", asked)


def month_of(asked: str) -> Period | Unknown:
    """The month written ``2026-10``."""
    return parse_period(asked, PeriodKind.MONTH) or Unknown(say("asked.month", value=asked))


def week_of(asked: str) -> Period | Unknown:
    """The week written ``2026-W42``."""
    return parse_period(asked, PeriodKind.WEEK) or Unknown(say("asked.week", value=asked))


def date_of(asked: str) -> date | Unknown:
    """The date written ``2026-10-13``."""
    return parse_date(asked) or Unknown(say("asked.date", value=asked))


def near(asked: str, known: Mapping[str, str]) -> str:
    """A sentence with what ``asked`` may have meant, of ``known`` (what can be typed: how to show it), or nothing."""
    found = difflib.get_close_matches(asked, known, n=2 * NEAR, cutoff=0.5)
    shown = list(dict.fromkeys(known[name] for name in found))[:NEAR]
    return say("asked.near", found="、".join(shown)) if shown else ""


def _entity(registers: Registers, kind: str, asked: str) -> Entity | Unknown:
    if (found := registers.entity(kind, asked)) is not None:
        return found
    everybody = registers.entities(kind)
    named = [one for one in everybody if one.name == asked]
    if len(named) == 1:
        return named[0]
    if named:
        return Unknown(say(f"asked.several-{kind}", value=asked, found="、".join(one.id for one in named)))
    known = {name: f"{one.id} {one.name}" for one in everybody for name in (one.id, one.name)}
    return Unknown(say(f"asked.{kind}", value=asked) + near(asked, known))
