"""What people wrote for a month's notice, and what the schema lets them write about."""

from __future__ import annotations

from datetime import date

from taizhang.bulletin.assemble import NEXT_MONTH, SECTIONS
from taizhang.bulletin.remarks import Remarks, remarks_of
from taizhang.bulletin.sentences import say
from tests.books import book_of, company, schemas
from tests.bulletin.notices import OCTOBER

WRITTEN = """\
month: 2026-10
number: 市场部〔2026〕10 号
issuer: telecom
written_by: zhang
issued_on: 2026-11-05
addressees: [各分公司, 人力资源部]
remarks:
  - {section: meetings, text: 第一段}
  - {section: scores, text: 得分}
  - {section: meetings, text: 第二段}
next_month: [要求一, 要求二]
"""


def test_what_was_written() -> None:
    book = book_of(company() | {"bulletin-remarks/2026-10.yaml": WRITTEN})
    found = remarks_of(book, OCTOBER)
    assert (found.number, found.issuer, found.issued) == ("市场部〔2026〕10 号", "telecom", date(2026, 11, 5))
    assert found.addressees == ("各分公司", "人力资源部")
    assert found.on("meetings") == ("第一段", "第二段")
    assert found.on("overall") == ()
    assert found.next_month == ("要求一", "要求二")
    assert found.path == "records/bulletin-remarks/2026-10.yaml"


def test_nobody_wrote_any_for_another_month() -> None:
    book = book_of(company() | {"bulletin-remarks/2026-10.yaml": WRITTEN})
    assert remarks_of(book, OCTOBER.next()) == Remarks()
    assert Remarks().on("overall") == ()


def test_the_schema_names_the_sections_that_there_are() -> None:
    """A remark on a section that the notice does not have would be lost."""
    items = schemas().kinds["bulletin-remarks"].schema["properties"]["remarks"]["items"]
    section = items["properties"]["section"]
    names = [*SECTIONS, NEXT_MONTH]
    assert section["enum"] == names
    assert section["enumDescriptions"] == [say(f"section.{name}") for name in names]
