"""The desk's catalogue: every sentence that code asks for is there, and every one that is there is asked for."""

from __future__ import annotations

import ast
from datetime import date

import pytest

from taizhang.desk.due_list import When
from taizhang.desk.sentences import SENTENCES, say, short, spoken, weekday
from tests.books import ROOT

FOLDERS = ("scripts/taizhang/desk", "scripts/taizhang/cli")
BUILT = {
    "due.day",
    *(f"due.group-{when}" for when in When if when is not When.LATER),
    *(f"due.nothing-{when}" for when in (When.TODAY, When.WEEK, When.OVERDUE)),
    *(f"remind.{when}" for when in (When.TODAY, When.WEEK, When.OVERDUE)),
    *(f"{start}-{kind}" for start in ("asked.several",) for kind in ("person", "unit")),
    *(f"asked.{kind}" for kind in ("person", "unit")),
}
"""Ids that are put together of parts, or asked for in the catalogue's own module."""


def literals() -> set[str]:
    """Every text constant of the rooms' code, the catalogue's own aside."""
    files = (file for folder in FOLDERS for file in (ROOT / folder).glob("*.py") if file.name != "sentences.py")
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in files)
    return {
        n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def test_none_is_missing_and_none_is_idle() -> None:
    heads = {name.split(".")[0] for name in SENTENCES}
    used = {text for text in literals() if text.count(".") == 1 and text.split(".")[0] in heads and " " not in text}
    asked = {text for text in used if not text.endswith((".", "-")) and text.isascii() and text == text.lower()} | BUILT
    assert sorted(asked - set(SENTENCES)) == []
    assert sorted(set(SENTENCES) - asked) == []


def test_a_sentence_with_its_values() -> None:
    assert say("asked.month", value="2026-13") == "“2026-13”不是月份,写成 2026-10 这样。"
    with pytest.raises(KeyError):
        say("asked.nothing")


def test_days() -> None:
    day = date(2026, 10, 16)
    assert (weekday(day), spoken(day)) == ("周五", "10 月 16 日")
    assert (short(day, date(2026, 1, 1)), short(day, date(2027, 1, 1))) == ("10-16", "2026-10-16")
