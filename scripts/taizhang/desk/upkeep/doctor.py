"""What a company's repository lacks, as its records tell it, each with what to do; no record is wrong for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from taizhang.desk.upkeep.sentences import say
from taizhang.facts.company import company_of
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book
from taizhang.rulebook import Rulebook, rulebooks_of
from taizhang.when.moment import format_moment

NEXT_YEAR_FROM = 11
"""The month from which next year's calendar is missed: the notice comes out about then."""
HEAD_OF = {
    "account-manager": "supervisor",
    "consultant": "director",
    "salesperson": "sales-manager",
    "showroom-account-manager": "showroom-manager",
    "catering-supervisor": "catering-manager",
}
"""Who confirms and approves for whom: the head in the unit, or in one above it."""
SHOWN = 8
"""So many names are told, the rest counted."""
CALENDAR_PEOPLE = ("entered_by", "reviewed_by")
PLACEHOLDER = say("init.post")
"""How the names of people begin who are still to be filled in."""


class Level(StrEnum):
    """Whether something has to be done, or is only good to know."""

    MISSING = "missing"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: its id, what is so, what to do."""

    id: str
    level: Level
    message: str
    repair: str


def lack(identity: str, level: Level = Level.MISSING, **values: object) -> Lack:
    """What the catalogue says of something missing."""
    return Lack(identity, level, say(f"doctor.{identity}", **values), say(f"doctor.{identity}-do", **values))


def lacks_of(book: Book, now: datetime) -> Iterator[Lack]:
    """Everything that the records themselves lack on ``now``, in the order of the first steps."""
    registers, day = Registers(book), now.date()
    if not book.of("company"):
        yield lack("company")
    yield from _conventions(book, now)
    yield from _calendars(book, registers, day)
    yield from _people(registers, day)
    yield from _units(registers, day)
    yield from _customers(registers, day)
    if book.absent:
        yield lack("elsewhere", Level.NOTE, kinds=_listed(book.kind(one).title for one in sorted(book.absent)))
    for rulebook in rulebooks_of(book):
        yield from _untried(rulebook)


def _conventions(book: Book, now: datetime) -> Iterator[Lack]:
    company = company_of(book)
    if book.of("company") and company.history_since is None:
        yield lack("since")
    elif company.history_since is not None and company.history_since > now:
        yield lack("since-ahead", since=format_moment(company.history_since))
    if company.pinned is not None:
        yield lack("pinned", Level.NOTE, pinned=format_moment(company.pinned))


def _calendars(book: Book, registers: Registers, day: date) -> Iterator[Lack]:
    years = {one.text("year") for one in book.of("calendar")}
    if str(day.year) not in years:
        yield lack("calendar", year=day.year)
    if day.month >= NEXT_YEAR_FROM and str(day.year + 1) not in years:
        yield lack("calendar-next", year=day.year + 1)
    doubtful = [
        one.text("year")
        for one in book.of("calendar")
        if any(registers.called("person", one.text(field)).startswith(PLACEHOLDER) for field in CALENDAR_PEOPLE)
    ]
    if doubtful:
        yield lack("calendar-review", years="、".join(doubtful))


def _people(registers: Registers, day: date) -> Iterator[Lack]:
    serving = [one for one in registers.entities("person") if one.as_of(day) is not None]
    stubs = [one for one in serving if one.name.startswith(PLACEHOLDER)]
    if stubs:
        yield lack("stubs", names=_listed(one.id for one in stubs))
    if not [one for one in serving if one not in stubs]:
        yield lack("nobody")
    without = [one for one in serving if one not in stubs and not one.record.data.get("accounts")]
    if without:
        yield lack("accounts", count=len(without), names=_named(without))


def _units(registers: Registers, day: date) -> Iterator[Lack]:
    """Units in which somebody works whose head is nowhere to be found."""
    asked: dict[str, set[str]] = {}
    for person in registers.entities("person"):
        post = person.as_of(day)
        role = str(post.values.get("role", "")) if post is not None else ""
        if post is not None and role in HEAD_OF:
            asked.setdefault(str(post.values.get("unit", "")), set()).add(HEAD_OF[role])
    headless = [
        unit
        for unit, heads in sorted(asked.items())
        if not all(any(registers.holders(head, above, day) for above in registers.above(unit)) for head in heads)
    ]
    if headless:
        yield lack("heads", units=_listed(registers.called("unit", one) for one in headless))


def _customers(registers: Registers, day: date) -> Iterator[Lack]:
    """Customers that nobody looks after on ``day``: none in their list, or one who is no longer in office."""
    unowned: list[Entity] = []
    left: list[Entity] = []
    for customer in registers.entities("customer"):
        closed, opened = customer.record.text("closed_on"), customer.record.text("opened_on")
        if (closed and closed <= day.isoformat()) or opened > day.isoformat():
            continue
        span = customer.as_of(day)
        owner = registers.entity("person", str(span.values.get("person", ""))) if span is not None else None
        if span is None:
            unowned.append(customer)
        elif owner is None or owner.as_of(day) is None:
            left.append(customer)
    if unowned:
        yield lack("unowned", count=len(unowned), names=_listed(one.id for one in unowned))
    if left:
        yield lack("owner-left", count=len(left), names=_listed(one.id for one in left))


def _untried(rulebook: Rulebook) -> Iterator[Lack]:
    """Clauses of a rulebook for which no rule has a worked example."""
    tried = {rule.clause for rule in rulebook.rules if rule.examples}
    without = [clause.id for clause in rulebook.clauses if clause.id not in tried]
    if without:
        yield lack(
            "examples", Level.NOTE, book=rulebook.id, title=rulebook.title, count=len(without), clauses=_listed(without)
        )


def _named(people: Iterable[Entity]) -> str:
    return _listed(f"{one.name}({one.id})" for one in people)


def _listed(names: Iterable[str]) -> str:
    """The first names, and how many more there are."""
    found = list(names)
    told = "、".join(found[:SHOWN])
    return told if len(found) <= SHOWN else say("doctor.more", told=told, count=len(found))


def text_of(lacks: Iterable[Lack]) -> Iterator[str]:
    """What is missing as lines for people; what has to be done first."""
    found = sorted(lacks, key=lambda one: one.level is Level.NOTE)
    for one in found:
        yield say(f"doctor.{one.level}-head", message=one.message)
        yield say("doctor.repair", repair=one.repair)
    missing = sum(1 for one in found if one.level is Level.MISSING)
    notes = len(found) - missing
    if missing:
        yield say("doctor.sum", count=missing)
    else:
        yield say("doctor.well-notes", count=notes) if notes else say("doctor.well")
