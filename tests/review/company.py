"""A company with one manager, who began on 1 October: two weeks' reports, a card of 18 points, and its Git."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from taizhang.closing import audited
from taizhang.history.history import History, Unknown, read_history, with_request
from taizhang.ledger import Ledger, compute
from taizhang.review.impact import Side
from tests import books
from tests.books import ROOT, book_of
from tests.closing.company import CARD, POSTED
from tests.repository import OFFSET, Repository

UNREAD = History(OFFSET, why_unknown=Unknown.NO_GIT)
REPORT = "weekly-reports/east/2026-W42/zhang.yaml"


@cache
def _company() -> dict[str, str]:
    found = books.company() | books.person("zhang", "张伟", "T0001", ("2026-10-01", "", "east")) | books.rulebook()
    found |= books.report("zhang", "2026-W41", "2026-10-09 16:00")
    found["people/boss.yaml"] = POSTED.format(id="boss", name="李娜", number="T0010", unit="east", role="supervisor")
    found["rulebooks/telecom/assessment.yaml"] = CARD
    return found


def company() -> dict[str, str]:
    """The company without a report of its second week."""
    return dict(_company())


def report(at: str, who: str = "zhang", week: str = "2026-W42") -> dict[str, str]:
    """A report handed in at a moment."""
    return books.report(who, week, at)


def ledger(files: dict[str, str], at: datetime) -> Ledger:
    """The ledger of the files, with nothing known of the past."""
    return compute(book_of(files), UNREAD, at)


def side(files: dict[str, str], at: datetime, history: History = UNREAD) -> Side:
    """One side of a comparison."""
    book = book_of(files)
    return Side(book, history, audited(book, history, at))


def repository(root: Path, files: dict[str, str], at: str) -> Repository:
    """A repository of the company, landed at a moment."""
    made = Repository.create(root)
    (root / "schemas").symlink_to(ROOT / "schemas")
    made.write(".git/info/exclude", "schemas\n")
    write(made, files)
    made.commit(at, "公司")
    return made


def write(made: Repository, files: dict[str, str]) -> None:
    """Records into the work tree."""
    for path, text in files.items():
        made.write(f"records/{path}", text)


def histories(made: Repository, base: str, head: str) -> tuple[History, History]:
    """What Git knows at ``base``, and with the request up to ``head``."""
    line = read_history(made.root, OFFSET, revision=base)
    return line, with_request(line, made.root, base, head)
