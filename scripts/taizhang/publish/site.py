"""The published folder: stamped pages, what MkDocs rendered beside them, search, and what the site tells of itself."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from taizhang.publish.assets import assets_of, joined
from taizhang.publish.folder import Folder, files_below
from taizhang.publish.search import ENTRIES_FILE, INDEX_FILE, WORDS_FILE, Words, hollow, with_entries, words_in
from taizhang.publish.stamp import INDEX, Page, Shells, is_family_shell

ABOUT_FILE = "build.json"
AT_ONCE = 400_000
"""so many new things are looked through for garbage at once: some hundreds of pages."""
Files = Mapping[str, Callable[[], bytes]]
"""What makes each further file, by its path from the site's root."""
NO_FILES: Files = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Stamped:
    """What came of some pages or files: the pages that search finds, without bodies; paths put, and those written."""

    found: tuple[Page, ...] = ()
    put: frozenset[str] = frozenset()
    written: tuple[str, ...] = ()


def publish(
    shells: Path, out: Path, pages: Iterable[Page], about: Mapping[str, object], files: Files = NO_FILES
) -> Folder:
    """Bring the folder ``out`` up to date from what MkDocs rendered into ``shells``, ``pages``, and further ``files``.

    ``about`` goes into ``build.json``, never into a page: a page's bytes change only with what it tells.
    """
    return finished(shells, out, (stamped(Shells(shells), words_in(shells), out, pages), put(out, files)), about)


def stamped(shells: Shells, words: Words, out: Path, pages: Iterable[Page]) -> Stamped:
    """Put ``pages`` into the folder ``out``, each in the shell it names; search finds some of them by ``words``."""
    folder = Folder(out)
    found: list[Page] = []
    with collected():
        for page in pages:
            if words.finds(page):
                found.append(Page(page.shell, page.address, page.title, Markup(), page.words))
            shells.stamp(page, folder)
    return Stamped(tuple(found), folder.all_put, tuple(folder.written))


def put(out: Path, files: Files) -> Stamped:
    """Put further ``files`` into the folder ``out``."""
    folder = Folder(out)
    for path, made in files.items():
        folder.put(path, made())
    return Stamped((), folder.all_put, tuple(folder.written))


def finished(shells: Path, out: Path, parts: Iterable[Stamped], about: Mapping[str, object]) -> Folder:
    """The folder ``out`` with what MkDocs rendered beside the ``parts`` that lie there already, and nothing else.

    Search lists the pages in the order of the parts.
    """
    folder, words, found = Folder(out), words_in(shells), list[Page]()
    for part in parts:
        folder.adopt(part.put, part.written)
        found += part.found
    assets = assets_of(shells)
    for path in files_below(shells):
        if path in folder or path == WORDS_FILE or path in assets.parts or is_family_shell(path.removesuffix(INDEX)):
            continue
        content = (shells / path).read_bytes()
        if path.endswith(".html"):
            content = joined(content.decode()).html.encode()
        if path == INDEX_FILE:
            folder.put(ENTRIES_FILE, with_entries(content, found, words, str(about.get("as_of", ""))))
            content = hollow(content)
        folder.put(path, content)
    for path, content in assets.files.items():
        folder.put(path, content)
    folder.put(ABOUT_FILE, json.dumps(about, ensure_ascii=False, sort_keys=True).encode())
    folder.sweep()
    return folder


@contextmanager
def collected() -> Iterator[None]:
    """With the collector, for what is made from here on: a template's context is a ring, and holds its page's HTML.

    What is there already is no garbage: it is not looked at again and again.
    """
    was_on, usual = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    gc.set_threshold(AT_ONCE, *usual[1:])
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
        if not was_on:
            gc.disable()
