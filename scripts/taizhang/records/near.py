"""Which of many names a mistyped one was meant to be: difflib's own answer, without asking it of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(target: str, names: Iterable[str], cutoff: float, most: int) -> list[str]:
    """The names most alike to ``target``, all with the same ratio of at least ``cutoff``; none where over ``most`` are.

    Letters in common, whatever their order, bound the ratio from above: only names that could still be the best are
    compared.
    """
    letters = tuple(Counter(target).items())
    bounds = []
    for name in names:
        length = len(name) + len(target)
        if 2.0 * min(len(name), len(target)) < cutoff * length:
            continue
        common = 0
        for letter, times in letters:
            there = name.count(letter)
            common += min(times, there)
        if 2.0 * common >= cutoff * length:
            bounds.append((2.0 * common / length if length else 1.0, name))
    bounds.sort(reverse=True)
    matcher = SequenceMatcher()
    matcher.set_seq2(target)
    best: list[str] = []
    highest = cutoff
    for bound, name in bounds:
        if bound < highest:
            break
        matcher.set_seq1(name)
        ratio = matcher.ratio()
        if ratio > highest or (ratio == highest and not best):
            highest, best = ratio, [name]
        elif ratio == highest:
            best.append(name)
    return sorted(best, reverse=True) if len(best) <= most else []
