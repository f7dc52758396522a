"""The pages of callbacks: days left, chains link by link, and a company without orders (B9.1, B9.2)."""

from __future__ import annotations

from taizhang.publish.pages import callbacks
from tests.publish import companies
from tests.publish.demo import demo_pages
from tests.publish.payloads import Shape


def test_a_company_without_orders_is_told_what_would_stand_there() -> None:
    pages = companies.by_address(list(callbacks.pages(companies.maker_of(companies.ordinary()))))
    assert list(pages) == ["callbacks/"]
    assert "还没有服务工单" in Shape(pages["callbacks/"].body).text


def test_the_list_tells_days_left_and_what_chains_wait_for() -> None:
    text = Shape(demo_pages(callbacks.pages)["callbacks/"].body).text
    for told in (
        "已过 49 天",
        "已过 11 天",
        "今天到期",
        "还有 3 天",
        "还有 6 天",
        "落实责任人后 3 天内处理妥当",
        "不满意,后来满意",
    ):
        assert told in text, told


def test_only_chains_have_pages() -> None:
    assert sorted(demo_pages(callbacks.pages)) == [
        "callbacks/",
        "callbacks/auto-service.GD-2026-1001/",
        "callbacks/auto-service.GD-2026-1002/",
        "callbacks/auto-service.GD-2026-1102/",
    ]


def test_a_chain_tells_each_link_and_that_it_is_open() -> None:
    page = demo_pages(callbacks.pages)["callbacks/auto-service.GD-2026-1102/"]
    found = Shape(page.body)
    assert "还没有到头" in found.text
    assert "上一环做到才起算" in found.text
    assert "../../people/kang-shuo/" in found.links
    assert "戚女士轿车" in str(page.words)


def test_a_chain_of_two_rounds_ends_with_the_satisfied_call() -> None:
    text = Shape(demo_pages(callbacks.pages)["callbacks/auto-service.GD-2026-1002/"].body).text
    assert "客户满意,10-28(周三)10:05 到头" in text
    assert text.index("第 1 次回访 · 不满意") < text.index("第 2 次回访 · 不满意") < text.index("第 3 次回访 · 满意")
    assert "没有致歉" in text
