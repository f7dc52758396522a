"""What every chart is drawn on: SVG of plain shapes and texts, with links, and the numbers as a table beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unicodedata import east_asian_width

from markupsafe import Markup

from taizhang.publish.plain import html_text, shown_text

WIDTH = 360.0
"""A chart's width in its own units: as wide as a phone, so that its texts are as large as they are drawn."""
SIZE = 12.0
"""The size of its texts."""
DROP = 4.0
"""A text's baseline lies so much below its middle."""
NARROW, MORE = 0.58, "…"
FAR = 4
"""Of a text so many times as much as fits is looked at: blanks fold."""
TOLD = 80.0
"""So long, in ems, is what is told of a mark at most; the numbers beside the chart have all of it."""


class Address(str):
    """A page by its address from the site's root, not yet written from where the chart stands."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a legend: the ``tone`` its marks have, whether as a ``line``, and what they stand for."""

    tone: str
    text: str
    line: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the numbers: what it is of, the address of its records ("" for none), and its texts."""

    label: str
    address: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart without its title: ``pieces`` are markup and addresses, ``head`` and ``lines`` the numbers as a table.

    ``linked`` tells whether a mark in it leads anywhere; a chart that has nothing to show is ``empty``.
    """

    kind: str
    width: float
    height: float
    pieces: tuple[str, ...]
    legend: tuple[Entry, ...] = ()
    head: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    linked: bool = False
    empty: bool = False

    @property
    def box(self) -> str:
        """The ``viewBox``."""
        return f"0 0 {written(self.width)} {written(self.height)}"

    def marks(self, page: Callable[[str], str]) -> Markup:
        """What is inside the SVG; ``page`` writes an address from where the chart stands."""
        parts = (html_text(page(one)) if isinstance(one, Address) else one for one in self.pieces)
        return Markup("".join(parts))  # noqa: S704 - every text in the pieces was escaped as it was drawn


class Canvas:
    """Shapes and texts drawn so far, in their order; a ``tone`` names how a shape looks and stands in charts.css."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self.linked = False
        self._pieces: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, tone: str) -> None:
        """A rectangle by its upper left corner."""
        spot = f'x="{written(x)}" y="{written(y)}" width="{written(width)}" height="{written(height)}"'
        self._pieces.append(f'<rect class="c-{tone}" {spot}/>')

    def dot(self, x: float, y: float, radius: float, tone: str) -> None:
        """A dot by its middle."""
        spot = f'cx="{written(x)}" cy="{written(y)}" r="{written(radius)}"'
        self._pieces.append(f'<circle class="c-{tone}" {spot}/>')

    def path(self, runs: Iterable[Iterable[tuple[float, float]]], tone: str) -> None:
        """Lines through points, one a run."""
        drawn = "".join("M" + "L".join(f"{written(x)} {written(y)}" for x, y in run) for run in runs)
        if drawn:
            self._pieces.append(f'<path class="c-{tone}" d="{drawn}"/>')

    def rule(self, x1: float, y1: float, x2: float, y2: float, tone: str = "grid") -> None:
        """A straight line."""
        self.path((((x1, y1), (x2, y2)),), tone)

    def text(self, x: float, y: float, words: str, anchor: str = "start", tone: str = "") -> None:
        """A text with its middle at ``y``, kept inside the chart's width; ``anchor``: start, middle, end."""
        long = min(ems(words) * SIZE, self.width)
        before = {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        x = min(max(x, before), self.width - long + before)
        look = f' class="c-{tone}"' if tone else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._pieces.append(f'<text{look} x="{written(x)}" y="{written(y + DROP)}"{where}>{html_text(words)}</text>')

    @contextmanager
    def mark(self, told: str, address: str = "") -> Iterator[None]:
        """What is drawn meanwhile is one mark: ``told`` says what it is, ``address`` where it leads, "" for nowhere."""
        words = html_text(fitted(told, TOLD))
        if address:
            self.linked = True
            self._pieces += ['<a href="', Address(address), f'"><title>{words}</title>']
        else:
            self._pieces.append(f"<g><title>{words}</title>")
        yield
        self._pieces.append("</a>" if address else "</g>")

    @property
    def pieces(self) -> tuple[str, ...]:
        """What was drawn: neighbouring markup joined, addresses by themselves."""
        joined: list[str] = []
        for piece in self._pieces:
            if joined and not isinstance(piece, Address) and not isinstance(joined[-1], Address):
                joined[-1] += piece
            else:
                joined.append(piece)
        return tuple(joined)

    def chart(
        self,
        kind: str,
        *,
        legend: tuple[Entry, ...] = (),
        head: tuple[str, ...] = (),
        lines: tuple[Line, ...] = (),
        empty: bool = False,
    ) -> Chart:
        """The chart as it was drawn."""
        return Chart(kind, self.width, self.height, self.pieces, legend, head, lines, self.linked, empty)


def nothing(kind: str) -> Chart:
    """A chart of no values."""
    return Chart(kind, WIDTH, 0, (), empty=True)


def written(value: float) -> str:
    """A coordinate as it is written: one decimal at most, the same on every machine."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def ems(text: str) -> float:
    """About how wide a text is, in its own size: a Chinese character is as wide as high, others about half of it."""
    return sum(1.0 if east_asian_width(one) in "WF" else NARROW for one in text)


def fitted(text: str, most: float) -> str:
    """As much of a text as fits into ``most`` ems, on one line; that some is left out is told by an ellipsis."""
    near = text[: int(most / NARROW) * FAR + FAR]
    whole = " ".join(shown_text(near).split())
    if ems(whole) <= most and len(near) == len(text):
        return whole
    room = most - 1
    for number, one in enumerate(whole):
        room -= ems(one)
        if room < 0:
            return whole[:number].rstrip() + MORE
    return whole + MORE
