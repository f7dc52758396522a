"""The length of a report in Chinese characters, with marks and Latin words as a rule says (C6.1)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.rules.lengths import is_han, length

MIXED = "我在2025年签单62户,回款3,000.50万元(VIP 客户3户)。\n"
"""Chinese: 我在年签单户回款万元客户户 = 13; words: 2025 62 3,000.50 VIP 3 = 5; marks: , ( ) 。 = 4."""


@pytest.mark.parametrize(
    ("punctuation", "latin", "expected"),
    [(False, "none", 13), (False, "word", 18), (True, "word", 22), (True, "none", 19), (False, "letter", 29)],
)
def test_marks_and_latin_by_parameter(punctuation: bool, latin: str, expected: int) -> None:
    """As words 3,000.50 is one and its marks are its own; else they are two marks; letters and digits are 16."""
    assert length(MIXED, punctuation=punctuation, latin=latin) == expected


@pytest.mark.parametrize("number", [1999, 2000, 2001])
def test_paragraphs_count_together(number: int) -> None:
    assert length(["述" * 1000, "职" * (number - 1000)]) == number


@pytest.mark.parametrize("one", ["〇", "々", "𠮷", "㐂", "丽"])
def test_rare_characters_are_characters(one: str) -> None:
    """Also those beyond the first plane, which are one character, not two."""
    assert length(one) == 1


@pytest.mark.parametrize("one", [" ", "\u3000", "，", "a", "ア", "1", "①", "😀"])
def test_what_is_none(one: str) -> None:
    assert length(one) == 0


@given(st.lists(st.text(max_size=40), max_size=5))
def test_adding_up(paragraphs: list[str]) -> None:
    """The whole is its parts, whatever blanks stand between; the more is counted the more there is."""
    assert length(paragraphs) == sum(1 for one in "".join(paragraphs) if is_han(one))
    assert length(paragraphs) == length("\n\n".join(paragraphs))
    assert length(paragraphs) <= length(paragraphs, latin="word") <= length(paragraphs, punctuation=True, latin="word")


@given(st.text(alphabet=st.characters(categories=["Lo"]), max_size=60))
def test_the_script_as_unicode_names_it(text: str) -> None:
    """Every character that Unicode calls a CJK ideograph of the ranges counts."""
    named = sum(1 for one in text if unicodedata.name(one, "").startswith("CJK UNIFIED IDEOGRAPH"))
    assert length(text) >= named
