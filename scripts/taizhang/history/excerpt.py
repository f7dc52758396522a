"""Long values in short: of two texts the pieces that differ, of anything large a part that can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

SHORT = 60
"""Texts up to so many characters are told whole."""
AROUND = 12
"""So many characters of what stayed are told before and after what did not."""
LONGEST = 160
"""Of a piece that differs so many characters are told."""
CLOSELY = 400
"""Texts that differ in no more than so many characters are compared word for word."""
PIECES = 6
TOGETHER = 4
"""What stayed in between by fewer characters does not part two pieces."""
ENOUGH = 0.3
"""Texts less alike than this were written anew: nothing in between is worth telling."""
PARTS = 60
"""Of a value with parts so many plain ones are told."""
MORE = "…"


class Piece(NamedTuple):
    """A place where two texts differ: what was there, what is there, and a little of what stands around it."""

    before: str
    was: str
    now: str
    after: str


def is_long(*values: object) -> bool:
    """Whether any of some values is a text of which only the pieces that differ are told."""
    return any(isinstance(one, str) and (len(one) > SHORT or "\n" in one) for one in values)


def pieces(was: str, now: str) -> tuple[Piece, ...]:
    """Where two texts differ, in their order; at most ``PIECES`` places."""
    start = _alike(was, now)
    end = _alike(was[start:][::-1], now[start:][::-1])
    old, new = was[start : len(was) - end], now[start : len(now) - end]
    found = []
    for a, b, c, d in _gaps(old, new):
        before, after = was[max(0, start + a - AROUND) : start + a], was[start + b : start + b + AROUND]
        lead = MORE if start + a > AROUND else ""
        tail = MORE if start + b + AROUND < len(was) else ""
        found.append(Piece(lead + before, cut(old[a:b]), cut(new[c:d]), after + tail))
    return tuple(found)


def cut(text: str, longest: int = LONGEST) -> str:
    """A text of no more than ``longest`` characters; what is left out is told by a sign."""
    return text if len(text) <= longest else text[: longest - 1] + MORE


def bounded(value: object) -> object:
    """A value with at most ``PARTS`` plain parts, each text in short: the same where it is small."""
    return _bounded(value, [PARTS])


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _gaps(old: str, new: str) -> Iterator[tuple[int, int, int, int]]:
    """The spans in which two texts differ, which have neither beginning nor end in common."""
    whole = (0, len(old), 0, len(new))
    if max(len(old), len(new)) > CLOSELY:
        yield whole
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = [one for one in matcher.get_matching_blocks() if one.size >= TOGETHER]
    if len(blocks) >= PIECES or sum(one.size for one in blocks) < ENOUGH * min(len(old), len(new)):
        yield whole
        return
    at = (0, 0)
    for block in blocks:
        yield at[0], block.a, at[1], block.b
        at = block.a + block.size, block.b + block.size
    yield at[0], len(old), at[1], len(new)


def _bounded(value: object, left: list[int]) -> object:
    if isinstance(value, dict):
        return {cut(str(name), SHORT): _bounded(part, left) for name, part in value.items() if left[0] > 0}
    if isinstance(value, list):
        return [_bounded(part, left) for part in value if left[0] > 0]
    left[0] -= 1
    return cut(value) if isinstance(value, str) else value
