"""What a bulletin is made of: sections of paragraphs and tables, in which every number is a figure that opens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from taizhang.facts.fact import Fact
from taizhang.rules.outcome import Outcome, State
from taizhang.when.period import Period


class Stage(StrEnum):
    """How far a notice has come: its month still runs, it is not issued yet, it is issued."""

    UNFINISHED = "unfinished"
    DRAFT = "draft"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True)
class Group:
    """So many duties of a unit and month in some states, of one ``rule`` (its title) where that is said."""

    unit: str
    month: str
    states: tuple[State, ...]
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as printed, what it counts in words, and what made it: outcomes of rules, facts of records.

    ``how`` tells the reckoning of what is not a plain count, such as ``467 ÷ 488``. A figure of an issued notice has
    ``groups`` and ``records`` (with how many facts of each) in place of very many outcomes and facts.
    """

    text: str
    what: str
    outcomes: tuple[Outcome, ...] = ()
    facts: tuple[Fact, ...] = ()
    how: str = ""
    groups: tuple[Group, ...] = ()
    records: tuple[tuple[str, int], ...] = ()

    @property
    def opens(self) -> bool:
        """Whether there is anything to open into."""
        return bool(self.outcomes or self.facts or self.groups or self.records)


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something with a page of its own: ``kind`` is person, unit or customer."""

    kind: str
    id: str
    text: str


Part = str | Figure | Name
Cell = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or a few, in parts; an ``item`` is one of a list."""

    parts: Cell
    item: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: one of numbers stands right, one of ``long`` text may break into lines."""

    text: str
    numeric: bool = False
    long: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """表一, 表二 ...: ``number`` counts from 1 through the notice."""

    number: int
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section; ``remarks`` are what people wrote, never mixed with what was reckoned."""

    id: str
    number: str
    title: str
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A rulebook with the day from which its version in force at the month's end holds, None where none is said."""

    title: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What a notice rests on: a commit ("" where history is unknown), rulebooks, the moment it was looked at."""

    commit: str
    rulebooks: tuple[Version, ...]
    as_of: datetime


@dataclass(frozen=True, slots=True)
class Seal:
    """Who issued a notice when, so that it stays as it was: ``path`` is its record's."""

    by: Name
    at: datetime
    digest: str
    path: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A month's notice (A8.1); ``record`` is the path of the remarks, "" where nobody wrote any.

    With a ``seal`` all but ``since``, what became of it later, is as it was issued.
    """

    month: Period
    stage: Stage
    title: str
    number: str
    addressees: tuple[str, ...]
    opening: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    issuer: Name
    issued: date | None
    basis: Basis
    record: str = ""
    seal: Seal | None = None
    since: tuple[Block, ...] = ()

    @property
    def figures(self) -> Iterator[tuple[str, Figure]]:
        """Every figure with the title of its section, in the order of the text."""
        for section in self.sections:
            yield from ((section.title, part) for part in parts_of(section) if isinstance(part, Figure))

    def section(self, identity: str) -> Section | None:
        """The section with this id."""
        return next((section for section in self.sections if section.id == identity), None)


def parts_of(section: Section) -> Iterator[Part]:
    """Every text, figure and name of a section's paragraphs and tables, in order."""
    for block in section.blocks:
        cells = (cell for row in block.rows for cell in row) if isinstance(block, Table) else (block.parts,)
        yield from (part for cell in cells for part in cell)
