"""Two customers that are one: closed and pointed, nothing renumbered; contacts end and begin anew."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.desk.asked import Unknown
from taizhang.desk.upkeep.edits import edited_book
from taizhang.desk.upkeep.merging import Merging, merging_of
from taizhang.records.book import Book
from tests.books import Texts, company
from tests.desks import ZHANG, customer, desk_book

FIRST, SECOND = "C-000123", "C-000147"
DAY = date(2026, 11, 1)
BOTH = customer(FIRST, "宏远物流", ("2024-03-01", "zhang")) | customer(SECOND, "顺越医药", ("2024-03-01", "zhang"))
CONTACT = 'id: {id}\ncustomer: {customer}\nname: 陈先生\nrole: contact\nphone: "13900000001"\nfrom: {start}\n{more}'


def contact(identity: str, start: str, more: str = "", of: str = SECOND) -> dict[str, str]:
    """Somebody at a customer's."""
    return {
        f"contacts/{identity[:4]}/{identity}.yaml": CONTACT.format(id=identity, customer=of, start=start, more=more)
    }


def merged(*parts: dict[str, str], day: date = DAY) -> tuple[Book, Merging]:
    """The merger of the second into the first."""
    book = desk_book(ZHANG, BOTH, *parts)
    found = merging_of(book, FIRST, "顺越医药", day, "records")
    assert isinstance(found, Merging), found
    return book, found


def test_the_one_gone_is_closed_and_points_to_the_one_kept() -> None:
    _, found = merged()
    (edit,) = found.edits
    assert edit.path.endswith(f"{SECOND}.yaml")
    assert edit.before is not None
    into = f"opened_on: 2024-03-01\nclosed_on: 2026-11-01\nmerged_into: {FIRST}\n"
    assert edit.after.decode() == edit.before.decode().replace("opened_on: 2024-03-01\n", into)
    assert len(found.lines) == 1


def test_contacts_who_are_there_end_and_begin_anew() -> None:
    """One who left stays; one who comes only later changes hands."""
    files = contact("K-00000001", "2024-03-01") | contact("K-00000002", "2024-03-01", "until: 2026-10-01\n")
    files |= contact("K-00000003", "2026-11-01") | contact("K-00000004", "2024-03-01", of=FIRST)
    book, found = merged(files)
    texts = {edit.path: edit.after.decode() for edit in found.edits[1:]}
    old, later = "records/contacts/K-00/K-00000001.yaml", "records/contacts/K-00/K-00000003.yaml"
    (new,) = set(texts) - {old, later}
    assert texts[old].endswith("from: 2024-03-01\nuntil: 2026-10-31\n")
    assert f"customer: {SECOND}\n" in texts[old]
    assert f"customer: {FIRST}\n" in texts[later]
    assert f"customer: {FIRST}\n" in texts[new]
    assert 'phone: "13900000001"\nfrom: 2026-11-01\n' in texts[new]
    assert "until" not in texts[new]
    every = {path.removeprefix("records/"): book.content(path) for path in (one.path for one in book)}
    changed, problems = edited_book(Texts(every), book, found.edits, "records")
    assert problems == ()
    assert [one.text("merged_into") for one in changed.of("customer")] == ["", FIRST]


def test_in_the_middle_of_a_month_it_is_told_what_that_means() -> None:
    _, found = merged(day=date(2026, 11, 14))
    assert "不是月初" in found.lines[1]


def test_contacts_kept_elsewhere_are_told() -> None:
    files = company() | {"company.yaml": company()["company.yaml"] + "kept_elsewhere: [contact]\n"}
    _, found = merged(files)
    assert "联系人另处存放" in found.lines[-1]


@pytest.mark.parametrize(
    ("keep", "gone", "more", "said"),
    [
        (FIRST, FIRST, "", "不必并"),
        (FIRST, "C-999999", "", "没有“C-999999”这个客户"),
        (FIRST, SECOND, "closed_on: 2026-10-01\n", "已经在 2026-10-01 销档"),
        (FIRST, SECOND, f"closed_on: 2026-10-01\nmerged_into: {FIRST}\n", f"已经并入 {FIRST}"),
        (SECOND, FIRST, f"closed_on: 2026-10-01\nmerged_into: {FIRST}\n", f"已经并入 {FIRST}"),
    ],
)
def test_what_cannot_be_is_said(keep: str, gone: str, more: str, said: str) -> None:
    files = customer(SECOND, "顺越医药", ("2024-03-01", "zhang"), more=more)
    found = merging_of(desk_book(ZHANG, BOTH, files), keep, gone, DAY, "records")
    assert isinstance(found, Unknown)
    assert said in found.text


def test_of_two_kinds_before_either_began_and_in_nobodys_hands() -> None:
    """Every reason at once."""
    other = {path: text.replace("kind: group", "kind: individual") for path, text in BOTH.items() if SECOND in path}
    late = customer(FIRST, "宏远物流", ("2026-12-01", "zhang"))
    found = merging_of(desk_book(ZHANG, BOTH, other, late), FIRST, SECOND, date(2024, 3, 1), "records")
    assert isinstance(found, Unknown)
    assert len(found.text.splitlines()) == 4
