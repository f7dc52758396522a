"""The benchmark of checks: a peer that gets a share of the files, and a check that is cold."""

from __future__ import annotations

from pathlib import Path

from benchmarks.made import forget
from benchmarks.run import kinds_of, scaled
from benchmarks.timing import Timed


def test_a_share_is_scaled_without_its_start() -> None:
    """One second to start and four for 20 files are one and 16 for 80."""
    found = scaled(Timed("x", (5.0,), (3.0,)), Timed("start", (1.0,), (1.0,)), 4)
    assert found == Timed("x", (17.0,), (9.0,))


def test_files_by_kind() -> None:
    """What is of no kind is left out."""
    files = [Path("a/records/company.yaml"), Path("a/records/units/east.yaml"), Path("a/records/none/x.yaml")]
    assert kinds_of(files) == {"company": files[:1], "unit": files[1:2]}


def test_a_check_that_has_forgotten_is_cold(tmp_path: Path) -> None:
    """What earlier ones kept is gone, Git's own files stay; where there is nothing, nothing happens."""
    for name in (".git/taizhang/x.sqlite", ".git/HEAD"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    forget(tmp_path)
    forget(tmp_path)
    assert [one.name for one in (tmp_path / ".git").iterdir()] == ["HEAD"]
