"""Worked examples of a rule as tables: what is given, what is expected, every column by its Chinese name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.explain import state_called
from taizhang.explain.sentences import STATES, WORDS
from taizhang.publish.labels import Say, Schema, labelled, node_at, word
from taizhang.records.schema_set import Kind, SchemaSet
from taizhang.rulebook import Rule
from taizhang.rules.conditions import JOINED
from taizhang.rules.manner import manner_of


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the names of its columns, and rows of texts, "" where a row says nothing."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One worked example: what happened, what must come of it, and whether nothing else may."""

    title: str
    as_of: str
    given: Grid
    expected: Grid
    nothing_else: bool


NO_WORDS: Mapping[str, str] = {}
LINE, STATE = "考核行", "state"
STATED = {**STATES, "raised": "发现问题", "entered": "记分", "measured": "指标值"}
"""What a rule's outcomes state, after the rule's title: ``weekly-report.missed``, ``business-test.measured``."""


class FactNames:
    """Facts and their keys by their kinds' titles; outcomes by ``rules``, lines of cards by ``lines``."""

    def __init__(
        self, schemas: SchemaSet, rules: Mapping[str, str] = NO_WORDS, lines: Mapping[str, str] = NO_WORDS
    ) -> None:
        self._stated: dict[str, tuple[Kind, Mapping[str, Any]]] = {}
        self._nodes: dict[tuple[str, str], Schema] = {}
        self._rules = rules
        self.lines = lines
        for kind in schemas.kinds.values():
            for entry in kind.facts:
                self._stated.setdefault(entry["fact"], (kind, entry))

    def fact(self, name: str) -> str:
        """A fact's name: the catalogue's word, else its kind's title with its own id."""
        if (known := WORDS.get(f"fact.{name}")) is not None:
            return known
        rule, _, event = name.partition(".")
        if rule in self._rules and event in STATED:
            return f"{self._rules[rule]}:{STATED[event]}"
        return f"{self._stated[name][0].title}({name})" if name in self._stated else name

    def kind(self, fact: str) -> str:
        """The title of the kind of record that states a fact; the fact's name where no schema states it."""
        return self._stated[fact][0].title if fact in self._stated else self.fact(fact)

    def key(self, fact: str, name: str) -> str:
        """A key's or attribute's title in the record that states the fact; the key itself where no schema has one."""
        return str(self.node(fact, name).get("title", name))

    def node(self, fact: str, name: str) -> Schema:
        """What the schema says of a key of a fact, else of its attribute; empty where no schema states it."""
        own = self._stated[fact][1].get(name) if fact in self._stated else None
        return self._node(fact, str(own)) if own else self.attribute(fact, name)

    def attribute(self, fact: str, name: str) -> Schema:
        """What the schema says of an attribute, also of one that is called as a key is: the ``at`` a fact carries."""
        return self._node(fact, _carried(self._stated[fact][1], name)) if fact in self._stated else {}

    def _node(self, fact: str, path: str) -> Schema:
        if (fact, path) not in self._nodes:
            kind, entry = self._stated[fact]
            each = [*(step for step in str(entry.get("each") or "").split("/") if step), "*"] if "each" in entry else []
            steps = [] if path.startswith("/") else each
            if path.startswith("../"):
                steps = steps[: len(steps) - steps[:-1][::-1].index("*") - 1] if "*" in steps[:-1] else []
            steps = [*steps, *(step for step in path.split("/") if step not in {"", "..", "."})]
            self._nodes[fact, path] = node_at(kind.schema, *steps)
        return self._nodes[fact, path]


def _carried(entry: Mapping[str, Any], name: str) -> str:
    """The path of an attribute that a fact carries along."""
    return next((str(path) for path in entry.get("with", ()) if path.rsplit("/", 1)[-1] == name), name)


def shown(example: Mapping[str, Any], rule: Rule, schema: Schema, names: FactNames, cast: Mapping[str, str]) -> Shown:
    """An example of ``rule`` as people read it: ``schema`` describes it, ``cast`` names its people and units."""
    manner = manner_of(rule.parameters).value

    def say(text: str, node: Schema) -> str:
        lines = names.lines if LINE in str(node.get("title")) else NO_WORDS
        return cast.get(text) or lines.get(text) or names.fact(text)

    given = [_given(fact, schema, names, say) for fact in example.get("given", ())]
    node = node_at(schema, "examples", "*", "expect", "*")
    expected = []
    for item in example.get("expect", ()):
        told = _others(item, rule.id)
        cells = zip(told, labelled(told, node, schema, say), strict=True)
        expected.append(
            {one.label: state_called(str(told[STATE]), manner) if key == STATE else one.line for key, one in cells}
        )
    return Shown(
        title=str(example.get("title", "")),
        as_of=str(example.get("as_of", "")),
        given=grid(given),
        expected=grid(expected),
        nothing_else=bool(example.get("and_nothing_else")),
    )


def grid(rows: Iterable[Mapping[str, str]]) -> Grid:
    """The rows under one head: every column that any of them has, in the order in which they come up."""
    found = list(rows)
    head = tuple(dict.fromkeys(name for row in found for name in row))
    return Grid(head, tuple(tuple(row.get(name, "") for name in head) for row in found))


def _given(fact: Mapping[str, Any], schema: Schema, names: FactNames, say: Say) -> dict[str, str]:
    node = node_at(schema, "examples", "*", "given", "*")
    name = str(fact.get("fact", ""))
    cells = zip(fact, labelled(fact, node, schema, say), strict=True)
    return {
        one.label if one.label != key else names.key(name, key): _held(fact[key], names.node(name, key), one.line)
        for key, one in cells
    }


def _held(value: object, node: Schema, line: str) -> str:
    """What a given fact holds: a choice of its field by its description, else as the example's schema says it."""
    if isinstance(value, list):
        held = [_held(one, node.get("items", {}), str(one)) for one in value]
        return line if held == value else JOINED.join(held)
    choices = set(map(str, node.get("enum", ())))
    return word(value, node) if isinstance(value, str) and value in choices else line


def _others(expected: Mapping[str, Any], rule: str) -> dict[str, Any]:
    """What is expected but for the name of the rule itself: its page need not say it."""
    return {name: value for name, value in expected.items() if value != rule}
