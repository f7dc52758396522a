"""What a form begins with: what ``taizhang new`` would fill in for a person or a unit, as of the view's moment.

``value`` is the record so far, ``notes`` are words for some of its fields, ``offers`` elements of lists to choose from.
Where that record is there already ``record`` is its page's id, and ``adds`` says that the value is what it lacks.
A stub is made from the few records that tell of its writer: the whole book is looked through once, not for everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from taizhang.desk.any_stub import NOW, Said, any_stub
from taizhang.desk.asked import Unknown
from taizhang.desk.draft import Blank, Field, Item
from taizhang.desk.hints import Hints
from taizhang.desk.sentences import say
from taizhang.desk.stubs import WEEKLY, Stub, default_week, stub
from taizhang.desk.supervisor_stubs import COACHING, ROLLUP, TASK, coaching_stub, rollup_stub, task_stub
from taizhang.desk.week import post_in
from taizhang.facts.registers import Entity
from taizhang.publish.forms.taken import openable
from taizhang.publish.hidden import HIDDEN
from taizhang.publish.links import record_id
from taizhang.publish.view import View
from taizhang.records.book import Book, Record, make_book
from taizhang.records.schema_set import Kind, fields
from taizhang.when.moment import parse_moment
from taizhang.when.period import Period, PeriodKind, period_of

PERSON, UNIT = "person", "unit"
ABOUT_PERSON = (*WEEKLY, TASK, COACHING)
ALWAYS = ("company", "calendar", "unit", "person")
CUSTOMER, CONTACT, SERVICES = "customer", "contact", "service-log"
ATTENDANCE = "attendance"
BRANCH = "branch"
OF_TEXT = ("stub.empty-list", "stub.roster", "stub.plan-customers", "stub.visits", "stub.confirm")
"""Sentences that tell how to change the lines of a text: a form has fields and boxes."""
MOMENTS = NOW | {"submitted_at"}
"""Fields that tell of the moment in which something is written or handed in: a form fills them in by itself."""
Pointer = tuple[str | int, ...]


def started(kind: Kind) -> str:
    """Who has starts of a kind: each person, each unit (whose people are listed), or nobody."""
    if kind.name in ABOUT_PERSON:
        return PERSON
    listed = Hints(kind).listed(ATTENDANCE) and "unit" in kind.schema["properties"]
    return UNIT if kind.name == ROLLUP or listed else ""


class Starts:
    """The starts of one view."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._places: dict[str, dict[str, str]] = {}

    def of_person(self, kind: str) -> tuple[Entity, ...]:
        """Who has starts of a kind: everybody in post in the time that it is about; nobody where the view lacks it."""
        if self._view.absent(kind, CUSTOMER, *WEEKLY):
            return ()
        period = self._period(kind)
        return tuple(one for one in self._view.registers.entities(PERSON) if post_in(one, period) is not None)

    def of_unit(self, kind: str) -> tuple[Entity, ...]:
        """Which units have starts of a kind."""
        if self._view.absent(kind):
            return ()
        units = self._view.registers.entities(UNIT)
        return tuple(one for one in units if kind != ROLLUP or one.record.text("kind") == BRANCH)

    def for_person(self, kind: str, person: Entity) -> dict[str, Any]:
        """What a form about somebody begins with."""
        book, as_of = self._few.book(person), self._view.as_of
        if kind == TASK:
            made = task_stub(book, person, as_of)
        elif kind == COACHING:
            made = coaching_stub(book, person, as_of.date(), as_of)
        else:
            made = stub(kind, book, person, self._period(kind), as_of)
        return self._told(kind, made)

    def for_unit(self, kind: str, unit: Entity) -> dict[str, Any]:
        """What a form of a unit begins with."""
        as_of = self._view.as_of
        if kind == ROLLUP:
            week = period_of(PeriodKind.WEEK, as_of.date()).previous()
            return self._told(kind, rollup_stub(self._view.book, self._view.ledger, unit, week))
        return self._told(kind, any_stub(kind, self._view.book, Said(None, unit, {}, as_of)))

    def there(self) -> Iterator[str]:
        """The records that somebody's form would write once more: it opens them, so they must have pages."""
        last = period_of(PeriodKind.WEEK, self._view.as_of.date()).previous()
        for kind in (*WEEKLY, ROLLUP):
            week = last if kind == ROLLUP else self._period(kind)
            found = (one for one in self._view.records(kind) if one.text("week") == week.key)
            yield from (one.path for one in found if not self._view.personal(one.path))
        yield from openable(self._view)

    def _period(self, kind: str) -> Period:
        day = self._view.as_of.date()
        return default_week(kind, day) if kind in WEEKLY else period_of(PeriodKind.DAY, day)

    def _told(self, kind: str, made: Stub | Unknown) -> dict[str, Any]:
        if isinstance(made, Unknown):
            return {"path": "", "value": {}, "notes": [{"at": [], "above": [made.text]}], "offers": []}
        told = _Data(frozenset(_generic(self._view.book.kind(kind))))
        value = dict(told.fields(made.fields, ()))
        start = {"path": made.path, "value": value, "notes": told.notes, "offers": told.offers}
        there = self._there(kind).get(made.path, "")
        return {**start, "record": record_id(there), "adds": made.partial} if there else start

    def _there(self, kind: str) -> Mapping[str, str]:
        """The paths of the records of a kind that have pages, by where they lie below their root."""
        if kind not in self._places:
            shown = frozenset(self._view.shown)
            paths = (one.path for one in self._view.written.get(kind, ()) if one.path in shown)
            self._places[kind] = {path.partition("/")[2]: path for path in paths}
        return self._places[kind]

    @cached_property
    def _few(self) -> _Few:
        return _Few(self._view)


