"""A unit's week at one look: reports, plan against done, and how the sources agree, by person (A4.7, A5.1 to A5.7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from taizhang.publish.agreement import Agreement, Row
from taizhang.publish.plans import Plan
from taizhang.publish.week import REPORTED, Duty, UnitWeek
from taizhang.rules.outcome import Obligation


@dataclass(frozen=True)
class Line:
    """One person's week: ``duties`` by the word for what was due, the plan, and the visits that sources tell of."""

    person: str
    duties: Mapping[str, tuple[Obligation, ...]]
    plan: Plan | None
    visits: tuple[Row, ...]

    @cached_property
    def differs(self) -> tuple[Row, ...]:
        """The visits that the sources tell differently."""
        return tuple(row for row in self.visits if row.agreement is Agreement.DIFFERS)

    @cached_property
    def agreed(self) -> tuple[Row, ...]:
        """The visits that all sources tell."""
        return tuple(row for row in self.visits if row.agreement is Agreement.AGREED)


@dataclass(frozen=True, slots=True)
class Board:
    """The people's lines below ``heads``, the words for what was due of them; ``others`` was due of the unit."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    others: tuple[Duty, ...]

    @property
    def planned(self) -> bool:
        """Whether anybody planned, or should have."""
        return any(line.plan is not None and (line.plan.path or line.plan.measure) for line in self.lines)

    @property
    def compared(self) -> bool:
        """Whether there are visits to be compared."""
        return any(line.visits for line in self.lines)


def board(one: UnitWeek) -> Board:
    """The week of a unit by person: who was in post, who owed or planned, and who is told of in the visits."""
    rows = [row for matrix in one.matrices for row in matrix.rows]
    plans = {plan.person: plan for plan in one.plans}
    people = dict.fromkeys((*one.people, *plans, *(row.person for row in rows)))
    owed = [duty for duty in one.duties if duty.obligation.person in people]
    heads = tuple(dict.fromkeys(duty.what for duty in sorted(owed, key=lambda duty: duty.fact != REPORTED)))
    lines = tuple(
        Line(person, _by_word(owed, person), plans.get(person), tuple(row for row in rows if row.person == person))
        for person in people
    )
    return Board(heads, lines, tuple(duty for duty in one.duties if duty.obligation.person not in people))


def _by_word(duties: list[Duty], person: str) -> Mapping[str, tuple[Obligation, ...]]:
    found: dict[str, tuple[Obligation, ...]] = {}
    for duty in duties:
        if duty.obligation.person == person:
            found[duty.what] = (*found.get(duty.what, ()), duty.obligation)
    return found
