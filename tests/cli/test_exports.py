"""What exports refuse before they read anything: a month that is none, a file that can't be written."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from taizhang.cli.exports import month_and_file
from taizhang.desk.asked import Unknown


def asked(month: str, out: Path) -> argparse.Namespace:
    """The arguments of an export."""
    return argparse.Namespace(month=month, out=out)


def test_a_month_and_a_file_in_a_folder_that_is_there(tmp_path: Path) -> None:
    found = month_and_file(asked("2026-10", tmp_path / "a.XLSX"))
    assert not isinstance(found, Unknown)
    assert (found[0].key, found[1]) == ("2026-10", tmp_path / "a.XLSX")


@pytest.mark.parametrize(
    ("month", "file", "said"),
    [("2026-13", "a.xlsx", "2026-13"), ("2026-10", "a.csv", "a.csv"), ("2026-10", "none/a.xlsx", "none")],
)
def test_what_is_wrong_is_said(tmp_path: Path, month: str, file: str, said: str) -> None:
    found = month_and_file(asked(month, tmp_path / file))
    assert isinstance(found, Unknown)
    assert said in found.text
