"""What excuses a duty: days of a period that leave covers, one by one (G7, A5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.facts.store import Facts
from taizhang.rules.outcome import Cause
from taizhang.when.calendar import Calendar
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Excuse:
    """Leave in the period: whether it covers the whole of it, and the days it was counted by."""

    whole: bool
    cause: Cause


def excuse_of(
    wanted: Mapping[str, Any] | None, person: str, period: Period, calendar: Calendar, facts: Facts
) -> Excuse | None:
    """The person's excuse for a period; None where no leave touches it. Partial leave does not excuse (G7)."""
    if wanted is None:
        return None
    leaves = facts.of_person(wanted["fact"], person)
    touching = [fact for fact in leaves if _touches(fact, period)]
    days = calendar.working_days(period) if touching else None
    if not days:
        return None
    covering = {day: next((fact for fact in touching if covers(fact, day)), None) for day in days}
    whole = all(fact is not None for fact in covering.values())
    children = tuple(_day(day, fact) for day, fact in covering.items())
    covered = sum(fact is not None for fact in covering.values())
    name = "excuse.whole" if whole else "excuse.partial"
    return Excuse(whole, Cause(name, {"covered": covered, "days": len(days)}, touching[0].source, children))


def _touches(fact: Fact, period: Period) -> bool:
    """Whether leave holds on a day of the period; one whose end lies before its beginning holds on none."""
    begun = max(fact.time.date(), period.start)
    return begun <= period.last and (fact.last is None or begun <= fact.last)


def covers(fact: Fact, day: date) -> bool:
    """Whether leave covers the whole of ``day``: begun by its first minute, its last day not before it."""
    return fact.time <= datetime.combine(day, time.min) and (fact.last is None or day <= fact.last)


def _day(day: date, fact: Fact | None) -> Cause:
    if fact is None:
        return Cause("excuse.day-open", {"day": day})
    return Cause("excuse.day-covered", {"day": day}, fact.source)
