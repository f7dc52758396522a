"""What may be wrong with one line, and the line as it should be: guesses, which the caller proves by parsing again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

LINE_LIMIT = 4000
"""Longer lines are nobody's typing; no guess is made."""

_DASHES = re.compile(r" *(?:- +)*")
_WIDE_DASH = re.compile(r"[－–—][ \u3000]*(?=\S)")
_TIGHT_DASH = re.compile(r"-(?=[^\s0-9.-])")
_WIDE_COLON = re.compile(r"([^\W\d][\w-]{0,60})[ \u3000]?(：)[ \u3000\u00a0]*")
_TIGHT_COLON = re.compile(r"([^\W\d][\w-]{0,60})(:)(?! |$|//)[\u3000\u00a0]*(?=\S)")
_QUOTED_KEY = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*') *:(?: +|$)")
_PLAIN_KEY = re.compile(r"[^\s\"'#&*!|>%@`,\[\]{}:-][^:]{0,80}:(?: +|$)")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_TAIL = re.compile(r"(?: {2,}#(?: .*)?)? *$")
_BLOCK_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?: +#.*)?")
_FLOW_ITEM_WITH_HASH = re.compile(r"(?<=[\[,{]) *([^,\[\]{}\"']* #[^,\[\]{}\"']*)(?=[\],}])")
_FLOW_WORD = re.compile(r"[^\s,\[\]{}\"':](?:[^,\[\]{}\"':]*[^\s,\[\]{}\"':])?")
_FLOW_ENDING_COLON = re.compile(r"[^\s,\[\]{}\"':]+:(?=[,\]}])")
_PAIRS = {"[": "]", "{": "}"}
_SIGN_RULES = {"*": "yaml.alias", "&": "yaml.anchor", "!": "yaml.tag"}


@dataclass(frozen=True, slots=True)
class Remedy:
    """A guess: which rule is broken where on a line (column from 0), and the whole line mended."""

    rule: str
    column: int
    width: int
    fixed: str
    value: str = ""
    sign: str = ""


def quoted(text: str) -> str:
    """``text`` as a YAML scalar in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def remedies(line: str) -> Iterator[Remedy]:
    """What may be wrong with ``line``, the likeliest first; a line wrong in two ways comes mended in both."""
    if len(line) > LINE_LIMIT:
        return
    for first in shape_remedies(line):
        yield first
        for second in (*shape_remedies(first.fixed), *value_remedies(first.fixed)):
            yield replace(first, fixed=second.fixed)
    yield from value_remedies(line)


def shape_remedies(line: str) -> Iterator[Remedy]:
    """A dash or a key's colon that is full-width or lacks its space."""
    if len(line) > LINE_LIMIT:
        return
    head = _head(line)
    for rule, dash in (("yaml.full-width-dash", _WIDE_DASH), ("yaml.dash-space", _TIGHT_DASH)):
        if found := dash.match(line, head):
            fixed = line[:head] + "- " + line[found.end() :]
            yield Remedy(rule, head, 1, fixed, line[head:].rstrip())
    for rule, colon in (("yaml.full-width-colon", _WIDE_COLON), ("yaml.colon-space", _TIGHT_COLON)):
        if found := colon.match(line, head):
            fixed = f"{line[: found.end(1)]}: {line[found.end() :]}".rstrip()
            yield Remedy(rule, found.start(2), 1, fixed, found[1])


def value_remedies(line: str) -> Iterator[Remedy]:
    """A value that YAML takes for something else and that belongs in quotes as a whole."""
    head = _head(line)
    key = _QUOTED_KEY.match(line, head) or _PLAIN_KEY.match(line, head)
    if key is None and not line[:head].strip():
        return
    start = key.end() if key else head
    tail = _TAIL.search(line, start)
    value = line[start : tail.start() if tail else None]
    if len(line) > LINE_LIMIT or not value or (key is not None and line[start - 1] == ":"):
        return
    for rule, text in _value_rules(value, keyed=key is not None):
        fixed = f"{line[:start]}{text}{line[start + len(value) :]}"
        begin, end = _part(rule, value)
        yield Remedy(rule, start + begin, end - begin, fixed, value[begin:end], value[0])


def _part(rule: str, value: str) -> tuple[int, int]:
    """From where to where in ``value`` the trouble is."""
    if rule == "yaml.comment":
        return value.find(" #") + 1, len(value)
    if rule == "yaml.flow-mark":
        asking = (word for word in _FLOW_WORD.finditer(value) if "?" in word[0])
        if found := next(asking, None) or _FLOW_ENDING_COLON.search(value):
            return found.span()
    return 0, len(value)


def _head(line: str) -> int:
    found = _DASHES.match(line)
    return found.end() if found else 0


def _value_rules(value: str, *, keyed: bool) -> Iterator[tuple[str, str]]:
    """Rules that ``value`` may break, each with the value mended."""
    sign = value[0]
    if sign in "\"'":
        if not _QUOTED.fullmatch(value):
            yield "yaml.quote-open", quoted(_unquoted(value))
    elif sign in _PAIRS:
        yield from _flow_rules(value)
    elif sign in _SIGN_RULES:
        yield _SIGN_RULES[sign], untagged(value)
    elif sign in "@`%]},:" or (sign == "?" and value[1:2] in ("", " ")):
        yield "yaml.quote-start", quoted(value)
    elif sign in "|>":
        if not _BLOCK_HEADER.fullmatch(value):
            yield "yaml.quote-start", quoted(value)
    elif keyed and (value == "-" or value.startswith("- ")):
        yield "yaml.quote-dash", quoted(value)
    elif ": " in value or value.endswith(":"):
        yield "yaml.quote-colon", quoted(value)


def untagged(value: str) -> str:
    """``value`` in quotes; one with a type tag (``!!str 1``) without the tag."""
    if value.startswith("!!") and " " in value:
        rest = value.split(" ", 1)[1].lstrip()
        return rest if rest[:1] in "\"'[{" else quoted(rest)
    return quoted(value)


def _unquoted(value: str) -> str:
    """A badly quoted value without its outer quotes, if they are all that is wrong."""
    sign, body = value[0], value[1:]
    if body.endswith(sign):
        return body[:-1]
    return value if sign in body else body


def _flow_rules(value: str) -> Iterator[tuple[str, str]]:
    if " #" in value:
        mended = _FLOW_ITEM_WITH_HASH.sub(lambda found: quoted(found[1]), value)
        if mended != value:
            yield "yaml.comment", mended
    if "?" in value or ":" in value:
        mended = _FLOW_ENDING_COLON.sub(lambda found: quoted(found[0]), value)
        mended = _FLOW_WORD.sub(lambda found: quoted(found[0]) if "?" in found[0] else found[0], mended)
        if mended != value and '"' not in value:
            yield "yaml.flow-mark", mended
    closed = _closing(value)
    if closed is None:
        yield "yaml.bracket", quoted(value)
    elif closed < len(value) - 1:
        yield "yaml.quote-start", quoted(value)


def _closing(value: str) -> int | None:
    """Where the bracket that opens ``value`` is closed."""
    expected: list[str] = []
    for index, character in enumerate(value):
        if character in _PAIRS:
            expected.append(_PAIRS[character])
        elif character in "]}":
            if expected.pop() != character:
                return None
            if not expected:
                return index
    return None
