"""Dates, moments and times as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.when.moment import (
    END_OF_DAY,
    add_months,
    clamped_date,
    day_of,
    format_date,
    format_due_time,
    format_moment,
    format_time,
    local_from_epoch,
    parse_closing_time,
    parse_date,
    parse_moment,
    parse_time,
    parse_utc_offset,
)

YEARS = {"min_value": date(1900, 1, 1), "max_value": date(2199, 12, 31)}


@given(st.dates(**YEARS))
def test_a_date_comes_back_from_its_text(day: date) -> None:
    assert parse_date(format_date(day)) == day


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))
def test_a_moment_comes_back_from_its_text_to_the_minute(moment: datetime) -> None:
    assert parse_moment(format_moment(moment)) == moment.replace(second=0, microsecond=0)


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-10-00",
        "2026-1-3",
        "26-10-13",
        "20261013",
        "2026-W42-1",
        "2026/10/13",
        "1899-12-31",
        "2200-01-01",
        "0206-10-13",
        "9999-12-31",
        " 2026-10-13",
        "2026-10-13\n",
        "２０２６-10-13",
        "٢٠٢٦-10-13",
        "2026－10－13",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_date(text) is None
    assert parse_moment(f"{text} 09:40") is None


@pytest.mark.parametrize("text", ["1900-01-01", "2000-02-29", "2199-12-31"])
def test_dates_at_the_edges(text: str) -> None:
    assert parse_date(text) == date.fromisoformat(text)


@pytest.mark.parametrize(
    "text",
    ["24:00", "9:40", "17:60", "17：30", "1730", "17:30:00", "17:3", "-1:30", "17:30 ", "17:30\n", "１７:30", ""],
)
def test_what_is_no_time(text: str) -> None:
    assert parse_time(text) is None
    assert parse_moment(f"2026-10-13 {text}") is None


@pytest.mark.parametrize("text", ["2026-10-13T09:40", "2026-10-13  09:40", "2026-10-13", "2026-10-13 09:40+08:00"])
def test_what_is_no_moment(text: str) -> None:
    assert parse_moment(text) is None


@pytest.mark.parametrize("text", ["00:00", "09:40", "17:30", "23:59"])
def test_a_time_comes_back_from_its_text(text: str) -> None:
    found = parse_time(text)
    assert found is not None
    assert format_time(found) == text
    assert parse_closing_time(text) == found


def test_twenty_four_hundred_is_the_last_minute_of_its_own_day() -> None:
    assert parse_closing_time("24:00") == END_OF_DAY == time(23, 59)
    assert parse_closing_time("24:01") is None


def test_the_day_of_a_date_and_of_a_moment() -> None:
    assert day_of(date(2026, 10, 13)) == date(2026, 10, 13)
    found = day_of(datetime(2026, 10, 13, 23, 59))
    assert found == date(2026, 10, 13)
    assert not isinstance(found, datetime)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -1, "2025-12-15"),
        ("2026-01-15", -13, "2024-12-15"),
        ("2026-01-31", 0, "2026-01-31"),
    ],
)
def test_months_are_added_and_clamped(start: str, months: int, expected: str) -> None:
    assert add_months(date.fromisoformat(start), months) == date.fromisoformat(expected)


def test_a_day_is_clamped_to_its_month() -> None:
    assert clamped_date(2026, 2, 31) == date(2026, 2, 28)
    assert clamped_date(2026, 2, 27) == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("text", "minutes"), [("+08:00", 480), ("-05:30", -330), ("+00:00", 0), ("+14:00", 840), ("-00:30", -30)]
)
def test_offsets_from_utc(text: str, minutes: int) -> None:
    assert parse_utc_offset(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["08:00", "+8:00", "+0800", "+15:00", "+08:60", "Z", "Asia/Shanghai", "+08:00\n"])
def test_what_is_no_offset_from_utc(text: str) -> None:
    assert parse_utc_offset(text) is None
    with pytest.raises(ValueError, match="not a UTC offset"):
        local_from_epoch(0, text)


def test_an_epoch_second_becomes_the_local_minute() -> None:
    second = int(datetime(2026, 10, 16, 9, 30, 59, tzinfo=UTC).timestamp())
    assert local_from_epoch(second, "+08:00") == datetime(2026, 10, 16, 17, 30)
    assert local_from_epoch(second + 1, "+08:00") == datetime(2026, 10, 16, 17, 31)
    assert local_from_epoch(second, "-10:00") == datetime(2026, 10, 15, 23, 30)


@pytest.mark.parametrize(("second", "year"), [(-1, 1970), (-(10**20), 1970), (10**20, 2199)])
def test_a_broken_epoch_second_is_the_nearest_that_can_be(second: int, year: int) -> None:
    assert local_from_epoch(second, "+08:00").year == year


def test_a_due_time_at_the_day_s_end_is_24_00() -> None:
    assert format_due_time(datetime(2026, 11, 30, 23, 59)) == "24:00"
    assert format_due_time(datetime(2026, 11, 30, 17, 30)) == "17:30"
