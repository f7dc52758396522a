"""Stubs: drafts of the records a person writes, holding what the company knows of his week (A5.1-A5.4, A1.2).

``filled_at`` and ``logged_at`` are when a line is written, which is now; ``submitted_at`` is when a record is handed
in, which only its writer can say. A stub never passes the check as it is: what must be judged or confirmed is blank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from taizhang.desk.asked import Unknown
from taizhang.desk.draft import Field, Item, draft_text
from taizhang.desk.hints import Hints
from taizhang.desk.sentences import say, short, weekday
from taizhang.desk.week import Owned, Planned, Service, Trip, Week, customers_of, post_in, week_of
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book
from taizhang.records.paths import fill_template
from taizhang.records.text.decoding import visible
from taizhang.when.moment import format_date, format_moment
from taizhang.when.period import Period, PeriodKind, period_of, term

PLAN, TRIPS, SERVICES, REPORT, LEAVE = "visit-plan", "trip-log", "service-log", "weekly-report", "leave"
APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class Stub:
    """A stub: its kind, its path below the record root, its head (comment lines) and its fields.

    ``partial`` says that it holds what a record already there would lack.
    """

    kind: str
    path: str
    head: tuple[str, ...]
    fields: tuple[Field, ...]
    partial: bool = False

    def text(self, schema: str) -> str:
        """The stub's text; ``schema`` is the way from its folder to its schema, for editors."""
        return draft_text((f"yaml-language-server: $schema={schema}", *self.head), self.fields)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a stub is made from: the book, who writes, for which period and unit, and the moment."""

    book: Book
    registers: Registers
    person: Entity
    unit: str
    period: Period
    as_of: datetime

    @property
    def week(self) -> Week:
        """What the records hold of the writer's week."""
        return week_of(self.book, self.person.id, self.period)

    def named(self, customer: str) -> str:
        """A customer's name; its id where the register does not hold it."""
        found = self.registers.entity("customer", customer)
        return visible(found.name) if found else customer

    def contacts(self, customer: str) -> tuple[str, ...]:
        """The ids of a customer's contacts; who they are stands with them alone."""
        return tuple(one.id for one in self.book.of("contact") if one.text("customer") == customer)

    def dated(self, day: date) -> str:
        """``10-13``, with the year where it is not this one."""
        return short(day, self.as_of.date())


Maker = Callable[[Desk, Hints], tuple[Field, ...]]


def default_week(kind: str, today: date) -> Period:
    """The week a stub is for unless one is named: the next one for a plan, else this one."""
    week = period_of(PeriodKind.WEEK, today)
    return week.next() if kind == PLAN else week


def stub(kind: str, book: Book, person: Entity, week: Period, as_of: datetime) -> Stub | Unknown:
    """The stub of a week's record, or why there is none: no post in that week, no such kind."""
    return _made(kind, book, person, week, as_of, {"week": week.key})


def leave_stub(book: Book, person: Entity, first: date, last: date, as_of: datetime) -> Stub | Unknown:
    """The stub of a leave from its first to its last day, or why there is none."""
    if last < first:
        return Unknown(say("new.leave-order", start=first, until=last))
    days = {"from": format_date(first), "until": format_date(last)}
    return _made(LEAVE, book, person, term(first, last), as_of, days)


def appeal_stub(
    book: Book, person: Entity, month: Period, as_of: datetime, line: str, outcome: str = ""
) -> Stub | Unknown:
    """The stub of an appeal against a line of a month's card, or one outcome of it (A8.8); the next free number."""
    own = (one for one in book.of(APPEAL) if one.text("person") == person.id and one.text("month") == month.key)
    number = 1 + max((int(one.text("number")) for one in own), default=0)
    told = {name: text for name, text in (("line", line), ("outcome", outcome)) if text}
    return _made(APPEAL, book, person, month, as_of, {"month": month.key, "number": number, **told})


def _made(
    kind: str, book: Book, person: Entity, period: Period, as_of: datetime, given: Mapping[str, str | int]
) -> Stub | Unknown:
    known = book.schemas.kinds.get(kind)
    if known is None:
        return Unknown(say("new.no-kind", value=kind))
    post = post_in(person, period)
    if post is None:
        return Unknown(absent(person, period))
    hints = Hints(known)
    desk = Desk(book, Registers(book), person, str(post.values.get("unit", "")), period, as_of)
    keys: dict[str, str | int] = {"person": person.id, "unit": desk.unit, **given}
    path = fill_template(known.template, keys)
    if path is None:
        return Unknown(say("new.no-path", value=known.title))
    head = say("stub.head", name=visible(person.name), period=_shown(period), title=known.title)
    fields = (*(Field(name, value) for name, value in keys.items()), *MAKERS[kind](desk, hints))
    partial = kind in {TRIPS, SERVICES}
    return Stub(kind, path, (head,), hints.in_order(fields), partial)


