"""Freezing a list to draw from, and filling in what was drawn (A8.1, A1.5, G11): records as data, nothing written.

The list is what the company's records hold at the moment of freezing: the unit's customers, its meetings, its service
logs. From then on it stands in the record, and nothing that changes elsewhere touches it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from taizhang.desk.asked import Unknown
from taizhang.desk.sentences import say
from taizhang.desk.yaml_text import Fields, document
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger.draws import Draw
from taizhang.records.book import Book, Record
from taizhang.records.paths import fill_template
from taizhang.rules import drawing
from taizhang.when.moment import format_date, format_moment, parse_date, parse_moment
from taizhang.when.period import Period, PeriodKind, parse_period

KIND = "draw"
CUSTOMERS, MEETINGS, LOGS = "customers", "meetings", "service-logs"
POPULATIONS = {
    "service-standard": CUSTOMERS,
    "customer-perception": CUSTOMERS,
    "customer-data": CUSTOMERS,
    "visit-etiquette": CUSTOMERS,
    "minutes": MEETINGS,
    "records": LOGS,
    "work-log": LOGS,
}
"""What the sample of each topic is drawn from."""
GRADE, MANAGER, NONE = "grade", "manager", "none"
ALL, UNGRADED = "all", "ungraded"
MOST = 1000
"""A stratum holds so many at most."""
NUMBER = re.compile(r"(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?\Z")
SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to freeze: whose list, for which month and topic, how many, by what strata, and from which month's work."""

    unit: Entity
    month: Period
    topic: str
    size: int
    by: str
    about: Period | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A public number: where it was published, which day's it is, what it is."""

    source: str
    day: date
    value: str


@dataclass(frozen=True, slots=True)
class Written:
    """A record to write: its path below the record root, and its fields."""

    path: str
    fields: Fields

    @property
    def text(self) -> str:
        """The record's text, whose first line says who writes it."""
        return f"# {say('draw.head')}\n{document(self.fields)}"


def frozen(book: Book, wanted: Wanted, who: Entity, at: datetime) -> Written | Unknown:
    """The record of a list frozen ``at`` by ``who``, or why there is none."""
    registers = Registers(book)
    population = POPULATIONS[wanted.topic]
    by = NONE if population != CUSTOMERS and wanted.by == GRADE else wanted.by
    what = book.schemas.kinds[_kind(population)].title
    if (refusal := _own(who, wanted.unit, at.date())) is not None:
        return refusal
    if population != CUSTOMERS and by != NONE:
        return Unknown(say("draw.only-customers", what=what))
    about = wanted.about or (None if population == CUSTOMERS else wanted.month.previous())
    strata = _strata(book, registers, wanted.unit.id, population, by, about, at.date())
    if not strata:
        return Unknown(say("draw.empty", unit=wanted.unit.name, day=format_date(at), what=what))
    for name, members in strata.items():
        if len(members) > MOST:
            return Unknown(say("draw.too-many", name=name, count=len(members), most=MOST))
    keys = {"unit": wanted.unit.id, "month": wanted.month.key, "topic": wanted.topic}
    sizes = drawing.shares(wanted.size, {name: len(members) for name, members in strata.items()})
    field = "customers" if population == CUSTOMERS else "records"
    fields: Fields = {
        **keys,
        **({"about": about.key} if about else {}),
        "population": population,
        "stratified_by": by,
        "size": wanted.size,
        "frozen_at": format_moment(at),
        "frozen_by": who.id,
        "digest": drawing.digest(wanted.unit.id, wanted.month.key, wanted.topic, wanted.size, strata),
        "strata": [{"name": name, "size": sizes[name], field: list(members)} for name, members in strata.items()],
    }
    path = fill_template(book.schemas.kinds[KIND].template, keys)
    assert path is not None, keys
    return Written(path, fields)


def drawn(book: Book, draw: Draw, number: Number, who: Entity, at: datetime) -> Written | Unknown:
    """The record with its number and sample, or why it can't be drawn."""
    unit = Registers(book).entity("unit", draw.unit)
    if draw.is_drawn:
        return Unknown(say("draw.done", path=draw.path))
    if not NUMBER.match(number.value):
        return Unknown(say("draw.number", value=number.value))
    if draw.frozen_at is None or number.day <= draw.frozen_at.date():
        frozen_at = draw.record.text("frozen_at")
        return Unknown(say("draw.not-after", day=format_date(number.day), frozen=frozen_at))
    if number.day > at.date():
        return Unknown(say("draw.not-yet", day=format_date(number.day)))
    if unit is not None and (refusal := _own(who, unit, at.date())) is not None:
        return refusal
    typed = {"source": number.source, "on": format_date(number.day), "value": number.value}
    typed |= {"typed_by": who.id, "typed_at": format_moment(at)}
    found = drawing.draw(draw.month, draw.unit, draw.digest, number.value, draw.members, draw.reckoned_sizes)
    listed = draw.record.data["strata"]
    assert isinstance(listed, list)
    strata = [{**one, "drawn": list(found[str(one["name"])])} for one in listed]
    kept = {name: value for name, value in draw.record.data.items() if name != "strata"}
    fields: Fields = {**kept, "strata": strata, "number": typed}  # type: ignore[dict-item]
    return Written(draw.path, fields)


def topic_title(book: Book, topic: str) -> str:
    """What a topic is called."""
    node = book.kind(KIND).schema["properties"]["topic"]
    return str(dict(zip(node["enum"], node["enumDescriptions"], strict=True)).get(topic, topic))


def _own(who: Entity, unit: Entity, day: date) -> Unknown | None:
    """A refusal where somebody belongs to the unit that is inspected."""
    post = who.as_of(day)
    if post is not None and post.values.get("unit") == unit.id:
        return Unknown(say("draw.own", name=who.name, unit=unit.name))
    return None


def _kind(population: str) -> str:
    return population.removesuffix("s")


def _strata(
    book: Book, registers: Registers, unit: str, population: str, by: str, about: Period | None, day: date
) -> Mapping[str, tuple[str, ...]]:
    """The members by stratum, both sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    if population == CUSTOMERS:
        for name, member in _customers(registers, unit, by, day):
            found[name].append(member)
    elif about is not None:
        for record in book.of(_kind(population)):
            if record.text("unit") == unit and about.contains(_begun(record)):
                found[ALL].append(_below_root(record, population))
    return {name: tuple(sorted(found[name])) for name in sorted(found)}


def _customers(registers: Registers, unit: str, by: str, day: date) -> Iterator[tuple[str, str]]:
    """The customers whose manager is in the unit on ``day``, each with its stratum; closed and merged ones are none."""
    for one in registers.entities("customer"):
        span, closed = one.as_of(day), parse_date(one.record.text("closed_on"))
        manager = str(span.values.get("person", "")) if span else ""
        gone = one.record.text("merged_into") or (closed is not None and closed <= day)
        if gone or not manager or registers.value("person", manager, "unit", day) != unit:
            continue
        grade = str(registers.value("customer", one.id, "grade", day) or UNGRADED)
        yield {GRADE: grade, MANAGER: manager}.get(by, ALL), one.id


def _begun(record: Record) -> datetime:
    """When a meeting began, or the first day of a log's week; a record without either is of no month."""
    moment = parse_moment(record.text("begun_at"))
    week = parse_period(record.text("week"), PeriodKind.WEEK)
    first = week.start if week else date.min
    return moment or datetime(first.year, first.month, first.day)


def _below_root(record: Record, folder: str) -> str:
    """A record's path as other records write it."""
    return record.path[record.path.index(f"{folder}/") :].removesuffix(SUFFIX)
