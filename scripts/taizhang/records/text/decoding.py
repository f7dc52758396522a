"""From bytes to lines of text, and what may be shown of them."""

from __future__ import annotations

import unicodedata

EXCERPT_LIMIT = 200
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NONCHARACTERS = frozenset(
    {*range(0xFDD0, 0xFDF0), *(plane << 16 | low for plane in range(17) for low in (0xFFFE, 0xFFFF))}
)


def decode(data: bytes) -> str:
    """The text of a UTF-8 file without its byte order mark, lines ended by a line feed; else UnicodeDecodeError."""
    text = data.decode("utf-8")
    if text[:1] == "\ufeff":
        text = text[1:]
    return text.replace("\r\n", "\n") if "\r" in text else text


def forbidden(character: str) -> bool:
    """Whether no text may hold ``character``: controls, formats that hide or turn text, surrogates, non-characters."""
    if character in "\n\t":
        return False
    return unicodedata.category(character) in _INVISIBLE or ord(character) in _NONCHARACTERS


def code_point(character: str) -> str:
    """``character`` as people look it up: ``U+202E``."""
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """``text`` safe to show, character by character: what is forbidden turns into ``�``, a tab into ``→``."""
    if text.isprintable():
        return text
    return "".join("→" if c == "\t" else "�" if c == "\n" or forbidden(c) else c for c in text)


def excerpt(line: str) -> str:
    """A source line as it is shown under a problem: safe to print, cut where it is very long."""
    shown = visible(line[: EXCERPT_LIMIT + 1])
    return shown if len(shown) <= EXCERPT_LIMIT else shown[: EXCERPT_LIMIT - 1] + "…"
