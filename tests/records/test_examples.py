"""The good records of tests/examples give no problem, and each bad one gives exactly the problems beside it.

``TAIZHANG_BLESS=1 pytest tests/records/test_examples.py`` writes the ``.expected`` files anew; read what changed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from taizhang.problem import Problem
from taizhang.records.messages import SENTENCES
from tests.records.company import ROOT, TOP, company_with, place_of, schemas, valid_files

INVALID = ROOT / "tests" / "examples" / "invalid"
BAD = sorted(file for file in INVALID.glob("*/*") if file.suffix != ".expected")
NAMED_PATH = re.compile(rb"\A(?:\xef\xbb\xbf)?# path: ([^\r\n]+)")

# What one file in memory can't show; each has a test of its own.
SHOWN_ELSEWHERE = {
    "append-only.changed": "test_change",
    "file.link": "test_load",
    "file.unreadable": "test_load",
    "roots.none": "test_load",
    "schema.field-name": "test_schema_errors",
    "schema.other": "test_schema_errors",
    "schema.too-short": "test_schema_errors",
}


def path_of(file: Path) -> str:
    """Where a bad record lies, below the record root: as its first comment says, else where it belongs."""
    content = file.read_bytes()
    named = NAMED_PATH.match(content)
    return named[1].decode() if named else place_of(file.parent.name, content).removeprefix(f"{TOP}/")


def written(problems: list[Problem]) -> Iterator[str]:
    """The problems as an ``.expected`` file holds them, a line each."""
    for problem in problems:
        repair = f" → {problem.repair}" if problem.repair else ""
        yield f"{problem.line}:{problem.column} {problem.rule} [{problem.title}] {problem.message}{repair}\n"


def test_the_good_records_give_no_problem() -> None:
    book = company_with({})
    assert book.problems == ()
    assert len(list(book)) == len(valid_files())


def test_each_kind_has_a_good_record_and_bad_ones() -> None:
    kinds = set(schemas().kinds)
    assert {record.kind for record in company_with({})} == kinds
    assert {file.parent.name for file in BAD} == kinds


@pytest.mark.parametrize("file", BAD, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_bad_record_gives_exactly_its_problems(file: Path) -> None:
    path = path_of(file)
    book = company_with({path: file.read_bytes()})
    found = [problem for problem in book.problems if problem.path == f"{TOP}/{path}"]
    text = "".join(written(found))
    expected = file.with_suffix(".expected")
    if os.environ.get("TAIZHANG_BLESS"):
        expected.write_text(text, encoding="utf-8", newline="\n")
    assert expected.read_text(encoding="utf-8") == text
    assert found


def test_no_expectation_without_a_record() -> None:
    assert {file.with_suffix(".expected") for file in BAD} == set(INVALID.glob("*/*.expected"))


def test_every_sentence_is_shown_by_a_bad_record() -> None:
    shown = {
        line.split(" ")[1] for file in INVALID.glob("*/*.expected") for line in file.read_text("utf-8").splitlines()
    }
    assert set(SENTENCES.sentences) - shown == set(SHOWN_ELSEWHERE)
