"""The pages of rosters: tonight, months, call-outs, a month by night, and a company without any (B9.3, B9.4)."""

from __future__ import annotations

from taizhang.publish.pages import rosters
from tests.publish import companies
from tests.publish.demo import demo_pages
from tests.publish.payloads import Shape


def test_a_company_without_rosters_is_told_what_would_stand_there() -> None:
    pages = companies.by_address(list(rosters.pages(companies.maker_of(companies.ordinary()))))
    assert list(pages) == ["rosters/"]
    text = Shape(pages["rosters/"].body).text
    assert "还没有夜间值班表" in text
    assert "还没有外出救援" in text


def test_the_list_tells_tonight_the_months_and_the_calls() -> None:
    found = Shape(demo_pages(rosters.pages)["rosters/"].body)
    for told in (
        "11-20(周五)夜",
        "冬季",
        "濮正言",
        "不是带班领导组织",
        "不是轮值班组出车",
        "不限时",
        "夜间(2026-10-31 夜)",
    ):
        assert told in found.text, told
    assert "../decisions/auto-rescue-shift.2026-10-31.JY-2026-1004/" in found.links
    assert "../rosters/auto-service.2026-11/" in found.links


def test_a_month_tells_every_night_swaps_receipts_and_findings() -> None:
    pages = demo_pages(rosters.pages)
    november = Shape(pages["rosters/auto-service.2026-11/"].body)
    assert "11-30(周一)" in november.text
    assert "没有写由谁替" in november.text
    assert "一人一晚只值一岗" in november.text
    assert "还没有签收" in Shape(pages["rosters/auto-service.2026-10/"].body).text
    december = pages["rosters/auto-service.2026-12/"]
    assert "还有 1 个空岗" in Shape(december.body).text
    assert 'data-state="late">空' in str(december.body), "a night to come can still be filled"
    assert 'data-state="missed">空' in str(pages["rosters/auto-service.2026-11/"].body)
    assert "yin-zhaohui 尹朝晖" in str(december.words)
