"""Parameters of rules in Chinese: the fields that conditions, keys and pairings name, by the titles of their schemas.

A field is named after a fact (``result`` of ``inspection.item``) or after a register (``grade`` of ``customer``), so
its title and the words for what it may hold stand in the schema of the kind that states the one or is the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.explain.catalogue import WORDS
from taizhang.explain.fields import OF, OWN
from taizhang.publish.examples import GRADES, FactNames, of_catalogue, outcome_node, titled
from taizhang.publish.labels import Say, Schema, node_at, word
from taizhang.records.schema_set import Kind, fields
from taizhang.rulebook import Rule
from taizhang.rules.conditions import CALLED, REFERRED
from taizhang.rules.pairing import names

CONDITIONS = frozenset({"where", "must", "when", "owed_when", "chosen", "visit"})
"""Parameters whose left sides are fields, and whose right sides are what these hold."""
PATHS = frozenset({"field", "period", "to"})
"""Parameters beside the name of a fact that name fields of it."""
PLAIN = {
    "person": "人员",
    "unit": "单位",
    "customer": "客户",
    "contact": "联系人",
    "case": "编号",
    "period": "期间",
    "due": "截止",
    "amount": "分值",
    "number": "第几项",
    "item": "第几项",
    "additive": "可相加",
    "rule": "规则",
    "outcome": "哪一项",
    "severity": "严重程度",
    "fact": "事情发生时",
    "nobody": "不算在谁名下",
    "period-start": "本期开始那天",
    **OWN,
}
"""What is called so by rules but by no schema: a fact's own time, what outcomes state."""
OURS = "本方"
ONE_OF = "one_of"
VISIT, VISITED = "visit", "来访"
UNITS, OWN_UNIT = frozenset({"单位", "在哪个单位任职"}), "本单位"
FIELDS = frozenset({"起点", "哪一天", "算谁的", "谁占", "栏目", "谁组织", "谁出的车", "出车人员"})
PAPERS = frozenset({"凭什么", "略号须有", "须有", "还须有", "除非经办人有", "同天时看", "凭证"})
"""Titles of parameters that hold a kind of evidence by its id."""
SOURCE, SOURCES, SHOWN = "source", "sources", "shown"
"""A field, and parameters that list what it may hold and kinds of evidence."""
CARD = frozenset({"考核行", "指标", "取代", "所依应办"})
"""Titles of parameters that hold a unit, a field and a rule or line by its id, where the schema says no more."""


@dataclass(frozen=True, slots=True)
class Context:
    """What names of fields are to be looked up in: facts, or a register; ``ours`` is what they are held against."""

    facts: tuple[str, ...] = ()
    register: str = ""
    ours: Context | None = None


