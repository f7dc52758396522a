"""Passwords, keys and codes that somebody wrote into a text (A6.1): found by their shape, never kept.

A word for a secret alone is fine (请客户修改密码); a word with a value behind it is not (密码:Abc12345). What follows a
word and is a date, a number of a customer or record, a clause or a count (密码 8 位) is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

CHINESE = "密码|口令|密钥|私钥|验证码|动态码"
LATIN = "password|passwd|passcode|passphrase|pwd|token|api[ _-]?key|secret[ _-]?key|access[ _-]?key"
LIKELY = tuple(word.encode() for word in (*CHINESE.split("|"), "pwd", "token"))
"""One of these a file holds before its texts are looked at one by one, or what ``COMMON`` finds."""
COMMON = re.compile(rb"pass(?:\\\s*)?[wcp]|[iste\x80-\xff][\s\\_-]*key")
"""The words of which a part is common, with the letters beside it: passed and key account are none of them.

A line may end within a word, and a letter may be one that is alike but for its case.
"""
NAME = re.compile(f"(?:.*_)?(?:{LATIN})", re.IGNORECASE)
"""A field that has such a name holds nothing but a secret."""
KEY_BLOCK = re.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----")
ASSIGNED = r"[ \u3000]*(?:[:=\uff1a\uff1d]|是|为|改[为成]|设[为成]|重置[为成])[ \u3000]*[:\uff1a]?[ \u3000]*"
QUOTE = "[\"'“‘「『《<]?"
VALUE = r"(?P<value>[0-9A-Za-z!@#$%^&*][!-~]*)"
DIGIT_AND_MORE = re.compile(r"(?=.*[0-9]).{4,}\Z")
SHORTEST_BARE = 6
"""A value right behind a word, with no colon or 是, is at least so long."""
LETTERS = re.compile(r"[A-Za-z][!-~]{3,}\Z")
COUNTED = re.compile(r"[ \u3000]*(?:个?字符|[位次个种级年月日天户份套号点分秒条款张])")
CLOSING = re.compile(r"[\"'”’」』》>]?[ \u3000]*(?:[,.;!?)、。\uff0c\uff1b\uff01\uff1f\uff09]|$)", re.MULTILINE)
NO_SECRET = re.compile(
    r"(?:[0-9]{4}-(?:W?[0-9]{2}|Q[1-4]|H[12])(?:-[0-9]{2})?|[0-9]{1,2}:[0-9]{2}(?:[-~][0-9]{1,2}:[0-9]{2})?"
    r"|[CK]-[0-9a-z]{6,8}|[A-Z][0-9]{1,2}\.[0-9]{1,2}|[0-9]{1,2}[-~][0-9]{1,2}|[0-9]{4}/[0-9]{1,2}(?:/[0-9]{1,2})?)\Z"
)
"""Dates, weeks, times, customers, contacts, clauses, ranges."""
TRAILING = ",.;)"
AFTER_CHINESE = re.compile(f"(?:{CHINESE})(?P<set>{ASSIGNED}|[ \u3000]*){QUOTE}{VALUE}")
AFTER_LATIN = re.compile(f"(?<![0-9A-Za-z])(?:{LATIN})(?P<set>{ASSIGNED}| +is +){QUOTE}{VALUE}", re.IGNORECASE)


def likely(content: bytes) -> bool:
    """Whether a file may hold a secret at all: a quick look that spares the slow one."""
    lower = content.lower()
    if any(word in lower for word in LIKELY):
        return True
    return (b"pass" in lower or b"key" in lower) and COMMON.search(lower) is not None


def secrets(text: str, field: str = "") -> Iterator[tuple[int, int]]:
    """The first and the next-after-last character of each secret in what a field of this name holds."""
    if NAME.fullmatch(field):
        if text:
            yield 0, len(text)
        return
    for found in KEY_BLOCK.finditer(text):
        yield found.span()
    for pattern in (AFTER_CHINESE, AFTER_LATIN):
        for found in pattern.finditer(text):
            value = found["value"].rstrip(TRAILING)
            start = found.start("value")
            end = start + len(value)
            if _is_secret(value, text[end:], assigned=bool(found["set"].strip(" \u3000"))):
                yield start, end


def _is_secret(value: str, rest: str, *, assigned: bool) -> bool:
    """Whether what follows a word for a secret is one: with a digit, or, after a colon or 是, a word to its end."""
    if NO_SECRET.match(value):
        return False
    if DIGIT_AND_MORE.match(value):
        return (assigned or len(value) >= SHORTEST_BARE) and not (value.isdigit() and COUNTED.match(rest))
    return assigned and bool(LETTERS.match(value)) and bool(CLOSING.match(rest))
