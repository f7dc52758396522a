"""One customer's timeline: what any record states of it and what the ledger makes of that, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from taizhang.facts.fact import Fact, Source
from taizhang.ledger.month import month_of
from taizhang.publish.contacts import labelled_contact
from taizhang.publish.labels import Labelled
from taizhang.publish.view import View
from taizhang.rules.outcome import Decision, Entry, Finding, Obligation, Outcome, State
from taizhang.when.moment import format_moment

SAID = frozenset({"kind"})
"""Attributes that the head of a customer's page says already."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line: a fact, with its ``name``, what it says and where it is written, or an outcome of the ledger.

    ``source`` is None for an outcome, and for a fact of a record that no page may show.
    """

    at: datetime
    person: str
    name: str = ""
    parts: tuple[Labelled, ...] = ()
    source: Source | None = None
    outcome: Outcome | None = None
    last: date | None = None

    @property
    def month(self) -> str:
        """The month it happened in."""
        return f"{self.at:%Y-%m}"

    @property
    def sort(self) -> str:
        """What sort of line it is: a fact, a duty, a finding, an entry."""
        match self.outcome:
            case None:
                return "fact"
            case Obligation():
                return "duty"
            case Entry():
                return "entry"
            case Decision():
                return "decision"
            case _:
                return "finding"


def timeline(view: View, customer: str) -> tuple[Event, ...]:
    """Everything about one customer up to the view's moment, newest first; several sources of one event all tell it."""
    events = [_stated(view, fact) for fact in view.facts.about_customer(customer)]
    events += _reckoned(view, customer)
    return tuple(sorted(events, key=lambda one: one.at, reverse=True))


def _stated(view: View, fact: Fact) -> Event:
    return Event(
        at=fact.time,
        person=fact.person,
        name=view.fact_names.fact(fact.name),
        parts=tuple(_parts(view, fact)),
        source=None if view.personal(fact.source.path) else fact.source,
        last=fact.last,
    )


def _parts(view: View, fact: Fact) -> Iterator[Labelled]:
    """What a fact says besides its own time and person; of a change, what it was before."""
    names = view.fact_names
    before, now = fact.attributes.get("before"), format_moment(fact.time)
    if fact.contact:
        yield labelled_contact(view, fact.contact)
    changed = next(iter(fact.attributes), "") if isinstance(before, Mapping) else ""
    for name, value in fact.attributes.items():
        if name in SAID or isinstance(value, Mapping | list):
            continue
        node = names.attribute(fact.name, name)
        text = view.word(value, node)
        if name == changed and isinstance(before, Mapping):
            text = f"{view.word(before.get(name), node)} → {text}"
        elif value in {now, fact.person}:
            continue
        yield Labelled(str(node.get("title", name)), text)


def _reckoned(view: View, customer: str) -> Iterator[Event]:
    """The ledger's outcomes that stand by now; a duty at the moment it was done, else when it was due."""
    for one in view.ledger.about_customer(customer):
        match one:
            case Obligation(state=State.PENDING | State.UNKNOWN):
                continue
            case Obligation():
                at = one.done_at or one.due or datetime.combine(month_of(one).start, time())
            case Finding() | Entry() | Decision():
                at = one.at
            case _:
                continue
        if at <= view.as_of:
            yield Event(at=at, person=one.person, outcome=one)
