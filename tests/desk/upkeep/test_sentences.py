"""The catalogue: every sentence that code asks for is there, and every one that is there is asked for."""

from __future__ import annotations

import ast

import pytest

from taizhang.desk.upkeep.doctor import Level
from taizhang.desk.upkeep.sentences import SENTENCES, say
from tests.books import ROOT

COMMANDS = ("init", "doctor", "edits", "handover", "merge_customers", "approve", "attach", "attachments")

BUILT = {f"doctor.{level}-head" for level in Level}
"""Ids that are put together of parts."""


def lacks() -> set[str]:
    """What is called missing, and what is to be done then: ``lack("calendar", …)`` asks for two sentences."""
    found = set()
    for path in ("scripts/taizhang/desk/upkeep/doctor.py", "scripts/taizhang/cli/doctor.py"):
        for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "lack":
                name = ast.literal_eval(node.args[0])
                assert isinstance(name, str)
                found |= {f"doctor.{name}", f"doctor.{name}-do"}
    return found


def literals() -> set[str]:
    """Every text constant of the code that may ask for a sentence."""
    upkeep = [one for one in (ROOT / "scripts/taizhang/desk/upkeep").glob("*.py") if one.name != "sentences.py"]
    cli = [file for name in COMMANDS if (file := ROOT / f"scripts/taizhang/cli/{name}.py").exists()]
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in (*upkeep, *cli))
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_none_is_missing_and_none_is_idle() -> None:
    heads = {name.split(".")[0] for name in SENTENCES}
    asked = {text for text in literals() if text.split(".")[0] in heads and text.count(".") == 1 and text.isascii()}
    asked = {text for text in asked if " " not in text and not text.endswith(".")} | BUILT | lacks()
    assert sorted(asked - set(SENTENCES)) == []
    assert sorted(set(SENTENCES) - asked) == []


def test_a_sentence_with_its_values() -> None:
    assert say("init.site", name="鸿运") == "鸿运台账"
    with pytest.raises(KeyError):
        say("init.nothing")
