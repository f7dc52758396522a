"""The pages of boards: the list, the day as it was, each row with its trail and line; zero rows (B5.1-B5.6)."""

from __future__ import annotations

from functools import cache, partial

from taizhang.publish.maker import Maker
from taizhang.publish.pages import boards
from tests.publish import companies
from tests.publish.demo import demo_pages
from tests.publish.payloads import Shape

TENTH = "boards/sales-office.2026-11-10/"

demo = partial(demo_pages, boards.pages)


@cache
def shape(address: str) -> Shape:
    """What one of them is made of."""
    return Shape(demo()[address].body)


def test_the_list_has_the_latest_day_first_and_counts_what_was_wrong() -> None:
    found = [address for address in demo() if "sales-office" in address]
    assert len(found) == 7
    text = shape("boards/").text
    assert text.index("2026-11-19") < text.index("2026-11-10") < text.index("2026-11-03")


def test_a_day_tells_order_receivers_and_what_was_wrong() -> None:
    text = shape(TENTH).text
    assert "任子昂 → 邵一诺 → 齐思远 → 钱若溪" in text
    assert "抢单" in text
    assert "经理安排" in text
    assert "等着停牌 任子昂" in text
    assert "轮到邵一诺,但 2026-11-05(周四) 15:00 那次接待已预先占了这一次,抵掉,往下轮" in text


def test_each_row_has_its_anchor_and_leads_to_its_line() -> None:
    body = str(demo()[TENTH].body)
    assert 'id="sales-reception-turns-2026-11-10-1005-3" data-wrong' in body
    assert any(
        link.startswith("../../records/reception-logs.sales-office.2026-11-10/#L") for link in shape(TENTH).links
    )
    assert any(
        link.startswith("../../records/telephone-logs.sales-office.2026-11-10/#L") for link in shape(TENTH).links
    )


def test_a_suspended_person_is_named_at_the_top() -> None:
    assert "当天停牌:任子昂" in shape("boards/sales-office.2026-11-12/").text


def test_a_board_is_found_by_everybody_who_received() -> None:
    words = str(demo()[TENTH].words)
    assert "ren-ziang 任子昂" in words
    assert "江畔售楼处" in words


def test_without_logs_it_says_what_would_stand_there() -> None:
    pages = companies.by_address(
        list(boards.pages(Maker(companies.PAGES / "templates", companies.view_of(companies.empty()))))
    )
    assert list(pages) == ["boards/"]
    assert "还没有按次序接待的登记" in Shape(pages["boards/"].body).text
