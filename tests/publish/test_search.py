"""Stamped pages are found by search as written ones are: what the index holds, and what a browser finds with it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from taizhang.publish.pages import FAMILIES
from taizhang.publish.search import WORDS_FILE, Words, with_entries, words_in
from taizhang.publish.stamp import Page
from tests.books import ROOT
from tests.publish import built, looking

INDEX = b'{"config":{"lang":["zh"]},"docs":[{"location":"help/","title":"\xe5\xb8\xae\xe5\x8a\xa9","text":""}]}'


def page(address: str, title: str, words: str | None) -> Page:
    """A page found by ``words``."""
    return Page("people/shell/", address, title, Markup("<p>正文</p>"), words)


def test_entries_come_after_the_written_pages() -> None:
    pages = [page("people/zhang-wei/", "张伟", "zhang wei 城东"), page("people/", "人员", None)]
    found = json.loads(with_entries(INDEX, pages))
    assert found["config"]["lang"] == ["zh"]
    assert [entry["location"] for entry in found["docs"]] == ["help/", "people/zhang-wei/"]
    assert found["docs"][1] == {"location": "people/zhang-wei/", "title": "张伟", "text": "zhang wei 城东"}


def test_entries_are_escaped_for_the_browser_takes_them_for_html() -> None:
    found = json.loads(with_entries(INDEX, [page("people/a/", "<img src=x>", "a & b")]))
    assert found["docs"][1] == {"location": "people/a/", "title": "&lt;img src=x&gt;", "text": "a &amp; b"}


def test_the_index_holds_the_forms_of_its_characters_and_no_others() -> None:
    found = json.loads(with_entries(INDEX, [page("customers/C-000123/", "龍腾物流", "C-000123")]))
    assert found["config"]["forms"] == ["帮幫", "腾騰", "龙龍"]
    assert found["docs"][1]["text"] == "C-000123", "texts stay as they are"


def test_a_list_is_found_by_the_words_that_are_written_for_it(tmp_path: Path) -> None:
    (tmp_path / WORDS_FILE).write_text("pages: {people/: 花名册}\nidle: [谁]\nsame: [[迟到, 迟交]]\n", encoding="utf-8")
    words = words_in(tmp_path)
    pages = [page("people/", "人员", None), page("people/a/", "甲", "a"), page("months/", "考核", None)]
    assert [words.finds(one) for one in pages] == [True, True, False]
    found = json.loads(with_entries(INDEX, pages, words, "2026-11-20 18:30"))
    assert [(one["location"], one["text"]) for one in found["docs"][1:]] == [("people/", "花名册"), ("people/a/", "a")]
    assert found["config"]["words"] == {"idle": ["谁"], "same": [["迟到", "迟交"]]}
    assert found["config"]["as_of"] == "2026-11-20"
    assert words_in(tmp_path / "none") == Words(), "a site may do without"


def test_the_words_are_those_of_the_site_and_no_page_of_it(demo_site: Path) -> None:
    """Every folder and list that is named is there, and the file itself is not published."""
    words = words_in(ROOT / "site" / "pages")
    assert not (demo_site / WORDS_FILE).exists()
    named = {*words.asking["families"], *(where.rstrip("/") for where in words.pages)}
    assert [folder for folder in sorted(named) if not (demo_site / folder / "index.html").is_file()] == []
    assert words.asking["families"].keys() >= set(FAMILIES) - {"start"}


def test_ten_thousand_entries_are_small() -> None:
    surnames, trades = "张王李赵陈林黄周吴郑", "物流广告医药建材食品服饰通信机械园林物业"
    pages = [
        page(
            f"customers/C-{at:06}/",
            f"{surnames[at % 10]}{trades[at % 18]}{trades[at % 17]}物流",
            f"C-{at:06} 集团客户 张伟",
        )
        for at in range(10_000)
    ]
    words = words_in(ROOT / "site" / "pages")
    assert len(gzip.compress(with_entries(INDEX, pages, words), 9)) < 120_000


@pytest.fixture(scope="module")
def tab(browser: Browser, demo_site: Path) -> Iterator[Tab]:
    """The demo company's start page in a browser."""
    with built.serving(demo_site) as base:
        one = browser.new_page()
        one.goto(base)
        yield one
        one.close()


def search(tab: Tab, words: str) -> list[str]:
    """The titles that answer ``words``, those of the question before gone."""
    tab.locator(".md-search__input").fill("")
    tab.keyboard.press("Shift")
    tab.locator(".md-search-result__link").first.wait_for(state="detached")
    return looking.search(tab, words)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("远物", "宏远物流"),
        ("宏遠物流", "宏远物流"),
        ("C-000123", "宏远物流"),
        ("000123", "宏远物流"),
        ("123", "宏远物流"),
        ("张伟", "张伟"),
        ("張偉", "张伟"),
        ("zhangwei", "张伟"),
        ("ZHANG-WEI", "张伟"),
        ("Ａ5.5", "条文 A5.5"),
        ("A5.5", "条文 A5.5"),
        ("提交周报", "周五 17:30 前提交周报"),
        ("通报 10 月", "关于 2026 年 10 月客户经理工作情况的通报"),
        ("2026年10月", "关于 2026 年 10 月客户经理工作情况的通报"),
        ("10月通报", "关于 2026 年 10 月客户经理工作情况的通报"),
        ("加減分事件", "考核制度列明的加减分事件"),
        ("城東分公司", "城东分公司"),
        ("telecom-east 2026-W42", "城东分公司 2026-W42"),
        ("补一条拜访", "帮助"),
        ("補一條拜訪記錄", "帮助"),
        ("谁能看到什么", "帮助"),
    ],
)
def test_a_question_is_answered_first_by(tab: Tab, asked: str, first: str) -> None:
    assert search(tab, asked)[0] == first


@pytest.mark.browser
def test_every_word_must_be_there_and_the_last_character_counts(tab: Tab) -> None:
    assert set(search(tab, "物流")) & {"宏远物流", "同鸿物流", "云安物流"} == {"宏远物流", "同鸿物流", "云安物流"}
    assert "远发物业" not in search(tab, "物流")
    assert search(tab, "宏远物流 张伟")[0] == "宏远物流"
    assert "同鸿物流" not in search(tab, "宏远物流 张伟")


@pytest.mark.browser
def test_what_no_page_says_is_answered_by_its_pieces_or_by_nothing(tab: Tab) -> None:
    assert "宏远物流" in search(tab, "宏远物流分公司")
    tab.locator(".md-search__input").fill("")
    tab.keyboard.insert_text("zzzz")
    tab.keyboard.press("Shift")
    tab.locator(".md-search-result__meta", has_text="没有找到").wait_for()
    assert tab.locator(".md-search-result__link").count() == 0


@pytest.mark.browser
def test_an_answer_marks_what_was_asked_and_leads_to_the_section(tab: Tab) -> None:
    search(tab, "補一條拜訪")
    section = tab.locator(".md-search-result__link", has=tab.locator("h2")).first
    assert section.locator("mark").first.inner_text() == "补一条拜访"
    assert "/help/#" in (section.get_attribute("href") or "")
