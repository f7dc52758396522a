"""Heat maps: a table of numbers whose cells are shaded by steps, so that the eye finds what stands out.

It is a table, not a drawing: its numbers are read, copied, printed and followed as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.publish.charts.canvas import Chart
from taizhang.rules.amounts import plain


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, None where there is none; ``note`` tells more of it (``17 / 18``), ``address`` has its records."""

    value: Decimal | None
    address: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the map; ``spark`` is a small line drawn behind its label."""

    label: str
    cells: tuple[Cell, ...]
    address: str = ""
    spark: Chart | None = None


@dataclass(frozen=True, slots=True)
class Shaded:
    """A cell as it is shown: its text, its step from 0, what is told of it."""

    text: str
    step: int
    told: str
    address: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The map: ``steps`` are where a shade begins, from the calmest to the strongest."""

    head: tuple[str, ...]
    rows: tuple[tuple[Row, tuple[Shaded | None, ...]], ...]
    steps: tuple[Decimal, ...]
    falling: bool

    @property
    def empty(self) -> bool:
        """Whether no cell has a value."""
        return not any(cell for _, cells in self.rows for cell in cells)

    @property
    def sparks(self) -> bool:
        """Whether any row has a small line."""
        return any(row.spark for row, _ in self.rows)


def heat(
    head: Sequence[str], rows: Sequence[Row], steps: Sequence[Decimal], unit: str = "", *, falling: bool = False
) -> Heat:
    """A map of ``rows`` by ``head``; where ``falling``, what is lower is shaded more strongly.

    Each row has a cell for each of ``head``, else ValueError.
    """
    if any(len(row.cells) != len(head) for row in rows):
        raise ValueError("a row of a heat map has other cells than its head")
    shaded = tuple(
        (
            row,
            tuple(
                _shaded(cell, f"{row.label} {name}", steps, unit, falling)
                for name, cell in zip(head, row.cells, strict=True)
            ),
        )
        for row in rows
    )
    return Heat(tuple(head), shaded, tuple(steps), falling)


def step_of(value: Decimal, steps: Sequence[Decimal], *, falling: bool = False) -> int:
    """How many of the ``steps`` a value has passed: rising ones when it is at least as high, falling when below."""
    return sum(value < step if falling else value >= step for step in steps)


def _shaded(cell: Cell, where: str, steps: Sequence[Decimal], unit: str, falling: bool) -> Shaded | None:  # noqa: FBT001
    if cell.value is None:
        return None
    told = f"{where} {plain(cell.value)}{unit}" + (f" {cell.note}" if cell.note else "")
    return Shaded(plain(cell.value), step_of(cell.value, steps, falling=falling), told, cell.address)
