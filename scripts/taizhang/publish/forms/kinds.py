"""Which kinds have a form, and what a form is made from: the kind's schema, complete in itself, with our keywords."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from taizhang.desk.any_stub import WRITTEN
from taizhang.publish.forms.starts import MOMENTS, started
from taizhang.publish.forms.taken import taken
from taizhang.publish.view import View
from taizhang.records.paths import template_fields
from taizhang.records.schema_set import Kind, fields
from taizhang.records.source import DEFAULT_ROOT

LOCAL = re.compile(r"#/\$defs/([^/]+)\Z").match
OWN, UNIT, COMPANY = "own", "unit", "company"


def formed(view: View) -> tuple[Kind, ...]:
    """The kinds that people write, by name; what a command of its own writes, or stands once, has no form."""
    return tuple(kind for kind in view.kinds if kind.name not in WRITTEN)


def by_writer(view: View) -> dict[str, tuple[Kind, ...]]:
    """The kinds by whose records they are, as their paths tell: of each person, of each unit, or of the company."""
    found: dict[str, list[Kind]] = {OWN: [], UNIT: [], COMPANY: []}
    for kind in formed(view):
        names = template_fields(kind.template)
        found[OWN if "person" in names else UNIT if "unit" in names else COMPANY].append(kind)
    return {writer: tuple(kinds) for writer, kinds in found.items()}


def kind_data(view: View, kind: Kind) -> dict[str, Any]:
    """All that the form of a kind must know beforehand.

    ``starts`` says by whom it has starts (``person``, ``unit`` or nothing), ``now`` where fields tell of the moment,
    ``taken`` which records are there.
    """
    return {
        "kind": kind.name,
        "title": kind.title,
        "description": str(kind.schema.get("description", "")),
        "template": kind.template,
        "id_field": kind.id_field,
        "root": root_of(view, kind),
        "starts": started(kind),
        "now": ["/".join(pattern) for pattern, _ in fields(kind.schema) if pattern[-1] in MOMENTS],
        "taken": taken(view, kind),
        "schema": whole(kind.schema),
    }


def root_of(view: View, kind: Kind) -> str:
    """The record root in which most records of a kind lie, the usual one where there is none."""
    depth = 1 + kind.template.count("/")
    roots = Counter("/".join(one.path.split("/")[:-depth]) for one in view.written.get(kind.name, ()))
    return min(roots, key=lambda root: (-roots[root], root), default=DEFAULT_ROOT)


def whole(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with just the definitions that it uses, directly or by others."""
    definitions: Mapping[str, Any] = schema.get("$defs", {})
    body = {name: value for name, value in schema.items() if name not in {"$defs", "$schema", "$id"}}
    used: dict[str, Any] = {}
    waiting = list(_referred(body))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used[name] = definitions[name]
            waiting.extend(_referred(definitions[name]))
    return {**body, "$defs": dict(sorted(used.items()))} if used else body


def _referred(node: object) -> Iterator[str]:
    if isinstance(node, Mapping):
        if found := LOCAL(str(node.get("$ref", ""))):
            yield found[1]
        for value in node.values():
            yield from _referred(value)
    elif isinstance(node, list):
        for value in node:
            yield from _referred(value)
