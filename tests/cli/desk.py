"""The desk's company on a disk, for its commands."""

from __future__ import annotations

from pathlib import Path

from tests.books import ROOT, company, rulebook
from tests.desks import COMING, CUSTOMERS, EMPTY, GONE, PLAN, SERVICES, TRIPS


def write_company(base: Path) -> Path:
    """One branch with a manager's week, one who left, one to come; and a branch without people."""
    files = company() | rulebook()
    for part in (CUSTOMERS, GONE, COMING, EMPTY, PLAN, TRIPS, SERVICES):
        files |= part
    for path, text in files.items():
        file = base / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (base / "schemas").symlink_to(ROOT / "schemas")
    return base
