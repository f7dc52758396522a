"""Shells and stamping (design §9): MkDocs renders one page of a family, and all its pages are stamped into that HTML.

A shell carries the marks ``@@title@@`` and ``@@body@@``, and ``@@toc@@`` for the contents, once or several times; what
stands from ``@@toc-from@@`` to ``@@toc-to@@`` is left out of a page that needs no contents. It is split at its marks
once; pages are joined from its pieces, so a mark that stands in a record's text is never looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from taizhang.publish.assets import joined
from taizhang.publish.contents import contents
from taizhang.publish.folder import Folder, files_below
from taizhang.publish.plain import html_text

MARK = re.compile(r"(?:<p>)?@@(title|body|toc|toc-from|toc-to)@@(?:</p>)?")
_FROM, _TO = "toc-from", "toc-to"
_AROUND = frozenset({_FROM, _TO})
INDEX = "index.html"
SHELL = "shell/"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to stamp: the address of its shell, its own, both from the site's root and ending in ``/``.

    The start page's address is empty. ``title`` is text, ``html`` the body, or what makes it when somebody asks;
    ``words`` are what search finds it by, None for a page that search passes over.
    """

    shell: str
    address: str
    title: str
    html: Markup | Callable[[], Markup]
    words: str | None = None

    @property
    def body(self) -> Markup:
        """The body's HTML."""
        return self.html() if callable(self.html) else self.html


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered page split at its marks: ``pieces[0] names[0] pieces[1] names[1] ... pieces[-1]``."""

    pieces: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, title: str, body: Markup) -> str:
        """The page: a title that is text, a body that is HTML, and its contents where it has any."""
        toc = contents(body)
        values = {"title": html_text(title), "body": body, "toc": toc}
        parts = [self.pieces[0]]
        left_out = False
        for name, piece in zip(self.names, self.pieces[1:], strict=True):
            if name in _AROUND:
                left_out = name == _FROM and not toc
            elif not left_out:
                parts.append(values[name])
            if not left_out:
                parts.append(piece)
        return "".join(parts)


def split(html: str) -> Shell:
    """The shell in a rendered page; one without a place for the body is a fault of the site's pages: ValueError."""
    parts = MARK.split(joined(html).html)
    if "body" not in parts[1::2]:
        raise ValueError("a shell without @@body@@")
    return Shell(tuple(parts[0::2]), tuple(parts[1::2]))


def is_family_shell(address: str) -> bool:
    """Whether the page at ``address`` only lends its HTML to a family, and is no page of the site."""
    return address.endswith("/" + SHELL)


class Shells:
    """The shells that MkDocs rendered into a folder; each is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Shell] = {}

    def of(self, page: Page) -> Shell:
        """The shell of a page; one deeper or less deep than its page would have broken links: ValueError."""
        if page.shell not in self._known:
            self._known[page.shell] = split((self._folder / page.shell / INDEX).read_text(encoding="utf-8"))
        if page.address.count("/") != page.shell.count("/"):
            raise ValueError(f"{page.address!r} lies at another depth than its shell {page.shell!r}")
        return self._known[page.shell]

    def read_all(self) -> None:
        """Read every shell there is, before the folder is emptied."""
        for path in files_below(self._folder):
            if path.endswith(INDEX) and path.removesuffix(INDEX) not in self._known:
                html = (self._folder / path).read_text(encoding="utf-8")
                if "body" in MARK.findall(html):
                    self._known[path.removesuffix(INDEX)] = split(html)

    def stamp(self, page: Page, out: Folder) -> None:
        """Put a page into ``out``, in its shell."""
        out.put(page.address + INDEX, self.of(page).fill(page.title, page.body).encode())


def stamp(shells: Path, out: Folder, pages: Iterable[Page]) -> None:
    """Put every page into ``out``, each in the shell it names under ``shells``."""
    known = Shells(shells)
    for page in pages:
        known.stamp(page, out)
