"""The third well: registers, who is what as of a day, and the calendars by which their units count (G5, G7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from taizhang.facts.company import company_of
from taizhang.facts.fact import Source
from taizhang.records.book import Book, Record
from taizhang.records.dated import dated
from taizhang.when.calendar import Calendar, CompanyDays, EveryDayCalendar, WorkCalendar, YearDays
from taizhang.when.moment import parse_date

EVERY_DAY = "every-day"


@dataclass(frozen=True, slots=True)
class Span:
    """One item of a dated list: its days (``last`` None: open), its fields, where it stands."""

    first: date
    last: date | None
    values: Mapping[str, object]
    source: Source

    def covers(self, day: date) -> bool:
        """Whether the item holds on ``day``."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Entity:
    """A dated entity of a register: a person with posts, a customer with owners."""

    id: str
    name: str
    record: Record
    life: tuple[Span, ...]

    def as_of(self, day: date) -> Span | None:
        """What holds of it on ``day``."""
        return next((span for span in self.life if span.covers(day)), None)

    def during(self, first: date, last: date) -> tuple[Span, ...]:
        """What holds of it on some day from ``first`` to ``last``, in the order written."""
        return tuple(one for one in self.life if one.first <= last and (one.last is None or one.last >= first))


def spans(record: Record, field: str) -> tuple[Span, ...]:
    """A dated list of a record."""
    found = dated(record.data.get(field))
    return tuple(Span(one.first, one.last, one.values, Source(record.path, (field, one.number))) for one in found)


