"""Rulebooks from records: parts joined, clauses and rules in order, changes merged by key from their day on."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.rulebook import Rule, rulebooks_of
from tests.books import book_of, company, rulebook


def weekly_report() -> Rule:
    """The rule on weekly reports."""
    (telecom,) = rulebooks_of(book_of(company() | rulebook()))
    return next(rule for rule in telecom.rules if rule.id == "weekly-report")


def test_the_telecom_rulebook() -> None:
    """Its clause A5.5 says where it stands; it applies to the telecom unit since 2026-08-31."""
    (telecom,) = rulebooks_of(book_of(company() | rulebook()))
    clause = telecom.clause("A5.5")
    assert clause is not None
    assert (telecom.id, telecom.units, telecom.start, clause.where) == (
        "telecom",
        ("telecom",),
        date(2026, 8, 31),
        "五.2",
    )
    assert telecom.clause("A9.9") is None


@pytest.mark.parametrize(
    ("day", "points"), [("2026-08-31", -2), ("2026-09-30", -2), ("2026-10-01", -3), ("2030-01-01", -3)]
)
def test_the_version_in_force(day: str, points: int) -> None:
    """The change of 2026-10-01 sets the missed points and leaves the rest."""
    version = weekly_report().on(date.fromisoformat(day))
    assert version.parameters["missed"]["points"] == points
    assert version.parameters["late"]["points"] == -1


def test_versions_keep_their_reason() -> None:
    """The first version has none; the change cites its document and the day it was issued."""
    first, second = weekly_report().versions()
    assert first.set_by == {}
    change = second.set_by["missed"]
    assert (change.issued, change.why) == (date(2026, 9, 20), "市场部〔2026〕7 号")
    assert change.source.pointer[-2:] == ("changes", 0)
    assert "late" not in second.set_by


def test_parts_of_one_rulebook_are_joined_by_path() -> None:
    """A second part brings its own clauses after the first's."""
    files = company() | rulebook()
    files["rulebooks/telecom/zz.yaml"] = """\
book: telecom
part: zz
title: 其他
from: 2026-09-01
regulation: {title: 客户经理管理制度, issued_on: 2026-08-20}
applies_to: [telecom, east]
clauses:
  - {id: A5.9, where: 五.9, says: 试验用的条款。}
rules: []
"""
    (telecom,) = rulebooks_of(book_of(files))
    assert [clause.id for clause in telecom.clauses][-1] == "A5.9"
    assert (telecom.units, telecom.start) == (("telecom", "east"), date(2026, 8, 31))
