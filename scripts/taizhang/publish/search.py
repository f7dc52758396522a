"""Search: entries for stamped pages, appended to the index that MkDocs made of the written ones.

The browser puts titles and texts of the index into the page as HTML, so they are escaped here. A text may also hold
what a page does not show, such as a name in its other script.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from taizhang.publish.plain import html_text
from taizhang.publish.stamp import Page

INDEX_FILE = "search/search_index.json"


def with_entries(index: bytes, pages: Iterable[Page]) -> bytes:
    """The search index with an entry for each page that has words to be found by."""
    found = json.loads(index)
    found["docs"].extend(
        {"location": page.address, "title": str(html_text(page.title)), "text": str(html_text(page.words))}
        for page in pages
        if page.words is not None
    )
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
