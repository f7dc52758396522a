"""The pages of draws: the list frozen, the number, each stratum, how to draw again; zero rows; text that stays text."""

from __future__ import annotations

from functools import cache, partial

from taizhang.publish.pages import draws
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.demo import demo_files, demo_pages, maker_with
from tests.publish.payloads import Shape

EAST = "draws/telecom-east.2026-10-service-standard/"
WEST = "draws/telecom-west.2026-10-service-standard/"
MINUTES = "draws/telecom-south.2026-10-minutes/"
FROZEN = "draws/telecom-east.2026-11-service-standard/"
RECORD = "draws/telecom-east/2026-10-service-standard.yaml"

demo = partial(demo_pages, draws.pages)


@cache
def shape(address: str) -> Shape:
    """What one of them is made of."""
    return Shape(demo()[address].body)


def changed(*changes: tuple[str, str]) -> dict[str, Page]:
    """The demo's pages with its draw of the east changed."""
    content = demo_files()[RECORD]
    text = content.decode() if isinstance(content, bytes) else content
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return companies.by_address(list(draws.pages(maker_with({RECORD: text}))))


def test_the_list_shows_what_is_drawn_and_what_waits() -> None:
    assert set(demo()) == {
        "draws/",
        EAST,
        WEST,
        MINUTES,
        FROZEN,
        "draws/telecom-south.2026-10-service-standard/",
    }
    text = shape("draws/").text
    assert text.count("已抽签") == 4
    assert text.count("待抽签") == 1
    assert "上证综指收盘 2026-10-09 3268.74" in text


def test_a_page_tells_list_number_and_strata() -> None:
    text = shape(EAST).text
    for told in (
        "2026-10-08(周四)17:20",
        "sha256:9cbb4d63d0b9a86e1412e1defc466d1969f9346e7099895ec915850ad32d850a",
        "3268.74",
        "A 级:3 个",
        "D 级:1 个",
        "C-000147 顺越医药",
        "C-000132",
    ):
        assert told in text
    assert "重算相符" in text
    assert "不符" not in text.replace("相符", "")


def test_drawn_customers_lead_to_their_pages() -> None:
    links = shape(EAST).links
    assert "../../customers/C-000147/" in links
    assert "../../records/inspections.telecom-east.2026-10.service-standard-1/" in links


def test_minutes_lead_to_their_records() -> None:
    assert "../../records/meetings.telecom-south.2026-09.2026-09-24-morning/" in shape(MINUTES).links


def test_how_to_draw_again_stands_in_three_lines() -> None:
    body = demo()[EAST].body
    assert body.split('id="again"')[1].split("</ol>")[0].count("<li>") == 3
    assert f"taizhang draw verify records/{RECORD}" in shape(EAST).text
    assert "telecom-east 2026-10 service-standard 4" in shape(EAST).text


def test_findings_stand_on_the_page_of_the_draw() -> None:
    text = shape(WEST).text
    assert "抽中的客户都查了" in text
    assert "查的客户是抽中的客户" in text
    assert "没有发现问题" in shape(EAST).text


def test_a_list_that_waits_for_its_number() -> None:
    text = shape(FROZEN).text
    assert "还没有。等冻结以后公布的数,再抽签。" in text
    assert "还没有照这个样本做的检查。" in text
    assert "程玉兰:5 个" in text


def test_a_result_that_does_not_come_out_again_is_marked() -> None:
    text = Shape(changed(("drawn: [C-000147]", "drawn: [C-000138]"))[EAST].body).text
    assert "不符" in text.replace("相符", "")


def test_zero_rows() -> None:
    pages = companies.by_address(list(draws.pages(companies.maker_of(companies.ordinary()))))
    assert list(pages) == ["draws/"]
    assert "还没有抽签的记录" in pages["draws/"].body


def test_text_stays_text() -> None:
    source = "<img src=x onerror=alert(1)>"
    pages = changed(("source: 上证综指收盘", f'source: "{source}"'))
    for address in ("draws/", EAST):
        assert source not in pages[address].body
        assert source in Shape(pages[address].body).text