class Registers:
    """The registers of one book: entities by kind, units, calendars."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._entities: dict[str, tuple[Entity, ...]] = {}
        self._by_id: dict[str, dict[str, Entity]] = {}
        self._listed: dict[tuple[str, str], tuple[Span, ...]] = {}
        self._posts: dict[tuple[str, str], tuple[Entity, ...]] | None = None
        self._naming: dict[str, dict[str, tuple[Entity, ...]]] = {}
        self._customers: dict[date, dict[str, list[Entity]]] = {}
        self._calendars = {False: _work_calendar(book), True: EveryDayCalendar(_company_days(book))}
        self.closing_time: time = company_of(book).closing_time

    def entities(self, kind: str) -> tuple[Entity, ...]:
        """Everyone ever in the register of ``kind``, sorted by record path."""
        if kind not in self._entities:
            life = self._book.kind(kind).life
            self._entities[kind] = tuple(
                Entity(r.id, r.text("name") or r.id, r, spans(r, life)) for r in self._book.of(kind) if r.id
            )
        return self._entities[kind]

    def entity(self, kind: str, identity: str) -> Entity | None:
        """One of a register, by id."""
        if kind not in self._by_id:
            self._by_id[kind] = {entity.id: entity for entity in self.entities(kind)}
        return self._by_id[kind].get(identity)

    def called(self, kind: str, identity: str) -> str:
        """What one of a register is called; the id where the register does not hold it."""
        found = self.entity(kind, identity)
        return found.name if found is not None else identity

    def listed(self, entity: Entity, field: str) -> tuple[Span, ...]:
        """A dated list of an entity's record; read when it is first asked for."""
        known = (entity.record.path, field)
        if known not in self._listed:
            self._listed[known] = spans(entity.record, field)
        return self._listed[known]

    def value(self, kind: str, identity: str, field: str, day: date) -> object:
        """A field of an entity as of ``day``: of the dated item that has it and covers the day, else of the record.

        None where there is no such entity, or nothing is said for that day.
        """
        entity = self.entity(kind, identity)
        if entity is None:
            return None
        for periods in self._book.kind(kind).periods:
            for span in self.listed(entity, periods.pattern[-1]) if len(periods.pattern) == 1 else ():
                if span.covers(day) and field in span.values:
                    return span.values[field]
        return entity.record.data.get(field)

    def holders(self, role: str, unit: str, day: date) -> tuple[Entity, ...]:
        """Who holds a role in a unit on ``day``, by record path; a unit's name empty asks in all units."""
        found = []
        for person in self._ever(role, unit):
            span = person.as_of(day)
            if span is not None and span.values.get("role") == role and unit in {"", span.values.get("unit")}:
                found.append(person)
        return tuple(found)

    def in_role(self, role: str, first: date, last: date) -> Iterator[tuple[Entity, Span]]:
        """Who held a role on some day from ``first`` to ``last``, by record path, with each of the posts in order."""
        for person in self._ever(role):
            for span in person.during(first, last):
                if span.values.get("role") == role:
                    yield person, span

    def _ever(self, role: str, unit: str = "") -> tuple[Entity, ...]:
        """Who ever held a role, in a unit or anywhere, by record path."""
        if self._posts is None:
            found: dict[tuple[str, str], dict[str, Entity]] = {}
            for person in self.entities("person"):
                for span in person.life:
                    for one in ("", str(span.values.get("unit"))):
                        found.setdefault((str(span.values.get("role")), one), {})[person.record.path] = person
            self._posts = {post: tuple(held.values()) for post, held in found.items()}
        return self._posts.get((role, unit), ())

    def customers_of(self, person: str, day: date) -> tuple[Entity, ...]:
        """The customers whose manager somebody is on ``day``, by record path."""
        if day not in self._customers:
            found: dict[str, list[Entity]] = {}
            for customer in self.entities("customer"):
                span = customer.as_of(day)
                if span is not None:
                    found.setdefault(str(span.values.get("person", "")), []).append(customer)
            self._customers[day] = found
        return tuple(self._customers[day].get(person, ()))

    def of_customer(self, kind: str, customer: str) -> tuple[Entity, ...]:
        """Those of a register whose records name a customer, by record path."""
        if kind not in self._naming:
            found: dict[str, list[Entity]] = {}
            for entity in self.entities(kind):
                found.setdefault(entity.record.text("customer"), []).append(entity)
            self._naming[kind] = {name: tuple(listed) for name, listed in found.items()}
        return self._naming[kind].get(customer, ())

    def calendar(self, unit: str) -> Calendar:
        """The calendar a unit counts by; a unit without a word of its own follows the one above it."""
        seen: set[str] = set()
        while unit and unit not in seen:
            seen.add(unit)
            record = self._book.find("unit", unit)
            if record is None:
                break
            if chosen := record.text("calendar"):
                return self._calendars[chosen == EVERY_DAY]
            unit = record.text("parent")
        return self._calendars[False]

    def above(self, unit: str) -> Iterator[str]:
        """The unit and every unit above it."""
        seen: set[str] = set()
        while unit and unit not in seen:
            seen.add(unit)
            yield unit
            record = self._book.find("unit", unit)
            unit = record.text("parent") if record is not None else ""


def _named_days(record: Record, field: str) -> dict[date, str]:
    listed = record.data.get(field)
    found: dict[date, str] = {}
    for item in listed if isinstance(listed, list) else ():
        day = parse_date(str(item.get("day"))) if isinstance(item, dict) else None
        if day is not None:
            found[day] = str(item.get("name", ""))
    return found


def _work_calendar(book: Book) -> Calendar:
    years = [
        YearDays(int(r.text("year")), _named_days(r, "holidays"), _named_days(r, "workdays"))
        for r in book.of("calendar")
        if r.text("year").isdigit()
    ]
    return WorkCalendar((year for year in years if not year.faults()), _company_days(book))


def _company_days(book: Book) -> CompanyDays:
    """Days off and on that hold for the whole company."""
    off: dict[date, str] = {}
    on: dict[date, str] = {}
    for record in book.of("calendar"):
        listed = record.data.get("company_days")
        for item in listed if isinstance(listed, list) else ():
            day = parse_date(str(item.get("day"))) if isinstance(item, dict) else None
            if day is not None and not item.get("units"):
                (on if item.get("working") else off)[day] = str(item.get("name", ""))
    return CompanyDays(off, on)
