"""The start page: what is to be done now, and how the month stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import OWED, Counts, Person, View, count
from taizhang.rules.outcome import Obligation, State
from taizhang.when.period import Period, PeriodKind, period_of

OPEN = (State.OVERDUE, State.PENDING)


def pages(maker: Maker) -> Iterator[Page]:
    """The one page of this family."""
    month, due = shown_month(maker.view)
    yield maker.page(
        "start.html",
        "",
        "",
        maker.view.company,
        month=month,
        passed=not month.contains(maker.view.as_of),
        due=due,
        counts=count(due),
        todo=to_do(maker.view.obligations),
        units=tuple(by_unit(due)),
        people=tuple(by_person(maker.view.people, due)),
    )


def shown_month(view: View) -> tuple[Period, tuple[Obligation, ...]]:
    """The month of the view's moment with what is due in it; as long as nothing has been, the last one that has."""
    now = period_of(PeriodKind.MONTH, view.as_of.date())
    owed = [one.due.date() for one in view.obligations if one.due is not None and one.state in OWED]
    month = period_of(PeriodKind.MONTH, max(owed)) if owed else now
    return month, tuple(one for one in view.obligations if one.due is not None and month.contains(one.due))


def to_do(obligations: Sequence[Obligation]) -> tuple[Obligation, ...]:
    """What is still to be done: overdue first, then by due time."""
    still = [one for one in obligations if one.state in OPEN]
    return tuple(sorted(still, key=lambda one: (OPEN.index(one.state), one.due or datetime.max, one.person)))


def by_unit(due: Sequence[Obligation]) -> Iterator[tuple[str, Counts, tuple[Obligation, ...]]]:
    """What is due in each unit with its counts, by the units' ids."""
    for unit in sorted({one.unit for one in due}):
        found = tuple(one for one in due if one.unit == unit)
        yield unit, count(found), found


def by_person(people: Sequence[Person], due: Sequence[Obligation]) -> Iterator[tuple[Person, Counts]]:
    """Everybody with something due, with the counts, in the order of the people."""
    found: dict[str, list[Obligation]] = {}
    for one in due:
        found.setdefault(one.person, []).append(one)
    for person in people:
        if person.id in found:
            yield person, count(found[person.id])
