"""The notice's catalogue: every sentence that code asks for is there, and every one that is there is asked for."""

from __future__ import annotations

import ast

from taizhang.bulletin.assemble import NEXT_MONTH, SECTIONS
from taizhang.bulletin.deviations import IN_TIME, LATE, OVERDUE, RUNNING, UNKNOWN
from taizhang.bulletin.notice import Figure, Name, Paragraph, Stage
from taizhang.bulletin.sentences import SENTENCES, item, joined, paragraph, parts, say, spelt
from tests.books import ROOT

FILES = (
    *(ROOT / "scripts/taizhang/bulletin").glob("*.py"),
    *(ROOT / f"scripts/taizhang/cli/{name}.py" for name in ("bulletin", "verify")),
)
BUILT = {
    *(f"section.{name}" for name in (*SECTIONS, NEXT_MONTH)),
    *(f"stage.{stage}" for stage in Stage),
    *(f"rectify.{state}" for state in (IN_TIME, LATE, OVERDUE, RUNNING, UNKNOWN)),
    *(f"rectify.{head}" for head in ("unit", "person", "subject", "severity", "made", "due", "state")),
    *(f"loans.{state}" for state in (IN_TIME, LATE, OVERDUE, RUNNING)),
    *(f"{words}.{state}" for words in ("overall", "held", "told") for state in ("met", "late", "missed", "overdue")),
    *(f"wrong.{state}" for state in ("late", "missed", "overdue")),
    *(f"{head}.{name}" for head in ("rectify.closed", "figure") for name in ("closed", "waiting", "refused")),
    *(f"since.{name}" for name in ("rectified", "rechecked")),
    *(f"loans.{head}" for head in ("unit", "person", "file", "organisation", "lent", "due", "state")),
}
"""Ids that are put together of parts."""


def literals() -> set[str]:
    """Every text constant of the room's code and of its command, the catalogue's own aside."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in FILES if file.name != "sentences.py")
    return {
        n.value for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
    }


def test_none_is_missing_and_none_is_idle() -> None:
    heads = {name.split(".")[0] for name in SENTENCES}
    used = {text for text in literals() if text.split(".")[0] in heads and "." in text and text.isascii()}
    asked = {text for text in used if " " not in text and not text.endswith(".")} | BUILT | {"later"}
    assert sorted(asked - set(SENTENCES)) == []
    assert sorted(set(SENTENCES) - asked) == []


def test_a_sentence_keeps_its_figures() -> None:
    one, name = Figure("12", "缺失"), Name("unit", "east", "城东分公司")
    told = parts("agree.person", unit=name, person="张伟", count=one)
    assert told == (name, "张伟", ":", one, " 处。")
    assert spelt(told) == "城东分公司张伟:12 处。"


def test_cells_are_joined_and_set_into_a_sentence() -> None:
    assert joined(((),)) == ()
    assert spelt(joined((("甲",), ("乙", "丙")))) == "甲、乙丙"
    assert spelt(parts("overall.aside", states=("甲", Figure("2", "乙")))) == "另有甲2,不计入应办。"


def test_one_of_a_list_and_one_that_is_not() -> None:
    assert paragraph("agree.none") == Paragraph((say("agree.none"),))
    assert item("agree.none").item
