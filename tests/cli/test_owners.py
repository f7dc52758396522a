"""``taizhang owners`` on a company's files: shown, written, kept current, and refused where nobody could be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.desk.forge.organisation import on_disk


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The small company on disk."""
    return on_disk(tmp_path)


def owners(base: Path, *arguments: str, day: str = "2026-10-16 09:00") -> int:
    """Run the command."""
    return main(["owners", "--base-dir", str(base), "--as-of", day, *arguments])


def test_shown_and_written_are_the_same(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for forge in ("github", "gitlab", "gitea"):
        assert owners(base, "--forge", forge, "--admin", "ops") == 0
        shown = capsys.readouterr().out
        assert owners(base, "--forge", forge, "--admin", "@ops", "--write") == 0
        assert capsys.readouterr().out == f"写好了 .{forge}/CODEOWNERS。\n"
        assert (base / f".{forge}/CODEOWNERS").read_text(encoding="utf-8") == shown


def test_what_somebody_wrote_by_hand_is_left_alone(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--forge", "gitea", "--admin", "ops", "--write")
    file = base / ".gitea/CODEOWNERS"
    file.parent.mkdir()
    file.write_text("* @everybody\n", encoding="utf-8")
    assert owners(base, *asked) == 1
    assert "没有动它" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "* @everybody\n"
    file.unlink()
    assert [owners(base, *asked), owners(base, *asked)] == [0, 0]


def test_current_until_somebody_leaves(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--forge", "gitea", "--admin", "ops")
    assert owners(base, *asked, "--check") == 1
    assert owners(base, *asked, "--write") == 0
    assert owners(base, *asked, "--check", day="2026-11-16 09:00") == 0
    assert capsys.readouterr().out.endswith(".gitea/CODEOWNERS 已经是最新的。\n")
    person = base / "records/people/li-na.yaml"
    person.write_text(
        person.read_text(encoding="utf-8").replace("from: 2026-01-01,", "from: 2026-01-01, until: 2026-10-31,"),
        encoding="utf-8",
    )
    assert owners(base, *asked, "--check") == 0
    assert owners(base, *asked, "--check", day="2026-11-16 09:00") == 1
    assert "不是最新的" in capsys.readouterr().err


@pytest.mark.parametrize("login", ["a b", "#x", "", "-", "x\ny", "a//b", "@@x"])
def test_what_is_no_login_is_refused(base: Path, login: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert owners(base, "--forge", "github", f"--admin={login}") == 1
    assert "不是登录名" in capsys.readouterr().err


def test_nobody_to_ask_at_all(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (base / "records/people").iterdir():
        file.write_text(file.read_text(encoding="utf-8").partition("accounts:")[0], encoding="utf-8")
    assert owners(base, "--forge", "github") == 1
    assert "写不出来" in capsys.readouterr().err
    assert owners(base, "--forge", "github", "--admin", "hongtu/ops") == 0
