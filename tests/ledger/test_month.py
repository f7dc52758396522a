"""A person's month out of a ledger: what belongs to it, by rule, with points."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from taizhang.facts.registers import Registers
from taizhang.ledger.month import belongs, charged, month_of, month_of_person, own_entries
from taizhang.rules.charge import entry_of
from taizhang.rules.outcome import Cause, Entry, Finding, Known, Measure, Outcome, State
from taizhang.when.period import parse_period
from tests.desks import ZHANG, desk_book, duty, ledger_of, rule

OCTOBER = parse_period("2026-10")
CAUSE = Cause("obligation.pending", {"period": "2026-10", "title": "某项"})
LATE = replace(duty("report/2026-W42/zhang", "2026-10-16 17:30", State.LATE), points=Decimal(-1), line="work-planning")
COMMON = {"rulebook": "telecom", "clause": "A7.3", "period": "2026-10", "cause": CAUSE, "person": "zhang"}
FOUND = Finding(key="trips/2026-10/1", rule="trips", title="出行", at=datetime(2026, 10, 13, 9, 40), **COMMON)  # type: ignore[arg-type]
AWARD = Entry(
    key="award/2026-10/1", rule="award", title="获奖", at=datetime(2026, 10, 20), account="points", line="adjustments",
    amount=Decimal(2), **COMMON,  # type: ignore[arg-type]
)  # fmt: skip
MEASURED = Measure(
    key="rate/2026-10/zhang", rule="rate", title="按时率", at=datetime(2026, 10, 31), known=Known.NUMBER,
    value=Decimal("92.5"), **COMMON,  # type: ignore[arg-type]
)  # fmt: skip
RULES = tuple(rule(name, {}) for name in ("report", "trips", "award", "rate"))


def charge_of(outcome: Outcome) -> Entry:
    found = entry_of(outcome)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (LATE, True),
        (duty("report/2026-W40/zhang", "2026-09-30 17:30", State.MET), False),
        (duty("report/2026-W44/zhang", "2026-11-01 00:00", State.MET), False),
        (duty("report/2026-W41/zhang", "", State.WAIVED), True),
        (duty("report/2026-W40/zhang", "", State.WAIVED), False),
        (replace(MEASURED, period="2026-W44"), False),
        (replace(MEASURED, period="2026-W40"), True),
        (FOUND, True),
        (replace(FOUND, at=datetime(2026, 11, 1)), False),
        (AWARD, True),
        (replace(AWARD, period="2026-09"), False),
        (MEASURED, True),
    ],
)
def test_what_belongs_to_october(one: Outcome, wanted: bool) -> None:
    assert OCTOBER is not None
    assert belongs(one, OCTOBER) is wanted


def test_an_outcome_without_a_period_is_a_fault_of_the_programme() -> None:
    with pytest.raises(ValueError, match="has no period: 'strange'"):
        month_of(duty("report/strange/zhang", "", State.WAIVED))


def test_a_month_by_rule() -> None:
    assert OCTOBER is not None
    person = Registers(desk_book(ZHANG)).entity("person", "zhang")
    assert person is not None
    open_one = duty("report/2026-W43/zhang", "2026-10-23 17:30", State.PENDING)
    outcomes = (LATE, charge_of(LATE), FOUND, AWARD, MEASURED, open_one)
    month = month_of_person(ledger_of("2026-10-20 09:00", *outcomes, rules=RULES), person, "东", OCTOBER)
    assert [(one.rule.id, int(one.points)) for one in month.rules] == [
        ("report", -1), ("trips", 0), ("award", 2), ("rate", 0),
    ]  # fmt: skip
    assert month.points == 1
    assert (month.undone, month.card) == (1, None)
    report, _, award, rate = month.rules
    assert [charged(one, report) for one in report.obligations] == [-1, 0]
    assert [one.key for one in own_entries(report)] == []
    assert [one.key for one in own_entries(award)] == [AWARD.key]
    assert rate.measures == (MEASURED,)


def test_another_account_is_no_points() -> None:
    assert OCTOBER is not None
    person = Registers(desk_book(ZHANG)).entity("person", "zhang")
    assert person is not None
    money = replace(AWARD, account="CNY", amount=Decimal(500))
    month = month_of_person(ledger_of("2026-10-20 09:00", money, rules=RULES), person, "东", OCTOBER)
    assert month.points == 0
    assert charged(money, month.rules[0]) == 0
