"""What is wrong with rulebooks beyond their schema: rules that wait for each other in a circle (design §6).

Also worked examples that give facts which nothing states, or attributes which a fact does not carry: such an example
would hold for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from taizhang.facts.fact import KEYS, Source
from taizhang.facts.landed import APPROVED, LANDED
from taizhang.facts.landed import CHANGED as CHANGED_AFTER
from taizhang.facts.voided import VOIDED
from taizhang.ledger.messages import SENTENCES
from taizhang.ledger.order import in_order
from taizhang.problem import Problem
from taizhang.records.book import Book
from taizhang.records.schema_set import SchemaSet
from taizhang.rulebook import Rule, Rulebook, rulebooks_of
from taizhang.rules.as_facts import EVENTS

COMPARED = "closing.compared"
"""What the closing room states of sealed months: the rules that read it run when the ledger is there."""

GIVEN = frozenset({"fact", "at", "from", "until"})
"""What says which fact it is and when it happened."""
CHANGED = frozenset({"before", "after"})
"""What the fact of a change carries besides."""


def rulebook_problems(book: Book) -> Iterator[Problem]:
    """A problem for a circle of rules, at the first of them, which names the whole way round; and those of examples."""
    rulebooks = rulebooks_of(book)
    _, circle = in_order(rulebooks)
    if circle:
        first = circle[0]
        way = " ← ".join(rule.id for rule in circle)
        yield SENTENCES.problem("rulebook.circle", book.place(first.source.path, first.source.pointer), way=way)
    yield from _given_problems(book, rulebooks)


def _given_problems(book: Book, rulebooks: tuple[Rulebook, ...]) -> Iterator[Problem]:
    stated = carried(book.schemas)
    rules = {rule.id: rule for rulebook in rulebooks for rule in rulebook.rules}
    for rule in rules.values():
        for index, example in enumerate(rule.examples):
            for number, given in enumerate(example.get("given", ())):
                pointer = (*rule.source.pointer, "examples", index, "given", number)
                yield from _odd(book, given, Source(rule.source.path, pointer), stated, rules)


def carried(schemas: SchemaSet) -> Mapping[str, frozenset[str]]:
    """The facts that records state, each with the keys and attributes that it can carry."""
    found: dict[str, frozenset[str]] = {}
    for kind in schemas.kinds.values():
        for entry in kind.facts:
            own = {str(path).rsplit("/", 1)[-1] for path in entry.get("with", ())}
            keys = KEYS & entry.keys()
            more = CHANGED if entry.get("change") else frozenset()
            found[entry["fact"]] = found.get(entry["fact"], frozenset()) | own | keys | more
    return found


def _odd(
    book: Book, given: Mapping[str, Any], where: Source, stated: Mapping[str, frozenset[str]], rules: Mapping[str, Rule]
) -> Iterator[Problem]:
    """What is odd about one given fact; the outcomes of rules carry what their kinds give, which is not looked at."""
    name = str(given.get("fact"))
    head, _, event = name.rpartition(".")
    if (head in rules and event in EVENTS) or name in {COMPARED, LANDED, CHANGED_AFTER, APPROVED, VOIDED}:
        return
    if name not in stated:
        yield SENTENCES.problem("example.no-such-fact", book.place(where.path, (*where.pointer, "fact")), fact=name)
        return
    for key in given:
        if key not in GIVEN and key not in stated[name]:
            values = {"fact": name, "name": key, "known": "、".join(sorted(stated[name]))}
            yield SENTENCES.problem(
                "example.no-such-attribute", book.place(where.path, (*where.pointer, key)), **values
            )
