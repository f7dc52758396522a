"""The hook as people meet it: real Git and real pre-commit in a repository with the project's own configuration."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.records.company import ROOT, good, valid_files
from tests.repository import Repository

CUSTOMER = "records/customers/C-000/C-000123.yaml"
LOG = "records/service-logs/telecom-east/2026-W42/zhang-wei.yaml"
UNIT = "records/units/telecom-east.yaml"
# One environment for all runs on this machine: making it takes several seconds, and it depends on the pins alone.
HOME = {"PRE_COMMIT_HOME": str(ROOT / ".cache" / "pre-commit")}


@dataclass
class Desk(Repository):
    """A person's clone, the hook installed."""

    def commit_staged(self, *options: str) -> subprocess.CompletedProcess[str]:
        """``git commit`` of what is staged, with the hook."""
        command = ["git", "-C", str(self.root), "commit", "-m", "change", *options]
        return subprocess.run(
            command, env={**os.environ, **HOME}, capture_output=True, encoding="utf-8", errors="replace", check=False
        )

    def stage(self, path: str, text: str) -> None:
        """A file written and staged."""
        self.write(path, text)
        self.git("add", path)

    def refused(self, *options: str) -> str:
        """What the hook says on refusing the commit; nothing is committed."""
        before = self.git("rev-parse", "--verify", "--quiet", "--default", "HEAD") if self.has_commits() else ""
        done = self.commit_staged(*options)
        said = done.stdout + done.stderr
        assert done.returncode == 1, said
        assert "台账检查" in said
        assert (self.head() if self.has_commits() else "") == before
        return said

    def accepted(self, *options: str) -> str:
        """What the hook says on letting the commit pass."""
        done = self.commit_staged(*options)
        said = done.stdout + done.stderr
        assert done.returncode == 0, said
        assert "台账检查" in said
        return said

    def has_commits(self) -> bool:
        """Whether there is a first commit."""
        return bool(self.git("for-each-ref", "refs/heads"))


