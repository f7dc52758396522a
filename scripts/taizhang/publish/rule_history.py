"""What a rule's parameters were before: each one that was ever changed, with its values by date (G9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from taizhang.facts.fact import Source
from taizhang.publish.labels import Labelled
from taizhang.publish.view import View
from taizhang.rulebook import Change, Rule


@dataclass(frozen=True, slots=True)
class Value:
    """What a parameter is from ``start`` on (None: from whenever the rule began), by ``change`` (None: as it began).

    ``text`` tells only the parts that were ever changed, "" where the parameter was not set; ``now`` is in force.
    """

    start: date | None
    text: str
    change: Change | None
    source: Source
    now: bool
    coming: bool


@dataclass(frozen=True, slots=True)
class History:
    """One parameter by its Chinese name, its values newest first."""

    label: str
    values: tuple[Value, ...]


def histories(view: View, rule: Rule) -> tuple[History, ...]:
    """The history of every parameter that a change has set, in the order of the first change that did."""
    names = dict.fromkeys(name for change in rule.changes for name in change.parameters)
    return tuple(_history(view, rule, name) for name in names)


def _history(view: View, rule: Rule, name: str) -> History:
    today = view.as_of.date()
    versions = [one for one in rule.versions() if one.change is None or name in one.change.parameters]
    told = [
        view.parameters(rule, {name: one.parameters[name]})[0] if name in one.parameters else None for one in versions
    ]
    held = [one for one in versions if one.start is None or one.start <= today]
    now = held[-1] if held else versions[0]
    values = tuple(
        Value(
            start=version.start,
            text=text,
            change=version.change,
            source=version.change.source if version.change else rule.source,
            now=version is now,
            coming=version.start is not None and version.start > today,
        )
        for version, text in zip(versions, _texts(told), strict=True)
    )
    label = next(one.label for one in reversed(told) if one is not None)
    return History(label, tuple(reversed(values)))


def _texts(told: Sequence[Labelled | None]) -> tuple[str, ...]:
    """Each value in words; of those made of named parts just the parts that differ from one to the next."""
    parts = [{part.label: part.line for part in one.below} if one else {} for one in told]
    changed = {
        label
        for before, after in pairwise(parts)
        if before and after
        for label in before | after
        if before.get(label) != after.get(label)
    }
    texts = []
    for one, lines in zip(told, parts, strict=True):
        some = [f"{label} {line}".strip() for label, line in lines.items() if label in changed]
        texts.append(";".join(some) if some else one.line if one else "")
    return tuple(texts)
