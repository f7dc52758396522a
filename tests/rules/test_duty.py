"""Limits and states: grace, from when on it is missed, and a duty taken over shortly before its due (G6, G7, G9)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.rulebook import Rulebook, rulebooks_of
from taizhang.rules.duty import Duty, Limits, Wanted, excuse_from, limits_of, state_of
from taizhang.rules.excuse import Excuse
from taizhang.rules.outcome import Cause, State
from taizhang.rules.population import Owner, Subject
from taizhang.when.period import Period, PeriodKind, period_of
from taizhang.when.resolution import Reason, Resolution, ResolutionState, waived
from tests.books import book_of, company, person, rulebook

DUE = datetime(2026, 10, 16, 17, 30)
BOOK = book_of(company() | rulebook() | person("zhang", "张伟", "T0001", ("2025-01-01", "", "east")))
REGISTERS = Registers(BOOK)
CALENDAR = REGISTERS.calendar("east")
REPORTING: Rulebook = rulebooks_of(BOOK)[0]
WEEK: Period = period_of(PeriodKind.WEEK, date(2026, 10, 12))


def duty(
    resolution: Resolution | None = None, wanted: Wanted | None = None, since: date | None = None, **limits: object
) -> Duty:
    """Zhang's duty for W42, due Friday 17:30, with these limits."""
    entity = REGISTERS.entity("person", "zhang")
    assert entity is not None
    rule = REPORTING.rules[0]
    resolution = resolution or Resolution(DUE, ResolutionState.DUE)
    return Duty(
        rule=rule,
        version=rule.on(WEEK.start),
        subject=Subject("person", entity),
        owner=Owner("zhang", "张伟", "east", since, Cause("owner.nobody")),
        period=WEEK,
        span=WEEK,
        opens=WEEK.start,
        resolution=resolution,
        limits=limits_of(limits, resolution.due, CALENDAR),
        wanted=wanted or Wanted(),
        calendar=CALENDAR,
    )


@pytest.mark.parametrize(
    ("parameters", "in_time", "late"),
    [
        ({}, "2026-10-16 17:30", "2026-11-04 18:00"),
        ({"grace": {"minutes": 5}}, "2026-10-16 17:35", "2026-11-04 18:00"),
        ({"grace": {"minutes": 5}, "missed_at": {"time": "17:50"}}, "2026-10-16 17:35", "2026-10-16 17:49"),
        ({"missed_at": "due"}, "2026-10-16 17:30", "2026-10-16 17:30"),
        ({"missed_at": "due", "grace": {"minutes": 5}}, "2026-10-16 17:35", "2026-10-16 17:35"),
        ({"missed_at": {"time": "09:00"}}, "2026-10-16 17:30", "2026-10-16 17:30"),
        ({"missed_after": {"day": "last", "time": "12:00"}}, "2026-10-16 17:30", "2026-10-31 12:00"),
    ],
)
def test_limits(parameters: dict[str, Any], in_time: str, late: str) -> None:
    """The last minute in time and the last that is late; a missed_at before the due can't make the due late."""
    found = limits_of(parameters, DUE, CALENDAR)
    assert (str(found.in_time)[:16], str(found.late)[:16]) == (in_time, late)
    assert found.missed is not None


def test_no_due_no_limits() -> None:
    assert limits_of({"grace": {"minutes": 5}}, None, CALENDAR) == Limits(None, None)


def test_a_closing_in_an_unpublished_year_is_not_guessed() -> None:
    """December closes in January 2027, whose calendar is not there (G5)."""
    assert limits_of({}, datetime(2026, 12, 18, 17, 30), CALENDAR).late is None


@pytest.mark.parametrize(
    ("met", "as_of", "state"),
    [
        ("08:35", "12:00", State.MET),
        ("08:36", "12:00", State.LATE),
        ("08:49", "12:00", State.LATE),
        ("08:50", "12:00", State.MISSED),
        ("", "08:35", State.PENDING),
        ("", "08:36", State.OVERDUE),
        ("", "08:49", State.OVERDUE),
        ("", "08:50", State.MISSED),
    ],
)
def test_the_minutes_of_a_morning_meeting(met: str, as_of: str, state: State) -> None:
    """A1.1: due 08:30 with 5 minutes' grace, missed from 08:50 on, whether something came or not."""
    one = duty(
        Resolution(datetime(2026, 10, 13, 8, 30), ResolutionState.DUE),
        grace={"minutes": 5},
        missed_at={"time": "08:50"},
    )
    met_at = datetime.fromisoformat(f"2026-10-13 {met}") if met else None
    assert state_of(one, datetime.fromisoformat(f"2026-10-13 {as_of}"), None, met_at, idle=False) is state


def test_what_comes_before_time() -> None:
    """Nothing owed is waived; a number or a date that nobody can tell is unknown; an excuse goes before late."""
    as_of, late = datetime(2026, 10, 20), datetime(2026, 10, 17)
    excuse = Excuse(whole=True, cause=Cause("excuse.whole"))
    part = Excuse(whole=False, cause=Cause("excuse.partial"))
    assert state_of(duty(), as_of, None, late, idle=True) is State.WAIVED
    assert state_of(duty(waived(Reason.HOLIDAY)), as_of, None, None, idle=False) is State.WAIVED
    assert state_of(duty(wanted=Wanted(None)), as_of, None, None, idle=False) is State.UNKNOWN
    assert state_of(duty(), as_of, excuse, late, idle=False) is State.EXCUSED
    assert state_of(duty(), as_of, excuse, DUE, idle=False) is State.MET
    assert state_of(duty(), as_of, part, late, idle=False) is State.LATE


@pytest.mark.parametrize(
    ("since", "excused"),
    [("2026-10-12", False), ("2026-10-13", True), ("2026-10-16", True), (None, False)],
)
def test_who_took_over_shortly_before_is_excused(since: str | None, *, excused: bool) -> None:
    """Due Fri 10-16, the last five working days begin before the week does; what began on Monday began as his own."""
    found = excuse_from(duty(since=date.fromisoformat(since) if since else None), Facts((), datetime(2026, 10, 20)))
    assert (found is not None and found.whole) is excused


def test_five_working_days_are_counted_back() -> None:
    """Of a month due Sat 10-31 the fifth working day before is Mon 10-26: taken over then excused, on Sunday not."""
    october = period_of(PeriodKind.MONTH, date(2026, 10, 1))
    due = Resolution(datetime(2026, 10, 31, 18), ResolutionState.DUE)
    for since, excused in ((date(2026, 10, 25), False), (date(2026, 10, 26), True)):
        base = duty(due, since=since)
        one = Duty(
            base.rule,
            base.version,
            base.subject,
            base.owner,
            october,
            october,
            october.start,
            due,
            base.limits,
            base.wanted,
            CALENDAR,
        )
        assert (excuse_from(one, Facts((), datetime(2026, 11, 1))) is not None) is excused
