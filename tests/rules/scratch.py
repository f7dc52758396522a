"""Scratch companies for the tests of cards: the real rulebook parts over a few records."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import datetime
from functools import cache

from taizhang.history.history import History, Unknown
from taizhang.ledger import Ledger, compute
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from taizhang.rules.outcome import Cause
from tests.books import ROOT, book_of, company, person, schemas

UNVERIFIED = History("+08:00", why_unknown=Unknown.NO_REPOSITORY)
PINNED = datetime(2026, 11, 20, 18, 30)
ZHANG = person("zhang", "张伟", "T0001", ("2025-01-01", "", "east"))


REPORTING = {
    "rulebooks/telecom/reporting.yaml": """\
book: telecom
part: reporting
title: 工作报告
from: 2026-08-31
regulation: {title: 客户经理管理制度, issued_on: 2026-08-20}
applies_to: [telecom]
clauses: []
rules:
  - id: weekly-report
    clause: A5.5
    title: 周五 17:30 前提交周报
    kind: recurring
    from: 2026-08-31
    per: {register: person, where: {role: account-manager}}
    owed_by: person
    every: week
    due: {day: friday, time: "17:30", on_holiday: [previous-in-week, next-in-week, waive]}
    met_by: {fact: weekly-report.submitted, by: [person, week]}
    excused_by: {fact: leave.approved, covering: all-workdays}
    late: {points: -1, line: work-planning}
    missed: {points: -3, line: work-planning}
    examples:
      - title: 还没有人,什么也不欠
        as_of: 2026-10-12
        given: []
        expect:
          - {obligation: weekly-report, person: zhang, period: 2026-W42, none: true}
"""
}
"""The weekly report alone: late 1 point, missed 3."""


@cache
def demo() -> Ledger:
    """The demo company's ledger at its pinned moment."""
    return compute(load(WorkTree(ROOT), schemas()), UNVERIFIED, PINNED)


def parts(*names: str) -> dict[str, str]:
    """Parts of the company's own rulebook, by their names."""
    found = {name: f"rulebooks/telecom/{name}.yaml" for name in names}
    return {path: (ROOT / "records" / path).read_text(encoding="utf-8") for path in found.values()}


def ledger_of(as_of: str, *files: Mapping[str, str]) -> Ledger:
    """The ledger of a company of one branch with the given records."""
    together: dict[str, str] = dict(company("east", "west"))
    for one in files:
        together |= one
    return compute(book_of(together), UNVERIFIED, datetime.fromisoformat(as_of))


def incident(what: str, on: str, kind: str, confirmed: str = "", who: str = "zhang") -> dict[str, str]:
    """An incident of A7.3, confirmed at a moment or not."""
    identity = f"{on}-{what}"
    text = textwrap.dedent(f"""\
        id: {identity}
        unit: east
        person: {who}
        type: {kind}
        on: {on}
        what: 一件事
        evidence: 证据齐全。
        recorded_by: boss
        submitted_at: {on} 20:00
        """)
    if kind == "justified-complaint":
        text += "side: customer\n"
    if confirmed:
        text += f"confirmed_by: chief\nconfirmed_at: {confirmed}\n"
    return {f"incidents/east/{on[:7]}/{identity}.yaml": text}


def target(month: str, *indicators: str, unit: str = "east") -> dict[str, str]:
    """A month's targets; an indicator is ``id section additive total person=amount ...``."""
    text = f"unit: {unit}\nmonth: {month}\nset_by: boss\nsubmitted_at: {month}-01 09:00\nindicators:\n"
    for line in indicators:
        identity, section, additive, total, *shares = line.split()
        text += f"  - id: {identity}\n    name: {identity}\n    section: {section}\n    measured_in: 件\n"
        text += f"    additive: {additive}\n    total: {total}\n    shares:{'' if shares else ' []'}\n"
        for share in shares:
            who, amount = share.split("=")
            text += f"      - {{person: {who}, amount: {amount}, reason: 自定}}\n"
    return {f"targets/{unit}/{month}.yaml": text + "focus: 走访。\nresources: 无。\n"}


def result(month: str, recorded: str, *figures: str, totals: str = "", unit: str = "east") -> dict[str, str]:
    """A month's results; a figure is ``person indicator amount``, a total ``indicator amount``."""
    text = f"unit: {unit}\nmonth: {month}\nrecorded_by: boss\nrecorded_at: {recorded}\n"
    text += f"source:\n  system: 系统\n  taken_at: {recorded}\nfigures:{'' if figures else ' []'}\n"
    for figure in figures:
        who, indicator, amount = figure.split()
        text += f"  - {{person: {who}, indicator: {indicator}, amount: {amount}}}\n"
    if totals:
        indicator, amount = totals.split()
        text += f"totals:\n  - {{indicator: {indicator}, amount: {amount}}}\n"
    return {f"results/{unit}/{month}.yaml": text}


def quiz(on: str, subject: str, *scores: str, unit: str = "east") -> dict[str, str]:
    """A test; a score is ``person score``."""
    text = (
        f"unit: {unit}\nsubject: {subject}\non: {on}\ntitle: 测试\nexaminer: boss\nrecorded_at: {on} 18:00\nscores:\n"
    )
    for score in scores:
        who, points = score.split()
        text += f"  - {{person: {who}, score: {points}}}\n"
    return {f"tests/{unit}/{on}-{subject}.yaml": text}


def sentences(cause: Cause) -> list[str]:
    """Every sentence id of a cause tree, depth first."""
    return [cause.sentence, *(name for child in cause.children for name in sentences(child))]
