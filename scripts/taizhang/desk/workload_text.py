"""A branch's workload as text for a terminal: a block a person, a line a day, the week's rates below (A4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from taizhang.desk.sentences import say, weekday
from taizhang.desk.workload import Day, Load
from taizhang.when.period import Period


def workload_text(loads: Iterable[Load], unit: str, week: Period) -> str:
    """The whole list, headed by unit and week; a day on which nothing was planned, due or done is left out."""
    lines = [say("workload.head", unit=unit, week=week.key, first=week.start, last=week.last)]
    found = list(loads)
    for load in found:
        lines += ["", load.person.name, *(f"  {line}" for line in _lines(load))]
    if not found:
        lines.append(say("workload.nobody", unit=unit))
    return "".join(f"{line}\n" for line in lines)


def _lines(load: Load) -> Iterator[str]:
    busy = [day for day in load.days if not day.idle]
    for day in busy:
        yield say("workload.day", weekday=weekday(day.day), day=f"{day.day:%m-%d}", counts=_counts(day))
    if not busy:
        yield say("workload.nothing")
    logs, duties = load.logs_due, load.duties_due
    yield say("workload.logs", part=len(load.logs_in_time), whole=len(logs), rate=_rate(load.completeness))
    yield say("workload.duties", part=len(load.duties_done), whole=len(duties), rate=_rate(load.completion))


def _counts(day: Day) -> str:
    return say(
        "workload.counts",
        trips=len(day.trips),
        services=len(day.services),
        planned=len(day.planned),
        served=len(day.served),
        tasks=len(day.tasks) + len(day.noted),
        due=len(day.duties),
        done=len(day.done),
    )


def _rate(value: Decimal | None) -> str:
    return say("workload.no-rate") if value is None else say("workload.rate", value=f"{value:f}")
