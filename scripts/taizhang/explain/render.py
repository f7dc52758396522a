"""Told trees as text for the terminal and as HTML for the page: the same lines in the same order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from taizhang.explain.sentences import UNFOLD
from taizhang.explain.tell import Told
from taizhang.problem import Place
from taizhang.rules.outcome import ClauseSource

PlaceLink = Callable[[Place], str]
ClauseLink = Callable[[ClauseSource], str]


def to_text(told: Told) -> str:
    """The tree as indented lines, each with the clause or the file and line it rests on."""
    return "\n".join(_lines(told, 0)) + "\n"


def _lines(told: Told, depth: int) -> Iterator[str]:
    note = ""
    if told.clause is not None:
        note = f"  [{told.clause.clause}]"
    elif told.place is not None:
        note = f"  ← {told.place.path}:{told.place.line}"
    yield "  " * depth + told.text + note
    for child in () if told.folded else told.children:
        yield from _lines(child, depth + 1)


def to_html(
    told: Told, place_link: PlaceLink, clause_link: ClauseLink, folded: Callable[[Told], str] | None = None
) -> str:
    """The tree as nested lists; everything escaped, every source a link.

    ``folded`` gives what lies below and is folded, where somebody has made it already.
    """
    text = escape(told.text)
    if told.clause is not None:
        text += f' <a class="tz-clause" href="{escape(clause_link(told.clause))}">{escape(told.clause.clause)}</a>'
    elif told.place is not None:
        label = f"{told.place.path}:{told.place.line}"
        text += f' <a class="tz-source" href="{escape(place_link(told.place))}">{escape(label)}</a>'
    if not told.children:
        return f"<li>{text}</li>"
    below = "".join(
        [
            folded(child) if folded and child.folded else to_html(child, place_link, clause_link, folded)
            for child in told.children
        ]
    )
    if told.folded:
        return f'<li>{text}<details class="tz-folded"><summary>{UNFOLD}</summary><ul>{below}</ul></details></li>'
    return f"<li>{text}<ul>{below}</ul></li>"
