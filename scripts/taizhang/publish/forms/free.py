"""Which numbers and ids are taken, so that a form says the next free one of the day on which somebody writes.

``taizhang new`` asks the book. A form has what of the book that takes: the places that are taken (of ids which begin
with a day those of the last weeks), or the last number of a register. Of kinds that the view may not show as a whole
it says nothing: a number found from a part would be wrong. site/theme/assets/forms/free.js reckons with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from taizhang.desk.any_stub import CONTACT_ID, DATED, NUMBERED, YEARLY
from taizhang.publish.forms.kinds import formed
from taizhang.publish.labels import node_at
from taizhang.publish.view import View
from taizhang.records.paths import template_fields
from taizhang.records.schema_set import Kind
from taizhang.when.moment import format_date

BACK = timedelta(days=62)
"""So far back places are told that begin with a day: a record is rarely written later."""
NUMBER = "number"


def free(view: View) -> dict[str, dict[str, Any]]:
    """What is taken, by kind; kinds whose path follows from what they say are not in it."""
    found = {}
    for kind in formed(view):
        for name in template_fields(kind.template):
            way = _way(view, kind, name)
            if way is not None:
                found[kind.name] = {"field": name, **way}
                break
    return found


def _way(view: View, kind: Kind, name: str) -> Mapping[str, Any] | None:
    """How the field ``name`` of a kind's path is numbered, None where it is said by who writes."""
    node = node_at(kind.schema, name)
    pattern = "" if "x-ref" in node else str(node.get("pattern", ""))
    if CONTACT_ID.match(pattern):
        return {"way": "random", "stem": "K-", "length": 8}
    if not view.sees(kind) or view.absent(kind.name):
        return None
    if name == NUMBER:
        return {"way": "number", "taken": _taken(view, kind)}
    if dated := DATED.match(pattern):
        first = format_date(view.as_of.date() - BACK)
        return {"way": "dated", "letter": dated[1], "taken": _taken(view, kind, name, first)}
    if (numbered := NUMBERED.match(pattern)) and name == kind.id_field:
        stem, yearly = f"{numbered[1]}-", bool(YEARLY.match(pattern))
        return {"way": "numbered", "stem": stem, "yearly": yearly, "digits": int(numbered[2])} | {
            "last": _last(view, kind, len(stem) + 5 * yearly)
        }
    return None


def _taken(view: View, kind: Kind, name: str = "", first: str = "") -> list[str]:
    """Where records of a kind lie below their root, of ids that begin with a day from the day ``first``."""
    found = (one for one in view.written.get(kind.name, ()) if not name or one.text(name) >= first)
    return sorted(one.path.partition("/")[2] for one in found)


def _last(view: View, kind: Kind, length: int) -> dict[str, int]:
    """The last number by the ``length`` characters that stand before it."""
    last: dict[str, int] = {}
    for one in view.records(kind.name):
        stem, number = one.id[:length], one.id[length:]
        if number.isdigit():
            last[stem] = max(last.get(stem, 0), int(number))
    return dict(sorted(last.items()))
