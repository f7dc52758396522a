"""Small worlds for the tests of rules: facts by hand, registers of a few records, times as typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from taizhang.facts.company import company_of
from taizhang.facts.extract import moment_of
from taizhang.facts.fact import KEYS, Fact, Source
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.history.history import History, Unknown
from taizhang.history.trust import Basis, Counted
from taizhang.ledger import Ledger, compute
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from taizhang.rulebook import Change, Rule, Rulebook
from taizhang.rules.kind import World
from taizhang.when.moment import parse_date
from tests.books import ROOT, book_of, company, person, schemas

UNVERIFIED = History("+08:00", why_unknown=Unknown.NO_REPOSITORY)
ZHANG = person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
BOOK = Rulebook("telecom", "制度", ("telecom",), None, (), ())


def fact(name: str, at: str, number: int = 0, until: str = "", **values: Any) -> Fact:  # noqa: ANN401 - any value
    """A fact of a made-up record; ``number`` tells its line."""
    time = moment_of(at)
    assert time is not None
    keys = {key: str(value) for key, value in values.items() if key in KEYS}
    attributes = {key: value for key, value in values.items() if key not in KEYS}
    return Fact(
        name,
        time,
        Source("records/x.yaml", ("list", number, "at")),
        **keys,
        attributes=attributes,
        last=parse_date(until),
    )


def registers(files: Mapping[str, str] | None = None) -> Registers:
    """The registers of a company with one branch, one manager and what ``files`` hold."""
    return Registers(book_of(company() | ZHANG | dict(files or {})))


def world(as_of: str, facts: Iterable[Fact], files: Mapping[str, str] | None = None) -> World:
    """A world whose typed times are believed."""
    moment = moment_of(as_of)
    assert moment is not None
    return World(Facts(facts, moment), registers(files), believed)


def believed(fact: Fact) -> Counted:
    """Every time as typed."""
    return Counted(fact.time, Basis.CLAIM)


def backdated(made: World, at: str) -> World:
    """The world where Git first showed everything at ``at``."""
    moment = moment_of(at)

    def shown(fact: Fact) -> Counted:
        del fact
        return Counted(moment, Basis.LANDING, backdated=True)

    return replace(made, counted=shown)


def rule(kind: str, *changes: Change, **parameters: object) -> Rule:
    """A rule ``r`` of A9.9 since 2026-01-01."""
    source = Source("records/rulebooks/telecom/x.yaml", ("rules", 0))
    start = parse_date("2026-01-01")
    return Rule("telecom", "r", "A9.9", "标题", kind, start, parameters, changes, (), {}, source)


@cache
def demo() -> Ledger:
    """The demo company as of its pinned moment, its times as typed."""
    book = load(WorkTree(ROOT), schemas())
    pinned = company_of(book).pinned
    assert isinstance(pinned, datetime)
    return compute(book, UNVERIFIED, pinned)
