"""What somebody at a terminal sees while they wait: one line, written again and again in its place, then gone.

Only a terminal gets it, and only after two seconds: logs, pipes and programmes that read along stay as they were.
"""

from __future__ import annotations

import os
import time
import unicodedata
from typing import IO

from taizhang.progress import Paced, Phase

PATIENCE = 2.0
"""Seconds that nobody needs to be told anything."""
WORDS = {
    Phase.LISTING: "找文件",
    Phase.READING: "读取记录",
    Phase.LINKING: "核对引用",
    Phase.CHECKING: "检查",
    Phase.KEEPING: "记下结果,下次更快",
    Phase.PAST: "读取 Git 历史",
    Phase.RECKONING: "按规则计算",
    Phase.COMPARING: "与封存的核对",
    Phase.REPAIRING: "找可以代改的",
    Phase.JUDGING: "逐行检查",
    Phase.DIGESTING: "算文件的摘要",
    Phase.TELLING: "整理结果",
    Phase.MAKING: "生成页面",
    Phase.WRITING: "写文件",
}
"""The catalogue: what each phase is called."""
LINE = "{what}{about}{count} ……"
ABOUT = ":{about}"
OF_TOTAL, ALONE = " {done:,} / {total:,}", " {done:,}"
NARROW = 20
"""So many columns where a terminal says that it has none."""


def words(phase: Phase, done: int, total: int, about: str) -> str:
    """One line for a person: ``读取记录 12,000 / 100,000 ……``."""
    count = OF_TOTAL.format(done=done, total=total) if total else ALONE.format(done=done) if done else ""
    return LINE.format(what=WORDS[phase], about=ABOUT.format(about=about) if about else "", count=count)


def fitting(text: str, most: int) -> tuple[str, int]:
    """As much of ``text`` as ``most`` columns hold, and how many it takes; a Chinese character takes two."""
    width = 0
    for at, character in enumerate(text):
        wide = 0 if unicodedata.combining(character) else 1 + (unicodedata.east_asian_width(character) in "WFA")
        if width + wide > most:
            return text[:at], width
        width += wide
    return text, width


def watched(stream: IO[str]) -> bool:
    """Whether somebody may look at ``stream``: a terminal that can write in place, and no run of a forge."""
    try:
        return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")
    except ValueError:  # it is closed
        return False


class Line:
    """The line on a terminal; a terminal that has gone is told nothing more."""

    def __init__(self, stream: IO[str], began: float) -> None:
        """``began``: when, by ``time.monotonic``, the work was begun of which ``tell`` is told."""
        self._stream = stream
        self._width = 0
        self.begin(began)

    def begin(self, began: float) -> None:
        """Have patience anew, from ``began`` on."""
        self.tell = Paced(self.show, time.monotonic, began + PATIENCE)

    def show(self, phase: Phase, done: int = 0, total: int = 0, about: str = "", /) -> None:
        """Write it in place of what it said before."""
        text, width = fitting(words(phase, done, total, about), self._columns() - 1)
        self._write("\r" + text + " " * (self._width - width))
        self._width = width

    def clear(self) -> None:
        """Leave nothing of it; ``^C``, which a terminal may have put behind it, goes as well."""
        if self._width:
            self._write("\r" + " " * min(self._width + 2, self._columns() - 1) + "\r")
            self._width = 0

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or NARROW
        except (OSError, ValueError):
            return NARROW

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            return
