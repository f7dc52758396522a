"""Facts with the indexes that rules ask through, and what ``as_of`` hides."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime, time
from typing import TypeVar

from taizhang.facts.fact import Fact

Key = TypeVar("Key")
Texts = tuple[str, ...]
ByName = Mapping[str, tuple[Fact, ...]]
ByKey = Mapping[tuple[str, str], tuple[Fact, ...]]


class Facts:
    """Facts up to ``as_of``, oldest first; by name, and by name and person, customer or unit, at one look."""

    def __init__(self, facts: Iterable[Fact], as_of: datetime) -> None:
        self.as_of = as_of
        self._sharing: dict[tuple[str, str], Mapping[str, tuple[Fact, ...]]] = {}
        self._alike: dict[tuple[str, Hashable], Mapping[Texts, tuple[Fact, ...]]] = {}
        self._telling: dict[tuple[str, str, str, str], ByName] = {}
        found = sorted((fact for fact in facts if fact.time <= as_of), key=lambda fact: fact.order)
        self._by_name: ByName = _grouped((fact.name, fact) for fact in found)
        self._by_key: dict[str, ByKey] = {
            key: _grouped(((fact.name, value), fact) for fact in found if (value := fact.get(key)))
            for key in ("person", "customer", "unit")
        }

    def joined(self, later: Iterable[Fact]) -> Facts:
        """These and ``later`` ones, whose names must be new: the outcomes of a rule that has just run."""
        more = Facts(later, self.as_of)
        joined = Facts((), self.as_of)
        joined._by_name = {**self._by_name, **more._by_name}
        joined._by_key = {key: {**found, **more._by_key[key]} for key, found in self._by_key.items()}
        joined._alike = {asked: found for asked, found in self._alike.items() if asked[0] in self._by_name}
        joined._telling = {asked: found for asked, found in self._telling.items() if asked[0] in self._by_name}
        return joined

    @property
    def all(self) -> tuple[Fact, ...]:
        """Every fact, in total order."""
        return tuple(sorted((fact for found in self._by_name.values() for fact in found), key=lambda fact: fact.order))

    @property
    def names(self) -> frozenset[str]:
        """The names of all facts there are."""
        return frozenset(self._by_name)

    def named(self, name: str) -> tuple[Fact, ...]:
        """Facts of one name, oldest first."""
        return self._by_name.get(name, ())

    def of_person(self, name: str, person: str) -> tuple[Fact, ...]:
        """Facts of one name about one person, oldest first."""
        return self._by_key["person"].get((name, person), ())

    def of_customer(self, name: str, customer: str) -> tuple[Fact, ...]:
        """Facts of one name about one customer, oldest first."""
        return self._by_key["customer"].get((name, customer), ())

    def sharing(self, name: str, key: str, value: str) -> tuple[Fact, ...]:
        """Facts of one name that have ``value`` as a key or attribute, oldest first; grouped when first asked for."""
        if (name, key) not in self._sharing:
            self._sharing[name, key] = _grouped((text, one) for one in self.named(name) if (text := one.get(key)))
        return self._sharing[name, key].get(value, ())

    def alike(self, name: str, by: Hashable, texts: Callable[[Fact], Texts]) -> Mapping[Texts, tuple[Fact, ...]]:
        """Facts of one name by what ``texts`` reads from them, oldest first; read when ``by`` is first asked for.

        ``by`` says what is read: the same for the same ``texts``, never for others.
        """
        if (name, by) not in self._alike:
            self._alike[name, by] = _grouped((texts(one), one) for one in self.named(name))
        return self._alike[name, by]

    def during(self, name: str, key: str, value: str, start: date, end: date) -> tuple[Fact, ...]:
        """Facts of one name about one person, customer or unit (``key``) on the days of [start, end), oldest first."""
        return between(self._by_key[key].get((name, value), ()), start, end)

    def telling(self, name: str, key: str, value: str, field: str) -> ByName:
        """Facts of one name about one person, customer or unit (``key``), by what they say in a field."""
        asked = (name, key, value, field)
        if asked not in self._telling:
            self._telling[asked] = _grouped((one.get(field), one) for one in self._by_key[key].get((name, value), ()))
        return self._telling[asked]

    def about_customer(self, customer: str) -> tuple[Fact, ...]:
        """Every fact about one customer, whatever its name, oldest first."""
        found = (fact for name in self._by_name for fact in self.of_customer(name, customer))
        return tuple(sorted(found, key=lambda fact: fact.order))

    def of_unit(self, name: str, unit: str) -> tuple[Fact, ...]:
        """Facts of one name about one unit, oldest first."""
        return self._by_key["unit"].get((name, unit), ())


def between(facts: tuple[Fact, ...], start: date, end: date) -> tuple[Fact, ...]:
    """Of facts that stand oldest first those on the days of [start, end)."""
    first, last = (datetime.combine(day, time.min) for day in (start, end))
    return facts[bisect_left(facts, first, key=_time) : bisect_left(facts, last, key=_time)]


def _time(fact: Fact) -> datetime:
    return fact.time


def _grouped(pairs: Iterable[tuple[Key, Fact]]) -> dict[Key, tuple[Fact, ...]]:
    """The facts by their keys, in the order given."""
    groups: dict[Key, list[Fact]] = defaultdict(list)
    for key, fact in pairs:
        groups[key].append(fact)
    return {key: tuple(found) for key, found in groups.items()}
