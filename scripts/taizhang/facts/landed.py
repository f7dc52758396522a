"""The second well: what Git knows of the records, as facts (design §5).

``record.landed``, ``record.changed-after-landing`` and ``record.approved``; each speaks of the person, unit and
customer that the record itself names, so that a rule can ask for the landing of somebody's report. Where history is
not known there are none of them: nobody is called late for what Git does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from taizhang.facts.fact import Fact, Source
from taizhang.history.history import History, Status
from taizhang.records.book import Book, Record

LANDED, CHANGED, APPROVED = "record.landed", "record.changed-after-landing", "record.approved"


def landed_facts(book: Book, history: History) -> Iterator[Fact]:
    """What history tells of every record of the book, in the order of the records."""
    if history.known:
        for record in book.sound():
            yield from _of(record, history)


def _of(record: Record, history: History) -> Iterator[Fact]:
    landing = history.landing(record.path)
    if landing is None or landing.moment is None:
        return
    told: dict[str, object] = {"kind": record.kind, "commit": landing.commit, "submitted_by": landing.submitted_by}
    yield _fact(record, LANDED, landing.moment, told)
    for approval in landing.approved:
        approver: dict[str, object] = {"kind": record.kind, "name": approval.name, "mail": approval.mail}
        yield _fact(record, APPROVED, approval.at or landing.moment, approver)
    for change in history.changes(record.path):
        if change.status is Status.CHANGED and change.moment is not None and change.commit != landing.commit:
            yield _fact(record, CHANGED, change.moment, {"kind": record.kind, "commit": change.commit})


def _fact(record: Record, name: str, moment: datetime, attributes: dict[str, object]) -> Fact:
    return Fact(
        name,
        moment,
        Source(record.path),
        person=record.text("person"),
        customer=record.text("customer"),
        contact=record.text("contact"),
        unit=record.text("unit"),
        case=record.key,
        attributes=attributes,
    )
