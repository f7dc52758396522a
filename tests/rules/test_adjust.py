"""Adjustments of A7.3: seven kinds of incident, their points, their month, and when they begin to count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest

from taizhang.facts.fact import Source
from taizhang.rulebook import Change
from taizhang.rules import adjust
from taizhang.rules.as_facts import facts_of
from taizhang.rules.outcome import Cause, ClauseSource, Entry, Known, Measure
from tests.rules.scratch import ZHANG, demo, incident, ledger_of, parts, sentences
from tests.rules.worlds import BOOK, rule, world

RULES = parts("incidents")
KINDS = {
    "product-retained": 3,
    "award-won": 2,
    "competitor-won-over": 3,
    "product-arrears": -2,
    "customer-lost": -5,
    "justified-complaint": -3,
    "media-exposure": -10,
}


def entries(as_of: str, *incidents: dict[str, str]) -> tuple[Entry, ...]:
    """What the incidents charge."""
    return ledger_of(as_of, RULES, ZHANG, *incidents).entries


@pytest.mark.parametrize(("kind", "points"), KINDS.items())
def test_each_kind_has_its_points(kind: str, points: int) -> None:
    """On the line of adjustments, in the month of the incident (G8)."""
    (found,) = entries("2026-10-31", incident("a", "2026-10-20", kind, "2026-10-22 09:30"))
    assert (found.amount, found.line, found.account, found.period) == (
        Decimal(points),
        "adjustments",
        "points",
        "2026-10",
    )


def test_an_incident_counts_from_its_confirmation() -> None:
    """To the minute, and never without."""
    one = incident("a", "2026-10-20", "award-won", "2026-10-22 09:30")
    assert entries("2026-10-22 09:29", one) == ()
    assert len(entries("2026-10-22 09:30", one)) == 1
    assert entries("2026-12-31", incident("a", "2026-10-20", "award-won")) == ()


def test_one_confirmed_in_the_next_month_belongs_to_its_own() -> None:
    """Happened on 10-31, confirmed on 11-03."""
    (found,) = entries("2026-11-05", incident("a", "2026-10-31", "award-won", "2026-11-03 09:30"))
    assert (found.period, str(found.at)) == ("2026-10", "2026-10-31 00:00:00")


def test_two_of_a_kind_are_two_entries() -> None:
    """Each with a key and a cause of its own."""
    days = ("2026-10-19", "2026-10-20")
    found = entries("2026-10-31", *(incident("a", day, "customer-lost", f"{day} 21:00") for day in days))
    assert [one.key for one in found] == [f"incidents/2026-10/zhang/{day}-a" for day in days]
    assert not found[0].because & found[1].because


def test_nothing_before_the_rule_began() -> None:
    """It holds from 2026-08-31."""
    assert entries("2026-10-31", incident("a", "2026-08-30", "award-won", "2026-09-02 09:00")) == ()


def test_a_change_of_the_table_holds_for_incidents_from_its_day_on() -> None:
    """3 points for an award from 10-21 on; 2 the day before."""
    path, text = next(iter(RULES.items()))
    change = (
        "    changes:\n      - from: 2026-10-21\n        issued: 2026-10-10\n        why: 决定\n"
        "        amount: {by: type, table: [{is: award-won, title: 竞赛获奖, amount: 3}]}\n    examples:\n"
    )
    days = ("2026-10-20", "2026-10-21")
    given = [incident("a", day, "award-won", f"{day} 21:00") for day in days]
    changed = {path: text.replace("    examples:\n", change, 1)}
    assert [one.amount for one in ledger_of("2026-10-31", changed, ZHANG, *given).entries] == [2, 3]


def test_the_cause_leads_to_record_rule_and_clause() -> None:
    """The root cites the clause, the steps the incident's file and the rule's table."""
    (found,) = entries("2026-10-31", incident("a", "2026-10-20", "award-won", "2026-10-22 09:30"))
    assert found.cause.source == ClauseSource("telecom", "A7.3")
    told = ["adjust.entry", "adjust.happened", "adjust.known", "adjust.by", "adjust.row", "rule.by"]
    assert [name for name in sentences(found.cause) if name != "rule.parameter"] == told
    paths = [getattr(child.source, "path", "") for child in found.cause.children]
    incidents, rulebook = "records/incidents/east/2026-10/2026-10-20-a.yaml", "records/rulebooks/telecom/incidents.yaml"
    assert paths == [incidents, incidents, rulebook, rulebook]


def test_the_demo_s_incidents() -> None:
    """The award of zhang-wei, the complaint of zhao-min; du-jun's is not confirmed yet (benchmarks/DEMO.md)."""
    found = {one.key: one.amount for one in demo().entries if one.rule == "incidents"}
    assert found["incidents/2026-10/zhang-wei/2026-10-20-award-zhang-wei"] == 2
    assert found["incidents/2026-10/zhao-min/2026-10-21-complaint-zhao-min"] == -3
    assert not any("du-jun" in key for key in found)


