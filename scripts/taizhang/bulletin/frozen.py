"""An issued notice as its record: written once with every word and figure, read again just as it was issued (A8.1).

The record keeps what a figure opens into by key, so that it still leads to the pages of today; what an edition does not
hold, or what is no longer there, is then left out, and the figure stays what it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from taizhang import __version__
from taizhang.bulletin.notice import (
    Basis,
    Block,
    Bulletin,
    Cell,
    Figure,
    Group,
    Head,
    Name,
    Paragraph,
    Part,
    Seal,
    Section,
    Stage,
    Table,
    Version,
)
from taizhang.bulletin.numbers import numeral
from taizhang.bulletin.opened import gathered
from taizhang.bulletin.sentences import spelt
from taizhang.closing.digest import data_digest
from taizhang.facts.fact import Fact
from taizhang.ledger import Ledger
from taizhang.records.book import Book, Record
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import State
from taizhang.when.moment import format_moment, parse_date, parse_moment
from taizhang.when.period import Period

KIND = "bulletin"
DIGEST = "digest"
Fields = dict[str, Any]
Data = Mapping[str, Any]


def fields_of(notice: Bulletin, by: str, at: datetime) -> Fields:
    """The record of a notice that somebody issues at a moment; fit for YAML."""
    commit = {"commit": notice.basis.commit} if notice.basis.commit else {}
    fields: Fields = {
        "month": notice.month.key,
        "number": notice.number,
        "issuer": notice.issuer.id,
        "issued_by": by,
        "issued_at": format_moment(at),
        "programme": __version__,
        **commit,
        "rulebooks": [
            {"title": one.title} | ({"since": one.since.isoformat()} if one.since else {})
            for one in notice.basis.rulebooks
        ],
        "title": notice.title,
        "addressees": list(notice.addressees),
        "opening": [spelt(one.parts) for one in notice.opening],
        "sections": [_section(one) for one in notice.sections],
    }
    return fields | {DIGEST: data_digest(fields)}


def record_of(book: Book, month: Period, as_of: datetime) -> Record | None:
    """The record of the notice of a month that was issued by a moment."""
    named = (one for one in book.of(KIND) if one.text("month") == month.key)
    return next((one for one in named if (at := parse_moment(one.text("issued_at"))) and at <= as_of), None)


def unaltered(record: Record) -> bool:
    """Whether a notice's record holds what its digest was taken of."""
    fields = {name: value for name, value in record.data.items() if name != DIGEST}
    return data_digest(fields) == record.text(DIGEST)


def as_issued(record: Record, month: Period, ledger: Ledger, book: Book) -> Bulletin:
    """The notice in a record, word for word; its figures open into what the ledger holds today."""
    data: Data = record.data
    at = parse_moment(record.text("issued_at"))
    if at is None:
        raise ValueError(f"{record.path} was issued at no moment")
    reader = _Reader(ledger, data)
    issuer, by = (book.find(kind, record.text(name)) for kind, name in (("unit", "issuer"), ("person", "issued_by")))
    versions = (Version(str(one["title"]), parse_date(str(one.get("since", "")))) for one in data["rulebooks"])
    return Bulletin(
        month=month,
        stage=Stage.ISSUED,
        title=record.text("title"),
        number=record.text("number"),
        addressees=tuple(map(str, data["addressees"])),
        opening=tuple(Paragraph((str(one),)) for one in data["opening"]),
        sections=tuple(reader.section(number, one) for number, one in enumerate(data["sections"], start=1)),
        issuer=Name("unit", record.text("issuer"), _called(issuer, record.text("issuer"))),
        issued=at.date(),
        basis=Basis(record.text("commit"), tuple(versions), at),
        seal=Seal(
            Name("person", record.text("issued_by"), _called(by, record.text("issued_by"))),
            at,
            record.text(DIGEST),
            record.path,
        ),
    )


def _called(record: Record | None, identity: str) -> str:
    return (record.text("name") if record else "") or identity


def _section(section: Section) -> Fields:
    remarks = {"remarks": list(section.remarks)} if section.remarks else {}
    return {"section": section.id, "title": section.title, "blocks": [_block(one) for one in section.blocks], **remarks}


