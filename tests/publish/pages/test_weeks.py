"""The pages of weeks: figures that open, the matrix with its lines, zero rows, and text that stays text."""

from __future__ import annotations

from datetime import date
from functools import cache, partial

import pytest

from taizhang.publish.pages import weeks
from taizhang.publish.pages.weeks import day_word, notable
from taizhang.publish.stamp import Page
from taizhang.when.calendar import DayKind, DayWhy
from tests.publish import companies
from tests.publish.demo import demo_pages
from tests.publish.payloads import PAYLOADS, Shape
from tests.publish.tables import Tables
from tests.publish.weeks import with_visits

LINE = "<img src=x onerror=alert(1)></td></table>"
WEST = "weeks/telecom-west.2026-W43/"
FINDING = "../../findings/visits-agree.2026-W43.su-juan.C-000148.2026-10-21/"


demo = partial(demo_pages, weeks.pages)


@cache
def shape(address: str) -> Shape:
    """What one of them is made of."""
    return Shape(demo()[address].body)


def small(*, line: str, text: str) -> dict[str, Page]:
    """The pages of the small company with a week of visits."""
    return companies.by_address(list(weeks.pages(companies.maker_of(with_visits(line=line, text=text)))))


def test_every_week_has_a_page_and_a_row() -> None:
    assert len(demo()) == 1 + 3 * 14
    rows = {link for link in shape("weeks/").links if link.endswith("/")}
    assert {f"../{address}" for address in demo()} - {"../weeks/"} <= rows


def test_the_matrix_counts_and_leads_to_lines_and_finding() -> None:
    page = shape(WEST)
    assert "11 处一致,1 处不一致。" in page.text
    assert page.links.count(FINDING) == 2, "the missing service, and the row's result"
    assert "../../records/trip-logs.telecom-west.2026-W43.su-juan/#L18" in page.links, "departed 14:30"
    assert "✓ 14:30" in page.text
    assert "✗ 没有" in page.text


def test_near_days_show_both_days() -> None:
    text = shape("weeks/telecom-west.2026-W45/").text
    assert "11-05、11-06" in text
    assert "✓ 11-05 09:23" in text
    assert "✓ 11-06 09:47" in text
    assert "6 处一致,1 处不一致。" in text


def test_plan_against_done() -> None:
    page = shape("weeks/telecom-east.2026-W43/")
    assert "计划的拜访做到 75.00 %" in page.text
    assert "50.00 %" in page.text
    assert "缺数据" in page.text, "程玉兰 has not reported"
    assert "没做到" in page.text
    assert "还不知道" in page.text
    assert "../../records/visit-plans.telecom-east.2026-W43.zhang-wei/#L6" in page.links


def test_who_reported_leads_to_the_duty() -> None:
    page = shape("weeks/telecom-east.2026-W42/")
    assert "../../months/zhang-wei.2026-10/#weekly-report-2026-W42" in page.links
    assert "10-16(周五)18:05" in page.text
    assert "迟交" in page.text
    assert "在岗而这一周不欠" not in page.text
    assert "在岗而这一周不欠:彭鑫。" in shape("weeks/telecom-west.2026-W42/").text


def test_a_row_s_figures_open_into_what_they_count() -> None:
    links = shape("weeks/").links
    chosen = "?duties.state=%E8%BF%9F%E4%BA%A4&duties.what=%E5%91%A8%E6%8A%A5#duties"
    assert f"../weeks/telecom-east.2026-W42/{chosen}" in links
    assert "../weeks/telecom-west.2026-W43/?visits.agreement=%E4%B8%8D%E4%B8%80%E8%87%B4#visits" in links
    assert f"../{WEST}#who" in links
    assert {"duties", "visits", "plans", "who"} <= shape(WEST).ids


def test_a_person_s_week_stands_in_one_line() -> None:
    """East W43: 程玉兰 never reported, so her plan is not known and two visits lack the report; 张伟 did one of two."""
    table = Tables(demo()["weeks/telecom-east.2026-W43/"].body).by_id["people"]
    rows = {row.cells[0]: [" ".join(cell.split()) for cell in row.cells[1:]] for row in table.rows}
    assert rows["程玉兰"] == ["缺失", "按时", "缺数据", "2 不一致"]
    assert rows["张伟"] == ["按时", "按时", "1 / 2 50.00 %", "3 一致"]
    assert rows["赵敏"][3] == "没有拜访"
    page = shape("weeks/telecom-east.2026-W43/")
    assert "../../months/zhang-wei.2026-10/#plan-kept-2026-W43" in page.links
    chosen = "?visits.who=%E7%A8%8B%E7%8E%89%E5%85%B0&visits.agreement=%E4%B8%8D%E4%B8%80%E8%87%B4#visits"
    assert f"../../weeks/telecom-east.2026-W43/{chosen}" in page.links
    assert "单位的:" in page.text


