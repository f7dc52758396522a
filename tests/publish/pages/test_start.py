"""The start page: the day, figures that open, the board, branches, what is new, the week's meetings."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime

import pytest

from taizhang.publish.maker import Maker
from taizhang.publish.pages import start
from taizhang.publish.standing import Standings
from taizhang.rules.outcome import State
from tests import books
from tests.publish import companies
from tests.publish.demo import demo_maker, demo_view
from tests.publish.payloads import PAYLOADS, Shape


def page(maker: Maker) -> Shape:
    """The start page."""
    (found,) = start.pages(maker)
    assert (found.shell, found.address) == ("", "")
    return Shape(found.body)


def told(shape: Shape) -> str:
    """The page's text, blanks folded."""
    return re.sub(r"\s+", " ", shape.text)


def at(moment: str) -> Maker:
    """A maker for the ordinary company at another moment."""
    view = companies.view_of(companies.ordinary(), datetime.fromisoformat(moment))
    return Maker(companies.PAGES / "templates", view)


def test_the_demo_at_one_look() -> None:
    text = told(page(demo_maker()))
    assert "2026 年 11 月 20 日 周五 本月第 15 个工作日,共 21 个 11 月开放 数据截至 18:30" in text
    assert "46 今日应办 还有 2 项没办" in text, "of the garage: a call, and a rescue that was just called for"
    assert "15 已逾期 还没有办" in text, "telecom 9; garage, catering and towers 2 each"
    # November: telecom 402/417, garage 14 of 17, catering 11 of 13, sales office 6 of 8, towers 4 of 7, cabinets all.
    # October: telecom 491 of 516, garage 22 of 28, catering 19 of 26, cabinets 13 of 20, towers 10 of 13, gym 1 of 2.
    assert "94.6 % 11 月按时率 ↑ 较上月升 2.7 个百分点" in text
    assert "本月已到期 465 项,按时 440 项,迟交 11,缺失 0,逾期 14;上月 605 项,按时 556 项,91.9 %。" in text
    assert "2 待确认" in text
    assert "关于 2026 年 10 月客户经理工作情况的通报" in text
    assert "3城东分公司94.4 %↓ 1.5389.08 10 月" in text


def test_the_demo_s_figures_count_the_ledger() -> None:
    due = [one for one in demo_view().obligations if one.due]
    today = [one for one in due if one.due and one.due.date() == date(2026, 11, 20)]
    telecom = [one for one in due if one.rulebook == "telecom"]
    assert len([one for one in today if one in telecom]) == 43
    assert {one.state for one in today if one in telecom} == {State.MET}
    # The garage: a call of the tenth day and a rescue are not done yet, a call of today is entered.
    assert [(one.rule, one.state) for one in today if one not in telecom] == [
        ("auto-callback", State.PENDING),
        ("auto-callback-entered", State.MET),
        ("auto-rescue-arrival", State.PENDING),
    ]
    november = [one for one in telecom if one.due and (one.due.year, one.due.month) == (2026, 11)]
    owed = [one for one in november if one.state in {"met", "late", "missed", "overdue"}]
    assert (len(owed), sum(one.state == "met" for one in owed)) == (417, 402)
    assert Counter(one.rulebook for one in due if one.state == "overdue") == {
        "telecom": 9,
        "auto-service": 2,
        "catering": 2,
        "towers": 2,
    }


def test_every_figure_of_the_demo_opens() -> None:
    found = page(demo_maker())
    for link in (
        "./months/lin-yong.2026-11/#weekly-report-2026-W46",
        "./months/unit.telecom-east.2026-11/#rollup-received-2026-W46-telecom-east",
        "./records/incidents.telecom-south.2026-11.2026-11-17-complaint-du-jun/",
        "./branches/telecom-east/#open",
        "./bulletins/2026-10/",
        "./meetings/telecom-east.2026-11.2026-11-16-weekly/",
        "./obligations/",
    ):
        assert link in found.links, link


def test_the_board_has_who_is_overdue_first() -> None:
    view = companies.view_of(companies.ordinary(), datetime(2026, 11, 4, 17, 0))
    lines = start.board(view)
    # In October's closing nothing is missed yet: Zhang owes W43, Li W44; both have W45 until Friday.
    assert [(one.person, len(one.overdue), len(one.today), len(one.week)) for one in lines] == [
        ("li-na", 1, 0, 1),
        ("zhang-wei", 1, 0, 1),
    ]
    assert [one.period for one in lines[0].all] == ["2026-W44", "2026-W45"]


def test_today_is_the_day_of_the_due_date() -> None:
    (li, zhang) = start.board(companies.view_of(companies.ordinary(), datetime(2026, 11, 6, 9, 0)))
    assert [len(one.today) for one in (li, zhang)] == [1, 1]
    assert [len(one.week) for one in (li, zhang)] == [0, 0]
    text = told(page(at("2026-11-06 09:00")))
    assert "2 今日应办 还有 2 项没办" in text
    assert "11-06(周五)17:30 未到期" in text


def test_a_duty_of_nobody_stands_on_its_unit_s_line() -> None:
    (_, rest) = start.coming(demo_view())[0]
    owed = Counter((one.person, one.rule) for one in rest if one.rulebook == "telecom")
    assert owed == {
        ("", "rollup-received"): 3,
        ("zhang-wei", "rectified"): 2,
        ("du-jun", "decision-done"): 1,
        ("chen-bo", "target-task"): 1,
    }
    later = [
        (day.isoformat(), sum(one.rulebook == "telecom" for one in duties)) for day, duties in start.coming(demo_view())
    ]
    assert later == [("2026-11-23", 7), ("2026-11-24", 2), ("2026-11-25", 1)]


