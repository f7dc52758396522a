"""``taizhang cms``: shown, written once and whole, and refused for what names no repository or branch."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.books import ROOT


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A company's folder with our schemas."""
    (tmp_path / "schemas").symlink_to(ROOT / "schemas")
    return tmp_path


def cms(base: Path, *arguments: str) -> int:
    """Run the command."""
    return main(["cms", "--base-dir", str(base), *arguments])


def test_shown_and_written_are_the_same_and_nothing_is_written_over(
    base: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--forge", "gitlab", "--repo", "acme/team/records", "--branch", "trunk")
    assert cms(base, *asked) == 0
    shown = capsys.readouterr().out
    assert "  name: gitlab\n  repo: acme/team/records\n  branch: trunk\n" in shown
    assert cms(base, *asked, "--write", str(base / "site")) == 0
    file = base / "site/admin/config.yml"
    assert file.read_text(encoding="utf-8") == shown
    assert "规则集:没有表单" in capsys.readouterr().out
    file.write_text("mine\n", encoding="utf-8")
    assert cms(base, *asked, "--write", str(base / "site")) == 1
    assert capsys.readouterr().err.endswith("admin/config.yml 已经在了,没有写。\n")
    assert file.read_text(encoding="utf-8") == "mine\n"
    assert [one.name for one in file.parent.iterdir()] == ["config.yml"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("--repo", "records"), "“records”不是仓库的名字,写成 组织/仓库 这样。\n"),
        (("--repo", "a/b/c"), "“a/b/c”不是仓库的名字,写成 组织/仓库 这样。\n"),
        (("--repo", "a/b", "--branch", "a..b"), "“a..b”不是分支的名字,写成 main 这样。\n"),
    ],
)
def test_refused(base: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], told: str) -> None:
    assert cms(base, "--forge", "github", *given, "--write", str(base)) == 1
    assert capsys.readouterr().err == told
    assert not (base / "admin").exists()
