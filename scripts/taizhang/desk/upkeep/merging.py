"""Two customers that are one: the one that is gone is closed and points to the one kept; nothing is renumbered.

References keep the id they were written with and are read through ``merged_into`` from that day on. Owners stay as they
were: they say who was responsible until then. A contact still there ends with the one and begins anew with the other.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from taizhang.desk.asked import Unknown
from taizhang.desk.upkeep.edits import Edit, with_fields
from taizhang.desk.upkeep.sentences import say
from taizhang.desk.yaml_text import Value, document
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book, Record
from taizhang.records.paths import fill_template
from taizhang.when.moment import format_date, parse_date

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Merging:
    """What merging two customers comes to."""

    edits: tuple[Edit, ...]
    lines: tuple[str, ...]


def merging_of(book: Book, keep: str, gone: str, day: date, root: str) -> Merging | Unknown:
    """What has to change so that ``gone`` is ``keep`` from ``day`` on; or every reason why it can't be."""
    registers = Registers(book)
    found = [_customer(registers, one) for one in (keep, gone)]
    wrong = [one.text for one in found if isinstance(one, Unknown)]
    kept, lost = found
    if isinstance(kept, Unknown) or isinstance(lost, Unknown):
        return Unknown("\n".join(wrong))
    wrong = list(_wrong(kept, lost, day))
    if wrong:
        return Unknown("\n".join(wrong))
    record = lost.record
    content = book.content(record.path)
    values = {"closed_on": format_date(day), "merged_into": kept.id}
    after = with_fields(content, record, values, list(book.kind("customer").schema["properties"]))
    if after is None:
        return Unknown(say("merge.written-oddly", path=record.path))
    contacts = [one for one in book.of("contact") if one.text("customer") == lost.id and _open(one, day)]
    moved = [edit for one in contacts for edit in _contact(book, one, kept.id, day, root)]
    lines = tuple(_told(book, registers, kept, lost, day, len(contacts)))
    return Merging((Edit(record.path, content, after), *moved), lines)


def _customer(registers: Registers, asked: str) -> Entity | Unknown:
    """The customer with this id, or the only one with this name."""
    alike = [one for one in registers.entities("customer") if asked in (one.id, one.name)]
    return alike[0] if len(alike) == 1 else Unknown(say("merge.no-customer", value=asked))


def _wrong(kept: Entity, lost: Entity, day: date) -> Iterator[str]:
    """Why two customers can't become one on ``day``."""
    if kept.id == lost.id:
        yield say("merge.same", id=kept.id)
        return
    if kept.record.text("kind") != lost.record.text("kind"):
        yield say("merge.kinds", kept=kept.id, gone=lost.id)
    for one in (kept, lost):
        if into := one.record.text("merged_into"):
            yield say("merge.merged", id=one.id, name=one.name, into=into)
        elif closed := one.record.text("closed_on"):
            yield say("merge.closed", id=one.id, name=one.name, day=closed)
        opened = parse_date(one.record.text("opened_on"))
        if opened is not None and opened >= day:
            yield say("merge.opened", id=one.id, name=one.name, opened=format_date(opened), day=format_date(day))
    if kept.as_of(day) is None:
        yield say("merge.unowned", id=kept.id, name=kept.name, day=format_date(day))


def _open(contact: Record, day: date) -> bool:
    until = parse_date(contact.text("until"))
    return until is None or until >= day


def _contact(book: Book, contact: Record, kept: str, day: date, root: str) -> Iterator[Edit]:
    """A contact ends the day before and begins anew; one who came only then just changes hands."""
    content = book.content(contact.path)
    order = list(book.kind("contact").schema["properties"])
    began, ended = parse_date(contact.text("from")), contact.data.get("until")
    if began is None or began >= day:
        after = with_fields(content, contact, {"customer": kept}, order)
        if after is not None:
            yield Edit(contact.path, content, after)
        return
    after = with_fields(content, contact, {"until": format_date(day - timedelta(days=1))}, order)
    identity = _free(book)
    fields: dict[str, object] = {**contact.data, "id": identity, "customer": kept, "from": format_date(day)}
    if ended is None:
        fields.pop("until", None)
    path = fill_template(book.kind("contact").template, fields)
    if after is not None and path is not None:
        yield Edit(contact.path, content, after)
        text = document(cast("Mapping[str, Value]", {name: fields[name] for name in order if name in fields}))
        yield Edit(f"{_root_of(contact, root)}/{path}", None, text.encode())


def _root_of(record: Record, otherwise: str) -> str:
    """The record root a file lies in: contacts may have one of their own."""
    return record.path.removesuffix(f"/{record.key}.yaml") if record.path.endswith(f"/{record.key}.yaml") else otherwise


def _free(book: Book) -> str:
    """A contact's id that nobody has; it says nothing of whose it is."""
    while True:
        identity = "K-" + "".join(secrets.choice(ALPHABET) for _ in range(8))
        if book.find("contact", identity) is None:
            return identity


def _told(book: Book, registers: Registers, kept: Entity, lost: Entity, day: date, contacts: int) -> Iterator[str]:
    """What people should know before they write it."""
    names = {"kept": f"{kept.id} {kept.name}", "gone": f"{lost.id} {lost.name}", "day": format_date(day)}
    yield say("merge.head", **names)
    if day.day != 1:
        yield say("merge.mid-month", **names)
    was, now = (one.as_of(day) for one in (lost, kept))
    people = [
        registers.called("person", str(one.values.get("person"))) if one is not None else "" for one in (was, now)
    ]
    if people[0] and people[0] != people[1]:
        yield say("merge.owner", before=people[0], after=people[1], **names)
    if contacts:
        yield say("merge.contacts", count=contacts, **names)
    elif "contact" in book.absent:
        yield say("merge.contacts-elsewhere", **names)
    tasks = [one for one in book.of("task") if one.text("customer") == lost.id and not one.text("done_at")]
    if tasks:
        yield say("merge.tasks", tasks="、".join(one.text("id") for one in tasks), **names)
