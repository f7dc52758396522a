"""Levels of confidentiality: by kind, raised by a record, never lowered (A6.4)."""

from __future__ import annotations

import pytest

from taizhang.records.levels import BY_SENSITIVITY, LEVELS, highest, kind_level, level_of, too_low
from taizhang.records.messages import LEVEL_WORDS
from taizhang.records.schema_set import fields
from tests.records.company import company_with, good, schemas

CUSTOMER = "customers/C-000/C-000123.yaml"


def test_every_level_has_a_word_and_every_sensitivity_a_level() -> None:
    assert tuple(LEVEL_WORDS) == LEVELS
    assert set(BY_SENSITIVITY.values()) == set(LEVELS)
    assert {kind.sensitivity for kind in schemas().kinds.values()} <= set(BY_SENSITIVITY)


def test_every_kind_of_record_may_say_its_level() -> None:
    """With the three levels and no others, whatever its own level is: the check says what is too low."""
    for kind in schemas().kinds.values():
        said = {pattern[0]: node for pattern, node in fields(kind.schema) if len(pattern) == 1}
        assert said["confidentiality"]["enum"] == list(LEVELS), kind.name


@pytest.mark.parametrize(
    ("sensitivity", "said", "level", "low"),
    [
        ("internal", None, "internal", False),
        ("internal", "internal", "internal", False),
        ("internal", "secret", "secret", False),
        ("commercial", None, "secret", False),
        ("commercial", "internal", "secret", True),
        ("commercial", "secret", "secret", False),
        ("commercial", "top-secret", "top-secret", False),
        ("personal", "internal", "secret", True),
        ("pay", None, "top-secret", False),
        ("pay", "secret", "top-secret", True),
        ("pay", "top-secret", "top-secret", False),
        ("commercial", "绝密", "secret", False),
    ],
)
def test_a_record_raises_its_level_and_never_lowers_it(
    sensitivity: str, said: str | None, level: str, low: bool
) -> None:
    data = {} if said is None else {"confidentiality": said}
    assert level_of(sensitivity, data) == level
    assert too_low(sensitivity, data) is low


def test_the_highest_of_several() -> None:
    assert highest(("internal", "top-secret", "secret")) == "top-secret"
    assert highest(()) == "internal"
    assert kind_level("something new") == "internal"


@pytest.mark.parametrize(("said", "rules"), [("internal", ["level.below"]), ("secret", []), ("top-secret", [])])
def test_the_check_blocks_what_is_below_the_kind(said: str, rules: list[str]) -> None:
    book = company_with({CUSTOMER: good(CUSTOMER) + f"confidentiality: {said}\n"})
    assert [problem.rule for problem in book.problems] == rules


def test_a_word_that_is_no_level_is_told_once() -> None:
    book = company_with({CUSTOMER: good(CUSTOMER) + "confidentiality: 绝密\n"})
    assert [problem.rule for problem in book.problems] == ["schema.enum"]
