"""Customers who count as one, and whose they are: one family, one company is the first receiver's (B5.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from taizhang.facts.fact import Fact, Source


@dataclass(frozen=True, slots=True)
class Registered:
    """A customer registered under somebody's name: when, in which line, by which decision."""

    customer: str
    person: str
    at: datetime
    source: Source
    key: str


class Parties:
    """Which customers belong together, as of a moment: by the groups that facts of membership name in ``case``."""

    def __init__(self, members: Iterable[Fact]) -> None:
        self._groups: dict[str, list[Fact]] = defaultdict(list)
        self._of: dict[str, list[Fact]] = defaultdict(list)
        for fact in members:
            self._groups[fact.case].append(fact)
            self._of[fact.customer].append(fact)

    def with_(self, customer: str, at: datetime) -> frozenset[str]:
        """The customer and everybody known at a moment to be of one group with him."""
        groups = (fact.case for fact in self._of.get(customer, ()) if fact.time <= at)
        return frozenset(
            {customer, *(fact.customer for group in groups for fact in self._groups[group] if fact.time <= at)}
        )

    def link(self, customer: str, at: datetime) -> Fact | None:
        """The fact that puts a customer into a group, the first by ``at``."""
        return next((fact for fact in self._of.get(customer, ()) if fact.time <= at), None)


class Register:
    """The book of registrations: whose a customer is, by the first line of him or of anybody he belongs with."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties
        self._first: dict[str, Registered] = {}

    def enter(self, one: Registered) -> None:
        """Note a registration; later ones of the same customer change nothing."""
        if one.customer and one.person:
            self._first.setdefault(one.customer, one)

    def first(self, customer: str, at: datetime) -> Registered | None:
        """The first registration of a customer and those he belongs with, as known at a moment."""
        if not customer:
            return None
        members = self.parties.with_(customer, at)
        found = (one for member in members if (one := self._first.get(member)) is not None)
        return min(found, key=lambda one: (one.at, one.source), default=None)
