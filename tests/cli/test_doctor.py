"""``taizhang doctor`` on real repositories: Git's side, the hook, the clock, and the exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from taizhang.cli import doctor, main
from taizhang.desk.forge.starter_files import starter_files
from tests.books import ROOT
from tests.desk.upkeep.test_doctor import well
from tests.repository import Repository

AS_OF = "2026-10-14 09:00"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A company that lacks nothing, on a machine of its own time zone."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    repository = Repository.create(tmp_path / "one")
    for path, text in well().items():
        repository.write(f"records/{path}", text)
    (repository.root / "schemas").symlink_to(ROOT / "schemas")
    (repository.root / ".pre-commit-config.yaml").write_bytes((ROOT / ".pre-commit-config.yaml").read_bytes())
    for name in doctor.HOOKS:
        hook = repository.root / ".git/hooks" / name
        hook.write_text("#!/bin/sh\n", encoding="utf-8")
        hook.chmod(0o755)
    for path, text in starter_files("gitea").items():
        repository.write(path, text)
    repository.git("add", "records")
    repository.git("commit", "--quiet", "-m", "begin", at="2025-12-31 20:00")
    assert main(["editor", "--write", "--base-dir", str(repository.root)]) == 0
    return repository.root


def told(base: Path, capsys: pytest.CaptureFixture[str], code: int = 1) -> list[str]:
    """The ids of what is missing."""
    capsys.readouterr()
    assert main(["doctor", "--base-dir", str(base), "--as-of", AS_OF, "--format", "json"]) == code
    answer = json.loads(capsys.readouterr().out)
    assert answer["well"] is (code == 0)
    return [one["id"] for one in answer["found"]]


def test_all_is_well(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(base, capsys, 0) == []
    assert main(["doctor", "--base-dir", str(base), "--as-of", AS_OF]) == 0
    assert capsys.readouterr().out == "都齐全。\n"


def test_a_hook_that_is_not_there_or_does_not_run(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / ".git/hooks/pre-merge-commit").unlink()
    assert told(base, capsys) == ["hook"]
    (base / ".git/hooks/pre-commit").chmod(0o644)
    main(["doctor", "--base-dir", str(base), "--as-of", AS_OF])
    assert "pre-commit、pre-merge-commit" in capsys.readouterr().out
    (base / ".pre-commit-config.yaml").unlink()
    assert told(base, capsys) == ["hook-config"]


def test_another_folder_for_hooks_is_looked_into(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "-C", str(base), "config", "core.hooksPath", "elsewhere"], check=True)
    assert told(base, capsys) == ["hook"]


def test_editor_settings_that_are_gone_or_old(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / ".vscode/settings.json").write_text("{}\n", encoding="utf-8")
    assert told(base, capsys) == ["editor"]


def test_workflows_that_are_gone_or_other_than_ours(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that somebody changed is only told; without any, it may be that no forge is used."""
    first, second, *_ = sorted(starter_files("gitea"))
    (base / first).write_text("# ours\n", encoding="utf-8")
    assert told(base, capsys, 0) == ["workflows-other"]
    (base / second).unlink()
    assert told(base, capsys) == ["workflows-missing", "workflows-other"]
    shutil.rmtree(base / ".gitea")
    assert told(base, capsys, 0) == ["workflows-none"]


def test_a_clone_of_a_piece_of_history(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Repository(base).put("records/calendar/2027.yaml", "2026-10-13 08:00", well()["calendar/2027.yaml"] + "\n")
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{base}", str(clone)], check=True)
    assert "shallow" in told(clone, capsys)


def test_a_beginning_just_before_the_first_commit_is_well(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As ``init`` writes it: from midnight of the day on."""
    first = Repository(base).git("log", "--max-parents=0", "--format=%cs")
    company = well()["company.yaml"].replace("2026-01-01 00:00", f"{first} 00:00")
    (base / "records/company.yaml").write_text(company, encoding="utf-8")
    assert told(base, capsys, 0) == []


def test_history_that_begins_after_its_own_beginning(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / "records/company.yaml").write_text(
        well()["company.yaml"].replace("2026-01-01 00:00", "2025-12-01 00:00"), encoding="utf-8"
    )
    assert told(base, capsys) == ["since-before"]


def test_a_commit_from_the_future(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Repository(base).git("commit", "--quiet", "--allow-empty", "-m", "later", at="2099-01-01 08:00")
    assert told(base, capsys) == ["clock"]


def test_another_time_zone_is_only_told(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    assert told(base, capsys, 0) == ["zone"]


def test_nobody_told_git_who_they_are(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    subprocess.run(["git", "-C", str(base), "config", "user.useConfigOnly", "true"], check=True)
    assert told(base, capsys) == ["identity"]


def test_no_repository_and_no_commit(base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (base / ".git").rename(tmp_path / "away")
    assert told(base, capsys) == ["repository"]
    Repository.create(base)
    assert told(base, capsys) == ["hook", "commits"]


def test_no_git_at_all(base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", str(base))
    assert told(base, capsys) == ["git"]


def test_a_cache_that_cannot_be_written(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file lies in the folder's place, nobody can write into it, whoever they are."""
    (base / ".cache").write_text("", encoding="utf-8")
    assert told(base, capsys) == ["cache"]


def test_a_folder_that_is_no_company(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(tmp_path, capsys) == ["schemas"]


@pytest.mark.parametrize(
    ("said", "version"),
    [("git version 2.39.5", (2, 39)), ("git version 2.30.1 (Apple Git-130)", (2, 30)), ("what?", ())],
)
def test_the_version_of_git(said: str, version: tuple[int, ...]) -> None:
    assert doctor.git_version(said) == version
