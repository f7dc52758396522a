"""``compute(book, history, as_of) -> Ledger``: run every rule of every rulebook over the facts (design §7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from taizhang.facts.company import Company, company_of
from taizhang.facts.extract import facts_of
from taizhang.facts.fact import Fact
from taizhang.facts.landed import landed_facts
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.facts.voided import voided_facts
from taizhang.history.history import History
from taizhang.history.trust import Counted, counted
from taizhang.ledger.lacking import charged_by, lacking
from taizhang.ledger.ledger import Ledger
from taizhang.ledger.naming import Naming, read_by
from taizhang.ledger.order import Step, in_order, needed
from taizhang.records.book import Book
from taizhang.rulebook import rulebooks_of
from taizhang.rules import KINDS
from taizhang.rules.as_facts import facts_of as outcome_facts
from taizhang.rules.charge import entry_of
from taizhang.rules.kind import World
from taizhang.rules.outcome import Outcome


def compute(book: Book, history: History, as_of: datetime) -> Ledger:
    """The ledger of ``book`` at ``as_of`` (local time); ``history`` tells which typed times can be believed.

    A rule that reads a kind which is kept in a root that this book lacks is not run: it would tell wrong figures.
    """
    facts = Facts((*facts_of(book), *landed_facts(book, history), *voided_facts(book)), as_of)
    world = World(facts, Registers(book), Trust(company_of(book), history))
    rulebooks = rulebooks_of(book)
    lacks = lacking(rulebooks, book.schemas, book.absent)
    ordered, _ = in_order(rulebooks)
    steps = tuple(step for step in ordered if step[1].id not in lacks)
    world = replace(world, uncharged=charged_by(rule for _, rule in ordered if rule.id in lacks))
    return Ledger(as_of, rulebooks, run_all(steps, world), facts)


def run_all(steps: Iterable[Step], world: World) -> Iterator[Outcome]:
    """The outcomes of the steps in their order; what each gives is there as facts for those after it."""
    listed = tuple(steps)
    rules = {rule.id: rule for _, rule in listed}
    needs = needed(list(rules.values()))
    for rulebook, rule in listed:
        naming = Naming(rule, read_by(needs, rules, rule))
        given = tuple(naming.named(outcome) for outcome in KINDS[rule.kind].run(rulebook, rule, world))
        charged = tuple(entry for outcome in given if (entry := entry_of(outcome)) is not None)
        outcomes = (*given, *charged)
        yield from outcomes
        stated = (fact for outcome in outcomes for fact in outcome_facts(outcome, rule.source))
        world = replace(world, facts=world.facts.joined(stated))


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
