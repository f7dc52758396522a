"""The section on loans: due in the month, carried over, and how each stands; worked out by hand (A6.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from taizhang.bulletin import Bulletin
from taizhang.rules.outcome import Obligation, State
from tests.books import ROOT
from tests.bulletin.notices import LATER, OCTOBER, computed, figure, figures, notice_of, people, words
from tests.rules.outcomes import obligation

FILE = """\
id: 2026-09-01-contract
unit: east
title: 三季度合同汇编
about: contract
level: secret
filed_on: 2026-09-01
keeper: zhang
kept_at: {place: 302 室 3 号柜, locked: true}
movements:
  - number: 1
    taken_by: zhang
    at: 2026-10-13 09:00
    purpose: 审计
    approved_by: li
    outsider: {organisation: 诚信会计师事务所, role: 审计项目组}
"""
RULES = "rulebooks/telecom/confidentiality.yaml"


def notice(file: str = FILE, as_of: datetime = LATER) -> Bulletin:
    """October's notice of a company with one paper; its rule counts from 10-13 to Tuesday 10-20 18:00."""
    rules = (ROOT / "records" / RULES).read_text("utf-8")
    files = people() | {RULES: rules, "custody/east/2026-09-01-contract.yaml": file}
    return computed(files, as_of=as_of)


def loan(state: State, due: datetime, done: datetime | None, key: str) -> Obligation:
    """A duty to get a paper back."""
    return replace(obligation(state, due, key=key, clause="A6.5"), done_at=done, what=f"文件{key}")


def test_no_loans() -> None:
    assert words(notice_of(), "loans") == ["本月没有到期的外借文件,也没有以前月份借出未还的。"]


def test_loans_of_the_month_and_those_carried_over() -> None:
    """Lent before and returned in September is no more; returned in October, or not at all, is carried over."""
    at = datetime
    told = notice_of(
        loan(State.MET, at(2026, 10, 20, 18), at(2026, 10, 20, 18), "a"),
        loan(State.LATE, at(2026, 10, 20, 18), at(2026, 10, 20, 18, 1), "b"),
        loan(State.OVERDUE, at(2026, 10, 31, 18), None, "c"),
        loan(State.MISSED, at(2026, 9, 30, 18), at(2026, 10, 9, 9), "d"),
        loan(State.MISSED, at(2026, 9, 30, 18), None, "e"),
        loan(State.MET, at(2026, 9, 30, 18), at(2026, 9, 30, 9), "f"),
        loan(State.PENDING, at(2026, 11, 2, 18), None, "g"),
    )
    assert words(told, "loans")[0] == (
        "本月到期的外借文件 3 份,以前月份转入 2 份。其中:按期归还 1 份,逾期归还 2 份,逾期未还 2 份。"
    )
    assert [one.what for one in figures(told, "loans")[5:]] == ["文件d", "文件e", "文件a", "文件b", "文件c"]
    assert [one.key for one in figure(told, "loans", "逾期未还").outcomes] == ["e", "c"]


def test_a_loan_of_records_stands_with_its_file() -> None:
    row = "east 分公司 张伟 三季度合同汇编 诚信会计师事务所 2026-10-13 2026-10-20"
    assert words(notice(), "loans")[1] == f"{row} 逾期未还"
    back = FILE + "    returned_at: 2026-10-20 18:01\n"
    assert words(notice(back), "loans")[1] == f"{row} 逾期归还(2026-10-20)"
    assert words(notice(as_of=datetime(2026, 10, 20, 18)), "loans")[1] == f"{row} 借期内"
    assert OCTOBER.key == "2026-10"
