"""The site of ``serve``: a page is made when somebody asks for it, so a change shows in the time of what is looked at.

What has been asked for lately is made at once when the records change: the reader's page is there before it is asked
for again, and one asked for in the middle of a build is never missing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from taizhang.publish.folder import Folder
from taizhang.publish.search import ENTRIES_FILE, INDEX_FILE, Words, with_entries, words_in
from taizhang.publish.site import NO_FILES, Files, publish
from taizhang.publish.stamp import INDEX, Page, Shells

LATELY = 20
"""So many pages, the last asked for, are made at once."""

Pages = Callable[[], Iterable[Page]]
"""Gives the pages of one family."""

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""A WSGI application."""


class Preview:
    """The families and pages that wait to be asked for, and the pages that have been."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: dict[str, None] = {}
        self._families: dict[str, Pages] = {}
        self._waiting: dict[str, Page] = {}
        self._found: list[Page] = []
        self._index = b""
        self._words, self._as_of = Words(), ""
        self._files: dict[str, Callable[[], bytes]] = {}
        self._shells = Shells(Path())
        self._out = Path()

    def publish(
        self,
        shells: Path,
        out: Path,
        families: Mapping[str, Pages],
        about: Mapping[str, object],
        files: Files = NO_FILES,
    ) -> Folder:
        """Bring ``out`` up to date; of the families, by the first part of their addresses, only pages asked for lately.

        The others wait, and so do search and further files. All shells are read now: the next build empties their
        folder.
        """
        with self._lock:
            self._files = dict(files)
            self._families, self._waiting, self._found = dict(families), {}, []
            self._shells, self._out = Shells(shells), out
            self._shells.read_all()
            index = shells / INDEX_FILE
            self._index = index.read_bytes() if index.is_file() else b""
            self._words, self._as_of = words_in(shells), str(about.get("as_of", ""))
            for address in self._asked:
                self._open(family_of(address))
            at_once = [self._waiting.pop(address) for address in self._asked if address in self._waiting]
            return publish(shells, out, at_once, about)

    def make(self, address: str) -> None:
        """Put the page at ``address`` into the folder, if it waits there."""
        with self._lock:
            self._asked.pop(address, None)
            self._asked[address] = None
            for oldest in list(self._asked)[:-LATELY]:
                del self._asked[oldest]
            self._open(family_of(address))
            page = self._waiting.pop(address, None)
            if page is not None:
                self._shells.stamp(page, Folder(self._out))

    def make_file(self, path: str) -> None:
        """Put a further file into the folder, if it waits."""
        with self._lock:
            made = self._files.pop(path, None)
            if made is not None:
                Folder(self._out).put(path, made())

    def make_search(self) -> None:
        """Put the search entries into the folder, with every page that search finds."""
        with self._lock:
            if self._index:
                for family in tuple(self._families):
                    self._open(family)
                Folder(self._out).put(ENTRIES_FILE, with_entries(self._index, self._found, self._words, self._as_of))
                self._index = b""

    def before(self, serve: Application, mount: str) -> Application:
        """``serve`` with every page made before it is looked for; ``mount`` is the path the site is served below."""

        def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(mount):
                asked = path.removeprefix(mount)
                if asked == ENTRIES_FILE:
                    self.make_search()
                elif asked in self._files:
                    self.make_file(asked)
                else:
                    self.make(address_of(asked))
            return serve(environ, start)

        return answer

    def _open(self, family: str) -> None:
        """Look through the pages of a family that has not been looked at since the last build."""
        for page in self._families.pop(family, tuple)():
            self._waiting[page.address] = page
            if self._words.finds(page):
                self._found.append(page)


def family_of(address: str) -> str:
    """The first part of an address, "" for the start page."""
    return address.partition("/")[0]


def address_of(path: str) -> str:
    """The address of the page that a path below the site's root asks for, with or without its file's name."""
    folder = posixpath.normpath("/" + path.removesuffix(INDEX)).strip("/")
    return f"{folder}/" if folder else ""
