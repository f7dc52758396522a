"""Editions: what one audience may see of book and ledger. Templates get the View only, so nothing else can leak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from taizhang.explain import Told, field_titles, tell
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger import Ledger
from taizhang.problem import Problem
from taizhang.publish.examples import FactNames, Shown, shown
from taizhang.publish.labels import Labelled, Schema, labelled, node_at, word
from taizhang.records.book import Book, Record
from taizhang.records.schema_set import Kind
from taizhang.rulebook import Clause, Rule, Rulebook
from taizhang.rules.outcome import Obligation, State

OWED = (State.MET, State.LATE, State.MISSED, State.OVERDUE)
"""The states of what has been due: their counts add up to what was owed."""


class Audience(StrEnum):
    """Whom an edition is for."""

    ALL = "all"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the register as of the view's moment; ``unit`` is an id, "" for who holds no post now."""

    id: str
    name: str
    pinyin: str
    unit: str
    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many obligations stand in which state."""

    by_state: Mapping[State, int]

    def of(self, state: str) -> int:
        """How many are in one state."""
        return self.by_state.get(State(state), 0)

    @property
    def owed(self) -> int:
        """How many have been due so far."""
        return sum(self.by_state.get(state, 0) for state in OWED)


@dataclass(frozen=True, slots=True)
class RecordText:
    """A record as it is written, with what is wrong with it; lines count from 1."""

    path: str
    title: str
    lines: tuple[str, ...]
    fields: tuple[Labelled, ...]
    problems: tuple[Problem, ...]


class View:
    """One audience's view: made by ``view``, asked by pages and templates."""

    def __init__(self, ledger: Ledger, book: Book, audience: Audience) -> None:
        self._ledger = ledger
        self._book = book
        self._registers = Registers(book)
        self._titles = field_titles(book)
        self.audience = audience
        self.as_of: datetime = ledger.as_of
        self.company = next((record.text("name") for record in book.of("company")), "")

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What anybody owes and owed, by rule, period and person."""
        return self._ledger.obligations

    @property
    def rulebooks(self) -> tuple[Rulebook, ...]:
        """The rulebooks, by id."""
        return self._ledger.rulebooks

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in rulebook order."""
        return self._ledger.rules

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody of the register: by unit and name, who holds no post now last."""
        everybody = (self._person(entity) for entity in self._registers.entities("person"))
        return tuple(sorted(everybody, key=lambda one: (not one.unit, one.unit, one.pinyin, one.id)))

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The units' names by id."""
        return {record.id: record.text("name") for record in self._book.of("unit")}

    def unit(self, identity: str) -> str:
        """A unit's name; its id where the register does not hold it."""
        return self.units.get(identity, identity)

    def person(self, identity: str) -> str:
        """A person's name; the id where the register does not hold it."""
        record = self._book.find("person", identity)
        return record.text("name") if record else identity

    def about(self, obligation: Obligation) -> str:
        """What tells a duty from others of its rule and period: its title, with the customer or unit it is about."""
        record = self._book.find("customer", obligation.customer) if obligation.customer else None
        whose = record.text("name") if record else obligation.customer
        if not whose and not obligation.person:
            whose = self.unit(obligation.unit)
        return f"{obligation.title}({whose})" if whose else obligation.title

    def of_person(self, identity: str) -> tuple[Obligation, ...]:
        """What one person owes and owed."""
        return self._ledger.of_person(identity)

    def of_rule(self, rule: Rule) -> tuple[Obligation, ...]:
        """What one rule gives."""
        return self._ledger.of_rule(rule)

    def told(self, obligation: Obligation) -> Told:
        """Why an obligation stands as it does."""
        return tell(obligation.cause, self._book.place, self.unit, self._titles)

    def line(self, path: str, pointer: tuple[str | int, ...] = ()) -> int:
        """The line of a record on which a value stands."""
        return self._book.place(path, pointer).line

    def clause(self, rule: Rule) -> Clause | None:
        """The clause a rule cites."""
        rulebook = self._ledger.rulebook(rule.rulebook)
        return rulebook.clause(rule.clause) if rulebook else None

    def kinds_of(self, clause: str) -> tuple[str, ...]:
        """The names of the kinds of record that carry a clause."""
        kinds = self._book.schemas.kinds.values()
        return tuple(kind.title for kind in kinds if clause in kind.schema.get("x-clause", ()))

    def readings(self, clause: str) -> tuple[RecordText, ...]:
        """How the company reads a clause that contradicts another."""
        found = (record for record in self._book.of("reading") if clause in _listed(record, "clauses"))
        return tuple(text for record in found if (text := self.record(record.path)) is not None)

    def parameters(self, rule: Rule, values: Mapping[str, object]) -> tuple[Labelled, ...]:
        """Parameters of a rule by their Chinese names."""
        schema = self._rule_schema(rule)
        return labelled(values, schema, schema, self._say)

    def examples(self, rule: Rule) -> tuple[Shown, ...]:
        """The rule's worked examples, with the people and units of its cast by their names."""
        members = (one for group in rule.cast.values() for one in group)
        cast = {str(one["id"]): str(one["name"]) for one in members if "id" in one and "name" in one}
        schema = self._rule_schema(rule)
        return tuple(shown(example, rule.id, schema, self._fact_names, cast) for example in rule.examples)

    @cached_property
    def _fact_names(self) -> FactNames:
        return FactNames(self._book.schemas)

    def record(self, path: str) -> RecordText | None:
        """A record as it is written; None for one this audience may not see, or that is not there."""
        record = self._book.at(path)
        if record is None:
            return None
        kind = self._book.kind(record.kind)
        return RecordText(
            path=path,
            title=" · ".join((kind.title, *self._named(record, kind))),
            lines=tuple(self._book.content(path).decode("utf-8", "replace").splitlines()),
            fields=labelled(record.data, kind.schema, kind.schema, self._say),
            problems=tuple(problem for problem in self._book.problems if problem.path == path),
        )

    def _rule_schema(self, rule: Rule) -> Schema:
        return self._book.schemas.variants.get("rules", {}).get(rule.kind, {})

    def _named(self, record: Record, kind: Kind) -> tuple[str, ...]:
        """What tells a record from others of its kind: its name or title, else what its path is made of."""
        if name := record.text("name") or record.text("title"):
            return (name,)
        names = re.findall(r"\{([a-z_]+)", kind.template)
        return tuple(word(record.data.get(name), node_at(kind.schema, name), self._say) for name in names)

    def _say(self, text: str, node: Schema) -> str:
        """A value that refers to a record by that one's name, a fact by its own, anything else as written."""
        reference = node.get("x-ref")
        kind = reference.get("kind") if isinstance(reference, Mapping) else reference
        record = self._book.find(str(kind), text) if kind else None
        if record is not None:
            return record.text("name") or text
        return text if kind else self._fact_names.fact(text)

    def _person(self, entity: Entity) -> Person:
        post = entity.as_of(self.as_of.date())
        values = post.values if post else {}
        return Person(
            id=entity.id,
            name=entity.name,
            pinyin=entity.record.text("pinyin"),
            unit=str(values.get("unit", "")),
            role=self._role(entity.record, values),
            path=entity.record.path,
        )

    def _role(self, record: Record, post: Mapping[str, object]) -> str:
        if "role" not in post:
            return ""
        return word(post["role"], node_at(self._book.kind(record.kind).schema, "posts", "*", "role"))


def view(ledger: Ledger, book: Book, audience: Audience = Audience.ALL) -> View:
    """What ``audience`` may see of ``ledger`` and ``book``; everybody sees all so far."""
    return View(ledger, book, audience)


def count(obligations: Iterable[Obligation]) -> Counts:
    """The obligations counted by state."""
    return Counts(Counter(obligation.state for obligation in obligations))


def _listed(record: Record, field: str) -> list[object]:
    value = record.data.get(field)
    return value if isinstance(value, list) else []
