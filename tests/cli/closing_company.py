"""The company of the closing's tests on a disk."""

from __future__ import annotations

from pathlib import Path

from tests.books import ROOT
from tests.closing.company import files


def write_company(base: Path, found: dict[str, str] | None = None) -> Path:
    """Write the company below ``base``."""
    for path, text in (found or files()).items():
        file = base / "records" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    if not (base / "schemas").exists():
        (base / "schemas").symlink_to(ROOT / "schemas")
    return base
