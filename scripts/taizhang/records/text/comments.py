"""The comments of a record, each at the value that it is about: a record that is written again keeps them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from taizhang.records.text.blanked import COMMENT, Pointer, comment_spans
from taizhang.records.text.events import best_events
from taizhang.records.text.nodes import Kind, Node, compose

EDITORS = "yaml-language-server:"
"""What a line for an editor begins with: it stays at the top, whatever comes first in the record."""
BLOCK_TEXT = frozenset("|>")


@dataclass(slots=True)
class Comment:
    """What is noted at a value: lines above it, words beside it; at the record itself also lines below it."""

    at: Pointer
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Begins:
    """Which values begin on which lines, in order: ``lines`` for each the line, ``pointers`` the value."""

    lines: list[int]
    pointers: list[Pointer]


def comments_of(text: str) -> tuple[Comment, ...]:
    """The comments of a text that can be read, in its order; what is noted on a line that stays no line goes along."""
    if "#" not in text:
        return ()
    root = compose(text, best_events).root
    if root is None or root.kind is not Kind.MAPPING:
        return ()
    begins = sorted(_begins(root, ()), key=lambda one: one[0])
    known = _Begins([line for line, _ in begins], [pointer for _, pointer in begins])
    found: dict[Pointer, Comment] = {}
    for start, end in sorted({*comment_spans(text, root), *_behind_marks(text, root)}):
        words = text[start + 1 : end].strip()
        before = text[text.rfind("\n", 0, start) + 1 : start]
        line = text.count("\n", 0, start)
        if before.strip():
            _beside(found, known, line, words)
        else:
            _above(found, known, line, words)
    _put_editors_first(found)
    return tuple(one for one in found.values() if one.above or one.beside or one.below)


def _above(found: dict[Pointer, Comment], known: _Begins, line: int, words: str) -> None:
    """A line of its own is about what begins next, and of that about the outermost; the last ones end the record."""
    place = bisect_right(known.lines, line)
    if place == len(known.lines):
        _at(found, ()).below.append(words)
    else:
        _at(found, known.pointers[place]).above.append(words)


def _beside(found: dict[Pointer, Comment], known: _Begins, line: int, words: str) -> None:
    """Words at the end of a line are about what began last; a second comment there stands above it."""
    place = bisect_right(known.lines, line) - 1
    one = _at(found, known.pointers[place] if place >= 0 else ())
    if one.beside:
        one.above.append(words)
    else:
        one.beside = words


def _at(found: dict[Pointer, Comment], pointer: Pointer) -> Comment:
    return found.setdefault(pointer, Comment(pointer))


def _put_editors_first(found: dict[Pointer, Comment]) -> None:
    """The lines at the top up to the one for editors are about the record."""
    first = next((one for one in found.values() if len(one.at) == 1), None)
    if first is None:
        return
    number = next((number for number, line in enumerate(first.above, 1) if line.startswith(EDITORS)), 0)
    if number:
        _at(found, ()).above.extend(first.above[:number])
        del first.above[:number]


def _begins(node: Node, pointer: Pointer) -> Iterator[tuple[int, Pointer]]:
    """The line on which each value begins that has one of its own: what stands between brackets has none."""
    if node.style == "flow":
        return
    if node.kind is Kind.MAPPING:
        for name, value in node.entries():
            yield name.start.line, (*pointer, name.value)
            yield from _begins(value, (*pointer, name.value))
    elif node.kind is Kind.SEQUENCE:
        for number, item in enumerate(node.children):
            yield item.start.line, (*pointer, number)
            yield from _begins(item, (*pointer, number))


def _behind_marks(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Comments behind the mark that begins a text of several lines."""
    if node.kind is Kind.SCALAR and node.style in BLOCK_TEXT:
        end = text.find("\n", node.start.offset)
        for comment in COMMENT.finditer(text, node.start.offset, end if end >= 0 else len(text)):
            yield comment.span()
    for child in node.children:
        yield from _behind_marks(text, child)
