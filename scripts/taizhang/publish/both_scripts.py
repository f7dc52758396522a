"""Both scripts: which Chinese characters stand for the same one, so that search finds 龍騰 by 龙腾 and 龙腾 by 龍騰.

Search folds the characters of texts and questions into one form each (design §9). No phrase needs converting: one that
stands for several, such as 发 for 發 and 髮, is folded together with all of them.
"""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

IDEOGRAPHS = tuple(map(chr, range(0x4E00, 0xA000)))
TO_SIMPLIFIED = ("tw2s", "hk2s", "tw2s")
"""OpenCC's conversions, one after the other: Taiwan's and Hong Kong's forms, and with them the plain traditional."""

LAST = "\uffff"
"""Beyond it a character is two signs for a browser, and so rare that search can do without its other forms."""


def forms_in(text: str) -> list[str]:
    """The forms of every character of ``text`` that has others: the simplified one, then the others by code point."""
    signs = set(text)
    return sorted({group for one in signs if (group := _groups().get(one))})


@cache
def _groups() -> dict[str, str]:
    """Every character that has other forms, with all of them."""
    below: dict[str, list[str]] = {}
    for one, simplified in zip(IDEOGRAPHS, _simplified(IDEOGRAPHS), strict=True):
        below.setdefault(simplified, []).append(one)
    alike = ((most, *(one for one in ones if one != most)) for most, ones in below.items() if most <= LAST)
    return {one: "".join(group) for group in alike if len(group) > 1 for one in group}


def _simplified(characters: tuple[str, ...]) -> list[str]:
    """Each character simplified by itself; the line ends keep them from being read as words."""
    lines = "\n".join(characters)
    for conversion in TO_SIMPLIFIED:
        lines = OpenCC(conversion).convert(lines)
    return lines.split("\n")
