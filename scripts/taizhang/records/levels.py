"""How confidential a record is (A6.4): its kind's level from ``x-sensitivity``, which it may raise and never lower."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

FIELD = "confidentiality"
"""The field in which a record says its own level."""
LEVELS = ("internal", "secret", "top-secret")
"""内部, 秘密, 机密: the lowest first."""
BY_SENSITIVITY = {
    "internal": "internal",
    "commercial": "secret",
    "personal": "secret",
    "pay": "top-secret",
    "secret": "top-secret",
}
"""The level of a kind's records that say none, by the kind's sensitivity."""


NEEDS = {"internal": "internal", "secret": "commercial", "top-secret": "secret"}
"""What an audience must be able to see to read a record that was raised to a level, by the level (A6.1)."""
GROUND = frozenset({"calendar", "company", "person", "rulebook", "unit"})
"""Kinds of which every edition needs every record: names, posts, days and rules. These cannot be raised."""


def kind_level(sensitivity: str) -> str:
    """The lowest level that records of a kind with this ``x-sensitivity`` may have."""
    return BY_SENSITIVITY.get(sensitivity, LEVELS[0])


def highest(levels: Iterable[str]) -> str:
    """The highest of some levels; of none the lowest there is."""
    return max(levels, key=LEVELS.index, default=LEVELS[0])


def level_of(sensitivity: str, data: Mapping[str, object]) -> str:
    """The level of a record of a kind: its own where it raises the kind's, else the kind's."""
    least, own = kind_level(sensitivity), data.get(FIELD)
    return highest((least, own)) if isinstance(own, str) and own in LEVELS else least


def too_low(sensitivity: str, data: Mapping[str, object]) -> bool:
    """Whether a record says a level below its kind's."""
    own = data.get(FIELD)
    return isinstance(own, str) and own in LEVELS and LEVELS.index(own) < LEVELS.index(kind_level(sensitivity))


def raised(sensitivity: str, data: Mapping[str, object]) -> bool:
    """Whether a record says a level above its kind's."""
    return level_of(sensitivity, data) != kind_level(sensitivity)
