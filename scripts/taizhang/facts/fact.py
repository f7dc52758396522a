"""The one type of fact, whatever it comes from (design §5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

EMPTY: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A pointer into a record; its line is looked up when somebody asks."""

    path: str
    pointer: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated statement: name, time, keys, attributes, source.

    ``time`` is local time; a statement about days (``during``) runs from it to ``last``, its last day (None: open).
    """

    name: str
    time: datetime
    source: Source
    person: str = ""
    customer: str = ""
    contact: str = ""
    unit: str = ""
    case: str = ""
    attributes: Mapping[str, object] = field(default_factory=lambda: EMPTY)
    last: date | None = None

    def get(self, name: str) -> str:
        """A key or attribute as text; empty where the fact has none."""
        if name in KEYS:
            return str(getattr(self, name))
        value = self.attributes.get(name)
        return "" if value is None else str(value)

    @property
    def order(self) -> tuple[datetime, str, Source]:
        """The total order of facts."""
        return (self.time, self.name, self.source)


KEYS = frozenset({"person", "customer", "contact", "unit", "case"})
