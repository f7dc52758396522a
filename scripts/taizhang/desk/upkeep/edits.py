"""Changes of records as text: a line is added or a field set where it stands, every other byte stays as it was.

No change is taken for right because we made it: the file must then say exactly what was meant, and the whole company
must have no problem that it did not have before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taizhang.desk.yaml_text import Fields, document, scalar
from taizhang.problem import Problem, Severity
from taizhang.progress import Tell, nobody
from taizhang.records.book import Book, Record
from taizhang.records.change import caused, rewritten
from taizhang.records.load import load
from taizhang.records.source import Entry, Source, normalised
from taizhang.records.text.reader import read

_BELOW = re.compile(r"(?P<indent> *)(?P<dash>- +)?")


@dataclass(frozen=True, slots=True)
class Edit:
    """A file as it is (nothing where it is new) and as it would be."""

    path: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class Edited:
    """A source with some files changed or added, as if they were written already."""

    source: Source
    edits: Mapping[str, Edit] = field(default_factory=dict)
    root: str = "records"

    @property
    def name(self) -> str:
        """As the source is called."""
        return self.source.name

    def entries(self) -> Iterator[Entry]:
        """Every file of the source, and the new ones."""
        listed = list(self.source.entries())
        there = {one.path for one in listed}
        yield from (Entry(one.path, one.root) if one.path in self.edits else one for one in listed)
        yield from (Entry(path, self.root) for path in self.edits if path not in there)

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Entry, bytes | None]]:
        """The changed files as they would be."""
        wanted = list(entries)
        plain = iter(self.source.read([one for one in wanted if one.path not in self.edits]))
        for entry in wanted:
            yield (entry, self.edits[entry.path].after) if entry.path in self.edits else next(plain)


def edited_book(
    source: Source, book: Book, edits: Sequence[Edit], root: str, tell: Tell = nobody
) -> tuple[Book, tuple[Problem, ...]]:
    """The book after the edits, and the problems it has that ``book`` has not."""
    changed = load(Edited(source, {one.path: one for one in edits}, root), book.schemas, tell=tell)
    new, _ = caused(changed.problems, book.problems)
    found = {*new, *rewritten(changed, book)}
    return changed, tuple(sorted(one for one in found if one.severity is Severity.ERROR))


def appended(content: bytes, record: Record, name: str, item: Fields, line: int) -> bytes | None:
    """``content`` with ``item`` added to the list ``name``, whose last item begins on ``line`` (from 1).

    None where the text is written in a way that this can't be done without touching the rest.
    """
    lines = normalised(content).decode("utf-8").split("\n")
    start = _BELOW.match(lines[line - 1]) if line <= len(lines) else None
    if start is None or start["dash"] is None:
        return None
    indent = len(start["indent"])
    end = line
    while end < len(lines) and (not lines[end].strip() or _deeper(lines[end], indent)):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    flow = lines[line - 1].lstrip().startswith("- {")
    listed = record.data.get(name)
    meant: dict[str, Any] = {**record.data, name: [*(listed if isinstance(listed, list) else ()), dict(item)]}
    return _checked(lines[:end] + _item(item, " " * indent, flow=flow) + lines[end:], record, meant)


def with_fields(content: bytes, record: Record, values: Mapping[str, str], order: Sequence[str]) -> bytes | None:
    """``content`` with top-level fields set: where they stand, else in the order of the schema; None as above."""
    lines = normalised(content).decode("utf-8").split("\n")
    for name, value in values.items():
        written = f"{name}: {scalar(value)}"
        at = [number for number, text in enumerate(lines) if re.match(rf"{name}:(?: |$)", text)]
        if at:
            note = re.search(r"\s+#.*$", lines[at[0]])
            lines[at[0]] = written + (note[0] if note else "")
            continue
        lines.insert(_place(lines, name, order), written)
    return _checked(lines, record, {**record.data, **values})


def with_list(content: bytes, record: Record, name: str, item: Fields, order: Sequence[str]) -> bytes | None:
    """``content`` with a list of one item, where there was none or an empty one; None as above."""
    lines = normalised(content).decode("utf-8").split("\n")
    written = [f"{name}:", *_item(item, "  ", flow=False)]
    empty = [number for number, text in enumerate(lines) if re.match(rf"{name}: *\[ *\] *$", text)]
    if empty:
        lines[empty[0] : empty[0] + 1] = written
    else:
        at = _place(lines, name, order)
        lines[at:at] = written
    return _checked(lines, record, {**record.data, name: [dict(item)]})


def _place(lines: Sequence[str], name: str, order: Sequence[str]) -> int:
    """Where a field that is not there yet belongs, by the order of the schema."""
    before = set(order[: order.index(name)])
    heads = [(number, found[1]) for number, text in enumerate(lines) if (found := re.match(r"([a-z_]+):", text))]
    later = [number for number, head in heads if head not in before]
    return _above_comments(lines, later[0]) if later else len(lines) - (1 if lines[-1] == "" else 0)


def _above_comments(lines: Sequence[str], number: int) -> int:
    while number and lines[number - 1].startswith("#"):
        number -= 1
    return number


def _deeper(line: str, indent: int) -> bool:
    return len(line) - len(line.lstrip(" ")) > indent


def _item(item: Fields, indent: str, *, flow: bool) -> list[str]:
    if flow:
        pairs = ", ".join(f"{key}: {scalar(str(value), flow=True)}" for key, value in item.items())
        return [f"{indent}- {{{pairs}}}"]
    first, *more = document(item).splitlines()
    return [f"{indent}- {first}", *(f"{indent}  {line}" for line in more)]


def _checked(lines: Sequence[str], record: Record, meant: Mapping[str, Any]) -> bytes | None:
    """The lines as bytes, if they say exactly what is meant."""
    after = "\n".join(lines).encode()
    return after if read(after, record.path).data == meant else None
