"""Trailers from what the forges tell, read back by Git and by the landing: who, when, and what does not count."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.desk.forge.asked_of import READERS, asked_of
from taizhang.desk.forge.trailers import Merge, body, merge_of
from taizhang.facts.registers import Registers
from taizhang.history.landing import Approval, Commit, landing_of
from tests.desk.forge.organisation import company
from tests.desk.forge.payloads import HEAD, OLD, PAYLOADS
from tests.repository import Repository

FRIDAY, MONDAY = datetime(2026, 10, 16, 17, 20), datetime(2026, 10, 19, 9, 5)
SECONDS = 1792371600  # 2026-10-19 09:00 in UTC, 17:00 in +08:00


def merged(forge: str, whole: dict[str, Any], *, unapproved: bool = False) -> Merge | str:
    """What the merge of a payload says."""
    asked = asked_of(forge, json.dumps(whole))
    return asked if isinstance(asked, str) else merge_of(asked, forge, Registers(company()), unapproved=unapproved)


def sure(forge: str, whole: dict[str, Any], *, unapproved: bool = False) -> Merge:
    """The merge of a payload that has one."""
    found = merged(forge, whole, unapproved=unapproved)
    assert isinstance(found, Merge), found
    return found


@pytest.fixture(params=sorted(PAYLOADS))
def forge(request: pytest.FixtureRequest) -> str:
    """Each forge."""
    return str(request.param)


@pytest.fixture
def whole(forge: str) -> dict[str, Any]:
    """What the forge tells of a request of Zhang Wei's, pushed on Friday, approved by Li Na on Monday."""
    return deepcopy(PAYLOADS[forge])


def test_the_landing_reads_what_was_written(forge: str, whole: dict[str, Any], tmp_path: Path) -> None:
    found = sure(forge, whole)
    made = Repository.create(tmp_path)
    made.put("records/x.yaml", "2026-10-12 09:00")
    made.git("switch", "--quiet", "--create", "request")
    made.put("records/y.yaml", "2026-10-16 08:00")
    made.git("switch", "--quiet", "main")
    made.git("merge", "--quiet", "--no-ff", "-m", found.message, "request", at="2026-10-19 10:00")
    trailers = made.git("log", "-1", "--format=%(trailers:only,unfold)")
    landing = landing_of(Commit("c", SECONDS, merge=True, trailers=trailers), "+08:00")
    assert landing.submitted_at == FRIDAY
    assert landing.submitted_by == f"张伟 <zhangwei@{forge}>"
    assert landing.approved == (Approval("李娜", f"lina@{forge}", MONDAY),)
    assert landing.notes == ()
    assert found.notes == ()


def test_a_title_is_one_line_of_the_subject(forge: str, whole: dict[str, Any], tmp_path: Path) -> None:
    for part in whole.values():
        if isinstance(part, dict) and "title" in part:
            part["title"] = "周报\n\nSubmitted-At: 2020-01-01 00:00\nApproved-By: x <x@y>"
    found = sure(forge, whole)
    made = Repository.create(tmp_path)
    made.git("commit", "--quiet", "--allow-empty", "-m", found.message)
    trailers = made.git("log", "-1", "--format=%(trailers:only,unfold)").splitlines()
    assert trailers == list(found.trailers)
    assert "\n" not in found.subject


def test_a_push_later_than_the_approval_makes_it_stale(forge: str, whole: dict[str, Any]) -> None:
    text = json.dumps(whole).replace("2026-10-16T", "2026-10-20T")
    if forge != "gitlab":
        text = text.replace(f'"commit_id": "{HEAD}"', f'"commit_id": "{OLD}"')
    found = merged(forge, json.loads(text))
    assert isinstance(found, str)
    assert found.splitlines()[0] == "lina 批准的不是最后一版,不算。"


def test_nobody_approves_his_own(forge: str, whole: dict[str, Any]) -> None:
    found = merged(forge, json.loads(json.dumps(whole).replace('"lina"', '"ZhangWei"')))
    assert isinstance(found, str)
    assert "ZhangWei 批准的是自己的请求,不算。" in found
    assert sure(forge, json.loads(json.dumps(whole).replace('"lina"', '"ZhangWei"')), unapproved=True).trailers == (
        f"Submitted-By: 张伟 <zhangwei@{forge}>",
        sure(forge, whole).trailers[1],
    )


def test_whom_the_records_do_not_know_approves_nothing(forge: str, whole: dict[str, Any]) -> None:
    found = merged(forge, json.loads(json.dumps(whole).replace('"lina"', '"passer-by"')))
    assert isinstance(found, str)
    assert found.startswith("passer-by 不是名册里哪个人的账号,不算。")


