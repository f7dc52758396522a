"""The published folder: stamped pages, what MkDocs rendered beside them, search, and what the site tells of itself."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from taizhang.publish.assets import assets_of, joined
from taizhang.publish.folder import Folder, files_below
from taizhang.publish.search import ENTRIES_FILE, INDEX_FILE, WORDS_FILE, hollow, with_entries, words_in
from taizhang.publish.stamp import INDEX, Page, Shells, is_family_shell

ABOUT_FILE = "build.json"
AT_ONCE = 50_000
"""So many new things are looked through for garbage at once: some dozens of pages."""
Files = Mapping[str, Callable[[], bytes]]
"""What makes each further file, by its path from the site's root."""
NO_FILES: Files = MappingProxyType({})


def publish(
    shells: Path, out: Path, pages: Iterable[Page], about: Mapping[str, object], files: Files = NO_FILES
) -> Folder:
    """Bring the folder ``out`` up to date from what MkDocs rendered into ``shells``, ``pages``, and further ``files``.

    ``about`` goes into ``build.json``, never into a page: a page's bytes change only with what it tells.
    """
    folder, stamps, words = Folder(out), Shells(shells), words_in(shells)
    found: list[Page] = []
    with collected():
        for page in pages:
            if words.finds(page):
                found.append(Page(page.shell, page.address, page.title, Markup(), page.words))
            stamps.stamp(page, folder)
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
    for path, made in files.items():
        folder.put(path, made())
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
