"""Who is away when: leaves asked for and granted, and who chairs in the supervisor's stead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.synthetic import phrases
from benchmarks.synthetic.cast import Branch, Company, Person
from benchmarks.synthetic.clockwork import DAY, Clockwork, at, days_between, spread
from benchmarks.synthetic.files import Record
from taizhang.desk.yaml_text import Value


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence from ``first`` to ``last``; ``asked`` and ``granted`` are written moments."""

    person: Person
    first: date
    last: date
    part: str
    type: str
    reason: str
    asked: str
    granted: str
    granted_by: Person

    def covers(self, day: date) -> bool:
        """Whether the person is away all day long."""
        return self.part == "whole" and self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Absences:
    """A branch's leaves, and the days on which somebody chairs for the supervisor."""

    leaves: Sequence[Leave]
    away: dict[tuple[str, date], Leave]
    stand_ins: dict[date, Person]

    def at_work(self, person: Person, day: date) -> bool:
        """Whether ``person`` is there on the working day ``day``."""
        return person.serves(day) and (person.id, day) not in self.away


def absences(company: Company, branch: Branch) -> Absences:
    """The branch's absences, drawn week by week; the supervisor is never away for a whole week."""
    leaves: list[Leave] = []
    for person in (branch.supervisor, *branch.managers):
        leaves += _leaves(company.clock, branch, person)
    away = {
        (leave.person.id, day): leave
        for leave in leaves
        if leave.part == "whole"
        for day in days_between(leave.first, leave.last)
    }
    days = sorted(day for identity, day in away if identity == branch.supervisor.id)
    stand_ins = {}
    for day in days:
        there = [person for person in branch.serving(day) if (person.id, day) not in away]
        if there and company.clock.works(day):
            stand_ins[day] = there[0]
    return Absences(leaves, away, stand_ins)


def _leaves(clock: Clockwork, branch: Branch, person: Person) -> Iterator[Leave]:
    chief = person.role == "supervisor"
    for week in clock.weeks():
        rng = clock.chance("leave", person.id, week.key)
        days = [day for day in clock.days(week) if clock.told(day)]
        if len(days) < 3 or not all(map(person.serves, days)):
            continue
        lot = rng.random()
        if lot < 0.022 and not chief:
            first, last, part = days[0], days[-1], "whole"
        elif lot < 0.07:
            place = rng.randrange(1, len(days))
            first, part = days[place], "whole"
            last = days[min(place + rng.choice((0, 0, 1, 2)), len(days) - 1)]
        elif lot < 0.09:
            first = last = rng.choice(days[1:])
            part = rng.choice(("morning", "afternoon"))
        else:
            continue
        asked = clock.before(first, rng.randint(1, 5))
        minute = spread(rng, "09:30", "16:20")
        yield Leave(
            person, first, last, part, rng.choice(("annual", "annual", "personal", "sick")),
            rng.choice(phrases.LEAVE_REASONS), at(asked, minute), at(asked, minute + rng.randint(15, 90)),
            branch.chief if chief else branch.supervisor,
        )  # fmt: skip


def leave_files(branch: Branch, absent: Absences) -> Iterator[Record]:
    """The leaves as records."""
    for leave in absent.leaves:
        first = leave.first.isoformat()
        fields: dict[str, Value] = {
            "person": leave.person.id,
            "unit": branch.id,
            "from": first,
            "until": leave.last.isoformat(),
            "part": leave.part,
            "type": leave.type,
            "reason": leave.reason,
            "submitted_at": leave.asked,
            "state": "approved",
            "approved_by": leave.granted_by.id,
            "approved_at": leave.granted,
        }
        yield f"leaves/{branch.id}/{leave.person.id}/{first}.yaml", fields


def delegation_files(clock: Clockwork, branch: Branch, absent: Absences) -> Iterator[Record]:
    """One delegation for each run of days on which the same person chairs, written before its first day."""
    days = sorted(absent.stand_ins)
    while days:
        first = last = days.pop(0)
        heir = absent.stand_ins[first]
        while days and absent.stand_ins[days[0]] is heir and days[0] == clock.after(last):
            last = days.pop(0)
        rng = clock.chance("delegation", branch.id, first)
        identity = f"{first.isoformat()}-{heir.id}"
        yield (
            f"delegations/{branch.id}/{identity}.yaml",
            {
                "id": identity,
                "unit": branch.id,
                "by": branch.supervisor.id,
                "to": heir.id,
                "meetings": ["morning", "weekly"],
                "from": first.isoformat(),
                "until": last.isoformat(),
                "reason": rng.choice(phrases.DELEGATION_REASONS),
                "submitted_at": at(clock.before(first), spread(rng, "15:00", "17:40")),
            },
        )


def last_day_at_work(clock: Clockwork, absent: Absences, person: Person, due: date, first: date) -> date | None:
    """The last working day from ``first`` to ``due`` on which ``person`` is there."""
    day = due
    while day >= first:
        if clock.works(day) and absent.at_work(person, day):
            return day
        day -= DAY
    return None
