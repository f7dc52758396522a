"""The demo's notices, their figures counted again from the records themselves; stages; a company's first day."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import pytest

from taizhang.bulletin import Bulletin, Stage, assemble, months_of, text_of
from taizhang.bulletin.assemble import SECTIONS
from taizhang.ledger import Ledger
from taizhang.rules.outcome import State
from tests.books import ROOT
from tests.bulletin.notices import OCTOBER, computed, figure, figures, notice_of, people, words
from tests.bulletin.test_remarks import WRITTEN
from tests.publish.demo import demo_book, demo_view
from tests.rules.outcomes import obligation

ISSUED = WRITTEN.replace("issuer: telecom", "issuer: east")


@pytest.fixture(scope="module")
def october() -> Bulletin:
    """The demo's notice of October as its ledger stands, not as it was issued."""
    return assemble(demo_view().ledger, demo_book(), OCTOBER)


def states(month: str) -> Counter[State]:
    """How many duties were due in a month, by state: straight from the ledger, by the due date as written."""
    found = (one for one in demo_view().ledger.obligations if one.rulebook == "telecom")
    return Counter(one.state for one in found if one.due is not None and f"{one.due:%Y-%m}" == month)


def inspected(month: str, topic: str = "*") -> str:
    """The text of the records of a month's inspections of a topic."""
    files = (ROOT / "records/inspections").glob(f"*/{month}/{topic}.yaml")
    return "".join(file.read_text(encoding="utf-8") for file in files)


def test_what_october_owed_is_what_the_ledger_counts(october: Bulletin) -> None:
    """516 = 491 + 11 + 13 + 1; September 570, of which 565 in time: 95.2 - 99.1 = -3.9."""
    now, before = states("2026-10"), states("2026-09")
    assert (now[State.MET], now[State.LATE], now[State.MISSED], now[State.OVERDUE]) == (491, 11, 13, 1)
    assert (before[State.MET], before[State.LATE], before[State.MISSED]) == (565, 1, 4)
    assert words(october, "overall")[:2] == [
        "本月应办 516 项:按时 491 项,迟交 11 项,缺失 13 项,逾期未办 1 项;按时率 95.2 %。",
        "按时率较上月(99.1 %)下降 3.9 个百分点。",
    ]
    shares = [Decimal(100 * part) / whole for part, whole in ((491, 516), (565, 570))]
    assert [round(share, 1) for share in shares] == [Decimal("95.2"), Decimal("99.1")]


def test_every_figure_counts_what_it_opens_into(october: Bulletin) -> None:
    """A plain count is the number of what is listed below it."""
    several = {"抽查的单位", "抽查的客户", "抽查的记录", "涉及的人"}
    counts = [
        one
        for section in october.sections
        for one in figures(october, section.id)
        if re.fullmatch("[0-9]+", one.text) and one.what not in several
    ]
    assert len(counts) > 100
    for one in counts:
        assert int(one.text) == len(one.outcomes) + len(one.facts), one.what


def test_the_units_add_up(october: Bulletin) -> None:
    owed = [int(one.text) for one in figures(october, "overall") if one.what == "应办"]
    assert owed[0] == sum(owed[1:]) == 172 + 160 + 184


def test_inspections_are_counted_again_from_the_files(october: Bulletin) -> None:
    calls = inspected("2026-10", "service-standard-*")
    assert (calls.count("method: call"), calls.count("result: pass"), calls.count("result: fail")) == (36, 35, 1)
    assert words(october, "service-standard")[0] == (
        "本月抽查 3 个单位、12 户客户,共 36 项,均为外呼。合格 35 项,不合格 1 项;合格率 97.2 %。"
    )
    asked = inspected("2026-10", "customer-perception-*")
    assert [asked.count(f"knows_name: {known}") for known in ("true", "false")] == [4, 0]
    assert [asked.count(f"knows_phone: {known}") for known in ("true", "false")] == [3, 1]
    assert words(october, "customer-perception")[:2] == [
        "本月抽查城东分公司 4 户客户,共 4 项,均为外呼。4 项全部合格。",
        "问到 4 户:说得出客户经理姓名的 4 户(100.0 %),知道怎样联系的 3 户(75.0 %)。",
    ]


def test_a_month_without_inspections_of_a_topic_says_so() -> None:
    september = next(one for one in demo_view().bulletins if one.month == OCTOBER.previous())
    assert inspected("2026-09", "service-standard-*") == ""
    assert words(september, "service-standard")[0].startswith("本月未抽查此项")


def test_customers_asked_in_november() -> None:
    """Twelve were asked; the answers stand in the files."""
    asked = inspected("2026-11", "customer-perception-*")
    names, phones = asked.count("knows_name: true"), asked.count("knows_phone: true")
    told = words(demo_view().bulletins[0], "customer-perception")
    assert any(f"问到 12 户:说得出客户经理姓名的 {names} 户" in line and f"联系的 {phones} 户" in line for line in told)


