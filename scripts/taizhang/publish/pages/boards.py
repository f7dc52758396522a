"""Boards: the list of days, and a page for each with every reception replayed in its order (B5.1-B5.6)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.publish.boards import Board, boards
from taizhang.publish.links import board_page
from taizhang.publish.maker import Maker
from taizhang.publish.pages.findings import evidence
from taizhang.publish.stamp import Page
from taizhang.publish.view import View


def pages(maker: Maker) -> Iterator[Page]:
    """The list, the latest day first, and a page for each day and unit."""
    view = maker.view
    found = boards(view)
    rows = sorted(found, key=lambda one: (one.day, one.unit), reverse=True)
    yield maker.page("boards.html", "boards/", "boards/", "接待", rows=rows)
    for one in found:
        places = {row.one.key: tuple(evidence(view, row.one)) for line in one.lines for row in line.rows}
        title = f"{one.day} {view.unit(one.unit)}"
        yield maker.page(
            "board.html", "boards/shell/", board_page(one.id), title, words(view, one), one=one, places=places
        )


def words(view: View, one: Board) -> str:
    """A board is found by its unit, its day and everybody who received."""
    people = dict.fromkeys(row.one.person for line in one.lines for row in line.rows)
    named = (text for person in people for text in (person, view.person(person)))
    return " ".join((view.unit(one.unit), one.unit, one.day, *named))
