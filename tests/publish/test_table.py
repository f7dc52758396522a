"""Tables in a browser: they sort and filter, say so in the address, and come back from it as they were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.books import ROOT
from tests.publish import built
from tests.publish.looking import watched

ASSETS = ROOT / "site" / "theme" / "assets"
STATES = ("按时", "迟交", "缺失", "逾期")
WHO = ("张伟", "李娜", "王芳")
HEAD = """<thead><tr><th>期间</th><th data-key="state" data-choices>状态</th>
<th data-key="points" data-type="num">分值</th><th data-key="due">截止</th><th data-key="who">谁</th>
<th data-plain>缘由</th></tr></thead>"""

ROWS = [("晨会", "按时", "按时"), ("例会", "迟开", "迟交"), ("周报", "迟交", "迟交"), *(("晨会", "按时", "按时"),) * 8]
CELLS = "".join(f'<tr><td>{what}</td><td data-value="{value}">{told}</td></tr>' for what, told, value in ROWS)
HELD = '<thead><tr><th>事项</th><th data-key="state" data-choices>状态</th></tr></thead>'
VALUES = f'<table id="held" data-sortable data-filter>{HELD}<tbody>{CELLS}</tbody></table>'

pytestmark = pytest.mark.browser


def table(name: str, rows: int) -> str:
    """A table of ``rows`` made-up obligations, each with a row that it opens into."""
    made = []
    for at in range(rows):
        points = "" if at % 7 == 6 else f"{at % 5 - 2}".replace("-", "−")
        due = f"2026-{at % 12 + 1:02}-{at % 28 + 1:02} 17:30"
        made.append(
            f'<tr id="{name}-{at}"><td>第 {at} 期</td><td>{STATES[at % 4]}</td><td>{points}</td>'
            f'<td data-sort="{due}">{due[5:10]}</td><td>{WHO[at % 3]}</td>'
            f'<td><details class="tz-opener"><summary>为什么</summary></details></td></tr>'
            f'<tr data-opens id="{name}-{at}-why"><td colspan="6"><div class="tz-cause">原因 {at}</div></td></tr>'
        )
    return f'<table id="{name}" data-sortable data-filter>{HEAD}<tbody>{"".join(made)}</tbody></table>'


def document(*tables: str) -> str:
    """A page of tables with the site's own script and style."""
    style = (ASSETS / "tables.css").read_text(encoding="utf-8")
    script = (ASSETS / "table.js").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html class="js"><meta charset="utf-8"><link rel="icon" href="data:,"><style>{style}</style>'
        f'<body class="md-typeset">{"<hr>".join(tables)}<p><a href="#few-3">第 3 期</a></p><script>{script}</script>'
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a page of two small tables is served, at ``many/`` one of a big table, at ``other/`` one of none."""
    root = tmp_path_factory.mktemp("tables")
    pages = {
        "": document(table("few", 24), table("more", 12)),
        "many/": document(table("many", 2000)),
        "other/": document(),
        "values/": document(VALUES),
    }
    for where, text in pages.items():
        (root / where).mkdir(exist_ok=True)
        (root / where / "index.html").write_text(text, encoding="utf-8")
    with built.serving(Path(root)) as base:
        yield base


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that has complained of nothing when the test is over."""
    with watched(browser, address) as one:
        yield one


def shown(page: Page, name: str) -> list[str]:
    """The first cells of the rows that a table shows."""
    rows = page.locator(f"#{name} tbody tr:not([data-opens]):not([hidden])")
    return [row.removeprefix("第 ").removesuffix(" 期") for row in rows.locator("td:first-child").all_inner_texts()]


def asked(page: Page) -> str:
    """The address's question, as written."""
    return str(page.evaluate("decodeURIComponent(location.search)"))


def choose(page: Page, column: str, text: str, wanted: bool = True) -> None:
    """Choose a text of a column of the first table, or take it back."""
    choice = page.locator(".tz-filter").first.locator(".tz-choose", has=page.locator("summary", has_text=column))
    if not choice.evaluate("(one) => one.open"):
        choice.locator("summary").click()
    choice.locator("label", has_text=text).locator("input").set_checked(wanted)


