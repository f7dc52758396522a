"""Rules that lack what they read: a kind kept in another record root, or that an audience may not see (A6.1).

Such a rule tells nothing, never a wrong figure; neither does what reads its outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from taizhang.ledger.order import EVERY, in_order, needed
from taizhang.records.schema_set import SchemaSet
from taizhang.rulebook import Rule, Rulebook
from taizhang.rules import KINDS
from taizhang.rules.conditions import REFERRED

SCORECARD = "scorecard"
STATING = frozenset({"recurring", "response", "require", "reconcile"})
"""Kinds of rules that tell that something is so; the others give values."""


def lacking(
    rulebooks: Iterable[Rulebook],
    schemas: SchemaSet,
    absent: frozenset[str],
    unread: frozenset[tuple[str, str]] = frozenset(),
) -> Mapping[str, frozenset[str]]:
    """The kinds that rules lack, by the rules' ids; a rule that lacks none is not in it.

    ``absent`` are the kinds nothing is known of, ``unread`` attributes of facts, by the fact's name: a rule that gives
    values lacks the kinds that state one it names. What reads outcomes of such a rule by name lacks the same. Cards do
    not: a line whose measure is not there is missing (G12).
    """
    if not absent and not unread:
        return {}
    steps, _ = in_order(rulebooks)
    rules = [rule for _, rule in steps]
    stated = _stated(schemas)
    needs = needed(rules)
    found: dict[str, frozenset[str]] = {}
    for rule in rules:
        names = KINDS[rule.kind].reads(rule)
        read = {kind for name in names for kind in stated.get(name, ())} | set(_registers(rule))
        own = read & absent
        if rule.kind not in STATING | {SCORECARD}:
            words = {part for text in _texts(rule.parameters) for part in text.split(".")}
            own |= {kind for name, word in unread if name in names and word in words for kind in stated.get(name, ())}
        if rule.kind != SCORECARD and not _reads_all(names, rule):
            own = own.union(*(found.get(name, frozenset()) for name in needs[rule.id]))
        if own:
            found[rule.id] = frozenset(own)
    return found


def charged_by(rules: Iterable[Rule]) -> frozenset[str]:
    """The lines of cards on which rules charge, in any of their versions."""
    return frozenset(line for rule in rules for one in rule.versions() for line in _named("line", one.parameters))


def _reads_all(names: frozenset[str], rule: Rule) -> bool:
    """Whether a rule answers whatever any rule raises: of those that tell nothing there is nothing to answer."""
    return rule.kind in STATING and any(name.split(".", 1)[0] == EVERY for name in names)


def _stated(schemas: SchemaSet) -> Mapping[str, set[str]]:
    """The kinds whose records state a fact, by its name."""
    found: dict[str, set[str]] = {}
    for kind in schemas.kinds.values():
        for entry in kind.facts:
            found.setdefault(str(entry["fact"]), set()).add(kind.name)
    return found


def _registers(rule: Rule) -> Iterator[str]:
    """The kinds whose registers a rule asks, by ``register`` or through a reference such as ``customer.grade``."""
    for version in rule.versions():
        yield from _named("register", version.parameters)
        for text in _texts(version.parameters):
            head, dot, _ = text.removeprefix("of.").partition(".")
            if dot and head in REFERRED:
                yield REFERRED[head]


def _named(name: str, value: object) -> Iterator[str]:
    """What stands under a name anywhere below a value."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key == name and isinstance(part, str):
                yield part
            yield from _named(name, part)
    elif isinstance(value, list):
        for part in value:
            yield from _named(name, part)


def _texts(value: object) -> Iterator[str]:
    """Every text and key below a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield str(key)
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
