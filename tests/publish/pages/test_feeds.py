"""The page of calendars and data: a link to every calendar, every table told, the queries as they are asked."""

from __future__ import annotations

import html
import re

from taizhang.publish.feeds import feeds_of
from taizhang.publish.feeds.questions import ASKED, QUESTIONS
from taizhang.publish.feeds.tables import TABLES
from taizhang.publish.links import DATABASE
from taizhang.publish.maker import Maker
from taizhang.publish.pages import feeds
from tests.publish import companies, hostile
from tests.publish.demo import demo_pages, demo_view

HREF = re.compile(r'href="\.\./([^"#?]*)"')


def body(maker: Maker) -> str:
    """The page of a company."""
    (page,) = feeds.pages(maker)
    return str(page.body)


def test_it_leads_to_every_feed() -> None:
    (page,) = demo_pages(feeds.pages).values()
    links = set(HREF.findall(str(page.body)))
    assert {link for link in links if link.startswith("feeds/")} == set(feeds_of(demo_view()))
    assert DATABASE in links


def test_every_table_column_and_view_is_told() -> None:
    (page,) = demo_pages(feeds.pages).values()
    text = html.unescape(re.sub(r"<[^>]*>", "", str(page.body)))
    for table in TABLES:
        assert f"{table.name} {table.words}" in text
        assert all(column.words in text for column in table.columns)
    assert all(one.name in text and one.words in text for one in QUESTIONS)


def test_the_queries_stand_there_as_they_are_asked() -> None:
    (page,) = demo_pages(feeds.pages).values()
    blocks = [html.unescape(block) for block in re.findall(r"<pre><code>(.*?)</code></pre>", str(page.body), re.DOTALL)]
    assert blocks == [f'sqlite3 taizhang.sqlite "\n{query}\n"' for _, query in ASKED]
    assert not [query for _, query in ASKED if '"' in query], "they stand between double quotes"


def test_without_people_it_says_so() -> None:
    text = body(companies.maker_of(companies.empty()))
    assert "还没有人员" in text
    assert "people/" not in "".join(HREF.findall(text))
    assert DATABASE in HREF.findall(text)


def test_names_are_text() -> None:
    text = body(companies.maker_of(hostile.company().files))
    assert "<script" not in text
    assert "&lt;" in text
