"""Which events a calendar has: the open duties of a person or unit at their due instants, and its meetings.

A duty leaves the calendar when it is done. One that was excused or waived stands there as cancelled until the day it
was due, so that calendars which only add events take it away. A meeting has the same UID as long as it is due and once
it was held, at its own time then: it moves, and does not stand there twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cached_property
from uuid import UUID, uuid5

from taizhang.desk.due_list import Due
from taizhang.desk.due_text import period_word, what
from taizhang.explain.tell import state_word
from taizhang.facts.company import UTC_OFFSET
from taizhang.publish.agenda import owed
from taizhang.publish.links import home, meeting_page
from taizhang.publish.meeting import HELD, THERE, Meetings, Session
from taizhang.publish.plain import shown_text
from taizhang.publish.plans import rows_of
from taizhang.publish.standing import below
from taizhang.publish.view import View
from taizhang.rules.outcome import Obligation, State
from taizhang.when.moment import END_OF_DAY, format_due_time, format_moment, format_time, parse_moment, parse_utc_offset
from taizhang.when.period import PeriodKind, parse_period, period_of

SPACE = UUID("5f0f6a53-7d0e-5b1c-9c39-0a6a4f5d7c11")
"""The name space of all UIDs: the same duty of the same company has the same UID on every machine."""
BLOCK = timedelta(minutes=30)
"""So much before its due instant a duty begins in a calendar; so long a meeting lasts of which nobody wrote the end."""
LONGEST = 160
"""A summary has at most so many characters: calendars show one line."""
OPEN = (State.OVERDUE, State.PENDING)
CALLED_OFF = (State.EXCUSED, State.WAIVED)
ROLES = ("chair", "organizer", "recorder")


@dataclass(frozen=True, slots=True)
class Event:
    """One event: local times, ``whole_day`` for what is due by the end of ``start``'s day.

    ``stamp`` is when it came to be told as it is, by what the records say and never by a clock; ``revision`` grows
    where a duty goes from due to overdue to called off, a meeting from due to held. ``url`` is "" where nobody knows
    the site's address.
    """

    uid: str
    summary: str
    start: datetime
    end: datetime
    told: tuple[str, ...]
    category: str
    stamp: datetime
    revision: int = 0
    whole_day: bool = False
    cancelled: bool = False
    busy: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """A named calendar of a company whose clocks are at ``utc_offset``."""

    name: str
    utc_offset: str
    events: tuple[Event, ...]


class Calendars:
    """The calendars of one view; what they have in common is looked through once."""

    def __init__(self, view: View, site: str = "") -> None:
        self._view = view
        self._site = site.rstrip("/") + "/" if site else ""
        self._utc_offset = _utc_offset(view)
        self._below = below(view)
        self._meeting_rules = frozenset(rule.id for rule in view.rules if _asks_to_meet(rule.parameters.get("met_by")))

    def of_person(self, identity: str) -> Calendar:
        """What somebody has open, the meetings he was at since last month's first, and those his unit is to hold."""
        events = [*self._duties_of.get(identity, ()), *self._meetings_of.get(identity, ())]
        return self._calendar(self._view.person(identity), events)

    def of_unit(self, identity: str) -> Calendar:
        """What the people of a unit and of the units below it have open, by their names, and the units' meetings."""
        members = self._below.get(identity, (identity,))
        events = [event for unit in members for event in (*self._duties_in.get(unit, ()), *self._meetings_in[unit])]
        return self._calendar(self._view.unit(identity), events)

    def _calendar(self, name: str, events: Iterable[Event]) -> Calendar:
        ordered = sorted(events, key=lambda one: (one.start, one.uid))
        return Calendar(f"{shown_text(name)} 应办和会议", self._utc_offset, tuple(ordered))

    @cached_property
    def _duties(self) -> tuple[tuple[Obligation, Event], ...]:
        """Every duty that is told, with its event."""
        texts = {item.obligation.key: what(item) for item in self._items()}
        return tuple(
            (one, self._duty(one, texts.get(one.key) or f"{self._view.about(one)} {period_word(one.period)}", one.due))
            for one in self._view.obligations
            if one.due is not None and self._tells(one, one.due)
        )

    def _items(self) -> Iterator[Due]:
        for person in self._view.registers.entities("person"):
            yield from self._view.due_of(person).items

    def _tells(self, one: Obligation, due: datetime) -> bool:
        """Whether a duty has an event of its own; of a meeting to come the meeting itself tells."""
        if one.state in CALLED_OFF:
            return due.date() >= self._view.as_of.date()
        return one.state in OPEN and not (one.state is State.PENDING and one.rule in self._meeting_rules)

    @cached_property
    def _duties_of(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for one, event in self._duties:
            found[one.person].append(event)
        return found

    @cached_property
    def _duties_in(self) -> dict[str, list[Event]]:
        """By unit, each with the name of who owes it."""
        found: dict[str, list[Event]] = defaultdict(list)
        for one, event in self._duties:
            named = f"{self._view.person(one.person)} {event.summary}" if one.person else event.summary
            found[one.unit].append(replace(event, summary=_short(named)))
        return found

    def _duty(self, one: Obligation, text: str, due: datetime) -> Event:
        called_off = one.state in CALLED_OFF
        marked = f"{state_word(one)}:{text}" if called_off or one.state is State.OVERDUE else text
        whole_day = due.time() == END_OF_DAY
        period = parse_period(one.period)
        told = (
            f"截止 {due:%Y-%m-%d} {format_due_time(due)},{state_word(one)}",
            *((f"单位 {self._view.unit(one.unit)}",) if one.unit else ()),
            f"依据 {one.clause} {one.title}",
            f"页面 {self._site}{home(one)}",
        )
        return Event(
            uid=self._uid(one.key),
            summary=_short(marked),
            start=datetime.combine(due.date(), time()) if whole_day else due - BLOCK,
            end=due,
            told=tuple(map(shown_text, told)),
            category="应办",
            stamp=datetime.combine(period.start if period else due.date(), time()),
            revision=2 if called_off else 1 if one.state is State.OVERDUE else 0,
            whole_day=whole_day,
            cancelled=called_off,
            url=self._url(home(one)),
        )

    @cached_property
    def _sessions(self) -> tuple[tuple[tuple[Session, ...], Event], ...]:
        """The meetings since last month's first and those to come, what was held together as one."""
        first = period_of(PeriodKind.MONTH, self._view.as_of.date()).previous().start
        together: dict[str, list[Session]] = defaultdict(list)
        for one in self._meetings.sessions:
            if one.path and one.at.date() >= first:
                together[one.path].append(one)
        held = [tuple(sorted(found, key=lambda one: one.kind)) for found in together.values()]
        return tuple((found, self._meeting(found)) for found in (*held, *((one,) for one in owed(self._view))))

    @cached_property
    def _meetings(self) -> Meetings:
        return Meetings(self._view)

    @cached_property
    def _meetings_in(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = defaultdict(list)
        for sessions, event in self._sessions:
            named = f"{self._view.unit(sessions[0].unit)} {event.summary}"
            found[sessions[0].unit].append(replace(event, summary=_short(named)))
        return found

    @cached_property
    def _meetings_of(self) -> dict[str, list[Event]]:
        """By person: who was there or led it; to a meeting that is to come, who has a post in its unit."""
        found: dict[str, list[Event]] = defaultdict(list)
        staff: dict[str, list[str]] = defaultdict(list)
        for person in self._view.people:
            staff[person.unit].append(person.id)
        for sessions, event in self._sessions:
            one = sessions[0]
            for identity in self._there(one.path) if one.path else dict.fromkeys((*staff[one.unit], one.chair)):
                found[identity].append(event)
        return found

    def _there(self, path: str) -> dict[str, None]:
        record = self._meetings.record(path)
        came = (row.get("person") for row in rows_of(record, "attendance") if row.get("state") in THERE)
        led = (record.text(role) for role in ROLES)
        return {str(person): None for person in (*came, *led) if person}

    def _meeting(self, sessions: tuple[Session, ...]) -> Event:
        one = sessions[0]
        duty = next((session.duty for session in sessions if session.duty is not None), None)
        kinds = "、".join(self._view.choice("meeting", each.kind, "sessions", "*", "type") for each in sessions)
        record = self._meetings.record(one.path) if one.path else None
        ended = parse_moment(record.text("ended_at")) if record else None
        # A meeting to come is due at the latest instant at which it may begin.
        end = ended if ended is not None and ended >= one.at else one.at + BLOCK
        page = meeting_page(one.path) if one.path else home(duty) if duty else ""
        told = (
            f"{'开始于' if one.path else '最晚开始'} {format_moment(one.at)}",
            *((f"结束于 {format_time(ended.time())}",) if ended else ()),
            *((f"主持 {self._view.person(one.chair)}",) if one.chair else ()),
            *((f"到会 {one.present} / {one.expected}",) if one.expected else ()),
            *((f"页面 {self._site}{page}",) if page else ()),
        )
        return Event(
            uid=self._uid(duty.key if duty else one.path),
            summary=_short(f"最迟:{kinds}" if duty and not one.path and not _near(duty.period) else kinds),
            start=one.at,
            end=end,
            told=tuple(map(shown_text, told)),
            category="会议",
            stamp=one.at if one.path else datetime.combine(one.at.date(), time()),
            revision=1 if one.path else 0,
            busy=bool(one.path),
            url=self._url(page),
        )

    def _uid(self, key: str) -> str:
        return str(uuid5(SPACE, f"{self._view.company}\n{key}"))

    def _url(self, page: str) -> str:
        return self._site + page if self._site and page else ""


def _short(text: str) -> str:
    """A text in one line, not too long."""
    line = " ".join(shown_text(text).split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _near(key: str) -> bool:
    """Whether a period is so short that the latest time for a meeting is the time it is held at."""
    period = parse_period(key)
    return period is not None and period.kind in {PeriodKind.DAY, PeriodKind.WEEK}


def _asks_to_meet(met_by: object) -> bool:
    return isinstance(met_by, Mapping) and met_by.get("fact") == HELD


def _utc_offset(view: View) -> str:
    """How far the company's clocks are from UTC, as its record says."""
    found = (record.text("utc_offset") for record in view.records("company"))
    return next((text for text in found if parse_utc_offset(text) is not None), UTC_OFFSET)
