"""Customers: the list, and a page each with what is owed to him, his contacts' roles and one timeline (A4.6, A4.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.desk.due_list import OPEN
from taizhang.facts.registers import Entity
from taizhang.ledger.ledger import only
from taizhang.publish import level
from taizhang.publish.contacts import contacts
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.timeline import timeline
from taizhang.publish.view import Person, View
from taizhang.records.book import Record
from taizhang.rules.outcome import Finding, Obligation, State
from taizhang.when.moment import parse_date
from taizhang.when.period import parse_period

KIND = "customer"
SERVED, VERIFIED = "service.given", "customer.verified"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one customer stands at the view's moment; ``owner`` is None where nobody has him now.

    ``frequency`` are the duties to serve him often enough (A4.8) in the month or quarter that runs.
    """

    record: Record
    grade: str
    owner: Person | None
    coming: bool
    closed: bool
    served: datetime | None
    verified: datetime | None
    frequency: tuple[Obligation, ...]
    open: tuple[Obligation, ...]
    findings: tuple[Finding, ...]

    @property
    def overdue(self) -> tuple[Obligation, ...]:
        """What should have been done by now."""
        return tuple(one for one in self.open if one.state is State.OVERDUE)


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every customer's page."""
    view = maker.view
    found = standings(view)
    yield maker.page("customers.html", "customers/", "customers/", "客户", rows=found)
    known = contacts(view)
    for one in found:
        yield maker.page(
            "customer.html",
            "customers/shell/",
            f"customers/{one.record.id}/",
            view.name(KIND, one.record.id),
            words(view, one),
            one=one,
            contacts=known.get(one.record.id, ()),
            events=(events := timeline(view, one.record.id)),
            level=level.of_customer(view, one.record, events),
        )


def standings(view: View) -> tuple[Standing, ...]:
    """How every customer stands, by record path."""
    people = {person.id: person for person in view.people}
    serving = frozenset(rule.id for rule in view.rules if _met_by(rule.parameters) == SERVED)
    return tuple(standing(view, one, people, serving) for one in view.registers.entities(KIND))


def standing(view: View, entity: Entity, people: Mapping[str, Person], serving: frozenset[str]) -> Standing:
    """How a customer stands; ``people`` are everybody by id, ``serving`` the rules that services meet."""
    today = view.as_of.date()
    about = view.ledger.about_customer(entity.id)
    duties = only(Obligation, about)
    opened, closed = (parse_date(entity.record.text(name)) for name in ("opened_on", "closed_on"))
    owner = view.registers.value(KIND, entity.id, "person", today)
    grade = view.registers.value(KIND, entity.id, "grade", today)
    return Standing(
        record=entity.record,
        grade="" if grade is None else str(grade),
        owner=people.get(str(owner)),
        coming=opened is not None and opened > today,
        closed=closed is not None and closed <= today,
        served=_last(view, SERVED, entity.id),
        verified=_last(view, VERIFIED, entity.id),
        frequency=tuple(one for one in duties if one.rule in serving and _runs(one, view.as_of)),
        open=tuple(sorted((one for one in duties if one.state in OPEN), key=_urgency)),
        findings=only(Finding, about),
    )


def words(view: View, one: Standing) -> str:
    """A customer is found by id, category, industry and whose he is."""
    parts = [one.record.id, view.said(one.record, "kind"), view.said(one.record, "industry")]
    if one.owner is not None:
        parts += [one.owner.name, one.owner.pinyin]
    return " ".join(part for part in parts if part)


def _runs(one: Obligation, now: datetime) -> bool:
    """Whether a duty's period holds the moment."""
    period = parse_period(one.period)
    return period is not None and period.contains(now)


def _urgency(one: Obligation) -> tuple[bool, datetime, str]:
    """What is overdue first, then by due date; what has none yet comes last."""
    return (one.state is not State.OVERDUE, one.due or datetime.max, one.key)


def _last(view: View, fact: str, customer: str) -> datetime | None:
    """When a fact of this name last happened with a customer."""
    found = view.facts.of_customer(fact, customer)
    return found[-1].time if found else None


def _met_by(parameters: Mapping[str, object]) -> str:
    """The fact that meets a rule's duties."""
    found = parameters.get("met_by")
    return str(found.get("fact", "")) if isinstance(found, Mapping) else ""
