"""What a build tells on MkDocs' own terminal, and that its log goes first."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from taizhang.progress import Phase
from taizhang.publish.build_progress import Building, titles_in
from tests.publish.test_waiting import Terminal

NAV = [{"首页": "index.md"}, {"台账": [{"客户": "customers/index.md"}]}, {"帮助": ["help/index.md"]}]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[logging.Logger, Terminal]]:
    """A log that writes to a terminal, whose lines are shown at once."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("taizhang.publish.waiting.PATIENCE", 0)
    terminal, made = Terminal(), logging.getLogger("tests.site")
    handler = logging.StreamHandler(terminal)
    made.setLevel(logging.INFO)
    made.addHandler(handler)
    yield made, terminal
    made.removeHandler(handler)


def test_families_are_called_as_the_navigation_calls_them() -> None:
    assert dict(titles_in(NAV)) == {"": "首页", "customers": "客户"}
    assert dict(titles_in(None)) == {}


def test_families_are_told_by_their_titles(
    log: tuple[logging.Logger, Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.publish.waiting.NARROW", 80)
    building, (logger, terminal) = Building(), log
    building.look(logger)
    building.begin(NAV)
    seen = []
    for about in ("", "customers", "other"):
        building.making(Phase.MAKING, 3, 26, about)
        seen.append(terminal.shown())
    building.making(Phase.WRITING, 40, 167)
    assert terminal.shown() == "写文件 40 / 167 ……"
    assert seen == ["生成页面:首页 3 / 26 ……", "生成页面:客户 3 / 26 ……", "生成页面:other 3 / 26 ……"]


def test_a_line_of_the_log_comes_in_our_place(log: tuple[logging.Logger, Terminal]) -> None:
    building, (logger, terminal) = Building(), log
    building.look(logger)
    building.begin(NAV)
    building.tell(Phase.READING, 1, 2)
    assert terminal.shown() == "读取记录 1 / 2 ……"
    logger.info("written")
    assert terminal.shown() == "written"
    building.tell(Phase.LINKING)
    building.end()
    assert terminal.getvalue().endswith("\r")
    building.tell(Phase.LINKING)
    assert terminal.getvalue().endswith("\r"), "nobody is told once it is done"


@pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
def test_a_log_that_is_quiet_or_goes_elsewhere(log: tuple[logging.Logger, Terminal], level: int) -> None:
    logger, terminal = log
    logger.setLevel(level)
    if level == logging.INFO:
        terminal.isatty = lambda: False  # type: ignore[method-assign]
    building = Building()
    building.look(logger)
    building.begin(NAV)
    building.tell(Phase.READING)
    building.end()
    assert terminal.getvalue() == ""
