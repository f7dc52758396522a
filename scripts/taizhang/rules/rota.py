"""The rota by day: the week's list, who stands on it, and whose suspension falls on the day (B5.1, B5.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taizhang.facts.fact import Fact, Source
from taizhang.rules.presence import Presence
from taizhang.when.period import PeriodKind, period_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeekList:
    """A week's list as the manager set it: the order, and where it stands."""

    week: str
    order: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Suspension:
    """Somebody is off the rota for a day: of what it came, from which day on the next one counts."""

    person: str
    since: date
    source: Source


class Weeks:
    """The lists of one unit: each holds from its day to the end of that week, or to the next list."""

    def __init__(self, facts: Iterable[Fact], rota: Mapping[str, Any]) -> None:
        self._lists: dict[str, list[tuple[date, WeekList]]] = defaultdict(list)
        for fact in sorted(facts, key=lambda fact: fact.order):
            week = _week(fact.time.date())
            order = fact.attributes.get(str(rota["order"]))
            if isinstance(order, (list, tuple)):
                listed = WeekList(week, tuple(dict.fromkeys(str(one) for one in order)), fact.source)
                self._lists[week].append((fact.time.date(), listed))

    def on(self, day: date) -> WeekList | None:
        """The list in force on ``day``; None where its week has none yet."""
        held = [listed for start, listed in self._lists.get(_week(day), ()) if start <= day]
        return held[-1] if held else None


def _week(day: date) -> str:
    return period_of(PeriodKind.WEEK, day).key


class Suspensions:
    """Suspensions and the days on which they are served: the next on which the person stands on the rota."""

    def __init__(self) -> None:
        self.waiting: tuple[Suspension, ...] = ()
        self.today: Mapping[str, Suspension] = {}

    def add(self, one: Suspension, days: int = 1) -> None:
        """Somebody is to be suspended for so many days on which he stands on the rota."""
        self.waiting = (*self.waiting, *(one for _ in range(days)))

    def begin(self, day: date, listed: WeekList | None, presence: Presence) -> None:
        """Serve on ``day`` what waits for it: of each person of the list one, the oldest."""
        served: dict[str, Suspension] = {}
        left: list[Suspension] = []
        for one in self.waiting:
            stands = listed is not None and one.person in listed.order and not presence.off(one.person, day)
            if stands and one.since < day and one.person not in served:
                served[one.person] = one
            else:
                left.append(one)
        self.waiting, self.today = tuple(left), served
