"""Made companies below build/bench: of about so many records, with the demo's rules where duties are wanted."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from taizhang.closing import audited
from taizhang.facts.company import company_of
from taizhang.history.history import read_history
from taizhang.records.book import Book
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from taizhang.when.clock import moment_for

ROOT = Path(__file__).resolve().parent.parent
BRANCH_YEAR = 5700  # records of one branch in a year
CUSTOMERS_FILES = 1150  # of them customers and contacts, however long it runs
RULES = ("rulebooks/telecom", "calendar")
"""What a made company takes of the demo's for its duties: rules, and the calendars of their examples."""


def synthesized(records: int) -> Path:
    """A company of about so many records below build/, made anew unless it is there."""
    company = ROOT / "build" / "bench" / str(records)
    if not (company / "records").is_dir():
        command = [sys.executable, str(ROOT / "benchmarks/synthesize.py"), str(company), *shape(records)]
        subprocess.run(command, check=True)
    if not (company / "schemas").exists():
        (company / "schemas").symlink_to(ROOT / "schemas", target_is_directory=True)
    return company


def shape(records: int) -> list[str]:
    """The arguments for about so many records: branches of 20 managers and 400 customers, up to a year."""
    branches = -(-records // BRANCH_YEAR)
    weeks = max(1, min(51, 51 * (records // branches - CUSTOMERS_FILES) // (BRANCH_YEAR - CUSTOMERS_FILES)))
    last = date(2026, 1, 4) + timedelta(weeks=weeks)
    size = ["--branches", str(branches), "--managers", "20", "--customers", "400"]
    return ["--seed", "1", *size, "--from", "2026-01-05", "--to", last.isoformat()]


def files_of(company: Path) -> list[Path]:
    """Its records' files, by path."""
    return sorted((company / "records").rglob("*.yaml"))


def records_of(company: Path) -> int:
    """How many records it has."""
    return sum(1 for _ in (company / "records").rglob("*.yaml"))


def forget(company: Path) -> None:
    """Delete what earlier checks kept, so that the next one is cold."""
    shutil.rmtree(company / ".git/taizhang", ignore_errors=True)


def with_rules(company: Path) -> Path:
    """The company with the demo's rules and calendars; its own records stay."""
    for name in RULES:
        for file in sorted((ROOT / "records" / name).rglob("*.yaml")):
            target = company / "records" / file.relative_to(ROOT / "records")
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, target)
    return company


def loaded(company: Path) -> Book:
    """Every record read, checked and linked."""
    return load(WorkTree(company), load_schemas(ROOT / "schemas"))


def computed(company: Path, book: Book) -> None:
    """The ledger as of the company's pinned moment."""
    own = company_of(book)
    now = moment_for(None, own.pinned, own.utc_offset)
    audited(book, read_history(company, own.utc_offset, company / "build/history.json"), now).outcomes  # noqa: B018
