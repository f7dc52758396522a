"""A strict YAML 1.2 reader: good files pass at full speed, anything suspicious goes to the slow lane and its sentences.

Values are dict (text keys), list, str, int, bool or None. Only ``true false null ~``, nothing at all and integers of at
most 18 digits are typed; times, dates, decimals, leading zeros, yes and no stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yaml.events import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from taizhang.problem import Problem
from taizhang.records.text.decoding import decode
from taizhang.records.text.events import FAILURES, MAX_BYTES, MAX_DEPTH, MAX_NODES, Stream, best_events
from taizhang.records.text.scalars import FIRST, INTEGER, WORDS, doubtful
from taizhang.records.text.troubles import examine

Data = dict[str, Any]

_COMMENT = re.compile(r"#(?:(?<=[^ \n] #)|(?<= #)[^ \n])").search
_INDICATOR = re.compile(r"(?:\A|[\s\[\]{},:?\"'-])[&*!]").search
_ESCAPE = re.compile(r"\\[^nt\"\\/ \n]").search
_LITERAL_INDENT = re.compile(r"\|[+-]?[0-9#]").search
_FOLDED_INDENT = re.compile(r">[+-]?[0-9#]").search
_ENDING_COLON = re.compile(r":[,\]}]").search
_TIGHT_COLON = re.compile(r":(?<=[a-z_]:)[^ \n/]").search
_WIDE_COLON = re.compile(r"：(?<=[a-z0-9_]：)").search


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says: ``data`` (None where problems keep it from being read) and everything wrong with its writing.

    Data may come with problems, where each concerns one value only and what its author meant is plain.
    """

    path: str
    data: Data | None
    problems: tuple[Problem, ...] = ()


class _Doubt(Exception):  # noqa: N818 - not an error: the slow lane decides
    """The fast lane met something that it does not judge."""


def read(data: bytes, path: str, stream: Stream = best_events) -> Document:
    """The record in ``data``; never raises, whatever the bytes.

    ``path`` is shown in problems; ``stream`` is where the events come from. Clause: design §4, the loader.
    """
    if len(data) <= MAX_BYTES:
        try:
            text = decode(data)
            if not _suspicious(text):
                changed = b"\r" in data or data[:1] == b"\xef"
                return Document(path, _build(stream(text if changed else data), len(text)))
        except (_Doubt, *FAILURES):
            pass
    value, problems = examine(data, path, stream)
    return Document(path, value, problems)


def _suspicious(text: str) -> bool:
    """Whether ``text`` as a whole holds anything that the fast lane does not judge; True is no verdict."""
    return bool(
        not text.replace("\n", "").isprintable()
        or ("#" in text and _COMMENT(text))
        or (("&" in text or "*" in text or "!" in text) and _INDICATOR(text))
        or ("\\" in text and _ESCAPE(text))
        or ("|" in text and _LITERAL_INDENT(text))
        or (">" in text and _FOLDED_INDENT(text))
        or ("：" in text and _WIDE_COLON(text))
        or ("%" in text and (text[0] == "%" or "\n%" in text))
        or ("?" in text and ("? " in text or "?\n" in text or "[" in text or "{" in text))
        or ("{" in text and _TIGHT_COLON(text))
        or (("[" in text or "{" in text) and _ENDING_COLON(text))
        or "<<" in text
    )


def _build(events: Iterable[Event], size: int) -> Data:  # noqa: C901, PLR0912, PLR0915 - one loop, at full speed
    """The value that ``events`` describe; _Doubt or a parser's exception where the slow lane must look."""
    stack: list[tuple[Any, Any, bool]] = []
    current: Any = None
    key: Any = None
    root: Any = None
    mapping = False
    documents = 0
    kind: type[Event] | None = None
    for event in events:
        kind = type(event)
        if kind is ScalarEvent:
            value = event.value  # type: ignore[attr-defined]
            if mapping and key is None:
                if value in current or not value:
                    raise _Doubt
                key = value
                continue
            if event.implicit[0]:  # type: ignore[attr-defined]
                if value[:1] in FIRST:
                    if value[4:5] == "-" and value.isascii():
                        pass  # a date, moment, week or month: text
                    elif INTEGER(value):
                        value = int(value)
                    elif doubtful(value):
                        raise _Doubt
                elif value in WORDS:
                    value = WORDS[value]
                elif ":" in value and doubtful(value):
                    raise _Doubt
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if (mapping and key is None) or len(stack) >= MAX_DEPTH:
                raise _Doubt
            stack.append((current, key, mapping))
            mapping = kind is MappingStartEvent
            current, key = ({} if mapping else []), None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            value = current
            current, key, mapping = stack.pop()
        else:
            documents += kind is DocumentStartEvent
            continue
        if current is None:
            root = value
        elif mapping:
            current[key] = value
            key = None
        else:
            current.append(value)
    if documents != 1 or kind is not StreamEndEvent or type(root) is not dict:
        raise _Doubt
    if size > MAX_NODES and _nodes(root) > MAX_NODES:
        raise _Doubt
    return root


def _nodes(root: Data) -> int:
    """How many keys, values and collections ``root`` has, itself included."""
    rest: list[Iterable[Any]] = [root.values()]
    count = 1
    while rest:
        for child in rest.pop():
            count += 1
            if isinstance(child, dict):
                count += len(child)
                rest.append(child.values())
            elif isinstance(child, list):
                rest.append(child)
    return count + len(root)
