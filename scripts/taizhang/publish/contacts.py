"""Contacts as pages may show them: what they do there; who they are only where personal data may be seen (A4.6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from taizhang.publish.audience import PERSONAL
from taizhang.publish.hidden import masked
from taizhang.publish.labels import Labelled
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.outcome import Obligation
from taizhang.when.moment import parse_date

KIND = "contact"


@dataclass(frozen=True, slots=True)
class Contact:
    """A customer's contact; no full name and no ``phone`` where the audience sees no personal data.

    ``born`` is his birthday as it is written, there only for who may see it.
    """

    id: str
    name: str
    role: str
    title: str
    birthday: bool
    gone: bool
    phone: str = ""
    born: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Greeting:
    """A duty to do something for one of the contacts: to greet him, to tell him of his new manager."""

    contact: Contact
    duty: Obligation


def greetings(contacts: Iterable[Contact], duties: Iterable[Obligation]) -> tuple[Greeting, ...]:
    """The open duties that are for a contact, in the order of the duties."""
    known = {one.id: one for one in contacts}
    return tuple(Greeting(known[one.contact], one) for one in duties if one.contact in known)


def contacts(view: View) -> Mapping[str, tuple[Contact, ...]]:
    """Every customer's contacts, those who have left last; by the customer's id."""
    found: dict[str, list[Contact]] = defaultdict(list)
    for record in view.records(KIND):
        found[record.text("customer")].append(_contact(view, record))
    return {customer: tuple(sorted(those, key=lambda one: one.gone)) for customer, those in found.items()}


def labelled_contact(view: View, identity: str) -> Labelled:
    """A contact's name as it may be told, with its label; of one that no record carries the random id."""
    record = view.find(KIND, identity)
    label = next((kind.title for kind in view.kinds if kind.name == KIND), KIND)
    return Labelled(label, name_of(view, record) if record else identity)


def name_of(view: View, record: Record) -> str:
    """A contact's name, by its first character where the audience sees no personal data."""
    return record.text("name") if _known(view) else masked(record.text("name"))


def _known(view: View) -> bool:
    return view.audience.may_see(PERSONAL)


def _contact(view: View, record: Record) -> Contact:
    until: date | None = parse_date(record.text("until"))
    return Contact(
        id=record.id,
        name=name_of(view, record),
        role=view.said(record, "role"),
        title=record.text("title"),
        birthday="birthday" in record.data,
        gone=until is not None and until < view.as_of.date(),
        phone=record.text("phone") if _known(view) else "",
        born=_born(record) if _known(view) else None,
    )


def _born(record: Record) -> Mapping[str, object] | None:
    born = record.data.get("birthday")
    return born if isinstance(born, Mapping) and {"month", "day"} <= born.keys() else None
