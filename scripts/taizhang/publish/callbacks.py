"""Callbacks as pages show them: what is still to be called, and chains of dissatisfaction link by link (B9.1, B9.2).

The links of a chain are read from the rulebook: the rule that a dissatisfied call opens, then the one that opens on
what met it, until a call is what meets it. A chain is closed when the customer's last call found him satisfied, and by
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from taizhang.facts.fact import Fact
from taizhang.publish.rosters import RESPONSE
from taizhang.publish.view import View
from taizhang.rulebook import Rule
from taizhang.rules.outcome import Finding, Obligation, State

DONE, MADE = "service-order.done", "callback.made"
DISSATISFIED, SATISFIED = "callback.dissatisfied", "callback.satisfied"
OPEN = (State.OVERDUE, State.PENDING, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a round: its rule, and the duty; None while the link before it is not done."""

    rule: Rule
    duty: Obligation | None

    @property
    def open(self) -> bool:
        """Whether it is owed and not done."""
        return self.duty is not None and self.duty.done_at is None


@dataclass(frozen=True, slots=True)
class Turn:
    """One call and what followed it; a satisfied one has no links. ``beside`` are its other duties."""

    call: Fact
    links: tuple[Link, ...]
    beside: tuple[Obligation, ...]

    @property
    def satisfied(self) -> bool:
        """Whether the customer was."""
        return self.call.get("result") == "satisfied"


@dataclass(frozen=True, slots=True)
class Order:
    """A service order, the duty to call, the calls made, oldest first, and what is wrong with them."""

    fact: Fact
    duty: Obligation | None
    turns: tuple[Turn, ...]
    findings: tuple[Finding, ...]

    @property
    def case(self) -> str:
        """Its number."""
        return self.fact.case

    @property
    def address(self) -> str:
        """Where its page is."""
        return f"callbacks/{self.fact.unit}.{self.case}/"

    @property
    def chained(self) -> bool:
        """Whether the customer was dissatisfied at any time."""
        return any(not turn.satisfied for turn in self.turns)

    @property
    def closed(self) -> bool:
        """Whether the last call found the customer satisfied."""
        return bool(self.turns) and self.turns[-1].satisfied

    @property
    def link(self) -> Link | None:
        """The link that is owed now: of those not done the first one due."""
        found = [one for turn in self.turns for one in turn.links if one.open]
        return min(found, key=_due, default=None)


def _due(link: Link) -> tuple[datetime, str]:
    due = None if link.duty is None else link.duty.due
    return (due or datetime.max, link.rule.id)


def chain_of(rules: Iterable[Rule], fact: str = DISSATISFIED, until: str = MADE) -> tuple[Rule, ...]:
    """The rules of one round, each opened by what met the one before it, until ``until`` meets one."""
    known = [rule for rule in rules if rule.kind == RESPONSE]
    found: list[Rule] = []
    while fact != until:
        rule = next((one for one in known if one.parameters["on"]["fact"] == fact and one not in found), None)
        if rule is None:
            break
        found.append(rule)
        fact = str(rule.parameters["met_by"].get("fact", until))
    return tuple(found)


def orders(view: View) -> tuple[Order, ...]:
    """Every service order, the latest first."""
    chain = chain_of(view.rules)
    first = {rule.id for rule in view.rules if rule.kind == RESPONSE and rule.parameters["on"]["fact"] == DONE}
    duties: dict[str, list[Obligation]] = {}
    for duty in view.obligations:
        for name in duty.because:
            duties.setdefault(name, []).append(duty)
    findings: dict[str, list[Finding]] = {}
    for one in view.ledger.findings:
        for path in {name.partition("#")[0] for name in one.because}:
            findings.setdefault(path, []).append(one)
    found = []
    for fact in view.facts.named(DONE):
        calls = [one for one in view.facts.of_unit(MADE, fact.unit) if one.case == fact.case]
        turns = tuple(_turn(call, chain, duties) for call in sorted(calls, key=lambda one: one.order))
        own = (duty for duty in duties.get(_named(fact), ()) if duty.rule in first)
        paths = {call.source.path for call in calls}
        wrong = tuple(one for path in sorted(paths) for one in findings.get(path, ()))
        found.append(Order(fact, next(own, None), turns, wrong))
    return tuple(sorted(found, key=lambda one: one.fact.order, reverse=True))


def _named(fact: Fact) -> str:
    return f"{fact.source.path}#{'/'.join(str(step) for step in fact.source.pointer)}"


def _turn(call: Fact, chain: tuple[Rule, ...], duties: dict[str, list[Obligation]]) -> Turn:
    """A call with the duties that came of its item of the record."""
    item = "/".join(str(step) for step in call.source.pointer[:2])
    start = f"{call.source.path}#{item}"
    own = list(_of_item(start, duties))
    links = [Link(rule, next((one for one in own if one.rule == rule.id), None)) for rule in chain]
    ids = {rule.id for rule in chain}
    beside = tuple(one for one in own if one.rule not in ids)
    return Turn(call, () if call.get("result") == "satisfied" else tuple(links), beside)


def _of_item(start: str, duties: dict[str, list[Obligation]]) -> Iterator[Obligation]:
    for name, found in duties.items():
        if name == start or name.startswith(f"{start}/"):
            yield from found


def waiting(found: Iterable[Order]) -> tuple[Order, ...]:
    """The orders of which nobody has called yet, the most pressing first."""
    left = [one for one in found if one.duty is not None and one.duty.done_at is None]
    return tuple(sorted(left, key=lambda one: (one.duty.due if one.duty and one.duty.due else datetime.max, one.case)))
