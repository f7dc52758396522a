"""Text from records is text: the one way by which it comes into HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

# Control characters and those that turn the direction of writing; line ends and tabs are text.
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
REPLACEMENT = "\ufffd"
MOST, LONGEST = 50_000, 100
"""So many texts are known as HTML at once, none of them longer than this."""

_KNOWN: dict[str, str] = {}
_HEADS: dict[str, list[str]] = {}


def shown_text(value: object) -> str:
    """``value`` as text of which a page can show every character; HTML of our own (``Markup``) stays as it is.

    Whoever puts it into HTML escapes it, as templates do with every value. What a page can't show becomes U+FFFD.
    Nothing to show (None) is a fault of the page: ValueError.
    """
    if isinstance(value, Markup):
        return value
    if value is None:
        raise ValueError("a page shows a value that is not there")
    text = str(value)
    return text if text.isprintable() else UNSHOWN.sub(REPLACEMENT, text)


def html_text(value: object) -> Markup:
    """``value`` as HTML that shows exactly its characters, by the rules of ``shown_text``."""
    return escape(shown_text(value))


def html_of(value: object) -> str:
    """``value`` as ``html_text`` has it, to be joined to other HTML: names and labels stand on a page over and over."""
    if type(value) is Markup:
        return value
    if type(value) is str:
        return _KNOWN.get(value) or _made(value)
    return str(value) if type(value) is int else str(html_text(value))


def _made(text: str) -> str:
    html = str(html_text(text))
    if len(text) <= LONGEST:
        if len(_KNOWN) >= MOST:
            _KNOWN.clear()
        _KNOWN[text] = html
    return html


def numbered(lines: Sequence[str], around: Markup) -> Markup:
    """Each line in the HTML ``around`` it, which has ``%d`` for the line's number from 1 and ``%s`` for the line."""
    if not lines:
        return Markup()
    before, _, after = str(around).partition("%s")
    heads = _HEADS.setdefault(before, [])
    heads += (before.replace("%d", str(number)) for number in range(len(heads) + 1, len(lines) + 1))
    texts = html_text("\n".join(lines)).split("\n")
    return Markup("".join(f"{head}{text}{after}" for head, text in zip(heads, texts, strict=False)))  # noqa: S704
