"""Where each value of a record stands in its file: made only for a bad file, or when somebody asks for a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from taizhang.problem import Place
from taizhang.records.text.decoding import decode, excerpt
from taizhang.records.text.events import MAX_BYTES, Stream, best_events
from taizhang.records.text.nodes import Kind, Node, compose

Pointer = tuple[str | int, ...]


class _Spot(NamedTuple):
    """Where a key or value begins: line and column from 0, and how many characters of that line it takes."""

    line: int
    column: int
    width: int


class _Entry(NamedTuple):
    """The spots of a key and its value, and where the value begins and ends in the text."""

    key: _Spot
    value: _Spot
    start: int
    end: int


class Marks:
    """The places of one file's values and keys, by pointer (keys and indexes from the root).

    A pointer that is not there falls back to its nearest existing parent, in the end to the file's first line.
    """

    def __init__(self, data: bytes, path: str = "", stream: Stream = best_events) -> None:
        """Read as much of ``data`` as can be read; of a file that can't be read at all, its first line is left."""
        try:
            self._text = decode(data) if len(data) <= MAX_BYTES else ""
        except UnicodeDecodeError:
            self._text = ""
        self._path = path
        self._lines = self._text.split("\n")
        root = compose(self._text, stream).root
        # The tree itself is many times as large as what is kept of it.
        self._entries: dict[Pointer, _Entry] = {}
        if root is not None:
            for pointer, key, value in _walk((), root, root):
                if pointer not in self._entries:
                    own = self._spot(value)
                    spot = own if key is value else self._spot(key)
                    self._entries[pointer] = _Entry(spot, own, value.start.offset, value.end.offset)

    def value(self, pointer: Pointer) -> Place:
        """Where the value at ``pointer`` begins, and how wide it is on that line."""
        entry = self._nearest(pointer)
        return self._place(entry.value) if entry else self._first()

    def key(self, pointer: Pointer) -> Place:
        """Where the key of ``pointer`` stands; for an item of a list or the root, where its value begins."""
        entry = self._nearest(pointer)
        return self._place(entry.key) if entry else self._first()

    def as_written(self, pointer: Pointer) -> str:
        """The value at ``pointer`` as the source has it, quotes and all; empty if it is not there."""
        entry = self._entries.get(pointer)
        return self._text[entry.start : entry.end].rstrip() if entry else ""

    def _nearest(self, pointer: Pointer) -> _Entry | None:
        for length in range(len(pointer), -1, -1):
            if entry := self._entries.get(pointer[:length]):
                return entry
        return None

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _spot(self, node: Node) -> _Spot:
        line = node.start.line
        return _Spot(line, node.start.column, node.width(self._line(line)))

    def _place(self, spot: _Spot) -> Place:
        return Place(self._path, spot.line + 1, spot.column + 1, excerpt(self._line(spot.line)), spot.width)

    def _first(self) -> Place:
        return Place(self._path, excerpt=excerpt(self._lines[0]))


def _walk(pointer: Pointer, key: Node, node: Node) -> Iterator[tuple[Pointer, Node, Node]]:
    yield pointer, key, node
    if node.kind is Kind.MAPPING:
        for name, value in node.entries():
            yield from _walk((*pointer, name.value), name, value)
    elif node.kind is Kind.SEQUENCE:
        for number, item in enumerate(node.children):
            yield from _walk((*pointer, number), item, item)
