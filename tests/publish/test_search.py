"""Stamped pages are found by search as written ones are."""

from __future__ import annotations

import json

from markupsafe import Markup

from taizhang.publish.search import with_entries
from taizhang.publish.stamp import Page

INDEX = b'{"config":{"lang":["zh"]},"docs":[{"location":"help/","title":"\xe5\xb8\xae\xe5\x8a\xa9","text":""}]}'


def page(address: str, title: str, words: str | None) -> Page:
    """A page found by ``words``."""
    return Page("people/shell/", address, title, Markup("<p>正文</p>"), words)


def test_entries_come_after_the_written_pages() -> None:
    pages = [page("people/zhang-wei/", "张伟", "zhang wei 城东"), page("people/", "人员", None)]
    found = json.loads(with_entries(INDEX, pages))
    assert found["config"] == {"lang": ["zh"]}
    assert [entry["location"] for entry in found["docs"]] == ["help/", "people/zhang-wei/"]
    assert found["docs"][1] == {"location": "people/zhang-wei/", "title": "张伟", "text": "zhang wei 城东"}


def test_entries_are_escaped_for_the_browser_takes_them_for_html() -> None:
    found = json.loads(with_entries(INDEX, [page("people/a/", "<img src=x>", "a & b")]))
    assert found["docs"][1] == {"location": "people/a/", "title": "&lt;img src=x&gt;", "text": "a &amp; b"}
