"""People: the list, and a page each with what is owed now, the month's score, all months, findings and customers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from taizhang.closing.text import word
from taizhang.desk.due_list import Due, DueList, When
from taizhang.desk.due_text import what
from taizhang.desk.week import post_in
from taizhang.facts.registers import Entity
from taizhang.ledger.ledger import only
from taizhang.publish.closings import Sealed
from taizhang.publish.maker import Maker
from taizhang.publish.pages.customers import Standing, standings
from taizhang.publish.pages.months import sealed
from taizhang.publish.sheets import Carded, Sheet, sheets_of
from taizhang.publish.stamp import Page
from taizhang.publish.view import Person, View
from taizhang.publish.week import MANAGER, weeks_of
from taizhang.rules.outcome import Decision, Finding
from taizhang.when.period import PeriodKind, parse_period, period_of

NOW = (When.OVERDUE, When.TODAY, When.WEEK)
"""The groups of what is to be done now, the most pressing first."""

WEEKS = 12
"""How many weeks a person's page leads to, the latest."""


@dataclass(frozen=True, slots=True)
class Account:
    """One person with what is open and with the months, newest first."""

    person: Person
    entity: Entity
    open: DueList
    sheets: tuple[Sheet, ...]

    @property
    def now(self) -> tuple[Due, ...]:
        """What is overdue or due until the end of this week (A4.4)."""
        return tuple(one for when in NOW for one in self.open.of(when))

    @property
    def scored(self) -> Sheet | None:
        """The latest month whose card has its total."""
        return next((one for one in self.sheets if one.card and one.card.total is not None), None)

    @property
    def graded(self) -> tuple[Sheet, Carded] | None:
        """The latest card of a longer period that has its total (C2.1), with the month it belongs to."""
        found = ((sheet, one) for sheet in self.sheets for one in sheet.further if one.card.total is not None)
        return next(found, None)

    def sheet(self, month: str) -> Sheet | None:
        """The month with this key."""
        return next((one for one in self.sheets if one.month.key == month), None)


def pages(maker: Maker) -> Iterator[Page]:
    """The list, who is in post first, and every person's page."""
    view = maker.view
    month = period_of(PeriodKind.MONTH, view.as_of.date())
    found = accounts(view)

    def sealed_of(sheet: Sheet) -> Sealed | None:
        return sealed(view, sheet)

    sealing: dict[str, Any] = {"sealed_of": sealed_of, "word": word}
    yield maker.page("people.html", "people/", "people/", "人员", rows=found, month=month, **sealing)
    care, weeks = in_care(view), weeks_of(view)
    now = period_of(PeriodKind.WEEK, view.as_of.date())
    for one in found:
        yield maker.page(
            "person.html",
            "people/shell/",
            f"people/{one.person.id}/",
            one.person.name,
            words(view, one.person),
            one=one,
            person=one.person,
            month=month,
            this=one.sheet(month.key),
            groups=(*NOW, When.UNKNOWN, When.LATER),
            what=what,
            posts=posts(view, one.entity),
            decisions=decisions(view, one.person.id),
            findings=tuple(sorted(_findings(view, one), key=lambda it: (it.at, it.order), reverse=True)),
            customers=care.get(one.person.id, ()),
            weeks=weeks_in_post(one.entity, weeks),
            load=view.workloads.of_person(one.entity, now, one.person.unit) if one.person.unit else None,
            week=pair if (pair := (one.person.unit, now.key)) in weeks else None,
            **sealing,
        )


def accounts(view: View) -> tuple[Account, ...]:
    """Everybody's account, in the order of the people."""
    sheets: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets_of(view.ledger.outcomes):
        sheets[sheet.person].append(sheet)
    entities = {entity.id: entity for entity in view.registers.entities("person")}
    pairs = ((person, entities[person.id]) for person in view.people)
    return tuple(
        Account(person, entity, view.due_of(entity), tuple(sheets.get(person.id, ()))) for person, entity in pairs
    )


def decisions(view: View, person: str) -> tuple[Decision, ...]:
    """What was decided of somebody, or gives him something: what waits first, then newest first (C6.3)."""
    found = [one for one in view.ledger.decisions if person in {one.person, *(share.person for share in one.shares)}]
    found.sort(key=lambda one: (one.at, one.key), reverse=True)
    return tuple(sorted(found, key=lambda one: one.decided))


def posts(view: View, entity: Entity) -> tuple[tuple[str, str, str, str], ...]:
    """Every post: first day, last day or "", unit's id, what the role is called."""
    return tuple(
        (
            str(span.first),
            str(span.last or ""),
            str(span.values.get("unit", "")),
            view.choice("person", span.values.get("role", ""), "posts", "*", "role"),
        )
        for span in entity.life
    )


def in_care(view: View) -> Mapping[str, tuple[Standing, ...]]:
    """The customers of each account manager now, by the id of the person; who waits longest for a service first."""
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in standings(view):
        if one.owner is not None and not one.closed:
            found[one.owner.id].append(one)
    return {person: tuple(sorted(theirs, key=_waiting)) for person, theirs in found.items()}


def weeks_in_post(entity: Entity, weeks: frozenset[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The latest of ``weeks`` (unit, week) that are the person's as an account manager of the unit, newest first."""
    units = {span.values.get("unit") for span in entity.life}
    near = sorted((pair for pair in weeks if pair[0] in units), key=lambda pair: pair[1], reverse=True)
    return tuple(islice((pair for pair in near if _in_post(entity, *pair)), WEEKS))


def words(view: View, person: Person) -> str:
    """What search finds a person by: id, number, pinyin apart and together, unit and role."""
    spoken = (person.pinyin, person.pinyin.replace(" ", ""))
    parts = (person.id, person.number, *spoken, view.unit(person.unit), person.role)
    return " ".join(part for part in parts if part)


def _in_post(entity: Entity, unit: str, key: str) -> bool:
    week = parse_period(key, PeriodKind.WEEK)
    post = post_in(entity, week) if week else None
    return post is not None and (post.values.get("role"), post.values.get("unit")) == (MANAGER, unit)


def _findings(view: View, one: Account) -> tuple[Finding, ...]:
    return only(Finding, view.ledger.about_person(one.person.id))


def _waiting(one: Standing) -> tuple[str, str]:
    return (str(one.served or ""), one.record.id)
