"""The pages of meetings: minutes with every field, gaps in the list, zero rows, and text that stays text."""

from __future__ import annotations

import re
from functools import cache, partial

from taizhang.publish.meeting import Meetings
from taizhang.publish.pages import meetings
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.demo import demo_pages, demo_view
from tests.publish.payloads import PAYLOADS, Shape
from tests.publish.tables import Tables
from tests.publish.weeks import with_visits

LINE = "<img src=x onerror=alert(1)></td></table>"
ALL_FIELDS = "meetings/east.2026-10.2026-10-12-weekly/"


demo = partial(demo_pages, meetings.pages)


@cache
def shape(address: str) -> Shape:
    """What one of them is made of."""
    return Shape(demo()[address].body)


def small(line: str = "谈专线", text: str = "好。") -> dict[str, Page]:
    """The pages of the small company with one meeting."""
    return companies.by_address(list(meetings.pages(companies.maker_of(with_visits(line=line, text=text)))))


def test_every_meeting_has_its_minutes() -> None:
    minutes = [address for address in demo() if address.count("/") == 2 and "/month." not in address]
    assert len(minutes) == len(demo_view().records("meeting"))


def test_minutes_show_every_field_of_the_record() -> None:
    text = Shape(small()[ALL_FIELDS].body).text
    for told in ("2026-10-12(周一)08:30—09:00", "每周例会", "李娜", "传达文件", "业务难点", "工作情况", "谈专线"):
        assert told in text
    for told in ("应到 2 人,到会 1 人(其中迟到 1 人),请假 1 人,缺席 0 人。", "10-11(周日)17:00 告知张伟", "2026-10-16"):
        assert told in text
    for told in ("存放处", "上锁", "签字人数", "附件", "提交时间", "密级"):
        assert told in text


def test_a_meeting_leads_to_its_record_week_duties_and_findings() -> None:
    page = shape("meetings/telecom-west.2026-10.2026-10-19-weekly/")
    assert "../../records/meetings.telecom-west.2026-10.2026-10-19-weekly/" in page.links
    assert "../../weeks/telecom-west.2026-W43/" in page.links
    assert "../../months/xiao-jing.2026-10/#weekly-meeting-2026-W43-telecom-west" in page.links
    found = "../../findings/signatures-counted.2026-10-19.telecom-west.2026-10-19-weekly/"
    assert found in page.links
    assert "晨会、每周例会(合开,一条记录各算各的)" in page.text


def test_a_delegation_is_told_with_its_time() -> None:
    page = shape("meetings/telecom-west.2026-10.2026-10-27-morning/")
    assert "受萧静委派" in page.text
    assert "2026-10-27 09:10 填写" in page.text
    assert "../../records/delegations.telecom-west.2026-10-27-su-juan/" in page.links
    assert "委派" not in shape("meetings/telecom-south.2026-11.2026-11-12-morning/").text.split("这次会议的应办")[0]


def test_inspected_minutes_say_so() -> None:
    page = shape("meetings/telecom-west.2026-10.2026-10-26-weekly/")
    assert "纪要抽查" in page.text
    assert "例会纪要写明决定、负责人和期限" in page.text
    assert any(link.startswith("../../records/inspections.telecom-west.2026-11.minutes-1/#L") for link in page.links)
    assert "纪要抽查" not in shape("meetings/telecom-west.2026-10.2026-10-19-weekly/").text


def rows(address: str) -> dict[str, list[str]]:
    """The list's rows by where they stand in it."""
    found = Tables(demo()[address].body).by_id["meetings"].rows
    return {f"m{place}": [" ".join(cell.split()) for cell in row.cells] for place, row in enumerate(found, 1)}


