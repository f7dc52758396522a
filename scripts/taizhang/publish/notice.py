"""A bulletin made ready for its page: every figure with an anchor, and below its section what it opens into."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.bulletin import Bulletin, Figure, Name, Paragraph, Section, Table
from taizhang.bulletin.notice import Cell
from taizhang.bulletin.opened import gathered
from taizhang.bulletin.sentences import say
from taizhang.bulletin.text import caption, heading
from taizhang.explain.sentences import STATES
from taizhang.facts.fact import Fact
from taizhang.publish.links import obligations_page
from taizhang.rules.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Duties:
    """So many duties of a unit and month, in the ``states`` (words), of one ``rule`` where that is said."""

    unit: str
    month: str
    states: tuple[str, ...]
    rule: str
    count: int

    @property
    def address(self) -> str:
        """The address of their table."""
        return obligations_page(self.unit, self.month)

    @property
    def chosen(self) -> dict[str, str | tuple[str, ...]]:
        """What to choose in the columns of their table, to see just them."""
        return {"state": self.states, **({"rule": self.rule} if self.rule else {})}


@dataclass(frozen=True, slots=True)
class Opened:
    """A figure with its anchor, "" for one that opens into nothing, and what it opens into.

    ``outcomes`` and ``facts`` one by one where there are few, else the ``duties`` by unit and the ``records`` by path.
    """

    figure: Figure
    anchor: str
    outcomes: tuple[Outcome, ...] = ()
    facts: tuple[Fact, ...] = ()
    duties: tuple[Duties, ...] = ()
    records: tuple[tuple[str, int], ...] = ()

    @property
    def only(self) -> Outcome | Fact | Duties | None:
        """The one thing, or the one table, that it counts: its figure leads straight there."""
        every: tuple[Outcome | Fact | Duties, ...] = (*self.outcomes, *self.facts, *self.duties)
        return every[0] if len(every) == 1 and not self.records else None


ShownCell = tuple[str | Name | Opened, ...]


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """A paragraph, or one of a list."""

    parts: ShownCell
    item: bool


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of the notice with its cells made ready."""

    table: Table
    caption: str
    rows: tuple[tuple[ShownCell, ...], ...]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with its blocks, and every figure in them that opens into more than one thing."""

    section: Section
    heading: str
    blocks: tuple[ShownParagraph | ShownTable, ...]
    opened: tuple[Opened, ...]


def sheet_of(notice: Bulletin) -> tuple[ShownSection, ...]:
    """The sections of a notice made ready for its page."""
    return tuple(_shown(section) for section in notice.sections)


def since_of(notice: Bulletin) -> ShownSection | None:
    """What became of an issued notice, made ready for its page; None for one that is not issued."""
    return _shown(Section("since", "", say("since.title"), notice.since)) if notice.since else None


def _shown(section: Section) -> ShownSection:
    found: list[Opened] = []

    def cell(parts: Cell) -> ShownCell:
        return tuple(figure(part) if isinstance(part, Figure) else part for part in parts)

    def figure(one: Figure) -> Opened:
        opened = open_into(one, f"{section.id}-{len(found) + 1}" if one.opens else "")
        if one.opens and opened.only is None:
            found.append(opened)
        return opened

    blocks = tuple(
        ShownParagraph(cell(block.parts), block.item)
        if isinstance(block, Paragraph)
        else ShownTable(block, caption(block), tuple(tuple(cell(one) for one in row) for row in block.rows))
        for block in section.blocks
    )
    return ShownSection(section, heading(section), blocks, tuple(found))


def open_into(figure: Figure, anchor: str) -> Opened:
    """What a figure opens into: everything it counts, or the tables and records that hold it where that is much."""
    found = gathered(figure)
    duties = (
        Duties(one.unit, one.month, tuple(STATES[state] for state in one.states), one.rule, one.count)
        for one in found.groups
    )
    return Opened(figure, anchor, found.outcomes, found.facts, tuple(duties), found.records)