class RuleWords:
    """Says parameters of rules; ``kinds`` describe the registers, ``say`` names what a value refers to."""

    def __init__(self, facts: FactNames, kinds: Mapping[str, Kind], rules: Iterable[Rule], say: Say) -> None:
        self._facts = facts
        self._kinds = kinds
        self._say = say
        self._called = dict(card_words(rules))

    def in_words(self, rule: Rule, values: Mapping[str, object]) -> dict[str, Any]:
        """Some of a rule's parameters, the names of fields and what they hold in Chinese."""
        told: dict[str, Any] = self._told(values, _context(rule))
        return told

    def say(self, rule: Rule) -> Say:
        """Says the values that are left: fields where the schema asks for one, units, rules and lines by title."""
        parameters = dict(rule.parameters)
        spoken = dict.fromkeys([*names(parameters), *(one for one in _texts(parameters) if self._facts.known(one))])
        every = Context(tuple(spoken), _context(rule).register)
        ids = titled(parameters)

        def said(text: str, node: Schema) -> str:
            title = str(node.get("title", ""))
            if "字段" in str(node.get("patternErrorMessage", "")) or title in FIELDS:
                return self.title(text, every)
            if (told := of_catalogue(text, title, self._facts.grades, ids)) is not None:
                return told
            if title in PAPERS and f"paper.{text}" in WORDS:
                return WORDS[f"paper.{text}"]
            if title in UNITS:
                return OWN_UNIT if text == "own" else self._say(text, {"x-ref": "unit"})
            return (self._card(text) if title in CARD else None) or self._say(text, node)

        return said

    def _card(self, text: str) -> str | None:
        return self._called.get(text) or WORDS.get(f"line.{text}")

    def title(self, path: str, context: Context) -> str:
        """What the field at a path is called; what nobody has a title for is as it is written."""
        head, _, rest = path.partition(".")
        if head == "of" and rest:
            return f"{OURS}{OF}{self.title(rest, context.ours or context)}"
        if rest and head == VISIT:
            return f"{VISITED}{OF}{self.title(rest, context)}"
        if rest and (kind := self._kind_of(head, context)):
            whose = PLAIN[head] if head in PLAIN else self.title(head, context)
            return f"{whose}{OF}{self._of_register(kind, rest).get('title', rest)}"
        found = self._node(path, context).get("title") or PLAIN.get(path)
        return str(found or outcome_node(path).get("title", path))

    def _node(self, path: str, context: Context) -> Schema:
        """What the schema says of the field: of the first fact that has it, else of the register."""
        head, _, rest = path.partition(".")
        if head == "of" and rest:
            return self._node(rest, context.ours or context)
        if rest and head == VISIT:
            return self._node(rest, context)
        if rest and (kind := self._kind_of(head, context)):
            return self._of_register(kind, rest)
        for fact in context.facts:
            if "title" in (node := self._facts.node(fact, path)):
                return node
        return self._of_register(context.register, path) if context.register else {}

    def _kind_of(self, head: str, context: Context) -> str:
        """The register that a field refers to: by its name, else as its schema says."""
        if head in REFERRED:
            return REFERRED[head]
        named = self._node(head, context).get("x-ref")
        kind = named.get("kind") if isinstance(named, Mapping) else named
        return kind if isinstance(kind, str) and kind in self._kinds else ""

    def _of_register(self, kind: str, name: str) -> Schema:
        """A field of a register, or of one of its dated lists; the outermost of that name."""
        wanted = CALLED.get((kind, name), name)
        if kind not in self._kinds:
            return {}
        schema = self._kinds[kind].schema
        found = (pattern for pattern, _ in fields(schema) if [step for step in pattern if step != "*"][-1:] == [wanted])
        pattern = min(found, key=len, default=())
        return node_at(schema, *pattern) if pattern else {}

    def _told(self, value: Any, context: Context) -> Any:  # noqa: ANN401 - any YAML
        if isinstance(value, list):
            return [self._told(one, context) for one in value]
        if not isinstance(value, Mapping):
            return value
        inner = _inner(value, context)
        value = self._without_ids(value)
        if isinstance(value.get("as"), Mapping) and "field" in value:
            node = self._node(str(value["field"]), inner)
            rest = {name: self._part(name, one, inner) for name, one in value.items() if name != "field"}
            told = {self._held(name, node): one for name, one in rest["as"].items()}
            return {"field": self.title(str(value["field"]), inner), **rest, "as": told}
        if isinstance(value.get("by_level"), list) and "field" in value:
            node = self._node(str(value["field"]), inner)
            levels = [
                {name: self._held(one, node) if name == ONE_OF else one for name, one in row.items()}
                for row in value["by_level"]
            ]
            return {**self._parts(value, inner), "by_level": levels}
        if isinstance(value.get("table"), list) and "by" in value:
            node = self._node(str(value["by"]), inner)
            return {**value, "table": [{**row, "is": self._held(row["is"], node)} for row in value["table"]]}
        return self._parts(value, inner)

    def _parts(self, value: Mapping[str, Any], inner: Context) -> dict[str, Any]:
        return {name: self._part(name, one, inner) for name, one in value.items()}

    def _part(self, name: str, value: Any, context: Context) -> Any:  # noqa: ANN401 - any YAML
        if not isinstance(value, Mapping):
            if isinstance(value, list):
                return self._list(name, value, context)
            if name in PATHS and context.facts and isinstance(value, str):
                return self.title(value, context)
            return self._told(value, context)
        if name in CONDITIONS:
            return {self.title(path, context): self._condition(path, one, context) for path, one in value.items()}
        if name == "by" and "fact" not in value:
            ours = context.ours or context
            return {self.title(theirs, context): self.title(str(own), ours) for theirs, own in value.items()}
        if name == "fields":
            return {self.title(path, context): one for path, one in value.items()}
        return self._told(value, context)

    def _list(self, name: str, value: list[Any], context: Context) -> list[Any]:
        """Fields by their titles; sources of customers and kinds of evidence in words."""
        if name == "by":
            return [self.title(str(one), context) for one in value]
        if name == SHOWN:
            return [WORDS.get(f"paper.{one}", one) for one in value]
        if name == SOURCES and all(isinstance(one, str) for one in value):
            found = (self._facts.node(fact, SOURCE) for fact in context.facts)
            node = next((one for one in found if "enum" in one), {})
            return [self._held(one, node) for one in value]
        return [self._told(one, context) for one in value]

    def _condition(self, path: str, wanted: Any, context: Context) -> Any:  # noqa: ANN401 - any YAML
        """The right side: what the field holds in words, or another field by its title."""
        node = self._node(path, context)
        if not isinstance(wanted, Mapping):
            return self._held(wanted, node)
        return {name: self._operand(name, one, node, context) for name, one in wanted.items()}

    def _operand(self, name: str, wanted: Any, node: Schema, context: Context) -> Any:  # noqa: ANN401 - any YAML
        if isinstance(wanted, Mapping) and set(wanted) == {"field"}:
            return {"field": self.title(str(wanted["field"]), context)}
        return wanted if name == "present" else self._held(wanted, node)

    def _held(self, value: Any, node: Schema) -> Any:  # noqa: ANN401 - any YAML
        if isinstance(value, list):
            return [self._held(one, node) for one in value]
        if isinstance(value, str) and node.get("title") in GRADES and value in self._facts.grades:
            return self._facts.grades[value]
        return word(value, node, self._say) if isinstance(value, str) else value

    def _without_ids(self, value: Mapping[str, Any]) -> Mapping[str, Any]:
        """A grade goes by its title alone where the title stands beside its id."""
        if value.get("title") is None:
            return value
        title = str(value["title"])
        return {
            name: one
            for name, one in value.items()
            if name not in {"is", "grade"} or self._facts.grades.get(str(one)) != title
        }


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any YAML
    """Every text below some parameters."""
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, str):
        yield value


