"""An audit as sentences and as JSON."""

from __future__ import annotations

import json
from collections import Counter

from taizhang.review.audit import RULES, Audit, Finding
from taizhang.review.audit_text import as_json, text
from taizhang.review.sentences import SENTENCES

FOUND = Audit(
    commits=3,
    records=5,
    findings=(
        Finding("backdated", "records/a.yaml", "2026-10-19 09:00", "a" * 40, "甲"),
        Finding("backdated", "records/b.yaml", "2026-10-19 09:00", "b" * 40, "乙\x1b[31m"),
        Finding("merge-approval", "", "2026-10-20 09:00", "c" * 40, "丙"),
    ),
    unknown=Counter({("过客", "x@example.com"): 2, ("机器人", "bot@example.com"): 7}),
    early=4,
)


def test_every_rule_has_a_title() -> None:
    assert {f"audit.title.{rule}" for rule in RULES} == {name for name in SENTENCES if name.startswith("audit.title.")}


def test_sections_and_what_was_not_looked_at() -> None:
    assert text(FOUND, "2026-10-01").splitlines() == [
        "核查了 2026-10-01 以来:3 次提交,5 份记录。",
        "",
        "倒签(2):",
        "  records/a.yaml  甲  [2026-10-19 09:00 aaaaaaaaaa]",
        "  records/b.yaml  乙 [31m  [2026-10-19 09:00 bbbbbbbbbb]",
        "",
        "合并请求由作者自己批准(1):",
        "  整次提交  丙  [2026-10-20 09:00 cccccccccc]",
        "",
        "没有核查的:",
        "  机器人 <bot@example.com> 的 7 处改动:账号和姓名对不上人员,有没有权改看不出",
        "  过客 <x@example.com> 的 2 处改动:账号和姓名对不上人员,有没有权改看不出",
        "  留痕起点以前的 4 处改动",
    ]


def test_more_than_many_are_counted() -> None:
    lines = text(FOUND, "", 1).splitlines()
    assert lines[:5] == [
        "核查了全部历史:3 次提交,5 份记录。",
        "",
        "倒签(2):",
        "  records/a.yaml  甲  [2026-10-19 09:00 aaaaaaaaaa]",
        "  还有 1 项,--all 全部列出",
    ]
    assert len(text(FOUND, "", 0).splitlines()) == len(text(FOUND, "").splitlines())


def test_nothing_found() -> None:
    assert text(Audit(commits=1, records=2), "") == "核查了全部历史:1 次提交,2 份记录。\n没有发现要看的。\n"


def test_json_tells_all() -> None:
    found = json.loads(as_json(FOUND, "", 1))
    assert [one["rule"] for one in found["findings"]] == ["backdated", "backdated", "merge-approval"]
    assert found["findings"][0]["commit"] == "a" * 40
    assert found["unknown_authors"][0] == {"name": "机器人", "mail": "bot@example.com", "changes": 7}
    assert (found["before_history"], found["since"]) == (4, "")
