"""A month's account as text: a card with its figures, or counts by rule; and when there is nothing to tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from taizhang.desk.month_text import card_text, month_text
from taizhang.explain import Told
from taizhang.facts.registers import Registers
from taizhang.ledger.month import month_of_person
from taizhang.rules.card_lines import ADJUSTMENTS
from taizhang.rules.charge import entry_of
from taizhang.rules.outcome import (
    CardLine,
    Cause,
    Entry,
    Finding,
    Known,
    Measure,
    Obligation,
    Outcome,
    Scorecard,
    State,
)
from taizhang.when.period import parse_period
from tests.desks import COMING, GONE, ZHANG, desk_book, duty, ledger_of, rule


def tell(cause: Cause) -> Told:
    """A cause by its ``text``; the wording of causes is another room's."""
    return Told(str(cause.values.get("text", cause.sentence)), children=tuple(tell(one) for one in cause.children))


def said(text: str, *children: Cause, **values: str) -> Cause:
    return Cause("said", {"text": text, **values}, None, children)


def text(*outcomes: Outcome, who: str = "zhang", month: str = "2026-10", as_of: str = "2026-10-20 09:00") -> str:
    registers = Registers(desk_book(ZHANG, GONE, COMING))
    person, period = registers.entity("person", who), parse_period(month)
    assert person is not None
    assert period is not None
    unit = "东分公司" if who == "zhang" else ""
    rules = tuple(
        rule(name, {}, title) for name, title in (("report", "交周报"), ("award", "获奖"), ("rate", "按时率"))
    )
    ledger = ledger_of(as_of, *outcomes, rules=rules)
    return month_text(month_of_person(ledger, person, unit, period), ledger.as_of, tell)


MET = duty("report/2026-W41/zhang", "2026-10-09 17:30", State.MET)
LATE = replace(
    duty("report/2026-W42/zhang", "2026-10-16 17:30", State.LATE),
    points=Decimal(-1), line="work-planning", cause=said("W42 迟交"),
)  # fmt: skip
OPEN = duty("report/2026-W43/zhang", "2026-10-23 17:30", State.PENDING)
COMMON = {"rulebook": "telecom", "clause": "A7.3", "period": "2026-10", "person": "zhang"}
AWARD = Entry(
    key="award/2026-10/1", rule="award", title="获奖", at=datetime(2026, 10, 20), account="points", line="adjustments",
    amount=Decimal(2), cause=said("省公司服务之星"), **COMMON,  # type: ignore[arg-type]
)  # fmt: skip


def measure(value: str | None, known: Known) -> Measure:
    return Measure(
        key="rate/2026-10/zhang", rule="rate", title="按时率", at=datetime(2026, 10, 31), known=known,
        value=None if value is None else Decimal(value), cause=said("率"), **COMMON,  # type: ignore[arg-type]
    )  # fmt: skip


def line(name: str, score: str | None, maximum: str, known: Known = Known.NUMBER, **more: object) -> CardLine:
    given: dict[str, object] = {"section": "process", "cause": said(f"{name} 的来由", said(f"{name} 的一步"))} | more
    figures = None if score is None else Decimal(score)
    return CardLine(name, name, maximum=Decimal(maximum), known=known, score=figures, **given)  # type: ignore[arg-type]


def card(total: str | None, *lines: CardLine) -> Scorecard:
    adjustments = [one for one in lines if one.section == ADJUSTMENTS]
    ordinary = [one for one in lines if one not in adjustments]
    sections = [said("", *(one.cause for one in ordinary), title="过程考核")]
    if adjustments:
        sections.append(said("", *(one.cause for one in adjustments), title="加减分"))
    return Scorecard(
        key="card/2026-10/zhang", rule="card", title="考核表", cause=said("考核得分", *sections), lines=lines,
        total=None if total is None else Decimal(total), **COMMON,  # type: ignore[arg-type]
    )  # fmt: skip


