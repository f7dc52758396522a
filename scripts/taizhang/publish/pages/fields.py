"""Field reference: the list of kinds, and a page each with all that its schema says, for records and for rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taizhang.desk.yaml_text import document, scalar
from taizhang.publish.field_reference import ALTERNATIVE, KEYED, Part, described, example
from taizhang.publish.forms.kinds import formed
from taizhang.publish.labels import node_at
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.records.schema_set import Kind

RULES = "rules."
"""What the address of a kind of rule begins with: ``fields/rules.recurring/``."""

PLACE = re.compile(r"\{([a-z_]+)(?::([0-9]+))?\}")
UNTYPED = frozenset({ALTERNATIVE, KEYED})


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of where records of a kind lie: text as it is, or a field's title, of it the first ``count`` signs."""

    text: str
    title: str = ""
    count: int = 0


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every kind's page."""
    view = maker.view
    yield maker.page("fields.html", "fields/", "fields/", "字段说明", places={k.name: place(k) for k in view.kinds})
    for kind in view.kinds:
        parts = described(kind.name, kind.schema)
        yield _page(maker, kind.name, kind.schema, parts, kind=kind, place=place(kind), example=_document(kind))
    for name, schema in view.rule_kinds.items():
        yield _page(maker, RULES + name, schema, described(name, schema), rules=rules_of(view, name))


def place(kind: Kind) -> tuple[Step, ...]:
    """Where records of a kind lie below ``records/``, what changes from record to record by its field's title."""
    steps: list[Step] = []
    end = 0
    for found in PLACE.finditer(kind.template):
        name, count = found.groups()
        steps.append(Step(kind.template[end : found.start()]))
        steps.append(Step(name, str(node_at(kind.schema, name).get("title", name)), int(count or 0)))
        end = found.end()
    return (*steps, Step(kind.template[end:]))


def rules_of(view: View, kind: str) -> tuple[Any, ...]:
    """The company's rules of one kind."""
    return tuple(rule for rule in view.rules if rule.kind == kind)


def typed(value: object) -> str:
    """An example as it is typed after the field's name."""
    return scalar(value) if isinstance(value, str | int | None) else json.dumps(value, ensure_ascii=False)


def words(title: str, name: str, parts: tuple[Part, ...]) -> str:
    """What search finds a kind by: its name, and its fields as they are called and as they are typed."""
    told = [word for part in parts for field in part.fields for word in (field.title, field.name)]
    return " ".join(dict.fromkeys(one for one in (title, name, *told) if one and one not in UNTYPED))


def _page(maker: Maker, name: str, schema: Mapping[str, Any], parts: tuple[Part, ...], **values: object) -> Page:
    title = str(schema.get("title", name))
    given = {"kind": None, "place": (), "example": "", "rules": (), **values}
    return maker.page(
        "field.html",
        "fields/shell/",
        f"fields/{name}/",
        f"字段说明:{title}",
        words(title, name, parts),
        schema=schema,
        parts_of=parts,
        typed=typed,
        newest=newest(maker.view, values.get("kind")),
        writable=frozenset(one.name for one in formed(maker.view)),
        **given,
    )


def newest(view: View, kind: object) -> str:
    """The path of the record of a kind that states what happened last; where none states anything, the last by path.

    No page leads to one that the audience may not see as a whole: it is passed over.
    """
    if not isinstance(kind, Kind) or not view.sees(kind):
        return ""
    paths = {record.path for record in view.records(kind.name)}
    found = [fact for entry in kind.facts for fact in view.facts.named(entry["fact"]) if fact.source.path in paths]
    return max(found, key=lambda fact: fact.order).source.path if found else max(paths, default="")


def _document(kind: Kind) -> str:
    return document(example(kind.schema))
