"""Who may issue a month's notice, and when; the author of its remarks may not."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.bulletin.gate import why_not_issue
from taizhang.bulletin.material import Material
from taizhang.bulletin.remarks import remarks_of
from tests.bulletin.issued import ISSUED, issued, read, ready
from tests.closing.company import CLOSING, month, sealed

REMARKS = "bulletin-remarks/2026-09.yaml"


def why(files: dict[str, str], who: str = "wu", at: datetime = ISSUED) -> str:
    """Why somebody may not issue September's notice."""
    material = Material(*read(files, at), month())
    person = material.registers.entity("person", who)
    assert person is not None
    return why_not_issue(material, remarks_of(material.book, month()), person)


def test_another_of_marketing_on_the_day_written() -> None:
    assert why(ready()) == ""


def test_the_author_may_not_approve() -> None:
    assert why(ready(), "chen") == "陈静 写的通报说明,须由市场部另一人定稿发文。"
    by_wu = ready()[REMARKS].replace("written_by: chen", "written_by: wu")
    assert why(ready() | {REMARKS: by_wu}, "chen") == ""


def test_nobody_from_outside_marketing_may() -> None:
    assert why(ready(), "boss") == "李娜 那天不在市场部任职,不能定稿发文。"


@pytest.mark.parametrize(
    ("line", "instead", "told"),
    [
        ("number: 市场部〔2026〕9 号\n", "", "2026-09 的通报说明还没有文号。"),
        ("issued_on: 2026-10-13\n", "", "2026-09 的通报说明写的发文日期是 未写,不是 2026-10-13。"),
        ("2026-10-13", "2026-10-14", "2026-09 的通报说明写的发文日期是 2026-10-14,不是 2026-10-13。"),
    ],
)
def test_the_remarks_must_be_ready(line: str, instead: str, told: str) -> None:
    assert why(ready() | {REMARKS: ready()[REMARKS].replace(line, instead)}) == told


def test_not_without_remarks_nor_before_the_month_is_sealed_nor_twice() -> None:
    files = ready()
    del files[REMARKS]
    assert why(files).startswith("2026-09 还没有通报说明")
    files = ready() | {CLOSING: sealed(confirm=False)[CLOSING]}
    assert why(files) == "east 分公司 2026-09 的月结还没有确认,确认以后才能发文。"
    assert why(ready(), at=datetime(2026, 9, 30, 23, 59)) == "2026-09 还没有结束,不能发文。"
    assert why(issued()).startswith("records/bulletins/2026-09.yaml 已由 吴浩 于 2026-10-13 09:00 定稿,不能改写")
