"""The summary for human resources: sealed results only, a column a line of the card (A8.6)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from taizhang.tables.scores import confirmed, score_table
from tests.books import book_of
from tests.closing.company import CLOSING, CONFIRMED, correction, incident, ledger_of, month, sealed

LATER = datetime(2026, 11, 20, 18, 30)
LATE = incident("zhang", "2026-09-28", "2026-10-22 09:30", "product-arrears")


def test_a_row_a_person_as_sealed_not_as_reckoned_now() -> None:
    found = sealed() | LATE | correction()
    book, ledger = book_of(found), ledger_of(found, LATER)
    closings, lacking = confirmed(ledger, book, month())
    assert lacking == ()
    table = score_table(ledger, book, month(), closings)
    assert table.title == "试验公司 2026 年 9 月客户经理考核汇总表"
    assert table.heads == (
        "单位",
        "姓名",
        "工号",
        "基础服务(满分 10)",
        "工作计划制定(满分 8)",
        "加减分",
        "总分",
        "备注",
    )
    ten, eight, nothing, all_ = Decimal(10), Decimal(8), Decimal(0), Decimal(18)
    assert table.rows == (
        ("east 分公司", "李芳", "T0002", ten, eight, nothing, all_, None),
        ("east 分公司", "张伟", "T0001", ten, eight, nothing, all_, "以后有冲正,记在开放的月份"),
    )
    assert table.foot == (f"east 分公司:吴浩 于 2026-10-12 10:05 确认,摘要 {closings[0].short_digest}",)


def test_missing_and_not_applicable_are_words_zero_is_a_number() -> None:
    found = sealed()
    text = found[CLOSING].replace("total: 18", "", 1).replace("known: number", "known: missing", 1)
    text = text.replace("known: number, score: 10,", "known: missing,", 1)
    text = text.replace("known: number, score: 8,", "known: not-applicable,", 1)
    book = book_of({**found, CLOSING: "\n".join(line for line in text.splitlines() if line.strip()) + "\n"})
    ledger = ledger_of(found, LATER)
    closings, _ = confirmed(ledger, book, month())
    first = score_table(ledger, book, month(), closings).rows[0]
    assert first[3:7] == ("缺数据", "不适用", Decimal(0), "缺数据")


def test_a_branch_that_only_submitted_lacks() -> None:
    for found, at in ((sealed(confirm=False), LATER), (sealed(), datetime(2026, 10, 12, 10, 4))):
        assert confirmed(ledger_of(found, at), book_of(found), month()) == ((), ("east",))
    assert confirmed(ledger_of(sealed(), CONFIRMED), book_of(sealed()), month())[1] == ()
