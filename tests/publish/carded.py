"""A small company whose card has a line of every shape: what is done in its records must move it as was told."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime

from tests import books, desks
from tests.publish import companies

NOW = datetime(2026, 11, 5, 9, 0)
RULES = """\
book: telecom
part: own-card
title: 考核试验
from: 2026-08-31
regulation: {title: 考核试验, issued_on: 2026-08-20}
applies_to: [telecom]
clauses:
  - {id: A9.9, where: 公司补充, says: 试验用的考核办法。}
cast: {}
rules:
  - id: served
    clause: A9.9
    title: 服务次数
    kind: measure
    from: 2026-11-01
    per: {register: person, where: {role: account-manager}}
    every: month
    count: {fact: service.given}
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
  - id: told
    clause: A9.9
    title: 日志完整率
    kind: measure
    from: 2026-11-01
    per: {register: person, where: {role: account-manager}}
    every: month
    completeness: {fact: service.given, fields: {content: {weight: 3, characters: 6}, contact: {weight: 1}}}
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
  - id: done
    clause: A9.9
    title: 计划完成率
    kind: measure
    from: 2026-11-01
    per: {register: person, where: {role: account-manager}}
    every: month
    kept:
      planned: {fact: visit.planned}
      done: {fact: service.given}
      reported: {fact: service.given}
      by: [customer]
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
  - id: reported
    clause: A9.9
    title: 周报按时率
    kind: measure
    from: 2026-11-01
    per: {register: person, where: {role: account-manager}}
    every: month
    ratio:
      part: {fact: weekly-report.met}
      whole: {fact: [weekly-report.met, weekly-report.late, weekly-report.missed, weekly-report.overdue]}
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
  - id: missed-again
    clause: A9.9
    title: 周报缺失再扣
    kind: adjust
    from: 2026-11-01
    on: {fact: weekly-report.missed}
    also: true
    account: points
    line: discipline
    amount: {fixed: -4}
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
  - id: by-rate
    clause: A9.9
    title: 周报按时率不够
    kind: adjust
    from: 2026-11-01
    on: {fact: reported.measured}
    account: points
    line: discipline
    amount: {of: value, bands: [{at_least: 0, amount: -3}, {at_least: 60, amount: -1}, {at_least: 100, amount: 0}]}
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
  - id: incidents
    clause: A9.9
    title: 加减分事件
    kind: adjust
    from: 2026-11-01
    on: {fact: incident.confirmed}
    dated_by: "on"
    account: points
    line: extra
    amount:
      by: type
      table: [{is: award-won, title: 竞赛获奖, amount: 3}, {is: customer-lost, title: 流失, amount: -5}]
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
  - id: own-card
    clause: A9.9
    title: 月考核
    kind: scorecard
    from: 2026-11-01
    per: {register: person, where: {role: account-manager}}
    every: month
    sections:
      - id: all
        title: 各项
        lines:
          - {id: served, title: 服务, maximum: 20, score: {measure: served, full_at: 5}}
          - {id: told, title: 日志, maximum: 20, score: {measure: told, full_at: 100}}
          - {id: done, title: 计划, maximum: 20, score: {measure: done, full_at: 100}}
          - {id: work-planning, title: 周报, maximum: 10}
          - {id: discipline, title: 纪律, maximum: 10}
    spread: proportional
    adjustments: {id: extra, title: 加减分, at_least: -20, at_most: 2}
    examples: [{title: 还没有人, as_of: 2026-11-01, given: [], expect: []}]
"""
SERVICE = """\
  - at: 2026-11-0{day} 10:00
    logged_at: 2026-11-0{day} 11:00
    customer: {customer}
    mode: active
    channel: phone
    topic: 回访
    content: {content}
    result: 客户满意。
"""


def services(*listed: tuple[int, str, str]) -> companies.Files:
    """Zhang's services of the week: (day of November, customer, what was talked about)."""
    rows = "".join(SERVICE.format(day=day, customer=customer, content=content) for day, customer, content in listed)
    return dict(desks.weekly("service-logs", f"services:\n{rows}", "zhang-wei", "2026-W45"))


def plan(*listed: tuple[int, str]) -> companies.Files:
    """Zhang's plan of the week: (day of November, customer)."""
    rows = "".join(f"  - {{day: 2026-11-0{day}, customer: {customer}, purpose: 回访}}\n" for day, customer in listed)
    return dict(
        desks.weekly("visit-plans", f"submitted_at: 2026-10-30 16:00\nvisits:\n{rows}", "zhang-wei", "2026-W45")
    )


def award() -> companies.Files:
    """An award of Zhang's, confirmed."""
    text = textwrap.dedent("""\
        id: 2026-11-03-award
        unit: east
        person: zhang-wei
        type: award-won
        on: 2026-11-03
        what: 服务之星
        evidence: 通报。
        recorded_by: li-na
        submitted_at: 2026-11-03 16:00
        confirmed_by: li-na
        confirmed_at: 2026-11-04 09:00
        """)
    return {"incidents/east/2026-11/2026-11-03-award.yaml": text}


HONG, SHUN = "C-000123", "C-000147"
START = {**services((2, HONG, "谈了线路扩容的事"), (3, SHUN, "谈过")), **plan((2, HONG), (3, SHUN), (4, HONG))}
"""Two services, neither with a contact, the second told in two words; of three visits planned the last is not done."""


def company(*more: companies.Files) -> companies.Files:
    """The company with what was done, and ``more`` in place of that."""
    files: companies.Files = {**books.company("east"), **books.rulebook(), "rulebooks/telecom/own-card.yaml": RULES}
    files |= companies.person("zhang-wei", "张伟", "T0001", ("2026-01-01", "", "east"))
    files |= companies.person("li-na", "李娜", "T0002", ("2026-01-01", "", "east"))
    calendar = str(files["calendar/2026.yaml"])
    files["calendar/2026.yaml"] = re.sub("(?m)^((?:entered|reviewed)_by): .*$", r"\1: li-na", calendar)
    for identity, name in ((HONG, "宏远物流"), (SHUN, "顺越医药")):
        (path, text), *_ = desks.customer(identity, name, ("2026-01-05", "zhang-wei")).items()
        files[path] = text.replace("approved_by: zhang", "approved_by: zhang-wei").replace("2024-03-01", "2026-01-05")
    for one in (START, *more):
        files |= one
    return files
