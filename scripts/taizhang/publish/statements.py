"""Whose statement a line of a card waits for: the kind of record that states it, and who wrote the last one (G12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from taizhang.publish.view import View
from taizhang.publish.whatif import WhatifCard
from taizhang.records.schema_set import Kind
from taizhang.rules.measure import SHAPES
from taizhang.rules.outcome import CardLine, Cause, Measure

PERSON = "person"
LATER = frozenset({PERSON, "confirmed_by", "approved_by"})
"""The fields of a record that name whom it is about, or who agreed to it when it was written."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What a missing line waits for: the kind of record, who wrote the last one of the unit ("" unknown).

    ``targets`` are the indicators still without a result, each with its target; ``most`` what the line can give.
    """

    kind: str
    called: str
    last: str
    targets: tuple[tuple[str, str], ...]
    most: Decimal


class Statements:
    """The kinds of record by the facts they state."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._kinds: dict[str, tuple[str, str]] = {}
        for kind in view.kinds:
            for one in kind.facts:
                self._kinds.setdefault(str(one["fact"]), (kind.name, kind.title))
        self._authors = {kind.name: _authors(kind) for kind in view.kinds}
        self._last: dict[tuple[str, str], str] = {}

    def lack(self, card: WhatifCard, line: CardLine, measure: Measure | None) -> Lack:
        """What a line that is missing waits for."""
        kind, called = self._kinds.get(self._fact(card, measure), ("", "")) if measure is not None else ("", "")
        targets = tuple(_unreported(measure.cause)) if measure is not None else ()
        return Lack(kind, called, self._author(kind, card.card.unit), targets, line.maximum)

    def _fact(self, card: WhatifCard, measure: Measure) -> str:
        """The fact that a missing measure lacks: the targets, what must be reported, else what it counts."""
        rule = card.whatif.rules.get((measure.rulebook, measure.rule))
        parameters = rule.on(card.period.start).parameters if rule is not None else {}
        shape = next((name for name in SHAPES if name in parameters), "")
        wanted: Mapping[str, Any] = parameters.get(shape, {})
        told = {one.sentence for one in measure.cause.children}
        if shape == "attainment":
            return _name(wanted["target" if "measure.no-targets" in told else "result"])
        return _name(wanted.get("reported") or wanted)

    def _author(self, kind: str, unit: str) -> str:
        if kind and (kind, unit) not in self._last:
            records = [one for one in self._view.records(kind) if one.text("unit") == unit]
            authors = self._authors[kind]
            written = (one.text(name) for one in reversed(records) for name in authors)
            self._last[kind, unit] = next((name for name in written if name), "")
        return self._last.get((kind, unit), "")


def _authors(kind: Kind) -> tuple[str, ...]:
    """The fields in which a record of a kind says who wrote it: those that refer to a person, in the schema's order."""
    fields: Mapping[str, Any] = kind.schema["properties"]
    return tuple(name for name, node in fields.items() if name not in LATER and _refers_to(node) == PERSON)


def _refers_to(node: Mapping[str, Any]) -> str:
    reference = node.get("x-ref")
    return str(reference.get("kind", "")) if isinstance(reference, Mapping) else str(reference or "")


def _name(wanted: Mapping[str, Any]) -> str:
    name = wanted.get("fact", "")
    return str(name[0] if isinstance(name, list) else name)


def _unreported(cause: Cause) -> Iterator[tuple[str, str]]:
    for one in cause.children:
        if one.sentence == "measure.no-result":
            yield str(one.values["indicator"]), str(one.values["target"])