def project(root: Path) -> Desk:
    """An empty repository with the project's code and configuration in its work tree, and the hook installed."""
    desk = Desk(root)
    root.mkdir()
    desk.git("init", "--quiet", "--initial-branch=main")
    shutil.copytree(ROOT / "schemas", root / "schemas")
    shutil.copytree(ROOT / "scripts", root / "scripts", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in (".pre-commit-config.yaml", ".gitignore", ".gitattributes"):
        shutil.copy(ROOT / name, root / name)
    install = [sys.executable, "-m", "pre_commit", "install", "--install-hooks"]
    subprocess.run(install, cwd=root, env={**os.environ, **HOME}, capture_output=True, check=True)
    return desk


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The good company, committed through the hook: the first commit of its repository."""
    desk = project(tmp_path_factory.mktemp("hook") / "项目 one")
    for path, content in valid_files().items():
        desk.write(path, content.decode())
    desk.git("add", "--all")
    assert "Passed" in desk.accepted()
    return desk


@pytest.fixture
def desk(begun: Desk, tmp_path: Path) -> Desk:
    """A repository like it for one test."""
    shutil.copytree(begun.root, tmp_path / "项目 two", symlinks=True)
    return Desk(tmp_path / "项目 two")


def test_a_good_change_passes(desk: Desk) -> None:
    desk.stage(
        LOG, good("service-logs/telecom-east/2026-W42/zhang-wei.yaml").replace("topic: 专线扩容", "topic: 专线报价")
    )
    assert "Passed" in desk.accepted()


def test_a_commit_that_only_deletes_what_others_refer_to_is_refused(desk: Desk) -> None:
    desk.git("rm", "--quiet", CUSTOMER)
    said = desk.refused()
    assert f"{LOG}:7:15" in said
    assert "没有编号“C-000123”的客户。" in said


def test_a_renamed_record_is_missed_and_misplaced(desk: Desk) -> None:
    desk.git("mv", "records/people/zhang-wei.yaml", "records/people/zhang-wu.yaml")
    assert "移到:records/people/zhang-wei.yaml" in desk.refused()


def test_a_bad_record_is_refused_with_its_line_and_repair(desk: Desk) -> None:
    desk.stage(LOG, good("service-logs/telecom-east/2026-W42/zhang-wei.yaml").replace("10:05", "10：05"))
    said = desk.refused()
    assert f"{LOG}:5:9  全角字符" in said
    assert "→ 改成:- at: 2026-10-13 10:05" in said
    assert "1 处问题,在 1 个文件里。" in said


def test_what_is_not_staged_does_not_matter(desk: Desk) -> None:
    desk.stage(
        LOG, good("service-logs/telecom-east/2026-W42/zhang-wei.yaml").replace("topic: 专线扩容", "topic: 专线报价")
    )
    desk.write(LOG, "全是错的")
    desk.write("records/units/untracked.yaml", "id: [")
    desk.accepted()
    assert desk.git("diff", "--name-only") == LOG


def test_what_is_staged_matters_though_the_work_tree_is_good(desk: Desk) -> None:
    desk.stage(UNIT, good("units/telecom-east.yaml").replace("branch", "分公司"))
    desk.write(UNIT, good("units/telecom-east.yaml"))
    assert "改成:branch" in desk.refused()


def test_old_problems_are_counted_and_not_told(desk: Desk) -> None:
    desk.stage(UNIT, good("units/telecom-east.yaml").replace("branch", "分公司"))
    assert desk.commit_staged("--no-verify").returncode == 0
    desk.stage(
        LOG, good("service-logs/telecom-east/2026-W42/zhang-wei.yaml").replace("topic: 专线扩容", "topic: 专线报价")
    )
    desk.accepted()
    desk.stage(LOG, good("service-logs/telecom-east/2026-W42/zhang-wei.yaml").replace("C-000123", "C-000132"))
    said = desk.refused()
    assert UNIT not in said
    assert "另有 1 处旧问题不是这次改动引起的" in said


def test_an_old_problem_that_only_moves_is_no_new_one(desk: Desk) -> None:
    twice = good("units/telecom-east.yaml").replace("branch", "分公司").replace("parent: telecom", "parent: telecon")
    desk.stage(UNIT, twice)
    assert desk.commit_staged("--no-verify").returncode == 0
    desk.stage(UNIT, "# 城东\n\n" + twice)
    desk.accepted()


def test_a_list_to_which_one_may_only_add_can_not_be_rewritten(desk: Desk) -> None:
    customer = good("customers/C-000/C-000123.yaml")
    desk.stage(CUSTOMER, customer.replace("why: 建档分配", "why: 改写历史"))
    assert "只增不改" in desk.refused()
    added = customer.replace(
        "  - from: 2026-01-01\n    grade: B\n", "  - from: 2026-01-01\n    until: 2026-10-31\n    grade: B\n"
    )
    added = added.replace(
        "    why: 2025 年收入排名\n", "    why: 2025 年收入排名\n  - {from: 2026-11-01, grade: A, approved_by: li-na}\n"
    )
    desk.stage(CUSTOMER, added)
    desk.accepted()


def test_part_of_a_file_can_be_committed(desk: Desk) -> None:
    desk.write(UNIT, good("units/telecom-east.yaml").replace("城东分公司", "城东一分公司"))
    desk.write(LOG, "全是错的")
    desk.accepted("--only", UNIT)
    assert desk.git("show", "--stat", "--format=", "HEAD").startswith("records/units/telecom-east.yaml")


def test_a_merge_that_brings_two_good_changes_together_wrongly_is_refused(desk: Desk) -> None:
    unit = "id: {id}\nname: {name}\nkind: department\nparent: {parent}\ncalendar: every-day\n"
    desk.stage("records/units/storage.yaml", unit.format(id="storage", name="库房", parent="telecom"))
    desk.accepted()
    desk.git("checkout", "--quiet", "-b", "other")
    desk.git("rm", "--quiet", "records/units/storage.yaml")
    desk.accepted()
    desk.git("checkout", "--quiet", "main")
    desk.stage("records/units/archive.yaml", unit.format(id="archive", name="档案室", parent="storage"))
    desk.accepted()
    command = ["git", "-C", str(desk.root), "merge", "--no-ff", "-m", "merge", "other"]
    done = subprocess.run(command, env={**os.environ, **HOME}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode != 0
    assert "records/units/archive.yaml:4:9" in done.stdout + done.stderr


def test_the_first_commit_of_a_repository_is_checked(tmp_path: Path) -> None:
    desk = project(tmp_path / "new")
    desk.stage("records/company.yaml", good("company.yaml").replace("trust_hours: 24", "trust_hours: 一天"))
    assert "records/company.yaml:5:14" in desk.refused()
    desk.stage("records/company.yaml", good("company.yaml"))
    for unit in ("telecom", "telecom-east"):
        desk.stage(f"records/units/{unit}.yaml", good(f"units/{unit}.yaml"))
    desk.accepted()


def test_the_check_runs_in_any_folder_and_from_any_clone(desk: Desk, tmp_path: Path) -> None:
    desk.git("clone", "--quiet", str(desk.root), str(tmp_path / "clone"))
    command = [sys.executable, "scripts/check.py"]
    done = subprocess.run(command, cwd=tmp_path / "clone", capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "没有问题" in done.stdout
