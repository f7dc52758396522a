"""What of a record is wrong only in its writing, put right: characters, times, order of fields, the file's place.

Nothing is taken for right because we made it: every change is a guess that is checked again as any record is, and
stands only if the trouble is gone and no other came up. What a record says never changes but where it said nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from taizhang.desk.repair_guesses import MECHANICAL, line_guesses
from taizhang.problem import Problem
from taizhang.records.examine import Examined, Examiner
from taizhang.records.paths import fill_template
from taizhang.records.schema_set import Kind
from taizhang.records.source import Entry
from taizhang.records.text.decoding import decode

ROUNDS = 200
"""So many lines of one file are put right at most."""
WRITING, NEWLINE = "yaml.", "yaml.newline"
MISPLACED, SUFFIX = "file.misplaced", "file.suffix"
ENCODINGS = {"yaml.gbk": "gb18030", "yaml.utf16": "utf-16"}
_TOP = re.compile(r"[a-z][a-z0-9_]*:")


@dataclass(frozen=True, slots=True)
class Repair:
    """A file as it is and as it would be: its path and content before and after, and what is put right."""

    path: str
    target: str
    before: bytes
    after: bytes
    mended: tuple[Problem, ...]
    reordered: bool

    @property
    def moved(self) -> bool:
        """Whether it gets another place."""
        return self.path != self.target


def repair(examiner: Examiner, entry: Entry, content: bytes) -> Repair | None:
    """``content`` of the file ``entry`` put right as far as that is mechanical; None where nothing is."""
    state = _State(examiner, replace(entry, blob=""), content)
    state.decode()
    state.move()
    while (better := state.better()) is not None and len(state.mended) < ROUNDS:
        state = better
    reordered = state.reorder()
    state.move()
    if (state.entry.path, state.content) == (entry.path, content):
        return None
    return Repair(entry.path, state.entry.path, content, state.content, tuple(state.mended), reordered)


class _State:
    """A file on its way to what it was meant to be."""

    def __init__(self, examiner: Examiner, entry: Entry, content: bytes, mended: tuple[Problem, ...] = ()) -> None:
        self.examiner, self.entry, self.content, self.mended = examiner, entry, content, mended
        self.found: Examined = examiner.check(entry, content)
        self._hopeless: set[tuple[str, int, int]] = set()

    def decode(self) -> None:
        """Read what was saved in another encoding, or with another computer's line ends."""
        for problem in self.found.problems:
            if problem.rule in ENCODINGS:
                better = _recoded(self.content, ENCODINGS[problem.rule])
            elif problem.rule == NEWLINE:
                better = self.content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
            else:
                continue
            if self._try(better):
                self.mended += (problem,)
                return

    def better(self) -> _State | None:
        """This file with one more line put right; None where no guess helps."""
        text = _decoded(self.content)
        if text is None:
            return None
        lines = text.split("\n")
        for problem in self.found.problems:
            place = (problem.rule, problem.line, problem.column)
            if problem.rule not in MECHANICAL or place in self._hopeless or problem.line > len(lines):
                continue
            line = lines[problem.line - 1]
            tried = [self._with(lines, problem, guess) for guess in line_guesses(problem, line, self._choices())]
            good = [other for other in tried if self._improves(other, problem)]
            if good:
                return min(good, key=lambda other: len(other.found.problems))
            self._hopeless.add(place)
        return None

    def _with(self, lines: list[str], problem: Problem, guess: str) -> _State:
        """This file with ``guess`` in place of the line that ``problem`` is about."""
        number = problem.line - 1
        content = "\n".join((*lines[:number], guess, *lines[number + 1 :])).encode()
        other = _State(self.examiner, self.entry, content, (*self.mended, problem))
        other._hopeless = self._hopeless
        return other

    def reorder(self) -> bool:
        """The fields of a sound record in the order of its schema, each with the comments above it."""
        kind = self.examiner.schemas.kinds.get(self.found.kind)
        text = _decoded(self.content)
        if kind is None or text is None or not isinstance(self.found.data, dict) or _refused(self.found):
            return False
        order = _order(kind)
        blocks = list(_blocks(text))
        if in_order(self.found.data, kind) or {name for name, _ in blocks if name} != self.found.data.keys():
            return False
        head = [block for name, block in blocks if not name]
        rest = sorted((one for one in blocks if one[0]), key=lambda one: order.get(one[0], len(order)))
        made = "".join([*head, *(block for _, block in rest)]).encode()
        return self._try(made, same=True)

    def move(self) -> None:
        """Give the file the place that its content or its name asks for."""
        for problem in self.found.problems:
            if problem.rule not in {MISPLACED, SUFFIX}:
                continue
            right = self._right()
            if right and right != self.entry.path:
                entry = Entry(right, self.entry.root)
                found = self.examiner.check(entry, self.content)
                if not {MISPLACED, SUFFIX} & {one.rule for one in found.problems}:
                    self.entry, self.found = entry, found
                    self.mended += (problem,)
            return

    def _right(self) -> str:
        """The path that the record belongs to."""
        entry = self.entry
        if not entry.path.endswith(".yaml"):
            folder, slash, name = entry.path.rpartition("/")
            entry = Entry(folder + slash + name.split(".", 1)[0] + ".yaml", entry.root)
        found = self.examiner.check(entry, self.content)
        kind = self.examiner.schemas.kinds.get(found.kind)
        if kind is None or not isinstance(found.data, dict):
            return ""
        if all(one.rule != MISPLACED for one in found.problems):
            return entry.path
        place = fill_template(kind.template, found.data)
        return f"{entry.root}/{place}" if place else ""

    def _choices(self) -> Mapping[str, str]:
        kind = self.examiner.schemas.kinds.get(self.found.kind)
        return dict(_labelled(kind.schema)) if kind else {}

    def _try(self, content: bytes | None, *, same: bool = False) -> bool:
        """Take ``content`` if it is read better, or with ``same`` if it says the same."""
        if content is None:
            return False
        other = _State(self.examiner, self.entry, content)
        good = other.found.data == self.found.data and _counted(other) == _counted(self) if same else other.readable
        if good:
            self.content, self.found = content, other.found
        return good

    @property
    def readable(self) -> bool:
        """Whether its characters can be read."""
        return not {one.rule for one in self.found.problems} & {*ENCODINGS, NEWLINE, "yaml.encoding"}

    def _improves(self, other: _State, problem: Problem) -> bool:
        """Whether ``problem`` is gone, nothing is wrong elsewhere that was not, and no more than before in all.

        As long as a file cannot be read, only its writing has been judged.
        """
        was, now = _counted(self), _counted(other)
        if self.found.data is None:
            was, now = _writing(was), _writing(now)
        here = (problem.rule, problem.line)
        elsewhere = any(line != problem.line for _, line in now - was)
        return now[here] < was[here] and not elsewhere and now.total() <= was.total()


