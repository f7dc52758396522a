"""A company whose records several people keep in Git: Zhang and Lin sell, Li leads them, Chen is of the department."""

from __future__ import annotations

from pathlib import Path

from taizhang.cli import main
from taizhang.facts.company import company_of
from taizhang.history.history import read_history
from taizhang.records.book import Book
from taizhang.records.git import Git
from taizhang.records.load import load
from taizhang.records.source import WorkTree
from taizhang.review.audit import Audit, Auditor
from taizhang.review.past import Past
from tests import books
from tests.books import UNIT, schemas
from tests.closing.company import POSTED
from tests.repository import Repository
from tests.review.company import repository, write

BOT = "bot <bot@example.com>"
ZHANG, LIN, LI = "张伟 <zhang@example.com>", "linyong <linyong@example.com>", "李娜 <boss@example.com>"
CHEN, NOBODY = "Chen <7+chenjing@example.com>", "过客 <someone@example.com>"
REPORT = "weekly-reports/east/2026-W42/zhang.yaml"
GRADES = """\
grades:
  - {from: 2026-02-01, grade: junior, approved_by: chen}
  - {from: 2026-06-01, grade: senior, approved_by: chen}
"""
ACCOUNT = "accounts:\n  - {{forge: gitea, login: {}}}\n"


def company() -> dict[str, str]:
    """The company's records as they were founded."""
    found = books.company("east", "west") | books.person("zhang", "张伟", "T0001", ("2026-01-01", "", "east"))
    found |= books.person("lin", "林勇", "T0002", ("2026-01-01", "", "east"))
    found["people/lin.yaml"] += ACCOUNT.format("linyong")
    found["units/marketing.yaml"] = UNIT.format(id="marketing", name="市场部", kind="department") + "parent: telecom\n"
    people = (("boss", "李娜", "east", "supervisor"), ("chen", "陈静", "marketing", "marketing-clerk"))
    for number, (who, name, unit, role) in enumerate((*people, ("far", "肖静", "west", "supervisor"))):
        found[f"people/{who}.yaml"] = POSTED.format(id=who, name=name, number=f"T001{number}", unit=unit, role=role)
    found["people/chen.yaml"] += ACCOUNT.format("chenjing")
    return found


def founded(root: Path, more: dict[str, str] | None = None) -> Repository:
    """A repository of the company, founded by a machine before its Git counts."""
    return repository(root, company() | (more or {}), "2025-12-31 09:00")


def put(made: Repository, files: dict[str, str], at: str, by: str, message: str = "记录") -> str:
    """Files written and committed by somebody."""
    write(made, files)
    return made.commit(at, message, by=by)


def request(made: Repository, files: dict[str, str], at: str, by: str, merged: str, trailers: str = "") -> str:
    """Files committed by somebody on a branch, merged with the trailers; the merge's id."""
    made.git("switch", "--quiet", "--create", "request")
    put(made, files, at, by)
    made.git("switch", "--quiet", "main")
    name = made.merge("request", merged, f"合并\n\n{trailers}")
    made.git("branch", "--quiet", "-D", "request")
    return name


def book(made: Repository) -> Book:
    """The book of the work tree."""
    return load(WorkTree(made.root), schemas())


def past(made: Repository, *wanted: str) -> Past:
    """The past of the work tree's book, of the commits wanted."""
    found = book(made)
    history = read_history(made.root, company_of(found).utc_offset)
    return Past(Git(made.root), history, found, ("records",), frozenset(wanted) if wanted else None)


def audit(made: Repository, *wanted: str) -> Audit:
    """The audit of it."""
    return Auditor(past(made, *wanted)).audit()


def told(found: Audit, rule: str) -> list[tuple[str, str]]:
    """Path and sentence of the findings of a rule."""
    return [(one.path.removeprefix("records/"), one.text) for one in found.findings if one.rule == rule]


def rules(found: Audit) -> list[str]:
    """The rules of the findings, each once."""
    return list(dict.fromkeys(one.rule for one in found.findings))


def run(made: Repository, *arguments: str) -> int:
    """The command on it."""
    return main(["audit", "--base-dir", str(made.root), *arguments])
