"""What became of an issued notice's month: only what came after it and by now, apart from its text."""

from __future__ import annotations

from datetime import datetime

from taizhang.bulletin import notice_of
from taizhang.bulletin.notice import Bulletin, Paragraph
from taizhang.bulletin.sentences import spelt
from tests.bulletin.issued import LATER, issued, read
from tests.bulletin.notices import OCTOBER
from tests.closing.company import correction, month
from tests.publish.demo import demo_view


def told(notice: Bulletin) -> list[str]:
    """The lines of what came later, without the lead."""
    assert spelt(notice.since[0].parts).startswith("不属于通报正文。")  # type: ignore[union-attr]
    return [spelt(one.parts) for one in notice.since[1:] if isinstance(one, Paragraph)]


def test_nothing_came() -> None:
    assert told(notice_of(*read(issued(), LATER), month())) == ["通报定稿以后没有变化。"]


def test_a_correction_from_its_minute_on() -> None:
    """Approved on 12 November 15:30."""
    files = issued() | correction()
    before, then = (
        told(notice_of(*read(files, at), month()))
        for at in (datetime(2026, 11, 12, 15, 29), datetime(2026, 11, 12, 15, 30))
    )
    assert before == ["通报定稿以后没有变化。"]
    assert then == ["east 分公司张伟的 2026-09 考核于 2026-11-12 冲正。"]


def test_the_demo_s_october() -> None:
    october = next(one for one in demo_view().bulletins if one.month == OCTOBER)
    lines = told(october)
    assert "城西分公司苏娟对 2026-10 考核于 2026-11-12 提出申诉。" in lines
    assert "城东分公司赵敏对 2026-10 考核的申诉,2026-11-12 裁决:部分成立。" in lines
    assert not any("赵敏" in line and "提出申诉" in line for line in lines), "hers was there before the notice"
