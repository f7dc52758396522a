"""Contacts as pages may show them: whose they are and what they do there, never who they are (A4.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.publish.labels import Labelled
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.when.moment import parse_date

KIND = "contact"
HIDDEN = "**"


@dataclass(frozen=True, slots=True)
class Contact:
    """A customer's contact without a full name, a phone number or a date of birth."""

    id: str
    name: str
    role: str
    title: str
    birthday: bool
    gone: bool


def masked(name: str) -> str:
    """A name by its first character: 王**."""
    return name[:1] + HIDDEN


def contacts(view: View) -> Mapping[str, tuple[Contact, ...]]:
    """Every customer's contacts, those who have left last; by the customer's id."""
    found: dict[str, list[Contact]] = defaultdict(list)
    for record in view.records(KIND):
        found[record.text("customer")].append(_contact(view, record))
    return {customer: tuple(sorted(those, key=lambda one: one.gone)) for customer, those in found.items()}


def labelled_contact(view: View, identity: str) -> Labelled:
    """A contact's masked name with its label; of one that no record carries the random id."""
    record = view.find(KIND, identity)
    label = next((kind.title for kind in view.kinds if kind.name == KIND), KIND)
    return Labelled(label, masked(record.text("name")) if record else identity)


def _contact(view: View, record: Record) -> Contact:
    until: date | None = parse_date(record.text("until"))
    return Contact(
        id=record.id,
        name=masked(record.text("name")),
        role=view.said(record, "role"),
        title=record.text("title"),
        birthday="birthday" in record.data,
        gone=until is not None and until < view.as_of.date(),
    )
