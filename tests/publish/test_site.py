"""The whole site as MkDocs and the hook make it: its files, its links, and how it looks and acts in a browser."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, sync_playwright

from taizhang.publish.folder import files_below
from tests.books import ROOT
from tests.publish import built, companies
from tests.publish.payloads import PAYLOADS

SCREENS = ROOT / "build" / "screens"
PERSON = "people/zhang-wei/"
LOOKED_AT = {
    "start": "",
    "people": "people/",
    "person": PERSON,
    "rules": "rules/",
    "rule": "rules/weekly-report/",
    "clauses": "clauses/",
    "clause": "clauses/A5.5/",
    "record": "records/weekly-reports.east.2026-W42.zhang-wei/",
    "help": "help/",
}
OPEN_ALL = "document.querySelectorAll('.md-content details').forEach((one) => { one.open = true; })"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ordinary company's site."""
    return built.build(companies.ordinary(), tmp_path_factory.mktemp("ordinary"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the company whose people write what they can."""
    return built.build(companies.writing(PAYLOADS), tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a company on its first day."""
    return built.build(companies.empty(), tmp_path_factory.mktemp("empty"))


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    with sync_playwright() as player:
        one = player.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield one
        one.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the ordinary company's site is served."""
    with built.serving(site) as base:
        yield base


@dataclass
class Complaints:
    """What a page did that no page may do."""

    base: str
    told: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note errors, dialogs, and requests to other hosts."""
        page.on("console", lambda message: self.told.append(message.text))
        page.on("pageerror", lambda error: self.told.append(str(error)))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def _dialog(self, dialog: Dialog) -> None:
        self.told.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.told.append(request.url)


def test_every_link_leads_somewhere(site: Path, hostile: Path, empty: Path) -> None:
    assert built.broken_links(site) + built.broken_links(hostile) + built.broken_links(empty) == []


def test_the_link_test_finds_broken_links(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    page = tmp_path / "site/help/index.html"
    links = ["../gone/", "../people/#gone", "//example.com/", "javascript:alert(1)", "../../../outside", "#gone"]
    page.write_text("".join(f'<a href="{link}">去</a>' for link in links), encoding="utf-8")
    assert built.broken_links(tmp_path / "site") == [f"help/index.html: {link}" for link in links]


def test_shells_are_no_pages_of_the_site(site: Path) -> None:
    files = files_below(site)
    assert "people/zhang-wei/index.html" in files
    assert not [path for path in files if "shell" in path]
    assert "shell" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert not [path for path in files if path.endswith(".html") and "@@" in (site / path).read_text(encoding="utf-8")]


def test_search_finds_people_rules_clauses_and_written_pages(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_bytes())
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {PERSON, "rules/weekly-report/", "clauses/A5.5/", "help/"} <= found
    assert "@@" not in json.dumps(index)
    assert re.search(index["config"]["separator"], "张伟")


def test_pages_tell_neither_commit_nor_time_of_building(site: Path) -> None:
    about = json.loads((site / "build.json").read_bytes())
    assert about == {"as_of": "2026-11-05 09:00", "commit": ""}
    policy = "default-src 'self'"
    for path in files_below(site):
        if path.endswith(".html"):
            text = (site / path).read_text(encoding="utf-8")
            assert policy in text, path
            assert "build.json" in text, path


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_pages_look_right(browser: Browser, address: str, width: int, scheme: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    complaints = Complaints(address)
    wanted: Literal["light", "dark"] = "light" if scheme == "light" else "dark"
    palette = {"light": "default", "dark": "slate"}[wanted]
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=wanted)
    for name, where in LOOKED_AT.items():
        page = context.new_page()
        complaints.watch(page)
        page.goto(address + where)
        page.locator("[data-tz-about]:visible").wait_for()
        assert page.get_attribute("body", "data-md-color-scheme") == palette
        assert page.evaluate(WIDER) <= 0, f"{name} is wider than {width}"
        page.screenshot(path=SCREENS / f"{name}-{width}-{scheme}.png", full_page=True)
        page.evaluate(OPEN_ALL)
        assert page.evaluate(WIDER) <= 0, f"{name} is wider than {width} once all is open"
        page.close()
    context.close()
    assert complaints.told == []


@pytest.mark.browser
def test_a_row_opens_into_its_reasons(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + PERSON)
    reason = page.locator("#weekly-report-2026-W42 + tr[data-opens]")
    assert not reason.is_visible()
    page.locator("#weekly-report-2026-W42 summary").click()
    assert reason.is_visible()
    assert "周报提交时间" in reason.inner_text()
    reason.locator("a[href$='#L4']").click()
    assert page.locator("#L4 code").inner_text() == "submitted_at: 2026-10-16 18:05"
    assert page.locator("#L4").evaluate("(one) => one.matches(':target')")
    page.goto(address + PERSON + "#weekly-report-2026-W43")
    assert page.locator("#weekly-report-2026-W43 + tr[data-opens]").is_visible()
    page.close()


@pytest.mark.browser
def test_tables_sort_and_filter(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + PERSON)
    first = page.locator("table[data-sortable] tbody tr[id]").first
    assert first.get_attribute("id") == "weekly-report-2026-W45"
    page.locator("th button", has_text="期间").click()
    assert first.get_attribute("id") == "weekly-report-2026-W36"
    page.locator("th button", has_text="分值").click()
    assert first.locator("td").nth(2).inner_text() == "−3"
    assert page.locator("th[aria-sort]").count() == 1
    below = page.locator("table[data-sortable] tbody tr").nth(1)
    assert below.get_attribute("data-opens") is not None, "a row keeps what belongs to it"
    rows = page.locator("table[data-sortable] tbody tr[id]:visible")
    page.locator(".tz-filter input").fill("迟交")
    assert {row.strip() for row in rows.locator(".tz-state").all_inner_texts()} == {"迟交"}
    assert "/ 10 行" in page.locator(".tz-filter span").inner_text()
    page.locator(".tz-filter input").fill("")
    assert rows.count() == 10
    page.close()


@pytest.mark.browser
def test_print_opens_reasons_and_leaves_out_the_rest(browser: Browser, address: str) -> None:
    page = browser.new_page(color_scheme="dark")
    page.goto(address + PERSON, wait_until="networkidle")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("tr[data-opens]").first.is_visible()
    for hidden in (".md-header", ".md-sidebar", ".tz-filter"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("body").evaluate("(one) => getComputedStyle(one).backgroundColor") != "rgb(30, 33, 41)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not page.locator("tr[data-opens]").first.is_visible()
    page.close()


def search(page: Page, words: str) -> list[str]:
    """The titles that the site's search gives for ``words``."""
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").fill("")
    page.keyboard.insert_text(words)
    page.keyboard.press("Shift")
    page.locator(".md-search-result__link").first.wait_for()
    return [text.strip() for text in page.locator(".md-search-result__link h1").all_inner_texts()]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("张伟", "张伟"),
        ("伟", "张伟"),
        ("zhangwei", "张伟"),
        ("周报", "周五 17:30 前提交周报"),
        ("A5.5", "条文 A5.5"),
    ],
)
def test_search_finds(browser: Browser, address: str, words: str, title: str) -> None:
    page = browser.new_page()
    page.goto(address)
    assert title in search(page, words)
    page.close()


@pytest.mark.browser
def test_the_foot_tells_how_old_the_data_are(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time("2026-11-08T10:00:00")
    page.goto(address + PERSON)
    page.locator("[data-tz-about]:visible").wait_for()
    assert page.locator("[data-tz-about]").inner_text() == "数据截至 2026-11-05 09:00,3 天前 · "
    page.close()


@pytest.mark.browser
def test_nothing_anybody_writes_acts(browser: Browser, hostile: Path) -> None:
    with built.serving(hostile) as base:
        complaints = Complaints(base)
        page = browser.new_page()
        complaints.watch(page)
        told = [path.removesuffix("index.html") for path in files_below(hostile) if path.endswith("index.html")]
        assert len(told) > len(PAYLOADS)
        for where in told:
            page.goto(base + where, wait_until="load")
            assert page.evaluate("window.PWN") is None, where
        page.goto(base)
        assert set(search(page, "writer")) & set(PAYLOADS)
        assert page.evaluate("window.PWN") is None
        assert page.locator(".md-search-result").locator("img, script, form, [onload]").count() == 0
        page.close()
        assert complaints.told == []
