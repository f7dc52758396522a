"""The site's own styles and scripts, joined: one file of each for every page, in the order in which pages ask for them.

They are kept apart by what they are for. A reader's phone asks for each file of a page by itself, so that ten small
ones take longer than what is in them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "assets/"
STYLE, SCRIPT = FOLDER + "site.css", FOLDER + "site.js"
SEPARATOR = {STYLE: b"\n", SCRIPT: b";\n"}
_LINK = re.compile(r'[ \t]*<link rel="stylesheet" href="([^"]*?)assets/([a-z]+\.css)">\n?')
_SOURCE = re.compile(r'[ \t]*<script src="([^"]*?)assets/([a-z]+\.js)"></script>\n?')
_BODY = "<body"


@dataclass(frozen=True, slots=True)
class Joined:
    """A page's HTML that asks for the joined files, and the names of those that are in them, in their order."""

    html: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


def joined(html: str) -> Joined:
    """``html`` with one link for its own styles and one element for the scripts of its body.

    Scripts of the head work before anything is drawn: they stay.
    """
    head, mark, body = html.partition(_BODY)
    head, styles = _joined(head, _LINK, '<link rel="stylesheet" href="{way}' + STYLE + '">\n')
    body, scripts = _joined(body, _SOURCE, '<script src="{way}' + SCRIPT + '"></script>\n')
    return Joined(head + mark + body, styles, scripts)


@dataclass(frozen=True, slots=True)
class Assets:
    """The joined files by their paths, and the paths of those that are in them."""

    files: Mapping[str, bytes]
    parts: frozenset[str]


def assets_of(shells: Path) -> Assets:
    """The joined files of what a builder rendered into ``shells``: all its pages ask for the same as the first."""
    front = shells / "index.html"
    page = joined(front.read_text(encoding="utf-8")) if front.is_file() else Joined("", (), ())
    names = {STYLE: page.styles, SCRIPT: page.scripts}
    files = {
        path: SEPARATOR[path].join((shells / FOLDER / name).read_bytes() for name in listed)
        for path, listed in names.items()
        if listed
    }
    return Assets(files, frozenset(FOLDER + name for listed in names.values() for name in listed))


def _joined(html: str, pattern: re.Pattern[str], instead: str) -> tuple[str, tuple[str, ...]]:
    names: list[str] = []

    def first(found: re.Match[str]) -> str:
        names.append(found[2])
        return instead.format(way=found[1]) if len(names) == 1 else ""

    replaced: Callable[[re.Match[str]], str] = first
    return pattern.sub(replaced, html), tuple(names)
