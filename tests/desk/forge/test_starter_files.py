"""The ready workflows, run step by step on real repositories: what they find, what they tell, what can't bribe them."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from taizhang.desk.forge.starter_files import FILES, starter_files
from tests.books import ROOT
from tests.closing.company import POSTED
from tests.desk.forge.payloads import PAYLOADS
from tests.desk.forge.runner import Actions, GitLab, Ran
from tests.repository import Repository
from tests.review.company import REPORT, company, report, write

FORGES = ("github", "gitea", "gitlab")
ACTIONS = ("github", "gitea")
PINNED = re.compile(r"actions/[a-z-]+@([0-9a-f]{40}|v[0-9]+\.[0-9]+\.[0-9]+)")
IMPACT = "张伟 2026 年 10 月"
WRITER = "secrets.TAIZHANG_MERGE_TOKEN || github.token"
NUMBER = "github.event.inputs.number || github.event.pull_request.number"
LABELLED = "github.event_name == 'workflow_dispatch' || github.event.label.name == '合并'"


@dataclass
class Request:
    """A repository with ``main`` and the branch of a request, number 12."""

    made: Repository
    base: str
    head: str


@pytest.fixture
def begun(tmp_path: Path) -> Repository:
    """A company's own repository: records, schemas and programme, on main."""
    made = Repository.create(tmp_path / "origin")
    shutil.copytree(ROOT / "schemas", made.root / "schemas")
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "scripts", made.root / "scripts", ignore=ignored)
    files = company()
    files["company.yaml"] += "as_of: 2026-10-20 09:00\n"
    files["calendar/2024.yaml"] = (ROOT / "records/calendar/2024.yaml").read_text(encoding="utf-8")
    for number, person in (("T0098", "he-jing"), ("T0099", "wu-hao")):  # who entered and reviewed the calendars
        fields = {"id": person, "name": person, "number": number, "unit": "east", "role": "hr-clerk"}
        files[f"people/{person}.yaml"] = POSTED.format(**fields).replace(f"pinyin: {person}", "pinyin: ren shi")
    for person, login in (("boss", "lina"), ("zhang", "zhangwei")):
        accounts = "".join(f"  - {{forge: {forge}, login: {login}}}\n" for forge in FORGES)
        files[f"people/{person}.yaml"] += f"accounts:\n{accounts}"
    write(made, files | report("2026-10-16 18:05"))
    made.commit("2026-10-16 18:07", "公司")
    return made


def requested(made: Repository) -> Request:
    """What stands in the work tree as request 12; main goes on meanwhile."""
    base = made.head()
    made.git("switch", "--quiet", "--create", "fix")
    head = made.commit("2026-10-17 09:00", "请求")
    made.git("update-ref", "refs/pull/12/head", head)
    made.git("switch", "--quiet", "main")
    made.git("commit", "--quiet", "--allow-empty", "-m", "别的", at="2026-10-17 10:00")
    return Request(made, base, head)


def good(made: Repository) -> Request:
    """A request that says a late report was handed in earlier."""
    write(made, report("2026-10-16 17:20"))
    return requested(made)


def bad(made: Repository) -> Request:
    """A request with a report that no week of any calendar has."""
    write(made, {REPORT: report("2026-10-16 17:20")[REPORT].replace("week: 2026-W42", "week: 2026-W99")})
    return requested(made)


def bribing(made: Repository) -> Request:
    """The same, with a schema that takes everything and a programme that finds nothing."""
    (made.root / "schemas/weekly-report.schema.json").write_text("{}", encoding="utf-8")
    (made.root / "scripts/taizhang/cli/__init__.py").write_text(
        "def main(arguments=None):\n    print('一切都好')\n    return 0\n", encoding="utf-8"
    )
    (made.root / "Makefile").write_text("site:\n\ttrue\n", encoding="utf-8")
    return bad(made)


