"""The frame of all pages: where the reader stands, what a page contains, and his own page, in a browser and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.publish import built
from tests.publish.looking import Complaints
from tests.publish.payloads import Shape

PERSON = "people/zhang-wei/"
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 780}
SHIFTS = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => tell(sum), 300);
})"""


@pytest.fixture(scope="module")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demo company's site is served."""
    with built.serving(demo_site) as base:
        yield base


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser of somebody's own, which remembers nothing yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def active(html: str, name: str) -> list[str]:
    """The texts of what a page's navigation marks as where the reader stands."""
    items = re.findall(rf'<li class="[^"]*{name}--active[^"]*">\s*<a[^>]*>(.*?)</a>', html, re.DOTALL)
    return [Shape(item).text.strip() for item in items]


@pytest.mark.parametrize(
    ("where", "tab", "item"),
    [
        (PERSON, "台账", "人员"),
        ("people/", "台账", "人员"),
        ("findings/serious-deviation.", "检查", "问题"),
        ("months/zhang-wei.2026-10/", "考核", "月度考核"),
        ("obligations/telecom-east.2026-10/", "工作", "应办"),
        ("rules/weekly-report/", "制度", "规则"),
    ],
)
def test_the_navigation_shows_where_a_page_belongs(demo_site: Path, where: str, tab: str, item: str) -> None:
    path = next(path for path in built.pages_of(demo_site) if path.startswith(where))
    html = (demo_site / path).read_text(encoding="utf-8")
    assert active(html, "md-tabs__item") == [tab]
    assert active(html, "md-nav__item")[-1:] == [item]


def test_every_page_of_many_headings_lists_them(demo_site: Path) -> None:
    """Both lists lead to just the headings of the second rank; pages with few, and the start page, have none."""
    with_contents = 0
    for path in built.pages_of(demo_site):
        html = (demo_site / path).read_text(encoding="utf-8")
        headings = re.findall(r'<h2 id="([^"]*)"', html)
        lists = [html.partition('data-md-component="toc"')[2].partition("</ul>")[0]]
        lists += [html.partition('class="tz-jump"')[2].partition("</details>")[0]]
        found = [re.findall(r'href="#([^"]*)"', one) for one in lists]
        if path in {"index.html", "404.html"} or path.startswith("help/"):
            assert found[1] == [], path
        elif len(headings) < 3:
            assert found == [[], []], path
        else:
            with_contents += 1
            assert found == [headings, headings], path
    assert with_contents > 50


@pytest.mark.browser
def test_contents_stand_beside_the_page_or_closed_below_its_title(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address + PERSON)
    assert page.locator(".md-sidebar--secondary a:visible").count() >= 3
    assert not page.locator(".tz-jump").is_visible()
    page.set_viewport_size({"width": 360, "height": 780})
    assert page.locator(".md-sidebar--secondary a:visible").count() == 0
    jump = page.locator(".tz-jump")
    assert jump.is_visible()
    assert jump.locator("a:visible").count() == 0
    jump.locator("summary").click()
    last = jump.locator("a").last
    place = str(last.get_attribute("href"))
    last.click()
    assert page.evaluate("location.hash") == place
    assert page.locator(place).evaluate("(one) => one.matches(':target')")


@pytest.mark.browser
def test_the_first_tab_leads_past_the_navigation(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    page.goto(address + PERSON)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def mine(page: Page) -> list[str]:
    """Where the visible links to the reader's own page lead."""
    links = page.locator("[data-tz-mine]:visible").all()
    return [str(link.get_attribute("href")) for link in links]


@pytest.mark.browser
def test_who_says_who_he_is_finds_his_page_everywhere(reader: BrowserContext, address: str) -> None:
    complaints = Complaints(address)
    page = reader.new_page()
    complaints.watch(page)
    page.goto(address)
    assert mine(page) == []
    page.goto(address + PERSON)
    button = page.locator("[data-tz-me]")
    assert (button.inner_text().strip(), button.get_attribute("aria-pressed")) == ("这是我", "false")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    own = address + PERSON
    for where in (PERSON, "rules/weekly-report/", "help/"):
        page.goto(address + where)
        assert mine(page) == [own], where
    page.goto(address)
    assert mine(page) == [own, own], "in the header and below the figures"
    assert page.locator(".tz-hello b").inner_text() == "张伟"
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address + "rules/weekly-report/")
    page.locator("label.md-header__button[for=__drawer]").click()
    drawer = page.locator(".md-sidebar--primary [data-tz-mine]")
    assert drawer.is_visible()
    drawer.click()
    assert page.url == own
    assert complaints.told == []


