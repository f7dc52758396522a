"""Drafts: records with gaps. What is known stands as it will stay, what is missing as an empty field with a comment.

An *offered* line is a comment that becomes a line of the record when its ``# `` is taken away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from taizhang.desk.yaml_text import MAX_COLUMNS, Value, document
from taizhang.explain.width import columns
from taizhang.records.text.decoding import visible

WIDTH = 100
CLOSING = ",.;:!?)]、。，；：！？）》”"
"""What no line begins with."""


@dataclass(frozen=True, slots=True)
class Blank:
    """No value yet: the check refuses the field until somebody fills it in."""


BLANK = Blank()


@dataclass(frozen=True, slots=True)
class Item:
    """An element of a list: its fields, comment lines above it, whether it is only offered."""

    fields: tuple[Field, ...]
    above: tuple[str, ...] = ()
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a draft: its value (blank, plain, or items), words beside it and lines above it."""

    name: str
    value: Value | Blank | tuple[Item, ...] = BLANK
    beside: str = ""
    above: tuple[str, ...] = ()
    offered: bool = False


def draft_text(head: Iterable[str], fields: Iterable[Field]) -> str:
    """The draft's text: comment lines of ``head`` (never broken), then the fields."""
    lines = [*(f"# {one_line(line)}" for line in head), *(line for field in fields for line in _field(field, ""))]
    return "".join(f"{line}\n" for line in lines)


def one_line(text: str) -> str:
    """``text`` as one line that can stand in a comment: no line ends, nothing that hides or turns text."""
    return visible(" ".join(text.split()))


def wrapped(text: str, width: int = WIDTH) -> Iterator[str]:
    """``text`` in lines of at most ``width`` columns: broken at a late space, else between Chinese characters."""
    line = ""
    for part in _parts(one_line(text)):
        if line and columns(line + part) > width:
            space = line.rstrip().rfind(" ")
            cut = space if space > len(line) * 3 // 4 else len(line)
            yield line[:cut].rstrip()
            line = line[cut:].lstrip()
        line = (line + part).lstrip()
    if line:
        yield line


def _parts(text: str) -> Iterator[str]:
    """``text`` where it may be broken: at spaces and Chinese characters, never inside a word or before a full stop."""
    part = ""
    for character in text:
        if part and character not in CLOSING and (character == " " or _chinese(character) or _chinese(part[-1])):
            yield part
            part = ""
        part += character
    if part:
        yield part


def _chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _field(field: Field, indent: str) -> Iterator[str]:
    yield from _comments(field.above, indent)
    if field.beside and columns(f"{indent}{field.name}: {field.beside}") > MAX_COLUMNS:
        yield from _comments((field.beside,), indent)
        field = replace(field, beside="")
    lines = _written(field, "" if field.offered else indent)
    yield from (f"{indent}# {line}" for line in lines) if field.offered else lines


def _written(field: Field, indent: str) -> Iterator[str]:
    note = f"  # {one_line(field.beside)}" if field.beside else ""
    if isinstance(field.value, Blank):
        yield f"{indent}{field.name}:{note}"
    elif isinstance(field.value, tuple) and any(isinstance(item, Item) for item in field.value):
        yield f"{indent}{field.name}:{note}"
        for item in field.value:
            assert isinstance(item, Item)
            yield from _item(item, f"{indent}  ")
    else:
        first, *more = document({field.name: field.value}).splitlines()  # type: ignore[dict-item]
        yield f"{indent}{first}{note}"
        yield from (f"{indent}{line}" for line in more)


def _item(item: Item, indent: str) -> Iterator[str]:
    yield from _comments(item.above, indent)
    inner = "" if item.offered else indent
    first, *more = [line for field in item.fields for line in _field(field, f"{inner}  ")]
    lines = [f"{inner}- {first[len(inner) + 2 :]}", *more]
    yield from (f"{indent}# {line}" for line in lines) if item.offered else lines


def _comments(lines: Iterable[str], indent: str) -> Iterator[str]:
    for text in lines:
        yield from (f"{indent}# {line}" for line in wrapped(text))
