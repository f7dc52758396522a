"""Whatever anybody writes into any field of any kind is text on every page, in every title and in search."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from taizhang.publish.pages import all_pages
from taizhang.records.text.reader import read
from tests import books
from tests.publish import built, companies, hostile
from tests.publish.checked import kind_of
from tests.publish.looking import Complaints, search
from tests.publish.payloads import PARAGRAPHS, PAYLOADS, UNWRITABLE, Shape

MARK = re.compile(r"q[0-9]+w")
ACTS = re.compile(
    r'(?:href|src|action|srcset)="\s*(?!data:image/)[a-z]*script:|(?:href|src)="\s*(?:data:text|vbscript)',
    re.IGNORECASE,
)
WORDS = ("劫持", "点我", "<img", "<svg/onload", "</title><script>window", "&lt;script&gt;window")


@pytest.fixture(scope="module")
def hostile_pages(hostile_site: Path) -> dict[str, Shape]:
    """Every page of the hostile company by its path."""
    return shapes(hostile_site)


def shapes(site: Path) -> dict[str, Shape]:
    """Every page of a built site by its path."""
    return {path: Shape((site / path).read_text(encoding="utf-8")) for path in built.pages_of(site)}


def test_every_text_field_of_every_kind_holds_a_payload() -> None:
    company = hostile.company()
    assert company.missing == frozenset()
    assert {field for text in company.texts for field in text.fields} == set(hostile.text_fields())
    assert {kind for kind, _ in hostile.text_fields()} > {"customer", "meeting", "rulebook", "rules/scorecard"}
    there = {kind_of(path).name for path in company.files}
    assert there == set(books.schemas().kinds), "a kind without a record"
    assert books.book_of(dict(company.files)).problems == books.book_of(dict(company.twin)).problems == ()


def test_every_payload_stands_somewhere() -> None:
    written = "\n".join(re.sub(r"PWN='q[0-9]+w'", "PWN=0", text.payload) for text in hostile.company().texts)
    for payload in (*PAYLOADS, *PARAGRAPHS):
        assert re.sub("PWN=[0-9]+", "PWN=0", payload) in written


def test_the_twin_differs_in_nothing_but_its_texts() -> None:
    company = hostile.company()
    assert company.files.keys() == company.twin.keys()
    ours, plain = (
        [hostile.value_at(json.loads(files[text.path]), text.pointer) for text in company.texts]
        for files in (company.files, company.twin)
    )
    assert ours == [text.payload for text in company.texts]
    assert [len(text) for text in ours] == [len(text) for text in plain]
    assert all(re.fullmatch(r"[a-z\n]+", text) for text in plain)
    lines = [number for number, text in enumerate(ours) if "\n" not in text]
    assert sorted(lines, key=ours.__getitem__) == sorted(lines, key=plain.__getitem__)


@pytest.mark.parametrize("text", UNWRITABLE)
def test_what_no_record_may_hold(text: str) -> None:
    assert read(json.dumps({"name": text}).encode(), "x").problems
    assert read(json.dumps({"name": text}, ensure_ascii=False).encode(), "x").problems


def test_pages_are_made_of_the_same_elements_as_with_plain_letters(
    hostile_pages: dict[str, Shape], twin_site: Path
) -> None:
    twin = shapes(twin_site)
    assert hostile_pages.keys() == twin.keys()
    assert [path for path, shape in twin.items() if shape.structure != hostile_pages[path].structure] == []


def test_texts_are_shown_as_they_are_written(hostile_pages: dict[str, Shape]) -> None:
    """Where a mark can be read, what bears it can be read somewhere too, to the letter.

    Every kind is shown of which the staff may see a text.
    """
    texts = {text.mark: text for text in hostile.company().texts}
    told = "\n".join(shape.text for shape in hostile_pages.values())
    marks = set(MARK.findall(told)) & texts.keys()
    shown = {mark for mark in marks if texts[mark].payload in told}
    assert marks == shown
    kinds = {kind for mark in shown for kind, _ in texts[mark].fields}
    assert kinds == {kind for kind, pattern in hostile.text_fields() if hostile.seen_by_staff(kind, pattern)}


def test_titles_are_text(hostile_site: Path, hostile_pages: dict[str, Shape]) -> None:
    """A page's title, its heading and its entry in search say the same, each in its own way of writing."""
    index = json.loads((hostile_site / "search/entries.json").read_bytes())
    entries = {entry["location"]: entry for entry in index["docs"]}
    pages = [page for page in all_pages(companies.maker_of(hostile.company().files)) if MARK.search(page.title)]
    assert len(pages) > 20
    for page in pages:
        html = (hostile_site / page.address / "index.html").read_text(encoding="utf-8")
        (title,) = re.findall("<title>(.*?)</title>", html.partition("</head>")[0], re.DOTALL)
        assert unescape(title).startswith(page.title if page.address else "客户经理台账")
        assert page.title in hostile_pages[page.address + "index.html"].text
        if page.words is not None:
            assert unescape(entries[page.address]["title"]) == page.title
            assert not re.search("[<>\"']", entries[page.address]["title"] + entries[page.address]["text"])


