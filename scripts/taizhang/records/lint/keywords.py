"""What must hold of our own keywords: every path leads to a field, every reference to a kind, every fact has a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from taizhang.problem import Problem
from taizhang.records.lint.fields import Writer
from taizhang.records.lint.nodes import types_of
from taizhang.records.paths import SELF, Pointer, parse_path, template_fields
from taizhang.records.schema_set import SUFFIX, Kind, fields

Pattern = tuple[str, ...]
TIMES = frozenset({"date", "moment", "week", "month", "quarter", "half-year", "year", "period"})
INSTANTS = frozenset({"date", "moment"})
FACT_PATHS = ("person", "customer", "contact", "unit", "case")


class Route(NamedTuple):
    """A path in a keyword: where it stands in the file, what it is written, and the field it is counted from."""

    pointer: Pointer
    written: str
    base: Pattern


class Kinds:
    """The declared fields of one kind, as paths find them."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.fields: dict[Pattern, Mapping[str, Any]] = {(): kind.schema}
        for pattern, node in fields(kind.schema):
            self.fields.setdefault(pattern, node)

    def target(self, written: str, base: Pattern) -> Pattern | None:
        """The declared field that ``written`` leads to from the field ``base``; None where it leads nowhere."""
        path = parse_path(written)
        if path == SELF:
            return base
        trail = [base[:length] for length in range(len(base) + 1) if self._object(base[:length])]
        index = 0 if path.up is None else len(trail) - 1 - path.up
        if index < 0:
            return None
        pattern = (*trail[index], *path.steps)
        return pattern if pattern in self.fields else None

    def _object(self, pattern: Pattern) -> bool:
        node = self.fields.get(pattern, {})
        return "object" in types_of(node) or "properties" in node

    def item(self, each: str | None) -> Pattern | None:
        """The elements of the list that ``each`` names; None where there is no such list."""
        if each is None:
            return ()
        pattern = (*parse_path("/" + each).steps, "*")
        return pattern if pattern in self.fields else None

    def periods(self, name: str) -> bool:
        """Whether ``name`` is a dated list at the top of the record."""
        return "x-periods" in self.fields.get((name,), {})


def keyword_problems(kind: Kind, kinds: Mapping[str, Kind], folder: FilePath, writer: Writer) -> Iterator[Problem]:
    """Everything wrong with the ``x-`` keywords of one kind."""
    own = Kinds(kind)
    yield from _named_fields(own, writer)
    yield from _uniqueness(own, writer)
    yield from _sums_and_orders(own, writer)
    yield from _facts(own, writer)
    yield from _stages(own, writer)
    others = {name: Kinds(other) for name, other in kinds.items()}
    for pattern, node in fields(kind.schema):
        where = _pointer(kind.schema, pattern)
        if "x-ref" in node:
            yield from _reference(own, pattern, where, node["x-ref"], others, writer)
        if "x-variants" in node:
            yield from _variants(own, pattern, where, node["x-variants"], folder, writer)


def shared_problems(kinds: Mapping[str, Kind], writers: Mapping[str, Writer]) -> Iterator[Problem]:
    """What kinds may not have in common: their folder, and the names of their facts."""
    folders: dict[str, str] = {}
    facts: dict[str, str] = {}
    for name, kind in sorted(kinds.items()):
        earlier = folders.setdefault(kind.folder, name)
        if earlier != name:
            yield writers[name].problem("lint.folder", ("x-path",), kind.folder, other=earlier)
        seen: dict[str, bool] = {}
        for index, entry in enumerate(kind.facts):
            fact = str(entry.get("fact"))
            there = facts.setdefault(fact, name)
            plain = "when" not in entry
            if there != name or (fact in seen and (plain or seen[fact])):
                yield writers[name].problem("lint.fact-twice", ("x-facts", index, "fact"), fact, other=there)
            seen[fact] = plain


def _pointer(schema: Mapping[str, Any], pattern: Pattern) -> Pointer:
    """Where in the file a field's schema stands, as far as it stands in this file."""
    pointer: list[str | int] = []
    node: Mapping[str, Any] = schema
    for step in pattern:
        words: tuple[str, ...] = ("items",) if step == "*" else ("properties", step)
        below: object = node
        for word in words:
            below = below.get(word) if isinstance(below, Mapping) else None
        if not isinstance(below, Mapping):
            break
        pointer.extend(words)
        node = below
    return tuple(pointer)


def _named_fields(own: Kinds, writer: Writer) -> Iterator[Problem]:
    """x-path, x-id and x-life name fields that are always there."""
    required = set(own.kind.schema.get("required", ()))
    for name in dict.fromkeys(template_fields(own.kind.template)):
        types = types_of(own.fields.get((name,), {}))
        if name not in required or not types or types - {"string", "integer"}:
            yield writer.problem("lint.path-field", ("x-path",), name)
    identity = own.kind.id_field
    if identity is not None and (identity not in required or types_of(own.fields.get((identity,), {})) != {"string"}):
        yield writer.problem("lint.id", ("x-id",), identity)
    if own.kind.life and not own.periods(own.kind.life):
        yield writer.problem("lint.life", ("x-life",), own.kind.life)


def _routes(own: Kinds, word: str, routes: list[Route], writer: Writer) -> Iterator[Problem]:
    for route in routes:
        if own.target(route.written, route.base) is None:
            yield writer.problem("lint.route", route.pointer, route.written, word=word)


