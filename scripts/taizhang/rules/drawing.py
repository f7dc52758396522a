"""Drawing by lot that anyone can do again and nobody can foresee (A1.5, A8.1, conventions G11).

``draw`` is a pure function of the month, the unit, the digest of the frozen list and a public number that is known only
after the freeze. It stands in the room of rules because it decides who is inspected, as a rule decides who owes; it
knows neither records nor calendars, so whoever has the few lines below and SHA-256 can check it with other means:

- the frozen list in its canonical form is UTF-8 text: a line ``taizhang-draw-1``, a line with unit, month, topic and
  size, then a line ``stratum id`` for each member, sorted by code points; its SHA-256 is the digest;
- the key of a stratum is the SHA-256 of ``taizhang-draw-1``, month, unit, digest, number and stratum, a line each;
- the stream is SHA-256(key + counter), the counter in 8 bytes from 0, high byte first, cut into numbers of 8 bytes;
- of the stratum's sorted members one is taken at place ``number mod n`` and left out from then on, and so forth; a
  number in the last incomplete stretch of ``n`` is passed over, so that no place is likelier than another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

VERSION = "taizhang-draw-1"
PREFIX = "sha256:"
WORD = 8
RANGE = 1 << (8 * WORD)

Strata = Mapping[str, Sequence[str]]
"""The members of each stratum, in any order."""


def canonical(unit: str, month: str, topic: str, size: int, strata: Strata) -> bytes:
    """The frozen list as the text that is digested; the order in which it was written does not matter."""
    members = sorted(f"{name} {member}" for name, listed in strata.items() for member in listed)
    return "".join(f"{line}\n" for line in (VERSION, f"{unit} {month} {topic} {size}", *members)).encode()


def digest(unit: str, month: str, topic: str, size: int, strata: Strata) -> str:
    """The digest of the frozen list, as records write it."""
    return PREFIX + hashlib.sha256(canonical(unit, month, topic, size, strata)).hexdigest()


def shares(size: int, counts: Mapping[str, int]) -> dict[str, int]:
    """How many each stratum gives of ``size``, by largest remainder; of equal remainders the first name's is first.

    Nobody gives more than he has; a size beyond all there are takes all.
    """
    total = sum(counts.values())
    if size >= total:
        return dict(counts)
    found = {name: size * count // total for name, count in counts.items()}
    by_remainder = sorted(counts, key=lambda name: (-(size * counts[name] % total), name))
    for name in by_remainder[: size - sum(found.values())]:
        found[name] += 1
    return found


def draw(
    month: str, unit: str, frozen: str, number: str, strata: Strata, sizes: Mapping[str, int]
) -> dict[str, tuple[str, ...]]:
    """The members drawn of each stratum, in the order drawn; ``frozen`` is the list's digest."""
    return {
        name: _taken(_words(_key(month, unit, frozen, plain_number(number), name)), strata[name], sizes.get(name, 0))
        for name in sorted(strata)
    }


def plain_number(number: str) -> str:
    """A public number without the zeros that say nothing: 3251.40 and 3251.4 are the same number."""
    whole, _, digits = number.strip().partition(".")
    digits = digits.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{digits}" if digits else whole


def _key(month: str, unit: str, frozen: str, number: str, stratum: str) -> bytes:
    lines = (VERSION, month, unit, frozen, number, stratum)
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).digest()


def _words(key: bytes) -> Iterator[int]:
    """Numbers of 64 bits without end."""
    counter = 0
    while True:
        block = hashlib.sha256(key + counter.to_bytes(WORD, "big")).digest()
        for start in range(0, len(block), WORD):
            yield int.from_bytes(block[start : start + WORD], "big")
        counter += 1


def _taken(words: Iterator[int], members: Sequence[str], size: int) -> tuple[str, ...]:
    left = sorted(set(members))
    return tuple(left.pop(_below(len(left), words)) for _ in range(min(size, len(left))))


def _below(bound: int, words: Iterator[int]) -> int:
    """An even number in [0, ``bound``): one that would favour the low places is passed over."""
    fair = RANGE - RANGE % bound
    return next(word for word in words if word < fair) % bound
