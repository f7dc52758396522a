"""Backslashes in double quotes: escapes that YAML does not know, and escapes that smuggle in forbidden characters."""

from __future__ import annotations

import re
from typing import NamedTuple

from taizhang.records.text.decoding import forbidden

_PART = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)|\"", re.DOTALL)
_FORBIDDEN = frozenset("0abvfreNLP")
_HARMLESS = frozenset('tn "/\\_\n\t')
_HIGHEST = 0x10FFFF


class Escape(NamedTuple):
    """A bad escape: the rule it breaks, where it stands in the text, as written and as it should be."""

    rule: str
    offset: int
    written: str
    right: str


def bad_escape(text: str, start: int) -> Escape | None:
    """The first bad escape of the double-quoted scalar that begins at ``start`` in ``text``."""
    for found in _PART.finditer(text, start + 1):
        written = found[0]
        if written == '"':
            return None
        if rule := _broken(written[1:]):
            right = "\\" + written if rule == "yaml.escape" else ""
            return Escape(rule, found.start(), written, right)
    return None


def _broken(code: str) -> str:
    if len(code) > 1:
        number = int(code[1:], 16)
        return "yaml.escape-character" if number > _HIGHEST or forbidden(chr(number)) else ""
    if code in _FORBIDDEN:
        return "yaml.escape-character"
    return "" if code in _HARMLESS else "yaml.escape"
