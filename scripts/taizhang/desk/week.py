"""What the company knows of one person's week: planned visits, trips, services, and whose customers are theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from taizhang.facts.registers import Entity, Registers, Span
from taizhang.records.book import Book
from taizhang.when.moment import parse_date, parse_moment
from taizhang.when.period import Period

VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Planned:
    """A visit as planned."""

    day: date
    customer: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Trip:
    """A trip as logged; ``returned_at`` None while under way."""

    id: str
    customer: str
    purpose: str
    departed_at: datetime
    returned_at: datetime | None
    result: str


@dataclass(frozen=True, slots=True)
class Service:
    """A service as logged; ``trip`` is the id of the trip it was given on, or empty."""

    at: datetime
    customer: str
    channel: str
    trip: str
    demand: str
    problem: str


@dataclass(frozen=True, slots=True)
class Owned:
    """A customer that is a person's in a week; the days are given where the week is not covered to that side."""

    id: str
    name: str
    grade: str
    starts: date | None
    ends: date | None
    last_served: date | None


@dataclass(frozen=True, slots=True)
class Week:
    """One person's week as the records tell it, each list in order of time."""

    planned: tuple[Planned, ...]
    trips: tuple[Trip, ...]
    services: tuple[Service, ...]

    def service_of(self, trip: Trip) -> Service | None:
        """The service given on a trip: the one that names it, else one to that customer on that day that names none."""
        same_day = (
            one
            for one in self.services
            if not one.trip and (one.customer, one.at.date()) == (trip.customer, trip.departed_at.date())
        )
        return next((one for one in self.services if one.trip == trip.id), None) or next(same_day, None)

    @property
    def unlogged(self) -> tuple[Trip, ...]:
        """Trips without a service."""
        return tuple(trip for trip in self.trips if self.service_of(trip) is None)

    @property
    def not_gone(self) -> tuple[Planned, ...]:
        """Planned visits without a trip to that customer on that day."""
        gone = {(trip.customer, trip.departed_at.date()) for trip in self.trips}
        return tuple(one for one in self.planned if (one.customer, one.day) not in gone)

    def visited_besides(self) -> tuple[Service, ...]:
        """Visits in the service log that belong to no trip."""
        of_trips = {service for trip in self.trips if (service := self.service_of(trip)) is not None}
        return tuple(one for one in self.services if one.channel == VISIT and one not in of_trips)


def week_of(book: Book, person: str, week: Period) -> Week:
    """What the records of one person and week hold; rows without what makes them rows are passed over."""
    planned = (
        Planned(day, _text(row, "customer"), _text(row, "purpose"))
        for row in _rows(book, "visit-plan", "visits", person, week)
        if (day := parse_date(_text(row, "day"))) is not None
    )
    trips = (
        Trip(
            id=_text(row, "id"),
            customer=_text(row, "customer"),
            purpose=_text(row, "purpose"),
            departed_at=at,
            returned_at=parse_moment(_text(row, "returned_at")),
            result=_text(row, "result"),
        )
        for row in _rows(book, "trip-log", "trips", person, week)
        if (at := parse_moment(_text(row, "departed_at"))) is not None
    )
    services = _services(_rows(book, "service-log", "services", person, week))
    return Week(
        tuple(sorted(planned, key=lambda one: (one.day, one.customer))),
        tuple(sorted(trips, key=lambda one: (one.departed_at, one.id))),
        tuple(sorted(services, key=lambda one: (one.at, one.customer))),
    )


def customers_of(book: Book, registers: Registers, person: str, week: Period, today: date) -> tuple[Owned, ...]:
    """The customers that are ``person``'s on a day of ``week``, best grade first, longest without a service first.

    Services count up to ``today``.
    """
    served = _last_served(book, today)
    found = [
        Owned(
            id=customer.id,
            name=customer.name,
            grade=str(registers.value("customer", customer.id, "grade", max(week.start, span.first)) or ""),
            starts=span.first if span.first > week.start else None,
            ends=span.last if span.last is not None and span.last < week.last else None,
            last_served=served.get(customer.id),
        )
        for customer in registers.entities("customer")
        if not _closed(customer, week) and (span := _span_of(customer, person, week)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.grade or "~", one.last_served or date.min, one.id)))


def post_in(person: Entity, period: Period) -> Span | None:
    """The post that ``person`` holds in ``period``: the latest that covers a day of it."""
    return max(person.during(period.start, period.last), key=lambda span: span.first, default=None)


def _span_of(customer: Entity, person: str, week: Period) -> Span | None:
    """The latest part of the week in which the customer is the person's."""
    return next(
        (
            span
            for span in reversed(customer.life)
            if span.values.get("person") == person
            and span.first < week.end
            and (span.last is None or span.last >= week.start)
        ),
        None,
    )


def _closed(customer: Entity, week: Period) -> bool:
    closed = parse_date(customer.record.text("closed_on"))
    return closed is not None and closed < week.start


def _last_served(book: Book, today: date) -> dict[str, date]:
    """The day of each customer's last service up to ``today``, whoever gave it."""
    found: dict[str, date] = {}
    for record in book.of("service-log"):
        for one in _services(_listed(record.data, "services")):
            day = one.at.date()
            if found.get(one.customer, date.min) < day <= today:
                found[one.customer] = day
    return found


def _services(rows: Iterator[dict[str, object]]) -> Iterator[Service]:
    for row in rows:
        at = parse_moment(_text(row, "at"))
        if at is not None:
            names = ("customer", "channel", "trip", "demand", "problem")
            yield Service(at, *(_text(row, name) for name in names))


def _rows(book: Book, kind: str, field: str, person: str, week: Period) -> Iterator[dict[str, object]]:
    for record in book.of(kind):
        if (record.text("person"), record.text("week")) == (person, week.key):
            yield from _listed(record.data, field)


def _listed(data: object, field: str) -> Iterator[dict[str, object]]:
    listed = data.get(field) if isinstance(data, dict) else None
    yield from (row for row in (listed if isinstance(listed, list) else ()) if isinstance(row, dict))


def _text(row: dict[str, object], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""
