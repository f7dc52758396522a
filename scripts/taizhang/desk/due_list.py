"""What somebody owes now: today's duties, this week's, the overdue ones, whatever rule they come from (A4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from taizhang.desk.stubs import WEEKLY, default_week
from taizhang.desk.supervisor_stubs import ROLLUP
from taizhang.facts.registers import Entity, Registers, Span
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.rules.outcome import Obligation, State
from taizhang.when.calendar import DayKind
from taizhang.when.period import Period, PeriodKind, parse_period, period_of

ROLLED_UP = "weekly-rollup.submitted"
WRITTEN = frozenset({"submitted_at", "logged_at", "filled_at"})
"""The times at which a record or a line is written: a duty that asks for one of them is met by writing."""

OPEN = frozenset({State.PENDING, State.OVERDUE, State.UNKNOWN})
AFTER_ALL = "~"
"""Sorts after every id."""


class When(StrEnum):
    """When a duty is to be done, seen from a moment."""

    TODAY = "today"
    WEEK = "week"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """One open duty: when it is due, the names its ids stand for, the record that meets it.

    ``title`` is that of the record, where a stub makes one with ``command``, else of the rule.
    """

    obligation: Obligation
    when: When
    title: str
    customer: str = ""
    command: str = ""

    @property
    def to_contact(self) -> bool:
        """Whether a contact is who it is for; a record to write names its contact only in passing."""
        return bool(self.obligation.contact) and not self.command


@dataclass(frozen=True, slots=True)
class DueList:
    """What one person (or a unit, where nobody in particular owes) has open, by due instant.

    ``post`` is the person's as of the moment, None for a unit and for who holds none.
    """

    person: Entity | None
    unit: str
    post: Span | None
    items: tuple[Due, ...]

    def of(self, when: When) -> tuple[Due, ...]:
        """The duties of one group."""
        return tuple(one for one in self.items if one.when is when)

    @property
    def name(self) -> str:
        """Whose list it is."""
        return self.person.name if self.person else self.unit


@dataclass(frozen=True, slots=True)
class Today:
    """The day a list is made for: the moment and what the calendar calls the day (None: not published)."""

    as_of: datetime
    kind: DayKind | None


class Duties:
    """The open duties of a ledger, as people are told of them."""

    def __init__(self, ledger: Ledger, book: Book) -> None:
        self.as_of = ledger.as_of
        self.registers = Registers(book)
        self._ledger = ledger
        self._book = book
        self._rules = {(rule.rulebook, rule.id): rule for rule in ledger.rules}

    def today(self, unit: str) -> Today:
        """The day, by the calendar of a unit."""
        return Today(self.as_of, self.registers.calendar(unit).kind_of(self.as_of.date()))

    def of_person(self, person: Entity) -> DueList:
        """What one person has open."""
        post = person.as_of(self.as_of.date())
        unit = str(post.values.get("unit", "")) if post else ""
        return DueList(person, self.unit_name(unit), post, self._items(self._ledger.of_person(person.id)))

    def of_unit(self, unit: str) -> tuple[DueList, ...]:
        """The lists of everybody in the unit or below it (in all units where it is empty), and of the units themselves.

        Who left, and has something open there, is among them.
        """
        there = [one for one in self._ledger.obligations if one.state in OPEN and self._within(one.unit, unit)]
        owing = {one.person for one in there}
        lists = [
            self.of_person(person)
            for person in self.registers.entities("person")
            if person.id in owing or self._works_in(person, unit)
        ]
        shared: dict[str, list[Obligation]] = {}
        for one in there:
            if not one.person:
                shared.setdefault(one.unit, []).append(one)
        lists += [DueList(None, self.unit_name(name), None, self._items(found)) for name, found in shared.items()]
        return tuple(sorted(lists, key=lambda one: (one.unit, one.person.id if one.person else AFTER_ALL)))

    def unit_name(self, unit: str) -> str:
        """A unit's name; its id where the register does not hold it."""
        return self.registers.called("unit", unit)

    def _works_in(self, person: Entity, unit: str) -> bool:
        post = person.as_of(self.as_of.date())
        return post is not None and self._within(str(post.values.get("unit", "")), unit)

    def _within(self, unit: str, above: str) -> bool:
        return not above or above in self.registers.above(unit)

    def _items(self, obligations: Iterable[Obligation]) -> tuple[Due, ...]:
        found = [self._item(one) for one in obligations if one.state in OPEN]
        return tuple(sorted(found, key=lambda one: (one.obligation.due or datetime.max, one.obligation.order)))

    def _item(self, one: Obligation) -> Due:
        rule = self._rules.get((one.rulebook, one.rule))
        kind = command = ""
        if rule is not None and one.person:
            began = _period(one)
            version = rule.on(began.start if began else self.as_of.date())
            kind = self._kind_of(version.parameters)
            command = _command(kind, one, self.as_of.date()) if kind else ""
            if (version.parameters.get("met_by") or {}).get("fact") == ROLLED_UP:
                command = _rollup_command(one, self.as_of.date())
        return Due(
            obligation=one,
            when=when_of(one, self.as_of),
            title=self._book.kind(kind).title if kind else one.title,
            customer=self.registers.called("customer", one.customer),
            command=command,
        )

    def _kind_of(self, parameters: Mapping[str, Any]) -> str:
        """The kind of record whose writing meets the duty, if a stub makes one."""
        met = parameters.get("met_by")
        if not isinstance(met, Mapping):
            return ""
        opened = parameters.get("on")
        attribute = str(met.get("attribute", ""))
        fact = met.get("fact") or (opened.get("fact") if isinstance(opened, Mapping) else None)
        for kind in WEEKLY:
            for entry in self._book.kind(kind).facts if kind in self._book.schemas.kinds else ():
                if entry["fact"] == fact and (attribute or str(entry.get("at", ""))) in WRITTEN:
                    return kind
        return ""


def when_of(one: Obligation, as_of: datetime) -> When:
    """The group an open duty stands in: weeks end on Sunday."""
    if one.state is State.OVERDUE:
        return When.OVERDUE
    if one.due is None:
        return When.UNKNOWN
    if one.due.date() == as_of.date():
        return When.TODAY
    return When.WEEK if one.due.date() < period_of(PeriodKind.WEEK, as_of.date()).end else When.LATER


def _command(kind: str, one: Obligation, today: date) -> str:
    """``taizhang new weekly-report --person zhang-wei``, with the week where it is not the one taken by itself."""
    week = _week(one)
    named = f" --week {week.key}" if week is not None and week != default_week(kind, today) else ""
    return f"taizhang new {kind} --person {one.person}{named}"


def _rollup_command(one: Obligation, today: date) -> str:
    """``taizhang new weekly-rollup --unit telecom-east`` once that week is over; an older one by its name (A5.6)."""
    week = _week(one)
    if week is None or week.end > today:
        return ""
    named = f" --week {week.key}" if week != period_of(PeriodKind.WEEK, today).previous() else ""
    return f"taizhang new {ROLLUP} --unit {one.unit}{named}"


def _week(one: Obligation) -> Period | None:
    """The week a duty is for: its period, or that of its period's first day."""
    period = _period(one)
    if period is None or period.kind is PeriodKind.WEEK:
        return period
    return period_of(PeriodKind.WEEK, period.start)


def _period(one: Obligation) -> Period | None:
    return parse_period(one.period)
