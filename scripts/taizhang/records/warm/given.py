"""What a record gives and asks as text to keep: JSON in ASCII, which any text survives."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from taizhang.records.dated import Dated
from taizhang.records.links import Ask, Exchange


def written(value: object) -> str:
    """JSON's own types as text, in one way only."""
    return json.dumps(value, separators=(",", ":"))


def exchange_text(one: Exchange) -> str:
    """An exchange as text."""
    lists = {name: [_dated(item) for item in items] for name, items in one.dated.items()}
    asks = [tuple(ask) for ask in one.asks]
    return written([one.path, one.key, one.kind, one.id, one.name, lists, one.unique, asks, one.placed])


def exchange_of(text: str) -> Exchange:
    """The exchange of which ``text`` was made."""
    path, key, kind, identity, name, lists, unique, asks, placed = json.loads(text)
    return Exchange(
        path,
        key,
        kind,
        identity,
        name,
        {field: tuple(_item(*item) for item in items) for field, items in lists.items()},
        tuple((number, tuple(values), tuple(pointer)) for number, values, pointer in unique),
        tuple(_ask(*ask) for ask in asks),
        placed,
    )


def _dated(item: Dated) -> list[Any]:
    return [item.number, item.first.isoformat(), item.last and item.last.isoformat(), item.values]


def _item(number: int, start: str, last: str | None, values: dict[str, Any]) -> Dated:
    return Dated(number, date.fromisoformat(start), date.fromisoformat(last) if last else None, values)


def _ask(pointer: list[Any], kind: str, target: str, at: str, during: str, equal: list[list[Any]]) -> Ask:
    same = tuple((field, said, tuple(where)) for field, said, where in equal)
    return Ask(tuple(pointer), kind, target, at, during, same)
