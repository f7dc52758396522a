"""Attachments: told by name, digest and place; a file that was changed is told, whatever it is called now."""

from __future__ import annotations

import hashlib

import pytest

from taizhang.desk.asked import Unknown
from taizhang.desk.upkeep.attachments import attached_in, attached_to, compared, entry_of, told
from taizhang.desk.upkeep.edits import Edit
from taizhang.publish.pages import all_pages
from taizhang.records.book import Book
from tests.books import book_of, company
from tests.desks import HONGYUAN, ZHANG, desk_book
from tests.publish import companies

PATH = "records/incidents/east/2026-10/2026-10-12-award.yaml"
INCIDENT = """\
id: 2026-10-12-award
person: zhang
unit: east
type: award-won
on: 2026-10-12
what: 获奖
evidence: 表彰通报
recorded_by: zhang
submitted_at: 2026-10-12 17:00
"""


def digest(text: str) -> str:
    """The digest of some bytes, as ``sha256sum`` tells it."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def book_with(more: str) -> Book:
    """A company with an incident."""
    return desk_book(ZHANG, HONGYUAN, {PATH.removeprefix("records/"): INCIDENT + more})


ONE = entry_of("证书.pdf", "档案/城东/证书.pdf", digest("one"))
LISTED = f'attachments:\n  - name: 证书.pdf\n    digest: "{digest("one")}"\n    kept_at: 档案/城东/证书.pdf\n'


@pytest.mark.parametrize("before", ["", "attachments: []\n"])
def test_a_list_begins_and_grows(before: str) -> None:
    first = attached_to(book_with(before), PATH, ONE)
    assert isinstance(first, Edit)
    assert LISTED in first.after.decode()
    again = book_of({PATH.removeprefix("records/"): first.after})
    second = attached_to(again, PATH, entry_of("照片", "档案", digest("two")))
    assert isinstance(second, Edit)
    assert second.after.decode().count("  - name: ") == 2
    assert [one.name for one in attached_in(book_of({PATH.removeprefix("records/"): second.after}))] == [
        "证书.pdf",
        "照片",
    ]


def test_the_same_file_is_attached_once() -> None:
    found = attached_to(book_with(LISTED), PATH, entry_of("别名", "别处", digest("one")))
    assert isinstance(found, Unknown)
    assert "已经附过这个文件:证书.pdf" in found.text


@pytest.mark.parametrize(
    ("path", "said"), [("records/none.yaml", "没有 records/none.yaml"), ("records/company.yaml", "没有附件一栏")]
)
def test_what_cannot_have_one(path: str, said: str) -> None:
    found = attached_to(book_with(""), path, ONE)
    assert isinstance(found, Unknown)
    assert said in found.text


def test_what_became_of_the_files() -> None:
    """The same under any name; changed under its own; gone; never digested; and files that nobody told of."""
    more = LISTED + "".join(
        f'  - name: {name}\n    digest: "{digest(name)}"\n    kept_at: 档案/{name}\n' for name in ("照片", "信", "没了")
    )
    more += "  - {name: 旧的, kept_at: 柜子}\n"
    listed = tuple(attached_in(book_with(more)))
    assert len(listed) == 5
    found = compared(
        listed, {"改了名.pdf": digest("one"), "照片.jpg": digest("x"), "信": digest("y"), "别的": digest("z")}
    )
    assert [one.name for one in found.same] == ["证书.pdf"]
    assert [(one.name, file) for one, file in found.changed] == [("照片", "照片.jpg"), ("信", "信")]
    assert [one.name for one in found.missing] == ["没了"]
    assert [one.name for one in found.untold] == ["旧的"]
    assert found.unknown == ("别的",)
    assert not found.agrees
    assert list(told(found))[-1] == "相符 1 个,换过 2 个,缺 1 个,无摘要 1 个,多出 1 个。"


def test_a_folder_that_holds_all_of_them_agrees() -> None:
    listed = tuple(attached_in(book_with(LISTED)))
    assert compared(listed, {"a": digest("one")}).agrees
    assert compared((), {"a": digest("one")}).agrees


def test_the_records_page_shows_name_digest_and_place() -> None:
    files = {**company(), **ZHANG, **HONGYUAN, PATH.removeprefix("records/"): INCIDENT + LISTED}
    pages = {page.address: repr(page) for page in all_pages(companies.maker_of(files, faults=True))}
    shown = pages["records/incidents.east.2026-10.2026-10-12-award/"]
    assert all(text in shown for text in ("证书.pdf", digest("one"), "档案/城东/证书.pdf"))


def test_what_only_looks_like_one_is_none() -> None:
    """A paper is kept somewhere too, a contract as well; neither is an attachment."""
    assert list(attached_in(book_with("paper: {kept_at: 柜子, locked: true}\n"))) == []
