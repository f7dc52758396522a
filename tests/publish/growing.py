"""Records with one field more: whatever a field needs around it is made from the schema's own examples."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from taizhang.records.schema_set import Schema, resolved

Pattern = tuple[str, ...]
BRANCHES = ("oneOf", "anyOf", "allOf")


def grown(value: Any, node: Schema, schema: Schema, pattern: Pattern) -> Iterator[Any]:  # noqa: ANN401
    """``value`` with the field below it, in each of the ways there are; some of them the schema may not take.

    A list holds the field in its first item, or in one more; what is one of several things is that one of them which
    has the field.
    """
    here = resolved(node, schema)
    if value is None:
        value = sample(here, schema)
    if not pattern:
        yield value
        return
    step, rest = pattern[0], pattern[1:]
    for holder in _holders(here, schema):
        if step == "*" and "items" in holder:
            yield from _lists(value or [], holder["items"], schema, rest)
        elif step in holder.get("properties", {}):
            for base in (value,) if holder is here else (value, sample(holder, schema)):
                for part in grown(base.get(step), holder["properties"][step], schema, rest):
                    yield _tied({**base, step: part}, here, schema)


def _lists(items: list[Any], node: Schema, schema: Schema, rest: Pattern) -> Iterator[list[Any]]:
    if items:
        yield from ([one, *items[1:]] for one in grown(items[0], node, schema, rest))
    yield from ([*items, one] for one in grown(None, node, schema, rest))


def _holders(here: Schema, schema: Schema) -> Iterator[Schema]:
    """A schema and all that it is one of or consists of."""
    yield here
    for word in BRANCHES:
        for branch in here.get(word, ()):
            yield from _holders(resolved(branch, schema), schema)


def _tied(value: dict[str, Any], node: Schema, schema: Schema) -> dict[str, Any]:
    """The object with the fields that those it has ask for: who refuses has checked again, on some day."""
    for tie in node.get("allOf", ()):
        asked, wanted = tie.get("if", {}), tie.get("then", {}).get("required", ())
        lacking = [name for name in wanted if name not in value]
        if lacking and asked.keys() == {"required"} and set(asked["required"]) <= value.keys():
            more = {name: sample(node["properties"][name], schema) for name in lacking}
            return _tied({**value, **more}, node, schema)
    return value


def sample(node: Schema, schema: Schema) -> Any:  # noqa: ANN401 - whatever a schema describes
    """The least that a schema takes, from its examples."""
    here = resolved(node, schema)
    for word in ("examples", "enum"):
        if word in here:
            return copy.deepcopy(here[word][0])
    if "const" in here:
        return here["const"]
    if "oneOf" in here:
        return sample(here["oneOf"][0], schema)
    if here.get("type") == "array":
        return [sample(here["items"], schema)]
    return {name: sample(here["properties"][name], schema) for name in here.get("required", ())}


def with_change(rule: Mapping[str, Any], pattern: Pattern, schema: Schema) -> Mapping[str, Any]:
    """The rule with a change of what the field belongs to, if the field is in a change: it repeats the rule."""
    if pattern[0] != "changes":
        return rule
    node = resolved(resolved(schema["properties"]["changes"], schema)["items"], schema)
    first, *others = rule.get("changes") or [sample(node, schema)]
    names = [name for name in (*pattern[2:3], *node["properties"]) if name in rule and name not in first]
    return {**rule, "changes": [{**first, **{name: copy.deepcopy(rule[name]) for name in names[:1]}}, *others]}
