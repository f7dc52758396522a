"""What happened to records: who, before and after, through moves, removals and merges."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.history.history import Status
from taizhang.review.past import LARGEST, Happened
from tests.books import report
from tests.repository import Repository
from tests.review.kept import LIN, NOBODY, REPORT, ZHANG, founded, past, put, request

TEXT = report("zhang", "2026-W42", "2026-10-16 17:20")[REPORT]
MOVED = REPORT.replace("W42", "W43")


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """The founded company."""
    return founded(tmp_path)


def happened(made: Repository, *paths: str) -> list[Happened]:
    """What happened to the records at some paths."""
    return [one for one in past(made).happened() if one.path.removeprefix("records/") in paths]


def test_each_version_with_what_it_was_and_is(made: Repository) -> None:
    put(made, {REPORT: TEXT}, "2026-10-16 17:22", ZHANG)
    put(made, {REPORT: TEXT.replace("平稳", "上升")}, "2026-10-16 17:40", LIN)
    (made.root / "records" / REPORT).unlink()
    made.commit("2026-10-19 09:00", by=NOBODY)
    first, second, last = happened(made, REPORT)
    assert [one.status for one in (first, second, last)] == [Status.LANDED, Status.CHANGED, Status.REMOVED]
    assert [one.authors[0].name for one in (first, second, last)] == ["张伟", "linyong", "过客"]
    assert first.before is None
    assert first.after == second.before
    assert second.after == last.before
    assert (second.after or {})["consumption_behaviour"] == "用量上升。"
    assert last.after is None
    assert all(one.readable for one in (first, second, last))


def test_a_move_with_a_change_is_told_once_where_it_stood(made: Repository) -> None:
    put(made, {REPORT: TEXT}, "2026-10-16 17:22", ZHANG)
    (made.root / "records" / REPORT).unlink()
    put(made, {MOVED: TEXT.replace("平稳", "上升")}, "2026-10-16 18:00", LIN)
    first, second = happened(made, REPORT, MOVED)
    assert (first.path, first.status) == (f"records/{REPORT}", Status.LANDED)
    assert (second.path, second.status) == (f"records/{MOVED}", Status.CHANGED)
    assert second.before == first.after
    assert second.before != second.after


def test_a_record_that_comes_back_begins_anew(made: Repository) -> None:
    put(made, {REPORT: TEXT}, "2026-10-16 17:22", ZHANG)
    (made.root / "records" / REPORT).unlink()
    made.commit("2026-10-16 17:30", by=LIN)
    put(made, {REPORT: TEXT.replace("平稳", "上升")}, "2026-10-16 18:00", ZHANG)
    assert [one.status for one in happened(made, REPORT)] == [Status.LANDED, Status.REMOVED, Status.LANDED]
    assert happened(made, REPORT)[2].before is None


def test_of_a_merge_each_record_has_its_own_authors(made: Repository) -> None:
    made.git("switch", "--quiet", "--create", "request")
    put(made, {REPORT: TEXT}, "2026-10-16 17:00", ZHANG)
    other = report("lin", "2026-W42", "2026-10-16 17:10")
    put(made, other, "2026-10-16 17:10", LIN)
    put(made, {REPORT: TEXT.replace("平稳", "上升")}, "2026-10-16 17:15", LIN)
    made.git("switch", "--quiet", "main")
    name = made.merge("request", "2026-10-16 17:30")
    found = {one.path.rpartition("/")[2]: one for one in happened(made, REPORT, *other)}
    assert sorted(one.name for one in found["zhang.yaml"].authors) == ["linyong", "张伟"]
    assert [one.name for one in found["lin.yaml"].authors] == ["linyong"]
    assert {one.landing.commit for one in found.values()} == {name}


def test_too_large_and_unreadable_is_neither_read_nor_taken_for_nothing(made: Repository) -> None:
    put(made, {REPORT: TEXT}, "2026-10-16 17:22", ZHANG)
    put(made, {REPORT: TEXT + "#" * LARGEST}, "2026-10-16 17:30", ZHANG)
    put(made, {REPORT: "- 1\n"}, "2026-10-16 17:40", ZHANG)
    put(made, {REPORT: TEXT}, "2026-10-16 17:50", ZHANG)
    assert [one.readable for one in happened(made, REPORT)] == [True, False, False, False]


def test_a_company_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    outer = Repository.create(tmp_path)
    inner = founded(tmp_path / "office")
    (tmp_path / "office" / ".git").rename(tmp_path / "set-aside")
    outer.commit("2026-01-02 09:00")
    outer.write(f"office/records/{REPORT}", TEXT)
    outer.commit("2026-10-16 17:22", by=ZHANG)
    outer.write(f"office/records/{REPORT}", TEXT.replace("平稳", "上升"))
    outer.commit("2026-10-16 17:30", by=LIN)
    assert [one.authors[0].name for one in happened(inner, REPORT)] == ["张伟", "linyong"]
    assert happened(inner, REPORT)[1].before != happened(inner, REPORT)[1].after


@pytest.mark.parametrize("name", ["weekly-reports/east/2026-W42/z hang.yaml", "weekly-reports/甲\u3000.yaml"])
def test_a_name_that_git_cannot_be_asked_for(made: Repository, name: str) -> None:
    put(made, {name: TEXT}, "2026-10-16 17:22", ZHANG)
    put(made, {name: TEXT.replace("平稳", "上升")}, "2026-10-16 17:30", ZHANG)
    assert len(happened(made, name)) == 2


def test_requests_are_seen_by_their_merge(made: Repository) -> None:
    name = request(made, {REPORT: TEXT}, "2026-10-16 17:20", LIN, "2026-10-16 17:30")
    assert [one.landing.commit for one in past(made, name).happened()] == [name]
