"""``taizhang new calendar``: a stub to review, or a plain refusal."""

from __future__ import annotations

import pytest

from taizhang.cli import main


def test_a_known_year_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """Seeded days, and blanks where only people know."""
    assert main(["new", "calendar", "2026"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("year: 2026\nsource:\n  title: 待填\n")
    assert "  - {day: 2026-10-10, name: 国庆节调休}\n" in text


def test_a_year_not_announced_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing on standard output that somebody might save."""
    assert main(["new", "calendar", "2099"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "2099" in err
