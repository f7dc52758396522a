"""What is charged on one card: the month's entries in rulebook order, each cause once (G13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from taizhang.facts.fact import Fact
from taizhang.rulebook import Rulebook
from taizhang.rules.amounts import number
from taizhang.rules.as_facts import WHOLE
from taizhang.rules.charge import POINTS
from taizhang.rules.kind import World
from taizhang.rules.outcome import Cause, ClauseSource, Entry, Value
from taizhang.when.period import Period, parse_period

ENTERED = ".entered"


@dataclass(frozen=True, slots=True)
class Charge:
    """An entry as a card sees it; ``instead`` is the title of what was charged for the same cause, "" if it counts."""

    rulebook: str
    rule: str
    clause: str
    title: str
    at: datetime
    key: str
    line: str
    amount: Decimal
    because: frozenset[str]
    also: bool
    cause: Cause
    instead: str = ""

    @property
    def counted(self) -> Decimal:
        """What it takes or gives; nothing where its cause is charged already."""
        return Decimal(0) if self.instead else self.amount

    @property
    def told(self) -> Cause:
        """Its line on the card, with the entry's own causes below."""
        source = ClauseSource(self.rulebook, self.clause) if self.clause else None
        if self.instead:
            values: dict[str, Value] = {"title": self.title, "points": self.amount, "first": self.instead}
            return Cause("card.not-charged", values, source, (self.cause,))
        return Cause("card.entry", {"title": self.title, "points": self.amount}, source, (self.cause,))


def entered(rulebook: Rulebook, world: World) -> tuple[str, ...]:
    """The names of the facts that are entries, in the order of the rulebook's rules; those of others come last."""
    order = {f"{rule.id}{ENTERED}": place for place, rule in enumerate(rulebook.rules)}
    names = (name for name in world.facts.names if name.endswith(ENTERED))
    return tuple(sorted(names, key=lambda name: (order.get(name, len(order)), name)))


def charges(names: Iterable[str], person: str, period: Period, world: World) -> tuple[Charge, ...]:
    """Every entry of points on the person's account in the period, in the order of ``names``, then by time.

    Of entries that share a cause only the first counts, but for those of a rule that charges also (G13).
    """
    found: list[Charge] = []
    for name in names:
        facts = (fact for fact in world.facts.of_person(name, person) if _within(fact, period))
        taken = [charge for fact in facts if (charge := _charge(fact)) is not None]
        found.extend(sorted(taken, key=lambda charge: (charge.at, charge.key)))
    return tuple(_once(found))


def _within(fact: Fact, period: Period) -> bool:
    """Whether the entry's month lies in the period, or is it."""
    own = parse_period(fact.get("period"))
    return own is not None and period.start <= own.start and own.end <= period.end


def _charge(fact: Fact) -> Charge | None:
    entry = fact.attributes.get(WHOLE)
    amount = number(fact.attributes.get("amount"))
    if fact.get("account") not in {"", POINTS} or amount is None:
        return None
    if isinstance(entry, Entry):
        return Charge(
            entry.rulebook,
            entry.rule,
            entry.clause,
            entry.title,
            entry.at,
            entry.key,
            entry.line,
            entry.amount,
            entry.because,
            entry.also,
            entry.cause,
        )
    return _given(fact, amount)


def _given(fact: Fact, amount: Decimal) -> Charge:
    """An entry that a worked example gives: what it does not say it has not."""
    rule = fact.name.removesuffix(ENTERED)
    listed = fact.attributes.get("because")
    because = frozenset(str(one) for one in listed) if isinstance(listed, list) else frozenset({str(fact.source)})
    cause = Cause("card.given", {"day": fact.time.date()}, fact.source)
    also = fact.attributes.get("also") is True
    return Charge("", rule, "", rule, fact.time, str(fact.source), fact.get("line"), amount, because, also, cause)


def _once(found: Iterable[Charge]) -> Iterator[Charge]:
    taken: dict[str, str] = {}
    for charge in found:
        first = next((taken[cause] for cause in sorted(charge.because) if cause in taken), "")
        if charge.also:
            yield charge
        elif first:
            yield replace(charge, instead=first)
        else:
            taken |= dict.fromkeys(charge.because, charge.title)
            yield charge
