"""What is shown of a month: what was issued stays, whatever comes to light; anything else is reckoned anew."""

from __future__ import annotations

from taizhang.bulletin import Stage, notice_of, notices_of
from tests.bulletin.issued import ARREARS, ISSUED, LATER, issued, read, ready
from tests.bulletin.notices import words
from tests.closing.company import month


def test_what_comes_to_light_later_does_not_move_it() -> None:
    """Arrears of 28 September, confirmed on 22 October: one entry more if reckoned anew, none as issued."""
    open_still, stays = (notice_of(*read(files | ARREARS, LATER), month()) for files in (ready(), issued()))
    assert "考核制度列明的加减分事件 2 件:" in words(open_still, "praise")
    assert "考核制度列明的加减分事件 1 件:" in words(stays, "praise")
    assert stays.record == "records/bulletin-remarks/2026-09.yaml"


def test_it_is_the_same_the_minute_it_was_issued_and_later() -> None:
    first, later = (notice_of(*read(issued(), at), month()) for at in (ISSUED, LATER))
    assert [words(first, one.id) for one in first.sections] == [words(later, one.id) for one in later.sections]
    assert first.basis == later.basis


def test_the_minute_before_it_is_as_reckoned() -> None:
    before = notice_of(*read(issued(), ISSUED.replace(hour=8, minute=59)), month())
    assert (before.seal, before.since) == (None, ())


def test_every_month_the_latest_first() -> None:
    found = notices_of(*read(issued(), LATER))
    assert [one.month.key for one in found] == ["2026-11", "2026-10", "2026-09"]
    assert [one.stage for one in found] == [Stage.UNFINISHED, Stage.DRAFT, Stage.ISSUED]
