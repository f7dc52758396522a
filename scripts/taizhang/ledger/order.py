"""The order of rules: by what they read, ties in rulebook order; a circle is found and named (design §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import KINDS
from taizhang.rules.as_facts import EVENTS

EVERY = "*"

GIVING: Mapping[str, frozenset[str]] = {
    "entered": frozenset({"recurring", "response", "require", "reconcile", "adjust"}),
}
"""Which kinds of rules can give an event: who reads it of every rule waits for these alone. Others may come of any."""

Step = tuple[Rulebook, Rule]


def in_order(rulebooks: Iterable[Rulebook]) -> tuple[tuple[Step, ...], tuple[Rule, ...]]:
    """The steps in the order to run them, and the rules of a circle; those, and what reads them, are left out."""
    steps = [(book, rule) for book in rulebooks for rule in book.rules if rule.kind in KINDS]
    needs = needed([rule for _, rule in steps])
    done: set[str] = set()
    ordered: list[Step] = []
    while True:
        ready = next((step for step in steps if step[1].id not in done and needs[step[1].id] <= done), None)
        if ready is None:
            break
        done.add(ready[1].id)
        ordered.append(ready)
    return tuple(ordered), _circle([rule for _, rule in steps], needs)


def needed(rules: Sequence[Rule]) -> Mapping[str, set[str]]:
    """For each rule's id the ids of the rules whose outcomes it reads; ``*.raised`` reads those of all others.

    ``*.entered`` reads those of all rules that can enter anything: two cards do not wait for each other.
    """
    ids = {rule.id for rule in rules}
    found: dict[str, set[str]] = {}
    for rule in rules:
        named = [name.rsplit(".", 1) for name in KINDS[rule.kind].reads(rule)]
        read = {head for head, event in named if event in EVENTS} & ids
        for event in (event for head, event in named if head == EVERY):
            read |= {one.id for one in rules if one.kind in GIVING.get(event, {one.kind})}
        found[rule.id] = read - {rule.id} if (EVERY in {head for head, _ in named}) else read
    return found


def _circle(rules: Sequence[Rule], needs: Mapping[str, set[str]]) -> tuple[Rule, ...]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        by_id = {rule.id: rule for rule in rules}
        return tuple(by_id[name] for name in error.args[1])
    return ()