def test_ordinary_days_have_no_word() -> None:
    assert notable(DayKind(DayWhy.WEEKDAY)) == notable(DayKind(DayWhy.WEEKEND)) == ""
    assert notable(DayKind(DayWhy.MAKE_UP, "国庆节")) == "调休上班"
    assert notable(None) == "日历未公布"


def test_roll_up_and_meetings_of_the_week() -> None:
    page = shape(WEST)
    assert "已核对，需求集中在专线，问题集中在报障回复。" in page.text
    assert "../../records/weekly-rollups.telecom-west.2026-W43/" in page.links
    assert "../../meetings/telecom-west.2026-10.2026-10-19-weekly/" in page.links
    assert "还没有汇总" in shape("weeks/telecom-west.2026-W44/").text
    assert "晨会:没有开" in shape("weeks/telecom-east.2026-W43/").text


def test_weeks_lead_to_each_other_and_not_beyond() -> None:
    links = shape("weeks/telecom-east.2026-W35/").links
    assert "../../weeks/telecom-east.2026-W36/" in links
    assert "../../weeks/telecom-east.2026-W34/" not in links
    assert "../../weeks/telecom-south.2026-W35/" in links


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (None, "日历未公布"),
        (DayKind(DayWhy.HOLIDAY, "国庆节"), "国庆节"),
        (DayKind(DayWhy.MAKE_UP, "国庆节"), "调休上班"),
        (DayKind(DayWhy.WEEKDAY), "工作日"),
    ],
)
def test_days_by_the_calendar(kind: DayKind | None, word: str) -> None:
    assert day_word(kind) == word


def test_the_list_holds_a_year() -> None:
    files = companies.ordinary()
    late = companies.view_of(files, companies.AS_OF.replace(year=2027))
    maker = companies.maker_of(files)
    maker.view = late
    listed = companies.by_address(list(weeks.pages(maker)))["weeks/"]
    assert date(2027, 11, 5).isocalendar()[:2] == (2027, 44)
    assert "这里从 2026-W45 列起" in Shape(listed.body).text
    assert "2026-W44" not in Shape(listed.body).text


def test_without_anything_the_pages_say_what_would_stand_there() -> None:
    (page,) = weeks.pages(companies.maker_of(companies.empty()))
    assert "还没有可看的周" in Shape(page.body).text
    files = {path: text for path, text in companies.ordinary().items() if not path.startswith(("rule", "weekly"))}
    (bare,) = (page for page in weeks.pages(companies.maker_of(files)) if page.address == "weeks/east.2026-W45/")
    text = Shape(bare.body).text
    for told in ("没有按周要交的", "还没有可以核对的拜访", "还没有汇总", "没有会议记录", "没有计划"):
        assert told in text


def test_text_stays_text() -> None:
    hostile = small(line=LINE, text="\n".join(PAYLOADS))
    benign = small(line="甲" * len(LINE), text="\n".join("甲" * len(text) for text in PAYLOADS))
    assert set(hostile) == set(benign)
    for address, page in hostile.items():
        assert sorted(Shape(page.body).tags) == sorted(Shape(benign[address].body).tags), address
    assert [text for text in PAYLOADS if text not in Shape(hostile["weeks/east.2026-W42/"].body).text] == []


def test_the_workload_counts_each_day_and_opens_into_its_records() -> None:
    """A4.4: 钟俊 on Thursday 11-19 went out once, served two, saw the one planned, and did one of two duties."""
    page, tables = shape("weeks/telecom-east.2026-W47/"), Tables(demo()["weeks/telecom-east.2026-W47/"].body).by_id
    rows = {row.cells[0] + row.cells[1]: row.cells for row in tables["workload"].rows if not row.opens}
    assert [text.strip() for text in rows["钟俊11-19(周四)"][2:9]] == ["1", "2", "1", "1", "2", "2", "1"]
    sums = {row.cells[0]: [text.strip() for text in row.cells] for row in tables["loads"].rows if not row.opens}
    assert sums["钟俊"][5:] == ["4", "4", "100.00 %", "7", "6", "85.71 %", "1 项"]
    assert "../../months/zhong-jun.2026-11/#decision-done-2026-11-16-telecom-east-2026-11-16-weekly-1" in page.links
    assert any(link.startswith("../../records/service-logs.telecom-east.2026-W47.zhong-jun/#L") for link in page.links)
