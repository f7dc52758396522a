"""What is wrong with a calendar beyond its schema: a day of another year, or one both off and worked."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.problem import Catalogue, Problem, Sentence
from taizhang.records.book import Book, Record

SENTENCES = Catalogue(
    {
        "calendar.other-year": Sentence("年份不对", "{value} 不在 {year} 年。", "改日期,或移到那一年的日历里"),
        "calendar.both": Sentence("自相矛盾", "{value} 既列为放假,又列为调休上班。", "照通知核对,只留一处"),
    }
)


def calendar_problems(book: Book) -> Iterator[Problem]:
    """A year with such a day is taken as not published at all, so nothing is counted by it until it is mended."""
    for record in book.of("calendar"):
        year, seen = record.text("year"), set[str]()
        for field, index, day in _days(record):
            rule = "calendar.other-year" if day[:4] != year else "calendar.both" if day in seen else ""
            if rule:
                yield SENTENCES.problem(rule, book.place(record.path, (field, index, "day")), value=day, year=year)
            if field == "holidays":
                seen.add(day)


def _days(record: Record) -> Iterator[tuple[str, int, str]]:
    """The days of both lists: field, place in it, date as written."""
    for field in ("holidays", "workdays"):
        listed = record.data.get(field)
        for index, item in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(item, dict) and isinstance(day := item.get("day"), str):
                yield field, index, day