def test_meetings_and_visits_by_the_faults_of_the_demo(october: Bulletin) -> None:
    """One morning meeting missing, one late; a manager's meeting and an analysis missing; four that do not agree."""
    told = words(october, "meetings")
    assert told[0] == "工作日 8:30 开晨会:应开 54 次,按时 52 次,迟开 1 次,未开 1 次。"
    assert "会议的签到、主持、请假不合规定的 4 处,按没有做到的规定列:" in told
    assert words(october, "visits-agree")[0].startswith("出行记录、周报、服务日志三处记录不一致 4 处,涉及 2 人")


def test_branches_are_ranked_by_the_mean_of_their_people(october: Bulletin) -> None:
    """East (95.30 + 84.40 + 80.44 + 96.19) / 4 = 89.0825; south 349.96 / 4 = 87.49; west 261.08 / 3 = 87.0266..."""
    assert words(october, "scores")[:4] == [
        "1 城东分公司 4 0 89.08",
        "2 城南分公司 4 0 87.49",
        "3 城西分公司 3 0 87.03",
        "1 邓欢 城南分公司 98.65",
    ]
    assert "本月任职但没有考核表的 2 人:彭鑫、谢军。" in words(october, "scores")


def test_the_serious_deviation_is_named_and_overdue(october: Bulletin) -> None:
    """Found on 10-19, due five working days later, never mended; of September's the one mended late is carried over."""
    found = inspected("2026-10").count("result: fail")
    assert found == 8
    told = words(october, "rectification")
    assert told[0] == ("本月查出不合格 8 项,以前月份转入 1 项。其中:按期整改 7 项,逾期整改 1 项,逾期未整改 1 项。")
    assert "城西分公司 苏娟 提前预约并准时到达 严重 2026-10-19 2026-10-26 逾期未整改" in told
    assert "城东分公司 钟俊 拜访记录三处一致 一般 2026-09-28 2026-10-10 逾期整改(2026-10-12)" in told
    assert figure(october, "praise", "严重不合规范").text == "1"


def test_the_parts_of_a_notice(october: Bulletin) -> None:
    assert (october.title, october.number) == ("关于 2026 年 10 月客户经理工作情况的通报", "市场部〔2026〕10 号")
    assert (october.issuer.text, october.issued, october.stage) == ("市场部", date(2026, 11, 5), Stage.ISSUED)
    assert "".join(section.number for section in october.sections) == "一二三四五六七八九十十一十二十三"
    assert october.basis.rulebooks[0].since == date(2026, 10, 1)
    assert len(october.section("meetings").remarks) == 1  # type: ignore[union-attr]
    assert words(october, "next-month")[0].startswith("1. 各分公司在 11 月 13 日前")
    assert words(october, "appeals") == ["本月没有提出的申诉,没有作出的裁决,也没有未裁决的。"]
    assert october.section("none") is None


def test_the_same_ledger_gives_the_same_notice(october: Bulletin) -> None:
    view = demo_view()
    turned = Ledger(view.as_of, view.ledger.rulebooks, reversed(view.ledger.outcomes), view.facts)
    assert view.ledger.outcomes == turned.outcomes
    again = assemble(turned, demo_book(), OCTOBER)
    assert text_of(again) == text_of(october)


def test_an_unfinished_month_is_a_draft() -> None:
    november = demo_view().bulletins[0]
    assert (november.month.key, november.stage, november.number) == ("2026-11", Stage.UNFINISHED, "未编号")
    assert november.issued is None
    assert "尚未结束,本件为草稿" in "".join(str(part) for part in november.opening[0].parts)


def test_every_month_with_outcomes_up_to_now_has_a_notice() -> None:
    """Duties of the quarter are due in December: no notice of a month that has not begun."""
    ledger = demo_view().ledger
    assert [month.key for month in months_of(ledger, demo_book())] == ["2026-08", "2026-09", "2026-10", "2026-11"]
    assert months_of(Ledger(ledger.as_of, (), ()), demo_book()) == ()


@pytest.mark.parametrize(
    ("as_of", "stage", "number"),
    [
        ("2026-10-31 23:59", Stage.UNFINISHED, "市场部〔2026〕10 号"),
        ("2026-11-04 23:59", Stage.DRAFT, "市场部〔2026〕10 号"),
        ("2026-11-05 00:00", Stage.ISSUED, "市场部〔2026〕10 号"),
    ],
)
def test_a_notice_is_issued_on_its_day(as_of: str, stage: Stage, number: str) -> None:
    files = people() | {"bulletin-remarks/2026-10.yaml": ISSUED}
    notice = computed(files, as_of=datetime.fromisoformat(as_of))
    assert (notice.stage, notice.number, notice.issuer.text) == (stage, number, "east 分公司")
    assert notice.issued == (date(2026, 11, 5) if stage is Stage.ISSUED else None)
    assert notice.addressees == ("各分公司", "人力资源部")


def test_a_company_on_its_first_day_has_every_section_in_words() -> None:
    notice = notice_of(files={})
    assert notice.stage is Stage.DRAFT
    assert len(notice.sections) == len(SECTIONS) + 1
    assert all(words(notice, section.id) for section in notice.sections)
    assert words(notice, "next-month") == ["市场部尚未填写下月要求。"]


def test_an_unknown_unit_and_nobody_in_particular_are_told() -> None:
    notice = notice_of(obligation(State.MET, datetime(2026, 10, 5), unit="", person=""), files={})
    assert "未定单位:应办 1 项" in words(notice, "overall")[2]
