"""On which line each value of a record begins, of a file that reads without doubt: one pass over its events.

``Marks`` know more of any file, and take several times as long.
"""

from __future__ import annotations

from collections.abc import Iterable

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from taizhang.records.text.events import FAILURES, MAX_BYTES, MAX_DEPTH, MAX_NODES, Stream, best_events

Pointer = tuple[str | int, ...]
Lines = dict[Pointer, int]

PASSED = frozenset({StreamStartEvent, DocumentEndEvent, StreamEndEvent})


class _Doubt(Exception):  # noqa: N818 - not an error: another way is taken
    """Something that is not judged here."""


def line_numbers(data: bytes, stream: Stream = best_events) -> Lines | None:
    """The line of each value by its pointer, from 1; None where ``Marks`` must look."""
    if len(data) > MAX_BYTES or b"\r" in data or data[:1] == b"\xef":
        return None
    try:
        return _numbered(stream(data))
    except (_Doubt, *FAILURES):
        return None


def line_of(lines: Lines, pointer: Pointer) -> int:
    """The line of the value at ``pointer``, else of its nearest parent that is there."""
    for length in range(len(pointer), -1, -1):
        if line := lines.get(pointer[:length]):
            return line
    return 1


def _numbered(events: Iterable[Event]) -> Lines:  # noqa: C901, PLR0912 - one loop, at full speed
    lines: Lines = {}
    stack: list[tuple[Pointer, str | int | None]] = []
    here: Pointer | None = None  # the collection that is open
    step: str | int | None = None  # the key or number of its next value; None where a key comes next
    documents = 0
    kind: type[Event] | None = None
    for event in events:
        kind = type(event)
        if kind is ScalarEvent or kind is MappingStartEvent or kind is SequenceStartEvent:
            if here is None:
                pointer: Pointer = ()
            elif step is None:
                if kind is not ScalarEvent:
                    raise _Doubt
                step = event.value  # type: ignore[attr-defined]
                continue
            else:
                pointer = (*here, step)
                step = step + 1 if type(step) is int else None
            if pointer in lines:
                raise _Doubt
            lines[pointer] = event.start_mark.line + 1  # type: ignore[union-attr]  # every parser's events have it
            if kind is not ScalarEvent:
                if len(stack) + 2 >= MAX_DEPTH:
                    raise _Doubt
                if here is not None:
                    stack.append((here, step))
                here, step = pointer, None if kind is MappingStartEvent else 0
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            here, step = stack.pop() if stack else (None, None)
        elif kind is DocumentStartEvent:
            documents += 1
        elif kind not in PASSED:
            raise _Doubt
    if documents != 1 or kind is not StreamEndEvent or len(lines) > MAX_NODES // 2:
        raise _Doubt
    return lines
