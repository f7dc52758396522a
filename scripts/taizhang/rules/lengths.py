"""How long a text is in Chinese terms: characters of the script, and what else a rule lets count (C6.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ÿ]+(?:[.,'’:/%_-][A-Za-z0-9À-ÖØ-öø-ÿ]+)*")
"""A run of letters and digits; signs between two of them belong to it: ``3,000.50``, ``don't``, ``2026-10``."""

HAN = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF), (0x3005, 0x3007))
"""The script's ranges in Unicode, with 々 〆 〇."""

NOTHING, BY_WORD, BY_LETTER = "none", "word", "letter"


def length(text: str | Sequence[str], *, punctuation: bool = False, latin: str = NOTHING) -> int:
    """The number of Chinese characters; with ``punctuation`` every mark, and of Latin text what ``latin`` says.

    ``latin`` is ``none``, ``word`` (a run of letters and digits is one) or ``letter`` (each is one). Blanks and line
    ends never count; a list of paragraphs is as long as all of them.
    """
    if not isinstance(text, str):
        return sum(length(part, punctuation=punctuation, latin=latin) for part in text)
    found = sum(1 for one in text if is_han(one))
    if latin == BY_WORD:
        found += sum(1 for _ in WORD.finditer(unicodedata.normalize("NFKC", text)))
    elif latin == BY_LETTER:
        found += sum(1 for one in text if one.isalnum() and not is_han(one))
    if punctuation:
        found += sum(1 for one in _outside_words(text, latin) if unicodedata.category(one).startswith(("P", "S")))
    return found


def is_han(one: str) -> bool:
    """Whether a character is of the Chinese script."""
    return any(first <= ord(one) <= last for first, last in HAN)


def _outside_words(text: str, latin: str) -> str:
    """The text without its Latin words where those count as words: the signs inside them are a part of them."""
    return WORD.sub(" ", text) if latin == BY_WORD else text
