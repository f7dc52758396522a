"""How pressing open duties are: by how many days they are overdue, or still have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from taizhang.publish.charts import bucket_of
from taizhang.rules.outcome import Obligation, State

LATE = (3, 7, 14)
"""Days overdue, the last day of a step included; more is the last step."""
SOON = (1, 7)
"""Days left in the same way; one left is due before tomorrow ends."""


@dataclass(frozen=True, slots=True)
class Urgency:
    """One step: ``overdue`` or not, and the days from ``least`` to ``most``; None where there is no end, or no day."""

    overdue: bool
    least: int | None
    most: int | None

    @property
    def state(self) -> State:
        """The state of what is in this step."""
        return State.OVERDUE if self.overdue else State.PENDING


def _steps(limits: tuple[int, ...], *, overdue: bool, first: int) -> tuple[Urgency, ...]:
    edges = (first, *(limit + 1 for limit in limits))
    return tuple(Urgency(overdue, least, most) for least, most in zip(edges, (*limits, None), strict=True))


OVERDUE = _steps(LATE, overdue=True, first=0)
COMING = _steps(SOON, overdue=False, first=0)
UNDATED = Urgency(overdue=False, least=None, most=None)
STEPS = (*reversed(OVERDUE), *COMING, UNDATED)
"""From what has waited longest to what has no day yet."""


def urgency(one: Obligation, now: datetime) -> Urgency:
    """How pressing an open duty is: overdue since its state says so, whole days between the two dates counted."""
    if one.due is None:
        return UNDATED
    days = (one.due.date() - now.date()).days
    if one.state is State.OVERDUE:
        return OVERDUE[bucket_of(max(-days, 0), LATE)]
    return COMING[bucket_of(max(days, 0), SOON)]


def counted(duties: Iterable[Obligation], now: datetime) -> tuple[tuple[Urgency, int], ...]:
    """How many open duties are in each step that has any, the most pressing first."""
    found: dict[Urgency, int] = {}
    for one in duties:
        step = urgency(one, now)
        found[step] = found.get(step, 0) + 1
    return tuple((step, found[step]) for step in STEPS if step in found)
