"""Inspections by topic: the month of the inspection counts, methods, pass rates, deviations in words."""

from __future__ import annotations

from tests.books import ROOT
from tests.bulletin.notices import OCTOBER, computed, figure, people, words

HEAD = """\
id: {topic}-1
unit: east
month: {month}
level: {level}
topic: {topic}
inspectors: [li]
made_on: {month}-12
submitted_at: {month}-12 17:00
items:
"""
ITEM = """\
  - {{id: {month}-{topic}-{number}, person: zhang, subject: 第 {number} 点, method: {method}, result: {result}{more}}}
"""
FAILED = ", deviation: 没有预约, severity: general"


def inspection(
    topic: str, *items: tuple[str, str, str], month: str = "2026-10", level: str = "marketing"
) -> dict[str, str]:
    """An inspection of east: items as (method, result, more)."""
    text = HEAD.format(topic=topic, month=month, level=level)
    for number, (method, result, more) in enumerate(items, start=1):
        text += ITEM.format(month=month, topic=topic, number=number, method=method, result=result, more=more)
    return {f"inspections/east/{month}/{topic}-1.yaml": text}


def test_methods_results_and_the_rate_without_what_does_not_apply() -> None:
    items = (("call", "pass", ""), ("call", "fail", FAILED), ("site-visit", "pass", ""), ("call", "not-applicable", ""))
    notice = computed(people() | inspection("service-standard", *items))
    first, *others = words(notice, "service-standard")
    assert first == (
        "本月抽查east 分公司 4 项,其中外呼 3 项、现场拜访 1 项。"
        "合格 2 项,不合格 1 项,不适用 1 项;合格率 66.7 %(不适用的不计)。"
    )
    assert others == [
        "不合格的:",
        "east 分公司张伟“第 2 点”不合格(一般):没有预约",
        "抽查的客户怎样选出,本月没有冻结名单和抽签的记录,不能复算。",
    ]
    failed = figure(notice, "service-standard", "不合格")
    assert [fact.source.pointer for fact in failed.facts] == [("items", 1)]


def test_the_month_of_the_inspection_counts_not_the_one_looked_at() -> None:
    files = people() | inspection("visit-etiquette", ("site-visit", "pass", ""), month="2026-11")
    assert words(computed(files), "visit-etiquette") == ["本月未抽查此项。"]
    assert words(computed(files, OCTOBER.next()), "visit-etiquette")[-1].endswith("1 项全部合格。")


def test_what_customers_know() -> None:
    knows = ", answers: {{knows_name: {}, knows_phone: {}}}"
    items = [
        ("call", "pass", knows.format(*pair)) for pair in (("true", "true"), ("true", "false"), ("false", "false"))
    ]
    told = words(computed(people() | inspection("customer-perception", *items)), "customer-perception")
    assert "问到 3 户:说得出客户经理姓名的 2 户(66.7 %),知道怎样联系的 1 户(33.3 %)。" in told


def test_supervisors_looks_stand_apart() -> None:
    files = people() | inspection("work-log", ("system", "pass", ""), level="supervisor")
    told = words(computed(files), "customer-data")
    assert told[1:3] == [
        "本月未抽查此项。",
        "各分公司主管抽查工作日志:本月抽查east 分公司 1 项,均为查系统记录。1 项全部合格。",
    ]


def test_how_complete_files_are_by_the_rules() -> None:
    """Zhang's file lacks three of ten, Li's one of ten: (70 + 90) / 2; without the rules nobody can say."""
    told = "资料和日志的完整度本月没有算出。"
    assert told in words(computed(people()), "customer-data")
    files = people()
    for part in ("inspections", "notices"):
        path = f"rulebooks/telecom/{part}.yaml"
        files[path] = (ROOT / "records" / path).read_text(encoding="utf-8")
    head = "kind: group\nopened_on: 2026-01-01\nindustry: 物流\naddress: 城东路 1 号\n"
    held = "products: [{product: 专线, since: 2026-02-01}]\n"
    held += "contracts: [{number: HT-1, title: 合同, signed_on: 2026-02-01, kept_at: 一号柜}]\n"
    for number, who, more in (
        (1, "zhang", held),
        (2, "li", held.replace("HT-1", "HT-2") + "profile: 周三上午开例会\n"),
    ):
        owners = f"owners: [{{from: 2026-01-01, person: {who}, why: 建档}}]\n"
        files[f"customers/C-000/C-00000{number}.yaml"] = (
            f"id: C-00000{number}\nname: 客户 {number}\n{head}{owners}{more}"
        )
    lines = words(computed(files), "customer-data")
    assert "集团客户资料完整度:2 人平均 80.00 %,最低的是张伟(70.00 %)。" in lines
    assert told not in lines
