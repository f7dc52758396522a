"""The matrix of A4.7: what several sources tell of the visits of a unit's week, row by row, and what they leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from taizhang.facts.fact import Fact
from taizhang.publish.view import View
from taizhang.rulebook import Rule
from taizhang.rules import reconcile
from taizhang.rules.outcome import Finding
from taizhang.rules.reconcile import Told
from taizhang.when.period import Period, PeriodKind, period_of


class Agreement(StrEnum):
    """How the sources stand to each other; ``allowed`` is a silence that no finding blames."""

    AGREED = "agreed"
    DIFFERS = "differs"
    WAITING = "waiting"
    ALLOWED = "allowed"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source tells of a visit; ``missing`` where a finding says that it should."""

    facts: tuple[Fact, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A visit: one person, customer and day, or two days so near that one finding holds both; a cell a source."""

    person: str
    customer: str
    day: date
    last: date
    cells: tuple[Cell, ...]
    finding: Finding | None
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Matrix:
    """The visits of one unit and week as one rule looks at them; ``sources`` are the titles of the columns."""

    rule: Rule
    sources: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, agreement: str) -> tuple[Row, ...]:
        """The rows that stand so."""
        return tuple(row for row in self.rows if row.agreement == agreement)


ByWeek = Mapping[tuple[str, str], tuple[Matrix, ...]]
"""The matrices by unit and week, ``("telecom-east", "2026-W42")``, one a rule that has something to show there."""


def matrices(view: View) -> ByWeek:
    """Every matrix of every rule that compares sources by the week."""
    found: dict[tuple[str, str], list[Matrix]] = defaultdict(list)
    for rule in view.rules:
        if rule.kind == "reconcile" and rule.parameters["every"] == PeriodKind.WEEK:
            for unit, week, rows in _weeks(view, rule):
                titles = tuple(str(source["title"]) for source in _sources(rule, week))
                found[unit, week.key].append(Matrix(rule, titles, rows))
    return {key: tuple(listed) for key, listed in found.items()}


def _weeks(view: View, rule: Rule) -> Iterator[tuple[str, Period, tuple[Row, ...]]]:
    groups: dict[tuple[str, Period], list[Row]] = defaultdict(list)
    findings = [one for one in view.ledger.outcomes_of(rule) if isinstance(one, Finding)]
    for told, finding in _joined(reconcile.tellings(rule, view.facts, view.registers), findings):
        week = period_of(PeriodKind.WEEK, told.day)
        groups[told.facts[0].unit, week].append(_row(view, rule, week, told, finding))
    for (unit, week), rows in groups.items():
        yield unit, week, tuple(sorted(rows, key=lambda row: (row.person, row.day, row.customer)))


def _joined(groups: Iterable[Told], findings: Iterable[Finding]) -> Iterator[tuple[Told, Finding | None]]:
    """Each telling with the finding about it; those that one finding holds together become one."""
    about = {(one.person, one.customer, day): one for one in findings for day in _days(one)}
    held: dict[str, list[Told]] = defaultdict(list)
    for told in groups:
        finding = about.get((told.person, told.customer, told.day))
        if finding is None:
            yield told, None
        else:
            held[finding.key].append(told)
    by_key = {one.key: one for one in about.values()}
    for key, parts in held.items():
        by_source = {name: facts for told in parts for name, facts in told.by_source.items()}
        yield Told(parts[0].person, parts[0].customer, by_source), by_key[key]


def _days(finding: Finding) -> set[date]:
    """The day a finding is about, or both where two days are near."""
    named = (finding.cause.values.get(name) for name in ("day", "last"))
    return {day for day in named if isinstance(day, date)}


def _row(view: View, rule: Rule, week: Period, told: Told, finding: Finding | None) -> Row:
    sources = _sources(rule, week)
    blamed = {one.values.get("source") for one in _steps(finding) if one.sentence == "reconcile.not-there"}
    cells = tuple(Cell(told.by_source.get(one["id"], ()), str(one["title"]) in blamed) for one in sources)
    if finding is not None:
        agreement = Agreement.DIFFERS
    elif all(cell.facts for cell in cells):
        agreement = Agreement.AGREED
    else:
        settled = reconcile.settled_at(rule, told, view.registers)
        agreement = Agreement.WAITING if settled is None or view.as_of <= settled else Agreement.ALLOWED
    return Row(told.person, told.customer, told.day, told.last, cells, finding, agreement)


def _steps(finding: Finding | None) -> tuple[Any, ...]:
    return finding.cause.children if finding else ()


def _sources(rule: Rule, week: Period) -> list[Mapping[str, Any]]:
    listed: list[Mapping[str, Any]] = rule.on(week.start).parameters["sources"]
    return listed