def test_no_link_acts_and_all_lead_somewhere(hostile_site: Path) -> None:
    for path in built.pages_of(hostile_site):
        assert not ACTS.search(unescape((hostile_site / path).read_text(encoding="utf-8"))), path
    assert built.broken_links(hostile_site) == []


def test_what_is_wrong_is_told_as_text() -> None:
    """Payloads where the schema takes none: the sentences about them show them on the pages of the records."""
    wrong, plain = (
        companies.by_address(list(all_pages(companies.maker_of(faulty(texts), faults=True))))
        for texts in (PAYLOADS, tuple(chr(0x4E00 + n) * len(text) for n, text in enumerate(PAYLOADS)))
    )
    assert wrong.keys() == plain.keys()
    for address, page in wrong.items():
        assert Shape(page.body).structure == Shape(plain[address].body).structure, address
    told = "".join(Shape(page.body).text for page in wrong.values())
    assert [text for text in PAYLOADS if text not in told] == []


def faulty(texts: Sequence[str]) -> companies.Files:
    """The ordinary company with people whose numbers are ``texts``."""
    files = companies.ordinary()
    for number, text in enumerate(texts):
        files |= companies.person(f"writer-{number}", "王五", json.dumps(text), ("2026-10-12", "", "east"))
    return files


THEIRS = (".css", ".svg", ".png", "bundle.js", ".min.js")  # of the theme: the same on every page, and slow


@pytest.mark.browser
@pytest.mark.parametrize("whole", [True, False])
def test_nothing_anybody_writes_acts(browser: Browser, hostile_site: Path, whole: bool) -> None:
    """Each page with all that is ours; a list and two pages of every family with what the theme brings as well."""
    pages = built.pages_of(hostile_site)
    seen: Counter[str] = Counter()
    with built.serving(hostile_site, () if whole else THEIRS) as base:
        complaints = Complaints(base)
        page = browser.new_page()
        complaints.watch(page)
        for path in pages:
            seen[family := path.partition("/")[0]] += 1
            if not whole or seen[family] <= 3 or path == f"{family}/index.html":
                page.goto(base + path.removesuffix("index.html"), wait_until="domcontentloaded")
                assert page.evaluate("window.PWN") is None, path
        page.close()
    assert len(pages) > len(seen) * 5
    assert complaints.told == []


@pytest.mark.browser
def test_nothing_found_acts(browser: Browser, hostile_site: Path) -> None:
    with built.serving(hostile_site) as base:
        complaints = Complaints(base)
        page = browser.new_page()
        complaints.watch(page)
        page.goto(base)
        index = (hostile_site / "search/entries.json").read_text(encoding="utf-8")
        found = {title for words in WORDS if words in index for title in search(page, words)}
        assert page.evaluate("window.PWN") is None
        assert page.locator(".md-search-result").locator("img, script, iframe, form, svg[onload]").count() == 0
        assert any(MARK.search(title) for title in found)
        page.close()
    assert complaints.told == []