def _shown(period: Period) -> str:
    """A week or month by its key, other days from the first to the last."""
    if period.kind in {PeriodKind.WEEK, PeriodKind.MONTH}:
        return period.key
    if period.start == period.last:
        return format_date(period.start)
    return say("stub.days", first=period.start, last=period.last)


def absent(person: Entity, period: Period) -> str:
    """Why ``person`` owes nothing in ``period``: gone before it, not there yet, or between two posts."""
    later = [span.first for span in person.life if span.first >= period.end]
    ended = [span.last for span in person.life if span.last is not None and span.last < period.start]
    if ended and not later:
        return say("new.left", name=person.name, day=max(ended), period=_shown(period))
    if later and not ended:
        return say("new.joins", name=person.name, day=min(later), period=_shown(period))
    return say("new.no-post", name=person.name, period=_shown(period))


def _plan(desk: Desk, hints: Hints) -> tuple[Field, ...]:
    """The week ahead: the writer's customers to choose from (A5.1)."""
    owned = customers_of(desk.book, desk.registers, desk.person.id, desk.period, desk.as_of.date())
    about = (_workdays(desk), say("stub.plan-customers") if owned else say("stub.plan-none"))
    items = tuple(_offered_visit(one, desk, hints, first=one is owned[0]) for one in owned)
    return (
        hints.blank("submitted_at", say("stub.submitted", example=hints.example("submitted_at"))),
        Field("visits", items or (hints.offered_item("visits"),), beside=say("stub.empty-list"), above=about),
        Field("tasks", (hints.whole_item("tasks"),), offered=True),
    )


def _offered_visit(one: Owned, desk: Desk, hints: Hints, *, first: bool) -> Item:
    """A visit to choose; only the first one says what belongs into its fields."""
    item = hints.offered_item("visits", {"customer": one.id}, {"customer": _told(one, desk)})
    kept = (field if first or field.name == "customer" else replace(field, beside="") for field in item.fields)
    return replace(item, fields=tuple(kept))


def _told(one: Owned, desk: Desk) -> str:
    """``宏远物流(B 级,上次服务 10-13)``."""
    facts = [say("stub.grade", grade=one.grade) if one.grade else say("stub.no-grade")]
    if one.last_served:
        facts.append(say("stub.last-served", day=desk.dated(one.last_served)))
    else:
        facts.append(say("stub.never-served"))
    if one.starts:
        facts.append(say("stub.owned-from", day=desk.dated(one.starts)))
    if one.ends:
        facts.append(say("stub.owned-until", day=desk.dated(one.ends)))
    return say("stub.customer", name=visible(one.name), facts=",".join(facts))


def _workdays(desk: Desk) -> str:
    days = desk.registers.calendar(desk.unit).working_days(desk.period)
    if days is None:
        return say("stub.workdays-unknown")
    shown = "、".join(f"{desk.dated(day)} {weekday(day)}" for day in days)
    return say("stub.workdays", days=shown) if days else say("stub.no-workdays")


def _trips(desk: Desk, hints: Hints) -> tuple[Field, ...]:
    """A line for each planned visit that has no trip yet (A5.2)."""
    week = desk.week
    counts: dict[date, int] = {}
    for trip in week.trips:
        number = trip.id.rsplit("-", 1)[-1]
        day = trip.departed_at.date()
        counts[day] = max(counts.get(day, 0), int(number) if number.isdigit() else 0)
    items = []
    for one in week.not_gone:
        counts[one.day] = counts.get(one.day, 0) + 1
        items.append(_trip(one, f"{one.day}-{counts[one.day]}", desk, hints))
    about = say("stub.trips") if items else say("stub.trips-none")
    listed = tuple(items) or (hints.offered_item("trips", {"filled_at": format_moment(desk.as_of)}),)
    return (Field("trips", listed, beside="" if items else say("stub.empty-list"), above=(about,)),)


def _trip(one: Planned, identity: str, desk: Desk, hints: Hints) -> Item:
    customer = desk.registers.entity("customer", one.customer)
    known = {
        "id": identity,
        "customer": one.customer,
        "destination": visible(customer.record.text("address")) if customer else "",
        "purpose": visible(one.purpose),
        "filled_at": format_moment(desk.as_of),
    }
    beside = {
        "id": say("stub.planned-on", day=desk.dated(one.day)),
        "customer": desk.named(one.customer),
        "departed_at": say("stub.departed"),
    }
    return hints.item("trips", known, beside)


def _services(desk: Desk, hints: Hints) -> tuple[Field, ...]:
    """A line for each trip that has no service yet (A5.3)."""
    items = tuple(_service(trip, desk, hints) for trip in desk.week.unlogged)
    about = say("stub.services") if items else say("stub.services-none")
    listed = items or (hints.offered_item("services", {"logged_at": format_moment(desk.as_of)}),)
    gifts = hints.whole_item("gifts", {"logged_at": format_moment(desk.as_of)})
    return (
        Field("services", listed, beside="" if items else say("stub.empty-list"), above=(about,)),
        Field("gifts", (gifts,), offered=True),
    )