def in_order(data: Mapping[str, object], kind: Kind) -> bool:
    """Whether a record's fields stand in the order of its schema."""
    order = _order(kind)
    places = [order.get(name, len(order)) for name in data]
    return places == sorted(places)


def _order(kind: Kind) -> dict[str, int]:
    return {name: number for number, name in enumerate(kind.schema["properties"])}


def _writing(counted: Counter[tuple[str, int]]) -> Counter[tuple[str, int]]:
    """What is wrong with the writing alone."""
    return Counter({place: count for place, count in counted.items() if place[0].startswith(WRITING)})


def _counted(state: _State) -> Counter[tuple[str, int]]:
    return Counter((one.rule, one.line) for one in state.found.problems)


def _refused(found: Examined) -> bool:
    return any(one.rule.split(".")[0] in {"yaml", "schema"} for one in found.problems)


def _decoded(content: bytes) -> str | None:
    try:
        return decode(content)
    except UnicodeDecodeError:
        return None


def _recoded(content: bytes, codec: str) -> bytes | None:
    try:
        return content.decode(codec).encode()
    except UnicodeError:
        return None


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """The text of each top-level field with its name and the comments right above it; what comes first has none."""
    name, held, above = "", "", ""
    for line in text.splitlines(keepends=True):
        if _TOP.match(line):
            yield name, held
            name, held, above = line.partition(":")[0], above + line, ""
        elif line.startswith("#") or not line.strip():
            above += line
        else:
            held += above + line
            above = ""
    yield name, held + above


def _labelled(node: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a schema is any JSON
    """Every choice of a schema by what it is called."""
    if isinstance(node, dict):
        yield from zip(node.get("enumDescriptions", ()), map(str, node.get("enum", ())), strict=False)
        for one in node.values():
            yield from _labelled(one)
    elif isinstance(node, list):
        for one in node:
            yield from _labelled(one)
