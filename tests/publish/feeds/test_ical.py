"""iCalendar as RFC 5545 has it, read back by a parser and looked at byte by byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import icalendar
import pytest

from taizhang.publish.feeds import feeds_of
from taizhang.publish.feeds.calendars import Calendar, Event
from taizhang.publish.feeds.ical import ical, zone_of
from tests.publish.demo import demo_view
from tests.publish.payloads import PAYLOADS

EVENT = Event(
    uid="a-1",
    summary="周报",
    start=datetime(2026, 10, 16, 17, 0),
    end=datetime(2026, 10, 16, 17, 30),
    told=("截止 17:30", "依据 A5.5"),
    category="应办",
    stamp=datetime(2026, 10, 12),
)


def read(content: bytes) -> icalendar.Calendar:
    """The one calendar in a file."""
    found = icalendar.Calendar.from_ical(content)
    assert isinstance(found, icalendar.Calendar)
    return found


def event_of(event: Event, utc_offset: str = "+08:00") -> icalendar.Event:
    """An event as it is read back."""
    (found,) = read(ical(Calendar("一", utc_offset, (event,)))).walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    return found


def test_lines_end_as_they_must_and_have_at_most_75_octets() -> None:
    content = ical(Calendar("名" * 90, "+08:00", (replace(EVENT, summary="长" * 160, told=("说" * 500,)),)))
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert "长" * 160 in content.replace(b"\r\n ", b"").decode()


def test_the_head_says_who_made_it_what_it_is_called_and_its_zone() -> None:
    text = ical(Calendar("张伟 应办和会议", "+08:00", (EVENT,))).decode().replace("\r\n ", "")
    for line in (
        "PRODID:-//Taizhang//Taizhang//ZH",
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:张伟 应办和会议",
        "TZID:Asia/Shanghai",
        "TZOFFSETTO:+0800",
        "DTSTART;TZID=Asia/Shanghai:20261016T170000",
        "DTEND;TZID=Asia/Shanghai:20261016T173000",
        "DTSTAMP:20261011T160000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "DESCRIPTION:截止 17:30\\n依据 A5.5",
    ):
        assert f"\r\n{line}\r\n" in text, line
    assert "VALARM" not in text
    assert "URL" not in text


def test_a_whole_day_ends_at_the_next() -> None:
    found = event_of(replace(EVENT, start=datetime(2026, 11, 30), end=datetime(2026, 11, 30, 23, 59), whole_day=True))
    assert (found.start, found.end) == (date(2026, 11, 30), date(2026, 12, 1))


def test_a_cancelled_event_and_a_meeting_say_so() -> None:
    found = event_of(replace(EVENT, cancelled=True, revision=2, busy=True, url="http://localhost/x/"))
    assert (str(found["STATUS"]), found.sequence, str(found["TRANSP"]), str(found["URL"])) == (
        "CANCELLED",
        2,
        "OPAQUE",
        "http://localhost/x/",
    )


@pytest.mark.parametrize("text", [*PAYLOADS, "a;b,c\\d\ne", "END:VEVENT\r\nBEGIN:VALARM", "\ufffdx"])
def test_text_is_text(text: str) -> None:
    told = text.replace("\r\n", "\n").replace("\r", "\n")
    content = ical(Calendar("一", "+08:00", (replace(EVENT, summary=text, told=(text, "二")),)))
    (found,) = read(content).walk("VEVENT")
    assert str(found["SUMMARY"]).replace("\r\n", "\n") == told
    assert str(found["DESCRIPTION"]).replace("\r\n", "\n") == f"{told}\n二"
    assert content.count(b"\r\nBEGIN:VEVENT") == content.count(b"\r\nEND:VEVENT") == 1
    assert b"\r\nBEGIN:VALARM" not in content


@pytest.mark.parametrize(
    ("utc_offset", "zone"),
    [
        ("+08:00", "Asia/Shanghai"),
        ("+09:00", "Etc/GMT-9"),
        ("-03:00", "Etc/GMT+3"),
        ("+00:00", "Etc/UTC"),
        ("+05:30", "UTC+05:30"),
    ],
)
def test_a_zone_is_named_and_defined(utc_offset: str, zone: str) -> None:
    assert zone_of(utc_offset) == zone
    sign = -1 if utc_offset[0] == "-" else 1
    distance = sign * timedelta(hours=int(utc_offset[1:3]), minutes=int(utc_offset[4:]))
    (standard,) = read(ical(Calendar("一", utc_offset, (EVENT,)))).walk("STANDARD")
    assert standard.decoded("TZOFFSETTO") == distance
    started = event_of(EVENT, utc_offset).start
    assert isinstance(started, datetime)
    assert started.utcoffset() == distance


def test_the_demo_s_calendars_can_be_read_and_are_the_same_again() -> None:
    feeds = {path: made for path, made in feeds_of(demo_view()).items() if path.endswith(".ics")}
    assert len(feeds) == len(demo_view().people) + len(demo_view().units)
    again = feeds_of(demo_view())
    for path, made in feeds.items():
        content = made()
        uids = [str(event["UID"]) for event in read(content).walk("VEVENT")]
        assert len(uids) == len(set(uids)), path
        assert content == again[path](), path
