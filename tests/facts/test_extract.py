"""Facts from records by ``x-facts``: items, parents, spans of days, conditions, changes; no time, no fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from taizhang.facts.extract import facts_of, moment_of
from taizhang.facts.fact import Fact, Source
from taizhang.records.book import Book
from tests.books import book_of, company, leave, person, report

POSTS = (("2025-01-01", "2026-10-13", "east"), ("2026-10-14", "", "west"))


def with_facts(book: Book, kind: str, *entries: dict[str, Any]) -> Book:
    """The book as if the schema of ``kind`` stated these facts and no other kind any."""
    kinds = {name: replace(found, facts=entries if name == kind else ()) for name, found in book.schemas.kinds.items()}
    return replace(book, schemas=replace(book.schemas, kinds=kinds))


def stated(kind: str, entry: dict[str, Any], files: dict[str, str]) -> list[Fact]:
    """The facts that one entry states of some records."""
    return list(facts_of(with_facts(book_of(files), kind, entry)))


def test_a_weekly_report_is_submitted() -> None:
    """Time, person, unit and week; the source is the field that gives the time."""
    facts = list(facts_of(book_of(report("zhang", "2026-W42", "2026-10-16 17:20"))))
    assert [fact.name for fact in facts] == ["weekly-report.submitted"]
    assert (facts[0].time, facts[0].person, facts[0].unit) == (datetime(2026, 10, 16, 17, 20), "zhang", "east")
    assert facts[0].get("week") == "2026-W42"
    assert facts[0].source == Source("records/weekly-reports/east/2026-W42/zhang.yaml", ("submitted_at",))


def test_leave_is_a_span_of_days() -> None:
    """From its first minute to its last day."""
    facts = [f for f in facts_of(book_of(leave("zhang", "2026-10-19", "2026-10-21"))) if f.name == "leave.approved"]
    assert [(fact.time, fact.last) for fact in facts] == [(datetime(2026, 10, 19), date(2026, 10, 21))]


def test_each_item_states_one_with_keys_of_its_parents() -> None:
    """``/id`` comes from the record's root, ``unit`` from the item."""
    entry = {
        "fact": "person.post-began",
        "each": "posts",
        "at": "from",
        "person": "/id",
        "unit": "unit",
        "with": ["role"],
    }
    facts = stated("person", entry, person("li", "李娜", "T0002", *POSTS))
    assert [(fact.person, fact.unit, fact.get("role")) for fact in facts] == [
        ("li", "east", "account-manager"),
        ("li", "west", "account-manager"),
    ]
    assert facts[1].source.pointer == ("posts", 1, "from")


def test_a_change_is_stated_for_every_later_item() -> None:
    """One fact for each item but the first, with what was before and after."""
    entry = {"fact": "person.moved", "each": "posts", "at": "from", "change": True, "person": "/id"}
    (fact,) = stated("person", entry, person("li", "李娜", "T0002", *POSTS))
    before, after = fact.attributes["before"], fact.attributes["after"]
    assert isinstance(before, dict)
    assert isinstance(after, dict)
    assert (before["unit"], after["unit"], fact.time) == ("east", "west", datetime(2026, 10, 14))


def test_a_condition_keeps_out_what_does_not_meet_it() -> None:
    """``when`` compares a field with a value."""
    entry = {"fact": "person.in-west", "each": "posts", "at": "from", "person": "/id", "when": {"unit": "west"}}
    assert len(stated("person", entry, person("li", "李娜", "T0002", *POSTS))) == 1


def test_no_time_no_fact() -> None:
    """A field that is not there gives no fact, and no fault."""
    entry = {"fact": "person.left", "each": "posts", "at": "until", "person": "/id"}
    assert [fact.time for fact in stated("person", entry, person("li", "李娜", "T0002", *POSTS))] == [
        datetime(2026, 10, 13)
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-10-13 09:40", datetime(2026, 10, 13, 9, 40)),
        ("2026-10-13", datetime(2026, 10, 13)),
        ("2026-W42", datetime(2026, 10, 12)),
        ("2026-10", datetime(2026, 10, 1)),
        ("2026-02-30", None),
        ("", None),
        (20261013, None),
        (None, None),
    ],
)
def test_moment_of(value: object, expected: datetime | None) -> None:
    """A moment; of a date or a period its first minute; of anything else nothing."""
    assert moment_of(value) == expected


def test_every_kind_s_facts_are_stated_by_the_schemas_own_paths() -> None:
    """Nothing in the demo's calendar and company trips the grammar."""
    names = {fact.name for fact in facts_of(book_of(company()))}
    assert names <= {"calendar.reviewed"}


def test_an_item_timed_by_its_record_cites_itself() -> None:
    """Two visits that take their time from the report as a whole are still two sources."""
    entry = {"fact": "visit.told", "each": "visits", "at": "/submitted_at", "person": "/person", "customer": "customer"}
    visits = "".join(f"\n  - {{on: 2026-10-1{day}, customer: C-00000{day}, confirmed: true}}" for day in (3, 4))
    ((path, text),) = report("zhang", "2026-W42", "2026-10-16 17:20").items()
    facts = stated("weekly-report", entry, {path: text.replace("visits: []", f"visits:{visits}")})
    assert [(fact.customer, fact.source.pointer) for fact in facts] == [
        ("C-000003", ("visits", 0)),
        ("C-000004", ("visits", 1)),
    ]
