"""The one type for everything that is wrong with a file, and the catalogues its sentences come from.

Problems are values: they are collected, sorted and all shown, never raised. Their Chinese sentences stand in one
catalogue a room (``Catalogue``), keyed by the rule's id, never scattered in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

VALUE_LIMIT = 80


class Severity(StrEnum):
    """An error blocks a commit; a warning is shown and blocks nothing."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: 1-based line and column, counted in characters, with the line's own text to show."""

    path: str
    line: int = 1
    column: int = 1
    excerpt: str = ""
    width: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one file; sorts by path, line, column and rule.

    ``rule`` is a stable id such as ``yaml.tag``; ``title`` says in a few Chinese words what kind of trouble it is,
    ``message`` is the sentence, ``repair`` what to write or do instead, ``value`` the offending value as written.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    repair: str = ""
    value: str = ""
    title: str = ""
    excerpt: str = ""
    width: int = 1
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> Place:
        """Where it is."""
        return Place(self.path, self.line, self.column, self.excerpt, self.width)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a catalogue holds for one rule id: title, message, repair as ``str.format`` templates, and its severity."""

    title: str
    message: str
    repair: str = ""
    severity: Severity = Severity.ERROR


class Catalogue:
    """The Chinese sentences of one room, by rule id."""

    def __init__(self, sentences: Mapping[str, Sentence]) -> None:
        self.sentences = dict(sentences)

    def problem(self, rule: str, place: Place, *, value: object = "", **values: object) -> Problem:
        """The problem ``rule`` at ``place``; ``value`` and ``values`` fill the sentence's templates."""
        sentence = self.sentences[rule]
        shown = shorten(str(value))
        return Problem(
            path=place.path,
            line=place.line,
            column=place.column,
            rule=rule,
            message=sentence.message.format(value=shown, **values),
            repair=sentence.repair.format(value=shown, **values),
            value=shown,
            title=sentence.title.format(value=shown, **values),
            excerpt=place.excerpt,
            width=place.width,
            severity=sentence.severity,
        )


def shorten(text: str, limit: int = VALUE_LIMIT) -> str:
    """``text`` cut to ``limit`` characters, with an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1] + "…"
