"""No page asks another host for anything, whatever is opened on it: a company's network has no way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from taizhang.publish.folder import files_below
from tests.books import ROOT
from tests.publish import built
from tests.publish.looking import Complaints, search
from tests.publish.test_looks import OPEN_ALL, looked_at

OWN = ROOT / "site" / "theme" / "assets"
TAG = re.compile(r"<[a-z][^>]*>")
VALUE = re.compile(r"\s([\w:-]+)=(?:\"([^\"]*)\"|'([^']*)')")
ELSEWHERE = re.compile(r"(?:^|[\s,(\"'])(?:[a-z]+:)?//[^/\s]", re.IGNORECASE)
LOADED = re.compile(r"url\(\s*[\"']?(?!data:)([^\"')]*)|@import\s+[\"']([^\"']*)")
ADDRESS = re.compile(r"(?:https?|wss?):?//[\w.-]+")
NAMES = frozenset({"xmlns", "xmlns:xlink"})
"""Attributes whose addresses are names."""
TRIES = 100
ASLEEP = {"unpkg.com": 'class="mermaid"', "api.github.com": 'data-md-component="source"'}
"""What the theme's script would ask for, and the mark in a page without which it never does."""


@pytest.fixture(scope="module")
def sites(demo_site: Path, hostile_site: Path, empty_site: Path) -> tuple[Path, ...]:
    """Sites of all sorts, one of them of people who write addresses wherever they can."""
    return demo_site, hostile_site, empty_site


def elsewhere(html: str) -> Iterator[str]:
    """The attributes of a page that name another host, names of XML apart."""
    for tag in TAG.findall(html):
        for name, double, single in VALUE.findall(tag):
            value = unescape(double or single)
            if (
                name not in NAMES
                and name not in {"title", "alt", "aria-label", "content", "value", "data-tz-name"}
                and ELSEWHERE.search(value)
            ):
                yield f"{name}={value[:80]}"


def test_an_address_is_found_in_any_attribute() -> None:
    """So that the tests below can fail."""
    there = '<a href="//example.com/x"><img srcset="a.png 1x, https://example.com/b.png 2x"><p style="background:url(http://localhost/z)">'
    assert len(list(elsewhere(there))) == 3
    assert (
        list(elsewhere('<svg xmlns="http://www.w3.org/2000/svg"><a href="../a//b?x=//#y">https://example.com</a>'))
        == []
    )


def test_no_page_names_another_host_and_nothing_wakes_what_sleeps_in_the_theme(sites: tuple[Path, ...]) -> None:
    wrong = []
    for site in sites:
        for path in built.pages_of(site):
            html = (site / path).read_text(encoding="utf-8")
            wrong += [f"{path}: {one}" for one in elsewhere(html)]
            wrong += [f"{path}: {mark}" for mark in ASLEEP.values() if any(mark in tag for tag in TAG.findall(html))]
    assert wrong == []


def test_styles_load_nothing_from_elsewhere(demo_site: Path) -> None:
    styles = [path for path in files_below(demo_site) if path.endswith(".css")]
    assert "assets/site.css" in styles
    for path in styles:
        loaded = ["".join(found) for found in LOADED.findall((demo_site / path).read_text(encoding="utf-8"))]
        assert not [one for one in loaded if ELSEWHERE.search(" " + one)], path


def test_scripts_of_our_own_name_no_host_and_the_theme_s_none_but_known() -> None:
    for path in sorted(OWN.glob("*.js")):
        found = set(ADDRESS.findall(path.read_text(encoding="utf-8")))
        assert {one.partition("//")[2] for one in found} <= {"www.w3.org"}, f"{path.name}: the name of SVG at most"


def test_the_theme_s_scripts_ask_no_host_but_the_known(demo_site: Path) -> None:
    asked: set[str] = set()
    for path in files_below(demo_site):
        if path.startswith("assets/javascripts/") and path.endswith(".min.js") and "lunr" not in path:
            text = re.sub(r"/\*.*?\*/", "", (demo_site / path).read_text(encoding="utf-8"), flags=re.DOTALL)
            asked |= {one.split("//")[1] for one in re.findall(r"[`\"'](https?://[\w.-]+)", text)}
    asked -= {"www.w3.org"}
    assert asked - ASLEEP.keys() == {"fonts.googleapis.com"} & asked, (
        "new addresses in the theme: see what asks for them"
    )


@pytest.mark.browser
def test_no_page_asks_another_host_or_complains(browser: Browser, demo_site: Path) -> None:
    """Every family, everything opened, search used, the reader chosen, a page that is not there, and printing."""
    with built.serving(demo_site) as base:
        complaints = Complaints(base)
        reader = browser.new_context()
        page = reader.new_page()
        complaints.watch(page)
        asked: set[str] = set()
        page.on("request", lambda request: asked.add(request.url))
        for where in looked_at(demo_site).values():
            page.goto(base + where)
            page.locator("[data-tz-about]:visible").wait_for()
            page.evaluate(OPEN_ALL)
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        assert search(page, "宏远物流")
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.wait_for_timeout(200)
        assert complaints.told == []
        missing = page.goto(base + "404.html")
        assert missing is not None
        page.wait_for_load_state("networkidle")
        assert [one for one in complaints.told if not one.startswith(base)] == complaints.told == []
        assert len([one for one in asked if one.startswith(base)]) == len(asked) > 60
        reader.close()


@pytest.mark.browser
def test_the_policy_of_the_page_keeps_other_hosts_out(browser: Browser, demo_site: Path) -> None:
    """A picture, a script and a question to another host, put into a page, are refused by its own policy."""
    with built.serving(demo_site) as base, built.serving(demo_site) as other:
        page = browser.new_page()
        reached: list[str] = []
        page.on("response", lambda answer: reached.append(answer.url))
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text))
        page.goto(base)
        page.evaluate(
            """async (other) => {
              document.body.append(Object.assign(new Image(), { src: `${other}favicon.png` }));
              document.body.append(Object.assign(document.createElement("script"), { src: `${other}assets/page.js` }));
              await fetch(other).catch(() => {});
            }""",
            other,
        )
        for _ in range(TRIES):
            page.wait_for_timeout(100)
            if len([one for one in refused if "Content Security Policy" in one]) >= 3:
                break
        page.wait_for_timeout(300)
        assert not [one for one in reached if one.startswith(other)]
        assert len([one for one in refused if "Content Security Policy" in one]) >= 3
        page.close()
