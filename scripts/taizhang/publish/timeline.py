"""One customer's timeline: what any record states of it and what the ledger makes of that, newest first.

Every fact and every outcome stands in it once. Facts that one entry of a record states of one moment are one line: who
has a customer now and that it changed, a trip with when it was filled in and when it ended. So are the items of one
inspection. A duty that was done in time stands on the line that it came of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from taizhang.facts.fact import Fact, Source
from taizhang.ledger.month import month_of
from taizhang.publish.contacts import labelled_contact
from taizhang.publish.labels import Labelled
from taizhang.publish.view import View
from taizhang.rules.outcome import Decision, Entry, Finding, Obligation, Outcome, State
from taizhang.when.moment import format_moment

SAID = frozenset({"kind", "opened_on"})
"""Attributes that the head of a customer's page says already."""
BEFORE = "before"
"""The attribute of a change that holds what was before."""
OPEN = frozenset({State.PENDING, State.UNKNOWN})

Parts = tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One line: facts, called ``name``, with what they say and where it is written, or an outcome of the ledger.

    ``kinds`` are what it is filtered by: the kind of the record, or the sort of the outcome. ``items`` are what each of
    several entries says besides ``parts``, which they have in common. ``duties`` were done in time. ``sources`` leaves
    out records that no page may show.
    """

    at: datetime
    person: str
    kinds: tuple[str, ...]
    name: str = ""
    parts: Parts = ()
    items: tuple[Parts, ...] = ()
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    outcome: Outcome | None = None
    duties: tuple[Obligation, ...] = ()
    last: date | None = None

    @property
    def month(self) -> str:
        """The month it happened in."""
        return self.at.isoformat()[:7]


@dataclass(frozen=True, slots=True)
class _Told:
    """Facts that make one line, the one that it is called by first."""

    facts: tuple[Fact, ...]

    @property
    def first(self) -> Fact:
        return self.facts[0]


def timeline(view: View, customer: str) -> tuple[Event, ...]:
    """Everything about one customer up to the view's moment, newest first; several records of one event all tell it."""
    told = list(_together(view.facts.about_customer(customer)))
    places = {_place(fact): number for number, one in enumerate(told) for fact in one.facts}
    duties: dict[int, list[Obligation]] = defaultdict(list)
    events = []
    for one in view.ledger.about_customer(customer):
        if (event := _reckoned(view, one)) is None:
            continue
        number = places.get(next(iter(one.because))) if len(one.because) == 1 else None
        if isinstance(one, Obligation) and one.state is State.MET and number is not None:
            duties[number].append(one)
        else:
            events.append(event)
    lines = [_stated(view, one, tuple(duties[number])) for number, one in enumerate(told)]
    events += _listed(lines)
    return tuple(sorted(events, key=lambda one: one.at, reverse=True))


def sort_of(outcome: Outcome) -> str:
    """What sort of line an outcome makes: a duty, a finding, an entry, a decision."""
    match outcome:
        case Obligation():
            return "duty"
        case Entry():
            return "entry"
        case Decision():
            return "decision"
        case _:
            return "finding"


def _place(fact: Fact) -> str:
    """A fact's place as outcomes name it."""
    return f"{fact.source.path}#{'/'.join(str(step) for step in fact.source.pointer)}"


def _together(facts: Iterable[Fact]) -> Iterator[_Told]:
    """Facts of one line: of one place, then of one entry of a list where one says when the other was."""
    entries: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        entries[(fact.source.path, fact.customer, *_entry(fact))].append(fact)
    for found in entries.values():
        left = [_Told(tuple(sorted(same, key=_telling))) for same in _by_place(found)]
        left.sort(key=lambda one: (-len(one.first.attributes), one.first.order))
        while left:
            leader = left.pop(0)
            own = [one for one in left if _holds(leader.first, one.first)]
            left = [one for one in left if one not in own]
            yield _Told(leader.facts + tuple(fact for one in own for fact in one.facts))


def _entry(fact: Fact) -> tuple[str | int, ...]:
    """The entry of a list that a fact was read from; nothing for what stands outside of lists."""
    return _entry_at(fact.source.pointer)


