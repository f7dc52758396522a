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
from taizhang.publish.site import publish
from taizhang.publish.stamp import INDEX, Page, Shells

LATELY = 20
"""So many pages, the last asked for, are made at once."""

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
"""A WSGI application."""


class Preview:
    """The pages that wait to be asked for, and those that have been."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: dict[str, None] = {}
        self._waiting: dict[str, Page] = {}
        self._shells = Shells(Path())
        self._out = Path()

    def publish(self, shells: Path, out: Path, pages: Iterable[Page], about: Mapping[str, object]) -> Folder:
        """Bring ``out`` up to date; of the pages only those asked for lately, the others wait."""
        with self._lock:
            self._waiting, self._shells, self._out = {}, Shells(shells), out
            return publish(shells, out, pages, about, self._later)

    def make(self, address: str) -> None:
        """Put the page at ``address`` into the folder, if it waits there."""
        with self._lock:
            self._asked.pop(address, None)
            self._asked[address] = None
            for oldest in list(self._asked)[:-LATELY]:
                del self._asked[oldest]
            page = self._waiting.pop(address, None)
            if page is not None:
                self._shells.stamp(page, Folder(self._out))

    def before(self, serve: Application, mount: str) -> Application:
        """``serve`` with every page made before it is looked for; ``mount`` is the path the site is served below."""

        def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
            path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
            if path.startswith(mount):
                self.make(address_of(path.removeprefix(mount)))
            return serve(environ, start)

        return answer

    def _later(self, page: Page) -> bool:
        """Whether a page can wait; its shell is read now, for the next build empties the folder of shells."""
        self._shells.of(page)
        later = page.address not in self._asked
        if later:
            self._waiting[page.address] = page
        return later


def address_of(path: str) -> str:
    """The address of the page that a path below the site's root asks for, with or without its file's name."""
    folder = posixpath.normpath("/" + path.removesuffix(INDEX)).strip("/")
    return f"{folder}/" if folder else ""
