"""The sentences: Chinese, each with the values it is given, and none that nobody can meet."""

from __future__ import annotations

import re
import string

import pytest

from taizhang.problem import Place
from taizhang.records import messages
from taizhang.records.messages import NO, SENTENCES, TYPES, YES
from tests.records.company import ROOT

RULES = sorted(SENTENCES.sentences)
SOURCES = sorted(
    path for path in (ROOT / "scripts" / "taizhang" / "records").glob("*.py") if path.name != "messages.py"
)
ENGLISH = {"yaml", "true", "false", "until", "phone", "root", "windows", "string", "at"}


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("rule", RULES)
def test_a_sentence(rule: str) -> None:
    assert re.fullmatch(r"[a-z-]+\.[a-z-]+", rule)
    sentence = SENTENCES.sentences[rule]
    for text in (sentence.title, sentence.message, sentence.repair):
        assert re.search("[\u4e00-\u9fff]", text), text
        bare = re.sub(r"\{[a-z]+\}", "", text)
        assert set(re.findall("[a-z]{2,}", bare.lower())) <= ENGLISH, text
    assert sentence.message.endswith("。") or sentence.message.endswith("?")
    assert len(sentence.title) <= 12
    assert all(name.isidentifier() for name in names_in(sentence.title + sentence.message + sentence.repair))


@pytest.mark.parametrize("rule", RULES)
def test_values_never_act_as_templates(rule: str) -> None:
    sentence = SENTENCES.sentences[rule]
    names = names_in(sentence.title + sentence.message + sentence.repair) - {"value"}
    values = dict.fromkeys(names, "{0}{value.__class__}{x!r}%s")
    problem = SENTENCES.problem(rule, Place("a.yaml", 3, 4), value="{1}{title}%d", **values)
    assert (problem.path, problem.line, problem.column, problem.rule) == ("a.yaml", 3, 4, rule)
    if names:
        assert "{0}{value.__class__}" in problem.title + problem.message + problem.repair


def test_every_sentence_is_said_somewhere_and_every_rule_has_one() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    groups = "schema|file|sum|order|periods|key|level|personal|secret|append-only|link|id|roots"
    said = set(re.findall(rf'"((?:{groups})\.[a-z-]+)"', text))
    assert said == set(RULES)


def test_groups_do_not_overlap() -> None:
    groups = [value for name, value in vars(messages).items() if name.endswith("_SENTENCES")]
    assert sum(len(group) for group in groups) == len(RULES)


def test_words() -> None:
    assert not YES & NO
    assert TYPES.keys() == {"string", "integer", "number", "boolean", "object", "array", "null"}
    assert all(word == word.lower() for word in YES | NO)


def test_sources_are_there() -> None:
    assert {"examine.py", "links.py", "own_checks.py", "schema_errors.py"} <= {path.name for path in SOURCES}
