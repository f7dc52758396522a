"""The customers in somebody's care by urgency: overdue first, then due soonest, then longest not served (A4.8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.publish.own_week import DONE
from taizhang.publish.pages.customers import Standing, standings
from taizhang.publish.view import View
from taizhang.rules.outcome import Obligation, State

URGENT = ("overdue", "due", "rest")
"""The groups, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Cared:
    """A customer as his manager looks at him: what is next of him, and in which group of URGENT he stands.

    ``last`` is when anything was last done with him that DONE counts, whatever the trade calls it.
    """

    standing: Standing
    group: str
    next: Obligation | None
    last: datetime | None

    @property
    def id(self) -> str:
        """The customer's id."""
        return self.standing.record.id


@dataclass(frozen=True, slots=True)
class Care:
    """One person's customers by urgency; ``again`` are services still to be given in the periods that run."""

    customers: tuple[Cared, ...]

    def of(self, group: str) -> tuple[Cared, ...]:
        """The customers of one group."""
        return tuple(one for one in self.customers if one.group == group)

    @property
    def graded(self) -> bool:
        """Whether any of them has a grade."""
        return any(one.standing.grade for one in self.customers)

    @property
    def again(self) -> tuple[Obligation, ...]:
        """The duties to serve somebody often enough that are not done yet, the first due first."""
        found = (duty for one in self.customers for duty in one.standing.frequency if duty.done < duty.wanted)
        return tuple(sorted((one for one in found if one.state is State.PENDING), key=_due))


def in_care(view: View) -> Mapping[str, Care]:
    """The customers of each person who has any now, by his id."""
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in standings(view):
        if one.owner is not None and not one.closed:
            found[one.owner.id].append(one)
    return {person: care_of(view, theirs) for person, theirs in found.items()}


def care_of(view: View, standing: Iterable[Standing]) -> Care:
    """Some customers in the order of their urgency."""
    return Care(tuple(sorted((_cared(view, one) for one in standing), key=_urgency)))


def _cared(view: View, one: Standing) -> Cared:
    first = next(iter(one.open), None)
    group = "overdue" if one.overdue else "due" if first is not None and first.due is not None else "rest"
    facts = (view.facts.of_customer(name, one.record.id) for name in DONE)
    return Cared(one, group, first, max((found[-1].time for found in facts if found), default=None))


def _urgency(one: Cared) -> tuple[int, datetime, datetime, str]:
    """By group, due instant, when he was last seen (who never was waits longest), id."""
    return (URGENT.index(one.group), _due(one.next), one.last or datetime.min, one.id)


def _due(duty: Obligation | None) -> datetime:
    return datetime.max if duty is None or duty.due is None else duty.due
