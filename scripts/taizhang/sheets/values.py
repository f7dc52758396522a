"""One cell's text and the value it stands for, both ways; what is only written wrongly is read as it was meant.

A guess stands only if the field's own schema passes it and refuses what was written, as ``check --fix`` does it.
"""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from taizhang.desk.repair_guesses import value_guesses
from taizhang.desk.yaml_text import Value
from taizhang.records.messages import NO, YES
from taizhang.records.text.scalars import INTEGER
from taizhang.records.validate import fast_check
from taizhang.sheets.layout import NAMED, Column, Layout
from taizhang.sheets.sentences import say

Scalar = str | int | bool
QUOTED = re.compile(r'"([^"]*)"').fullmatch
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*").fullmatch
SHORT = re.compile(r"[:：,，]")
MIDNIGHT = " 00:00"
"""What a spreadsheet may put behind a day."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the entries of the registers are called: kind to id to name."""

    known: Mapping[str, Mapping[str, str]]

    def of(self, column: Column) -> Mapping[str, str]:
        """The names of what a column refers to; none where it refers to nothing with names."""
        return self.known.get(column.refers, {}) if column.refers in NAMED else {}

    def shown(self, column: Column, identity: str) -> str:
        """An id with its name before it, as it is chosen and shown."""
        name = " ".join(self.of(column).get(identity, "").split())
        return f"{name} {identity}" if name else identity


@dataclass(frozen=True, slots=True)
class Meant:
    """What a cell was read as: its value, the text that gives it where another was written, or what is wrong."""

    value: Value
    tidied: str = ""
    trouble: str = ""


class Reader:
    """Reads the cells of one layout."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self.names = names
        self._definitions = layout.kind.schema.get("$defs", {})
        self._judges: dict[Column, Callable[[object], bool]] = {}
        self.read: Callable[[int, str], Meant] = functools.lru_cache(maxsize=65536)(self._read)
        self._columns = layout.columns

    def _read(self, number: int, text: str) -> Meant:
        """What the text of a cell of the column with this number says."""
        column = self._columns[number]
        if not column.several:
            return self._one(column, text)
        if text.strip() == say("sheet.empty"):
            return Meant([])
        parts = [part.strip() for part in re.split(f"[{column.separators}]", text) if part.strip()]
        found = [self._one(column, part) for part in parts]
        tidied = [one.tidied or part for one, part in zip(found, parts, strict=True)]
        return Meant(
            [one.value for one in found],
            "\n".join(tidied) if tidied != parts else "",
            "".join(one.trouble for one in found),
        )

    def _one(self, column: Column, text: str) -> Meant:
        chosen = _choices(column).get(text.strip())
        if chosen is not None:
            return Meant(chosen)
        if (named := self._named(column, text)) is not None:
            return named
        value = _typed(column, text)
        if self._passes(column, value):
            return Meant(value)
        for guess in (text.strip().removesuffix(MIDNIGHT), *value_guesses(text.strip(), _choices(column))):
            other = _typed(column, guess)
            if guess != text and not QUOTED(guess) and self._passes(column, other):
                return Meant(other, guess)
        return Meant(value)

    def _named(self, column: Column, text: str) -> Meant | None:
        """The id that a name, or a name and an id, stand for; None where the text is read as any other."""
        known = self.names.of(column)
        bare = " ".join(text.split())
        if not known or bare in known:
            return None
        name, _, identity = bare.rpartition(" ")
        if identity in known:
            right = " ".join(known[identity].split())
            if name == right:
                return Meant(identity)
            return Meant(text, trouble=say("cell.mixed", value=bare, id=identity, name=right))
        found = [one for one, called in known.items() if " ".join(called.split()) == bare]
        if len(found) == 1:
            return Meant(found[0])
        if found:
            return Meant(text, trouble=say("cell.several", value=bare, found="、".join(sorted(found))))
        if CODE(bare):
            return None
        if name and CODE(identity):
            return Meant(identity)
        near = difflib.get_close_matches(bare, {" ".join(called.split()): one for one, called in known.items()}, n=3)
        told = say("cell.near", found="、".join(near)) if near else ""
        return Meant(text, trouble=say("cell.nobody", value=bare) + told)

    def _passes(self, column: Column, value: Scalar) -> bool:
        judge = self._judges.get(column)
        if judge is None:
            judge = self._judges[column] = fast_check({**column.node, "$defs": self._definitions})
        return judge(value)


@functools.cache
def _labels(pairs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Every way to name a choice: its value, its name, and the name up to a colon or comma where only one has it."""
    short: dict[str, list[str]] = {}
    for value, called in pairs:
        short.setdefault(SHORT.split(called)[0].strip(), []).append(value)
    alone = {name: values[0] for name, values in short.items() if len(values) == 1}
    return {**alone, **{called: value for value, called in pairs}, **{value: value for value, _ in pairs}}


def _choices(column: Column) -> Mapping[str, str]:
    return _labels(column.choices)


def _typed(column: Column, text: str) -> Scalar:
    """The text as the value its column's types make of it; as it is where they make nothing of it."""
    types = column.types
    if "boolean" in types and (word := text.strip().lower()) in YES | NO:
        return word in YES
    if types & {"integer", "number"}:
        if "string" in types and (quoted := QUOTED(text)):
            return quoted[1]
        if INTEGER(text):
            return int(text)
    return text


def text_of(column: Column, value: object, names: Names) -> str:
    """How a cell shows a value; what is no plain value gives a text that is not read as it."""
    if column.several:
        shown = [_shown(column, one, names) for one in value] if isinstance(value, Sequence) else [""]
        return "\n".join(shown) if shown else say("sheet.empty")
    return _shown(column, value, names)


def _shown(column: Column, value: object, names: Names) -> str:
    if isinstance(value, bool):
        return say("sheet.yes") if value else say("sheet.no")
    if value is None:
        return ""
    text = str(value)
    if called := dict(column.choices).get(text):
        return called if _choices(column).get(called) == text else text
    if isinstance(value, str) and not isinstance(_typed(column, text), str):
        return f'"{text}"'
    return names.shown(column, text) if column.refers else text
