"""For whom something is owed and by whom: who of a register is there, whose it is, and since when (G7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taizhang.facts.fact import Source
from taizhang.facts.registers import Entity, Registers, Span
from taizhang.rules import causes
from taizhang.rules.outcome import Cause, Value
from taizhang.when.moment import parse_date

HIMSELF = "person"
CUSTOMER_OWNER = "customer.owner"

LIVED = frozenset({"person", "customer"})
"""Registers whose entities are there on the days of a dated list: posts, owners."""
BOUNDS = {"unit": ("opened_on", "closed_on"), "customer": ("opened_on", "closed_on"), "contact": ("from", "until")}
"""The first and the last day of what has no such list, or ends by more than that; of a customer the day after."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Subject:
    """One of a register, for whom something is owed."""

    kind: str
    entity: Entity

    @property
    def id(self) -> str:
        """Its id in the register."""
        return self.entity.id

    @property
    def customer(self) -> str:
        """The customer it is, or belongs to; empty for people and units."""
        return {"customer": self.entity.id, "contact": self.entity.record.text("customer")}.get(self.kind, "")

    def there(self, day: date) -> bool:
        """Whether it is in the register on ``day``; a day that no field tells does not bound it."""
        if self.kind in LIVED and self.entity.as_of(day) is None:
            return False
        first, last = (parse_date(self.entity.record.text(name)) for name in BOUNDS.get(self.kind, ("", "")))
        if last is not None and self.kind == "customer":
            last -= DAY
        return (first is None or first <= day) and (last is None or day <= last)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owes, with the first day it was his (None where it never changes hands); nobody's id is empty."""

    person: str
    name: str
    unit: str
    since: date | None
    cause: Cause


def fits(subject: Subject, where: Mapping[str, Any], day: date, registers: Registers) -> bool | None:
    """Whether its fields are as ``where`` says on ``day``; None where one is not told and nothing speaks against it."""
    unknown = False
    for path, wanted in where.items():
        actual = value_of(subject, path, day, registers)
        if actual is None:
            unknown = True
        elif actual not in (wanted if isinstance(wanted, list) else [wanted]):
            return False
    return None if unknown else True


def value_of(subject: Subject, path: str, day: date, registers: Registers) -> object:
    """A field of the subject as of ``day``, or with ``customer.`` in front one of its customer."""
    head, _, field = path.partition(".")
    if field and head == "customer":
        return registers.value("customer", subject.customer, field, day)
    return registers.value(subject.kind, subject.id, path, day)


def told_at(entity: Entity, field: str, day: date, registers: Registers) -> Source:
    """Where a record says what a field holds on ``day``: the item of a dated list, else the field itself."""
    for name, value in entity.record.data.items():
        for span in registers.listed(entity, name) if isinstance(value, list) else ():
            if span.covers(day) and field in span.values:
                return span.source
    return Source(entity.record.path, (field,))


def owner_of(owed_by: str | Mapping[str, Any], subject: Subject, day: date, registers: Registers) -> Owner:
    """Who owes for the subject on ``day``: it himself, the customer's owner, or who holds a role in the unit.

    The unit is the subject, or that of the person's post (A4.2, A4.3); the office that owes it may be in another one,
    as marketing owes each branch its inspection (A8.7).
    """
    if isinstance(owed_by, Mapping):
        unit = str(value_of(subject, "unit", day, registers) or "") if subject.kind == HIMSELF else subject.id
        return _holder(owed_by["role"], unit, day, registers, str(owed_by.get("unit", "")))
    if owed_by == CUSTOMER_OWNER:
        return _manager(subject.customer, day, registers)
    post = subject.entity.as_of(day)
    if post is None:
        return _nobody("owner.no-post", subject.entity.name, "", day)
    return Owner(subject.id, subject.entity.name, _unit(post), None, causes.in_post(subject.entity.name, post))


def _manager(customer: str, day: date, registers: Registers) -> Owner:
    entity = registers.entity("customer", customer)
    span = entity.as_of(day) if entity is not None else None
    if entity is None or span is None:
        return _nobody("owner.no-manager", customer, "", day)
    person = str(span.values.get("person", ""))
    found = registers.entity("person", person)
    name = found.name if found is not None else person
    since = _since(entity, span, ("person",))
    values: dict[str, Value] = {"name": name, "customer": entity.name, "from": since}
    return Owner(person, name, _last_unit(found, day), since, Cause("owner.customer", values, span.source))


def _last_unit(person: Entity | None, day: date) -> str:
    """The unit of somebody's post on ``day``, or of the last one before it."""
    posts = [] if person is None else [span for span in person.life if span.first <= day]
    return _unit(max(posts, key=lambda span: span.first)) if posts else ""


def _holder(roles: str | list[str], unit: str, day: date, registers: Registers, office: str = "") -> Owner:
    """Of the roles, tried in turn, the first that somebody holds; several holders of one are nobody in particular.

    The roles are those of ``office`` where one is named, else of the unit itself.
    """
    for role in [roles] if isinstance(roles, str) else roles:
        held = [
            (one, post) for one in registers.holders(role, office or unit, day) if (post := one.as_of(day)) is not None
        ]
        told = tuple(causes.in_post(one.name, post) for one, post in held)
        if len(held) == 1:
            entity, post = held[0]
            return Owner(entity.id, entity.name, unit, _since(entity, post, ("role", "unit")), told[0])
        if held:
            cause = Cause("owner.several", {"number": len(held), "day": day, "unit": unit}, None, told)
            return Owner("", "", unit, None, cause)
    return _nobody("owner.nobody", "", unit, day)


def _nobody(sentence: str, name: str, unit: str, day: date) -> Owner:
    return Owner("", "", unit, None, Cause(sentence, {"name": name, "unit": unit, "day": day}))


def _unit(post: Span) -> str:
    return str(post.values.get("unit", ""))


def _since(entity: Entity, span: Span, fields: tuple[str, ...]) -> date:
    """The first day from which on these fields have been as in ``span``, without a gap."""
    first = span.first
    for earlier in sorted(entity.life, key=lambda one: one.first, reverse=True):
        same = all(earlier.values.get(name) == span.values.get(name) for name in fields)
        if same and earlier.last is not None and earlier.last + DAY == first:
            first = earlier.first
    return first
