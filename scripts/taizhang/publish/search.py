"""Search: entries for stamped pages, appended to the index that MkDocs made of the written ones.

The browser's part (site/theme/assets/search.js) finds words wherever they stand; with the index it gets the forms of
the characters in it, so that either script is found by the other. Titles and texts are HTML, so they are escaped here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from taizhang.publish.both_scripts import forms_in
from taizhang.publish.plain import html_text
from taizhang.publish.stamp import Page

INDEX_FILE = "search/search_index.json"


def with_entries(index: bytes, pages: Iterable[Page]) -> bytes:
    """The search index with an entry for each page that has words to be found by, and the characters' other forms."""
    found = json.loads(index)
    found["docs"].extend(
        {"location": page.address, "title": str(html_text(page.title)), "text": str(html_text(page.words))}
        for page in pages
        if page.words is not None
    )
    found["config"]["forms"] = forms_in("".join(entry["title"] + entry["text"] for entry in found["docs"]))
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
