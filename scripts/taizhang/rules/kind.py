"""What every rule kind is given and gives: the contract of the modules in this room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from taizhang.facts.fact import Fact
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.history.trust import Counted
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules.outcome import Outcome


class Timekeeper(Protocol):
    """Which time of a fact counts: the typed one, or when Git first showed it (design §4)."""

    def __call__(self, fact: Fact) -> Counted:
        """The moment that counts, and on what it rests."""


@dataclass(frozen=True, slots=True)
class World:
    """All a rule may look at: facts up to ``as_of``, outcomes of earlier rules among them, registers, times.

    ``uncharged`` are the lines of cards on which rules would charge that lack what they read: nobody knows their score.
    """

    facts: Facts
    registers: Registers
    counted: Timekeeper
    uncharged: frozenset[str] = frozenset()

    @property
    def as_of(self) -> datetime:
        """The local moment everything is told as of."""
        return self.facts.as_of


class RuleKind(Protocol):
    """One kind of rule: a module with these two functions."""

    def reads(self, rule: Rule) -> frozenset[str]:
        """The names of all facts the rule may ask for, in any of its versions; ``<rule>.<event>`` reads an outcome."""

    def run(self, rulebook: Rulebook, rule: Rule, world: World) -> Iterator[Outcome]:
        """Everything the rule says of the world, in an order that depends on nothing else."""
