"""``taizhang merge-customers``: a difference first; then whole, and services count for the one kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from taizhang.cli import main
from tests.cli.desk import write_company

KEPT, GONE = "C-000123", "C-000147"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The desk's company."""
    return write_company(tmp_path)


def merge(base: Path, *arguments: str, gone: str = GONE, on: str = "2026-11-01") -> int:
    """Run the command."""
    return main(["merge-customers", KEPT, gone, "--on", on, "--base-dir", str(base), *arguments])


def test_a_dry_run_writes_nothing(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = base / f"records/customers/C-000/{GONE}.yaml"
    before = file.read_bytes()
    assert merge(base) == 0
    said = capsys.readouterr().out
    assert f"+merged_into: {KEPT}" in said
    assert "还没有写" in said
    assert file.read_bytes() == before


def test_it_is_written_once(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge(base, "--write") == 0
    assert f"closed_on: 2026-11-01\nmerged_into: {KEPT}\n" in (base / f"records/customers/C-000/{GONE}.yaml").read_text(
        encoding="utf-8"
    )
    assert "写入了 1 个文件" in capsys.readouterr().out
    assert merge(base, "--write") == 1
    assert f"已经并入 {KEPT}" in capsys.readouterr().err


@pytest.mark.parametrize(("gone", "on"), [("没有的", "2026-11-01"), (GONE, "昨天"), (KEPT, "2026-11-01")])
def test_what_cannot_be_is_refused(base: Path, gone: str, on: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert merge(base, "--write", gone=gone, on=on) == 1
    assert capsys.readouterr().err
