"""Worked examples of a rule as tables: what is given, what is expected, every column by its Chinese name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.explain import state_called
from taizhang.explain.catalogue import WORDS
from taizhang.explain.fields import OWN
from taizhang.explain.sentences import STATES
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
STATED = {
    **STATES,
    "raised": "发现问题",
    "entered": "记分",
    "measured": "指标值",
    "awarded": "得到",
    "decided": "裁定",
    "scored": "得分",
}
"""What a rule's outcomes state, after the rule's title: ``weekly-report.missed``, ``business-test.measured``."""
GRADES = frozenset({"级别", "职级", "原级别", "建议", "定为"})
"""Titles of fields that hold a grade by its id."""
RESULT, STEP, BACK, RULE = "结果", "步骤", "退回", "规则"
CALLED = {"reason": "refused"}
"""Attributes of outcomes whose words the catalogue has by another name."""
GIVES, STEP_OF, STAGE = "gives", "step", "stage"


def outcome_node(name: str) -> Schema:
    """What the catalogue says of an attribute of outcomes: its title, and the words for what it may hold."""
    title = OWN.get(name) or WORDS.get(f"attribute.{name}")
    if title is None:
        return {}
    start = f"{CALLED.get(name, name)}."
    held = {key.removeprefix(start): text for key, text in WORDS.items() if key.startswith(start)}
    return {"title": title, "enum": list(held), "enumDescriptions": list(held.values())}


def titled(value: Any) -> Mapping[str, str]:  # noqa: ANN401 - any YAML
    """Ids of stages, of what signs them and of steps, with the titles beside them; where two are alike, the outer."""
    found: dict[str, str] = {}
    for one in _mappings(value):
        signed = one.get("signed")
        ids = [one.get("id"), signed.get(STEP_OF) if isinstance(signed, Mapping) else None]
        if "title" in one:
            found = {**{str(name): str(one["title"]) for name in ids if name is not None}, **found}
    return found


def graded(parameters: Mapping[str, Any]) -> Mapping[str, str]:
    """Grades by the titles that a rule gives them."""
    rows = [*parameters.get("levels", ()), *parameters.get("ladder", ())]
    return {str(row.get("is") or row.get("grade")): str(row["title"]) for row in rows}


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - any YAML
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from _mappings(one)


class FactNames:
    """Facts and their keys by their kinds' titles; outcomes by ``rules``, lines of cards and grades by theirs."""

    def __init__(
        self,
        schemas: SchemaSet,
        rules: Mapping[str, str] = NO_WORDS,
        lines: Mapping[str, str] = NO_WORDS,
        grades: Mapping[str, str] = NO_WORDS,
    ) -> None:
        self._stated: dict[str, tuple[Kind, Mapping[str, Any]]] = {}
        self._nodes: dict[tuple[str, str], Schema] = {}
        self._attributes: dict[tuple[str, str], Schema] = {}
        self.rules = rules
        self.lines = lines
        self.grades = grades
        for kind in schemas.kinds.values():
            for entry in kind.facts:
                self._stated.setdefault(entry["fact"], (kind, entry))
        self._names = {name: f"{kind.title}({name})" for name, (kind, _) in self._stated.items()}
        self._names |= {
            f"{rule}.{event}": f"{title}:{word}" for rule, title in rules.items() for event, word in STATED.items()
        }
        self._names |= {name.removeprefix("fact."): word for name, word in WORDS.items() if name.startswith("fact.")}

    def fact(self, name: str) -> str:
        """A fact's name: the catalogue's word, else its kind's title with its own id."""
        return self._names.get(name, name)

    def outcome(self, identity: str, cast: Mapping[str, str] = NO_WORDS) -> str:
        """An outcome by the title of its rule, what else its id is made of by ``cast``; else the id itself."""
        rule, slash, rest = identity.partition("/")
        if not slash or rule not in self.rules:
            return identity
        return "/".join([self.rules[rule], *(cast.get(step, step) for step in rest.split("/"))])

    def known(self, name: str) -> bool:
        """Whether some kind of record states a fact of this name."""
        return name in self._stated

    def kind(self, fact: str) -> str:
        """The title of the kind of record that states a fact; the fact's name where no schema states it."""
        return self._stated[fact][0].title if fact in self._stated else self.fact(fact)

    def key(self, fact: str, name: str) -> str:
        """A key's or attribute's title in the record that states the fact; the key itself where no schema has one."""
        return str(self.node(fact, name).get("title") or outcome_node(name).get("title", name))

    def node(self, fact: str, name: str) -> Schema:
        """What the schema says of a key of a fact, else of its attribute; empty where no schema states it."""
        if fact not in self._stated:
            return self._unstated(fact, name)
        own = self._stated[fact][1].get(name)
        return self._node(fact, str(own)) if own else self.attribute(fact, name)

    def schema(self, fact: str) -> Schema:
        """The schema of the kind of record that states a fact; empty where none does."""
        return self._stated[fact][0].schema if fact in self._stated else {}

    def attribute(self, fact: str, name: str) -> Schema:
        """What the schema says of an attribute, also of one that is called as a key is: the ``at`` a fact carries."""
        found = self._attributes.get((fact, name))
        if found is None:
            node = self._node(fact, _carried(self._stated[fact][1], name)) if fact in self._stated else {}
            found = self._attributes[fact, name] = node
        return found

    def _unstated(self, fact: str, name: str) -> Schema:
        """Of what history or a rule states: as other facts of that kind have it, else as the catalogue says."""
        head, _, event = fact.partition(".")
        if f"fact.{fact}" not in WORDS and not (head in self.rules and event in STATED):
            return {}
        alike = (self.node(one, name) for one in self._stated if one.partition(".")[0] == head)
        return next((node for node in alike if "title" in node), outcome_node(name))

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

    ids = titled(dict(rule.parameters))

    def say(text: str, node: Schema) -> str:
        title = str(node.get("title"))
        if (told := of_catalogue(text, title, names.grades, ids)) is not None:
            return told
        lines = names.lines if LINE in title else names.rules if title == RULE else NO_WORDS
        return cast.get(text) or lines.get(text) or names.outcome(names.fact(text), cast)

    given = [_given(fact, schema, names, say) for fact in example.get("given", ())]
    node = node_at(schema, "examples", "*", "expect", "*")
    expected = []
    for item in example.get("expect", ()):
        told = _others(item, rule.id)
        if isinstance(gives := told.get(GIVES), Mapping):
            told[GIVES] = {_title(name): _gave(name, value, ids, say) for name, value in gives.items()}
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


