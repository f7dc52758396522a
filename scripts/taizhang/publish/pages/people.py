"""People: the list, and a page each to open before a visit: what is owed, waited for, scored, cared for, planned."""

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
from taizhang.publish.care import Care, in_care
from taizhang.publish.closings import Sealed
from taizhang.publish.maker import Maker
from taizhang.publish.own_trends import STEPS, Doing, scores
from taizhang.publish.own_week import OwnWeeks
from taizhang.publish.pages.months import sealed
from taizhang.publish.rising import Raising
from taizhang.publish.sheets import Carded, Sheet, sheets_of
from taizhang.publish.stamp import Page
from taizhang.publish.view import Person, View
from taizhang.publish.waits import Waits
from taizhang.publish.week import MANAGER, weeks_of
from taizhang.rules.outcome import Decision, Finding
from taizhang.when.period import Period, PeriodKind, parse_period, period_of

NOW = (When.OVERDUE, When.TODAY, When.WEEK)
"""The groups of what is to be done now, the most pressing first."""
AFTER = (When.LATER, When.UNKNOWN)
"""The groups of what comes after this week, and of what nobody can date yet."""

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
    def late(self) -> tuple[Due, ...]:
        """What is overdue."""
        return self.open.of(When.OVERDUE)

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


@dataclass(frozen=True, slots=True)
class Group:
    """The people of one company: the unit that stands above all theirs; of none, who hold no post now."""

    title: str
    people: tuple[Account, ...]

    @property
    def pressing(self) -> tuple[Account, ...]:
        """Who has something overdue, who has most of it first."""
        return tuple(sorted((one for one in self.people if one.late), key=lambda one: -len(one.late)))


def pages(maker: Maker) -> Iterator[Page]:
    """The list, by company and unit, and every person's page."""
    view = maker.view
    month = period_of(PeriodKind.MONTH, view.as_of.date())
    found = accounts(view)

    def sealed_of(sheet: Sheet) -> Sealed | None:
        return sealed(view, sheet)

    shared: dict[str, Any] = {"sealed_of": sealed_of, "word": word, "month": month, "what": what, "steps": STEPS}
    listed = groups(view, found)
    rows = tuple(one for group in listed for one in group.people)
    yield maker.page("people.html", "people/", "people/", "人员", rows=rows, groups=listed, **shared)
    told = _Told(view)
    for one in found:
        yield maker.page(
            "person.html",
            "people/shell/",
            f"people/{one.person.id}/",
            one.person.name,
            words(view, one.person),
            one=one,
            person=one.person,
            this=one.sheet(month.key),
            trend=scores(one.sheets, sealed_of),
            **told.of(one),
            **shared,
        )


class _Told:
    """What all people's pages are made from, looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._care, self._weeks = in_care(view), weeks_of(view)
        self._waits, self._raising = Waits(view), Raising(view)
        self._own, self._doing = OwnWeeks(view), Doing(view)
        self._now = period_of(PeriodKind.WEEK, view.as_of.date())
        self._decided = decisions(view)

    def of(self, one: Account) -> dict[str, Any]:
        """What one person's page tells."""
        view, person = self._view, one.person
        decided = self._decided.get(person.id, ())
        rising = self._raising.of_person(person.id)
        pair = (person.unit, self._now.key)
        return {
            "posts": posts(view, one.entity),
            "now": NOW,
            "after": AFTER,
            "stakes": {risk.duty.key: risk for card in rising for risk in card.risks},
            "waiting": self._waits.of(person.id, decided),
            "rising": rising,
            "windows": self._raising.windows,
            "care": self._care.get(person.id, Care(())),
            "own": self._own.of(one.entity, person.unit) if person.unit else None,
            "week": pair if pair in self._weeks else None,
            "doing": self._doing.of(person.id, lambda week: self._address(one.entity, week)),
            "decisions": decided,
            "findings": tuple(sorted(_findings(view, one), key=lambda it: (it.at, it.order), reverse=True)),
            "weeks": weeks_in_post(one.entity, self._weeks),
        }

    def _address(self, entity: Entity, week: Period) -> str:
        """The page of a unit's week, where it has one."""
        post = post_in(entity, week)
        unit = str(post.values.get("unit", "")) if post is not None else ""
        return f"weeks/{unit}.{week.key}/" if (unit, week.key) in self._weeks else ""


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


def groups(view: View, found: tuple[Account, ...]) -> tuple[Group, ...]:
    """The people by company, in the order of the people; who holds no post now comes last, under no title."""
    listed: dict[str, list[Account]] = {}
    for one in found:
        above = tuple(view.registers.above(one.person.unit))
        listed.setdefault(view.unit(above[-1]) if above else "", []).append(one)
    told = [Group(title, tuple(people)) for title, people in listed.items()]
    return tuple(sorted(told, key=lambda one: not one.title))


def decisions(view: View) -> Mapping[str, tuple[Decision, ...]]:
    """What was decided of somebody, or gives him something, by his id: what waits first, then newest first (C6.3)."""
    found: defaultdict[str, list[Decision]] = defaultdict(list)
    for one in sorted(view.ledger.decisions, key=lambda one: (one.at, one.key), reverse=True):
        for person in {one.person, *(share.person for share in one.shares)} - {""}:
            found[person].append(one)
    return {person: tuple(sorted(theirs, key=lambda one: one.decided)) for person, theirs in found.items()}


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
