"""The sentences of an impact: names, what it was and is, the amount, the clause; and what the head counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from taizhang.closing.text import names_of
from taizhang.facts.registers import Registers
from taizhang.review.impact import Side, impact
from taizhang.review.telling import Line, Teller, Telling
from tests.closing import company as closed
from tests.closing.company import incident
from tests.review.company import REPORT, company, report, side

NOW = datetime(2026, 10, 20, 9, 0)
LATER = datetime(2026, 11, 20, 18, 30)


def told(before: Side, after: Side) -> Telling:
    """The comparison told with the names of both sides."""
    registers = (Registers(after.book), Registers(before.book))
    teller = Teller(registers, names_of(after.book, after.ledger).lines, after.book.schemas)
    return teller.told(impact(before, after))


def between(before: Mapping[str, str], after: Mapping[str, str], now: datetime = NOW) -> Telling:
    """What lies between two sets of files."""
    return told(side(dict(before), now), side(dict(after), now))


def flat(lines: tuple[Line, ...]) -> list[str]:
    """The texts of lines, one step in for each level."""
    return [text for line in lines for text in (line.text, *("  " + below for below in flat(line.below)))]


def test_a_report_that_becomes_late() -> None:
    found = between(company() | report("2026-10-16 17:10"), company() | report("2026-10-16 18:05"))
    assert found.head == "这次改动涉及 1 份记录,影响 1 个人:"
    assert flat(found.months) == [
        "张伟 2026 年 10 月:18 → 17",
        "  工作计划制定 8 → 7",
        "  2026-W42 周五 17:30 前提交周报(−1 分):按时 → 迟交",
    ]
    (month,) = found.months
    assert (month.clause, month.below[1].clause) == ("A7.1", "A5.5")
    assert month.below[1].key == "weekly-report/2026-W42/zhang"


def test_a_duty_that_is_done_now() -> None:
    found = between(company(), company() | report("2026-10-16 17:10"))
    assert flat(found.months)[-1] == "  2026-W42 周五 17:30 前提交周报:已逾期,应于 10-16 17:30 前 → 按时"


def test_somebody_who_leaves_owes_no_more_and_has_no_card() -> None:
    files = company() | report("2026-10-16 17:10")
    person = files["people/zhang.yaml"].replace("from: 2026-10-01,", "from: 2026-10-01, until: 2026-10-17,")
    found = flat(between(files, files | {"people/zhang.yaml": person}).months)
    assert found[0] == "张伟 2026 年 10 月:18 → 没有"
    assert "  2026-W43 周五 17:30 前提交周报:不再有(原来未到期,应于 10-23 17:30 前)" in found


def test_what_was_sealed_by_line_and_that_it_stays() -> None:
    sealed = closed.sealed()
    late = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")
    assert flat(between(sealed, sealed | late, LATER).sealed) == [
        "触及已封存的月份:east 分公司 2026 年 9 月",
        "  张伟 加减分:封存 0.00,改后重算 -2.00",
        "  张伟 总分:封存 18.00,改后重算 16.00",
        "  封存的不改:确实有错的,在开放的月份冲正。",
    ]
    assert "  张伟 总分:改后与封存一致" in flat(between(sealed | late, sealed, LATER).sealed)


def test_a_change_that_moves_nobody_says_so() -> None:
    files = company() | report("2026-10-16 17:10")
    other = files | {REPORT: files[REPORT].replace("有两户愿意试用", "有三户愿意试用")}
    assert between(files, other).head == "这次改动涉及 1 份记录,不影响任何人的应办、考核和薪酬。"
    assert between(files, files).head == "这次改动没有涉及记录。"