RULING = """\
appeal: appeals/east/2026-10/zhang-1
person: zhang
unit: east
month: 2026-10
number: 1
decided_by: head
at: 2026-11-12 15:30
decision: {decision}
reason: 停电属实。
"""
ADJUSTMENT = "adjustment: {{line: {line}, points: {points}, entered_on: {day}}}\n"


def ruled(decision: str, line: str = "", points: str = "", day: str = "") -> tuple[Entry, ...]:
    """What a ruling of 2026-11-12 enters."""
    adjustment = ADJUSTMENT.format(line=line, points=points, day=day) if line else ""
    files = {"rulings/east/2026-10/zhang-1.yaml": RULING.format(decision=decision) + adjustment}
    return ledger_of("2026-12-20", parts("appeals"), ZHANG, files).entries


@pytest.mark.parametrize(
    ("line", "points", "day", "period"),
    [("work-planning", "1", "2026-11-12", "2026-11"), ("adjustments", "-0.5", "2026-12-01", "2026-12")],
)
def test_a_ruling_enters_on_its_own_line_and_month(line: str, points: str, day: str, period: str) -> None:
    """A8.8: never in the month that is past."""
    (found,) = ruled("partly", line, points, day)
    assert (found.line, found.amount, found.period) == (line, Decimal(points), period)
    assert found.key == f"appeal-adjusted/{period}/zhang/appeals/east/2026-10/zhang-1"


def test_a_ruling_that_dismisses_enters_nothing() -> None:
    assert ruled("dismissed") == ()


def test_a_measure_belongs_to_its_periods_last_month_and_is_its_own_cause() -> None:
    """A quarter in progress is booked to September, as of now, by the version of its first day (G8)."""
    later = {"amount": {"of": "value", "each": 9}}
    change = Change(date(2026, 8, 1), date(2026, 7, 1), "加码", later, Source("x.yaml", ()))
    made = rule(
        "adjust",
        change,
        on={"fact": "sold.measured"},
        account="CNY",
        basis="合同",
        cap="封顶",
        zero=True,
        amount={"of": "value", "each": 2},
    )
    measured = Measure(
        key="sold/2026-Q3/zhang",
        rulebook="telecom",
        rule="sold",
        clause="A9.9",
        title="销售",
        period="2026-Q3",
        cause=Cause("measure.number"),
        person="zhang",
        unit="east",
        at=datetime(2026, 8, 20, 9, 0),
        known=Known.NUMBER,
        value=Decimal(3),
    )
    for value, expected in ((Decimal(3), Decimal(6)), (Decimal(0), Decimal(0))):
        (stated,) = facts_of(replace(measured, value=value), made.source)
        (found,) = adjust.run(BOOK, made, world("2026-08-20 09:00", [stated]))
        assert (found.amount, found.period, str(found.at)[:10]) == (expected, "2026-09", "2026-08-20")
        assert found.because == {"sold/2026-Q3/zhang"}
        assert found.cause.children[0] is measured.cause
    (missing,) = facts_of(replace(measured, known=Known.MISSING, value=None), made.source)
    assert list(adjust.run(BOOK, made, world("2026-08-20 09:00", [missing]))) == []
