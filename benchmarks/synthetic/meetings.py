"""Meetings: the morning meeting of every working day, the week's, the month's two (A1.1, A1.4, A1.6, A2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.synthetic import phrases
from benchmarks.synthetic.absence import Absences
from benchmarks.synthetic.cast import Branch, Company, Person
from benchmarks.synthetic.clockwork import DAY, at, spread, week_of
from benchmarks.synthetic.files import Record
from benchmarks.synthetic.topics import zh
from taizhang.desk.yaml_text import Fields, Value


@dataclass(frozen=True, slots=True)
class Hall:
    """Where and by whom a branch's meetings are held."""

    company: Company
    branch: Branch
    absent: Absences
    visits: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Names of the customers visited, by manager and week."""

    @property
    def place(self) -> str:
        """The room."""
        return f"{self.branch.name} {301 + self.branch.index} 会议室"

    def daily(self) -> Iterator[Record]:
        """The morning meetings; the week's first is held together with the weekly one."""
        clock = self.company.clock
        day = clock.first
        while day <= clock.last:
            if clock.works(day):
                first = clock.days(week_of(day))[0] == day
                yield self._morning(day, weekly=first)
            day += DAY

    def monthly(self) -> Iterator[Record]:
        """The general manager's meeting and the analysis, together in every other month."""
        clock = self.company.clock
        for number, month in enumerate(clock.months()):
            days = [day for day in clock.days(month) if clock.told(day)]
            rng = clock.chance("monthly", self.branch.id, month.key)
            if len(days) < 18 and month.last > clock.last:
                days = days[: len(days) * 2 // 3 + 1]
            first, second = days[len(days) // 3], days[min(len(days) * 2 // 3, len(days) - 1)]
            if (number + self.branch.index) % 2 == 0:
                yield self._month_meeting(second, ("gm-monthly", "analysis"), rng)
            else:
                yield self._month_meeting(first, ("gm-monthly",), rng)
                yield self._month_meeting(second, ("analysis",), rng)

    def _morning(self, day: date, *, weekly: bool) -> Record:
        rng = self.company.clock.chance("morning", self.branch.id, day)
        chair = self.absent.stand_ins.get(day, self.branch.supervisor)
        rows, present = self._attendance(rng, day, (self.branch.supervisor, *self.branch.serving(day)))
        begun = rng.choices((508, 509, 510, 511, 513), (1, 3, 12, 3, 1))[0]
        ended = (540 if weekly else 530) + rng.choice((-2, -1, 0, 0, 0, 1))
        sessions: list[Value] = [self._morning_session(rng, self.branch.firms)]
        identity = f"{day.isoformat()}-{'weekly' if weekly else 'morning'}"
        fields: dict[str, Value] = {
            "id": identity,
            "unit": self.branch.id,
            "begun_at": at(day, begun),
            "ended_at": at(day, ended),
            "place": self.place,
            "chair": chair.id,
        }
        if not weekly:
            fields |= {"sessions": sessions, "attendance": rows, "submitted_at": at(day, ended + rng.randint(6, 95))}
            return self._path(identity), fields
        recorder = next((person for person in reversed(present) if person is not chair), chair)
        reports = [self._report(rng, person, day) for person in present if person is not self.branch.supervisor]
        total = sum(len(self._visited(person, day)) for person in present)
        sessions.append({"type": "weekly", "work_reports": zh(f"上周共拜访 {total} 户,逐户通报了需求和问题。")})
        fields |= {"recorder": recorder.id, "sessions": sessions, "attendance": rows, "reports": reports}
        if decisions := self._decisions(rng, day, present):
            fields["decisions"] = decisions
        fields |= self._paper(present)
        return self._path(identity), {**fields, "submitted_at": at(day, ended + rng.randint(25, 160))}

    def _path(self, identity: str) -> str:
        return f"meetings/{self.branch.id}/{identity[:7]}/{identity}.yaml"

    def _paper(self, present: Sequence[Person]) -> dict[str, Value]:
        kept = f"{self.branch.name} {302 + self.branch.index} 室 2 号柜会议夹"
        return {"paper": {"kept_at": kept, "locked": True, "signed_count": len(present)}}

    def _morning_session(self, rng: Random, names: Sequence[str]) -> Fields:
        name = rng.choice(self.branch.managers).name.text
        focus = rng.choice(phrases.DAY_FOCUS).format(customer=rng.choice(names), name=name, few=rng.randint(2, 5))
        return {
            "type": "morning",
            "documents": rng.choice(phrases.DOCUMENTS),
            "day_focus": focus,
            "difficulties": rng.choice(phrases.DIFFICULTIES),
        }

    def _attendance(
        self, rng: Random, day: date, expected: Sequence[Person]
    ) -> tuple[list[dict[str, Value]], list[Person]]:
        rows: list[dict[str, Value]] = []
        present = []
        before = self.company.clock.before(day)
        for person in expected:
            to = self.branch.chief if person is self.branch.supervisor else self.branch.supervisor
            leave = self.absent.away.get((person.id, day))
            lot = rng.random()
            if leave is not None:
                notice = {"told_at": min(leave.granted, at(before, 1050)), "told_to": to.id}
                rows.append({"person": person.id, "state": "excused", "notice": notice})
            elif lot < 0.015 and person is not self.branch.supervisor:
                notice = {"told_at": at(before, spread(rng, "14:00", "18:20")), "told_to": to.id}
                rows.append({"person": person.id, "state": "excused", "notice": notice})
            else:
                late = lot > 0.99 and person is not self.branch.supervisor
                rows.append({"person": person.id, "state": "late" if late else "present"})
                present.append(person)
        return rows, present

    def _visited(self, person: Person, day: date) -> list[str]:
        return self.visits.get((person.id, week_of(day).previous().key), [])

    def _report(self, rng: Random, person: Person, day: date) -> dict[str, Value]:
        seen = self._visited(person, day)
        if not seen:
            return {"person": person.id, "text": zh("上周没有外出拜访,以电话回访为主。")}
        text = rng.choice(phrases.REPORTS).format(visits=len(seen), customer=rng.choice(seen))
        return {"person": person.id, "text": text}

    def _decisions(self, rng: Random, day: date, present: Sequence[Person]) -> list[dict[str, Value]]:
        clock = self.company.clock
        decisions: list[dict[str, Value]] = []
        for _ in range(rng.choice((0, 1, 1, 2))):
            owner = rng.choice(present)
            seen = self._visited(owner, day) or ["重点客户"]
            what = rng.choice(phrases.DECISIONS).format(customer=rng.choice(seen))
            due = clock.after(day, rng.randint(3, 8))
            decisions.append({"what": what, "owner": owner.id, "due": due.isoformat()})
        return decisions

    def _month_meeting(self, day: date, types: Sequence[str], rng: Random) -> Record:
        branch = self.branch
        managers = branch.serving(day)
        rows, present = self._attendance(rng, day, (branch.chief, branch.supervisor, *managers))
        begun = spread(rng, "14:00", "15:30")
        ended = begun + rng.randint(55, 100)
        recorder = next(person for person in reversed(present) if person is not branch.chief)
        identity = f"{day.isoformat()}-{types[0]}"
        slots = {"customer": rng.choice(branch.firms), "name": rng.choice(managers).name.text, "few": rng.randint(2, 6)}
        return self._path(identity), {
            "id": identity,
            "unit": branch.id,
            "begun_at": at(day, begun),
            "ended_at": at(day, ended),
            "place": self.place,
            "chair": branch.chief.id,
            "organised_by": branch.chief.id,
            "recorder": recorder.id,
            "sessions": [_session(rng, kind, slots) for kind in types],
            "attendance": rows,
            **self._paper(present),
            "submitted_at": at(day, min(ended + rng.randint(20, 90), 1075)),
        }


def _session(rng: Random, kind: str, slots: dict[str, object]) -> dict[str, Value]:
    parts = {
        "gm-monthly": {
            "strategy": phrases.STRATEGY,
            "customer_trends": phrases.TRENDS,
            "service_experience": phrases.EXPERIENCE,
            "questions": phrases.QUESTIONS,
        },
        "analysis": {
            "questions": phrases.QUESTIONS,
            "case_analysis": phrases.CASES,
            "experience_exchange": phrases.EXCHANGE,
        },
    }[kind]
    return {"type": kind, **{part: rng.choice(texts).format_map(slots) for part, texts in parts.items()}}