def judged(forge: str, request: Request, root: Path) -> tuple[Ran, Actions | GitLab, list[Ran]]:
    """The check of a request, its machine, and the jobs of impact and preview where they stand apart."""
    files = starter_files(forge)
    if forge == "gitlab":
        machine = GitLab(root, request.made.root)
        variables = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_COMMIT_SHA": request.head}
        jobs = [
            machine.job(files[".gitlab-ci.yml"], name, request.head, variables) for name in ("检查", "影响", "预览")
        ]
        return jobs[0], machine, jobs[1:]
    values = {
        "github.event.pull_request.number": "12",
        "github.event.pull_request.base.sha": request.made.head(),
        "github.event.pull_request.head.sha": request.head,
        "github.token": "t0ken",
    }
    actions = Actions(root, request.made.root, values=values)
    return actions.job(workflow(forge, "request"), "judge"), actions, []


def workflow(forge: str, name: str) -> str:
    """One of the workflows of GitHub or Gitea."""
    return starter_files(forge)[f".{forge}/workflows/taizhang-{name}.yml"]


@pytest.mark.parametrize("forge", ACTIONS)
def test_a_good_request_is_told_by_its_effects(forge: str, begun: Repository, tmp_path: Path) -> None:
    ran, machine, _ = judged(forge, good(begun), tmp_path / "forge")
    assert ran.code == 0, ran.said
    assert IMPACT in machine.artifacts["impact"].read_text(encoding="utf-8")
    assert REPORT in (machine.artifacts["site-preview"] / "index.html").read_text(encoding="utf-8")
    assert "2026-10-16 17:20" in (ran.folder / "records" / REPORT).read_text(encoding="utf-8")
    assert isinstance(machine, Actions)
    machine.answers = [("^GET .*/comments", []), ("^POST ", {})]
    assert machine.job(workflow(forge, "request"), "comment").code == 0
    method, url, sent = machine.sent[-1]
    assert (method, url.rpartition("/records/")[2]) == ("POST", "issues/12/comments")
    assert json.loads(sent)["body"].startswith("<!-- taizhang-impact -->\n")
    assert IMPACT in json.loads(sent)["body"]


@pytest.mark.parametrize("forge", ACTIONS)
def test_the_comment_is_changed_at_the_next_push_and_nobody_elses_is(
    forge: str, begun: Repository, tmp_path: Path
) -> None:
    _, machine, _ = judged(forge, good(begun), tmp_path / "forge")
    assert isinstance(machine, Actions)
    bot = {"github": "github-actions[bot]", "gitea": "gitea-actions"}[forge]
    comments = [
        {"id": 1, "body": "<!-- taizhang-impact -->\n仿冒", "user": {"login": "zhangwei"}},
        {"id": 2, "body": "<!-- taizhang-impact -->\n旧的", "user": {"login": bot}},
    ]
    machine.answers = [("^GET .*/comments", comments), ("^PATCH ", {})]
    assert machine.job(workflow(forge, "request"), "comment").code == 0
    assert [url.rpartition("/")[2] for method, url, _ in machine.sent if method == "PATCH"] == ["2"]


@pytest.mark.parametrize("forge", ACTIONS)
def test_a_bad_request_fails_and_still_tells_its_effects(forge: str, begun: Repository, tmp_path: Path) -> None:
    ran, machine, _ = judged(forge, bad(begun), tmp_path / "forge")
    assert ran.code != 0
    assert f"::error file=records/{REPORT},line=" in ran.said
    assert machine.artifacts.keys() == {"impact"}
    assert isinstance(machine, Actions)
    machine.answers = [("^GET .*/comments", []), ("^POST ", {})]
    assert machine.job(workflow(forge, "request"), "comment", needed_failed=True).code == 0
    assert machine.sent[-1][0] == "POST"