def _service(trip: Trip, desk: Desk, hints: Hints) -> Item:
    left = format_moment(trip.departed_at)
    when = say("stub.after", departed=left)
    if trip.returned_at is not None:
        when = say("stub.between", departed=left, returned=format_moment(trip.returned_at))
    known = {
        "logged_at": format_moment(desk.as_of),
        "customer": trip.customer,
        "mode": "active",
        "channel": "visit",
        "trip": trip.id,
        "topic": visible(trip.purpose),
    }
    beside = {"at": when, "customer": desk.named(trip.customer), "mode": say("stub.mode")}
    if contacts := desk.contacts(trip.customer):
        beside["contact"] = say("stub.contacts", listed="、".join(contacts))
    if trip.result:
        beside["result"] = say("stub.trip-result", result=visible(trip.result))
    return hints.item("services", known, beside)


def _report(desk: Desk, hints: Hints) -> tuple[Field, ...]:
    """The week's visits to confirm one by one, and the judgements to write (A5.4, A4.7)."""
    week = desk.week
    items = tuple(_visits(week, desk, hints))
    above = [say("stub.visits") if items else say("stub.visits-none")]
    if week.not_gone:
        missed = (
            say("stub.planned-visit", day=desk.dated(p.day), id=p.customer, name=desk.named(p.customer))
            for p in week.not_gone
        )
        above.append(say("stub.not-done", visits="、".join(missed)))
    noted = {"service_demands": ("stub.demands", "demand"), "service_problems": ("stub.problems", "problem")}
    return (
        hints.blank("submitted_at", say("stub.submitted", example=hints.example("submitted_at"))),
        Field(
            "visits",
            items or (hints.offered_item("visits"),),
            beside="" if items else say("stub.empty-list"),
            above=tuple(above),
        ),
        *(
            hints.judgement(name, *_noted(week, desk, *noted.get(name, ())))
            for name in hints.required()
            if name not in {"person", "unit", "week", "submitted_at", "visits"}
        ),
    )


def _noted(week: Week, desk: Desk, sentence: str = "", attribute: str = "") -> Iterator[str]:
    """What the week's services noted under ``attribute``, as one line."""
    listed = [
        say("stub.of-customer", name=desk.named(one.customer), text=text)
        for one in week.services
        if attribute and (text := str(getattr(one, attribute)))
    ]
    if listed:
        yield say(sentence, listed=";".join(listed))


def _visits(week: Week, desk: Desk, hints: Hints) -> Iterator[Item]:
    """Trips and visits of the service log in order of time, each with what does not agree."""
    found: list[tuple[datetime, Trip | None, Service | None]] = [
        (trip.departed_at, trip, week.service_of(trip)) for trip in week.trips
    ]
    found += [(one.at, None, one) for one in week.visited_besides()]
    for at, trip, service in sorted(found, key=lambda one: one[0]):
        customer = trip.customer if trip else service.customer if service else ""
        known: dict[str, str | bool] = {"on": format_date(at), "customer": customer}
        if trip:
            known["trip"] = trip.id
        if service:
            known["service"] = format_moment(service.at)
        beside = {
            "customer": desk.named(customer),
            "trip": "" if trip else say("stub.no-trip"),
            "service": "" if service else say("stub.no-service"),
            "confirmed": say("stub.confirm"),
            "remark": _against_plan(week, customer, at.date(), desk),
        }
        yield hints.item("visits", known | {"confirmed": False}, beside)


def _against_plan(week: Week, customer: str, day: date, desk: Desk) -> str:
    """What the plan says of a visit that it does not hold on that day."""
    planned = [one.day for one in week.planned if one.customer == customer]
    if day in planned:
        return ""
    if planned:
        return say("stub.plan-other-day", day="、".join(desk.dated(one) for one in planned))
    return say("stub.not-planned") if week.planned else ""


def _leave(desk: Desk, hints: Hints) -> tuple[Field, ...]:
    """A leave to apply for (A1.2)."""
    del desk
    return (
        Field("part", "whole", beside=hints.choices("part")),
        hints.blank("type", hints.choices("type")),
        hints.offered("reason"),
        hints.blank("submitted_at", say("stub.submitted", example=hints.example("submitted_at"))),
        Field("state", "applied", beside=hints.choices("state")),
        hints.offered("approved_by"),
        hints.offered("approved_at"),
    )


def _appeal(desk: Desk, hints: Hints) -> tuple[Field, ...]:
    """Why somebody appeals; filed now (A8.8)."""
    return (
        hints.judgement("reason"),
        hints.offered("evidence"),
        Field("filed_at", format_moment(desk.as_of)),
    )


MAKERS: dict[str, Maker] = {
    PLAN: _plan,
    TRIPS: _trips,
    SERVICES: _services,
    REPORT: _report,
    LEAVE: _leave,
    APPEAL: _appeal,
}
"""The kinds a person writes from a stub."""

WEEKLY = (PLAN, TRIPS, SERVICES, REPORT)
"""Those of a week."""
