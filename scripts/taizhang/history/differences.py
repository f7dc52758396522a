"""What differs between two versions of a record: fields, entries of lists, pieces of long texts.

Plain data in, plain data out: nothing here knows of schemas, audiences or words. Whatever the versions hold, what is
told is bounded, so that it can be kept and shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from taizhang.history.excerpt import SHORT, Piece, bounded, cut, is_long, pieces

MOST = 60
"""So many differences are told of a version; of more, their number."""
CLOSELY = 200
"""Lists without a key are aligned entry by entry where they differ in no more than so many entries."""
DEEPEST = 12
"""Below so many steps a value is compared as a whole."""


class Form(StrEnum):
    """What became of a value."""

    SET = "set"
    GONE = "gone"
    CHANGED = "changed"
    TEXT = "text"
    ADDED = "added"
    REMOVED = "removed"
    ORDER = "order"


class Entry(NamedTuple):
    """One entry of a list: its number in it, from 1, and the values by which it is told from others."""

    number: int
    key: tuple[tuple[str, str], ...] = ()


Step = str | Entry
Pattern = tuple[str, ...]
Keys = Mapping[Pattern, tuple[str, ...]]
"""The fields that tell the entries of a list from one another, by the list's pattern (``*`` for entries)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: where, what became of it, what it was and is (None for nothing); ``pieces`` of a long text.

    An entry added or removed has the list's place with itself as the last step.
    """

    place: tuple[Step, ...]
    form: Form
    was: object = None
    now: object = None
    pieces: tuple[Piece, ...] = ()

    @property
    def pattern(self) -> Pattern:
        """Where it is, ``*`` for entries of lists."""
        return tuple("*" if isinstance(step, Entry) else step for step in self.place)


@dataclass(frozen=True, slots=True)
class Compared:
    """The differences that are told, in the order of the fields, and how many more there are."""

    told: tuple[Difference, ...] = ()
    more: int = 0


def compare(was: Mapping[str, object], now: Mapping[str, object], keys: Keys) -> Compared:
    """What is not the same in two versions of a record's data."""
    told: list[Difference] = []
    more = 0
    for one in _objects(was, now, (), keys):
        if len(told) < MOST:
            told.append(one)
        else:
            more += 1
    return Compared(tuple(told), more)


def _objects(
    was: Mapping[str, object], now: Mapping[str, object], place: tuple[Step, ...], keys: Keys
) -> Iterator[Difference]:
    for name in dict.fromkeys((*was, *now)):
        here = (*place, cut(name, SHORT))
        if name not in was:
            yield Difference(here, Form.SET, now=bounded(now[name]))
        elif name not in now:
            yield Difference(here, Form.GONE, was=bounded(was[name]))
        else:
            yield from _values(was[name], now[name], here, keys)


def _values(was: object, now: object, place: tuple[Step, ...], keys: Keys) -> Iterator[Difference]:
    if same(was, now):
        return
    if isinstance(was, dict) and isinstance(now, dict) and len(place) < DEEPEST:
        yield from _objects(was, now, place, keys)
    elif isinstance(was, list) and isinstance(now, list) and len(place) < DEEPEST:
        yield from _lists(was, now, place, keys)
    elif isinstance(was, str) and isinstance(now, str) and is_long(was, now):
        yield Difference(place, Form.TEXT, pieces=pieces(was, now))
    elif was is None:
        yield Difference(place, Form.SET, now=bounded(now))
    elif now is None:
        yield Difference(place, Form.GONE, was=bounded(was))
    else:
        yield Difference(place, Form.CHANGED, bounded(was), bounded(now))


def same(was: object, now: object) -> bool:
    """Whether two values say the same: a number is what it is written as, ``84`` or ``"84"``."""
    if isinstance(was, dict) and isinstance(now, dict):
        return was.keys() == now.keys() and all(same(was[name], now[name]) for name in was)
    if isinstance(was, list) and isinstance(now, list):
        return len(was) == len(now) and all(map(same, was, now))
    if was == now:
        return isinstance(was, bool) == isinstance(now, bool)
    plain = (str, int)
    if isinstance(was, bool | None) or isinstance(now, bool | None):
        return False
    return isinstance(was, plain) and isinstance(now, plain) and str(was) == str(now)


def _lists(was: list[object], now: list[object], place: tuple[Step, ...], keys: Keys) -> Iterator[Difference]:
    names = keys.get(tuple("*" if isinstance(step, Entry) else step for step in place), ())
    old, new = _named(was, names), _named(now, names)
    if old is not None and new is not None:
        yield from _by_key(old, new, (was, now), place, keys)
    else:
        yield from _by_content(was, now, place, keys)


Named = dict[tuple[tuple[str, str], ...], int]


def _named(entries: Sequence[object], names: tuple[str, ...]) -> Named | None:
    """The entries' numbers by their keys; None where these do not tell them apart."""
    found: Named = {}
    for number, one in enumerate(entries):
        if not names or not isinstance(one, dict) or any(isinstance(one.get(name), dict | list) for name in names):
            return None
        key = tuple((name, cut(str(one[name]))) for name in names if name in one)
        if not key or key in found:
            return None
        found[key] = number
    return found


def _by_key(
    old: Named, new: Named, lists: tuple[list[object], list[object]], place: tuple[Step, ...], keys: Keys
) -> Iterator[Difference]:
    was, now = lists
    for key, number in old.items():
        if key not in new:
            yield Difference((*place, Entry(number + 1, key)), Form.REMOVED, was=bounded(was[number]))
    for key, number in new.items():
        here = (*place, Entry(number + 1, key))
        if key not in old:
            yield Difference(here, Form.ADDED, now=bounded(now[number]))
        else:
            yield from _values(was[old[key]], now[number], here, keys)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield Difference(place, Form.ORDER)


def _by_content(was: list[object], now: list[object], place: tuple[Step, ...], keys: Keys) -> Iterator[Difference]:
    """Entries without a key: what is the same in both lists stays, what stands in the same gap was changed."""
    before, after = [_written(one) for one in was], [_written(one) for one in now]
    if Counter(before) == Counter(after):
        yield Difference(place, Form.ORDER)
        return
    for a, b, c, d in _gaps(before, after):
        pairs = min(b - a, d - c)
        for number in range(pairs):
            one, other, here = was[a + number], now[c + number], (*place, Entry(c + number + 1))
            if isinstance(one, dict) and isinstance(other, dict):
                yield from _values(one, other, here, keys)
            else:
                yield Difference(here, Form.REMOVED, was=bounded(one))
                yield Difference(here, Form.ADDED, now=bounded(other))
        for number in range(a + pairs, b):
            yield Difference((*place, Entry(number + 1)), Form.REMOVED, was=bounded(was[number]))
        for number in range(c + pairs, d):
            yield Difference((*place, Entry(number + 1)), Form.ADDED, now=bounded(now[number]))


def _gaps(before: list[str], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """The spans in which two lists differ; one for all where comparing closely would take long."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    a, b = len(before), len(after)
    while a > start and b > start and before[a - 1] == after[b - 1]:
        a, b = a - 1, b - 1
    if max(a, b) - start > CLOSELY:
        yield start, a, start, b
        return
    matcher = SequenceMatcher(None, before[start:a], after[start:b], autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield start + i, start + j, start + k, start + m


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
