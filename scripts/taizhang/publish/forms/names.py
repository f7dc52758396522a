"""What references are searched in: the id and name of each record that the view shows, by the kinds fields refer to.

A kind whose records have no id is referred to by where a record lies: ``record`` stands for any kind, the newest first.
What tells nothing is left out, so that a register of twenty thousand customers stays a file that can be loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from taizhang.facts.fact import Source
from taizhang.facts.registers import Entity
from taizhang.publish.forms.kinds import formed
from taizhang.publish.hidden import HIDDEN
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.records.links import ANY_KIND
from taizhang.when.moment import format_date

MOST = 1500
"""So many records, the newest, are found by what they are called; where an older one lies is written by hand."""
ENDED = ("until", "closed_on", "destroyed_on")
GRADE, ROLE = "grade", "role"


def referred(view: View) -> tuple[str, ...]:
    """The kinds that some form's fields refer to, by name; ``record`` for any."""
    return tuple(sorted({reference.kind for kind in formed(view) for reference in kind.references}))


def names(view: View, kind: str) -> list[dict[str, Any]]:
    """What a reference to ``kind`` can be: id and name, a note that tells namesakes apart, its unit, its last day."""
    if kind == ANY_KIND:
        return list(_places(view))
    roles = {one.id: one.role for one in view.people} if kind == "person" else {}
    return [_entry(view, kind, one, roles.get(one.id, "")) for one in view.registers.entities(kind)]


def _entry(view: View, kind: str, entity: Entity, role: str) -> dict[str, Any]:
    """What is known of an entity, without what is not for this view."""
    record, day = entity.record, view.as_of.date()
    now = entity.as_of(day)
    values = now.values if now else {}
    grade = str(view.registers.value(kind, entity.id, GRADE, day) or "")
    about = {
        "id": entity.id,
        "name": view.name(kind, entity.id),
        "note": role or (f"{grade} 级" if grade else record.text("room") or _customer(view, kind, record)),
        "unit": record.text("unit") or str(values.get("unit", "")),
        "until": next((text for name in ENDED if (text := record.text(name))), _left(entity, day)),
    }
    told = {name: text for name, text in about.items() if text and text != HIDDEN}
    return told if about["name"] != about["id"] else {name: text for name, text in told.items() if name != "name"}


def _customer(view: View, kind: str, record: Record) -> str:
    """Whose it is: contacts are told apart by their customers."""
    customer = record.text("customer")
    return view.name("customer", customer) if customer and kind != "customer" else ""


def _left(entity: Entity, day: date) -> str:
    """The last day of one whose dated list has ended."""
    if not entity.life or any(span.last is None or span.last >= day for span in entity.life):
        return ""
    return format_date(max(span.last for span in entity.life if span.last is not None))


def _places(view: View) -> Iterator[dict[str, Any]]:
    """The records that have pages, what happened last first; what states no fact comes last."""
    latest: dict[str, tuple[datetime, str, Source]] = {}
    for fact in view.facts.all:
        path = fact.source.path
        if path not in latest or latest[path] < fact.order:
            latest[path] = fact.order
    shown = set(view.shown)
    told = sorted((path for path in latest if path in shown), key=lambda path: latest[path], reverse=True)
    for path in [*told, *sorted(shown - latest.keys())][:MOST]:
        record = view.book.at(path)
        if record is not None:
            yield {"id": record.key, "name": view.title(path)}
