"""The explanation's catalogue has a sentence for every cause that a rule can give, and a word for every id."""

from __future__ import annotations

import ast
from string import Formatter

import pytest

from taizhang.explain.catalogue import SENTENCES, WORDS
from taizhang.explain.sentences import STATES
from taizhang.history.trust import Basis
from taizhang.rules.outcome import State
from taizhang.when.anniversary import Adjusted
from taizhang.when.calendar import DayWhy
from taizhang.when.due import Way
from taizhang.when.resolution import Found, Reason, ResolutionState, Verdict
from tests.books import ROOT

NEEDED = [
    *(f"{family}.{state}" for family in ("obligation", "event", "times") for state in State),
    *(f"day.{verdict}" for verdict in Verdict),
    *(f"due.{reason}" for reason in Reason),
    f"due.{ResolutionState.DUE}",
    *(f"time.{basis}" for basis in Basis),
]
WORDED = [
    *(f"found.{found}" for found in Found),
    *(f"found.{way}" for way in Way if way is not Way.WAIVE),
    *(f"kind.{why}" for why in DayWhy),
    "kind.unknown",
    *(f"found.{adjusted}" for adjusted in Adjusted),
]


@pytest.mark.parametrize("name", NEEDED)
def test_every_outcome_has_a_sentence(name: str) -> None:
    """Built from the enums, so a new member without a sentence fails here."""
    assert SENTENCES[name]


@pytest.mark.parametrize("name", WORDED)
def test_every_id_has_a_word(name: str) -> None:
    """Ids of how a day was found and what it is."""
    assert WORDS[name]


def test_every_state_has_a_label() -> None:
    """The pages' and the terminal's word for it."""
    assert set(STATES) == {state.value for state in State}


def literal_causes() -> set[str]:
    """The sentence ids that the rules' modules name outright."""
    found: set[str] = set()
    for file in (ROOT / "scripts/taizhang/rules").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Cause":
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def test_every_cause_named_in_a_rule_has_a_sentence() -> None:
    """Read from the code, so that none is forgotten."""
    assert literal_causes() >= {"owner.post", "fact.stated"}
    assert literal_causes() - SENTENCES.keys() == set()


def test_sentences_have_named_fields_only() -> None:
    """Positional or attribute fields would read what people typed as a template."""
    for sentence in SENTENCES.values():
        for _, field, _, _ in Formatter().parse(sentence):
            assert field is None or field.isidentifier()