class _Few:
    """The records that a person's stubs are made from: his own, his customers', and what everybody needs."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._always = [one for kind in ALWAYS for one in view.records(kind)]
        self._own: dict[str, list[Record]] = defaultdict(list)
        self._of_unit: dict[str, list[Record]] = defaultdict(list)
        self._contacts: dict[str, list[Record]] = defaultdict(list)
        self._customers: dict[str, list[Record]] = defaultdict(list)
        self._served: dict[str, tuple[str, Record]] = {}
        weeks = {default_week(kind, view.as_of.date()).key for kind in WEEKLY}
        for kind in WEEKLY:
            for one in view.records(kind):
                if one.text("week") in weeks and one.path not in view.partial:
                    self._own[one.text("person")].append(one)
        for kind in (TASK, COACHING):
            for one in view.records(kind):
                self._of_unit[one.text("unit")].append(one)
        for one in view.records(CONTACT):
            self._contacts[one.text("customer")].append(one)
        for entity in view.registers.entities(CUSTOMER):
            for person in {str(span.values.get("person", "")) for span in entity.life}:
                self._customers[person].append(entity.record)
        self._note_services()

    def book(self, person: Entity) -> Book:
        """A book that tells of the person what the whole one would."""
        found = {one.path: one for one in (*self._always, *self._own[person.id], *self._customers[person.id])}
        for name in {name for record in self._own[person.id] for name in _customers_in(record.data)}:
            if (customer := self._view.find(CUSTOMER, name)) is not None:
                found[customer.path] = customer
        for name in [one.id for one in found.values() if one.kind == CUSTOMER]:
            served = [self._served[name][1]] if name in self._served else []
            found |= {one.path: one for one in (*self._contacts[name], *served)}
        for unit in {str(span.values.get("unit", "")) for span in person.life}:
            found |= {one.path: one for one in self._of_unit[unit]}
        whole = self._view.book
        return make_book(whole.schemas, found.values(), (), whole.content, whole.absent)

    def _note_services(self) -> None:
        """Which log tells of each customer's last service up to today."""
        today = self._view.as_of.date()
        for record in self._view.records(SERVICES):
            listed = record.data.get("services")
            for row in listed if isinstance(listed, list) else ():
                at = str(row.get("at", "")) if isinstance(row, Mapping) else ""
                moment = parse_moment(at)
                if moment is None or moment.date() > today:
                    continue
                customer = str(row.get("customer", ""))
                if customer not in self._served or self._served[customer][0] < at:
                    self._served[customer] = (at, record)


@dataclass(slots=True)
class _Data:
    """A stub's fields as data; ``known`` are the sentences that the schema tells anyway."""

    known: frozenset[str]
    notes: list[dict[str, Any]] = field(default_factory=list)
    offers: list[dict[str, Any]] = field(default_factory=list)

    def fields(self, found: Iterable[Field], pointer: Pointer) -> Iterator[tuple[str, Any]]:
        """The fields that have a value."""
        for one in found:
            at = (*pointer, one.name)
            self._note(at, one.beside, one.above)
            if one.offered:
                continue
            if isinstance(one.value, tuple) and any(isinstance(item, Item) for item in one.value):
                yield one.name, list(self._items(one.value, at))
            elif not isinstance(one.value, Blank) and _told(one.value):
                yield one.name, one.value

    def _items(self, items: Iterable[object], at: Pointer) -> Iterator[dict[str, Any]]:
        number = 0
        for item in items:
            assert isinstance(item, Item)
            if item.offered:
                own = _Data(self.known)
                value = {name: one for name, one in own.fields(item.fields, ()) if name not in NOW}
                if value:
                    self.offers.append({"at": list(at), "value": value, "notes": own.notes})
                continue
            self._note((*at, number), "", item.above)
            yield dict(self.fields(item.fields, (*at, number)))
            number += 1

    def _note(self, at: Pointer, beside: str, above: tuple[str, ...]) -> None:
        if at[-1] in MOMENTS:
            return
        listed = [text for text in above if text not in self.known]
        told = {"above": listed} if listed else {}
        if beside and beside not in self.known:
            told |= {"beside": beside}  # type: ignore[dict-item]
        if told:
            self.notes.append({"at": list(at), **told})


def _told(value: object) -> bool:
    """Whether a value says something, and nothing in its place that the view hides."""
    if isinstance(value, Mapping):
        return all(map(_told, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_told, value))
    return value not in {"", HIDDEN, None}


def _generic(kind: Kind) -> Iterator[str]:
    """What stubs say of any record of a kind: descriptions, choices, examples; how a text's lines are changed."""
    hints = Hints(kind)
    yield from map(say, OF_TEXT)
    for pattern, node in fields(kind.schema):
        description = str(node.get("description", ""))
        yield from (description, description.rstrip("。"), hints.choices(*pattern))
        yield from hints.told(pattern[-1]) if len(pattern) == 1 else ()
        if example := hints.example(*pattern):
            yield from (say("stub.example", example=example), say("stub.submitted", example=example))


def _customers_in(data: Mapping[str, object]) -> Iterator[str]:
    """The customers that a record's lists name."""
    for value in data.values():
        for row in value if isinstance(value, list) else ():
            if isinstance(row, Mapping) and CUSTOMER in row:
                yield str(row[CUSTOMER])
