"""``taizhang init``: a repository that can be committed at once, with real Git, the real hook and a real build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from taizhang.cli import init, main
from taizhang.desk.forge.starter_files import starter_files
from tests.books import ROOT
from tests.repository import Repository

HOME = {"PRE_COMMIT_HOME": str(ROOT / ".cache" / "pre-commit")}
AS_OF = "2026-11-23 08:00"


def make(folder: Path, *arguments: str, books: tuple[str, ...] = ("telecom", "fitness")) -> int:
    """Run the command."""
    chosen = [word for book in books for word in ("--rulebook", book)]
    return main(["init", str(folder), "--name", "鸿运通信", "--as-of", AS_OF, *chosen, *arguments])


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company that has just begun."""
    folder = tmp_path_factory.mktemp("init") / "公司 one"
    assert make(folder) == 0
    return folder


def test_the_check_is_silent(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--base-dir", str(begun)]) == 0
    assert capsys.readouterr().out.endswith("没有问题。\n")


def test_it_is_committed_through_its_own_hook_and_the_ledger_computes(
    begun: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Repository(begun)
    assert desk.git("symbolic-ref", "--short", "HEAD") == "main"
    install = [sys.executable, "-m", "pre_commit", "install", "--install-hooks"]
    subprocess.run(install, cwd=begun, env={**os.environ, **HOME}, capture_output=True, check=True)
    desk.git("add", "--all")
    command = ["git", "-C", str(begun), "commit", "-m", "开始"]
    done = subprocess.run(command, env={**os.environ, **HOME}, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "台账检查" in done.stdout + done.stderr
    assert desk.git("status", "--porcelain") == ""
    capsys.readouterr()
    assert main(["due", "--base-dir", str(begun), "--unit", "telecom", "--as-of", "2026-11-24 09:00"]) == 0
    assert "没有要做的" in capsys.readouterr().out
    assert main(["verify", "--base-dir", str(begun)]) == 0
    (begun / "records/people/admin.yaml").unlink()
    desk.git("add", "--all")
    bad = subprocess.run(command, env={**os.environ, **HOME}, capture_output=True, encoding="utf-8", check=False)
    assert bad.returncode == 1
    assert "admin" in bad.stdout + bad.stderr
    desk.git("reset", "--quiet", "--hard")


def test_the_site_builds_with_nothing_in_it(begun: Path) -> None:
    """Every page, strictly: a link to nowhere would fail."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=begun, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "鸿运通信台账" in (begun / "build/site/index.html").read_text(encoding="utf-8")
    assert (begun / "build/site/rules/index.html").is_file()


def test_it_never_writes_into_a_folder_that_holds_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "a.txt").write_text("mine", encoding="utf-8")
    assert make(tmp_path / "there") == 1
    assert "已经有东西" in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "there").iterdir()] == ["a.txt"]
    assert make(tmp_path / "there" / "a.txt") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["there"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert make(tmp_path / "empty", books=("towers",)) == 0
    assert (tmp_path / "empty/records/company.yaml").is_file()
    assert [one.name for one in tmp_path.iterdir()] == ["empty"]


def test_the_forges_workflows_come_along(tmp_path: Path) -> None:
    assert make(tmp_path / "one", "--forge", "gitea", books=("towers",)) == 0
    for path, text in starter_files("gitea").items():
        assert (tmp_path / "one" / path).read_text(encoding="utf-8") == text
    assert not (tmp_path / "one" / ".github").exists()


def test_what_cannot_be_leaves_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A book that is not there; a name that no record may hold, found by the check itself."""
    assert make(tmp_path / "a", books=("nothing",)) == 1
    assert "没有“nothing”这个规则集" in capsys.readouterr().err
    assert main(["init", str(tmp_path / "a"), "--name", "长" * 3000, "--rulebook", "towers"]) == 1
    assert "records/company.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_another_repository_is_not_written_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Repository.create(tmp_path / "other")
    assert make(tmp_path / "other" / "mine") == 1
    assert "另一个 Git 仓库里" in capsys.readouterr().err
    assert not (tmp_path / "other" / "mine").exists()


def test_without_the_project_around_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(init, "TEMPLATE", tmp_path)
    assert make(tmp_path / "new") == 1
    assert "records/rulebooks" in capsys.readouterr().err
