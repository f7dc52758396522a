"""A manager's week as it happened: whom he saw when, what came of it. Every record of the week is told from this."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from benchmarks.synthetic.absence import Absences, last_day_at_work
from benchmarks.synthetic.cast import Birthday, Branch, Contact, Customer, Person
from benchmarks.synthetic.clockwork import DAY, Clockwork, at, days_between, minutes, spoken, spread, week_of
from benchmarks.synthetic.topics import FESTIVE, GROUP, PERSONAL, Occasion, Talk, talk
from taizhang.when.anniversary import anniversary_of, occurrences
from taizhang.when.period import Period

EVERY = {"group": {"A": 1, "B": 2, "C": 4, "D": 12}, "individual-key": {"A": 2, "B": 4, "C": 12, "D": 12}}
"""How many weeks pass between two active contacts, by the customer's kind and grade (A4.8)."""
VISITS = {"group": 0.62, "individual-key": 0.3}


@dataclass(frozen=True, slots=True)
class Touch:
    """One contact with a customer; minutes count from midnight. A visit has a trip."""

    day: date
    customer: Customer
    contact: Contact | None
    mode: str
    channel: str
    talk: Talk
    minute: int
    logged: str
    trip: str = ""
    filled: str = ""
    departed: int = 0
    returned: int = 0
    planned: date | None = None


@dataclass(frozen=True, slots=True)
class Gift:
    """A birthday gift handed over."""

    day: date
    minute: int
    logged: str
    customer: Customer
    contact: Contact


@dataclass(slots=True)
class Week:
    """All of one manager's week."""

    person: Person
    week: Period
    due: date
    reported: date | None
    touches: list[Touch] = field(default_factory=list)
    gifts: list[Gift] = field(default_factory=list)
    dropped: list[tuple[date, Customer, Talk]] = field(default_factory=list)
    """Visits that were planned and not made."""

    @property
    def visits(self) -> list[Touch]:
        """The touches that were visits, in order."""
        return [touch for touch in self.touches if touch.trip]


@dataclass(frozen=True, slots=True)
class Writer:
    """What a week is told with: the clock, the branch, who is away."""

    clock: Clockwork
    branch: Branch
    absent: Absences
    customers_of: dict[str, list[Customer]]
    gift_days: dict[str, list[date]] = field(default_factory=dict)

    def week(self, person: Person, week: Period) -> Week | None:
        """The week; None where the manager owes no report of it: not there, on leave, or joined after its start."""
        due = self.clock.due_day(week)
        days = self.clock.days(week)
        if due is None or not days or not person.serves(days[0]):
            return None
        last = min(due, self.clock.last)
        reported = last_day_at_work(self.clock, self.absent, person, last, days[0])
        if reported is None:
            return None
        told = Week(person, week, due, reported if due <= self.clock.last else None)
        free = [day for day in days if day <= last and self.absent.at_work(person, day)]
        rng = self.clock.chance("week", person.id, week.key)
        slots = _Slots(rng, free, reported)
        for customer in self.customers_of.get(person.id, ()):
            self._serve(told, customer, slots, rng)
        self._fill_up(told, slots, rng)
        told.touches.sort(key=lambda touch: (touch.day, touch.minute, touch.customer.number))
        told.touches = list(_numbered(told.touches))
        return told

    def _serve(self, told: Week, customer: Customer, slots: _Slots, rng: Random) -> None:
        days = [day for day in slots.days if customer.owner(day) is told.person]
        if not days:
            return
        every = EVERY[customer.kind][customer.grade]
        number = told.week.start.toordinal() // 7
        if (number + customer.number) % every == 0 and rng.random() < 0.97:
            self._active(told, customer, days, slots, rng)
        if rng.random() < 0.1:
            day = rng.choice(days)
            channel = rng.choice(("phone", "phone", "message", "reception"))
            told.touches.append(self._touch(told, customer, day, slots.call(day), channel, rng, mode="passive"))
        for contact, day in self._birthdays(customer, days):
            minute = slots.call(day)
            told.gifts.append(Gift(day, minute, self._logged(rng, told.person, day, minute + 10), customer, contact))

    def _fill_up(self, told: Week, slots: _Slots, rng: Random) -> None:
        """More than the duty where few customers leave time: four to seven active contacts a week."""
        seen = {touch.customer.number for touch in told.touches}
        rest = [one for one in self.customers_of.get(told.person.id, ()) if one.number not in seen]
        rng.shuffle(rest)
        wanted = min(rng.randint(4, 7), len(slots.days) * 2) - len(told.touches)
        for customer in rest[: max(wanted, 0)]:
            if days := [day for day in slots.days if customer.owner(day) is told.person]:
                self._active(told, customer, days, slots, rng)

    def _active(self, told: Week, customer: Customer, days: list[date], slots: _Slots, rng: Random) -> None:
        lot = rng.random()
        slot = slots.visit(days) if lot < VISITS[customer.kind] else None
        if slot is None:
            day = rng.choice(days)
            channel = rng.choice(("phone", "phone", "phone", "message", "online"))
            touch = self._touch(told, customer, day, slots.call(day), channel, rng)
            told.touches.append(touch)
            if rng.random() < 0.06:
                told.dropped.append((day, customer, touch.talk))
            return
        day, departed = slot
        minute = departed + rng.randint(15, 35)
        told.touches.append(self._touch(told, customer, day, minute, "visit", rng, departed=departed))

    def _touch(
        self, told: Week, customer: Customer, day: date, minute: int, channel: str, rng: Random,
        *, mode: str = "active", departed: int = 0,
    ) -> Touch:  # fmt: skip
        later = self.clock.after(day, rng.randint(4, 9))
        before = (day.replace(day=1) - DAY).month
        festive = (FESTIVE, FESTIVE) if (day.month == 9 and day.day > 10) or day.month == 1 else ()
        topics = (*GROUP, *festive) if customer.kind == "group" else PERSONAL
        words = talk(rng, Occasion(topics, spoken(later), f"{before} 月", channel, mode))
        here = [contact for contact in customer.contacts if contact.start <= day]
        contact = rng.choice(here) if here and rng.random() < 0.85 else None
        returned = minute + rng.randint(35, 85) if departed else minute + 5
        logged = self._logged(rng, told.person, day, returned)
        if not departed:
            return Touch(day, customer, contact, mode, channel, words, minute, logged)
        return Touch(
            day, customer, contact, mode, channel, words, minute, logged, "?",
            self._filled(rng, told.person, day, departed), departed, returned, self._planned(rng, day, told),
        )  # fmt: skip

    def _logged(self, rng: Random, person: Person, day: date, done: int) -> str:
        """When the entry was written: the same day, or on the next working day well before it ends (A5.3)."""
        following = self.clock.after(day)
        if rng.random() < 0.4 and following <= self.clock.last and self.absent.at_work(person, following):
            return at(following, spread(rng, "08:52", "11:40"))
        return at(day, rng.randint(done + 3, max(done + 4, minutes("17:55"))))

    def _filled(self, rng: Random, person: Person, day: date, departed: int) -> str:
        """When the trip was written down: shortly before departure, or the afternoon before (A5.2)."""
        earlier = self.clock.before(day)
        if rng.random() < 0.15 and self.absent.at_work(person, earlier):
            return at(earlier, spread(rng, "16:30", "17:50"))
        return at(day, departed - rng.randint(4, 28))

    def _planned(self, rng: Random, day: date, told: Week) -> date | None:
        """The day the plan had for the visit: mostly the same, at times the day before; none for what came up."""
        lot = rng.random()
        if lot < 0.8:
            return day
        earlier = day - DAY
        return earlier if lot < 0.9 and earlier >= told.week.start and self.clock.works(earlier) else None

    def _birthdays(self, customer: Customer, days: Sequence[date]) -> Iterator[tuple[Contact, date]]:
        """The key contacts whose birthday gift falls on one of ``days``."""
        for contact in customer.contacts:
            if contact.birthday is not None and contact.role != "contact":
                if contact.id not in self.gift_days:
                    self.gift_days[contact.id] = list(self._gift_days(customer, contact, contact.birthday))
                yield from ((contact, day) for day in self.gift_days[contact.id] if day in days)

    def _gift_days(self, customer: Customer, contact: Contact, born: Birthday) -> Iterator[date]:
        """One of the first working days of the week before each birthday on which the owner is there (A4.9)."""
        kept = anniversary_of(born.calendar, born.month, born.day)
        found = () if kept is None else occurrences(kept, self.clock.first, self.clock.last + DAY * 8)
        for birthday in found:
            fit = [day for day in days_between(birthday.day - DAY * 7, birthday.day) if self._there(customer, day)]
            if fit:
                yield self.clock.chance("gift", contact.id, birthday.day).choice(fit[:3])

    def _there(self, customer: Customer, day: date) -> bool:
        owner, due = customer.owner(day), self.clock.due_day(week_of(day))
        told = self.clock.told(day) and self.clock.works(day) and due is not None and day <= due
        return told and owner is not None and self.absent.at_work(owner, day)


