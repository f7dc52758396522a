"""A calendar as iCalendar (RFC 5545): lines of 75 octets ended by CRLF, text escaped, the time zone written out.

What Outlook, Apple, Google and Feishu agree on: METHOD:PUBLISH, X-WR-CALNAME for the calendar's name, a TZID that they
know beside its definition, times without a zone of their own nowhere. No alarms: calendars that are subscribed to drop
them or ask about each one, and everybody sets the reminder he wants for the whole calendar.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import icalendar

from taizhang.publish.feeds.calendars import Calendar, Event
from taizhang.when.moment import parse_utc_offset

PRODUCT = "-//Taizhang//Taizhang//ZH"
AGAIN = timedelta(hours=6)
"""How often a calendar asks for the file again."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KNOWN = {"+08:00": "Asia/Shanghai"}
"""Zones by a name that every calendar knows; of others Etc/GMT-9 and the like, where they are whole hours."""


def ical(calendar: Calendar) -> bytes:
    """The bytes of a calendar; the same for the same events on every machine."""
    zone = zone_of(calendar.utc_offset)
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", calendar.name)
    made.add("x-wr-calname", calendar.name)
    made.add("x-wr-timezone", zone)
    made.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", icalendar.vDuration(AGAIN))
    made.add_component(_definition(calendar.utc_offset))
    for event in calendar.events:
        made.add_component(_event(event, zone, _distance(calendar.utc_offset)))
    return bytes(made.to_ical())


def zone_of(utc_offset: str) -> str:
    """The name of the zone that is so far from UTC: ``Asia/Shanghai``, ``Etc/GMT-9`` for +09:00, ``UTC+05:30``."""
    distance = _distance(utc_offset)
    if utc_offset in KNOWN or distance % HOUR:
        return KNOWN.get(utc_offset, f"UTC{utc_offset}")
    hours = distance // HOUR
    return f"Etc/GMT{-hours:+d}" if hours else "Etc/UTC"


@lru_cache(maxsize=1)
def _definition(utc_offset: str) -> icalendar.Timezone:
    """The definition of the zone: one distance from UTC, without a summer time."""
    zone, standard = icalendar.Timezone(), icalendar.TimezoneStandard()
    zone.add("tzid", zone_of(utc_offset))
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", _distance(utc_offset))
    standard.add("tzoffsetto", _distance(utc_offset))
    standard.add("tzname", f"UTC{utc_offset}")
    zone.add_component(standard)
    return zone


def _event(event: Event, zone: str, distance: timedelta) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", (event.stamp - distance).replace(tzinfo=UTC))
    made.add("sequence", event.revision)
    made.add("summary", event.summary)
    if event.whole_day:
        made.add("dtstart", event.start.date())
        made.add("dtend", event.start.date() + DAY)
    else:
        made.add("dtstart", event.start, parameters={"TZID": zone})
        made.add("dtend", event.end, parameters={"TZID": zone})
    made.add("description", "\n".join(event.told))
    made.add("categories", [event.category])
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "OPAQUE" if event.busy else "TRANSPARENT")
    if event.url:
        made.add("url", event.url)
    return made


def _distance(utc_offset: str) -> timedelta:
    found = parse_utc_offset(utc_offset)
    if found is None:
        raise ValueError(f"not a UTC offset: {utc_offset!r}")
    return found
