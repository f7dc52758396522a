"""The order of rules: by what they read, ties in rulebook order; a circle is found and named (design §6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import KINDS
from taizhang.rules.as_facts import EVENTS

EVERY = "*"

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
    """For each rule's id the ids of the rules whose outcomes it reads; ``*.raised`` reads those of all others."""
    ids = {rule.id for rule in rules}
    found: dict[str, set[str]] = {}
    for rule in rules:
        named = (name.rsplit(".", 1) for name in KINDS[rule.kind].reads(rule))
        heads = {head for head, event in named if event in EVENTS}
        found[rule.id] = ids - {rule.id} if EVERY in heads else heads & ids
    return found


def _circle(rules: Sequence[Rule], needs: Mapping[str, set[str]]) -> tuple[Rule, ...]:
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        by_id = {rule.id: rule for rule in rules}
        return tuple(by_id[name] for name in error.args[1])
    return ()
