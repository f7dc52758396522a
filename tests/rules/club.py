"""The fitness club's rule of deals in a small cast: facts by hand, decisions by the real rulebook (B1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from taizhang.facts.extract import moment_of
from taizhang.facts.fact import KEYS, Fact, Source
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.ledger.examples import cast_book, rulebook_for_all
from taizhang.records.book import Book
from taizhang.rulebook import Rule, Rulebook, rulebooks_of
from taizhang.rules import attribute
from taizhang.rules.kind import World
from taizhang.rules.outcome import Decision
from taizhang.when.moment import parse_date, parse_moment
from tests.books import ROOT, book_of
from tests.rules.worlds import believed

PART = "rulebooks/fitness/deals.yaml"
ONE, TWO = "K-00000001", "K-00000002"


@cache
def stage() -> tuple[Rulebook, Rule, Book]:
    """The rulebook for every unit of its cast, its rule of deals, and the cast."""
    book = book_of({PART: (ROOT / "records" / PART).read_text(encoding="utf-8")})
    (rulebook,) = rulebooks_of(book)
    (rule,) = rulebook.rules
    cast = cast_book(book, rule)
    return rulebook_for_all(rulebook, cast), replace(rule, start=date(2026, 1, 1)), cast


@cache
def registers() -> Registers:
    """Consultants a, b and c, director boss, general manager gm of the unit gym."""
    return Registers(stage()[2])


def world(facts: Iterable[Fact], as_of: str = "2026-12-31 23:59") -> World:
    """A world of these facts, each at a line of its own, whatever order they are given in."""
    moment = parse_moment(as_of)
    assert moment is not None
    return World(Facts(facts, moment), registers(), believed)


def decided(*facts: Fact, as_of: str = "2026-12-31 23:59") -> tuple[Decision, ...]:
    """What the rule says of them."""
    rulebook, rule, _ = stage()
    return tuple(attribute.run(rulebook, rule, world(facts, as_of)))


def said(name: str, at: str, where: str = "x", until: str = "", **values: Any) -> Fact:  # noqa: ANN401 - any value
    """A fact in a record of its own, so that no two share a place."""
    time = moment_of(at)
    assert time is not None
    keys = {key: str(value) for key, value in values.items() if key in KEYS}
    attributes = {key: value for key, value in values.items() if key not in KEYS}
    source = Source(f"records/{where}-{time:%Y%m%d%H%M}.yaml", ("at",))
    return Fact(name, time, source, **keys, attributes=attributes, last=parse_date(until))


def deal(at: str = "2026-10-12 16:00", case: str = "d1", by: str = "b", **more: Any) -> Fact:  # noqa: ANN401 - any value
    """A card sold."""
    keys = {"person": by, "unit": "gym", "customer": "C-000001", "contact": ONE, "case": case}
    return said("deal.signed", at, "deal", **{**keys, "type": "new", "amount": "1000.00", "visit": "v1", **more})


def visit(at: str = "2026-10-12 14:00", case: str = "v1", by: str = "b", **more: Any) -> Fact:  # noqa: ANN401 - any value
    """A visit registered."""
    keys = {"person": by, "received_by": by, "unit": "gym", "customer": "C-000001", "contact": ONE, "case": case}
    return said("visit.registered", at, "visit", **{**keys, **more})


def claim(by: str = "a", at: str = "2026-10-12", case: str = "d1", **more: Any) -> Fact:  # noqa: ANN401 - any value
    """A deal claimed."""
    return said("deal.claimed", at, f"claim-{by}-{case}", person=by, unit="gym", case=case, **more)


def sheet(by: str, at: str, contact: str = ONE, **more: Any) -> Fact:  # noqa: ANN401 - any value
    """A follow-up sheet."""
    keys = {"person": by, "unit": "gym", "contact": contact, "number": "full", "source": "other"}
    return said("followup.made", at, f"sheet-{by}-{contact}", **{**keys, **more})


def booking(by: str, at: str, on: str = "2026-10-12", **more: Any) -> Fact:  # noqa: ANN401 - any value
    """An appointment, signed by the director at once."""
    keys = {"person": by, "unit": "gym", "contact": ONE, "on": on, "number": "full", "source": "other"}
    signed = {"signed_by": "boss", "signed_at": at}
    return said("appointment.made", at, f"booking-{by}", **{**keys, **signed, **more})
