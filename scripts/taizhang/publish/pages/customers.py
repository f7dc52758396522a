"""Customers: the list, and a page each: head, contacts, what is owed and open, one timeline (A4.6, A4.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from taizhang.desk.due_list import OPEN
from taizhang.facts.registers import Entity, Span, spans
from taizhang.ledger.ledger import only
from taizhang.publish import level
from taizhang.publish.contacts import contacts, greetings
from taizhang.publish.going import going
from taizhang.publish.income import incomes
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.timeline import timeline
from taizhang.publish.unserved import long_ago, unserved
from taizhang.publish.view import Person, View
from taizhang.records.book import Record
from taizhang.rules.outcome import Decision, Finding, Obligation, State
from taizhang.when.moment import parse_date
from taizhang.when.period import parse_period

KIND = "customer"
SOON = timedelta(days=7)
SERVED, VERIFIED = "service.given", "customer.verified"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one customer stands at the view's moment; ``owner`` is None where nobody has him now.

    ``owner_since`` is the first of the days on end that he has been his, ``grade_since`` that of the grade.
    ``frequency`` are the duties to serve him often enough (A4.8) in the month or quarter that runs. ``undecided`` are
    the decisions about him that wait for a ruling.
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
    owner_since: date | None = None
    grade_since: date | None = None
    undecided: tuple[Decision, ...] = ()
    soon: bool = False
    products: tuple[str, ...] = ()

    @property
    def urgency(self) -> str:
        """How urgent he is: overdue, this (due within SOON days), later, none."""
        if self.overdue:
            return "overdue"
        return "soon" if self.soon else "later" if self.open else "none"

    @property
    def contracts(self) -> tuple[Mapping[str, object], ...]:
        """His contracts, as far as they may be seen."""
        return tuple(one for one in _entries(self.record, "contracts") if {"title", "number"} <= one.keys())

    @property
    def overdue(self) -> tuple[Obligation, ...]:
        """What should have been done by now."""
        return tuple(one for one in self.open if one.state is State.OVERDUE)


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every customer's page."""
    view = maker.view
    found = standings(view)
    here = tuple(one for one in found if not one.closed)
    late = sum(bool(one.overdue) for one in here)
    gone = found[len(here) :]
    yield maker.page(
        "customers.html",
        "customers/",
        "customers/",
        "客户",
        rows=here,
        closed=gone,
        late=late,
        ages=(ages := unserved(here, view.as_of)),
        long_ago=long_ago(ages),
        incomes=incomes(view),
    )
    known, open_things = contacts(view), going(view)
    titles = {kind.name: kind.title for kind in view.kinds}
    served_in = next((kind.title for kind in view.kinds if SERVED in {fact.get("fact") for fact in kind.facts}), "")
    for one in found:
        events = timeline(view, one.record.id)
        own = known.get(one.record.id, ())
        yield maker.page(
            "customer.html",
            "customers/shell/",
            f"customers/{one.record.id}/",
            view.name(KIND, one.record.id),
            words(view, one),
            one=one,
            contacts=own,
            greetings=greetings(own, one.open),
            going=open_things.get(one.record.id, ()),
            events=events,
            titles=titles,
            served_in=served_in,
            level=level.of_customer(view, one.record, events),
        )


def standings(view: View) -> tuple[Standing, ...]:
    """How every customer stands, by record path, those who are none any more last."""
    people = {person.id: person for person in view.people}
    serving = frozenset(rule.id for rule in view.rules if _met_by(rule.parameters) == SERVED)
    found = (standing(view, one, people, serving) for one in view.registers.entities(KIND))
    return tuple(sorted(found, key=lambda one: one.closed))


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
        owner_since=_since(entity.life, "person", today),
        grade_since=_since(spans(entity.record, "grades"), "grade", today),
        undecided=tuple(one for one in only(Decision, about) if not one.decided),
        soon=any(one.due is not None and one.due <= view.as_of + SOON for one in duties if one.state in OPEN),
        products=tuple(_in_use(entity.record, today)),
    )


def _in_use(record: Record, today: date) -> Iterator[str]:
    """The products that a customer uses on a day."""
    for one in _entries(record, "products"):
        since, until = (parse_date(str(one.get(name, ""))) for name in ("since", "until"))
        if (since is None or since <= today) and (until is None or until >= today):
            yield str(one.get("product", ""))


def _since(life: tuple[Span, ...], field: str, today: date) -> date | None:
    """Since when, without a break, a dated list has said of a field what it says today; None where it says nothing."""
    first: Span | None = None
    for span in sorted((one for one in life if one.first <= today), key=lambda one: one.first):
        goes_on = first is not None and first.values.get(field) == span.values.get(field)
        first = first if goes_on else span
    last = max((one for one in life if one.first <= today), key=lambda one: one.first, default=None)
    return first.first if first is not None and last is not None and last.covers(today) else None


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


def _entries(record: Record, field: str) -> tuple[Mapping[str, object], ...]:
    """The entries of a list of a record; none of one that the audience may not see."""
    listed = record.data.get(field)
    return tuple(one for one in listed if isinstance(one, Mapping)) if isinstance(listed, list) else ()
