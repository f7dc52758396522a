"""A commit as a landing: whose time counts, and what is told about the rest."""

from __future__ import annotations

from datetime import datetime

import pytest

from taizhang.history.landing import Approval, Commit, Landing, Note, instant, landing_of

OFFSET = "+08:00"
COMMITTED = datetime(2026, 10, 19, 9, 0)
SECONDS = 1792371659  # 2026-10-19 09:00:59 +08:00


def landed(trailers: str, *, merge: bool = True, seconds: int | None = SECONDS, squashes: bool = False) -> Landing:
    return landing_of(Commit("c1", seconds, merge=merge, trailers=trailers), OFFSET, squashes=squashes)


def test_without_trailers_the_committer_date_counts_to_the_minute() -> None:
    assert landed("") == Landing(COMMITTED, "c1")


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-16T17:05:00+08:00",
        "2026-10-16T17:05:59.999+08:00",
        "2026-10-16T09:05:00Z",
        "2026-10-16 17:05:30 +0800",
        "2026-10-16T18:05+09:00",
        "2026-10-16 17:05",
    ],
)
def test_the_trailer_counts_before_the_committer_date(text: str) -> None:
    found = landed(f"Submitted-At: {text}\nSubmitted-By: 张伟 <zhang@example.com>")
    assert found.moment == found.submitted_at == datetime(2026, 10, 16, 17, 5)
    assert found.submitted_by == "张伟 <zhang@example.com>"
    assert found.notes == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天",
        "2026-10-16",
        "2026-10-16T17:05:00",
        "2026-10-16 17:05:00",
        "2026-13-16T17:05:00+08:00",
        "2026-10-16T24:05:00+08:00",
        "2026-10-16T17:05:00+99:00",
        "2026-10-16 25:05",
        "1776-07-04T12:00:00Z",
        "9999-12-31T23:59:59-12:00",
        "2026-W42-5T17:05:00Z",
    ],
)
def test_a_malformed_time_gives_way_to_the_committer_date_and_is_told(text: str) -> None:
    found = landed(f"Submitted-At: {text}")
    assert (found.moment, found.submitted_at) == (COMMITTED, None)
    assert found.notes == (Note.SUBMITTED_AT_MALFORMED,)


def test_a_submission_cannot_follow_its_merge() -> None:
    assert landed("Submitted-At: 2026-10-19 09:11").notes == (Note.SUBMITTED_AT_LATER,)
    assert landed("Submitted-At: 2026-10-19 09:11").moment == COMMITTED
    assert landed("Submitted-At: 2026-10-19 09:10").moment == datetime(2026, 10, 19, 9, 10)


def test_of_several_times_the_latest_counts() -> None:
    found = landed("Submitted-At: 2026-10-16 18:00\nSubmitted-At: 2026-10-16 17:00")
    assert found.moment == datetime(2026, 10, 16, 18, 0)
    assert found.notes == (Note.SUBMITTED_AT_REPEATED,)


def test_trailers_of_an_ordinary_commit_are_its_authors_own_words() -> None:
    text = "Submitted-At: 2026-10-16 17:00\nApproved-By: 王芳 <wang@example.com>"
    found = landed(text, merge=False)
    assert found == Landing(COMMITTED, "c1", notes=(Note.TRAILERS_OUTSIDE_MERGE,))
    assert landed(text, merge=False, squashes=True) == landed(text)


def test_approvals_in_their_order_each_with_its_time() -> None:
    found = landed(
        "Approved-By: 王芳 <wang@example.com>\n"
        "Approved-At: 2026-10-17T10:00:00+08:00\n"
        "approved-by: Li Na <li@example.com>\n",
    )
    assert found.approved == (
        Approval("王芳", "wang@example.com", datetime(2026, 10, 17, 10, 0)),
        Approval("Li Na", "li@example.com"),
    )
    assert found.notes == ()


@pytest.mark.parametrize(
    "person", ["王芳", "<wang@example.com>", "王芳 <>", "王芳 <a@b> <c@d>", "王芳 wang@example.com"]
)
def test_an_approver_without_name_or_mail_is_none(person: str) -> None:
    found = landed(f"Approved-By: {person}\nApproved-At: 2026-10-17 10:00")
    assert found.approved == ()
    assert found.notes == (Note.APPROVED_BY_MALFORMED, Note.APPROVED_AT_MALFORMED)


def test_a_time_of_approval_needs_its_approver() -> None:
    found = landed(
        "Approved-At: 2026-10-17 10:00\n"
        "Approved-By: 王芳 <wang@example.com>\n"
        "Approved-At: soon\n"
        "Approved-At: 2026-10-18 10:00",
    )
    assert found.approved == (Approval("王芳", "wang@example.com"),)
    assert found.notes == (Note.APPROVED_AT_MALFORMED,)


@pytest.mark.parametrize("seconds", [None, 0, 7_258_118_400, 99_999_999_999_999])
def test_an_unreadable_date_is_none_unless_a_trailer_tells_one(seconds: int | None) -> None:
    assert landed("", seconds=seconds) == Landing(None, "c1", notes=(Note.DATE_UNREADABLE,))
    assert landed("Submitted-At: 2026-10-16 17:05", seconds=seconds).moment == datetime(2026, 10, 16, 17, 5)


def test_a_date_that_runs_backwards_is_told() -> None:
    found = landing_of(Commit("c1", SECONDS, backwards=True), OFFSET)
    assert found == Landing(COMMITTED, "c1", notes=(Note.DATE_BACKWARDS,))


def test_an_instant_is_told_in_the_companys_time() -> None:
    assert instant("2026-12-31T23:30:00Z", "+08:00") == datetime(2027, 1, 1, 7, 30)
    assert instant("2026-12-31 23:30", "-05:00") == datetime(2026, 12, 31, 23, 30)


def test_an_offset_that_is_none_is_the_programmes_fault() -> None:
    with pytest.raises(ValueError, match="UTC offset"):
        landing_of(Commit("c1", SECONDS), "Shanghai")


@pytest.mark.parametrize("day", ["1970-01-01", "1970-01-02", "2024-02-29", "2026-10-16", "2199-12-29", "2199-12-31"])
@pytest.mark.parametrize("time", ["00:00", "07:59:59", "17:05:00", "23:59"])
def test_the_companys_own_offset_is_told_as_any_other(day: str, time: str) -> None:
    """In the usual form it is read off the text, in any other reckoned."""
    assert instant(f"{day}T{time}+08:00", "+08:00") == instant(f"{day}T{time}+0800", "+08:00")


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-16T24:05:00+08:00",
        "2026-10-16T17:60+08:00",
        "2026-02-29T17:05+08:00",
        "0001-01-01T00:00+08:00",
        "2200-01-01T17:05+08:00",
        "2026-10-16T17:05:60+08:00",
    ],
)
def test_a_time_that_cannot_be_is_none(text: str) -> None:
    assert instant(text, "+08:00") is None
