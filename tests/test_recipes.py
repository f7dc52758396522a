"""The recipes of CONTRIBUTING.md, followed to the letter in a scratch copy of the demo company."""

from __future__ import annotations

import re
import shutil
import textwrap
from datetime import datetime
from pathlib import Path

import pytest

from taizhang.cli.check import every_problem
from taizhang.history.history import History, Unknown
from taizhang.ledger import compute
from taizhang.records.book import Book
from taizhang.records.lint.schemas import lint
from taizhang.records.load import load
from taizhang.records.schema_set import load_schemas
from taizhang.records.source import WorkTree
from taizhang.rulebook import rulebooks_of
from taizhang.rules.outcome import State
from tests.books import ROOT

BLOCK = re.compile(r"^( *)```(json|yaml)\n(.*?)^\1```", re.MULTILINE | re.DOTALL)
STOCK_TAKE = """\
unit: telecom-east
month: 2026-10
person: li-na
submitted_at: 2026-10-28 17:00
count: 120
"""


def blocks(language: str) -> list[str]:
    """The recipe's blocks of one language, in order."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    return [textwrap.dedent(found[3]) for found in BLOCK.finditer(text) if found[2] == language]


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """A copy of records and schemas."""
    for folder in ("records", "schemas"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def put(scratch: Path, path: str, text: str) -> None:
    """A file as the recipe tells to write it."""
    file = scratch / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def book_of(scratch: Path) -> Book:
    """The scratch company, which must be without a problem."""
    book = load(WorkTree(scratch), load_schemas(scratch / "schemas"))
    assert sorted(every_problem(book)) == []
    return book


def test_add_a_record(scratch: Path) -> None:
    """The leave lands where its schema says, and is there."""
    put(scratch, "records/leaves/telecom-east/zhang-wei/2026-11-23.yaml", blocks("yaml")[0])
    assert book_of(scratch).at("records/leaves/telecom-east/zhang-wei/2026-11-23.yaml") is not None


def test_add_a_kind_and_a_duty_without_python(scratch: Path) -> None:
    """One schema and one rule: East counted in time, the two other branches did not."""
    put(scratch, "schemas/stock-take.schema.json", blocks("json")[0])
    put(scratch, "records/rulebooks/telecom/stock.yaml", next(text for text in blocks("yaml") if "part: stock" in text))
    put(scratch, "records/stock-takes/telecom-east/2026-10.yaml", STOCK_TAKE)
    assert lint(scratch / "schemas") == ()
    history = History("+08:00", why_unknown=Unknown.NO_REPOSITORY)
    ledger = compute(book_of(scratch), history, datetime(2026, 10, 30, 9))
    october = {
        one.unit: one.state for one in ledger.obligations if one.rule == "stock-take" and one.period == "2026-10"
    }
    assert october == {
        "telecom-east": State.MET,
        "telecom-west": State.OVERDUE,
        "telecom-south": State.OVERDUE,
    }


def test_change_a_rule(scratch: Path) -> None:
    """The change stands under the one before it; the new example runs."""
    changes, example = (next(text for text in blocks("yaml") if start in text) for start in ("changes:", "12 月起缺失"))
    path = "records/rulebooks/telecom/reporting.yaml"
    text = (scratch / path).read_text(encoding="utf-8")
    old = re.search(r"^    changes:\n(?:      .*\n)+?    examples:\n", text, re.MULTILINE)
    assert old is not None
    new = textwrap.indent(changes, "    ") + "    examples:\n" + textwrap.indent(example, "      ")
    put(scratch, path, text.replace(old[0], new))
    rules = [rule for rulebook in rulebooks_of(book_of(scratch)) for rule in rulebook.rules]
    weekly = next(rule for rule in rules if rule.id == "weekly-report")
    assert [version.parameters["missed"]["points"] for version in weekly.versions()] == [-2, -3, -4]
