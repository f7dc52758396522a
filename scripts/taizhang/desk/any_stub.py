"""The stub of any kind of record: what its path asks for, what was said, and every field with what the schema tells.

For kinds that have no maker of their own. Numbers and ids that follow from the day or the register are the next free
ones; what only a person can say is blank, what may be left out is a comment.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from taizhang.desk.asked import Unknown, near, person_of, unit_of
from taizhang.desk.draft import BLANK, Field, Item
from taizhang.desk.hints import Hints
from taizhang.desk.sentences import say
from taizhang.desk.stubs import Stub
from taizhang.desk.week import post_in
from taizhang.desk.yaml_text import Value
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book
from taizhang.records.paths import fill_template, template_fields
from taizhang.records.schema_set import Kind, fields
from taizhang.records.text.decoding import visible
from taizhang.when.moment import format_date, format_moment
from taizhang.when.period import PeriodKind, period_of

WRITTEN: Mapping[str, str] = {
    "approval": "taizhang approve",
    "bulletin": "taizhang bulletin --issue",
    "calendar": "taizhang new calendar",
    "closing": "taizhang close",
    "company": "taizhang init",
    "draw": "taizhang draw freeze",
    "rulebook": "",
}
"""Kinds that a command of their own writes; a rulebook begins as a copy of one."""
NOW = frozenset({"filed_at", "filled_at", "logged_at", "recorded_at"})
"""When something is written down, which is now."""
OPENED = "opened_on"
"""From which day on something is owed to a unit or a customer: without it, months before are asked for too."""
PERIODS = {"week": PeriodKind.WEEK, "month": PeriodKind.MONTH, "year": PeriodKind.YEAR}
CONTACT_ID = re.compile(r"\^K-")
_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
DATED = re.compile(r"\^\[0-9\]\{4\}-\(0\[1-9\]\|1\[0-2\]\)-\(.*?\)-([a-z]?)")
NUMBERED = re.compile(r"\^([A-Z]+)-(?:\[0-9\]\{4\}-)?\[0-9\]\{([0-9])\}\$")
YEARLY = re.compile(r"\^[A-Z]+-\[0-9\]\{4\}-\[0-9\]")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a record: who, which unit, values of fields by name, and the day it is about."""

    person: Entity | None
    unit: Entity | None
    values: Mapping[str, str]
    at: datetime


def any_stub(kind: str, book: Book, said: Said) -> Stub | Unknown:
    """The stub of a record of ``kind``, or why there is none: what its path lacks, a name that nobody has."""
    known = book.schemas.kinds.get(kind)
    if known is None:
        return Unknown(say("new.no-kind", value=kind) + near(kind, _writable(book)))
    if kind in WRITTEN:
        command = WRITTEN[kind]
        return Unknown(say("new.by-command" if command else "new.by-copy", title=known.title, command=command))
    registers = Registers(book)
    given = _given(known, registers, said)
    if isinstance(given, Unknown):
        return given
    keys = dict(_keys(known, book, given, said))
    path = fill_template(known.template, keys)
    if path is None:
        hints = Hints(known)
        lacking = [name for name in template_fields(known.template) if name not in keys]
        told = "、".join(
            say("new.lacking", name=name, title=hints.title(name), example=hints.example(name)) for name in lacking
        )
        return Unknown(say("new.say", title=known.title, lacking=told))
    return _stub(known, path, keys, registers, said)


def _stub(kind: Kind, path: str, keys: Mapping[str, str | int], registers: Registers, said: Said) -> Stub:
    hints = Hints(kind)
    made = tuple(
        _life(name, hints, said)
        if name == kind.life and name not in keys
        else _field(name, keys, hints, registers, said)
        for name in kind.schema["properties"]
    )
    head = say("stub.any-head", title=kind.title, about=str(kind.schema.get("description", "")))
    return Stub(kind.name, path, (head,), made)


def _life(name: str, hints: Hints, said: Said) -> Field:
    """The list that is a record's life (posts, owners), begun on the day with who and where, as far as said."""
    known: dict[str, Value] = {"from": format_date(said.at.date())}
    if said.person is not None:
        known["person"] = said.person.id
    if said.unit is not None:
        known["unit"] = said.unit.id
    return Field(name, (hints.item(name, known, {}),), above=hints.told(name))


def _field(name: str, keys: Mapping[str, str | int], hints: Hints, registers: Registers, said: Said) -> Field:
    """A field as it is known, else blank where it is required, else offered."""
    required = name in hints.required()
    if name in keys:
        return Field(name, keys[name])
    if name in NOW and required:
        return Field(name, format_moment(said.at))
    if name == OPENED:
        return Field(name, format_date(said.at.date()), beside=hints.blank(name).beside)
    if name == "attendance" and hints.listed(name):
        return Field(name, tuple(_roster(keys, hints, registers, said)) or BLANK, above=(say("stub.roster"),))
    if hints.listed(name):
        item = hints.offered_item(name) if required else hints.whole_item(name)
        beside = say("stub.empty-list") if required and hints.may_be_empty(name) else ""
        return Field(name, (item,), beside=beside, above=hints.told(name), offered=not required)
    if name == "submitted_at":
        return hints.blank(name, say("stub.submitted", example=format_moment(said.at)))
    if not required:
        return hints.offered(name)
    return Field(name, BLANK, beside=hints.choices(name), above=hints.told(name))


