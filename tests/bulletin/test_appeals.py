"""Appeals and rulings in the notice: of their own month, open ones until they are ruled."""

from __future__ import annotations

from datetime import datetime

from taizhang.bulletin import assemble
from taizhang.ledger import compute
from taizhang.when.period import Period
from tests.books import ROOT, book_of
from tests.bulletin.notices import OCTOBER, computed, figure, people, words
from tests.publish.demo import demo_book, demo_view
from tests.rules.worlds import UNVERIFIED

NONE = "本月没有提出的申诉,没有作出的裁决,也没有未裁决的。"
RULES = {path: (ROOT / "records" / path).read_text(encoding="utf-8") for path in ("rulebooks/telecom/appeals.yaml",)}
APPEAL = {
    "appeals/east/2026-10/zhang-1.yaml": (
        "person: zhang\nunit: east\nmonth: 2026-10\nnumber: 1\nline: work-planning\nreason: 停电。\n"
        "filed_at: 2026-11-04 10:20\n"
    )
}
RULING = {
    "rulings/east/2026-10/zhang-1.yaml": (
        "appeal: appeals/east/2026-10/zhang-1\nperson: zhang\nunit: east\nmonth: 2026-10\nnumber: 1\ndecided_by: li\n"
        "at: 2026-12-01 09:00\ndecision: dismissed\nreason: |\n  停电以前\n  可以交。\n"
    )
}


def told(month: Period, *parts: dict[str, str], as_of: datetime = datetime(2026, 12, 20, 9, 0)) -> list[str]:
    """The section of a small company."""
    files = people() | RULES
    for part in parts:
        files |= part
    return words(computed(files, month, as_of), "appeals")


def test_the_demo_s_appeals() -> None:
    november = assemble(demo_view().ledger, demo_book(), OCTOBER.next())
    found = words(november, "appeals")
    assert found[0] == "本月提出申诉 2 件,作出裁决 1 件,还没有裁决的 1 件。"
    assert found[1].startswith(
        "城东分公司赵敏对 2026-10 考核的申诉:部分成立,加减分 +1.00 分,记入 2026-11。裁决人:吴浩。"
    )
    assert found[2] == (
        "城西分公司苏娟对 2026-10 考核的申诉,2026-11-12 09:15 提出(逾期提出),还没有裁决,应在 2026-11-26 18:00 前裁决。"
    )
    assert figure(november, "appeals", "分值").outcomes[0].rule == "appeal-adjusted"
    assert [one.rule for one in figure(november, "appeals", "裁决期限").outcomes] == ["appeal-ruled"]


def test_a_month_without_any() -> None:
    assert told(OCTOBER, APPEAL, RULING) == [NONE]


def test_open_at_the_month_s_end_ruled_in_the_next() -> None:
    """Filed on 11-04, ruled on 12-01: November tells it open, December the ruling, on one line."""
    november, december = OCTOBER.next(), OCTOBER.next().next()
    assert told(november, APPEAL, RULING) == [
        "本月提出申诉 1 件,作出裁决 0 件,还没有裁决的 1 件。",
        "east 分公司张伟对 2026-10 考核的申诉,2026-11-04 10:20 提出,还没有裁决,应在 2026-11-18 18:00 前裁决。",
    ]
    assert told(december, APPEAL, RULING) == [
        "本月提出申诉 0 件,作出裁决 1 件,还没有裁决的 0 件。",
        "east 分公司张伟对 2026-10 考核的申诉:不成立。裁决人:李娜。理由:停电以前 可以交。",
    ]


def test_open_from_before_is_told_again() -> None:
    assert told(OCTOBER.next().next(), APPEAL)[0] == "本月提出申诉 0 件,作出裁决 0 件,还没有裁决的 1 件。"


def test_without_rules_there_is_no_term() -> None:
    book = book_of(people() | APPEAL)
    notice = assemble(compute(book, UNVERIFIED, datetime(2026, 11, 20)), book, OCTOBER.next())
    assert words(notice, "appeals")[1] == "east 分公司张伟对 2026-10 考核的申诉,2026-11-04 10:20 提出,还没有裁决。"
