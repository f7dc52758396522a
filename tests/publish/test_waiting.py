"""The line on a terminal: what it says, how wide it is, that nothing is left of it."""

from __future__ import annotations

import io
import os

import pytest

from taizhang.progress import Phase
from taizhang.publish import waiting
from taizhang.publish.waiting import Line, fitting, watched, words


class Terminal(io.StringIO):
    """A terminal of so many columns, with what it shows on its one line."""

    def isatty(self) -> bool:
        return not self.closed

    def shown(self) -> str:
        """What stands on the line; a Chinese character takes two cells."""
        cells: list[str] = []
        at = 0
        for character in self.getvalue():
            wide = ["", character] if character > "\u2e7f" or character == "…" else [character]
            if character == "\r":
                at = 0
            else:
                cells[at : at + len(wide)] = wide
                at += len(wide)
        return "".join(cells).rstrip()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """One of 40 columns, and none of a forge's variables."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(Line, "_columns", lambda _: 40)
    return Terminal()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ((Phase.READING, 12_000, 100_000, ""), "读取记录 12,000 / 100,000 ……"),
        ((Phase.MAKING, 1234, 0, "客户"), "生成页面:客户 1,234 ……"),
        ((Phase.PAST, 0, 0, ""), "读取 Git 历史 ……"),
        ((Phase.RECKONING, 0, 87, ""), "按规则计算 0 / 87 ……"),
    ],
)
def test_what_it_says(told: tuple[Phase, int, int, str], said: str) -> None:
    assert words(*told) == said


def test_every_phase_has_words() -> None:
    assert list(waiting.WORDS) == list(Phase)


@pytest.mark.parametrize(
    ("most", "text", "width"), [(9, "读取 a:12", 9), (8, "读取 a:1", 8), (4, "读取", 4), (3, "读", 2), (0, "", 0)]
)
def test_a_chinese_character_takes_two_columns_and_is_never_cut(most: int, text: str, width: int) -> None:
    assert fitting("读取 a:12", most) == (text, width)
    assert fitting("e\u0301" * 3, 2) == ("e\u0301" * 2, 2)


def test_it_is_written_in_its_place_and_nothing_is_left_of_it(terminal: Terminal) -> None:
    line = Line(terminal, 0)
    line.show(Phase.READING, 12_000, 100_000)
    line.show(Phase.LINKING)
    assert terminal.shown() == "核对引用 ……"
    line.show(Phase.MAKING, 1, 0, "很长" * 20)
    assert len(fitting(terminal.shown(), 100)[0]) < 40
    line.clear()
    assert terminal.shown() == ""
    assert "\n" not in terminal.getvalue()
    before = terminal.getvalue()
    line.clear()
    assert terminal.getvalue() == before, "there is nothing to clear"


def test_a_terminal_that_has_gone_is_told_nothing(terminal: Terminal) -> None:
    line = Line(terminal, 0)
    line.show(Phase.LINKING)
    terminal.close()
    line.show(Phase.READING)
    line.clear()
    assert not watched(terminal)


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_who_looks(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    assert watched(terminal)
    assert not watched(io.StringIO())
    monkeypatch.setenv(name, value)
    assert not watched(terminal)


def test_how_wide_a_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Numbered(Terminal):
        def fileno(self) -> int:
            return 7

    sizes = {7: os.terminal_size((120, 40))}
    monkeypatch.setattr(os, "get_terminal_size", lambda number: sizes[number])
    line = Line(Numbered(), 0)
    assert line._columns() == 120
    sizes[7] = os.terminal_size((0, 0))
    assert line._columns() == waiting.NARROW
    assert Line(Terminal(), 0)._columns() == waiting.NARROW
