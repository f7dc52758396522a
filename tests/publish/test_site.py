"""The whole site as MkDocs and the hook make it: its files, its links, and how it acts in a browser."""

from __future__ import annotations

import gc
import json
import re
import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from taizhang.publish.files import files_of
from taizhang.publish.folder import files_below
from taizhang.publish.links import DATABASE
from taizhang.publish.maker import Maker
from taizhang.publish.pages import FAMILIES, all_pages
from taizhang.publish.site import ABOUT_FILE, collected, publish
from tests.publish import built
from tests.publish.demo import demo_files, demo_maker, maker_with
from tests.publish.looking import search

PERSON = "people/zhang-wei/"
MONTH = "months/zhang-wei.2026-10/"


@pytest.fixture(scope="module")
def address(ordinary_site: Path) -> Iterator[str]:
    """Where the ordinary company's site is served."""
    with built.serving(ordinary_site) as base:
        yield base


def test_every_link_leads_somewhere(ordinary_site: Path, empty_site: Path, demo_site: Path) -> None:
    """To a page, to its place in it, and to rows that the table there has."""
    broken = [told for site in (ordinary_site, empty_site, demo_site) for told in built.broken_links(site)]
    assert broken == []


def test_the_link_test_finds_broken_links(ordinary_site: Path, tmp_path: Path) -> None:
    shutil.copytree(ordinary_site, tmp_path / "site")
    before = built.broken_links(tmp_path / "site")
    page = tmp_path / "site/probe/index.html"
    page.parent.mkdir()
    links = ["../gone/", "../people/#gone", "//example.com/", "javascript:alert(1)", "../../../outside", "#gone"]
    wrong = (
        "?duties.state=没有#duties",
        "?duties.gone=迟交#duties",
        "?gone.state=迟交#duties",
        "?duties.state=迟交#gone",
        "?duties.sort=gone#duties",
        "?duties.state=迟交&amp;duties.period=2026-W41#duties",
        "?duties.q=没有#duties",
        "?duties.state=没有&amp;duties.state=也没有#duties",
    )
    right = (
        "?duties.state=迟交#duties",
        "?duties.state=迟交&amp;duties.period=2026-W42#duties",
        "?duties.state=没有&amp;duties.state=迟交#duties",
        "?duties.q=周报 W42&amp;duties.sort=-due#duties",
    )
    links += [f"../{MONTH}{query}" for query in wrong]
    written = [*links, *(f"../{MONTH}{query}" for query in right), f"../{MONTH}#duties"]
    page.write_text("".join(f'<a href="{link}">去</a>' for link in written), encoding="utf-8")
    told = [one for one in built.broken_links(tmp_path / "site") if one not in before]
    assert told == [f"probe/index.html: {link.replace('&amp;', '&')}" for link in links]


def test_shells_are_no_pages_of_the_site(ordinary_site: Path) -> None:
    files = files_below(ordinary_site)
    assert "people/zhang-wei/index.html" in files
    assert not [path for path in files if "shell" in path]
    assert "shell" not in (ordinary_site / "sitemap.xml").read_text(encoding="utf-8")
    for path in built.pages_of(ordinary_site):
        assert "@@" not in (ordinary_site / path).read_text(encoding="utf-8"), path


def test_records_that_nobody_cites_and_contacts_have_no_page(demo_site: Path) -> None:
    told = {path.name for path in (demo_site / "records").iterdir() if path.is_dir()}
    assert "customers.C-000.C-000123" in told
    assert "visit-plans.telecom-east.2026-W36.zhang-wei" in told
    assert [name for name in told if name.startswith("contacts.")] == []
    assert len(told) < len(demo_files())


def test_search_finds_people_rules_clauses_and_written_pages(ordinary_site: Path) -> None:
    index = json.loads((ordinary_site / "search/entries.json").read_bytes())
    found = {entry["location"].partition("#")[0] for entry in index["docs"]}
    assert {PERSON, "rules/weekly-report/", "clauses/A5.5/", "help/"} <= found
    assert "@@" not in json.dumps(index)
    assert re.search(index["config"]["separator"], "张伟")


def test_pages_tell_neither_commit_nor_time_of_building(ordinary_site: Path) -> None:
    about = json.loads((ordinary_site / "build.json").read_bytes())
    assert about == {"as_of": "2026-11-05 09:00", "commit": ""}
    for path in built.pages_of(ordinary_site):
        text = (ordinary_site / path).read_text(encoding="utf-8")
        assert "default-src 'self'" in text, path
        assert "build.json" in text, path


def test_every_page_has_one_heading_of_the_first_rank_and_skips_none(
    ordinary_site: Path, empty_site: Path, demo_site: Path
) -> None:
    wrong = []
    for site in (ordinary_site, empty_site, demo_site):
        for path in built.pages_of(site):
            text = (site / path).read_text(encoding="utf-8")
            ranks = [int(rank) for rank in re.findall(r"<h([1-6])[ >]", text)]
            jumps = [pair for pair in pairwise(ranks) if pair[1] > pair[0] + 1]
            if ranks[:1] != [1] or ranks.count(1) != 1 or jumps:
                wrong.append(f"{path}: {ranks}")
            if '<html lang="zh-Hans"' not in text:
                wrong.append(f"{path}: lang")
            if text.count('class="md-skip"') != 1 or "跳到正文" not in text:
                wrong.append(f"{path}: no way past the navigation")
    assert wrong == []


