"""A company with one branch, two managers and a simple card, for tests of closings: 18 points, and adjustments."""

from __future__ import annotations

from datetime import datetime

from taizhang.closing import audited
from taizhang.closing.closing import fields_of, with_confirmation
from taizhang.desk.yaml_text import document
from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.records.book import Book
from taizhang.when.period import Period, PeriodKind, parse_period
from tests.books import ROOT, UNIT, book_of, company, person

HISTORY = History("+08:00", why_unknown=Unknown.NO_GIT)
SUBMITTED, CONFIRMED = datetime(2026, 10, 9, 16, 20), datetime(2026, 10, 12, 10, 5)
CLOSING = "closings/east/2026-09.yaml"
POSTED = """\
id: {id}
name: {name}
pinyin: {id}
employee_number: {number}
posts:
  - {{from: 2020-01-01, unit: {unit}, role: {role}, title: 岗位}}
"""
CARD = """\
book: telecom
part: assessment
title: 绩效考核
from: 2026-08-31
regulation: {title: 客户经理管理制度, issued_on: 2026-08-20}
applies_to: [telecom]
clauses:
  - {id: A7.1, where: 七, says: 每月考核。}
cast: {}
rules:
  - id: scorecard
    clause: A7.1
    title: 客户经理月度考核表
    kind: scorecard
    from: 2026-09-01
    per: {register: person, where: {role: account-manager}}
    every: month
    sections:
      - id: process
        title: 过程考核
        lines:
          - {id: base-service, title: 基础服务, maximum: 10}
          - {id: work-planning, title: 工作计划制定, maximum: 8}
    spread: proportional
    adjustments: {id: adjustments, title: 加减分, at_least: -20, at_most: 20}
    examples:
      - {title: 没有人在岗, as_of: 2026-10-31, given: [], expect: []}
"""


def month(key: str = "2026-09") -> Period:
    """A month by its key."""
    found = parse_period(key, PeriodKind.MONTH)
    assert found is not None
    return found


def files() -> dict[str, str]:
    """The company: Zhang and Li in the branch, their supervisor, two people of marketing; the rules."""
    found = company()
    found |= person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))
    found |= person("li", "李芳", "T0002", ("2025-01-01", "", "east"))
    found["units/marketing.yaml"] = UNIT.format(id="marketing", name="市场部", kind="department") + "parent: telecom\n"
    for who, name, number, unit, role in (
        ("boss", "李娜", "T0010", "east", "supervisor"),
        ("wu", "吴浩", "T0011", "marketing", "marketing-manager"),
        ("chen", "陈静", "T0012", "marketing", "marketing-clerk"),
    ):
        found[f"people/{who}.yaml"] = POSTED.format(id=who, name=name, number=number, unit=unit, role=role)
    found["rulebooks/telecom/assessment.yaml"] = CARD
    for part in ("closing", "incidents"):
        path = f"rulebooks/telecom/{part}.yaml"
        found[path] = (ROOT / "records" / path).read_text(encoding="utf-8")
    return found


def incident(who: str, on: str, confirmed_at: str, type_: str = "award-won") -> dict[str, str]:
    """A confirmed incident: an award gives 2 points, arrears take 2."""
    text = (
        f"id: {on}-x-{who}\nunit: east\nperson: {who}\ntype: {type_}\non: {on}\nwhat: 一件事\nevidence: 有通报。\n"
        f"recorded_by: boss\nsubmitted_at: {confirmed_at}\nconfirmed_by: chen\nconfirmed_at: {confirmed_at}\n"
    )
    return {f"incidents/east/{on[:7]}/{on}-x-{who}.yaml": text}


def correction(approved_at: str = "2026-11-12 15:30", approved_by: str = "wu", amount: str = "0.30") -> dict[str, str]:
    """Zhang's September corrected."""
    text = (
        "id: 2026-11-11-x\nunit: east\nclosing: closings/east/2026-09\nperson: zhang\nline: work-planning\n"
        f'amount: "{amount}"\nwhat: 少计了\nreason: 复核得出。\nsubmitted_by: boss\nsubmitted_at: 2026-11-11 09:40\n'
        f"approved_by: {approved_by}\napproved_at: {approved_at}\n"
    )
    return {"corrections/east/2026-11-11-x.yaml": text}


def sealed(*more: dict[str, str], confirm: bool = True) -> dict[str, str]:
    """The company with September sealed as it stood on 12 October, or submitted on 9 October."""
    found = files()
    for part in more:
        found |= part
    at = CONFIRMED if confirm else SUBMITTED
    fields = fields_of(book_of(found), ledger_of(found, at), "east", month(), ("boss", SUBMITTED))
    found[CLOSING] = document(with_confirmation(fields, "wu", CONFIRMED) if confirm else fields)
    return found


def clean(book: Book) -> bool:
    """Whether nothing is wrong with the records, but that nobody of this company keeps its calendar."""
    return {one.path for one in book.problems} <= {"records/calendar/2026.yaml"}


def ledger_of(found: dict[str, str], at: datetime) -> Ledger:
    """The bare ledger."""
    return compute(book_of(found), HISTORY, at)


def audited_of(found: dict[str, str], at: datetime) -> tuple[Book, Ledger]:
    """The book and its ledger with sealed months compared."""
    book = book_of(found)
    assert clean(book)
    return book, audited(book, HISTORY, at)
