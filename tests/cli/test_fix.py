"""``taizhang check --fix``: the difference first, written only when somebody says so, never over what changed since."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from taizhang.cli import fix as fixing
from taizhang.cli import main
from tests.records.company import good, on_disk

UNIT = "records/units/telecom-east.yaml"


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """The good company with our schemas, and a unit with a slip."""
    write(on_disk(tmp_path), UNIT, slip())
    return tmp_path


def slip() -> str:
    """The unit with a choice by its name."""
    return good("units/telecom-east.yaml").replace("branch", "分公司")


def write(base: Path, path: str, text: str) -> None:
    """A file below the company."""
    (base / path).parent.mkdir(parents=True, exist_ok=True)
    (base / path).write_text(text, encoding="utf-8")


def check(base: Path, *arguments: str) -> int:
    """Run the command."""
    return main(["check", "--base-dir", str(base), "--fix", *arguments])


def test_the_difference_is_shown_and_nothing_written(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(company) == 1
    told = capsys.readouterr().out
    assert told.startswith(f"{UNIT}  代改:不在可选值内\n")
    assert "\n-kind: 分公司\n+kind: branch\n" in told
    assert "可以代改 1 个文件,改动如上。\n没有写入;看过改动,加 --yes 写入。\n" in told
    assert "1 处问题,在 1 个文件里。" in told
    assert (company / UNIT).read_text(encoding="utf-8") == slip()


def test_written_on_yes_and_checked_again(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(company, "--yes") == 0
    told = capsys.readouterr().out
    assert "写入了 1 个文件。\n" in told
    assert told.endswith("没有问题。\n")
    assert (company / UNIT).read_text(encoding="utf-8") == good("units/telecom-east.yaml")
    assert check(company) == 0
    assert capsys.readouterr().out.startswith("没有可以代改的。\n")


@pytest.mark.parametrize(
    ("answer", "written"), [("y\n", True), ("是\n", True), ("\n", False), ("n\n", False), ("", False)]
)
def test_somebody_at_a_terminal_is_asked(
    company: Path, monkeypatch: pytest.MonkeyPatch, answer: str, *, written: bool
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))
    assert check(company) == (0 if written else 1)
    assert ((company / UNIT).read_text(encoding="utf-8") == good("units/telecom-east.yaml")) is written


def test_only_the_files_named(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(company, "records/company.yaml") == 0
    assert capsys.readouterr().out.startswith("没有可以代改的。\n")


def test_a_misplaced_record_moves_but_never_over_another(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(company, UNIT, good("units/telecom-east.yaml"))
    wrong = company / "records/units/east.yaml"
    shutil.move(company / UNIT, wrong)
    assert check(company, "--yes") == 0
    assert f"records/units/east.yaml → {UNIT}  代改:放错了位置\n" in capsys.readouterr().out
    assert not wrong.exists()
    shutil.copy(company / UNIT, wrong)
    assert check(company, "--yes") == 1
    assert f"{UNIT} 已经有一份记录,records/units/east.yaml 没有移动。\n" in capsys.readouterr().err
    assert wrong.exists()


def test_what_changed_meanwhile_is_not_overwritten(
    company: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def other() -> bool:
        write(company, UNIT, slip() + "closed_on: 2030-12-31\n")
        return True

    monkeypatch.setattr(fixing, "_asked", other)
    assert check(company) == 1
    assert f"{UNIT} 刚被改过,没有写。请再试一次。\n" in capsys.readouterr().err
    assert "closed_on" in (company / UNIT).read_text(encoding="utf-8")


def test_what_steers_a_terminal_is_not_shown(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(company, UNIT, slip().replace("name: ", "name: \x1b[31m"))
    check(company)
    assert "\x1b" not in capsys.readouterr().out


def test_index_and_commits_are_not_ours_to_change(company: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(company, "--index") == 1
    assert capsys.readouterr().err == "--fix 和 --watch 只看工作区里的文件,不能和 --index、--commit 同用。\n"