def test_more_people_than_fit_are_behind_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "BOARD", 1)
    text = told(page(at("2026-11-06 09:00")))
    assert "还有 1 人,全部应办" in text
    assert "看 1 项" in text
    assert text.count("看 1 项") == 1


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-02 09:00", "本月第 1 个工作日,共 21 个"),
        ("2026-11-07 09:00", "周六 休息日 11 月"),
        ("2026-10-05 09:00", "休息日(国庆节)"),
        ("2026-10-10 09:00", "周六 本月第 3 个工作日"),  # after the holiday: 8th, 9th, and the Saturday made up for
        ("2027-01-04 09:00", "2027 年的日历还没有,不知道是不是工作日"),
    ],
)
def test_the_day_by_the_calendar(moment: str, words: str) -> None:
    assert words in told(page(at(moment)))


def test_a_company_open_every_day_has_no_days_off() -> None:
    files = companies.ordinary()
    files["units/east.yaml"] = str(files["units/east.yaml"]).replace("working-days", "every-day")
    today = start.today_of(companies.view_of(files, datetime(2026, 11, 7, 9, 0)))
    assert (today.works, today.number, today.of) == (True, 7, 30)


def test_a_month_in_which_nothing_is_due_yet_tells_of_the_last() -> None:
    found = page(companies.maker_of(companies.ordinary()))
    assert "— 11 月按时率 本月还没有到期的;上月 62.5 %" in told(found)
    assert "./obligations/?units.month=2026-10#units" in found.links
    assert "新缺失 2" in told(found)
    assert "east 分公司 1 项 周五 17:30 前提交周报" in told(found)


def test_branches_without_the_company_itself() -> None:
    view = demo_view()
    found = tuple(start.branches(view, Standings(view)))
    assert {"telecom", "cabinets", "towers", "hr", "marketing"}.isdisjoint(found)
    assert [unit for unit in found if unit.startswith("telecom-")] == ["telecom-east", "telecom-south", "telecom-west"]


def test_each_trade_is_ranked_by_itself() -> None:
    view = demo_view()
    found = start.ranking(view, Standings(view))
    # 131/133, 134/139, 136/144 against 174/184, 152/160, 165/172
    assert [
        (trade.above, [(one.number, str(one.branch.standing.rate), str(one.branch.change)) for one in places])
        for trade, places in found
        if len(places) > 1
    ] == [
        ("telecom", [(1, "98.5", "3.9"), (2, "96.4", "1.4"), (3, "94.4", "-1.5")]),
        ("towers", [(1, "100.0", "25.0"), (2, "25.0", "-55.0")]),
    ]
    text = told(page(demo_maker()))
    assert "宏图通信有限公司" in text
    assert "不同行当不排在一起" in text
    shape = page(companies.maker_of(companies.ordinary()))
    assert "其他单位" not in shape.text, "a company of one trade has one table, without a heading"
    assert "不同行当" not in shape.text


def test_scores_say_what_is_not_scored_yet() -> None:
    text = told(page(demo_maker()))
    assert "客户经理月度考核表 2026 年 10 月;2026 年 11 月的 12 人还没有得分" in text
    assert "客户经理半年考评表 2026 年上半年;2026 年下半年的 7 人还没有得分" in text
    assert "市级分公司考核表 2026 年 11 月,还在进行,分数会变" in text
    assert "1邓欢 城南分公司98.65↑ 8.06" in text
    assert "还有 6 人,在月度考核" in text


def test_the_notice_s_main_figures() -> None:
    notice = start.latest_bulletin(demo_view())
    assert notice is not None
    assert [(one.what, one.text) for one in start.main_figures(notice)] == [
        ("应办", "516"),
        ("按时率", "95.2 %"),
        ("上月按时率", "99.1 %"),
    ]
    assert "应办 516 · 按时率 95.2 % · 上月按时率 99.1 %" in told(page(demo_maker()))


def test_the_page_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of everything the first are there: a company many times the demo's has no longer page than its limits allow."""
    (usual,) = start.pages(demo_maker())
    assert len(usual.body.encode()) < 100_000
    many = demo_view().obligations * 20
    monkeypatch.setattr(type(demo_view()), "obligations", many)
    (grown,) = start.pages(demo_maker())
    assert len(grown.body.encode()) < 130_000


def test_the_bulletin_is_of_the_last_month_that_is_over() -> None:
    latest = start.latest_bulletin(companies.view_of(companies.ordinary()))
    assert latest is not None
    assert latest.month.key == "2026-10"
    assert start.latest_bulletin(companies.view_of(companies.empty())) is None


def test_a_company_on_its_first_day_reads_well() -> None:
    text = told(page(companies.maker_of(companies.empty())))
    for words in (
        "0 今日应办 今天没有到期的",
        "0 已逾期 没有拖着的",
        "— 11 月按时率 本月还没有到期的",
        "还没有应办的事。",
        "还没有过完一个月。",
        "10-30(周五)以来没有新的",
        "11-02(周一)起的这一周还没有会议记录",
    ):
        assert words in text
    nobody = told(page(companies.maker_of({"company.yaml": books.COMPANY})))
    assert "还没有分公司。" in nobody


def test_names_are_text() -> None:
    plain = ["甲" * len(text) for text in PAYLOADS]
    hostile = page(companies.maker_of(companies.writing(PAYLOADS)))
    benign = page(companies.maker_of(companies.writing(plain)))
    assert sorted(hostile.tags) == sorted(benign.tags)
    assert PAYLOADS[0] in hostile.text, "the name of a branch"
