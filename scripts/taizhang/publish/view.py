"""Editions: what one audience may see of book and ledger. Templates get the View only, so nothing else can leak."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from taizhang.bulletin import Bulletin, months_of
from taizhang.closing.sealed import as_sealed
from taizhang.desk.due_list import DueList, Duties
from taizhang.desk.workload import Workloads
from taizhang.explain import Teller, Told, field_titles
from taizhang.facts.registers import Entity, Registers
from taizhang.facts.store import Facts
from taizhang.history.versions import Versions
from taizhang.ledger import Ledger
from taizhang.problem import Problem
from taizhang.publish.audience import STAFF, Audience
from taizhang.publish.closings import Closings
from taizhang.publish.edition import Edition, edition_of
from taizhang.publish.examples import FactNames, Shown, graded, shown
from taizhang.publish.labels import Labelled, Made, Schema, labelled, node_at, word
from taizhang.publish.namesakes import told_apart
from taizhang.publish.rule_words import RuleWords, card_words
from taizhang.records.book import Book, Record
from taizhang.records.levels import highest, level_of
from taizhang.records.schema_set import Kind
from taizhang.rulebook import Clause, Rule, Rulebook
from taizhang.rules.outcome import OWED, Cause, Decision, Obligation, Outcome, State
from taizhang.when.period import Period

NOTICED = ("inspection", "meeting", "weekly-report", "customer")
"""The kinds without which a month's notice would tell too little."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the register as of the view's moment; ``unit`` is an id, "" for who holds no post now."""

    id: str
    name: str
    pinyin: str
    number: str
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
    """A record as it is written, with what is wrong with it; lines count from 1. ``sound``: its schema passes it."""

    path: str
    kind: Kind
    id: str
    sound: bool
    title: str
    lines: tuple[str, ...]
    fields: tuple[Labelled, ...]
    problems: tuple[Problem, ...]


class View:
    """One audience's view: made by ``view``, asked by pages and templates.

    Its ledger and book hold what the audience may see and nothing else, so whatever is asked of them may be shown.
    """

    def __init__(self, edition: Edition, audience: Audience, commit: str = "") -> None:
        self._ledger = ledger = edition.ledger
        self.book = self._book = book = edition.book
        self.lacking, self.withheld, self.past = edition.lacking, edition.withheld, edition.past
        self._notice, self.partial = edition.notice, edition.partial
        self._commit, self._labels, self._called = commit, Made(), dict[str, str]()
        self._teller = Teller(book.begins, self.unit, field_titles(book))
        self.registers = Registers(book)
        self.audience = audience
        self.as_of: datetime = ledger.as_of
        self.closings = Closings(book, ledger.as_of, edition.unclear)
        self.cards = as_sealed(book, ledger.scorecards, ledger.as_of)
        self._namesakes = told_apart(self.registers, self.as_of.date(), self.unit)
        self.company = next((record.text("name") for record in book.of("company")), "")

    @property
    def ledger(self) -> Ledger:
        """The outcomes this audience may see."""
        return self._ledger

    @property
    def facts(self) -> Facts:
        """The facts of records and history this audience may see."""
        return self._ledger.facts

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

    def records(self, kind: str) -> tuple[Record, ...]:
        """The sound records of a kind, by path."""
        return self._book.of(kind)

    def find(self, kind: str, identity: str) -> Record | None:
        """The record of a kind with this id."""
        return self._book.find(kind, identity)

    def name(self, kind: str, identity: str) -> str:
        """What the record of a kind with this id is called, namesakes told apart; the id where there is none."""
        if kind == "person" and identity in self._namesakes:
            return self._namesakes[identity]
        record = self._book.find(kind, identity)
        return (record.text("name") or record.text("title") or identity) if record else identity

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind of record, by name."""
        return tuple(kind for _, kind in sorted(self._book.schemas.kinds.items()))

    @property
    def rule_kinds(self) -> Mapping[str, Schema]:
        """What rules of each kind may say, by the kinds' names."""
        return self._book.schemas.variants.get("rules", {})

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with the records, by path and line."""
        return self._book.problems

    @cached_property
    def written(self) -> Mapping[str, tuple[Record, ...]]:
        """Every record by kind, also what its schema refuses: to be shown and counted, never computed from."""
        found: dict[str, list[Record]] = {}
        for record in self._book:
            found.setdefault(record.kind, []).append(record)
        return {kind: tuple(records) for kind, records in found.items()}

    def said(self, record: Record, *path: str) -> str:
        """A plain top-level or deeper field of a record in Chinese (a choice by its description); "" where absent."""
        value: object = record.data
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        return "" if value is None else word(value, node_at(self._book.kind(record.kind).schema, *path), self._say)

    def choice(self, kind: str, value: object, *path: str) -> str:
        """What a field of ``kind`` at ``path`` (``*`` for the elements of a list) holds, in Chinese."""
        return word(value, node_at(self._book.kind(kind).schema, *path), self._say)

    def word(self, value: object, node: Schema) -> str:
        """A plain value in Chinese by the schema's description of its field."""
        return word(value, node, self._say)

    def rule_kind(self, rule: Rule) -> str:
        """What rules of this rule's kind are called."""
        return str(self._rule_schema(rule).get("title", rule.kind))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody of the register: by unit and name, who holds no post now last."""
        everybody = (self._person(entity) for entity in self.registers.entities("person"))
        return tuple(sorted(everybody, key=lambda one: (not one.unit, one.unit, one.pinyin, one.id)))

    @cached_property
    def bulletins(self) -> tuple[Bulletin, ...]:
        """The notice of every month that has outcomes, the latest first; none where a part of it may not be seen."""
        if self.absent(*NOTICED):
            return ()
        months = reversed(months_of(self._ledger, self._book))
        return tuple(one for month in months if (one := self._notice(month, self._commit)) is not None)

    @cached_property
    def units(self) -> Mapping[str, str]:
        """The units' names by id."""
        return {record.id: record.text("name") for record in self._book.of("unit")}

    def unit(self, identity: str) -> str:
        """A unit's name; its id where the register does not hold it."""
        return self.units.get(identity, identity)

    def person(self, identity: str) -> str:
        """A person's name; the id where the register does not hold it."""
        return self.name("person", identity)

    def about(self, outcome: Outcome) -> str:
        """What tells an outcome from others of its rule and period: its title, with what or whom it is about."""
        whose = self.name("customer", outcome.customer) if outcome.customer else ""
        if not whose and not outcome.person:
            whose = self.unit(outcome.unit)
        what = outcome.what if isinstance(outcome, Obligation | Decision) else ""
        told = "、".join(text for text in (what, whose) if text)
        return f"{outcome.title}({told})" if told else outcome.title

    def of_person(self, identity: str) -> tuple[Obligation, ...]:
        """What one person owes and owed."""
        return self._ledger.of_person(identity)

    def of_rule(self, rule: Rule) -> tuple[Obligation, ...]:
        """What one rule gives."""
        return self._ledger.of_rule(rule)

    @cached_property
    def _duties(self) -> Duties:
        return Duties(self._ledger, self._book)

    def due_of(self, person: Entity) -> DueList:
        """What one person has open, by due instant, with the commands that begin the records it asks for."""
        return self._duties.of_person(person)

    @cached_property
    def workloads(self) -> Workloads:
        """Everybody's weeks by day (A4.4)."""
        return Workloads(self._ledger, self.registers, self._book.of("visit-plan"))

    def month_state(self, month: Period, unit: str = "") -> str:
        """How far a unit's month is on its way to its closing, in Chinese; of no unit the branches' together (A8.6)."""
        return self.closings.state(month, unit)

    def told(self, cause: Cause) -> Told:
        """Why an outcome stands as it does, in words."""
        return self._teller.told(cause)

    def level(self, *paths: str, kinds: Iterable[str] = ()) -> str:
        """The highest level of some records, and of what records of some kinds have at least (A6.4)."""
        found = [record for path in paths if (record := self._book.at(path)) is not None]
        own = (level_of(self._book.kind(record.kind).sensitivity, record.data) for record in found)
        return highest((*own, *(self._book.kind(name).level for name in kinds)))

    def kinds_at(self, paths: Iterable[str]) -> frozenset[str]:
        """Which kinds some records are of."""
        return frozenset(record.kind for path in paths if (record := self._book.at(path)) is not None)

    def personal(self, path: str) -> bool:
        """Whether the record at ``path`` is of a kind this audience sees a part of at most: no page leads to it."""
        record = self._book.at(path)
        return record is not None and not self.sees(self._book.kind(record.kind))

    def sees(self, kind: Kind) -> bool:
        """Whether this audience may see records of a kind as a whole."""
        return self.audience.may_see(kind.sensitivity)

    def absent(self, *kinds: str) -> bool:
        """Whether nothing is known here of a kind, or of one of several: kept elsewhere, or not for this audience."""
        return not self._book.absent.isdisjoint(kinds)

    def lacks(self, rule: Rule) -> tuple[str, ...]:
        """What the kinds are called that a rule lacks here: it tells nothing then, and its page says so."""
        return tuple(self._book.kind(name).title for name in sorted(self.lacking.get(rule.id, ())))

    def line(self, path: str, pointer: tuple[str | int, ...] = ()) -> int:
        """The line of a record on which a value stands."""
        return self._book.line(path, pointer)

    def clause(self, rule: Rule) -> Clause | None:
        """The clause a rule cites."""
        rulebook = self._ledger.rulebook(rule.rulebook)
        return rulebook.clause(rule.clause) if rulebook else None

    def kinds_of(self, clause: str) -> tuple[Kind, ...]:
        """The kinds of record that carry a clause, by name."""
        return tuple(kind for kind in self.kinds if clause in kind.schema.get("x-clause", ()))

    def readings(self, clause: str) -> tuple[RecordText, ...]:
        """How the company reads a clause that contradicts another."""
        found = (record for record in self._book.of("reading") if clause in _listed(record, "clauses"))
        return tuple(text for record in found if (text := self.record(record.path)) is not None)

    def parameters(self, rule: Rule, values: Mapping[str, object]) -> tuple[Labelled, ...]:
        """Parameters of a rule by their Chinese names."""
        schema = self._rule_schema(rule)
        words = RuleWords(self.fact_names, self._book.schemas.kinds, self.rules, self._say)
        return labelled(words.in_words(rule, values), schema, schema, words.say(rule))

    def examples(self, rule: Rule) -> tuple[Shown, ...]:
        """The rule's worked examples, with the people and units of its cast by their names."""
        members = (one for group in rule.cast.values() for one in group)
        cast = {str(one["id"]): str(one["name"]) for one in members if "id" in one and "name" in one}
        schema = self._rule_schema(rule)
        return tuple(shown(example, rule, schema, self.fact_names, cast) for example in rule.examples)

    @cached_property
    def fact_names(self) -> FactNames:
        """What facts and their attributes are called."""
        rules = {rule.id: rule.title for rule in self.rules}
        grades = {one: title for rule in self.rules for one, title in graded(rule.parameters).items()}
        return FactNames(self._book.schemas, rules, card_words(self.rules), grades)

    @property
    def shown(self) -> Iterator[str]:
        """The paths of all records that may have pages, sorted."""
        return (record.path for record in self._book if not self.personal(record.path))

    def title(self, path: str) -> str:
        """What the record at ``path`` is called: its kind and what tells it from others; "" where there is none."""
        if path not in self._called:
            record = self._book.at(path)
            kind = self._book.kind(record.kind) if record else None
            self._called[path] = " · ".join((kind.title, *self._named(record, kind))) if record and kind else ""
        return self._called[path]

    def record(self, path: str) -> RecordText | None:
        """A record as it is written; None for one this audience may not see, or that is not there."""
        record = self._book.at(path)
        if record is None:
            return None
        kind = self._book.kind(record.kind)
        return RecordText(
            path=path,
            kind=kind,
            id=record.id,
            sound=path not in self._book.refused,
            title=self.title(path),
            lines=tuple(self._book.content(path).decode("utf-8", "replace").splitlines()),
            fields=labelled(record.data, kind.schema, kind.schema, self._say, self._labels),
            problems=tuple(problem for problem in self._book.problems if problem.path == path),
        )

    def _rule_schema(self, rule: Rule) -> Schema:
        return self.rule_kinds.get(rule.kind, {})

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
        book = self._ledger.rulebook(text) if node.get("title") == "规则集" else None
        return book.title if book else text if kind else self.fact_names.fact(text)

    def _person(self, entity: Entity) -> Person:
        post = entity.as_of(self.as_of.date())
        values = post.values if post else {}
        return Person(
            id=entity.id,
            name=self.person(entity.id),
            pinyin=entity.record.text("pinyin"),
            number=entity.record.text("employee_number"),
            unit=str(values.get("unit", "")),
            role=self._role(entity.record, values),
            path=entity.record.path,
        )

    def _role(self, record: Record, post: Mapping[str, object]) -> str:
        if "role" not in post:
            return ""
        return word(post["role"], node_at(self._book.kind(record.kind).schema, "posts", "*", "role"))


def view(ledger: Ledger, book: Book, audience: Audience = STAFF, commit: str = "", git: Versions | None = None) -> View:
    """What ``audience`` may see of ``ledger``, ``book`` and ``git``; all else is taken away before anything is made.

    ``commit`` is the one the records were read at, for what must name it (a bulletin); "" where it is not known.
    """
    return View(edition_of(ledger, book, audience, git), audience, commit)


def count(obligations: Iterable[Obligation]) -> Counts:
    """The obligations counted by state."""
    return Counts(Counter(obligation.state for obligation in obligations))


def _listed(record: Record, field: str) -> list[object]:
    value = record.data.get(field)
    return value if isinstance(value, list) else []
