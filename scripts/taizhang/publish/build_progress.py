"""How far a build of the site is, on the terminal that MkDocs logs to: a line of its log takes our line's place."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from typing import Any

from taizhang.progress import Phase, Tell, nobody
from taizhang.publish.waiting import Line, watched


class Building:
    """What a build tells of itself, to nobody unless somebody looks."""

    def __init__(self) -> None:
        self._line: Line | None = None
        self.tell: Tell = nobody
        self._titles: Mapping[str, str] = {}

    def look(self, log: logging.Logger) -> None:
        """Draw where ``log`` writes to a terminal, unless it is to be quiet."""
        for handler in log.handlers if log.isEnabledFor(logging.INFO) else ():
            if self._line is None and isinstance(handler, logging.StreamHandler) and watched(handler.stream):
                self._line = Line(handler.stream, time.monotonic())
                handler.addFilter(self._cleared)

    def begin(self, nav: object) -> None:
        """A build begins, of a site with this navigation."""
        self._titles = dict(titles_in(nav))
        if self._line is not None:
            self._line.begin(time.monotonic())
            self.tell = self._line.tell

    def end(self) -> None:
        """Leave nothing on the terminal."""
        self.tell = nobody
        if self._line is not None:
            self._line.clear()

    def making(self, phase: Phase, done: int = 0, total: int = 0, about: str = "", /) -> None:
        """Tell of what is made: of pages, ``about`` is the first part of their addresses."""
        self.tell(phase, done, total, self._titles.get(about, about) if phase is Phase.MAKING else about)

    def _cleared(self, record: logging.LogRecord) -> bool:
        """Make room for a line of the log."""
        del record
        if self._line is not None:
            self._line.clear()
        return True


def titles_in(nav: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as mkdocs.yml has it
    """What families are called, by the first part of their addresses: as the navigation calls their lists."""
    for title, below in nav.items() if isinstance(nav, dict) else ():
        if isinstance(below, str):
            yield below.partition("/")[0] if "/" in below else "", str(title)
    for one in nav if isinstance(nav, list) else nav.values() if isinstance(nav, dict) else ():
        yield from titles_in(one)
