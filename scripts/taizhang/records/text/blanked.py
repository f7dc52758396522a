"""A record's text with values taken out of it: other values and all line numbers stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from taizhang.records.text.decoding import decode
from taizhang.records.text.events import MAX_BYTES, best_events
from taizhang.records.text.nodes import Kind, Node, compose

Pointer = tuple[str | int, ...]
COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def blanked(content: bytes, pointers: Iterable[Pointer], word: str) -> bytes:
    """``content`` with ``word`` in place of each value at ``pointers`` and of each comment, which may repeat a value.

    Where the text can't be read, or a value is not found in it, no line of it is left.
    """
    try:
        text = decode(content) if len(content) <= MAX_BYTES else ""
    except UnicodeDecodeError:
        text = ""
    root = compose(text, best_events).root
    found = {} if root is None else dict(_walk((), root))
    wanted = list(pointers)
    if any(pointer not in found for pointer in wanted):
        return all_blanked(content, word)
    cuts = [_extent(text, found[pointer]) for pointer in wanted]
    edits = [(start, end, word) for start, end in cuts]
    for start, end in comment_spans(text, root) if root else ():
        if not any(first <= start < last for first, last in cuts):
            edits.append((start, end, f"# {word}"))
    for start, end, put in sorted(edits, reverse=True):
        text = text[:start] + put + "\n" * text.count("\n", start, end) + text[end:]
    return text.encode()


def all_blanked(content: bytes, word: str) -> bytes:
    """As many lines as ``content`` has, with nothing of it."""
    return "".join(f"{word}\n" for _ in content.splitlines()).encode()


def _extent(text: str, node: Node) -> tuple[int, int]:
    """Where a value begins and ends; what its parser counts to it of the white space behind is not its own."""
    start = node.start.offset
    return start, start + len(text[start : node.end.offset].rstrip())


def comment_spans(text: str, root: Node) -> Iterator[tuple[int, int]]:
    """Where comments stand: between the texts and keys, never in one of them."""
    last = 0
    for start, end in [*_scalars(root), (len(text), len(text))]:
        for comment in COMMENT.finditer(text, last, max(last, start)):
            yield comment.span()
        last = max(last, end)


def _scalars(node: Node) -> Iterator[tuple[int, int]]:
    if node.kind is Kind.SCALAR:
        yield node.start.offset, node.end.offset
    for child in node.children:
        yield from _scalars(child)


def _walk(pointer: Pointer, node: Node) -> Iterator[tuple[Pointer, Node]]:
    yield pointer, node
    if node.kind is Kind.MAPPING:
        for name, value in node.entries():
            yield from _walk((*pointer, name.value), value)
    elif node.kind is Kind.SEQUENCE:
        for number, item in enumerate(node.children):
            yield from _walk((*pointer, number), item)
