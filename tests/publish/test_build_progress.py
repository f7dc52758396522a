"""What a build tells on MkDocs' own terminal, and that its log goes first."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from markupsafe import Markup

from taizhang.progress import Phase
from taizhang.publish.build_progress import Building, titles_in
from taizhang.publish.stamp import Page
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


def page(address: str) -> Page:
    return Page(address, address, "", Markup())


def test_families_are_called_as_the_navigation_calls_them() -> None:
    assert dict(titles_in(NAV)) == {"": "首页", "customers": "客户"}
    assert dict(titles_in(None)) == {}


def test_pages_are_told_by_family(log: tuple[logging.Logger, Terminal]) -> None:
    building, pages = Building(), [page(""), page("customers/a/"), page("customers/b/"), page("other/")]
    told: list[tuple[object, ...]] = []
    building.look(log[0])
    building.begin(NAV)
    building.tell = lambda *one: told.append(one)
    assert list(building.pages(pages)) == pages
    assert told == [(Phase.MAKING, *one) for one in ((1, 0, "首页"), (1, 0, "客户"), (2, 0, "客户"), (1, 0, "other"))]
    told.clear()
    assert [make() for make in building.files({"a": lambda: b"1", "b": lambda: b"2"}).values()] == [b"1", b"2"]
    assert told == [(Phase.WRITING, 0, 2), (Phase.WRITING, 1, 2)]


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
