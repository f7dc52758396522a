"""Who signs on paper: the lines below a card, a month's summary and a list of pay (A7.4, A8.6).

No template names anybody: who leads a unit and the unit above it stands in the register, and so do the departments
that confirm its results. Where several hold the same post none is named on its line; the post is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taizhang.facts.posts import NEAREST_FIRST
from taizhang.facts.registers import Registers

ABOVE = ("hr-manager", "general-manager")
"""Posts of a unit above that sign for people below it."""
CONFIRMING = ("marketing-manager", "marketing-clerk", "hr-manager", "hr-clerk")
"""Posts of the departments that confirm a result and take it in (A8.6), in that order."""
MOST = 5
"""So many lines fit beside the first: nearer posts come first."""

Posts = Mapping[tuple[str, str], Sequence[str]]
"""Who holds a post, by unit and role."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A line to sign on: as what somebody signs, and his name where one person alone can be meant."""

    label: str
    name: str = ""


class Signing:
    """Who signs in a company, by its registers."""

    def __init__(self, registers: Registers) -> None:
        self._registers = registers
        self._posts: dict[date, Posts] = {}
        self._known: dict[tuple[str, date], tuple[Signer, ...]] = {}

    def of_card(self, person: str, unit: str, day: date) -> tuple[Signer, ...]:
        """Who signs a person's card beside the person, as of ``day``."""
        mine = self._registers.called("person", person)
        return tuple(one for one in self.of_unit(unit, day) if one.name != mine)

    def of_unit(self, unit: str, day: date) -> tuple[Signer, ...]:
        """Who leads a unit, and the departments that confirm its results, as of ``day``; nobody for no unit."""
        if (unit, day) not in self._known:
            self._known[unit, day] = tuple(self._found(unit, day))[:MOST]
        return self._known[unit, day]

    def _found(self, unit: str, day: date) -> Iterator[Signer]:
        units = tuple(self._registers.above(unit))
        posts = self._posts_on(day)
        for number, one in enumerate(units):
            for role in ABOVE if number else NEAREST_FIRST:
                yield from self._signer(posts.get((one, role), ()), day)
        for role in CONFIRMING:
            for department, held in posts:
                if held == role and self._confirms(department, units[1:], role, posts):
                    yield Signer(self._registers.called("unit", department))

    def _confirms(self, unit: str, above: Sequence[str], role: str, posts: Posts) -> bool:
        """Whether a department below a unit above confirms, and ``role`` is the first such post held in it."""
        entity = self._registers.entity("unit", unit)
        if entity is None or entity.record.text("kind") != "department" or entity.record.text("parent") not in above:
            return False
        return role == next(one for one in CONFIRMING if (unit, one) in posts)

    def _signer(self, held: Sequence[str], day: date) -> Iterator[Signer]:
        titles = {str(self._registers.value("person", one, "title", day) or "") for one in held}
        if len(titles) == 1 and (title := titles.pop()):
            yield Signer(title, self._registers.called("person", held[0]) if len(held) == 1 else "")

    def _posts_on(self, day: date) -> Posts:
        """Who holds which post on ``day``, by record path."""
        if day not in self._posts:
            found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
            for person in self._registers.entities("person"):
                if (span := person.as_of(day)) is not None:
                    found[str(span.values.get("unit", "")), str(span.values.get("role", ""))].append(person.id)
            self._posts[day] = dict(found)
        return self._posts[day]
