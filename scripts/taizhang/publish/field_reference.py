"""What a schema says of its fields, flat and in the order of writing: for people who fill in a record by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.publish.labels import Schema
from taizhang.records.schema_set import resolved

BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
PARTS = ("properties", "oneOf", "additionalProperties")
ALTERNATIVE, KEYED = "|", "*"


@dataclass(frozen=True, slots=True)
class Field:
    """One field as it is typed.

    ``name`` is ``|`` for one of several ways to write the field above it, ``*`` where the keys are data. Of a list
    (``many``) types, choices and patterns are those of its items; ``form`` names the shared definition it follows,
    ``below`` tells that this one has parts and is described by itself.
    """

    name: str
    depth: int
    title: str
    description: str
    types: tuple[str, ...]
    needed: bool
    many: bool
    choices: tuple[tuple[str, str], ...]
    pattern: str
    example: object
    refers: str
    form: str
    form_title: str
    below: bool
    sensitivity: str
    bounds: Mapping[str, int]
    fixed: object = None


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing a condition asks of a field: ``what`` is ``is``, ``written``, ``unwritten``, ``has`` or ``at-most``."""

    what: str
    name: str
    title: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """What must hold of the fields beside one another: where all of ``when`` holds, all of ``then``, else ``other``.

    ``within`` is the title of the list or group whose fields are meant, "" for the record's own.
    """

    within: str
    when: tuple[Clause, ...]
    then: tuple[Clause, ...]
    other: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The fields of a record, of a rule, or of a definition that these share."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    ties: tuple[Tie, ...]


@dataclass(slots=True)
class _Walk:
    """One way through a schema: fields and ties of one part, and the definitions met, by what met them."""

    schema: Schema
    met: dict[str, str] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)

    def part(self, name: str, node: Schema) -> Part:
        """Everything below ``node``."""
        self.fields, self.ties = [], []
        node = resolved(node, self.schema)
        self.below(node, 0, "")
        title = str(node.get("title", self.met.get(name, name)))
        return Part(name, title, str(node.get("description", "")), tuple(self.fields), tuple(self.ties))

    def below(self, node: Schema, depth: int, within: str) -> None:
        """The fields of an object, the ways to write what has several, the items of a list."""
        self.ties.extend(_ties(node, self.schema, within))
        for name, child in node.get("properties", {}).items():
            self.add(name, child, depth, needed=name in node.get("required", ()))
        for child in node.get("oneOf", ()):
            self.add(ALTERNATIVE, child, depth, needed=False)
        if isinstance(child := node.get("additionalProperties"), Mapping):
            self.add(KEYED, child, depth, needed=False)

    def add(self, name: str, raw: Schema, depth: int, *, needed: bool) -> None:
        """One field, and what is below it unless a definition tells that."""
        node = resolved(raw, self.schema)
        items = node.get("items")
        item = resolved(items, self.schema) if isinstance(items, Mapping) else {}
        form = str((raw if "$ref" in raw else items or {}).get("$ref", "")).rsplit("/", 1)[-1]
        plain = item or node
        compound = any(word in plain and plain[word] is not False for word in PARTS)
        if compound and form:
            self.met.setdefault(form, str(node.get("title", form)))
        self.fields.append(_field(name, node, item, depth, needed=needed, form=form, schema=self.schema))
        if compound and not form:
            self.below(plain, depth + 1, str(node.get("title", name)))


def described(name: str, schema: Schema) -> tuple[Part, ...]:
    """The fields of a kind of record or rule, then each definition with parts that they use, once."""
    walk = _Walk(schema)
    parts = [walk.part(name, schema)]
    while pending := [one for one in walk.met if one not in {part.name for part in parts}]:
        parts.append(walk.part(pending[0], schema["$defs"][pending[0]]))
    return tuple(parts)


def example(schema: Schema) -> dict[str, Any]:
    """A record made of the examples of its fields."""
    made = _example(schema, schema)
    return made if isinstance(made, dict) else {}


def _field(name: str, node: Schema, item: Schema, depth: int, *, needed: bool, form: str, schema: Schema) -> Field:
    plain = item or node
    types = plain.get("type", ())
    return Field(
        name=name,
        depth=depth,
        title=str(node.get("title", "")),
        description=str(node.get("description", "")),
        types=(types,) if isinstance(types, str) else tuple(types),
        needed=needed,
        many=bool(item),
        choices=tuple(zip(map(str, plain.get("enum", ())), plain.get("enumDescriptions", ()), strict=False)),
        pattern=str(plain.get("patternErrorMessage", "")),
        example=next(iter(node.get("examples", ()) or plain.get("examples", ())), ""),
        refers=_refers(plain),
        form=form,
        form_title=str(schema["$defs"][form].get("title", "")) if form else "",
        below=bool(form) and any(word in plain and plain[word] is not False for word in PARTS),
        sensitivity=str(node.get("x-sensitivity", "")),
        bounds={word: int(given[word]) for given in (node, item) for word in BOUNDS if word in given},
        fixed=plain.get("const"),
    )


def _refers(node: Schema) -> str:
    reference = node.get("x-ref", "")
    return str(reference.get("kind", "")) if isinstance(reference, Mapping) else str(reference)


def _ties(node: Schema, schema: Schema, within: str) -> Iterator[Tie]:
    for one in (node, *node.get("allOf", ())):
        if "if" in one:
            told = (tuple(_clauses(one.get(word, {}), node, schema)) for word in ("if", "then", "else"))
            yield Tie(within, *told)


def _clauses(condition: Schema, node: Schema, schema: Schema) -> Iterator[Clause]:
    """What a condition asks of the fields that ``node`` declares."""
    told = condition.get("properties", {})
    for name in condition.get("required", ()):
        if name not in told:
            yield Clause("written", name, _title(node, schema, name))
    for name in condition.get("not", {}).get("required", ()):
        yield Clause("unwritten", name, _title(node, schema, name))
    for name, asked in told.items():
        declared = resolved(node.get("properties", {}).get(name, {}), schema)
        title = _title(node, schema, name)
        if "contains" in asked:
            item = resolved(declared.get("items", {}), schema)
            for inner in _clauses(asked["contains"], item, schema):
                yield Clause("has", name, title, (inner.title, *inner.values))
        elif "maximum" in asked:
            yield Clause("at-most", name, title, (str(asked["maximum"]),))
        else:
            values = asked.get("enum", [asked["const"]] if "const" in asked else [])
            choices = dict(zip(declared.get("enum", ()), declared.get("enumDescriptions", ()), strict=False))
            yield Clause("is", name, title, tuple(str(choices.get(value, _typed(value))) for value in values))


def _title(node: Schema, schema: Schema, name: str) -> str:
    return str(resolved(node.get("properties", {}).get(name, {}), schema).get("title", name))


def _typed(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _example(raw: Schema, schema: Schema, nth: int = 0) -> object:
    """What a field may hold; of a list that asks for several, each item made of the next examples of its fields."""
    node = resolved(raw, schema)
    if "const" in node:
        return node["const"]
    if node.get("examples"):
        return node["examples"][nth % len(node["examples"])]
    if "properties" in node:
        return {name: _example(child, schema, nth) for name, child in node["properties"].items()}
    if "oneOf" in node:
        return _example(node["oneOf"][0], schema, nth)
    if "items" in node:
        return [_example(node["items"], schema, number) for number in range(max(1, node.get("minItems", 1)))]
    return node.get("enum", [""])[0]