def test_a_good_request_at_gitlab(begun: Repository, tmp_path: Path) -> None:
    request = good(begun)
    check, machine, (effects, preview) = judged("gitlab", request, tmp_path / "forge")
    assert check.code == effects.code == preview.code == 0, check.said + effects.said + preview.said
    assert json.loads((check.folder / "taizhang-out/codequality.json").read_text(encoding="utf-8")) == []
    assert IMPACT in (effects.folder / "taizhang-out/impact.md").read_text(encoding="utf-8")
    assert REPORT in (preview.folder / "taizhang-out/site/index.html").read_text(encoding="utf-8")
    assert isinstance(machine, GitLab)
    machine.artifacts["impact"] = effects.folder / "taizhang-out/impact.md"
    machine.answers = [("/user$", {"id": 3}), ("^GET .*/notes", []), ("^POST ", {})]
    variables = {"TAIZHANG_COMMENT_TOKEN": "t", "CI_MERGE_REQUEST_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "12"}
    told = machine.job(starter_files("gitlab")[".gitlab-ci.yml"], "评论", request.head, variables)
    assert told.code == 0, told.said
    method, url, sent = machine.sent[-1]
    assert (method, url.partition("/v4/")[2]) == ("POST", "projects/5/merge_requests/12/notes")
    assert IMPACT in json.loads(sent)["body"]


def test_a_bad_request_at_gitlab(begun: Repository, tmp_path: Path) -> None:
    check, _, (effects, _) = judged("gitlab", bad(begun), tmp_path / "forge")
    assert check.code != 0
    (problem, *_) = json.loads((check.folder / "taizhang-out/codequality.json").read_text(encoding="utf-8"))
    assert problem["location"]["path"] == f"records/{REPORT}"
    assert effects.code == 0


@pytest.mark.parametrize("forge", FORGES)
def test_a_request_does_not_change_its_judge(forge: str, begun: Repository, tmp_path: Path) -> None:
    ran, _, others = judged(forge, bribing(begun), tmp_path / "forge")
    assert ran.code != 0
    assert REPORT in ran.said
    assert "一切都好" not in ran.said + "".join(one.said for one in others)


def test_records_that_are_links_are_not_followed_into_the_preview(begun: Repository, tmp_path: Path) -> None:
    (begun.root / "records/leaves").mkdir()
    (begun.root / "records/leaves/secret.yaml").symlink_to("/etc/hostname")
    ran, _, _ = judged("github", good(begun), tmp_path / "forge")
    assert not (ran.folder / "records/leaves/secret.yaml").is_symlink()


@pytest.mark.parametrize("forge", FORGES)
def test_a_merge_carries_its_trailers(forge: str, begun: Repository, tmp_path: Path) -> None:
    whole = PAYLOADS[forge]
    root = tmp_path / "forge"
    if forge == "gitlab":
        lab = GitLab(root, begun.root)
        lab.answers = [
            ("^PUT .*/merge_requests/12/merge$", {}),
            ("/versions", whole["versions"]),
            ("/approvals$", whole["approvals"]),
            ("/merge_requests/12$", whole["merge_request"]),
        ]
        variables = {"TAIZHANG_MERGE": "12", "CI_PROJECT_ID": "5", "TAIZHANG_MERGE_TOKEN": "t"}
        ran, machine = lab.job(starter_files(forge)[".gitlab-ci.yml"], "合并", "origin/main", variables), lab
        sent = next(json.loads(body)["merge_commit_message"] for method, _, body in machine.sent if method == "PUT")
    else:
        actions = Actions(root, begun.root, values={NUMBER: "12", WRITER: "t", LABELLED: "true"})
        actions.answers = merge_answers(whole)
        ran = actions.job(workflow(forge, "merge"), "merge")
        body = next(json.loads(body) for _, url, body in actions.sent if url.endswith("/pulls/12/merge"))
        sent = body.get("commit_message") or body.get("MergeMessageField")
        assert actions.sent[-1][1].endswith("/actions/workflows/taizhang-site.yml/dispatches")
    assert ran.code == 0, ran.said
    assert f"Submitted-By: 张伟 <zhangwei@{forge}>\nSubmitted-At: 2026-10-16T" in sent
    assert f"Approved-By: 李娜 <lina@{forge}>\nApproved-At: 2026-10-19T" in sent


def merge_answers(whole: dict[str, Any]) -> list[tuple[str, object]]:
    """What the API answers at a merge: lists by page, the last of them empty."""
    return [
        ("^(PUT|POST) .*/pulls/12/merge$", {}),
        ("^POST .*/dispatches$", {}),
        ("[?&]page=[2-9]", []),
        ("/reviews", whole["reviews"]),
        ("/timeline", whole.get("timeline", [])),
        ("/activity.*ref=refs%2Fheads%2Fzhang%2Fw42", whole.get("activity", [])),
        ("/pulls/12$", whole["pull"]),
    ]


@pytest.mark.parametrize("forge", ACTIONS)
@pytest.mark.parametrize("lost", ["/reviews", "[?&]page=[2-9]"])
def test_nothing_is_merged_when_the_forge_does_not_answer(
    forge: str, lost: str, begun: Repository, tmp_path: Path
) -> None:
    machine = Actions(tmp_path / "forge", begun.root, values={NUMBER: "12", WRITER: "t", LABELLED: "true"})
    machine.answers = [(pattern, answer) for pattern, answer in merge_answers(PAYLOADS[forge]) if pattern != lost]
    if lost.startswith("["):
        machine.answers = [(p.replace("/reviews", "/reviews.*page=1$"), a) for p, a in machine.answers]
    assert machine.job(workflow(forge, "merge"), "merge").code != 0
    assert not [url for _, url, _ in machine.sent if url.endswith("/merge")]


@pytest.mark.parametrize("forge", ACTIONS)
def test_a_number_is_only_a_number(forge: str, begun: Repository, tmp_path: Path) -> None:
    values = {NUMBER: '12"; touch owned; "', WRITER: "t", LABELLED: "true"}
    machine = Actions(tmp_path / "forge", begun.root, values=values)
    ran = machine.job(workflow(forge, "merge"), "merge")
    assert (ran.code, machine.sent) == (1, [])
    assert not (ran.folder / "owned").exists()


@pytest.mark.parametrize("forge", FORGES)
def test_main_becomes_the_site(forge: str, begun: Repository, tmp_path: Path) -> None:
    target = tmp_path / "www"
    if forge == "gitlab":
        variables = {"TAIZHANG_SITE_DIR": str(target), "TAIZHANG_ADMINS": "ops"}
        machine = GitLab(tmp_path / "forge", begun.root)
        ran = machine.job(starter_files(forge)[".gitlab-ci.yml"], "站点", "origin/main", variables)
    else:
        values = {
            "vars.TAIZHANG_SITE_DIR": str(target),
            "vars.TAIZHANG_ADMINS": "ops",
            "vars.TAIZHANG_PAGES == 'on'": "false",
        }
        ran = Actions(tmp_path / "forge", begun.root, values=values).job(workflow(forge, "site"), "build")
    assert ran.code == 0, ran.said
    assert REPORT in (target / "index.html").read_text(encoding="utf-8")
    assert "审批人文件不是最新的" in ran.said


@pytest.mark.parametrize("forge", ACTIONS)
def test_least_is_permitted_and_nothing_of_a_request_is_run(forge: str) -> None:
    for path, text in starter_files(forge).items():
        whole = yaml.safe_load(text)
        assert whole["permissions"] == {}
        assert ("secrets." in text) is path.endswith("taizhang-merge.yml")
        for job in whole["jobs"].values():
            steps = job["steps"]
            assert all(PINNED.fullmatch(step["uses"]) for step in steps if "uses" in step)
            assert not [step["run"] for step in steps if "${{" in step.get("run", "")], "an expression in a script"
            outs = [step["with"] for step in steps if step.get("uses", "").startswith("actions/checkout@")]
            assert all(out["persist-credentials"] is False and "head" not in str(out["ref"]) for out in outs)
    jobs = yaml.safe_load(workflow(forge, "request"))["jobs"]
    assert jobs["judge"]["permissions"] == {"contents": "read"}
    assert jobs["comment"]["permissions"] == {"pull-requests": "write"}
    assert not [step for step in jobs["comment"]["steps"] if "checkout" in step.get("uses", "")]


def test_gitlab_gives_a_request_no_token() -> None:
    whole = yaml.safe_load(starter_files("gitlab")[".gitlab-ci.yml"])
    for name in ("检查", "影响", "预览", ".judge"):
        assert "TOKEN" not in json.dumps(whole[name])
    assert [rule["if"] for rule in whole["合并"]["rules"]] == [
        "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $TAIZHANG_MERGE"
    ]


def test_each_forge_has_its_own_and_none_has_nothing() -> None:
    assert starter_files("none") == {}
    for forge, listed in FILES.items():
        assert starter_files(forge).keys() == listed.keys()
        assert all(forge in path for path in listed)
