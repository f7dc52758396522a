"""The company's conventions, with defaults where its record says nothing."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from taizhang.facts.company import Company, company_of
from tests.books import COMPANY, book_of


def test_as_the_record_says() -> None:
    """Every field of the record."""
    text = COMPANY.replace("trust_hours: 24", "trust_hours: 48").replace("18:00", "17:00") + "as_of: 2026-11-20 18:30\n"
    assert company_of(book_of({"company.yaml": text})) == Company(
        name="试验公司",
        utc_offset="+08:00",
        trust=timedelta(hours=48),
        history_since=datetime(2026, 1, 1),
        closing_time=time(17),
        pinned=datetime(2026, 11, 20, 18, 30),
    )


def test_defaults_without_a_record_or_with_a_broken_one() -> None:
    """A missing company and one with nonsense in it."""
    assert company_of(book_of({})) == Company()
    assert company_of(book_of({"company.yaml": 'utc_offset: 8\ntrust_hours: "x"\nclosing_time: late\n'})) == Company()