def test_without_a_card_by_rule_with_the_sum() -> None:
    charge = entry_of(LATE)
    assert charge is not None
    found = text(MET, LATE, OPEN, charge, AWARD, measure("92.5", Known.NUMBER))
    assert found == (
        "张伟 · 东分公司 · 2026 年 10 月 · 没有考核表,只列应办、问题和记账\n"
        "\n"
        "  交周报  A5.5                                               -1\n"
        "    3 项:未到期 1,按时 1,迟交 1\n"
        "    W42 迟交                                                 -1\n"
        "      report/2026-W42/zhang\n"
        "  获奖  A5.5                                                 +2\n"
        "    省公司服务之星                                           +2\n"
        "      award/2026-10/1\n"
        "  按时率  A5.5                                                0\n"
        "    按时率:92.5\n"
        "                                                        ──────────────\n"
        "  记账合计                                                   +1\n"
        "每一项为什么,用它的键来问,例如 taizhang explain report/2026-W42/zhang\n"
        "\n"
        "本月还开放:还没办的有 1 项,taizhang due --person zhang 可看。\n"
    )


def test_findings_and_measures_without_a_number() -> None:
    finding = Finding(
        key="report/2026-10/x", rule="report", title="倒签", at=datetime(2026, 10, 13), cause=said("倒签"),
        **COMMON,  # type: ignore[arg-type]
    )  # fmt: skip
    found = text(finding, measure(None, Known.MISSING)).splitlines()
    assert found[3:6] == ["    问题 1 处", "    倒签", "      report/2026-10/x"]
    assert "    按时率:缺数据" in found
    assert "    按时率:不适用" in text(measure(None, Known.NOT_APPLICABLE)).splitlines()


def test_a_card() -> None:
    raw = line("加减分", "23", "20", section=ADJUSTMENTS, counts=False)
    bounded = line("加减分", "20", "20", section=ADJUSTMENTS)
    lines = (line("工作计划制定", "6.00", "8"), line("基础服务", None, "0", Known.NOT_APPLICABLE), raw, bounded)
    assert text(card("26.00", *lines)) == (
        "张伟 · 东分公司 · 2026 年 10 月 · 考核得分 26.00\n"
        "\n"
        "  过程考核                                                 6.00 /  8\n"
        "    工作计划制定                                           6.00 /  8\n"
        "      工作计划制定 的一步\n"
        "    基础服务                                             不适用\n"
        "      基础服务 的一步\n"
        "  加减分                                                    +20\n"
        "    加减分 的来由\n"
        "      加减分 的一步\n"
        "    加减分 的来由\n"
        "      加减分 的一步\n"
        "                                                        ──────────────\n"
        "  总分                                                    26.00\n"
    )


def test_a_card_that_lacks_a_figure_has_no_total() -> None:
    found = text(card(None, line("营销指标", None, "40", Known.MISSING))).splitlines()
    assert found[0] == "张伟 · 东分公司 · 2026 年 10 月 · 缺数据,还没有总分"
    assert found[2].split() == ["过程考核", "缺数据", "/", "40"]
    assert found[3].split() == ["营销指标", "缺数据", "/", "40"]
    assert "总分" not in found[-1]


def test_a_section_that_is_no_sum_of_lines_is_told_as_it_is() -> None:
    whole = card("6", line("工作计划制定", "6", "8"))
    more = replace(whole.cause, children=(*whole.cause.children, said("另有说明", said("细节"))))
    assert card_text(replace(whole, cause=more), tell).splitlines()[5:7] == ["  另有说明", "    细节"]


@pytest.mark.parametrize(
    ("who", "month", "told"),
    [
        ("zhang", "2026-10", "张伟 · 东分公司 · 2026 年 10 月\n这个月没有应办,也没有问题和记账。\n"),
        ("zhang", "2027-01", "张伟 · 东分公司 · 2027 年 1 月\n这个月还没有开始。\n"),
        (
            "xie",
            "2026-10",
            "谢军 · 不在岗 · 2026 年 10 月\n这个月没有应办,也没有问题和记账。\n",
        ),
        (
            "peng",
            "2026-10",
            "彭鑫 · 不在岗 · 2026 年 10 月\n彭鑫 2026-11-02 到岗。这个月没有应办,也没有问题和记账。\n",
        ),
    ],
)
def test_a_month_with_nothing_in_it(who: str, month: str, told: str) -> None:
    assert text(who=who, month=month) == told


def test_a_leaver_s_month_after_the_last_day() -> None:
    assert text(who="xie", month="2026-11", as_of="2026-11-20 09:00") == (
        "谢军 · 不在岗 · 2026 年 11 月\n谢军的任职到 2026-10-09 为止。这个月没有应办,也没有问题和记账。\n"
    )


def test_a_closed_month_says_nothing_of_what_is_open() -> None:
    late: Obligation = replace(OPEN, state=State.OVERDUE)
    assert "本月还开放" not in text(late, as_of="2026-11-20 09:00")
