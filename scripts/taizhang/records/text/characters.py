"""What can be wrong with a file's characters: the encoding, controls, invisible ones, tabs, spaces that are none."""

from __future__ import annotations

import re

from taizhang.problem import Place, Problem
from taizhang.records.text.decoding import code_point, decode, excerpt, forbidden
from taizhang.records.text.events import MAX_BYTES
from taizhang.records.text.messages import YAML_CATALOGUE
from taizhang.records.text.telling import Teller

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKING = frozenset("\x85\u2028\u2029")
_ODD = re.compile("[^\n\\x20-\\x7e\u00a0-\u00ac\u00ae-\u05ff\u4e00-\u9fff\u3000-\u303f\uff01-\uff5e]")
_TABS = re.compile("\t+")
_ODD_INDENT = re.compile(
    r"[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)


def unreadable(data: bytes, path: str) -> Problem | None:
    """Why ``data`` is no text that we read at all: too large, or not UTF-8; None if it is."""
    place = Place(path)
    if len(data) > MAX_BYTES:
        size, limit = -(-len(data) // 1024), MAX_BYTES // 1024
        return YAML_CATALOGUE.problem("yaml.too-large", place, size=size, limit=limit)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:200].count(0) * 4 > len(data[:200]):
        return YAML_CATALOGUE.problem("yaml.utf16", place)
    try:
        decode(data)
    except UnicodeDecodeError as error:
        return _misencoded(data, path, error.start)
    return None


def _misencoded(data: bytes, path: str, bad: int) -> Problem:
    """Not UTF-8 from byte ``bad`` on; the line is shown in GBK if that fits the whole file."""
    begin = data.rfind(b"\n", 0, bad) + 1
    end = data.find(b"\n", bad)
    line = data[begin : end if end >= 0 else len(data)].rstrip(b"\r")
    rule, codec = ("yaml.gbk", "gb18030") if _is_gbk(data, bad) else ("yaml.encoding", "utf-8")
    column = len(data[begin:bad].decode("utf-8").removeprefix("\ufeff" if begin == 0 else "")) + 1
    shown = line.decode(codec, "replace").removeprefix("\ufeff")
    return YAML_CATALOGUE.problem(rule, Place(path, data.count(b"\n", 0, bad) + 1, column, excerpt(shown)))


def _is_gbk(data: bytes, bad: int) -> bool:
    """Whether ``data`` can be read as GBK and no Chinese in UTF-8 stands before byte ``bad``."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return all(character < "\u0800" or character == "\ufeff" for character in data[:bad].decode("utf-8"))


def clean_characters(lines: list[str], teller: Teller) -> list[str]:
    """Tell every forbidden character and each line's tabs; the lines without them."""
    return [_clean(number, line, teller) if _ODD.search(line) else line for number, line in enumerate(lines)]


def _clean(number: int, line: str, teller: Teller) -> str:
    kept = []
    for column, character in enumerate(line):
        if not forbidden(character):
            kept.append(character)
            continue
        teller.tell(_rule(character), number, column, value=code_point(character))
        kept.append(" " if character in _BREAKING else "")
    if tabs := _TABS.search(line):
        teller.tell("yaml.tab", number, tabs.start(), len(tabs[0]))
    return "".join(kept).replace("\t", "  ")


def _rule(character: str) -> str:
    if character in _TURNING:
        return "yaml.bidi"
    if character in _BREAKING:
        return "yaml.line-separator"
    if character < "\xa0":
        return "yaml.control"
    return "yaml.invisible"


def clean_indents(lines: list[str], opaque: frozenset[int], teller: Teller) -> list[str]:
    """Tell spaces at the begin of a line that are none to YAML; the lines with true spaces.

    ``opaque`` are the lines of texts, where such spaces may stand.
    """
    cleaned = list(lines)
    for number, line in enumerate(lines):
        if number not in opaque and (found := _ODD_INDENT.match(line)):
            spaces = sum(2 if space == "\u3000" else 1 for space in found[0])
            cleaned[number] = " " * spaces + line[found.end() :]
            teller.tell_once("yaml.indent-space", number, 0, found.end(), fixed=cleaned[number])
    return cleaned
