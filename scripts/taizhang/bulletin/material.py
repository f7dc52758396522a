"""What a month's sections draw from: its duties, findings, entries, cards and inspections, and names for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from taizhang.bulletin.notice import Cell, Figure, Name
from taizhang.bulletin.numbers import percent
from taizhang.bulletin.parameters import Parameters, parameters_of
from taizhang.bulletin.scope import scoped, units_of
from taizhang.bulletin.sentences import counts, say
from taizhang.closing.sealed import as_sealed
from taizhang.explain import field_titles
from taizhang.explain.sentences import STATES
from taizhang.explain.tell import TitleOf
from taizhang.facts.fact import Fact
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger import Ledger
from taizhang.ledger.lacking import lacking
from taizhang.ledger.month import belongs
from taizhang.ledger.rectification import Rectification, rectifications
from taizhang.records.book import Book
from taizhang.rules.outcome import OWED, Entry, FieldName, Finding, Obligation, Outcome, Scorecard, State
from taizhang.when.period import Period


@dataclass(frozen=True)
class Material:
    """One month of a ``whole`` ledger and its book."""

    whole: Ledger
    book: Book
    month: Period

    @cached_property
    def ledger(self) -> Ledger:
        """What the notice tells of."""
        return scoped(self.whole, self.book)

    @cached_property
    def registers(self) -> Registers:
        """Who is what, and by which calendar a unit counts."""
        return Registers(self.book)

    @cached_property
    def parameters(self) -> Parameters:
        """The company's own thresholds."""
        return parameters_of(self.book)

    @cached_property
    def lacking(self) -> Mapping[str, frozenset[str]]:
        """The kinds that rules lack here, by the rules' ids: they tell nothing, and nothing is to be made of that."""
        return lacking(self.ledger.rulebooks, self.book.schemas, self.book.absent)

    def uncounted(self, *ids: str) -> tuple[str, ...]:
        """What the kinds are called that rules of some clauses lack here."""
        kinds = {kind for rule in self.ledger.rules if rule.clause in ids for kind in self.lacking.get(rule.id, ())}
        return tuple(self.book.kind(name).title for name in sorted(kinds))

    @property
    def as_of(self) -> datetime:
        """The moment the ledger is looked at."""
        return self.ledger.as_of

    @property
    def unfinished(self) -> bool:
        """Whether the month still runs."""
        return self.as_of.date() < self.month.end

    @cached_property
    def previous(self) -> Material:
        """The month before."""
        return Material(self.whole, self.book, self.month.previous())

    @cached_property
    def duties(self) -> tuple[Obligation, ...]:
        """What was due in the month (G8), and what has no due date but began in it."""
        return tuple(one for one in self.ledger.obligations if belongs(one, self.month))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found wrong in the month."""
        return tuple(one for one in self.ledger.findings if belongs(one, self.month))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What was charged and granted in the month."""
        return tuple(one for one in self.ledger.entries if belongs(one, self.month))

    @cached_property
    def cards(self) -> tuple[Scorecard, ...]:
        """The month's own scorecards, with the totals that were sealed where the month is closed (A8.6)."""
        found = (one for one in self.ledger.scorecards if one.period == self.month.key)
        return as_sealed(self.book, found, self.as_of)

    @cached_property
    def inspected(self) -> tuple[Fact, ...]:
        """Every point of the inspections made in the month, not of those that looked at it (A8.7)."""
        return tuple(one for one in self.ledger.facts.named("inspection.item") if self.month.contains(one.time))

    @cached_property
    def managers(self) -> tuple[tuple[Entity, str], ...]:
        """Everybody who was an account manager on some day of the month, with the unit of the latest such post."""
        held = self.registers.in_role("account-manager", self.month.start, self.month.last)
        latest = {person.id: (person, str(span.values.get("unit", ""))) for person, span in held}
        units = units_of(self.book, self.parameters.unit)
        return tuple(one for one in latest.values() if one[1] in units)

    @cached_property
    def rectifications(self) -> Mapping[str, Rectification]:
        """Every point that failed and what became of it, by the name that findings and duties give it."""
        return rectifications(self.ledger)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The ids of the units that owed something or have account managers in the month, sorted."""
        return tuple(sorted({one.unit for one in self.duties} | {unit for _, unit in self.managers}))

    def person(self, identity: str) -> Name:
        """A person by name, 未定人 for nobody."""
        return self._name("person", identity) if identity else Name("person", "", say("name.nobody"))

    def unit(self, identity: str) -> Name:
        """A unit by name."""
        return self._name("unit", identity) if identity else Name("unit", "", say("name.no-unit"))

    def customer(self, identity: str) -> Name:
        """A customer by number and name."""
        found = self._name("customer", identity)
        return Name("customer", identity, say("name.customer", id=identity, name=found.text))

    def word(self, fact: Fact, field: str) -> str:
        """What a field of a fact's record holds, a choice by its description."""
        value = fact.get(field)
        return self._titles(FieldName(fact.source.path, field, value)) if value else ""

    def written(self, fact: Fact, field: str) -> str:
        """A text that stands beside what the fact tells, as written; "" where there is none."""
        record = self.book.at(fact.source.path)
        value: object = record.data if record else {}
        for step in (*fact.source.pointer, field):
            if isinstance(value, Mapping):
                value = value.get(str(step))
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return ""
        return "" if value is None else str(value)

    @cached_property
    def _titles(self) -> TitleOf:
        return field_titles(self.book)

    def _name(self, kind: str, identity: str) -> Name:
        record = self.book.find(kind, identity)
        return Name(kind, identity, (record.text("name") if record else "") or identity)


def clauses(outcomes: Iterable[Obligation], *ids: str) -> tuple[Obligation, ...]:
    """The duties of some clauses."""
    return tuple(one for one in outcomes if one.clause in ids)


def count(what: str, outcomes: Iterable[Outcome] = (), facts: Iterable[Fact] = ()) -> Figure:
    """How many outcomes or facts there are."""
    made, stated = tuple(outcomes), tuple(facts)
    return Figure(str(len(made) + len(stated)), what, made, stated)


def owed(duties: Iterable[Obligation]) -> tuple[Obligation, ...]:
    """Those that have been due."""
    return tuple(one for one in duties if one.state in OWED)


def in_state(duties: Iterable[Obligation], state: State) -> Figure:
    """How many duties are in one state."""
    return count(STATES[state.value], (one for one in duties if one.state is state))


def by_state(words: str, duties: Iterable[Obligation], listed: Iterable[State] = OWED) -> Cell:
    """How many duties are in each state, each in the sentence ``<words>.<state>``; a state of none is not told."""
    every = tuple(duties)
    return counts((f"{words}.{state.value}", in_state(every, state)) for state in listed)


def rate(what: str, part: int, outcomes: tuple[Outcome, ...] = (), facts: tuple[Fact, ...] = ()) -> Figure:
    """How much of the outcomes or facts ``part`` is, in percent; a dash for none of none."""
    whole = len(outcomes) + len(facts)
    if not whole:
        return Figure(say("number.none"), what)
    text = say("number.percent", value=percent(part, whole))
    return Figure(text, what, outcomes, facts, say("number.share", part=part, whole=whole))


def counted(words: Iterable[str]) -> list[tuple[str, int]]:
    """Words with how often they come, the commonest first, then in their own order."""
    return sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0]))
