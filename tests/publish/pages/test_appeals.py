"""The pages of appeals: from what is appealed against to what the ruling gave; zero rows; text that stays text."""

from __future__ import annotations

from functools import cache, partial

from taizhang.publish.pages import appeals, months
from taizhang.publish.stamp import Page
from tests.publish import companies
from tests.publish.demo import demo_files, demo_pages, maker_with
from tests.publish.payloads import Shape

ZHAO = "appeals/telecom-east.2026-10.zhao-min-1/"
SU = "appeals/telecom-west.2026-10.su-juan-1/"
RECORD = "appeals/telecom-west/2026-10/su-juan-1.yaml"

demo = partial(demo_pages, appeals.pages)


@cache
def shape(address: str) -> Shape:
    """What one of them is made of."""
    return Shape(demo()[address].body)


def changed(before: str, after: str) -> dict[str, Page]:
    """The demo's pages with its open appeal changed."""
    content = demo_files()[RECORD]
    text = content.decode() if isinstance(content, bytes) else content
    assert before in text
    return companies.by_address(list(appeals.pages(maker_with({RECORD: text.replace(before, after)}))))


def test_the_list_shows_every_appeal_with_its_state() -> None:
    assert set(demo()) == {"appeals/", ZHAO, SU}
    text = shape("appeals/").text
    assert "申诉 2 件,还没有裁决的 1 件" in text
    for told in ("部分成立", "未裁决", "未到期", "按时", "+1.00"):
        assert told in text


def test_a_ruled_appeal_leads_to_entry_month_and_records() -> None:
    links, text = shape(ZHAO).links, shape(ZHAO).text
    assert "../../months/zhao-min.2026-10/" in links
    assert "../../records/rulings.telecom-east.2026-10.zhao-min-1/" in links
    assert any(link.startswith("../../months/zhao-min.2026-11/#appeal-adjusted") for link in links)
    assert any(link.startswith("../../months/zhao-min.2026-10/#incidents") for link in links)
    for told in ("加减分 +1.00 分,记入 2026-11", "吴浩", "通话清单属实", "没有发现问题"):
        assert told in text


def test_a_late_appeal_shows_its_finding_and_the_term_of_the_ruling() -> None:
    text = shape(SU).text
    for told in (
        "还没有裁决。",
        "结果公布后 5 个工作日内申诉",
        "应在 2026-11-11(周三) 18:00 前,晚了",
        "11-26(周四)18:00",
    ):
        assert told in text


def test_an_outcome_nobody_knows_is_shown_as_written() -> None:
    before = "change-told/2026-10-16/C-000157/K-3q6df8ar"
    pages = changed(before, "weekly-report/2026-W60/nobody")
    assert "weekly-report/2026-W60/nobody" in Shape(pages[SU].body).text


def test_zero_rows() -> None:
    pages = companies.by_address(list(appeals.pages(companies.maker_of(companies.ordinary()))))
    assert list(pages) == ["appeals/"]
    assert "还没有申诉。" in pages["appeals/"].body


def test_text_stays_text() -> None:
    text = "<script>alert(1)</script>"
    pages = changed("告知记录漏写了一人。", text)
    assert text not in pages[SU].body
    assert text in Shape(pages[SU].body).text


def test_every_line_of_a_past_card_says_how_to_appeal() -> None:
    """The bounded sum of adjustments is no line of its own; the open month has nothing to appeal against yet."""
    page = demo_pages(months.pages)["months/zhao-min.2026-10/"].body
    assert page.count("对这一行申诉") == 8
    assert "taizhang new appeal --person zhao-min --month 2026-10 --line work-planning" in page
    assert "--line adjustments-bounded" not in page
    assert "对这一行申诉" not in demo_pages(months.pages)["months/zhao-min.2026-11/"].body
