"""Names lead to their pages; what no record carries is text."""

from __future__ import annotations

from taizhang.publish.named import Named
from tests.publish import companies


def test_a_name_is_a_link_and_an_unknown_one_text() -> None:
    named = Named(companies.view_of(companies.ordinary()))
    for _ in range(2):
        assert named.html("person", "li-na", "../?a&b") == '<a href="../?a&amp;b">李娜</a>'
        assert named.html("person", "no<body", "../x/") == "no&lt;body"
