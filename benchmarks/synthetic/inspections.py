"""Inspections: the marketing department's each month and branch, the supervisor's of work logs (A4.3, A8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from benchmarks.synthetic import phrases
from benchmarks.synthetic.cast import Branch, Company, Person
from benchmarks.synthetic.clockwork import at, spread, week_of
from benchmarks.synthetic.files import Record
from taizhang.desk.yaml_text import Fields, Value
from taizhang.when.period import Period

TOPICS = ("service-standard", "customer-perception", "customer-data", "visit-etiquette", "minutes")
SAMPLE = 4


@dataclass(frozen=True, slots=True)
class Round:
    """A month's inspections of one branch; ``written`` are the records there are, to be sampled from."""

    company: Company
    branch: Branch
    month: Period
    written: frozenset[str]

    def files(self) -> Iterator[Record]:
        """Two by the marketing department, two by the supervisor."""
        clock = self.company.clock
        rng = clock.chance("inspections", self.branch.id, self.month.key)
        number = self.month.start.month
        days = [day for day in clock.days(self.month) if day <= clock.last]
        for place, index in enumerate(dict.fromkeys((number % 5, (number + 2 + self.branch.index) % 5))):
            day = days[min(2 + place * 6 + rng.randint(0, 2), len(days) - 1)]
            yield self._marketing(TOPICS[index], day, rng)
        for place, start in enumerate((7, 14), start=1):
            if start < len(days):
                yield self._spot_check(days[start], place)

    @property
    def _clerk(self) -> Person:
        return self.company.clerks[self.branch.index % len(self.company.clerks)]

    def _prefix(self, about: str) -> str:
        return f"{self.month.key}-{self.branch.id.removeprefix('telecom-')}-{about}"

    def _record(self, identity: str, rest: Fields) -> Record:
        head: dict[str, Value] = {"id": identity, "unit": self.branch.id, "month": self.month.key}
        return f"inspections/{self.branch.id}/{self.month.key}/{identity}.yaml", {**head, **rest}

    def _marketing(self, topic: str, day: date, rng: Random) -> Record:
        prefix = self._prefix(topic)
        items: list[dict[str, Value]] = []
        for subject in self._sample(topic, day, rng):
            for point in _points(topic):
                item: dict[str, Value] = {"id": f"{prefix}-{len(items) + 1}", **subject}
                items.append(item | self._outcome(rng, day, str(subject.get("person", "")), point))
        rest: dict[str, Value] = {
            "about": self.month.previous().key,
            "level": "marketing",
            "topic": topic,
            "inspectors": [self._clerk.id],
            "made_on": day.isoformat(),
            "submitted_at": at(day, spread(rng, "16:00", "17:50")),
        }
        return self._record(f"{topic}-1", {**rest, "items": items})

    def _sample(self, topic: str, day: date, rng: Random) -> Sequence[dict[str, Value]]:
        """What is looked at: weekly meetings' minutes, or customers with who serves them."""
        if topic == "minutes":
            begin = f"meetings/{self.branch.id}/"
            held = [path for path in sorted(self.written) if path.startswith(begin) and path.endswith("weekly")]
            earlier = [path for path in held if path.rpartition("/")[2][:10] < day.isoformat()]
            return [{"record": path} for path in rng.sample(earlier, min(SAMPLE, len(earlier)))] or [{}]
        owned = [(one, one.owner(day)) for one in self.branch.customers if one.kind == "group"]
        served = [(customer, owner) for customer, owner in owned if owner is not None]
        chosen = rng.sample(served, min(SAMPLE, len(served)))
        return [{"person": owner.id, "customer": customer.id} for customer, owner in chosen] or [{}]

    def _spot_check(self, day: date, place: int) -> Record:
        rng = self.company.clock.chance("spot", self.branch.id, self.month.key, place)
        items = []
        for number, person in enumerate(self.branch.serving(day), start=1):
            item: dict[str, Value] = {"id": f"{self._prefix(f'log-{place}')}-{number}", "person": person.id}
            path = f"service-logs/{self.branch.id}/{week_of(day).previous().key}/{person.id}"
            if path in self.written:
                item["record"] = path
            items.append(item | self._outcome(rng, day, person.id, rng.choice(_points("work-log"))))
        rest: dict[str, Value] = {
            "level": "supervisor",
            "topic": "work-log",
            "inspectors": [self.branch.supervisor.id],
            "made_on": day.isoformat(),
            "submitted_at": at(day, spread(rng, "16:00", "17:50")),
        }
        return self._record(f"work-log-{place}", {**rest, "items": items})

    def _outcome(self, rng: Random, day: date, person: str, point: phrases.Point) -> dict[str, Value]:
        good = rng.random() < 0.9
        fields: dict[str, Value] = {"subject": point.subject, "method": point.method}
        fields["result"] = "pass" if good else "fail"
        if point.topic in {"service-standard", "minutes", "work-log"}:
            fields["score"] = rng.randint(80, 98) if good else rng.randint(45, 59)
        if point.topic == "customer-perception":
            fields["answers"] = {"knows_name": good, "knows_phone": good and rng.random() < 0.9}
        if good:
            return fields
        severity = rng.choice(("minor", "general", "general", "serious"))
        fields |= {"deviation": point.deviation, "severity": severity}
        mended = self.company.clock.after(day, rng.randint(1, 5))
        rechecked = self.company.clock.after(mended, rng.randint(1, 2))
        if rechecked <= self.company.clock.last:
            fields["rectified"] = self._rectified(rng, mended, rechecked, person, point)
        return fields

    def _rectified(self, rng: Random, on: date, again: date, person: str, point: phrases.Point) -> Fields:
        """Mended by whom it is about, if he is still there, and looked at again by another."""
        supervisor = self.branch.supervisor.id
        mender = person if person in [one.id for one in self.branch.serving(on)] else supervisor
        checker = supervisor if point.topic == "work-log" else self._clerk.id
        return {
            "on": on.isoformat(),
            "what": rng.choice(phrases.MENDINGS),
            "by": mender,
            "rechecked_by": checker if checker != mender else self.branch.chief.id,
            "rechecked_on": again.isoformat(),
        }


def _points(topic: str) -> list[phrases.Point]:
    return [point for point in phrases.POINTS if point.topic == topic]