@lru_cache(maxsize=4096)
def _entry_at(pointer: tuple[str | int, ...]) -> tuple[str | int, ...]:
    last = max((at for at, step in enumerate(pointer) if isinstance(step, int)), default=-1)
    return pointer[: last + 1]


def _by_place(facts: Iterable[Fact]) -> Iterable[list[Fact]]:
    """The facts of each place and moment, in their order."""
    found: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.source.pointer, fact.time].append(fact)
    return found.values()


def _telling(fact: Fact) -> tuple[bool, int, str]:
    """Of two facts of one place the change comes first, then the one that is called by more."""
    return (BEFORE not in fact.attributes, -len(fact.name), fact.name)


def _holds(leader: Fact, other: Fact) -> bool:
    """Whether ``other`` of the same entry is told with ``leader``: each says when the other was, or it was that day."""
    if not _entry(leader) or not _says(leader, other):
        return False
    return _says(other, leader) or leader.time.date() == other.time.date()


def _says(one: Fact, other: Fact) -> bool:
    """Whether a fact says when another was."""
    return format_moment(other.time) in map(str, one.attributes.values())


def _stated(view: View, told: _Told, duties: tuple[Obligation, ...]) -> Event:
    """The line that facts make."""
    first = told.first
    when = format_moment(first.time)
    parts = dict.fromkeys(part for fact in told.facts for part in _parts(view, fact, first, when))
    path = first.source.path
    entries = {_entry(fact) or fact.source.pointer: fact.source for fact in reversed(told.facts)}
    return Event(
        at=first.time,
        person=next((fact.person for fact in told.facts if fact.person), ""),
        kinds=(*sorted(view.kinds_at((path,))), *(("duty",) if duties else ())),
        name=view.fact_names.fact(first.name),
        parts=tuple(parts),
        facts=told.facts,
        sources=() if view.personal(path) else tuple(entries.values()),
        duties=duties,
        last=first.last,
    )


def _listed(lines: Iterable[Event]) -> Iterator[Event]:
    """The lines, those of the entries of one list that say the same of the same moment and person as one."""
    found: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    for one in lines:
        source = one.facts[0].source
        found[source.path, source.pointer[:1], one.at, one.name, one.person].append(one)
    for ones in found.values():
        yield ones[0] if len(ones) == 1 else _one_of(ones)


def _one_of(ones: list[Event]) -> Event:
    """One line of several: what all of them say, then what each says besides."""
    common = tuple(part for part in ones[0].parts if all(part in one.parts for one in ones))
    return Event(
        at=ones[0].at,
        person=ones[0].person,
        kinds=tuple(dict.fromkeys(kind for one in ones for kind in one.kinds)),
        name=ones[0].name,
        parts=common,
        items=tuple(tuple(part for part in one.parts if part not in common) for one in ones),
        facts=tuple(fact for one in ones for fact in one.facts),
        sources=tuple(dict.fromkeys(source for one in ones for source in one.sources)),
        duties=tuple(duty for one in ones for duty in one.duties),
        last=ones[0].last,
    )


def _parts(view: View, fact: Fact, first: Fact, when: str) -> Iterator[Labelled]:
    """What a fact says besides its own time and person; of a change, what it was before.

    What only says when the line was (that of ``first``, as written ``when``) is left out.
    """
    names = view.fact_names
    before = fact.attributes.get(BEFORE)
    same = {when, fact.person, when if fact.time == first.time else format_moment(fact.time)}
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
        elif str(value) in same:
            continue
        yield Labelled(str(node.get("title", name)), text)


def _reckoned(view: View, one: Outcome) -> Event | None:
    """The line of an outcome that stands by now; a duty at the moment it was done, else when it was due."""
    match one:
        case Obligation(state=state) if state in OPEN:
            return None
        case Obligation():
            at = one.done_at or one.due or datetime.combine(month_of(one).start, time())
        case Finding() | Entry() | Decision():
            at = one.at
        case _:
            return None
    return Event(at=at, person=one.person, kinds=(sort_of(one),), outcome=one) if at <= view.as_of else None
