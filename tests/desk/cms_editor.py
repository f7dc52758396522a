"""What Sveltia CMS 0.221 makes of a record that somebody opens in its form and saves, as it was measured.

Comments are gone; fields stand in the order of the configuration, those it does not know behind them; every string
stands in double quotes on one line; numbers in text fields are text, digits in number fields are numbers; a switch that
nobody touched says no; optional fields that say nothing are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Config = Mapping[str, Any]
EMPTY: tuple[object, ...] = ("", None, [], {})
TEXTS = frozenset({"string", "text", "datetime", "relation"})
TAG = re.compile(r"\{\{(.+?)\}\}")


def saved(collection: Config, data: Mapping[str, Any]) -> str:
    """The text of the record after it was saved."""
    return "".join(f"{line}\n" for line in _lines(_object(collection["fields"], data)))


def place(collection: Config, data: Mapping[str, Any]) -> str:
    """The path of a record that is new."""
    slug = TAG.sub(lambda tag: _tag(tag[1], data), collection["slug"])
    path = TAG.sub(lambda tag: slug if tag[1] == "slug" else _tag(tag[1], data), collection["path"])
    return f"{collection['folder']}/{path}.{collection['extension']}"


def _tag(tag: str, data: Mapping[str, Any]) -> str:
    name, _, way = tag.partition(" | ")
    value = str(data[name.removeprefix("fields.")])
    return value[:7] if way == "date('YYYY-MM')" else value


def _object(fields: Sequence[Config], data: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        name = field["name"]
        value = _value(field, data.get(name))
        if value not in EMPTY or (field.get("required", True) and name in data):
            found[name] = value
    return found | {name: data[name] for name in sorted(data.keys() - {field["name"] for field in fields})}


def _value(field: Config, value: Any) -> Any:  # noqa: ANN401 - a record's value is anything
    widget = field["widget"]
    if widget == "boolean":
        return bool(value)
    if isinstance(value, dict):
        return _object(field["fields"], value)
    if isinstance(value, list):
        return [_object(field["fields"], one) if "fields" in field else _value(_one(field), one) for one in value]
    if widget == "number" and isinstance(value, str) and value.isdecimal():
        return int(value)
    if widget in TEXTS and isinstance(value, int):
        return str(value)
    return value


def _one(field: Config) -> Config:
    """What one entry of a list of plain values is."""
    one: Config = field.get("field", field)
    return one


def _lines(data: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, dict) and value:
            yield f"{indent}{name}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list) and value:
            yield f"{indent}{name}:"
            for one in value:
                below = list(_lines(one, f"{indent}    ")) if isinstance(one, dict) and one else [_scalar(one)]
                yield f"{indent}  - {below[0].strip()}"
                yield from below[1:]
        else:
            yield f"{indent}{name}: {_scalar(value)}"


def _scalar(value: object) -> str:
    """A value on one line; JSON's strings are YAML's in double quotes."""
    return json.dumps(value, ensure_ascii=False)
