"""Canonical YAML: one text for one value, quoted only where our strict reader needs it (design §4, the loader)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from taizhang.explain.width import columns
from taizhang.records.text.decoding import forbidden

Value = str | int | bool | None | Sequence["Value"] | Mapping[str, "Value"]
Fields = Mapping[str, Value]

MAX_COLUMNS = 116
FLOW_FIELDS = frozenset(
    {
        "answers",
        "attendance",
        "basis",
        "birthday",
        "company_days",
        "decisions",
        "figures",
        "groups",
        "heads",
        "holidays",
        "parts",
        "reporters",
        "scores",
        "shares",
        "tasks",
        "totals",
        "verifications",
        "workdays",
    }
)
"""Fields whose items stand on one line each, if they fit: lists that are read as a table."""

_KEY = re.compile(r"[a-z][a-z0-9_]*\Z").match
_TYPED = re.compile(r"(?:true|false|null|~|0|-?[1-9][0-9]{0,17})?\Z").match
_DATED = re.compile(
    r"[0-9]{4}-(?:[0-9]{2}-[0-9]{2}(?: [0-9]{2}:[0-9]{2}|-[0-9]{1,2})?|W[0-9]{2}|[0-9]{2}|[QH][0-9])\Z"
).match
_SIGNS = r",()/%+.;\u2014\u201c\u201d\u3001\u3002\u300a\u300b\u3014\u3015\uff01\uff08\uff09\uff0c\uff1b\uff1f-"
_LETTERS = r"0-9A-Za-z\u4e00-\u9fff"
_PART = rf"[{_LETTERS}{_SIGNS}]|(?<=[\u4e00-\u9fff\uff09])\uff1a"
_WORD = re.compile(rf"[{_LETTERS}](?:{_PART}| (?![#:]))*\Z").match
_NUMBER_LIKE = re.compile(r"[-+0-9][-+0-9.,:/ ]*\Z").match
_OTHER_TYPED = re.compile(
    r"(?:y|n|yes|no|on|off|true|false|null|inf|nan|[0-9]+e[0-9]+|0[xob].*)\Z", re.IGNORECASE
).match
_AMOUNT = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]{1,2}\Z").match
_LITERAL = re.compile(rf"[{_LETTERS}](?:{_PART}| )*\Z").match
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def document(fields: Fields) -> str:
    """The record's text; ValueError where a text holds characters that no record may hold."""
    return "".join(f"{line}\n" for line in _mapping(fields, ""))


def scalar(value: str | int | bool | None, *, flow: bool = False) -> str:  # noqa: FBT001 - a value, no switch
    """``value`` on one line; in ``flow``, between brackets, a comma needs quotes as well."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if value is None:
        return "null"
    if _DATED(value) or (_plain(value) and not (flow and "," in value)):
        return value
    if not value.isprintable() and any(map(forbidden, value)):
        raise ValueError(f"no record may hold {value!r}")
    return f'"{value.translate(_ESCAPES)}"'


def _plain(value: str) -> bool:
    """Whether ``value`` needs no quotes; in doubt it does."""
    if _AMOUNT(value):
        return True
    if value[-1:] == " " or not _WORD(value):
        return False
    return not (_TYPED(value) or _NUMBER_LIKE(value) or _OTHER_TYPED(value))


def _mapping(fields: Fields, indent: str) -> Iterator[str]:
    for key, value in fields.items():
        if not _KEY(key):
            raise ValueError(f"no field is called {key!r}")
        yield from _field(key, value, indent)


def _field(key: str, value: Value, indent: str) -> Iterator[str]:
    if isinstance(value, str | int | None):
        yield from _text(f"{indent}{key}:", value, indent)
    elif not value:
        yield f"{indent}{key}: {'{}' if isinstance(value, Mapping) else '[]'}"
    elif isinstance(value, Mapping):
        line = f"{indent}{key}: {_flow(value)}" if key in FLOW_FIELDS else ""
        if line and columns(line) <= MAX_COLUMNS:
            yield line
        else:
            yield f"{indent}{key}:"
            yield from _mapping(value, f"{indent}  ")
    else:
        yield from _list(key, value, indent)


def _text(head: str, value: str | int | bool | None, indent: str) -> Iterator[str]:  # noqa: FBT001 - a value
    """``head`` and its scalar: lines of their own for a text of several lines."""
    if isinstance(value, str) and "\n" in value and (mark := _literal_mark(value)):
        yield f"{head} {mark}"
        yield from (f"{indent}  {line}" for line in value.removesuffix("\n").split("\n"))
    else:
        yield f"{head} {scalar(value)}"


def _literal_mark(value: str) -> str:
    """``|`` or ``|-`` where the lines of ``value`` can stand as they are, else nothing."""
    body = value.removesuffix("\n")
    lines = body.split("\n")
    good = all(_LITERAL(line) and line[-1] != " " for line in lines)
    return ("|-" if body == value else "|") if good else ""


def _list(key: str, items: Sequence[Value], indent: str) -> Iterator[str]:
    if all(isinstance(item, str | int | None) for item in items):
        line = f"{indent}{key}: {_flow(items)}"
        if columns(line) <= MAX_COLUMNS:
            yield line
            return
    yield f"{indent}{key}:"
    for item in items:
        line = f"{indent}  - {_flow(item)}"
        if isinstance(item, Mapping) and item and not (key in FLOW_FIELDS and columns(line) <= MAX_COLUMNS):
            yield from _item(item, indent)
        elif isinstance(item, str):
            yield f"{indent}  - {scalar(item)}"
        else:
            yield line


def _item(item: Fields, indent: str) -> Iterator[str]:
    lines = _mapping(item, f"{indent}    ")
    yield f"{indent}  - {next(lines).lstrip(' ')}"
    yield from lines


def _flow(value: Value) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, str | int | None):
        return scalar(value, flow=True)
    return "[" + ", ".join(map(_flow, value)) + "]"