@pytest.mark.browser
def test_who_one_is_can_be_changed_and_forgotten(reader: BrowserContext, address: str) -> None:
    page = reader.new_page()
    for person in ("zhang-wei", "zhong-jun"):
        page.goto(f"{address}people/{person}/")
        page.locator("[data-tz-me]").click()
    page.goto(address)
    assert page.locator(".tz-hello b").inner_text() == "钟俊"
    own = page.locator("#people tr[data-mine]")
    assert own.count() == 1
    assert "钟俊" in own.inner_text()
    page.locator("[data-tz-forget]").click()
    assert mine(page) == []
    assert page.locator("[data-mine]").count() == 0
    page.goto(f"{address}people/zhong-jun/")
    button = page.locator("[data-tz-me]")
    assert button.get_attribute("aria-pressed") == "false"
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.goto(address)
    assert mine(page) == [], "pressed twice is as if never pressed"


@pytest.mark.browser
@pytest.mark.parametrize("kept", ["null", "7", '"x"', "{", '{"id":7}', '{"id":""}'])
def test_what_is_kept_and_is_not_ours_is_nobody(reader: BrowserContext, address: str, kept: str) -> None:
    complaints = Complaints(address)
    page = reader.new_page()
    complaints.watch(page)
    page.goto(address)
    page.evaluate("(kept) => localStorage.setItem('/.me', kept)", kept)
    page.goto(address)
    assert mine(page) == []
    assert complaints.told == []


@pytest.mark.browser
@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_nothing_moves_for_who_has_said_who_he_is(reader: BrowserContext, address: str, size: dict[str, int]) -> None:
    page = reader.new_page()
    page.goto(address + PERSON)
    page.locator("[data-tz-me]").click()
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    for where in ("", PERSON):
        page.goto(address + where)
        assert float(page.evaluate(SHIFTS)) < 0.02, where


@pytest.mark.browser
def test_without_scripts_nobody_is_asked_who_he_is(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for where in ("", PERSON):
        page.goto(address + where)
        assert page.locator(".tz-me:visible, .tz-mine:visible, .tz-hello:visible").count() == 0
    context.close()


@pytest.mark.browser
def test_on_a_phone_the_first_screen_tells_the_day(reader: BrowserContext, address: str) -> None:
    """The date, the four figures and the way to the own page, before anybody scrolls."""
    page = reader.new_page()
    page.goto(address + PERSON)
    page.locator("[data-tz-me]").click()
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(address)
    for what in (".tz-today", ".tz-glance > .tz-figure:nth-child(4)", ".tz-hello"):
        box = page.locator(what).bounding_box()
        assert box is not None, what
        assert box["y"] + box["height"] <= 780, what


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 1440])
def test_no_table_of_the_start_page_is_cut(reader: BrowserContext, address: str, width: int) -> None:
    page = reader.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    page.locator(".md-typeset__scrollwrap").first.wait_for()
    cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent.slice(0, 30))"
    assert page.locator(".md-typeset__scrollwrap").evaluate_all(cut) == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_can_be_read(browser: Browser, address: str, scheme: str) -> None:
    """Texts of header, tabs and navigation have the contrast of WCAG AA against the page."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(address + PERSON)
    page.locator("[data-tz-me]").click()
    told = page.evaluate(
        """() => {
  const light = (colour) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    const ground = getComputedStyle(document.body).backgroundColor;
    for (const one of [ground, colour]) { canvas.fillStyle = one; canvas.fillRect(0, 0, 1, 1); }
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data]
      .map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  const texts = ".md-header__topic, .md-tabs__link, .tz-mine, .md-nav__link, .md-path__link, .tz-me button, p, h1";
  return [...document.querySelectorAll(texts)].filter((one) => one.checkVisibility()).map((one) => {
    const text = light(getComputedStyle(one).color);
    const contrast = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
    return [one.className || one.tagName, contrast];
  }).filter(([, contrast]) => contrast < 4.5);
}"""
    )
    context.close()
    assert told == []
