"""Appeals: the list, and a page each from what was appealed against to the ruling and what it gave (A8.8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from taizhang.facts.fact import Fact
from taizhang.ledger.ledger import only
from taizhang.ledger.month import month_of
from taizhang.publish.links import appeal_page
from taizhang.publish.maker import Maker
from taizhang.publish.pages.months import line_titles
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Entry, Finding, Obligation, Outcome

FILED, RULED = "appeal.filed", "ruling.made"
SAME = ("unit", "month", "person", "number")
Kind = TypeVar("Kind", bound=Outcome)


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal with all that came of it: the duty to rule, what was wrong, the ruling, what it gave."""

    record: Record
    filed: Fact
    duty: Obligation | None
    findings: tuple[Finding, ...]
    ruling: Record | None
    made: Fact | None
    entry: Entry | None
    against: Outcome | None

    @property
    def paths(self) -> tuple[str, ...]:
        """The records it stands in."""
        return (self.record.path, self.ruling.path) if self.ruling else (self.record.path,)


def pages(maker: Maker) -> Iterator[Page]:
    """The list, the latest filed first, and every appeal's page."""
    view = maker.view
    found = tuple(sorted(appeals_of(view), key=lambda one: one.filed.order, reverse=True))
    lines = line_titles(view)
    level = view.level(*(path for one in found for path in one.paths))
    waiting = sum(one.made is None for one in found)
    yield maker.page(
        "appeals.html", "appeals/", "appeals/", "申诉", rows=found, lines=lines, level=level, waiting=waiting
    )
    for one in found:
        name = f"{view.person(one.record.text('person'))} {one.record.text('month')} 的申诉"
        yield maker.page(
            "appeal.html",
            "appeals/shell/",
            appeal_page(one.record.path),
            name,
            one=one,
            lines=lines,
            level=view.level(*one.paths),
            month=_month(view, one),
        )


def appeals_of(view: View) -> Iterator[Appeal]:
    """Every appeal filed by the view's moment."""
    records = {record.path: record for kind in ("appeal", "ruling") for record in view.records(kind)}
    made = {_same(fact): fact for fact in view.facts.named(RULED)}
    outcomes: dict[str, list[Outcome]] = {}
    for outcome in view.ledger.outcomes:
        for name in outcome.because:
            outcomes.setdefault(name, []).append(outcome)
    for filed in view.facts.named(FILED):
        record = records.get(filed.source.path)
        if record is not None:
            yield _appeal(view, record, filed, made.get(_same(filed)), records, outcomes)


def _appeal(
    view: View,
    record: Record,
    filed: Fact,
    made: Fact | None,
    records: Mapping[str, Record],
    outcomes: Mapping[str, list[Outcome]],
) -> Appeal:
    came = outcomes.get(name_of_fact(filed), [])
    gave = outcomes.get(name_of_fact(made), []) if made else []
    return Appeal(
        record=record,
        filed=filed,
        duty=_first(Obligation, came),
        findings=only(Finding, (*came, *gave)),
        ruling=records.get(made.source.path) if made else None,
        made=made,
        entry=_first(Entry, gave),
        against=view.ledger.find(record.text("outcome")),
    )


def _first(kind: type[Kind], outcomes: list[Outcome]) -> Kind | None:
    return next(iter(only(kind, outcomes)), None)


def _same(fact: Fact) -> tuple[str, ...]:
    return tuple(fact.get(name) for name in SAME)


def _month(view: View, one: Appeal) -> bool:
    """Whether the month appealed against has a page: the person has anything in it."""
    person, month = one.record.text("person"), one.record.text("month")
    return any(each.person == person and month_of(each).key == month for each in view.ledger.outcomes)
