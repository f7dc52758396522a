"""Plan against done (A5.4): what each account manager planned to visit in a week, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from taizhang.facts.fact import Fact, Source
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.outcome import AnySource, Known, Measure
from taizhang.when.moment import parse_date
from taizhang.when.period import PeriodKind, period_of

KEPT = {"measure.kept": True, "measure.not-kept": False}


@dataclass(frozen=True, slots=True)
class Service:
    """A service that a planned visit led to: when and how, its topic and result, where it stands."""

    at: datetime
    channel: str
    topic: str
    result: str
    source: Source


@dataclass(frozen=True, slots=True)
class Visit:
    """A planned visit; ``kept`` is None while nobody can say: the report has not come."""

    day: date
    customer: str
    purpose: str
    source: Source
    kept: bool | None
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """One person's week: the plan's record, "" without one, its visits, and the measure, None where no rule counts."""

    person: str
    path: str
    visits: tuple[Visit, ...]
    measure: Measure | None

    @property
    def counted(self) -> tuple[Visit, ...]:
        """The visits that the measure has counted as done or not."""
        known = self.measure is not None and self.measure.known is Known.NUMBER
        return tuple(one for one in self.visits if known and one.kept is not None)

    @property
    def kept(self) -> int:
        """How many of them were done."""
        return sum(one.kept is True for one in self.visits)


class Plans:
    """Every plan of the view by unit, week and person; made once, asked by week."""

    def __init__(self, view: View) -> None:
        self._measures = _measures(view)
        self._records = {record.path: record for kind in ("visit-plan", "service-log") for record in view.records(kind)}
        self._plans: dict[tuple[str, str], dict[str, Record]] = defaultdict(dict)
        for fact in view.facts.named("visit-plan.submitted"):
            if fact.source.path in self._records:
                self._plans[fact.unit, fact.get("week")][fact.person] = self._records[fact.source.path]
        self._services: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
        for fact in view.facts.named("service.given"):
            week = period_of(PeriodKind.WEEK, fact.time.date()).key
            self._services[fact.person, week, fact.customer].append(fact)

    def of(self, unit: str, week: str, people: tuple[str, ...]) -> tuple[Plan, ...]:
        """The plans of ``people`` and of whoever else planned a week of the unit, in that order."""
        planned = self._plans.get((unit, week), {})
        others = (person for person in sorted(planned) if person not in people)
        return tuple(self._plan(week, person, planned.get(person)) for person in (*people, *others))

    def _plan(self, week: str, person: str, record: Record | None) -> Plan:
        measure = self._measures.get((person, week))
        if record is None:
            return Plan(person, "", (), measure)
        steps = measure.cause.children if measure else ()
        kept = {one.source: KEPT[one.sentence] for one in steps if one.sentence in KEPT}
        return Plan(person, record.path, tuple(self._visits(record, week, person, kept)), measure)

    def _visits(self, record: Record, week: str, person: str, kept: Mapping[AnySource | None, bool]) -> Iterator[Visit]:
        for number, row in enumerate(rows_of(record, "visits")):
            source = Source(record.path, ("visits", number, "day"))
            day, customer = parse_date(str(row.get("day"))), str(row.get("customer", ""))
            if day is not None:
                services = tuple(map(self._service, self._services.get((person, week, customer), ())))
                yield Visit(day, customer, str(row.get("purpose", "")), source, kept.get(source), services)

    def _service(self, fact: Fact) -> Service:
        record, pointer = self._records.get(fact.source.path), fact.source.pointer
        rows = rows_of(record, str(pointer[0])) if record else []
        row = rows[int(pointer[1])] if len(pointer) > 1 and int(pointer[1]) < len(rows) else {}
        return Service(fact.time, fact.get("channel"), fact.get("topic"), str(row.get("result", "")), fact.source)


def share(plans: tuple[Plan, ...]) -> Decimal | None:
    """The percentage of a unit's counted visits that were done, to two digits; None where none was counted."""
    counted = sum(len(plan.counted) for plan in plans)
    if not counted:
        return None
    return (Decimal(100 * sum(plan.kept for plan in plans)) / counted).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rows_of(record: Record, field: str) -> list[Mapping[str, object]]:
    """The rows of a list of a record; empty where it has none."""
    listed = record.data.get(field)
    return [row for row in listed if isinstance(row, Mapping)] if isinstance(listed, list) else []


def _measures(view: View) -> dict[tuple[str, str], Measure]:
    """The measures of kept plans, by person and week."""
    shapes = {(rule.rulebook, rule.id) for rule in view.rules if "kept" in rule.parameters}
    found = (one for one in view.ledger.measures if (one.rulebook, one.rule) in shapes)
    return {(one.person, one.period): one for one in found}
