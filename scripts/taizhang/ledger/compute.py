"""``compute(book, history, as_of) -> Ledger``: run every rule of every rulebook over the facts (design §7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from taizhang.facts.company import Company, company_of
from taizhang.facts.extract import facts_of
from taizhang.facts.fact import Fact
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.history.history import History
from taizhang.history.trust import Counted, counted
from taizhang.records.book import Book
from taizhang.rulebook import Rule, Rulebook, rulebooks_of
from taizhang.rules import KINDS
from taizhang.rules.kind import World
from taizhang.rules.outcome import Obligation


class Ledger:
    """All outcomes as of a moment, in total order, with the indexes pages and commands ask through."""

    def __init__(self, as_of: datetime, rulebooks: tuple[Rulebook, ...], obligations: Iterable[Obligation]) -> None:
        self.as_of = as_of
        self.rulebooks = rulebooks
        self.obligations = tuple(sorted(obligations, key=lambda one: (one.rulebook, one.rule, one.period, one.person)))
        self._by_person: dict[str, list[Obligation]] = defaultdict(list)
        self._by_rule: dict[tuple[str, str], list[Obligation]] = defaultdict(list)
        self._by_key = {one.key: one for one in self.obligations}
        for one in self.obligations:
            self._by_person[one.person].append(one)
            self._by_rule[one.rulebook, one.rule].append(one)

    def of_person(self, person: str) -> tuple[Obligation, ...]:
        """What one person owes and owed, by rule and period."""
        return tuple(self._by_person.get(person, ()))

    def of_rule(self, rule: Rule) -> tuple[Obligation, ...]:
        """What one rule gives, by period and person."""
        return tuple(self._by_rule.get((rule.rulebook, rule.id), ()))

    def find(self, key: str) -> Obligation | None:
        """The obligation with this key, ``<rule>/<period>/<person>``."""
        return self._by_key.get(key)

    def rulebook(self, identity: str) -> Rulebook | None:
        """The rulebook with this id."""
        return next((rulebook for rulebook in self.rulebooks if rulebook.id == identity), None)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in rulebook order."""
        return tuple(rule for rulebook in self.rulebooks for rule in rulebook.rules)


def compute(book: Book, history: History, as_of: datetime) -> Ledger:
    """The ledger of ``book`` at ``as_of`` (local time); ``history`` tells which typed times can be believed."""
    facts = Facts(facts_of(book), as_of)
    world = World(facts, Registers(book), Trust(company_of(book), history))
    rulebooks = rulebooks_of(book)
    return Ledger(as_of, rulebooks, run_all(rulebooks, world))


def run_all(rulebooks: Iterable[Rulebook], world: World) -> Iterable[Obligation]:
    """The outcomes of all rules whose kind is known; an unknown kind is a problem of its record, not told here."""
    for rulebook in rulebooks:
        for rule in rulebook.rules:
            if rule.kind in KINDS:
                yield from KINDS[rule.kind](rulebook, rule, world)


class Trust:
    """Which time of a fact counts, by the company's own parameters (design §4)."""

    def __init__(self, company: Company, history: History) -> None:
        self._company = company
        self._history = history

    def __call__(self, fact: Fact) -> Counted:
        """The moment that counts for ``fact``, and on what it rests."""
        path = fact.source.path
        return counted(
            fact.time,
            self._history.landing(path),
            self._history.known,
            trust=self._company.trust,
            history_since=self._company.history_since,
            changed_at=self._history.changed_at(path),
        )
