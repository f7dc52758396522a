"""A reason in words: the record, the field by its titles, and what it said before and says after."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.explain.past import say as past
from taizhang.history.differences import Difference, Entry, Form
from taizhang.history.excerpt import cut
from taizhang.records.schema_set import Kind, SchemaSet, fields, resolved
from taizhang.review.changes import Became
from taizhang.review.reasons import Reason
from taizhang.review.sentences import say

Pattern = tuple[str, ...]
Schema = Mapping[str, Any]
Called = Callable[[str, str], str]
LONGEST = 100
"""Of a value so many characters are told."""
SENTENCES = {
    Form.SET: "impact.why-set",
    Form.GONE: "impact.why-unset",
    Form.CHANGED: "impact.why",
    Form.TEXT: "impact.why-text",
    Form.ADDED: "impact.why-added",
    Form.REMOVED: "impact.why-removed",
    Form.ORDER: "impact.why-order",
}
WHOLE = (Form.ADDED, Form.REMOVED)


@dataclass(frozen=True, slots=True)
class Why:
    """One reason told: the sentence, and for programmes its parts ("" where there is none)."""

    text: str
    path: str
    became: str
    field: str = ""
    was: str = ""
    now: str = ""


@dataclass(slots=True)
class Changed:
    """Tells reasons; ``called`` names a person, customer or unit by kind and id."""

    schemas: SchemaSet
    called: Called
    _known: dict[str, dict[Pattern, list[Schema]]] = field(default_factory=dict)

    def why(self, reason: Reason) -> Why:
        """A reason as a sentence."""
        one, path = reason.difference, reason.path
        kind = self.schemas.kinds[reason.kind]
        if one is None:
            sentence = f"impact.why-{reason.became.value}" if reason.became is not Became.CHANGED else "impact.why-any"
            return Why(say(sentence, path=path, kind=kind.title), path, reason.became.value)
        label = self._label(kind, one)
        nodes = self._nodes(kind, one.pattern)
        told = {"was": self._said(one.was, nodes, kind), "now": self._said(one.now, nodes, kind)}
        pieces = past("apart").join(
            past(
                "piece" if piece.was and piece.now else "piece-added" if piece.now else "piece-gone",
                **{name: _flat(text) for name, text in piece._asdict().items()},
            )
            for piece in one.pieces
        )
        text = say(SENTENCES[one.form], path=path, field=label, pieces=pieces, **told)
        plain = {"now": pieces} if one.pieces else told if one.form is not Form.ORDER else {}
        return Why(text, path, one.form.value, label, plain.get("was", ""), plain.get("now", ""))

    def _nodes(self, kind: Kind, pattern: Pattern) -> tuple[Schema, ...]:
        """What the kind's schema says of a place, of rules also what their own schemas say of a parameter."""
        if kind.name not in self._known:
            self._known[kind.name] = self._fields(kind)
        return tuple(self._known[kind.name].get(pattern, ()))

    def _fields(self, kind: Kind) -> dict[Pattern, list[Schema]]:
        found: dict[Pattern, list[Schema]] = {}
        for pattern, node in fields(kind.schema):
            found.setdefault(pattern, []).append(node)
        for variants in kind.variants:
            for schema in self.schemas.variants[variants.folder].values():
                for pattern, node in fields(schema):
                    found.setdefault((*variants.pattern, "*", *pattern), []).append(node)
        return found

    def _label(self, kind: Kind, one: Difference) -> str:
        """A place by titles, entries of lists by their keys or numbers."""
        parts: list[str] = []
        pattern: Pattern = ()
        for step in one.place:
            pattern = (*pattern, "*" if isinstance(step, Entry) else step)
            if not isinstance(step, Entry):
                parts.append(next((str(node["title"]) for node in self._nodes(kind, pattern) if "title" in node), step))
            elif step.key:
                words = (self._word(value, self._nodes(kind, (*pattern, name))) for name, value in step.key)
                parts[-1:] = [past("entry", title="".join(parts[-1:]), key=past("and").join(words))]
            elif one.form not in WHOLE or step is not one.place[-1]:
                parts[-1:] = [past("numbered", title="".join(parts[-1:]), number=step.number)]
        told = parts[0] if parts else ""
        for part in parts[1:]:
            told = past("label", above=told, title=part)
        return told

    def _said(self, value: object, nodes: tuple[Schema, ...], kind: Kind) -> str:
        return cut(_flat(self._told(value, nodes, kind.schema)), LONGEST) or past("nothing")

    def _told(self, value: object, nodes: tuple[Schema, ...], schema: Schema) -> str:
        """A value in one line: parts by their titles."""
        if isinstance(value, Mapping):
            parts = []
            for name, part in value.items():
                below = tuple(resolved(one["properties"][name], schema) for one in _with(nodes, "properties", name))
                title = next((str(one["title"]) for one in below if "title" in one), name)
                parts.append(f"{title} {self._told(part, below, schema)}")
            return past("apart").join(parts)
        if isinstance(value, list):
            below = tuple(resolved(node["items"], schema) for node in nodes if isinstance(node.get("items"), Mapping))
            return past("and").join(self._told(part, below, schema) for part in value)
        return self._word(value, nodes)

    def _word(self, value: object, nodes: tuple[Schema, ...]) -> str:
        """A plain value: a choice by its description, what it names by its name, yes and no by words."""
        if value is None:
            return past("nothing")
        if isinstance(value, bool):
            return say("impact.yes" if value else "impact.no")
        text = str(value)
        for node in nodes:
            choices = dict(zip(map(str, node.get("enum", ())), node.get("enumDescriptions", ()), strict=False))
            if text in choices:
                return str(choices[text])
            named = node.get("x-ref")
            kind = named.get("kind") if isinstance(named, Mapping) else named
            known = self.schemas.kinds.get(str(kind))
            if known is not None and known.id_field:
                return self.called(known.name, text)
        return text


def _with(nodes: tuple[Schema, ...], word: str, name: str) -> list[Schema]:
    return [node for node in nodes if name in node.get(word, {})]


def _flat(text: str) -> str:
    return " ".join(text.split())
