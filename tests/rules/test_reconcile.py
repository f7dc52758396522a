"""Reconciliation of A4.7: trip log, weekly report and service log of one visit, and the demo's disagreements."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.rules.outcome import ClauseSource, Finding
from tests.books import leave, person, report
from tests.rules.scratch import REPORTING, ZHANG, demo, ledger_of, parts, sentences

RULES = parts("visit-agreement") | REPORTING
SETTLED = "2026-10-19 00:00"
CUSTOMER = {f"customers/C-000/{one}.yaml": f"id: {one}\nname: 甲\nkind: group\n" for one in ("C-000123", "C-000124")}


def trip(day: str, customer: str = "C-000123", week: str = "2026-W42") -> dict[str, str]:
    """A trip log with one visit."""
    text = f"person: zhang\nunit: east\nweek: {week}\ntrips:\n  - id: {day}-1\n    customer: {customer}\n"
    text += f"    destination: 那里\n    purpose: 拜访\n    filled_at: {day} 08:00\n    departed_at: {day} 09:40\n"
    return {f"trip-logs/east/{week}/zhang.yaml": text}


def service(day: str, channel: str = "visit", week: str = "2026-W42") -> dict[str, str]:
    """A service log with one service of C-000123."""
    text = f"person: zhang\nunit: east\nweek: {week}\nservices:\n  - at: {day} 10:05\n    logged_at: {day} 17:00\n"
    text += f"    customer: C-000123\n    mode: active\n    channel: {channel}\n    topic: 事\n    result: 好\n"
    return {f"service-logs/east/{week}/zhang.yaml": text}


def reported(*days: str) -> dict[str, str]:
    """A weekly report in time that lists visits of C-000123."""
    ((path, text),) = report("zhang", "2026-W42", "2026-10-16 17:00").items()
    rows = "".join(f"  - on: {day}\n    customer: C-000123\n    confirmed: true\n" for day in days)
    return {path: text.replace("visits: []\n", f"visits:\n{rows}") if rows else text}


def findings(*files: dict[str, str], as_of: str = SETTLED) -> tuple[Finding, ...]:
    """What the rule raises."""
    return ledger_of(as_of, RULES, ZHANG, CUSTOMER, *files).findings


def test_three_that_agree() -> None:
    """Nothing to find."""
    assert findings(trip("2026-10-13"), service("2026-10-13"), reported("2026-10-13")) == ()


@pytest.mark.parametrize("silent", range(3))
def test_each_source_that_lacks(silent: int) -> None:
    """One finding, with two files and one missing source."""
    files = [trip("2026-10-13"), reported("2026-10-13"), service("2026-10-13")]
    files[silent] = reported() if silent == 1 else {}
    (found,) = findings(*files)
    assert found.key == "visits-agree/2026-W42/zhang/C-000123/2026-10-13"
    assert (found.points, found.line, found.cause.sentence) == (Decimal("-0.5"), "base-service", "reconcile.orphan")
    assert sentences(found.cause).count("reconcile.there") == 2
    assert sentences(found.cause).count("reconcile.not-there") == 1
    assert found.cause.source == ClauseSource("telecom", "A4.7")


def test_a_day_apart_is_one_finding_that_names_three_files() -> None:
    """Trip on the 13th, report and service on the 14th."""
    (found,) = findings(trip("2026-10-13"), reported("2026-10-14"), service("2026-10-14"))
    assert found.cause.sentence == "reconcile.near"
    sources = [getattr(one.source, "path", "") for one in found.cause.children if one.sentence == "reconcile.there"]
    assert sources == [
        "records/trip-logs/east/2026-W42/zhang.yaml",
        "records/weekly-reports/east/2026-W42/zhang.yaml",
        "records/service-logs/east/2026-W42/zhang.yaml",
    ]
    assert "reconcile.not-there" not in sentences(found.cause)


def test_two_days_apart_are_two_findings() -> None:
    """The 13th and the 15th."""
    found = findings(trip("2026-10-13"), reported("2026-10-15"), service("2026-10-15"))
    assert [one.key[-10:] for one in found] == ["2026-10-13", "2026-10-15"]


def test_another_customer_is_another_visit() -> None:
    """A day apart or not."""
    found = findings(trip("2026-10-13", "C-000124"), reported("2026-10-13"), service("2026-10-13"))
    assert [one.customer for one in found] == ["C-000123", "C-000124"]


def test_nothing_before_the_week_is_settled() -> None:
    """Sunday 24:00, told as 23:59, is in time."""
    assert findings(trip("2026-10-13"), reported(), as_of="2026-10-18 23:59") == ()
    assert len(findings(trip("2026-10-13"), reported(), as_of="2026-10-19 00:00")) == 1


def test_a_customer_who_came_to_us_has_no_trip() -> None:
    """The report may list it; the service log says reception."""
    assert findings(reported("2026-10-13"), service("2026-10-13", "reception")) == ()
    assert len(findings(reported("2026-10-13"), service("2026-10-13", "phone"))) == 1


def test_without_a_report_that_was_owed() -> None:
    """Trip and service agree, the report lacks: a finding that shares its cause with the missing report (G13)."""
    (found,) = findings(trip("2026-10-13"), service("2026-10-13"))
    assert "weekly-report/2026-W42/zhang" in found.because


def test_a_report_that_nobody_owed_is_not_asked_for() -> None:
    """On leave on all working days; and who joined within the week."""
    files = (trip("2026-10-18"), service("2026-10-18"))
    assert len(findings(*files)) == 1
    assert findings(*files, leave("zhang", "2026-10-12", "2026-10-16")) == ()
    assert findings(*files, person("zhang", "张伟", "T0001", ("2026-10-14", "", "east"))) == ()


def test_its_points_belong_to_the_month_of_the_visit() -> None:
    """On Sat 10-31, settled on Sun 11-01."""
    ledger = ledger_of("2026-11-02", RULES, ZHANG, CUSTOMER, trip("2026-10-31", week="2026-W44"))
    (entry,) = (one for one in ledger.entries if one.rule == "visits-agree")
    assert (entry.period, entry.amount) == ("2026-10", Decimal("-0.5"))


def test_the_demo_s_disagreements() -> None:
    """Three put in by hand, and the visits of the five missing reports (benchmarks/DEMO.md)."""
    found = {one.key: one for one in demo().findings if one.rule == "visits-agree"}
    alone = {
        "visits-agree/2026-W43/su-juan/C-000148/2026-10-21": "reconcile.orphan",
        "visits-agree/2026-W41/cheng-yulan/C-000120/2026-10-09": "reconcile.orphan",
        "visits-agree/2026-W45/jiang-yutong/C-000166/2026-11-05": "reconcile.near",
    }
    assert {key: one.cause.sentence for key, one in found.items() if key in alone} == alone
    others = {(one.period, one.person) for key, one in found.items() if key not in alone}
    assert others == {
        ("2026-W38", "chen-bo"),
        ("2026-W40", "xue-chao"),
        ("2026-W43", "cheng-yulan"),
        ("2026-W46", "zhong-jun"),
        ("2026-W46", "lin-yong"),
    }
