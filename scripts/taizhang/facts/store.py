"""Facts with the indexes that rules ask through, and what ``as_of`` hides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from taizhang.facts.fact import Fact


class Facts:
    """All facts up to ``as_of``, in total order; by name and person at one look."""

    def __init__(self, facts: Iterable[Fact], as_of: datetime) -> None:
        self.as_of = as_of
        self.all = tuple(sorted((fact for fact in facts if fact.time <= as_of), key=lambda fact: fact.order))
        by_name: dict[str, list[Fact]] = defaultdict(list)
        by_person: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for fact in self.all:
            by_name[fact.name].append(fact)
            by_person[fact.name, fact.person].append(fact)
        self._by_name = {name: tuple(found) for name, found in by_name.items()}
        self._by_person = {key: tuple(found) for key, found in by_person.items()}

    def named(self, name: str) -> tuple[Fact, ...]:
        """Facts of one name, oldest first."""
        return self._by_name.get(name, ())

    def of_person(self, name: str, person: str) -> tuple[Fact, ...]:
        """Facts of one name about one person, oldest first."""
        return self._by_person.get((name, person), ())
