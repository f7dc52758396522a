"""The slow lane: everything that can be told of a file that the fast lane did not pass."""

from __future__ import annotations

import re

from taizhang.problem import Problem
from taizhang.records.text.characters import clean_characters, clean_indents, unreadable
from taizhang.records.text.decoding import decode
from taizhang.records.text.events import MAX_DEPTH, MAX_NODES, Stream, best_events
from taizhang.records.text.mending import Mender
from taizhang.records.text.nodes import Composed, Kind, Node, compose
from taizhang.records.text.telling import Teller
from taizhang.records.text.values import Values

Data = dict[str, object]

_BLOCK_OPENS = re.compile(r"(?:^|[:-]) +[|>][+-]?[1-9]?[+-]?(?: +#.*)?$|^[|>]")
_CARRIAGE_RETURN = re.compile("\r")


def examine(data: bytes, path: str, stream: Stream = best_events) -> tuple[Data | None, tuple[Problem, ...]]:
    """What ``data`` says and everything wrong with its writing, in order of place; never raises.

    The value is None unless every trouble concerns one value only whose meaning is plain: then it has that meaning.
    """
    if trouble := unreadable(data, path):
        return None, (trouble,)
    lines = decode(data).split("\n")
    teller = Teller(path, lines)
    value = _examine(lines, teller, stream)
    return value, teller.problems()


def _examine(lines: list[str], teller: Teller, stream: Stream) -> Data | None:
    for number, line in enumerate(lines):
        if found := _CARRIAGE_RETURN.search(line):
            teller.tell("yaml.newline", number, found.start())
            return None
    lines = clean_characters(lines, teller)
    composed = compose("\n".join(lines), stream)
    opaque = _opaque(lines, composed)
    lines = _without_directives(clean_indents(lines, opaque, teller), opaque, teller)
    mender = Mender(lines, teller, stream)
    composed = mender.mend()
    if composed.failure is None and not _is_record(composed) and composed.root is not None:
        composed = mender.mend_shapes()
    _tell_limits(composed, teller)
    sound = not teller
    if not _is_record(composed):
        if sound:
            _tell_root(composed.root, teller)
        return None
    assert composed.root is not None
    values = Values(mender.lines, teller)
    value = values.value(composed.root)
    return value if sound and values.sound and isinstance(value, dict) else None


def _is_record(composed: Composed) -> bool:
    return composed.root is not None and composed.root.kind is Kind.MAPPING


def _tell_root(root: Node | None, teller: Teller) -> None:
    if root is None or (root.plain and not root.value and not root.tag):
        teller.tell("yaml.empty", 0, 0)
    else:
        teller.tell("yaml.root", root.start.line, root.start.column, 1, root.value)


def _tell_limits(composed: Composed, teller: Teller) -> None:
    for rule, spot, limit in (
        ("yaml.documents", composed.second, 1),
        ("yaml.too-deep", composed.deep, MAX_DEPTH),
        ("yaml.too-many", composed.many, MAX_NODES),
    ):
        if spot is not None:
            teller.tell_once(rule, spot.line, spot.column, limit=limit)


def _without_directives(lines: list[str], opaque: frozenset[int], teller: Teller) -> list[str]:
    """Tell the lines that begin with ``%``; the lines without them."""
    cleaned = list(lines)
    for number, line in enumerate(lines):
        if line.startswith("%") and number not in opaque:
            teller.tell_once("yaml.directive", number, 0, len(line.rstrip()))
            cleaned[number] = ""
    return cleaned


def _opaque(lines: list[str], composed: Composed) -> frozenset[int]:
    """The lines within block and quoted texts; beyond a parser's failure, what looks like a block text."""
    found: set[int] = set()
    rest = [composed.root] if composed.root else []
    while rest:
        node = rest.pop()
        rest.extend(node.children)
        if node.style in ("|", ">", '"', "'"):
            found.update(range(node.start.line + 1, node.end.line + (node.style in "\"'")))
    if composed.failure is not None:
        found.update(_blocks(lines, composed.failure.spot.line))
    return frozenset(found)


def _blocks(lines: list[str], begin: int) -> set[int]:
    """The lines of what looks like block texts from line ``begin`` on."""
    found: set[int] = set()
    outer = -1
    for number in range(begin, len(lines)):
        line = lines[number]
        indent = len(line) - len(line.lstrip())
        if outer >= 0 and (not line.strip() or indent > outer):
            found.add(number)
            continue
        outer = indent if len(line) < 1000 and _BLOCK_OPENS.search(line) else -1
    return found
