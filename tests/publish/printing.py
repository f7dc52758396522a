"""Pages as they come out of the printer: the PDF that Chromium makes of them, read back sheet by sheet."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page
from pypdf import PageObject, PdfReader

A4 = (595, 842)  # points
WINDOW = {"width": 673, "height": 1000}  # as wide as the print on an A4 sheet
LEVEL = re.compile("内部|秘密|机密")
NUMBER = re.compile(r"第(\d+)页,共(\d+)页")
ALIKE = str.maketrans("⻚⻓⻔⻋⻅⻉⻛⻢⻩⻬⻰戶―", "页长门车见贝风马黄齐龙户—")  # signs that a font draws alike


@dataclass(frozen=True)
class Line:
    """One line of a sheet: how high it stands, in points, and its words from left to right."""

    y: float
    text: str


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper: its size in points, and its lines from top to bottom."""

    size: tuple[int, int]
    lines: tuple[Line, ...]

    @property
    def head(self) -> str:
        """What stands at the top down to the level; nothing where none stands in the first two lines."""
        return "".join(line.text for line in self.lines[: self._top])

    @property
    def foot(self) -> str:
        """What stands at the bottom from the sheet's number on; nothing where it has none."""
        return "".join(line.text for line in self.lines[self._bottom :])

    @property
    def body(self) -> tuple[Line, ...]:
        """What stands between."""
        return self.lines[self._top : self._bottom]

    @property
    def _top(self) -> int:
        return next((n for n, line in enumerate(self.lines[:2], 1) if LEVEL.search(line.text[-20:])), 0)

    @property
    def _bottom(self) -> int:
        numbered = (n for n, line in enumerate(self.lines) if n >= len(self.lines) - 3 and NUMBER.search(line.text))
        return next(numbered, len(self.lines))

    @property
    def text(self) -> str:
        """The text without any space."""
        return "".join(line.text for line in self.body)

    def lines_with(self, words: str) -> tuple[Line, ...]:
        """The lines of the text in which some words stand."""
        return tuple(line for line in self.body if words in line.text)


def plain(text: str) -> str:
    """A text without space; what a font writes with the sign of a radical is the sign it stands for."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).translate(ALIKE)


def opened(browser: Browser, address: str) -> Page:
    """A page in a window, by a reader who likes it dark, once it knows what it rests on."""
    page = browser.new_page(viewport={"width": 1024, "height": 768}, color_scheme="dark")
    page.goto(address)
    page.locator("[data-tz-about]:visible").wait_for()
    return page


def printed(page: Page) -> tuple[Sheet, ...]:
    """The sheets of a page, as a browser prints it that is told nothing."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return tuple(_sheet(one) for one in reader.pages)


def _sheet(page: PageObject) -> Sheet:
    lines: dict[float, list[str]] = {}

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, _size: float) -> None:  # noqa: ANN401
        if text.strip():
            y = outer[1] * inner[4] + outer[3] * inner[5] + outer[5]
            near = next((one for one in lines if abs(one - y) < 2), y)  # of one line, in whatever size
            lines.setdefault(near, []).append(plain(text))

    page.extract_text(visitor_text=visit)
    told = tuple(Line(y, "".join(lines[y])) for y in sorted(lines, reverse=True))
    return Sheet((round(page.mediabox.width), round(page.mediabox.height)), told)