def test_what_is_sorted_typed_and_chosen_stands_in_the_address(page: Page, address: str) -> None:
    page.goto(address + "?h=x#few")
    page.locator("#few th button", has_text="截止").click()
    page.locator("#few th button", has_text="截止").click()
    box = page.locator(".tz-filter").first
    box.locator("input").fill("张伟")
    choose(page, "状态", "迟交")
    assert asked(page) == "?h=x&few.q=张伟&few.state=迟交&few.sort=-due"
    assert page.url.endswith("#few")
    assert shown(page, "few") == ["21", "9"]
    assert len(shown(page, "more")) == 12, "the other table is left alone"
    page.locator(".tz-filter").first.get_by_text("全部显示").click()
    assert asked(page) == "?h=x&few.sort=-due"


def test_an_address_brings_the_table_back_as_it_was(page: Page, address: str) -> None:
    page.goto(address + "?few.state=%E9%80%BE%E6%9C%9F&few.sort=-points&more.q=%E6%9D%8E%E5%A8%9C")
    assert set(page.locator("#few tr:not([hidden]) td:nth-child(2)").all_inner_texts()) == {"逾期"}
    assert page.locator("#few th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert set(page.locator("#more tr:not([hidden]) td:nth-child(5)").all_inner_texts()) == {"李娜"}
    assert page.locator(".tz-filter").first.locator("[role=status]").inner_text() == "6 / 24 行"
    before = shown(page, "few")
    page.goto(address + "other/")
    page.go_back()
    assert shown(page, "few") == before


def test_a_column_without_a_list_can_be_chosen_by_the_address(page: Page, address: str) -> None:
    page.goto(address + "?few.who=%E7%8E%8B%E8%8A%B3&few.1=%E7%AC%AC+5+%E6%9C%9F")
    assert shown(page, "few") == ["5"]
    assert page.locator(".tz-filter").first.locator(".tz-choose > summary").all_inner_texts() == [
        "状态",
        "期间:第 5 期",
        "谁:王芳",
    ]


def test_a_column_may_hold_any_of_several_texts(page: Page, address: str) -> None:
    page.goto(address + "?few.state=%E9%80%BE%E6%9C%9F&few.state=%E8%BF%9F%E4%BA%A4")
    assert set(page.locator("#few tr:not([hidden]) td:nth-child(2)").all_inner_texts()) == {"逾期", "迟交"}
    box = page.locator(".tz-filter").first
    assert box.locator(".tz-choose > summary").first.inner_text() == "状态:逾期、迟交"
    box.locator("input[type=search]").fill("张伟")
    box.locator("input[type=search]").blur()
    assert asked(page) == "?few.q=张伟&few.state=逾期&few.state=迟交"
    choose(page, "状态", "逾期", False)
    assert set(page.locator("#few tr:not([hidden]) td:nth-child(2)").all_inner_texts()) == {"迟交"}
    assert asked(page) == "?few.q=张伟&few.state=迟交"
    choose(page, "状态", "按时")
    assert asked(page) == "?few.q=张伟&few.state=按时&few.state=迟交", "in the order of the column"
    page.keyboard.press("Escape")
    assert not box.locator(".tz-choose").first.evaluate("(one) => one.open")
    assert page.evaluate("document.activeElement.textContent") == "状态:按时、迟交"


def test_a_text_that_no_row_has_shows_none_and_says_so(page: Page, address: str) -> None:
    page.goto(address + "?few.state=%E6%B2%A1%E6%9C%89%E8%BF%99%E7%A7%8D")
    box = page.locator(".tz-filter").first
    assert shown(page, "few") == []
    assert box.locator("[role=status]").inner_text() == "没有符合的行"
    assert box.locator(".tz-choose > summary").first.inner_text() == "状态:没有这种"
    box.locator(".tz-choose > summary").first.click()
    box.locator(".tz-choose label").first.wait_for()
    assert box.locator(".tz-choose label").all_inner_texts() == ["按时 6", "迟交 6", "缺失 6", "逾期 6", "没有这种 0"]
    box.get_by_role("button", name="全部显示").click()
    assert len(shown(page, "few")) == 24
    assert asked(page) == ""


def test_numbers_sort_as_numbers_and_nothing_comes_last(page: Page, address: str) -> None:
    page.goto(address + "?few.sort=points")
    points = page.locator("#few tbody tr:not([data-opens]) td:nth-child(3)").all_inner_texts()
    counted = [int(text.replace("−", "-")) for text in points if text]
    assert counted == sorted(counted)
    assert points[-3:] == ["", "", ""]
    page.goto(address + "?few.sort=-points")
    turned = page.locator("#few tbody tr:not([data-opens]) td:nth-child(3)").all_inner_texts()
    assert [text for text in turned if text] == [str(n).replace("-", "−") for n in sorted(counted, reverse=True)]
    assert turned[-3:] == ["", "", ""]


def test_ties_keep_their_order_and_rows_what_they_open_into(page: Page, address: str) -> None:
    for way in ("state", "-state"):
        page.goto(f"{address}?few.sort={way}")
        ids = page.locator("#few tbody tr").evaluate_all("(rows) => rows.map((row) => row.id)")
        assert [f"{one}-why" for one in ids[::2]] == ids[1::2]
        places = [int(one.rsplit("-", 1)[1]) for one in ids[::2]]
        for state in range(4):
            same = [place for place in places if place % 4 == state]
            assert same == sorted(same)


def test_what_the_address_points_to_is_shown_whatever_is_filtered(page: Page, address: str) -> None:
    page.goto(address + "?few.state=%E9%80%BE%E6%9C%9F#few-4")
    assert page.locator("#few-4").is_visible()
    assert page.locator("#few-4-why").is_visible(), "and what it opens into"
    assert asked(page) == ""
    page.locator("#few-4 summary").click()
    assert not page.locator("#few-4-why").is_visible(), "and can be closed again"
    choose(page, "状态", "按时")
    page.get_by_role("link", name="第 3 期").click()
    page.locator("#few-3").wait_for()
    page.goto(address + "#%E0%A4%A")


def test_two_thousand_rows_are_laid_out_as_they_are_needed(page: Page, address: str) -> None:
    page.goto(address + "many/")
    first = len(shown(page, "many"))
    assert first < 200
    for more in range(first, first + 200, 40):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_function(
            "(most) => document.querySelectorAll('#many tbody tr[data-opens]:not([hidden])').length > most", arg=more
        )
    page.locator(".tz-filter input").fill("第 199")
    assert page.locator(".tz-filter [role=status]").inner_text() == "12 / 2000 行"
    assert shown(page, "many") == ["199", "1199", *(str(at) for at in range(1990, 2000))]
    page.goto(address + "many/#many-1500")
    assert page.locator("#many-1500").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(shown(page, "many")) == 2000, "all of it is printed"


def test_only_the_rows_that_are_shown_are_moved_and_all_come_in_order(page: Page, address: str) -> None:
    """They are 第 0 期 to 第 1999 期: downwards the last comes first, and what comes when more is asked for follows."""
    page.goto(address + "many/?many.sort=-1")
    assert shown(page, "many")[:3] == ["1999", "1998", "1997"]
    page.locator(".tz-more").click()
    found = shown(page, "many")
    assert len(found) >= 80
    assert found == [str(at) for at in range(1999, 1999 - len(found), -1)]
    page.locator(".tz-filter input[type=search]").fill("第 199 张伟")
    assert shown(page, "many") == ["1998", "1995", "1992"]


def test_heads_say_that_they_head_columns(page: Page, address: str) -> None:
    page.goto(address)
    assert set(page.locator("thead th").evaluate_all("(heads) => heads.map((one) => one.scope)")) == {"col"}


def test_what_is_chosen_by_may_be_another_word_than_what_stands_there(page: Page, address: str) -> None:
    """A meeting held late says 迟开; the address that asks for what is late finds it with the rest."""
    page.goto(address + "values/?held.state=%E8%BF%9F%E4%BA%A4")
    assert page.locator("#held tbody tr:not([hidden]) td:first-child").all_inner_texts() == ["例会", "周报"]
    assert page.locator("#held tr:not([hidden]) td:nth-child(2)").all_inner_texts() == ["迟开", "迟交"]
    page.locator(".tz-filter input").fill("迟开")
    assert page.locator("#held tbody tr:not([hidden]) td:first-child").all_inner_texts() == ["例会"]
