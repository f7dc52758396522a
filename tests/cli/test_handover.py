"""``taizhang handover``: a difference first; then whole, checked, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from taizhang.cli import edits as module
from taizhang.cli import main
from taizhang.cli.files import Change, NotWritten
from tests.cli.desk import write_company
from tests.desk.upkeep.test_handover import STAFF

AS_OF = "2026-10-16 16:05"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company and two more people."""
    write_company(tmp_path)
    for path, text in STAFF.items():
        (tmp_path / "records" / path).write_text(text, encoding="utf-8")
    return tmp_path


def hand(base: Path, *arguments: str, to: str = "赵敏") -> int:
    """Run the command."""
    return main(["handover", "张伟", to, "--from", "2026-10-19", "--base-dir", str(base), "--as-of", AS_OF, *arguments])


def state(base: Path) -> dict[str, bytes]:
    """Every record's bytes."""
    return {str(file): file.read_bytes() for file in sorted((base / "records").rglob("*")) if file.is_file()}


def found(base: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the check finds wrong, wherever it stands by now."""
    capsys.readouterr()
    main(["check", "--base-dir", str(base), "--format", "json"])
    return sorted(
        f"{one['path']} {one['rule']} {one['value']}" for one in json.loads(capsys.readouterr().out)["problems"]
    )


def test_a_dry_run_shows_the_difference_and_writes_nothing(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = state(base)
    assert hand(base) == 0
    said = capsys.readouterr().out
    assert "+  - {from: 2026-10-19, person: zhao, why: 由张伟移交}" in said
    assert said.count("--write") == 1
    assert state(base) == before


def test_it_is_written_and_the_check_finds_nothing_new(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = found(base, capsys)
    assert hand(base, "--write", "--why", "调岗: #1") == 0
    assert "写入了" in capsys.readouterr().out
    assert found(base, capsys) == before
    changed = [text for text in state(base).values() if b"person: zhao, why:" in text]
    assert changed
    assert all('why: "调岗: #1"'.encode() in text for text in changed)
    assert hand(base, "--write") == 1


def test_nothing_is_written_where_one_file_changed_meanwhile(
    base: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(base)

    def stopped(changes: list[Change]) -> None:
        raise NotWritten(changes[0].file)

    monkeypatch.setattr(module, "write_all", stopped)
    assert hand(base, "--write") == 1
    assert "一份也没有写" in capsys.readouterr().err
    assert state(base) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--notices",), "--notices 要和 --write 同用"),
        (("--customer", "没有的"), "没有“没有的”这个客户"),
        (("--why", "两\n行"), "不能换行"),
    ],
)
def test_what_cannot_be_is_refused(
    base: Path, arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = state(base)
    assert hand(base, *arguments) == 1
    assert said in capsys.readouterr().err
    assert state(base) == before


def test_somebody_nobody_knows(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hand(base, to="无名氏") == 1
    assert "名册里没有“无名氏”这个人" in capsys.readouterr().err
