"""A sales office for the tests of the rota: its real rules over facts by hand, four sellers and a clerk."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from taizhang.facts.fact import Fact, Source
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from taizhang.rulebook import Rule, Rulebook, rulebooks_of
from taizhang.rules import first_come, rotate
from taizhang.rules.kind import World
from taizhang.rules.outcome import Decision
from tests.books import ROOT, book_of, company, schemas
from tests.rules.worlds import believed, fact

SELLERS = ("q", "r", "s", "t")
PERSON = """\
id: {id}
name: {name}
pinyin: {id}
employee_number: X000{number}
posts:
  - {{from: 2025-01-01, unit: office, role: {role}, title: 岗位}}
"""
NAMES = {"q": "钱雨", "r": "任洁", "s": "邵婷", "t": "田野", "clerk": "梅欣", "boss": "陆芳"}
ROLES = {"clerk": "office-clerk", "boss": "sales-manager"}
UNIT = "id: office\nname: 江畔售楼处\nkind: venue\ncalendar: every-day\n"
BOOK = Rulebook("sales-office", "制度", ("office",), None, (), ())
MONDAY = "2026-11-09"


@cache
def registers() -> Registers:
    """The office with its people."""
    people = {
        f"people/{one}.yaml": PERSON.format(id=one, name=name, number=number, role=ROLES.get(one, "salesperson"))
        for number, (one, name) in enumerate(NAMES.items(), 1)
    }
    return Registers(book_of(company() | people | {"units/office.yaml": UNIT}))


@cache
def rules() -> dict[str, Rule]:
    """The sales office's own rules by id."""
    found = rulebooks_of(load(WorkTree(ROOT), schemas()))
    return {rule.id: rule for book in found if book.id == "sales-office" for rule in book.rules}


def world(facts: Iterable[Fact], as_of: str = "2026-12-31 18:00") -> World:
    """A world of these facts alone."""
    moment = fact("x.y", as_of).time
    return World(Facts(facts, moment), registers(), believed)


def replayed(facts: Iterable[Fact], rule: str = "sales-reception-turns") -> list[Decision]:
    """What the office's own rule gives for a log."""
    return list(rotate.run(BOOK, rules()[rule], world(facts)))


def came_first(facts: Iterable[Fact], rule: str = "sales-room") -> list[Decision]:
    """What the office's own rule gives for claims."""
    return list(first_come.run(BOOK, rules()[rule], world(facts)))


def rota(*order: str, at: str = MONDAY, line: str = "visits") -> Fact:
    """A week's list."""
    source = Source(f"records/rotas/office/{at}.yaml", ("from",))
    time = fact("x.y", at).time
    return Fact("rota.set", time, source, unit="office", case=at, attributes={line: list(order)})


def visit(number: int, at: str, who: str, customer: str, ended: str = "", **more: Any) -> Fact:  # noqa: ANN401
    """Line ``number`` of the day's log; times of day alone are of the Monday."""
    day = at[:10] if len(at) > 5 else MONDAY
    moments = {name: _at(value, day) for name, value in more.items() if name == "told_at"}
    ends = {"ended_at": _at(ended, day)} if ended else {}
    time = fact("x.y", _at(at, day)).time
    source = Source(f"records/reception-logs/office/{day}.yaml", ("receptions", number, "at"))
    attributes = {**more, **moments, **ends}
    return Fact("reception.received", time, source, person=who, customer=customer, unit="office", attributes=attributes)


def absent(at: str, who: str, why: str, back: str = "", number: int = 0) -> Fact:
    """Somebody away, of the Monday unless the day is written."""
    day = at[:10] if len(at) > 5 else MONDAY
    more = {"back_at": _at(back, day)} if back else {}
    source = Source(f"records/reception-logs/office/{day}.yaml", ("absences", number, "from"))
    time = fact("x.y", _at(at, day)).time
    return Fact("reception.absent", time, source, person=who, unit="office", attributes={"why": why, **more})


def rest(day: str, who: str) -> Fact:
    """A day off."""
    source = Source(f"records/rotas/office/{MONDAY}.yaml", ("rest", int(day[-2:]), "on"))
    return Fact("rota.rest", fact("x.y", day).time, source, person=who, unit="office")


def _at(text: str, day: str) -> str:
    """A moment; a time of day is that day's."""
    return text if len(text) > 5 else f"{day} {text}"