def of_catalogue(text: str, title: str, grades: Mapping[str, str], ids: Mapping[str, str]) -> str | None:
    """What a field of this title holds, where that is the id of a grade, of a result or of a step that is signed."""
    if title in GRADES:
        return grades.get(text)
    if title in {STEP, BACK}:
        return ids.get(text) or WORDS.get(f"step.{text}")
    return WORDS.get(f"result.{text}") if title == RESULT else None


def _title(name: str) -> str:
    return str(outcome_node(name).get("title", name))


def _gave(name: str, value: object, ids: Mapping[str, str], say: Say) -> object:
    """What a decision gives: a step or stage by its title, a word of the catalogue, people by name."""
    if not isinstance(value, str):
        return value
    if name in {STEP_OF, STAGE} and value in ids:
        return ids[value]
    return word(value, outcome_node(name), say)


def grid(rows: Iterable[Mapping[str, str]]) -> Grid:
    """The rows under one head: every column that any of them has, in the order in which they come up."""
    found = list(rows)
    head = tuple(dict.fromkeys(name for row in found for name in row))
    return Grid(head, tuple(tuple(row.get(name, "") for name in head) for row in found))


def _given(fact: Mapping[str, Any], schema: Schema, names: FactNames, say: Say) -> dict[str, str]:
    """What an example gives: keys as every given fact has them, attributes as the fact's own schema calls them."""
    node = node_at(schema, "examples", "*", "given", "*")
    name = str(fact.get("fact", ""))
    frame = {key for key in fact if key in node.get("properties", {})}
    cells: dict[str, str] = {}
    for key in fact:
        own = names.node(name, key)
        within, whole = (node, schema) if key in frame else ({"properties": {key: own}}, names.schema(name))
        (one,) = labelled({key: fact[key]}, within, whole, say)
        cells[one.label if one.label != key else names.key(name, key)] = _held(fact[key], own, one.line)
    return cells


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
