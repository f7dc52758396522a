"""Pay: what the rules propose to human resources in CNY, month by month and unit by unit, each figure opened (D3.4).

It is a proposal, with its legal basis and its cap; only editions that may see pay have the list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from taizhang.publish.audience import PAY
from taizhang.publish.maker import Maker
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.records.levels import kind_level
from taizhang.rulebook import Rule
from taizhang.rules.adjust import MEASURED
from taizhang.rules.charge import MONEY
from taizhang.rules.outcome import Entry, Known, Measure
from taizhang.when.period import Period, PeriodKind, parse_period

Key = tuple[str, str, str]
"""A month, a unit and a person."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person's month: the entries by rule, and the measures without which a rule could enter nothing."""

    person: str
    entries: Mapping[str, tuple[Entry, ...]]
    waiting: Mapping[str, Measure]

    @property
    def total(self) -> Decimal:
        """What is proposed so far."""
        return sum((one.amount for found in self.entries.values() for one in found), Decimal())


@dataclass(frozen=True, slots=True)
class Basis:
    """Why a rule may pay or withhold, and how far: by the version in force in the month."""

    rule: Rule
    basis: str
    cap: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One unit's month."""

    month: Period
    unit: str
    rows: tuple[Row, ...]
    bases: tuple[Basis, ...]

    @property
    def total(self) -> Decimal:
        """What is proposed in the unit."""
        return sum((row.total for row in self.rows), Decimal())


def pages(maker: Maker) -> Iterator[Page]:
    """The list; in an edition that may not see pay a page that says so, and nothing else."""
    view = maker.view
    if view.audience.may_see(PAY):
        yield maker.page("pay.html", "pay/", "pay/", "薪酬建议", sheets=tuple(sheets_of(view)), level=kind_level(PAY))
    else:
        yield maker.page("pay-closed.html", "pay/", "pay/", "薪酬建议")


def sheets_of(view: View) -> Iterator[Sheet]:
    """Every unit's months with entries of money, or that wait for a measure; the newest month first."""
    entries: dict[Key, dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for one in view.ledger.entries:
        if one.account == MONEY:
            entries[one.period, one.unit, one.person][one.rule].append(one)
    waiting: dict[Key, dict[str, Measure]] = defaultdict(dict)
    for rule, measure in _missing(view):
        waiting[measure.period, measure.unit, measure.person][rule.id] = measure
    order = {person.id: number for number, person in enumerate(view.people)}
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for key in sorted(entries.keys() | waiting.keys(), key=lambda key: (order.get(key[2], len(order)), key[2])):
        by_rule = {rule: tuple(listed) for rule, listed in entries[key].items()}
        found[key[0], key[1]].append(Row(key[2], by_rule, waiting[key]))
    units = {unit: number for number, unit in enumerate(view.units)}
    for period, unit in sorted(found, key=lambda key: (units.get(key[1], len(units)), key[1])):
        month = parse_period(period, PeriodKind.MONTH)
        if month is not None:
            rows = tuple(found[period, unit])
            yield Sheet(month, unit, rows, tuple(_bases(view, month, rows)))


def _missing(view: View) -> Iterator[tuple[Rule, Measure]]:
    """The rules of money that go by a measure, with those of its measures that are no number."""
    for rule in view.rules:
        fact = str(rule.parameters.get("on", {}).get("fact", ""))
        if rule.kind == "adjust" and rule.parameters.get("account") == MONEY and fact.endswith(MEASURED):
            for one in view.ledger.measures:
                if one.rule == fact.removesuffix(MEASURED) and one.known is not Known.NUMBER:
                    yield rule, one


def _bases(view: View, month: Period, rows: tuple[Row, ...]) -> Iterator[Basis]:
    """The rules of the rows, in rulebook order."""
    named = {rule for row in rows for rule in (*row.entries, *row.waiting)}
    for rule in view.rules:
        if rule.id in named:
            parameters = rule.on(month.start).parameters
            yield Basis(rule, str(parameters.get("basis", "")), str(parameters.get("cap", "")))