def _block(block: Block) -> Fields:
    if isinstance(block, Paragraph):
        return ({"item": True} if block.item else {}) | {"parts": _cell(block.parts)}
    heads = [
        {"text": one.text} | ({"numeric": True} if one.numeric else {}) | ({"long": True} if one.long else {})
        for one in block.heads
    ]
    rows = [{"cells": [{"parts": _cell(cell)} for cell in row]} for row in block.rows]
    return {"number": block.number, "caption": block.title, "heads": heads, "rows": rows}


def _cell(cell: Cell) -> list[Fields]:
    """The parts of a cell, texts that follow on each other as one."""
    found: list[Part] = []
    for part in cell:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return [_part(part) for part in found if part != ""]


def _part(part: Part) -> Fields:
    match part:
        case str():
            return {"text": part}
        case Name():
            return {"text": part.text, "page": part.kind} | ({"id": part.id} if part.id else {})
        case Figure():
            return {"text": part.text, "what": part.what} | ({"how": part.how} if part.how else {}) | _opens(part)


def _opens(figure: Figure) -> Fields:
    found = gathered(figure)
    groups = [
        ({"unit": one.unit} if one.unit else {})
        | {"month": one.month, "states": [state.value for state in one.states]}
        | ({"rule": one.rule} if one.rule else {})
        | {"count": one.count}
        for one in found.groups
    ]
    told: Fields = {
        "outcomes": [one.key for one in found.outcomes],
        "facts": [f"{one.name} {name_of_fact(one)}" for one in found.facts],
        "groups": groups,
        "records": [{"record": path, "count": count} for path, count in found.records],
    }
    return {name: value for name, value in told.items() if value}


class _Reader:
    """Reads blocks, finding outcomes and facts again by what the record calls them."""

    def __init__(self, ledger: Ledger, data: Data) -> None:
        self._ledger = ledger
        names = {name.partition(" ")[0] for name in _named(data)}
        self._facts: dict[str, Fact] = {
            f"{name} {name_of_fact(one)}": one for name in sorted(names) for one in ledger.facts.named(name)
        }

    def section(self, number: int, data: Data) -> Section:
        """A section of the notice."""
        blocks, remarks = tuple(map(self.block, data["blocks"])), tuple(map(str, data.get("remarks", ())))
        return Section(str(data["section"]), numeral(number), str(data["title"]), blocks, remarks)

    def block(self, data: Data) -> Block:
        """A paragraph or a table."""
        if "rows" not in data:
            return Paragraph(self._cell(data["parts"]), bool(data.get("item")))
        heads = tuple(Head(str(one["text"]), bool(one.get("numeric")), bool(one.get("long"))) for one in data["heads"])
        rows = tuple(tuple(self._cell(cell["parts"]) for cell in row["cells"]) for row in data["rows"])
        return Table(int(data["number"]), str(data["caption"]), heads, rows)

    def _cell(self, data: Sequence[Data]) -> Cell:
        return tuple(self._part(one) for one in data)

    def _part(self, data: Data) -> Part:
        text = str(data["text"])
        if "page" in data:
            return Name(str(data["page"]), str(data.get("id", "")), text)
        if "what" not in data:
            return text
        outcomes = (self._ledger.find(str(key)) for key in data.get("outcomes", ()))
        facts = (self._facts.get(str(name)) for name in data.get("facts", ()))
        return Figure(
            text,
            str(data["what"]),
            tuple(one for one in outcomes if one is not None),
            tuple(one for one in facts if one is not None),
            str(data.get("how", "")),
            tuple(_groups(data.get("groups", ()))),
            tuple((str(one["record"]), int(one["count"])) for one in data.get("records", ())),
        )


def _groups(listed: Iterable[Data]) -> Iterator[Group]:
    for one in listed:
        states = tuple(State(str(state)) for state in one["states"])
        yield Group(str(one.get("unit", "")), str(one["month"]), states, str(one.get("rule", "")), int(one["count"]))


def _named(value: object) -> Iterator[str]:
    """The facts that anything in a record names."""
    if isinstance(value, Mapping):
        facts = value.get("facts")
        yield from map(str, facts if isinstance(facts, list) else ())
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _named(part)
