"""What a plain scalar means, and what makes one doubtful: full-width digits, a key or a dash without its space."""

from __future__ import annotations

import re
import unicodedata

INTEGER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})\Z").match
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
FIRST = frozenset("-0123456789０１２３４５６７８９－＋–—")
"""What numbers, dates, times and mistaken list items begin with."""

_WIDE = re.compile(r"[-0-9０-９－＋][-+0-9０-９－﹣＋ \u3000:：﹕/／.．WＷQＱHＨ]*\Z").match
_KEY = re.compile(r"(?:\A|\s)[a-z_][a-z0-9_]*(?:：|:(?!//)\S)").search
_DASH = re.compile(r"-[^\s0-9.-]|[－–—][ \u3000]").match
_DATE = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9.])").sub
_HOUR = re.compile(r"(?<![0-9:])([0-9]):([0-9]{2})(?![0-9])").sub


def resolve(value: str) -> str | int | bool | None:
    """What the plain scalar ``value`` means."""
    if value in WORDS:
        return WORDS[value]
    return int(value) if INTEGER(value) else value


def doubtful(value: str) -> bool:
    """Whether the slow lane must look at the plain scalar ``value`` that is not ``dated``; True is no verdict."""
    return wide(value) or _DASH(value) is not None or _KEY(value) is not None


def dated(value: str) -> bool:
    """Whether ``value`` begins like a date in half-width characters and so is text beyond doubt."""
    return value[4:5] == "-" and value[:1] in FIRST and value.isascii()


def wide(value: str) -> bool:
    """Whether ``value`` is wholly a number, date or time, and some of it full-width."""
    return not value.isascii() and _WIDE(value) is not None and any(c.isdigit() for c in value)


def tidy(value: str) -> str:
    """A number, date or time in half-width characters, its month, day and hour with two digits."""
    narrow = " ".join(unicodedata.normalize("NFKC", value).split())
    dated = _DATE(lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}", narrow)
    return _HOUR(r"0\1:\2", dated)
