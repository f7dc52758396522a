"""Audiences are the company's data; what it does not name is as usual."""

from __future__ import annotations

from taizhang.publish.audience import STAFF, USUAL, Audience, audiences
from tests import books
from tests.books import COMPANY

EDITIONS = """\
editions:
  - {id: management, title: 领导版, roles: [总经理], sees: [commercial, pay]}
  - {id: staff-east, title: 城东版, sees: [commercial], unit: east}
"""


def test_a_company_that_names_none_has_the_usual() -> None:
    assert list(audiences(books.book_of(dict(books.company()))).values()) == list(USUAL)


def test_what_the_company_names_is_as_it_says() -> None:
    files = books.company() | {"company.yaml": COMPANY + EDITIONS}
    book = books.book_of(files)
    assert [one for one in book.problems if one.path.endswith("company.yaml")] == []
    found = audiences(book)
    assert list(found) == ["staff", "marketing", "hr", "management", "staff-east"]
    assert found["staff"] is STAFF
    assert found["management"] == Audience("management", "领导版", frozenset({"commercial", "pay"}))
    assert found["staff-east"].unit == "east"


def test_what_is_internal_everybody_sees() -> None:
    nobody = Audience("x", "x", frozenset())
    assert nobody.may_see("internal")
    assert not nobody.may_see("commercial")
    assert STAFF.may_see("commercial")
    assert not STAFF.may_see("personal")
