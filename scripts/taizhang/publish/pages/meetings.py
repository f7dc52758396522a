"""Meetings: calendar and list by month with the gaps, and the minutes of each (A1.1 to A1.6, A2.1, A2.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from taizhang.facts.fact import Fact
from taizhang.publish.labels import Labelled
from taizhang.publish.links import record_id
from taizhang.publish.maker import Maker
from taizhang.publish.meeting import Meetings, Session
from taizhang.publish.meeting_calendar import grids, month_page
from taizhang.publish.plans import rows_of
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.publish.week import weeks_of
from taizhang.records.book import Record
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.excuse import covers
from taizhang.rules.outcome import Finding, Obligation
from taizhang.when.moment import parse_moment
from taizhang.when.period import PeriodKind, period_of

HEAD = ("id", "unit", "begun_at", "ended_at", "place", "chair", "organised_by", "recorder")
DECIDED = "meeting.decided"
Line = tuple[str, int]
"""A record's path, and the number of a line of a list in it, from 0."""
SHOWN = {*HEAD, "sessions", "attendance", "reports", "decisions"}


@dataclass(frozen=True, slots=True)
class Attended:
    """One row of the sign-in table: who, in which post, whether there, whom and when told of an absence."""

    person: str
    post: str
    state: str
    told_at: datetime | None
    told_to: str


def pages(maker: Maker) -> Iterator[Page]:
    """The present month's calendar and list, a page for every other month, and every meeting's minutes."""
    view = maker.view
    meetings, weeks, duties = Meetings(view), weeks_of(view), decided(view)
    now = period_of(PeriodKind.MONTH, view.as_of.date()).key
    for grid in grids(view, meetings):
        address = month_page(grid.month.key, now)
        shell = "meetings/" if grid.month.key == now else "meetings/shell/"
        title = "会议" if grid.month.key == now else f"会议 {grid.month.key}"
        yield maker.page("meetings.html", shell, address, title, grid=grid, now=now, month_page=month_page)
    for path in meetings.paths:
        yield minutes(maker, meetings, path, weeks, duties)


def decided(view: View) -> Mapping[Line, Obligation]:
    """What somebody owes by a decision of a meeting, by the place where the decision stands (A1.4)."""
    places = {
        name_of_fact(fact): (fact.source.path, int(fact.source.pointer[-1])) for fact in view.facts.named(DECIDED)
    }
    return {places[name]: one for one in view.obligations for name in one.because if name in places}


def minutes(
    maker: Maker, meetings: Meetings, path: str, weeks: frozenset[tuple[str, str]], duties: Mapping[Line, Obligation]
) -> Page:
    """The page of one meeting."""
    view, record, sessions = maker.view, meetings.record(path), meetings.of_record(path)
    text = view.record(path)
    assert text is not None, path
    begun = sessions[0].at
    fields = dict(zip(record.data, text.fields, strict=True))
    week = (record.text("unit"), period_of(PeriodKind.WEEK, begun.date()).key)
    outcomes = meetings.resting_on(path)
    name = "、".join(view.choice("meeting", one.kind, "sessions", "*", "type") for one in sessions)
    return maker.page(
        "meeting.html",
        "meetings/shell/",
        f"meetings/{record_id(path).removeprefix('meetings.')}/",
        f"{view.unit(record.text('unit'))} {name} {begun:%m-%d}",
        f"{record.id} {record.text('unit')} {begun:%Y-%m-%d}",
        record=record,
        path=path,
        fields=fields,
        sessions=sessions,
        agenda=tuple(agenda(record, fields)),
        begun=begun,
        ended=parse_moment(record.text("ended_at")),
        delegations=tuple(delegations(view, record, sessions)),
        attended=(listed := tuple(attendance(view, record, begun.date()))),
        counts=Counter(one.state for one in listed),
        reports=rows_of(record, "reports"),
        decisions=tuple((row, duties.get((path, number))) for number, row in enumerate(rows_of(record, "decisions"))),
        rest=tuple(field for name, field in fields.items() if name not in SHOWN),
        duties=tuple(one for one in outcomes if isinstance(one, Obligation)),
        findings=tuple(one for one in outcomes if isinstance(one, Finding)),
        inspected=(looked := inspected(view, record)),
        level=view.level(path, *(item.source.path for item in looked)),
        beside=tuple((one, *found) for one in sessions if any(found := meetings.beside(one))),
        week=week if week in weeks else None,
    )


def agenda(record: Record, fields: Mapping[str, Labelled]) -> Iterator[tuple[Labelled, tuple[Labelled, ...]]]:
    """Each kind of meeting that a record holds, with the parts of its agenda."""
    for row, told in zip(rows_of(record, "sessions"), fields["sessions"].below, strict=True):
        named = dict(zip(row, told.below, strict=True))
        yield named.pop("type"), tuple(named.values())


def attendance(view: View, record: Record, day: date) -> Iterator[Attended]:
    """The sign-in table's rows, each person with the post of that day."""
    for row in rows_of(record, "attendance"):
        person = str(row.get("person", ""))
        post = str(view.registers.value("person", person, "title", day) or "")
        notice = row.get("notice")
        told = notice if isinstance(notice, Mapping) else {}
        told_at = parse_moment(str(told.get("told_at", "")))
        yield Attended(person, post, str(row.get("state", "")), told_at, str(told.get("told_to", "")))


def delegations(view: View, record: Record, sessions: Sequence[Session]) -> Iterator[Fact]:
    """The delegations that put the chair there on the meeting's day, timely or not (A1.3)."""
    kinds = {one.kind for one in sessions}
    for fact in view.facts.of_person("delegation.in-force", record.text("chair")):
        meant = fact.attributes.get("meetings")
        named = isinstance(meant, list) and bool(kinds.intersection(map(str, meant)))
        if fact.unit == record.text("unit") and named and covers(fact, sessions[0].at.date()):
            yield fact


def inspected(view: View, record: Record) -> tuple[Fact, ...]:
    """The items of inspections that looked at the minutes (A1.5)."""
    name = record_id(record.path)
    items = view.facts.of_unit("inspection.item", record.text("unit"))
    return tuple(item for item in items if item.get("record").replace("/", ".") == name)
