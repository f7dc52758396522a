"""The ledger itself: all outcomes as of a moment, in total order, and the indexes that pages and commands ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from taizhang.facts.store import Facts
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.outcome import Decision, Entry, Finding, Measure, Obligation, Outcome, Scorecard

Kind = TypeVar("Kind", bound=Outcome)


class Ledger:
    """All outcomes as of a moment, in total order; the same for the same book, whatever was computed before.

    ``facts`` are those of records and history that the rules started from.
    """

    def __init__(
        self, as_of: datetime, rulebooks: tuple[Rulebook, ...], outcomes: Iterable[Outcome], facts: Facts | None = None
    ) -> None:
        self.as_of = as_of
        self.facts = facts or Facts((), as_of)
        self.rulebooks = rulebooks
        self.outcomes = tuple(sorted(outcomes, key=lambda one: one.order))
        self._by_person: dict[str, list[Outcome]] = defaultdict(list)
        self._by_customer: dict[str, list[Outcome]] = defaultdict(list)
        self._by_rule: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
        self._by_key = {one.key: one for one in self.outcomes}
        for one in self.outcomes:
            self._by_person[one.person].append(one)
            self._by_customer[one.customer].append(one)
            self._by_rule[one.rulebook, one.rule].append(one)

    def with_more(self, outcomes: Iterable[Outcome]) -> Ledger:
        """This ledger with outcomes of rules that could run only when it was there; itself where there are none."""
        more = tuple(outcomes)
        return Ledger(self.as_of, self.rulebooks, (*self.outcomes, *more), self.facts) if more else self

    @property
    def obligations(self) -> tuple[Obligation, ...]:
        """What anybody owes and owed."""
        return only(Obligation, self.outcomes)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong."""
        return only(Finding, self.outcomes)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was charged or granted."""
        return only(Entry, self.outcomes)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Who got what, and what waits for a ruling."""
        return only(Decision, self.outcomes)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What was counted."""
        return only(Measure, self.outcomes)

    @property
    def scorecards(self) -> tuple[Scorecard, ...]:
        """The cards."""
        return only(Scorecard, self.outcomes)

    def of_person(self, person: str) -> tuple[Obligation, ...]:
        """What one person owes and owed, by rule and period."""
        return only(Obligation, self._by_person.get(person, ()))

    def about_person(self, person: str) -> tuple[Outcome, ...]:
        """All outcomes about one person, by rule and period."""
        return tuple(self._by_person.get(person, ()))

    def about_customer(self, customer: str) -> tuple[Outcome, ...]:
        """All outcomes about one customer, by rule and period."""
        return tuple(self._by_customer.get(customer, ()))

    def of_rule(self, rule: Rule) -> tuple[Obligation, ...]:
        """The obligations that one rule gives, by period and key."""
        return only(Obligation, self.outcomes_of(rule))

    def outcomes_of(self, rule: Rule) -> tuple[Outcome, ...]:
        """All that one rule gives, by period and key."""
        return tuple(self._by_rule.get((rule.rulebook, rule.id), ()))

    def find(self, key: str) -> Outcome | None:
        """The outcome with this key, such as ``weekly-report/2026-W42/zhang-wei``."""
        return self._by_key.get(key)

    def obligation(self, key: str) -> Obligation | None:
        """The obligation with this key; None also where another kind of outcome has it."""
        found = self.find(key)
        return found if isinstance(found, Obligation) else None

    def rulebook(self, identity: str) -> Rulebook | None:
        """The rulebook with this id."""
        return next((rulebook for rulebook in self.rulebooks if rulebook.id == identity), None)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in rulebook order."""
        return tuple(rule for rulebook in self.rulebooks for rule in rulebook.rules)


def only(kind: type[Kind], outcomes: Iterable[Outcome]) -> tuple[Kind, ...]:
    """Those of one kind, in the order given."""
    return tuple(one for one in outcomes if isinstance(one, kind))
