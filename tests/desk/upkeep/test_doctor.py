"""What a company's records lack: each is told with what to do, and is silent once it is there."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.desk.upkeep.doctor import SHOWN, Level, lack, lacks_of, text_of
from tests.books import COMPANY, UNIT, book_of, posts
from tests.desks import customer

NOW = datetime(2026, 10, 14, 9, 0)
CALENDAR = """\
year: {year}
source: {{title: 通知, issued_on: 2025-11-04}}
entered_by: {by}
reviewed_by: li
reviewed_on: 2026-08-20
holidays: []
workdays: []
"""
PERSON = """\
id: {id}
name: {name}
pinyin: a b
employee_number: T{number:04d}
posts:
{posts}
accounts:
  - {{forge: gitea, login: {id}}}
"""


def person(identity: str, name: str, number: int, *spans: tuple[str, str, str], role: str = "supervisor") -> str:
    """A person with an account."""
    held = posts(*spans).replace("account-manager", role)
    return PERSON.format(id=identity, name=name, number=number, posts=held)


def well() -> dict[str, str]:
    """A company that lacks nothing."""
    everybody = [("2026-01-01", "", "east")]
    return {
        "company.yaml": COMPANY,
        "units/east.yaml": UNIT.format(id="east", name="城东", kind="company"),
        "people/li.yaml": person("li", "李娜", 1, *everybody),
        "people/zhang.yaml": person("zhang", "张伟", 2, *everybody, role="account-manager"),
        "calendar/2026.yaml": CALENDAR.format(year=2026, by="zhang"),
        "calendar/2027.yaml": CALENDAR.format(year=2027, by="zhang"),
        **customer("C-000001", "宏远", ("2026-01-01", "zhang")),
    }


def told(files: dict[str, str], now: datetime = NOW) -> list[str]:
    """The ids of what is missing."""
    return [one.id for one in lacks_of(book_of(files), now)]


def test_a_company_that_lacks_nothing() -> None:
    assert told(well()) == []
    assert list(text_of(())) == ["都齐全。"]


@pytest.mark.parametrize(
    ("path", "text", "missing"),
    [
        ("company.yaml", "", ["company"]),
        ("company.yaml", COMPANY.replace("2026-01-01 00:00", "2026-12-01 00:00"), ["since-ahead"]),
        ("company.yaml", COMPANY + "as_of: 2026-10-14 09:00\n", ["pinned"]),
        ("company.yaml", COMPANY + "kept_elsewhere: [contact]\n", ["elsewhere"]),
        ("calendar/2026.yaml", "", ["calendar"]),
        ("calendar/2026.yaml", CALENDAR.format(year=2026, by="admin"), ["calendar-review", "stubs"]),
        ("people/li.yaml", "", ["heads"]),
        ("people/zhang.yaml", "", ["owner-left"]),
        ("people/zhang.yaml", person("zhang", "张伟", 2, ("2026-01-01", "2026-10-13", "east")), ["owner-left"]),
    ],
)
def test_each_thing_missing_is_told(path: str, text: str, missing: list[str]) -> None:
    files = well() | {path: text}
    if not text:
        del files[path]
    if missing[-1] == "stubs":
        files["people/admin.yaml"] = person("admin", "待填管理员", 3, ("2026-01-01", "", "east"), role="hr-clerk")
    assert told(files) == missing


def test_next_years_calendar_is_missed_from_november() -> None:
    files = well()
    del files["calendar/2027.yaml"]
    assert told(files, datetime(2026, 10, 31, 23, 59)) == []
    assert told(files, datetime(2026, 11, 1)) == ["calendar-next"]


def test_people_without_accounts_are_counted_and_the_first_named() -> None:
    files = well()
    spans = ("2026-01-01", "", "east")
    for number in range(10, 12 + SHOWN):
        bare = person(f"p{number}", f"人{number}", number, spans, role="hr-clerk").partition("accounts:")[0]
        files[f"people/p{number}.yaml"] = bare
    (one,) = lacks_of(book_of(files), NOW)
    assert (one.id, one.level) == ("accounts", Level.MISSING)
    assert "有 10 人" in one.message
    assert "人17(p17)等 10 个" in one.message
    assert "p18" not in one.message


def test_a_head_in_a_unit_above_will_do() -> None:
    files = well()
    files["units/north.yaml"] = UNIT.format(id="north", name="城北", kind="branch") + "parent: east\n"
    files["people/zhao.yaml"] = person("zhao", "赵", 4, ("2026-01-01", "", "north"), role="account-manager")
    assert told(files) == []


def test_customers_without_anybody_are_told_and_closed_ones_are_not() -> None:
    files = well() | customer("C-000002", "无人", ("2026-12-01", "zhang"))
    assert told(files) == ["unowned"]
    files |= customer("C-000002", "无人", ("2026-12-01", "zhang"), more="closed_on: 2026-10-14\n")
    assert told(files) == []


def test_what_has_to_be_done_stands_before_what_is_good_to_know() -> None:
    lines = list(text_of([lack("pinned", Level.NOTE, pinned="x"), lack("nobody")]))
    assert [line[:1] for line in lines] == ["缺", " ", "知", " ", "有"]
    assert list(text_of([lack("pinned", Level.NOTE, pinned="x")]))[-1] == "都齐全;另有 1 件供知悉。"
