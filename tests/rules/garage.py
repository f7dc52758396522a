"""The garage's rules over facts by hand, and the facts of its nights, calls and callbacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from taizhang.facts.fact import KEYS, Fact, Source
from taizhang.rulebook import Rule, Rulebook, rulebooks_of
from taizhang.rules import KINDS
from taizhang.rules.kind import World
from taizhang.rules.outcome import Outcome
from tests.books import ROOT, book_of, company, person
from tests.rules.worlds import world

BOOKS = ("callbacks", "rescue")
POSTS = {"leader": "lei", "technician": "ji", "driver": "jia", "storekeeper": "cai", "repairer": "xiu"}
ROLES = {
    "lei": "leader-in-charge",
    "ma": "leader-in-charge",
    "ji": "technician",
    "jia": "driver",
    "cai": "storekeeper",
    "xiu": "repairer",
    "wen": "callback-clerk",
}
NUMBER = iter(range(1_000_000))


@cache
def rulebook() -> Rulebook:
    """The garage's rulebook, as if it were of the unit ``east``."""
    files = {
        f"rulebooks/auto-service/{name}.yaml": (ROOT / "records/rulebooks/auto-service" / f"{name}.yaml")
        .read_text(encoding="utf-8")
        .replace("applies_to: [auto-service]", "applies_to: [east]")
        for name in BOOKS
    }
    (found,) = rulebooks_of(book_of(company() | files))
    return replace(found, units=("east",))


def rule_of(identity: str) -> Rule:
    """One of its rules."""
    return next(rule for rule in rulebook().rules if rule.id == identity)


@cache
def staff() -> dict[str, str]:
    """Everybody with a post."""
    files: dict[str, str] = {}
    for number, (identity, role) in enumerate(sorted(ROLES.items()), 1):
        record = person(identity, identity, f"W{number:04}", ("2025-01-01", "", "east"))
        files |= {path: text.replace("role: account-manager", f"role: {role}") for path, text in record.items()}
    return files


def garage(as_of: str, facts: Iterable[Fact]) -> World:
    """The garage as of a moment."""
    return world(as_of, facts, staff())


def outcomes(identity: str, made: World) -> list[Outcome]:
    """What one of its rules gives."""
    rule = rule_of(identity)
    return list(KINDS[rule.kind].run(rulebook(), rule, made))


def stated(name: str, at: str, /, **values: Any) -> Fact:  # noqa: ANN401 - any value
    """A fact of the garage on a line of its own."""
    keys: dict[str, Any] = {key: str(value) for key, value in {"unit": "east", **values}.items() if key in KEYS}
    attributes = {key: value for key, value in values.items() if key not in KEYS}
    source = Source("records/x.yaml", ("list", next(NUMBER), "at"))
    return Fact(name, moment(at), source, **keys, attributes=attributes)


def roster(month: str = "2026-11", at: str = "2026-10-30 16:00", **changed: dict[str, str]) -> list[Fact]:
    """A month's roster where nobody is missing, but for the nights (``n07``) that say otherwise."""
    first = date.fromisoformat(f"{month}-01")
    found = [stated("duty-roster.submitted", at, person="ban", case=month, month=month)]
    day = first
    while day.month == first.month:
        posts = POSTS | changed.get(f"n{day.day:02}", {})
        held = {post: who for post, who in posts.items() if who}
        found.append(stated("duty-roster.night", at, person="ban", case=month, night=day.isoformat(), **held))
        day += timedelta(days=1)
    return found


def swapped(night: str, at: str, post: str, off: str, on: str = "") -> Fact:
    """A swap; without ``on`` nobody takes it."""
    more = {"on": on} if on else {}
    return stated("duty-roster.swapped", at, person=off, case=night[:7], night=night, post=post, off=off, **more)


def called(at: str, who: str = "lei", crew: tuple[str, ...] = ("lei", "jia"), **more: Any) -> Fact:  # noqa: ANN401
    """A call for help."""
    return stated("rescue.called", at, person=who, crew=list(crew), **{"case": "JY-2026-0001", "in_city": True, **more})


def moment(text: str) -> datetime:
    """A moment as typed."""
    return datetime.fromisoformat(text)