class _Slots:
    """The half days of a week: one holds a visit or calls, never both."""

    def __init__(self, rng: Random, days: list[date], reported: date) -> None:
        self.days, self._rng = days, rng
        halves = [(day, half) for day in days for half in ("morning", "afternoon")]
        self._free = [half for half in halves if half != (reported, "afternoon")]
        self._taken: set[tuple[date, str]] = set()
        self._calls: set[tuple[date, int]] = set()

    def visit(self, days: list[date]) -> tuple[date, int] | None:
        """A free half day among ``days``: the day and the minute of departure; None where all are taken."""
        free = [half for half in self._free if half[0] in days]
        if not free:
            return None
        day, half = self._rng.choice(free)
        self._free.remove((day, half))
        self._taken.add((day, half))
        first, last = ("09:08", "10:05") if half == "morning" else ("13:25", "15:05")
        return day, spread(self._rng, first, last)

    def call(self, day: date) -> int:
        """A minute of ``day`` on which nothing else begins."""
        open_halves = [half for half in ("morning", "afternoon") if (day, half) not in self._taken]
        spans = {"morning": ("09:05", "11:50"), "afternoon": ("13:35", "16:50")}
        first, last = "17:12", "17:38"
        if open_halves:
            half = self._rng.choice(open_halves)
            first, last = spans[half]
            if (day, half) in self._free:
                self._free.remove((day, half))
        minute = spread(self._rng, first, last)
        while (day, minute) in self._calls:
            minute += 1
        self._calls.add((day, minute))
        return minute


def _numbered(touches: Sequence[Touch]) -> Iterator[Touch]:
    """The touches with their trips numbered by day: 2026-10-13-1, -2."""
    counts: dict[date, int] = {}
    for touch in touches:
        if touch.trip:
            counts[touch.day] = counts.get(touch.day, 0) + 1
            yield replace(touch, trip=f"{touch.day.isoformat()}-{counts[touch.day]}")
        else:
            yield touch


def owned(branch: Branch) -> dict[str, list[Customer]]:
    """The customers each manager has or has had."""
    found: dict[str, list[Customer]] = {}
    for customer in branch.customers:
        for identity in dict.fromkeys(owner.person.id for owner in customer.owners):
            found.setdefault(identity, []).append(customer)
    return found
