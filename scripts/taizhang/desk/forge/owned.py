"""The places of a company's repository with who approves what is changed there, each place once."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.closing.gate import BRANCH, CONFIRMERS
from taizhang.desk.forge.approvers import (
    JUDGED,
    OF_ADMINISTRATORS,
    OF_PERSONNEL,
    PERSONNEL,
    Approvers,
    Area,
    Organisation,
)
from taizhang.desk.forge.sentences import say
from taizhang.records.book import Book

RULEBOOK = "rulebook"
OF_UNIT, OF_PERSON = "{unit}", "{person}"


def areas(book: Book, organisation: Organisation) -> tuple[Area, ...]:
    """Every place below the record root that a schema knows of, the usual areas of units first."""
    return (
        *_units(book, organisation),
        *_judged(book, organisation),
        *_signed(book, organisation),
        *_books(book, organisation),
        *_whole(book, organisation),
    )


def _folders(book: Book) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Kind, its folder and the rest of its path's template, by folder."""
    for kind in sorted(book.schemas.kinds.values(), key=lambda one: one.template):
        first, *rest = kind.template.split("/")
        yield kind.name, first, tuple(rest)


def _below_unit(book: Book) -> dict[str, str]:
    """The folder of each kind whose records lie in a folder of their unit."""
    return {kind: folder for kind, folder, rest in _folders(book) if rest and rest[0] == OF_UNIT}


def _units(book: Book, organisation: Organisation) -> Iterator[Area]:
    folders = _below_unit(book)
    for unit in organisation.units():
        judged = JUDGED if _judges(organisation, unit.id, unit.record.text("kind")) else frozenset()
        own = tuple(folder for kind, folder in folders.items() if kind not in judged)
        yield Area(unit.name, own, unit.id, organisation.of_unit(unit.id), usual=True)


def _judged(book: Book, organisation: Organisation) -> Iterator[Area]:
    folders = _below_unit(book)
    listed = tuple(folder for kind, folder in folders.items() if kind in JUDGED)
    for unit in organisation.units():
        who = _judges(organisation, unit.id, unit.record.text("kind"))
        if who is not None:
            yield Area(say("owners.judged", unit=unit.name), listed, unit.id, who)


def _judges(organisation: Organisation, unit: str, kind: str) -> Approvers | None:
    return organisation.marketing(unit) if kind == BRANCH else None


def _signed(book: Book, organisation: Organisation) -> Iterator[Area]:
    """What somebody signs himself, approved by who approves his unit's records, never by him."""
    for kind, folder, rest in _folders(book):
        if rest and rest[0] == OF_PERSON:
            for person, who in organisation.each_person():
                yield Area(
                    say("owners.signed", kind=book.kind(kind).title, name=person.name), (folder,), person.id, who
                )


def _books(book: Book, organisation: Organisation) -> Iterator[Area]:
    applies: dict[str, dict[str, None]] = {}
    for record in book.of(RULEBOOK):
        listed = record.data.get("applies_to")
        units = {str(one): None for one in listed} if isinstance(listed, list) else {}
        applies.setdefault(record.text("book"), {}).update(units)
    folder = next(folder for kind, folder, _ in _folders(book) if kind == RULEBOOK)
    for name in sorted(one for one in applies if one):
        yield Area(say("owners.book", book=name), (folder,), name, organisation.of_book(applies[name]))


def _whole(book: Book, organisation: Organisation) -> Iterator[Area]:
    """Kinds that lie in no unit's folder, each with one line for all of it."""
    for kind, folder, rest in _folders(book):
        if kind == RULEBOOK or (rest and rest[0] in {OF_UNIT, OF_PERSON}):
            continue
        if kind in OF_ADMINISTRATORS:
            who = organisation.only_administrators()
        else:
            who = organisation.in_roles(PERSONNEL if kind in OF_PERSONNEL else CONFIRMERS)
        yield Area(book.kind(kind).title, (folder,), "", who, files=not rest)
