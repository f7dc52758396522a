"""Draws as their records keep them, and each drawn again from the list frozen in it (A1.5, A8.1, G11).

A sample is verified against the frozen list, never against the customers or meetings that there are now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from taizhang.records.book import Record
from taizhang.rules import drawing
from taizhang.when.moment import parse_date, parse_moment

KIND = "draw"
LISTS = ("customers", "records")


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum: its name, how many it gives, its members, and those drawn, in the order drawn."""

    name: str
    size: int
    members: tuple[str, ...]
    drawn: tuple[str, ...]


@dataclass(frozen=True)
class Draw:
    """One record of a draw."""

    record: Record

    @property
    def path(self) -> str:
        """Where it stands."""
        return self.record.path

    @property
    def unit(self) -> str:
        """Who is inspected."""
        return self.record.text("unit")

    @property
    def month(self) -> str:
        """The month of the inspection."""
        return self.record.text("month")

    @property
    def topic(self) -> str:
        """What is inspected."""
        return self.record.text("topic")

    @property
    def population(self) -> str:
        """Customers, meetings or service logs."""
        return self.record.text("population")

    @property
    def size(self) -> int:
        """How many are drawn in all."""
        return _whole(self.record.data.get("size"))

    @property
    def frozen_at(self) -> datetime | None:
        """When the list was frozen."""
        return parse_moment(self.record.text("frozen_at"))

    @property
    def digest(self) -> str:
        """The list's digest as written."""
        return self.record.text("digest")

    @cached_property
    def strata(self) -> tuple[Stratum, ...]:
        """The strata as written."""
        listed = self.record.data.get("strata")
        return tuple(_stratum(one) for one in listed if isinstance(one, Mapping)) if isinstance(listed, list) else ()

    @property
    def number(self) -> Mapping[str, object]:
        """The public number with its source and day; empty before the draw."""
        found = self.record.data.get("number")
        return found if isinstance(found, Mapping) else {}

    @property
    def is_drawn(self) -> bool:
        """Whether the number is there."""
        return bool(self.number)

    @property
    def value(self) -> str:
        """The public number, as written."""
        return str(self.number.get("value", ""))

    @property
    def source(self) -> str:
        """Where the number was published."""
        return str(self.number.get("source", ""))

    @property
    def day(self) -> date | None:
        """Which day's the number is."""
        return parse_date(str(self.number.get("on", "")))

    @property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The frozen list, by stratum."""
        return {one.name: one.members for one in self.strata}

    @property
    def drawn(self) -> tuple[str, ...]:
        """All that were drawn, stratum by stratum."""
        return tuple(member for one in self.strata for member in one.drawn)

    @cached_property
    def reckoned_digest(self) -> str:
        """What the digest of the list is."""
        return drawing.digest(self.unit, self.month, self.topic, self.size, self.members)

    @cached_property
    def reckoned_sizes(self) -> Mapping[str, int]:
        """How many each stratum gives."""
        return drawing.shares(self.size, {name: len(listed) for name, listed in self.members.items()})

    @cached_property
    def redrawn(self) -> Mapping[str, tuple[str, ...]]:
        """The sample drawn again from the frozen list; empty before there is a number."""
        if not self.is_drawn:
            return {}
        frozen = self.reckoned_digest
        return drawing.draw(self.month, self.unit, frozen, self.value, self.members, self.reckoned_sizes)


def _stratum(written: Mapping[str, object]) -> Stratum:
    members = next((found for name in LISTS if (found := _texts(written.get(name)))), ())
    return Stratum(str(written.get("name", "")), _whole(written.get("size")), members, _texts(written.get("drawn")))


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
