"""Who may approve a change to which records, read off the organisation as of a day (A8.6, design §10).

A unit's records are approved by its heads in post; what marketing judges of a branch (months, rulings, targets,
results, inspections, draws, corrections) by marketing; a book of rules by whoever leads the units it applies to;
people and calendars by personnel; schemas, programmes and the company's own record by the administrators. Nobody's
request may hang on himself alone: a place with fewer than two people who can be asked goes on to the unit above, and
last to the administrators.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.closing.gate import CONFIRMERS
from taizhang.facts.posts import LEADING
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book

PERSONNEL = frozenset({"hr-clerk", "hr-manager"})
JUDGED = frozenset({"closing", "ruling", "target", "result", "inspection", "draw", "correction"})
"""Kinds of a branch that marketing judges, not the branch itself."""
OF_PERSONNEL = frozenset({"person", "calendar", "committee"})
OF_ADMINISTRATORS = frozenset({"company", "unit"})
DEPARTMENT, ENOUGH = "department", 2


@dataclass(frozen=True, slots=True)
class Approvers:
    """Who is asked: logins in the order they are asked; ``unknown`` are names of people without an account."""

    logins: tuple[str, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """One place: the folders of kinds below the record root, in them the folder ``below`` ("" for all of it).

    ``usual`` marks what holds for a unit's folders wherever no narrower area says otherwise; no two areas meet.
    ``files`` are folders that are files: a kind with a single record.
    """

    title: str
    folders: tuple[str, ...]
    below: str
    approvers: Approvers
    usual: bool = False
    files: bool = False


class Organisation:
    """Who leads what on ``day``, and by which account of ``forge`` they are asked."""

    def __init__(self, book: Book, forge: str, day: date, administrators: tuple[str, ...] = ()) -> None:
        self._registers, self._forge, self._day = Registers(book), forge, day
        self._posts: dict[str, list[tuple[str, Entity]]] = {}
        for person in self._registers.entities("person"):
            span = person.as_of(day)
            if span is not None:
                post = (str(span.values.get("role", "")), person)
                self._posts.setdefault(str(span.values.get("unit", "")), []).append(post)
        self.named = bool(administrators)
        self.administrators = administrators or self._logins(self._leading())

    def units(self) -> Iterator[Entity]:
        """The units that are there, by id."""
        for unit in sorted(self._registers.entities("unit"), key=lambda one: one.id):
            closed = unit.record.text("closed_on")
            if not closed or closed >= self._day.isoformat():
                yield unit

    def heads(self, unit: str) -> list[Entity]:
        """Who leads a unit: its heads; of a department without one all of its people; above departments, marketing."""
        posts = self._posts.get(unit, [])
        found = [person for role, person in posts if role in LEADING]
        entity = self._registers.entity("unit", unit)
        if not found and entity is not None and entity.record.text("kind") == DEPARTMENT:
            return [person for _, person in posts]
        return found or self._below(unit, CONFIRMERS)

    def of_unit(self, unit: str) -> Approvers:
        """Who approves a unit's records: its heads, then those above until there are enough to ask."""
        return self._asked(self.heads(one) for one in self._registers.above(unit))

    def marketing(self, unit: str) -> Approvers | None:
        """Who judges a branch: marketing of the company it belongs to; None where that has none."""
        top = list(self._registers.above(unit))[-1:]
        found = self._below(top[0], CONFIRMERS) if top else []
        return self._asked([found]) if found else None

    def of_book(self, units: Iterable[str]) -> Approvers:
        """Who approves a book of rules that applies to ``units``."""
        chains = [list(self._registers.above(unit)) for unit in units]
        first = [person for chain in chains for person in self.heads(chain[0])]
        return self._asked([first, *([*self.heads(unit)] for chain in chains for unit in chain[1:])])

    def in_roles(self, roles: frozenset[str]) -> Approvers:
        """Everyone of a role, wherever he is posted."""
        posted = (post for unit in sorted(self._posts) for post in self._posts[unit])
        return self._asked([[person for role, person in posted if role in roles]])

    def each_person(self) -> Iterator[tuple[Entity, Approvers]]:
        """Everyone in post with who approves what he signs: those of his unit, and never he himself."""
        for unit in sorted(self._posts):
            levels = [self.heads(one) for one in self._registers.above(unit)]
            for _, person in self._posts[unit]:
                others = [[one for one in level if one.id != person.id] for level in levels]
                yield person, self._asked(others, never=self._logins([person]))

    def only_administrators(self) -> Approvers:
        """The administrators alone."""
        return Approvers(self.administrators)

    def _leading(self) -> list[Entity]:
        """Who leads the units that have none above them: the administrators where nobody is named."""
        tops = [unit.id for unit in self.units() if not unit.record.text("parent")]
        return [person for unit in tops for person in self.heads(unit)]

    def _below(self, unit: str, roles: frozenset[str]) -> list[Entity]:
        """Everyone of a role in a unit or in one below it, by unit."""
        inside = [one for one in sorted(self._posts) if unit in self._registers.above(one)]
        return [person for one in inside for role, person in self._posts[one] if role in roles]

    def _asked(self, levels: Iterable[list[Entity]], never: tuple[str, ...] = ()) -> Approvers:
        """Level by level until enough can be asked; then the administrators, but none of ``never``."""
        people: dict[str, Entity] = {}
        for level in levels:
            people |= {person.id: person for person in level}
            if len(self._logins(people.values())) >= ENOUGH:
                break
        logins = self._logins(people.values())
        unknown = tuple(person.name for person in people.values() if not self._logins([person]))
        if len(logins) < ENOUGH:
            further = (one for one in self.administrators if one not in never)
            logins = tuple(dict.fromkeys((*logins, *further)))
        return Approvers(logins, unknown)

    def _logins(self, people: Iterable[Entity]) -> tuple[str, ...]:
        """The accounts at this forge, each once."""
        return tuple(dict.fromkeys(login for person in people for login in _accounts(person, self._forge)))


def _accounts(person: Entity, forge: str) -> Iterator[str]:
    listed = person.record.data.get("accounts")
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, dict) and str(one.get("forge", "")).lower() == forge:
            yield str(one.get("login", ""))