def _roster(keys: Mapping[str, str | int], hints: Hints, registers: Registers, said: Said) -> Iterator[Item]:
    """Everybody who is in post in the unit on the day, to be marked."""
    day = period_of(PeriodKind.DAY, said.at.date())
    for one in registers.entities("person"):
        post = post_in(one, day)
        if post is not None and str(post.values.get("unit", "")) == keys.get("unit"):
            yield hints.item("attendance", {"person": one.id}, {"person": visible(one.name)})


def _given(kind: Kind, registers: Registers, said: Said) -> dict[str, str | int] | Unknown:
    """What was said, by field; people, units and customers by their ids."""
    found: dict[str, str | int] = {}
    properties = _nodes(kind)
    for name, text in said.values.items():
        if name not in properties:
            titles = {one: f"{one} {node.get('title', '')}" for one, node in properties.items()}
            return Unknown(say("new.no-field", title=kind.title, value=name) + near(name, titles))
        value = _referred(_refers(properties[name]), text, registers)
        if isinstance(value, Unknown):
            return value
        found[name] = int(value) if properties[name].get("type") == "integer" and value.isdigit() else value
    if said.person is not None and "person" in properties:
        found.setdefault("person", said.person.id)
    unit = said.unit.id if said.unit else _unit_of(said.person, said.at)
    if unit and "unit" in properties:
        found.setdefault("unit", unit)
    return found


def _nodes(kind: Kind) -> dict[str, Mapping[str, Any]]:
    """The fields of a record with all that the schema says of each."""
    return {pattern[0]: node for pattern, node in fields(kind.schema) if len(pattern) == 1}


def _refers(node: Mapping[str, Any]) -> str:
    """The kind that a field's value is the id of, or nothing."""
    found = node.get("x-ref", "")
    return str(found.get("kind", "")) if isinstance(found, dict) else str(found)


def _referred(kind: str, text: str, registers: Registers) -> str | Unknown:
    """An id, or the id of the only one with this name."""
    if kind == "person":
        found = person_of(registers, text)
    elif kind == "unit":
        found = unit_of(registers, text)
    elif kind == "customer":
        named = [one for one in registers.entities(kind) if text in (one.id, one.name)]
        return named[0].id if len(named) == 1 else text
    else:
        return text
    return found if isinstance(found, Unknown) else found.id


def _unit_of(person: Entity | None, at: datetime) -> str:
    post = post_in(person, period_of(PeriodKind.DAY, at.date())) if person is not None else None
    return str(post.values.get("unit", "")) if post is not None else ""


def _keys(kind: Kind, book: Book, given: Mapping[str, str | int], said: Said) -> Iterator[tuple[str, str | int]]:
    """What was said, and of what the path asks for that which follows from the day or the register."""
    yield from given.items()
    properties = _nodes(kind)
    known = dict(given)
    for name in template_fields(kind.template):
        if name in known:
            continue
        value = _follows(name, properties.get(name, {}), kind, book, known, said)
        if value is not None:
            known[name] = value
            yield name, value


def _follows(
    name: str, node: Mapping[str, Any], kind: Kind, book: Book, known: Mapping[str, str | int], said: Said
) -> str | int | None:
    """A field of the path that nobody has to say: the period or day it is about, the next free number or id."""
    day = said.at.date()
    pattern = str(node.get("pattern", ""))
    if name in PERIODS:
        return period_of(PERIODS[name], day).key
    if node.get("format") == "date" or any(_DAY.fullmatch(str(one)) for one in node.get("examples", ())):
        return format_date(day)
    if name == "number":
        return _free(kind, book, known, name, (number for number in count(1)))
    if dated := DATED.match(pattern):
        letter, person = dated[1], known.get("person", "")
        stem = f"{format_date(day)}-{person}" if person and not letter else f"{format_date(day)}-{letter}"
        names = (f"{stem}{number}" for number in count(1))
        tried = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        return _free(kind, book, known, name, tried if person and not letter else names)
    if CONTACT_ID.match(pattern):
        return "K-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
    if (numbered := NUMBERED.match(pattern)) and name == kind.id_field:
        year = f"{day.year}-" if YEARLY.match(pattern) else ""
        return _next(kind, book, f"{numbered[1]}-{year}", int(numbered[2]))
    return None


def _free(
    kind: Kind, book: Book, known: Mapping[str, str | int], name: str, tried: Iterator[str] | Iterator[int]
) -> str | int | None:
    """The first of the values tried for a field whose path is not taken; None where the path lacks more."""
    taken = {one.path.partition("/")[2] for one in book if one.kind == kind.name}
    for value in tried:
        path = fill_template(kind.template, {**known, name: value})
        if path is None:
            return value
        if path not in taken:
            return value
    return None


def _next(kind: Kind, book: Book, stem: str, digits: int) -> str:
    """The id after the last one that begins with ``stem``."""
    numbers = [one.id.removeprefix(stem) for one in book.of(kind.name) if one.id.startswith(stem)]
    last = max((int(number) for number in numbers if number.isdigit()), default=0)
    return f"{stem}{last + 1:0{digits}}"


def _writable(book: Book) -> dict[str, str]:
    """The kinds that people write, by name and title."""
    kinds = [one for one in book.schemas.kinds.values() if one.name not in WRITTEN]
    return {name: f"{one.name} {one.title}" for one in kinds for name in (one.name, one.title)}
