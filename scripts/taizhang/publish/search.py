"""Search: entries for stamped pages, appended to the index that MkDocs made of the written ones.

The browser's part (site/theme/assets/search.js) finds words wherever they stand; with the index it gets the forms of
the characters in it, so that either script is found by the other, the words that people ask with (``words.yaml``, see
there), and the day that questions like "last week" count from. Titles and texts are HTML, so they are escaped here.

The theme fetches its index with every page, asked or not. So its own is hollow, and the entries lie in a file beside it
that the browser's part fetches at the first question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from taizhang.publish.both_scripts import forms_in
from taizhang.publish.plain import html_text
from taizhang.publish.stamp import Page

INDEX_FILE = "search/search_index.json"
ENTRIES_FILE = "search/entries.json"
WORDS_FILE = "words.yaml"


@dataclass(frozen=True, slots=True)
class Words:
    """What people ask with: further words of list pages by address, and what the browser's part reads (``asking``)."""

    pages: Mapping[str, str] = field(default_factory=dict)
    asking: Mapping[str, Any] = field(default_factory=dict)

    def finds(self, page: Page) -> bool:
        """Whether search finds a page: one that has words, or a list that has some here."""
        return page.words is not None or page.address in self.pages

    def of(self, page: Page) -> str:
        """Everything that a page is found by besides its title."""
        return " ".join(text for text in (page.words, self.pages.get(page.address)) if text)


def words_in(shells: Path) -> Words:
    """The words that the site's people wrote; none where there is no such file."""
    path = shells / WORDS_FILE
    if not path.is_file():
        return Words()
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Words(found.pop("pages", {}), found)


def hollow(index: bytes) -> bytes:
    """The theme's index without entries."""
    found = json.loads(index)
    return json.dumps({"config": found["config"], "docs": []}, ensure_ascii=False, separators=(",", ":")).encode()


def with_entries(index: bytes, pages: Iterable[Page], words: Words = Words(), as_of: str = "") -> bytes:
    """The written pages' entries with one for each page that search finds, the other forms of characters, the words."""
    found = json.loads(index)
    found["docs"].extend(
        {"location": page.address, "title": str(html_text(page.title)), "text": str(html_text(words.of(page)))}
        for page in pages
        if words.finds(page)
    )
    told = "".join(entry["title"] + entry["text"] for entry in found["docs"])
    asked = json.dumps(words.asking, ensure_ascii=False)
    found["config"] |= {"forms": forms_in(told + asked), "words": words.asking, "as_of": as_of[:10]}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