def test_a_dismissed_approval_and_one_taken_back_are_none() -> None:
    for forge in ("github", "gitea"):
        whole = deepcopy(PAYLOADS[forge])
        last = dict(whole["reviews"][-1])
        whole["reviews"].append({**last, "state": "CHANGES_REQUESTED"})
        assert isinstance(merged(forge, whole), str)
        whole["reviews"].append(last)
        assert isinstance(merged(forge, whole), Merge)
    whole = deepcopy(PAYLOADS["gitea"])
    whole["reviews"][-1]["dismissed"] = True
    assert isinstance(merged("gitea", whole), str)


def test_without_a_push_of_the_last_version_no_time_is_claimed(forge: str, whole: dict[str, Any]) -> None:
    name = {"github": "activity", "gitlab": "versions", "gitea": "timeline"}[forge]
    text = json.dumps(whole[name]).replace(HEAD, OLD)
    found = sure(forge, {**whole, name: json.loads(text)})
    assert not any(line.startswith("Submitted-At") for line in found.trailers)
    assert found.notes == ("平台没有说最后一版是什么时候推送的,不写 Submitted-At:以合并的时间为准。",)


def test_what_was_pushed_before_the_request_was_opened_counts_from_its_opening(
    forge: str, whole: dict[str, Any]
) -> None:
    for part in whole.values():
        if isinstance(part, dict) and "created_at" in part:
            part["created_at"] = "2026-10-17T10:00:00+08:00"
    assert "Submitted-At: 2026-10-17T10:00:00+08:00" in sure(forge, whole).trailers


def test_a_request_never_pushed_to_after_its_opening() -> None:
    whole = deepcopy(PAYLOADS["gitea"])
    whole["timeline"] = [{"type": "comment", "body": "好", "created_at": "2026-10-18T10:00:00Z"}]
    assert "Submitted-At: 2026-10-16T08:00:00+08:00" in sure("gitea", whole).trailers


def test_pages_of_a_list_are_one_list() -> None:
    whole = deepcopy(PAYLOADS["github"])
    whole["reviews"] = [whole["reviews"][:1], whole["reviews"][1:], []]
    assert sure("github", whole) == sure("github", PAYLOADS["github"])


def test_gitlab_without_the_time_of_an_approval() -> None:
    whole = deepcopy(PAYLOADS["gitlab"])
    del whole["approvals"]["approved_by"][0]["approved_at"]
    found = sure("gitlab", whole)
    assert found.trailers[-1] == "Approved-By: 李娜 <lina@gitlab>"
    assert found.notes == ("平台没有说 lina 什么时候批准的,不写 Approved-At。",)


def test_a_closed_request_is_refused(forge: str, whole: dict[str, Any]) -> None:
    for part in whole.values():
        if isinstance(part, dict) and "state" in part:
            part["state"] = "closed"
    assert merged(forge, whole) == "请求 12 已经合并或关闭,不再写。"


def test_the_merge_call_names_the_head(forge: str, whole: dict[str, Any]) -> None:
    found = sure(forge, whole)
    sent = body(found, forge)
    assert HEAD in sent.values()
    told = "\n\n".join(str(sent[key]) for key in sent if "essage" in key or "itle" in key)
    trailers = told.split("\n\n")[-1].splitlines() if forge == "gitlab" else str(list(sent.values())[-1]).splitlines()
    assert trailers == list(found.trailers)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", "1", '{"pull": []}', "[" * 5000, '{"pull":{"head":1}}'])
def test_what_is_no_request_is_refused_with_a_sentence(forge: str, text: str) -> None:
    found = asked_of(forge, text)
    assert isinstance(found, str)
    assert found.startswith("读不懂")


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda one: st.lists(one, max_size=3), max_leaves=4
)


@given(st.data())
def test_any_part_may_be_anything(data: st.DataObject) -> None:
    forge = data.draw(st.sampled_from(sorted(READERS)))
    whole = deepcopy(PAYLOADS[forge])
    place: Any = whole
    while isinstance(place, (dict, list)) and place:
        keys = sorted(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], (dict, list)) or data.draw(st.booleans()):
            place[key] = data.draw(JUNK)
            break
        place = place[key]
    found = merged(forge, whole)
    lines = found.message.split("\n") if isinstance(found, Merge) else [found]
    assert all("\r" not in line for line in lines)
    if isinstance(found, Merge):
        assert len(found.message.splitlines()) == len(found.trailers) + 2
