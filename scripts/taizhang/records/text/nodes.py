"""The slow lane's tree: nodes that remember where they stand, made from as much of a text as can be parsed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple, Protocol

from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from taizhang.records.text.events import FAILURES, MAX_DEPTH, MAX_NODES, Stream, best_events


class Kind(Enum):
    """What a node is."""

    SCALAR = auto()
    MAPPING = auto()
    SEQUENCE = auto()
    ALIAS = auto()


class Spot(NamedTuple):
    """A position in a text: line and column from 0, offset in characters."""

    line: int = 0
    column: int = 0
    offset: int = 0


@dataclass(slots=True)
class Node:
    """A value or key as written; a mapping's ``children`` are key, value, key, value."""

    kind: Kind
    start: Spot
    end: Spot
    value: str = ""
    plain: bool = False
    style: str = ""
    tag: str = ""
    anchor: str = ""
    children: list[Node] = field(default_factory=list)

    def entries(self) -> Iterator[tuple[Node, Node]]:
        """The pairs of a mapping; a last key whose value could not be read is left out."""
        return zip(self.children[::2], self.children[1::2], strict=False)

    def width(self, line: str) -> int:
        """How many characters of its first line, ``line``, the node takes; at least one."""
        end = self.end.column if self.end.line == self.start.line else len(line.rstrip())
        return max(1, end - self.start.column)


@dataclass(frozen=True, slots=True)
class Failure:
    """Where the parser gave up: ``spot`` is where to look first, ``opened`` where the construct began."""

    spot: Spot
    found: Spot
    opened: Spot
    flow: bool = False
    quoted: bool = False


@dataclass(slots=True)
class Composed:
    """What could be read of a text, and what stopped the reading, if anything did."""

    root: Node | None = None
    failure: Failure | None = None
    second: Spot | None = None
    deep: Spot | None = None
    many: Spot | None = None


def compose(text: str, stream: Stream = best_events) -> Composed:
    """The tree of the first document in ``text``; never raises, never goes deeper or wider than our limits."""
    composed = Composed()
    last = Spot()
    try:
        builder = _Builder(composed)
        for event in stream(text):
            last = spot(event.end_mark) or last
            if not builder.take(event):
                break
    except MarkedYAMLError as error:
        composed.failure = _failure(error, last)
    except FAILURES:
        composed.failure = Failure(last, last, last)
    return composed


class Mark(Protocol):
    """A parser's mark, libyaml's or PyYAML's own."""

    @property
    def line(self) -> int:
        """The line, from 0."""

    @property
    def column(self) -> int:
        """The column in characters, from 0."""

    @property
    def index(self) -> int:
        """How many characters stand before it in the text."""


def spot(mark: Mark | None) -> Spot | None:
    """A parser's mark as a spot."""
    return None if mark is None else Spot(mark.line, mark.column, mark.index)


def _failure(error: MarkedYAMLError, last: Spot) -> Failure:
    context = error.context or ""
    found = spot(error.problem_mark) or last
    opened = spot(error.context_mark) or found
    quoted = "quoted" in context
    local = quoted or context.startswith("while scanning")
    return Failure(opened if local else found, found, opened, "flow" in context, quoted)


class _Builder:
    def __init__(self, composed: Composed) -> None:
        self.composed = composed
        self.stack: list[Node] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: Event) -> bool:
        """Put ``event`` into the tree; False to read no further."""
        if isinstance(event, NodeEvent):
            return self._node(event)
        if isinstance(event, CollectionEndEvent):
            self.stack.pop().end = spot(event.end_mark) or Spot()
        elif isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.composed.second = spot(event.start_mark)
                return False
        return not isinstance(event, StreamEndEvent)

    def _node(self, event: NodeEvent) -> bool:
        node = _node(event)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.composed.many = node.start
            return False
        if self.stack:
            self.stack[-1].children.append(node)
        else:
            self.composed.root = node
        if node.kind in (Kind.MAPPING, Kind.SEQUENCE):
            if len(self.stack) >= MAX_DEPTH:
                self.composed.deep = node.start
                return False
            self.stack.append(node)
        return True


def _node(event: NodeEvent) -> Node:
    start, end = spot(event.start_mark) or Spot(), spot(event.end_mark) or Spot()
    anchor = event.anchor or ""
    if isinstance(event, AliasEvent):
        return Node(Kind.ALIAS, start, end, value=anchor)
    if isinstance(event, ScalarEvent):
        style = event.style or ""
        plain = style == ""
        return Node(Kind.SCALAR, start, end, event.value, plain, style, event.tag or "", anchor)
    kind = Kind.MAPPING if isinstance(event, MappingStartEvent) else Kind.SEQUENCE
    assert isinstance(event, MappingStartEvent | SequenceStartEvent)
    style = "flow" if event.flow_style else ""
    return Node(kind, start, end, style=style, tag=event.tag or "", anchor=anchor)
