"""The published folder: stamped pages, what MkDocs rendered beside them, search, and what the site tells of itself."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from markupsafe import Markup

from taizhang.publish.folder import Folder, files_below
from taizhang.publish.search import INDEX_FILE, with_entries
from taizhang.publish.stamp import INDEX, Page, Shells, is_family_shell

ABOUT_FILE = "build.json"


def publish(shells: Path, out: Path, pages: Iterable[Page], about: Mapping[str, object]) -> Folder:
    """Bring the folder ``out`` up to date from what MkDocs rendered into ``shells``, and ``pages``.

    ``about`` goes into ``build.json``, never into a page: a page's bytes change only with what it tells.
    """
    folder, stamps = Folder(out), Shells(shells)
    found: list[Page] = []
    for page in pages:
        if page.words is not None:
            found.append(Page(page.shell, page.address, page.title, Markup(), page.words))
        stamps.stamp(page, folder)
    for path in files_below(shells):
        if path in folder or is_family_shell(path.removesuffix(INDEX)):
            continue
        content = (shells / path).read_bytes()
        folder.put(path, with_entries(content, found) if path == INDEX_FILE else content)
    folder.put(ABOUT_FILE, json.dumps(about, ensure_ascii=False, sort_keys=True).encode())
    folder.sweep()
    return folder
