"""What Git's past says against the records, on real repositories of several people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import leave, report
from tests.repository import Repository
from tests.review.kept import (
    BOT,
    CHEN,
    GRADES,
    LI,
    LIN,
    NOBODY,
    REPORT,
    ZHANG,
    audit,
    company,
    founded,
    put,
    request,
    rules,
    told,
)

W42 = report("zhang", "2026-W42", "2026-10-16 17:20")
LEAVE = "leaves/east/zhang/2026-10-19.yaml"
ASKED = leave("zhang", "2026-10-19", "2026-10-19")
APPROVED_BY = "Approved-By: {}"


@pytest.fixture
def made(tmp_path: Path) -> Repository:
    """The founded company."""
    return founded(tmp_path)


def test_own_work_handed_in_on_time_is_nothing_to_look_at(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", ZHANG)
    put(made, {REPORT: W42[REPORT].replace("平稳", "上升")}, "2026-10-16 17:40", ZHANG)
    put(made, {REPORT: W42[REPORT].replace("平稳", "下降")}, "2026-10-17 09:00", LI)
    found = audit(made)
    assert found.findings == ()
    assert not found.unknown
    assert found.early == len(company())


def test_what_landed_before_git_counts_is_counted_and_not_judged(made: Repository) -> None:
    found = audit(made)
    assert (found.findings, found.commits, found.records) == ((), 1, len(company()))
    assert found.early == found.records


def test_a_time_typed_back_and_one_typed_ahead(made: Repository) -> None:
    put(made, W42, "2026-10-19 09:00", ZHANG)
    put(made, report("lin", "2026-W43", "2026-10-23 17:00"), "2026-10-20 09:00", LIN)
    found = audit(made)
    assert rules(found) == ["backdated", "ahead"]
    ((path, text),) = told(found, "backdated")
    assert path == REPORT
    assert text.startswith("填写的是 2026-10-16 17:20,Git 里最早出现于 2026-10-19 09:00")
    ((path, text),) = told(found, "ahead")
    assert "2026-10-20 09:00 就已在 Git 里" in text


def test_a_day_is_no_time_at_which_somebody_typed(made: Repository) -> None:
    put(made, {"people/zhang.yaml": company()["people/zhang.yaml"] + GRADES}, "2026-10-19 09:00", CHEN)
    assert audit(made).findings == ()


def test_the_day_before_is_within_the_trust(made: Repository) -> None:
    put(made, W42, "2026-10-17 17:20", ZHANG)
    assert audit(made).findings == ()
    put(made, report("lin", "2026-W42", "2026-10-16 17:19"), "2026-10-17 17:20", LIN)
    assert rules(audit(made)) == ["backdated"]


def test_a_time_moved_back_later_is_told_also_within_the_trust(made: Repository) -> None:
    put(made, report("zhang", "2026-W42", "2026-10-16 18:05"), "2026-10-16 18:07", ZHANG)
    put(made, W42, "2026-10-17 09:00", ZHANG)
    put(made, report("zhang", "2026-W42", "2026-10-17 08:55"), "2026-10-17 09:10", ZHANG)
    found = audit(made)
    assert rules(found) == ["earlier"]
    assert told(found, "earlier") == [(REPORT, "张伟把“提交时间”从 2026-10-16 18:05 改成 2026-10-16 17:20")]


def test_a_colleague_may_not_change_it(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", ZHANG)
    put(made, {REPORT: W42[REPORT].replace("平稳", "上升")}, "2026-10-16 18:00", LIN)
    assert told(audit(made), "foreign") == [(REPORT, "林勇修改了这份周报")]


def test_a_record_taken_over_is_not_ones_own(made: Repository) -> None:
    put(made, {REPORT: W42[REPORT]}, "2026-10-16 17:22", ZHANG)
    put(made, {REPORT: W42[REPORT].replace("person: zhang", "person: lin")}, "2026-10-16 18:00", LIN)
    assert told(audit(made), "foreign") == [(REPORT, "林勇修改了这份周报")]


def test_a_manager_may_not_change_a_rulebook_and_the_department_may(made: Repository) -> None:
    rulebook = {"rulebooks/telecom/x.yaml": "book: telecom\npart: x\ntitle: 甲\n"}
    put(made, rulebook, "2026-10-16 17:22", CHEN)
    assert audit(made).findings == ()
    put(made, {name: text + "from: 2026-10-01\n" for name, text in rulebook.items()}, "2026-10-16 18:00", ZHANG)
    assert told(audit(made), "foreign") == [("rulebooks/telecom/x.yaml", "张伟修改了这份规则集")]


def test_unknown_authors_are_counted_and_not_accused(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", NOBODY)
    found = audit(made)
    assert found.findings == ()
    assert found.unknown == {("过客", "someone@example.com"): 1}


def test_the_authors_of_a_merge_are_those_of_the_commits_it_brought(made: Repository) -> None:
    request(made, W42, "2026-10-16 17:20", LIN, "2026-10-16 17:30", APPROVED_BY.format(LI))
    assert told(audit(made), "foreign") == [(REPORT, "林勇新写了这份周报")]


@pytest.mark.parametrize("who", [ZHANG, "张伟 <elsewhere@example.com>"])
def test_a_request_approved_by_its_author(made: Repository, who: str) -> None:
    name = request(made, W42, "2026-10-16 17:20", ZHANG, "2026-10-16 17:30", APPROVED_BY.format(who))
    found = audit(made)
    assert [(one.rule, one.path, one.commit) for one in found.findings] == [("merge-approval", "", name)]
    assert found.findings[0].text == "张伟批准了自己的请求"


def test_a_request_of_unknown_people_approved_by_who_handed_it_in(made: Repository) -> None:
    trailers = f"Submitted-By: {NOBODY}\nApproved-By: 过客 <SomeOne@example.com>"
    request(made, W42, "2026-10-16 17:20", BOT, "2026-10-16 17:30", trailers)
    assert rules(audit(made)) == ["merge-approval"]


def test_ones_own_leave_approved_by_oneself(made: Repository) -> None:
    put(made, {LEAVE: ASKED[LEAVE].replace("boss", "zhang")}, "2026-10-19 08:20", LI)
    assert told(audit(made), "own-approval") == [(LEAVE, "批准人:张伟批的是自己的事")]


def test_an_approval_typed_by_who_asked_for_it(made: Repository) -> None:
    put(made, ASKED, "2026-10-19 08:20", ZHANG)
    assert told(audit(made), "typed-approval") == [(LEAVE, "批准人写的是李娜,由申请人张伟自己写上")]


def test_an_approval_typed_by_who_asked_but_approved_in_git(made: Repository) -> None:
    request(made, ASKED, "2026-10-19 08:20", ZHANG, "2026-10-19 09:00", APPROVED_BY.format(LI))
    assert audit(made).findings == ()


def test_an_approval_typed_by_the_approver(made: Repository) -> None:
    put(made, ASKED, "2026-10-19 08:20", LI)
    assert audit(made).findings == ()


def test_an_entry_of_a_list_that_only_grows_was_altered(made: Repository) -> None:
    zhang = company()["people/zhang.yaml"]
    put(made, {"people/zhang.yaml": zhang + GRADES}, "2026-10-16 09:00", CHEN)
    more = zhang + GRADES + "  - {from: 2026-10-01, grade: expert, approved_by: chen}\n"
    put(made, {"people/zhang.yaml": more}, "2026-10-17 09:00", CHEN)
    assert audit(made).findings == ()
    put(made, {"people/zhang.yaml": more.replace("senior", "expert")}, "2026-10-18 09:00", CHEN)
    put(made, {"people/zhang.yaml": zhang}, "2026-10-19 09:00", CHEN)
    found = told(audit(made), "lost")
    was = "from: 2026-06-01, grade: senior, approved_by: chen"
    assert ("people/zhang.yaml", f"陈静删改了“职级”第 2 条,原来是:{was}") in found
    assert len(found) == 4


def test_removed_records_are_told_by_whom(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", ZHANG)
    (made.root / "records" / REPORT).unlink()
    made.commit("2026-10-19 09:00", by=LIN)
    found = audit(made)
    assert told(found, "removed") == [(REPORT, "林勇删去了这份记录")]
    assert told(found, "foreign") == [(REPORT, "林勇删去了这份周报")]


def test_a_moved_record_is_no_removed_one(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", ZHANG)
    moved = made.root / "records" / REPORT.replace("W42", "W43")
    moved.parent.mkdir(parents=True)
    (made.root / "records" / REPORT).rename(moved)
    made.commit("2026-10-16 18:00", by=LIN)
    assert audit(made).findings == ()


def test_trailers_outside_a_merge_are_odd(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", ZHANG, "周报\n\nSubmitted-At: 2026-10-16 17:00")
    ((path, text),) = told(audit(made), "landing")
    assert (path, text.startswith("不是合并:")) == ("", True)


def test_a_record_that_cannot_be_read_is_counted(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", ZHANG)
    put(made, {REPORT: "person: [zhang\n"}, "2026-10-16 17:30", LIN)
    put(made, {"no-such-kind/x.yaml": "a: 1\n"}, "2026-10-16 17:40", LIN)
    found = audit(made)
    assert (found.findings, found.unread) == ((), 2)


def test_only_the_commits_wanted(made: Repository) -> None:
    put(made, W42, "2026-10-19 09:00", ZHANG)
    last = put(made, {REPORT: W42[REPORT].replace("平稳", "上升")}, "2026-10-19 10:00", LIN)
    assert rules(audit(made)) == ["backdated", "foreign"]
    found = audit(made, last)
    assert (rules(found), found.commits, found.records) == (["foreign"], 1, 1)


def test_hostile_names_and_records_stay_text(made: Repository) -> None:
    put(made, W42, "2026-10-16 17:22", "{who} <a@example.com>")
    put(made, {REPORT: "a: *x\n" + "b: &x [" * 50}, "2026-10-16 17:30", "张 伟 <{0}@example.com>")
    found = audit(made)
    assert found.unknown[("{who}", "a@example.com")] == 1
    assert found.unread == 1