def test_every_table_has_heads(twin_site: Path) -> None:
    """On every page of the company that has something of every kind."""
    pages = {path: built.tables_of(twin_site / path) for path in built.pages_of(twin_site)}
    assert sum(len(tables) for tables in pages.values()) > len(FAMILIES)
    assert [path for path, tables in pages.items() if not all(table.heads for table in tables)] == []


@pytest.fixture
def published(demo_site: Path, tmp_path: Path) -> Path:
    """A copy of the demo's site, to be brought up to date from its shells."""
    shutil.copytree(demo_site, tmp_path / "site")
    return tmp_path / "site"


def bring_up_to_date(published: Path, demo_site: Path, maker: Maker) -> set[str]:
    """The files that are written when the site is made again."""
    about = json.loads((published / ABOUT_FILE).read_bytes())
    shells, files = demo_site.parent / "shells", files_of(maker.view)
    return set(publish(shells, published, all_pages(maker), about, files).written)


def test_a_second_making_writes_nothing_and_a_changed_record_only_what_tells_of_it(
    published: Path, demo_site: Path
) -> None:
    """A weekly report of the demo handed in a quarter of an hour late instead of in time."""
    assert bring_up_to_date(published, demo_site, demo_maker()) == set()
    path = "weekly-reports/telecom-east/2026-W46/cheng-yulan.yaml"
    report = str(demo_files()[path], "utf-8")  # type: ignore[arg-type]
    late = report.replace("submitted_at: 2026-11-13 17:21", "submitted_at: 2026-11-13 17:45")
    assert late != report
    written = bring_up_to_date(published, demo_site, maker_with({path: late}))
    owner = {"people/cheng-yulan/", "months/cheng-yulan.2026-11/"}
    unit = {"branches/telecom-east/", "branches/telecom/", "weeks/telecom-east.2026-W46/"}
    month = {"obligations/telecom-east.2026-11/", "obligations/2026-W46/", "bulletins/2026-11/"}
    rule = {"rules/weekly-report/", "clauses/A5.5/"}
    lists = {"", "branches/", "people/", "months/", "obligations/", "weeks/", "bulletins/", "rules/"}
    itself = {"records/weekly-reports.telecom-east.2026-W46.cheng-yulan/"}
    pages = {path.removesuffix("index.html") for path in written - {"search/entries.json", DATABASE}}
    assert DATABASE in written
    # The roll-up says that the report was handed in in time, and the customer's page that a report tells of the visit.
    told = {"customers/C-000132/", "people/li-na/", "months/li-na.2026-11/", "findings/", "rules/rollup-states/"}
    told |= {"clauses/A5.6/", "findings/rollup-states.2026-W46.telecom-east.cheng-yulan/"}
    # What a form begins with: the roll-up counts the reports in time; records are looked for newest first.
    forms = {"forms/data/starts/weekly-rollup/unit.telecom-east.json", "forms/data/names/record.json"}
    assert pages <= owner | unit | month | rule | lists | itself | told | forms
    assert pages >= owner | rule | itself | {"", "weeks/telecom-east.2026-W46/", "obligations/telecom-east.2026-11/"}


@pytest.mark.browser
def test_a_row_opens_into_its_reasons(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(address + MONTH)
    reason = page.locator("#weekly-report-2026-W42 + tr[data-opens]")
    assert not reason.is_visible()
    page.locator("#weekly-report-2026-W42 summary").click()
    assert reason.is_visible()
    assert "周报提交时间" in reason.inner_text()
    reason.locator("a[href$='#L4']").click()
    assert page.locator("#L4 code").inner_text() == "submitted_at: 2026-10-16 18:05"
    assert page.locator("#L4").evaluate("(one) => one.matches(':target')")
    page.goto(address + MONTH + "#weekly-report-2026-W43")
    assert page.locator("#weekly-report-2026-W43 + tr[data-opens]").is_visible()
    page.close()


@pytest.mark.browser
def test_tables_sort_and_filter(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + MONTH)
    first = page.locator("#duties tbody tr[id]").first
    assert first.get_attribute("id") == "weekly-report-2026-W41"
    page.locator("#duties th button", has_text="期间").click(click_count=2)
    assert first.get_attribute("id") == "weekly-report-2026-W44"
    page.locator("#duties th button", has_text="分值").click()
    assert first.locator("td").nth(2).inner_text() == "−3"
    assert page.locator("#duties th[aria-sort]").count() == 1
    below = page.locator("#duties tbody tr").nth(1)
    assert below.get_attribute("data-opens") is not None, "a row keeps what belongs to it"
    page.goto(address + MONTH + "?duties.state=迟交#duties")
    rows = page.locator("#duties tbody tr[id]:visible")
    assert [row.strip() for row in rows.locator(".tz-state").all_inner_texts()] == ["迟交"]
    page.close()


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


def test_the_collector_is_on_while_pages_are_made_and_then_as_before() -> None:
    usual = gc.get_threshold()
    gc.disable()
    try:
        with collected():
            assert gc.isenabled()
            assert gc.get_freeze_count() > 0
        assert not gc.isenabled()
    finally:
        gc.enable()
    with collected():
        pass
    assert gc.isenabled()
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, 0)