def _timed(own: Kinds, word: str, route: Route, allowed: frozenset[str], writer: Writer) -> Iterator[Problem]:
    """The path leads to a field, and that field is a time."""
    target = own.target(route.written, route.base)
    if target is None:
        yield writer.problem("lint.route", route.pointer, route.written, word=word)
    elif own.fields[target].get("format") not in allowed:
        yield writer.problem("lint.no-time", route.pointer, route.written, word=word)


def _entries(
    own: Kinds, word: str, writer: Writer
) -> Iterator[tuple[Pointer, Mapping[str, Any], Pattern | None, list[Problem]]]:
    """Each entry of a keyword with the items it speaks of, and the problem where there are none."""
    for index, entry in enumerate(own.kind.schema.get(word, ())):
        pointer: Pointer = (word, index)
        each = entry.get("each")
        base = own.item(each)
        told = [] if base is not None else [writer.problem("lint.no-list", (*pointer, "each"), each, word=word)]
        yield pointer, entry, base, told


def _uniqueness(own: Kinds, writer: Writer) -> Iterator[Problem]:
    for pointer, entry, base, told in _entries(own, "x-key", writer):
        yield from told
        if base is not None:
            routes = [Route((*pointer, "fields", n), name, base) for n, name in enumerate(entry["fields"])]
            yield from _routes(own, "x-key", routes, writer)


def _sums_and_orders(own: Kinds, writer: Writer) -> Iterator[Problem]:
    for pointer, entry, base, told in _entries(own, "x-sum", writer):
        yield from told
        if base is not None:
            routes = [Route((*pointer, word), entry[word], base) for word in ("parts", "total")]
            routes += [Route((*pointer, "when", name), name, base) for name in entry.get("when", ())]
            yield from _routes(own, "x-sum", routes, writer)
    for pointer, entry, base, told in _entries(own, "x-order", writer):
        yield from told
        for number, name in enumerate(entry["dates"] if base is not None else ()):
            yield from _timed(own, "x-order", Route((*pointer, "dates", number), name, base or ()), INSTANTS, writer)


def _facts(own: Kinds, writer: Writer) -> Iterator[Problem]:
    """No time, no fact (design §4)."""
    for pointer, entry, base, told in _entries(own, "x-facts", writer):
        yield from told
        if base is None:
            continue
        routes = [Route((*pointer, word), entry[word], base) for word in FACT_PATHS if word in entry]
        routes += [Route((*pointer, "with", n), name, base) for n, name in enumerate(entry.get("with", ()))]
        routes += [Route((*pointer, "when", name), name, base) for name in entry.get("when", ())]
        yield from _routes(own, "x-facts", routes, writer)
        times = [Route((*pointer, "at"), entry["at"], base)] if "at" in entry else []
        during = entry.get("during", {})
        times += [Route((*pointer, "during", word), during[word], base) for word in during]
        for route in times:
            yield from _timed(own, "x-facts", route, INSTANTS, writer)


def _stages(own: Kinds, writer: Writer) -> Iterator[Problem]:
    """A stage is reached by a fact of the kind's own."""
    stated = {entry.get("fact") for entry in own.kind.facts}
    for index, entry in enumerate(own.kind.stages):
        pointer: Pointer = ("x-stages", index)
        if entry.get("fact") not in stated:
            yield writer.problem("lint.stage", (*pointer, "fact"), entry.get("fact"))
        routes = [Route((*pointer, "when", name), name, ()) for name in entry.get("when", ())]
        yield from _routes(own, "x-stages", routes, writer)


def _reference(
    own: Kinds,
    pattern: Pattern,
    where: Pointer,
    entry: str | Mapping[str, Any],
    others: Mapping[str, Kinds],
    writer: Writer,
) -> Iterator[Problem]:
    """The kind is there and has ids; at, during and with speak of what it has."""
    name = entry if isinstance(entry, str) else str(entry["kind"])
    rest: Mapping[str, Any] = {} if isinstance(entry, str) else entry
    place = (*where, "x-ref")
    other = others.get(name)
    if name != "record" and (other is None or other.kind.id_field is None):
        yield writer.problem("lint.target", place, name)
        return
    if "at" in rest:
        yield from _timed(own, "x-ref", Route((*place, "at"), rest["at"], pattern), TIMES, writer)
    life = str(rest.get("during") or (other.kind.life if other else ""))
    if rest.keys() & {"at", "during", "with"} and (other is None or not life):
        yield writer.problem("lint.target-time", place, name)
    elif other is not None and "during" in rest and not other.periods(life):
        yield writer.problem("lint.during", (*place, "during"), life, kind=name)
    elif other is not None:
        for field, path in rest.get("with", {}).items():
            if (life, "*", field) not in other.fields:
                yield writer.problem("lint.with", (*place, "with", field), field, kind=name, life=life)
            yield from _routes(own, "x-ref", [Route((*place, "with", field), path, pattern)], writer)


def _variants(
    own: Kinds, pattern: Pattern, where: Pointer, entry: Mapping[str, Any], folder: FilePath, writer: Writer
) -> Iterator[Problem]:
    """The folder holds schemas, and the field that chooses one is there."""
    if (*pattern, "*", entry["field"]) not in own.fields:
        yield writer.problem("lint.variants", (*where, "x-variants", "field"), entry["field"])
    if not list((folder / entry["folder"]).glob("*" + SUFFIX)):
        yield writer.problem("lint.variants", (*where, "x-variants", "folder"), entry["folder"])