def card_words(rules: Iterable[Rule]) -> Mapping[str, str]:
    """Rules by their titles, and the lines of cards by theirs; where both have one id, the line."""
    found: dict[str, str] = {}
    for rule in rules:
        found.setdefault(rule.id, rule.title)
    for rule in rules:
        for section in rule.parameters.get("sections", ()):
            found |= {str(line["id"]): str(line["title"]) for line in section["lines"]}
        if bounds := rule.parameters.get("adjustments"):
            found[str(bounds["id"])] = str(bounds["title"])
    return found


def _context(rule: Rule) -> Context:
    """What a rule as a whole speaks of: the facts it is about, or the register it goes through."""
    parameters = rule.parameters
    about = parameters.get("of") or parameters.get("on") or {}
    beside = [parameters.get("visits") or {}, *parameters.get("evidence", ())]
    register = parameters.get("per", {}).get("register", "")
    spoken = (fact for one in (about, *beside) for fact in names({"fact": one.get("fact")}))
    return Context(tuple(spoken), str(register))


def _inner(value: Mapping[str, Any], context: Context) -> Context:
    """The context of what stands beside the name of a fact or a register."""
    if facts := tuple(names({"fact": value.get("fact")})):
        return Context(facts, "", context)
    if isinstance(register := value.get("register"), str):
        return Context((), register, context)
    return context
