"""Whom Git's names mean, and who may change which record."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from taizhang.facts.posts import LEADING
from taizhang.facts.registers import Registers
from taizhang.review.people_in_git import KEEPING, OFFICIAL, WORKING, WRITERS, Organisation, People
from tests.books import book_of, person, schemas
from tests.review.kept import ACCOUNT, company

DAY = date(2026, 10, 16)
CUSTOMER = """\
id: C-000001
name: 宏远物流
kind: group
opened_on: 2026-01-01
owners:
  - {from: 2026-01-01, until: 2026-09-30, person: zhang, why: 新开户}
  - {from: 2026-10-01, person: lin, why: 调整}
"""
REPORT: dict[str, Any] = {"person": "zhang", "unit": "east"}
RULING: dict[str, Any] = {"person": "zhang", "unit": "east", "decided_by": "chen"}


@cache
def organisation() -> Organisation:
    """Who may, in the company of the tests."""
    files = company() | {"customers/C-000/C-000001.yaml": CUSTOMER}
    return Organisation(book_of(files))


def may(who: str, kind: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Whether somebody may on 16 October."""
    return organisation().may(who, DAY, schemas().kinds[kind], before, after)


def test_every_role_and_every_kind_named_is_one() -> None:
    roles = schemas().kinds["person"].schema["$defs"]["role"]["enum"]
    assert sorted([*LEADING, *KEEPING, *WORKING]) == sorted(roles)
    assert set(schemas().kinds) >= OFFICIAL
    known = {one.pattern[-1] for kind in schemas().kinds.values() for one in kind.references if one.kind == "person"}
    assert known >= WRITERS


@pytest.mark.parametrize(
    ("name", "mail", "who"),
    [
        ("张伟", "whoever@example.com", "zhang"),
        ("x", "linyong@example.com", "lin"),
        ("LinYong", "x@example.com", "lin"),
        ("x", "12345+chenjing@users.noreply.example.com", "chen"),
        ("张伟", "linyong@example.com", ""),
        ("过客", "x@example.com", ""),
        ("", "", ""),
    ],
)
def test_whom_a_name_means(name: str, mail: str, who: str) -> None:
    found = People(Registers(book_of(company()))).find(name, mail)
    assert (found.id if found else "") == who


def test_of_two_with_one_name_the_account_tells() -> None:
    files = company() | person("zhang-2", "张伟", "T0099", ("2026-01-01", "", "west"))
    files["people/zhang-2.yaml"] += ACCOUNT.format("zhangwei2")
    people = People(Registers(book_of(files)))
    assert people.find("张伟", "x@example.com") is None
    found = people.find("x", "zhangwei2@example.com")
    assert found
    assert found.id == "zhang-2"


@pytest.mark.parametrize(
    ("who", "kind", "data", "allowed"),
    [
        ("zhang", "weekly-report", REPORT, True),
        ("lin", "weekly-report", REPORT, False),
        ("boss", "weekly-report", REPORT, True),
        ("far", "weekly-report", REPORT, False),
        ("chen", "weekly-report", REPORT, True),
        ("nobody", "weekly-report", REPORT, False),
        ("zhang", "ruling", RULING, False),
        ("boss", "ruling", RULING, False),
        ("chen", "ruling", RULING, True),
        ("boss", "closing", {"unit": "east", "submitted_by": "boss"}, True),
        ("far", "closing", {"unit": "east", "submitted_by": "boss"}, False),
        ("zhang", "breach", {"person": "zhang", "unit": "east", "recorded_by": "boss"}, False),
        ("chen", "calendar", {"year": "2027"}, True),
        ("boss", "calendar", {"year": "2027"}, False),
        ("lin", "customer", {"owners": [{"from": "2026-01-01", "person": "lin"}]}, True),
        ("zhang", "contact", {"customer": "C-000001"}, False),
        ("lin", "contact", {"customer": "C-000001"}, True),
        ("boss", "contact", {"customer": "C-000001"}, True),
        ("far", "contact", {"customer": "C-000001"}, False),
        ("zhang", "person", {"id": "zhang", "posts": [{"from": "2026-01-01", "unit": "east", "role": "staff"}]}, False),
        ("chen", "person", {"id": "zhang", "posts": [{"from": "2026-01-01", "unit": "east", "role": "staff"}]}, True),
    ],
)
def test_who_may(who: str, kind: str, data: dict[str, Any], *, allowed: bool) -> None:
    assert may(who, kind, None, data) is allowed
    assert may(who, kind, data, data | {"note": "x"}) is allowed
    assert may(who, kind, data, None) is allowed


def test_a_record_does_not_become_ones_own_by_writing_oneself_into_it() -> None:
    assert not may("lin", "weekly-report", REPORT, REPORT | {"person": "lin"})
    assert not may("far", "weekly-report", REPORT, REPORT | {"unit": "west"})
    assert not may("boss", "weekly-report", REPORT | {"unit": "west"}, REPORT)


def test_whoever_takes_part_signs_for_himself() -> None:
    kept = {"keeper": "boss", "unit": "east", "movements": [{"taken_by": "zhang", "at": "2026-10-01 09:00"}]}
    taken = kept | {"movements": [*kept["movements"], {"taken_by": "lin", "at": "2026-10-02 09:00"}]}
    assert may("lin", "custody", kept, taken)
    assert not may("zhang", "custody", kept, taken)


def test_a_post_that_ended_gives_no_right() -> None:
    files = company()
    files["people/boss.yaml"] = files["people/boss.yaml"].replace("unit: east", "until: 2026-09-30, unit: east")
    left = Organisation(book_of(files))
    assert not left.may("boss", DAY, schemas().kinds["weekly-report"], None, REPORT)
    assert left.may("boss", date(2026, 9, 30), schemas().kinds["weekly-report"], None, REPORT)