def test_the_list_has_the_gaps_of_its_month() -> None:
    """October: the east's analysis of the 31st and the morning of the 21st were never held."""
    gaps = [row[:4] for row in rows("meetings/month.2026-10/").values() if row[7] == "没有开"]
    assert gaps == [
        ["10-31(周六)18:00", "未开", "每月分析会", "城东分公司"],
        ["10-21(周三)08:30", "未开", "晨会", "城东分公司"],
    ]
    page = shape("meetings/month.2026-10/")
    assert "../../months/li-na.2026-10/#morning-meeting-2026-10-21-telecom-east" in page.links
    assert "../../meetings/telecom-west.2026-10.2026-10-19-weekly/" in page.links


def test_every_meeting_of_every_month_is_listed_once() -> None:
    calendars = [address for address in demo() if address == "meetings/" or "/month." in address]
    assert calendars == [
        "meetings/", "meetings/month.2026-10/", "meetings/month.2026-09/", "meetings/month.2026-08/",
    ]  # fmt: skip
    listed = [row for address in calendars for row in rows(address).values()]
    assert len(listed) == len(Meetings(demo_view()).sessions)


def test_the_calendar_holds_each_row_of_the_list_on_its_day() -> None:
    body = str(demo()["meetings/month.2026-10/"].body)
    days = re.split(r'<p class="tz-day">', body)[1:]
    found = {place: int(day[3:].split("<")[0]) for day in days for place in re.findall(r'data-row="(m[0-9]+)"', day)}
    assert found == {place: int(row[0][3:5]) for place, row in rows("meetings/month.2026-10/").items()}


def test_the_calendar_says_what_went_wrong() -> None:
    text = " ".join(shape("meetings/month.2026-10/").text.split())
    assert "按时 68 场 · 迟开 1 场 · 该开没开或不算数 3 场" in text
    assert "城东 没有开" in text
    assert "城西 迟开" in text
    assert "国庆节" in text
    assert "今天" in shape("meetings/").text
    assert "今天" not in text


def test_months_lead_to_each_other_and_to_the_present_one() -> None:
    links = shape("meetings/month.2026-10/").links
    assert {"../../meetings/month.2026-09/", "../../meetings/"} <= set(links)
    assert "../meetings/month.2026-10/" in shape("meetings/").links
    assert not any("2026-12" in link for link in shape("meetings/").links)


def test_a_company_that_never_met() -> None:
    (page,) = meetings.pages(companies.maker_of(companies.empty()))
    assert "还没有会议" in Shape(page.body).text


def test_text_stays_text() -> None:
    hostile = small(line=LINE, text="\n".join(PAYLOADS))
    benign = small(line="甲" * len(LINE), text="\n".join("甲" * len(text) for text in PAYLOADS))
    assert set(hostile) == set(benign)
    for address, page in hostile.items():
        assert sorted(Shape(page.body).tags) == sorted(Shape(benign[address].body).tags), address
    assert [text for text in PAYLOADS if text not in Shape(hostile[ALL_FIELDS].body).text] == []
    assert Shape(hostile[ALL_FIELDS].body).text.count(LINE) >= 5, "place, decision, paper, attachment"


def test_decisions_stand_with_what_became_of_them() -> None:
    """A1.4: one done in time, one late, one overdue; a decision from before the rule has no state."""
    early = shape("meetings/telecom-east.2026-11.2026-11-02-weekly/")
    assert "按时 2026-11-10 16:20 办完:经过和时间点已发主管" in " ".join(early.text.split())
    late = shape("meetings/telecom-east.2026-11.2026-11-09-weekly/")
    assert "迟办 2026-11-20 09:40 办完" in " ".join(late.text.split())
    open_one = shape("meetings/telecom-east.2026-11.2026-11-16-weekly/")
    assert "../../months/zhong-jun.2026-11/#decision-done-2026-11-16-telecom-east-2026-11-16-weekly-1" in open_one.links
    before = shape("meetings/telecom-south.2026-10.2026-10-12-weekly/")
    assert "为丰铭园林做两套专线报价" in before.text
    assert not [link for link in before.links if "decision-done" in link]
