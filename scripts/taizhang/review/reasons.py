"""Why a result moved: of the records that the change touches those that its causes rest on, field by field.

A result's causes before and after name the records they were read from, down to the field. What the change did to
these is the reason. Where no cause names a touched record, what the whole company rests on without being named, or
the one record that was touched, is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from taizhang.facts.fact import KEYS, Source
from taizhang.history.differences import Difference, Entry, Form
from taizhang.ledger import Ledger
from taizhang.records.paths import Pointer
from taizhang.records.schema_set import Kind, SchemaSet
from taizhang.review.changes import Became, Change
from taizhang.review.effects import Effect
from taizhang.rules.outcome import Cause, Outcome, Scorecard

UNNAMED = frozenset({"calendar", "company", "unit"})
"""Kinds that results rest on though their causes do not cite them: which days count, whom a rule applies to."""
SUFFIX = ".yaml"
WHOLE_RULE = "rule.by"
"""The cause that cites a rule as a whole: its parameters are causes of their own."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What the change did to a record that a result rests on; ``difference`` where it is one field of it."""

    path: str
    kind: str
    became: Became
    difference: Difference | None = None


@dataclass(slots=True)
class Reasons:
    """Finds the reasons of effects between two ledgers, among the changes."""

    before: Ledger
    after: Ledger
    schemas: SchemaSet
    changes: Mapping[str, Change]
    _differences: dict[str, tuple[Difference, ...]] = field(default_factory=dict)

    def of_all(self, effects: Iterable[Effect]) -> dict[str, tuple[Reason, ...]]:
        """Why each moved, by key: a card that cites nothing touched by what else moved for its person in its month."""
        found: dict[str, tuple[Reason, ...]] = {}
        moved: dict[tuple[str, str], dict[Reason, None]] = {}
        for one in sorted(effects, key=lambda effect: isinstance(effect.one, Scorecard)):
            group = moved.setdefault((one.one.person, one.month.key), {})
            if isinstance(one.one, Scorecard):
                found[one.one.key] = self.of(one, or_guess=not group) or tuple(group)
            else:
                found[one.one.key] = self.of(one)
                group |= dict.fromkeys(found[one.one.key])
        return found

    def of(self, effect: Effect, *, or_guess: bool = True) -> tuple[Reason, ...]:
        """Why it moved, by path and in the order of the fields; empty where nobody can tell.

        What its causes do not name is found by whom it is about, unless nobody shall guess.
        """
        was, now = (self._cited(side, ledger) for side, ledger in _sides(effect, self.before, self.after))
        cited = was.keys() | now.keys()
        touched = cited & self.changes.keys() | self._beside(cited)
        if not touched and or_guess:
            touched = self._uncited(effect.one)
        found = (self._reasons(self.changes[path], was.get(path, ()), now.get(path, ())) for path in sorted(touched))
        return tuple(reason for group in found for reason in group)

    def _cited(self, outcomes: Iterable[Outcome], ledger: Ledger) -> dict[str, tuple[Pointer, ...]]:
        """The records that the causes of some outcomes name, and where in them."""
        found: dict[str, dict[Pointer, None]] = {}
        for source in _sources(outcomes, ledger):
            found.setdefault(source.path, {})[source.pointer] = None
        return {path: tuple(pointers) for path, pointers in found.items()}

    def _beside(self, cited: AbstractSet[str]) -> set[str]:
        """The records that came or went as counterparts of one that is cited, or as a part of what it sums up.

        What is not there is cited by nothing, and may still be what a sum or a comparison lacks.
        """
        came = {path for path, one in self.changes.items() if one.became is not Became.CHANGED}
        places = {place for path in cited if len(place := _place(path)) > 1} if came else frozenset()
        return {path for path in came if (place := _place(path)) in places or place[:-1] in places}

    def _uncited(self, one: Outcome) -> set[str]:
        """What is touched where the causes name nothing of it.

        That is the only record touched, or those about the same person or customer, or what everything rests on.
        """
        if len(self.changes) == 1:
            return set(self.changes)
        keys = (("person", one.person), ("customer", one.customer))
        about = {
            path
            for path, change in self.changes.items()
            if any(value and value in {change.one.text(key), change.one.id} for key, value in keys)
        }
        return about or {path for path, change in self.changes.items() if change.one.kind in UNNAMED}

    def _reasons(self, change: Change, was: tuple[Pointer, ...], now: tuple[Pointer, ...]) -> Iterator[Reason]:
        kind = self.schemas.kinds[change.one.kind]
        if change.became is not Became.CHANGED:
            yield Reason(change.path, kind.name, change.became)
            return
        if change.path not in self._differences:
            self._differences[change.path] = change.differences(kind)
        for one in _related(self._differences[change.path], kind, was, now or was):
            yield Reason(change.path, kind.name, change.became, one)


def _place(path: str) -> tuple[str, ...]:
    """Where a record lies among those of its kind: the same for a person's plan, log and report of one week."""
    return tuple(path.removesuffix(SUFFIX).split("/")[2:])


def _related(
    found: tuple[Difference, ...], kind: Kind, was: tuple[Pointer, ...], now: tuple[Pointer, ...]
) -> tuple[Difference, ...]:
    """The differences at the places cited, or in fields that make the facts cited what they are; all if there is none.

    A fact is cited at its time; whom it is of and whether it counts stand in other fields.
    """
    read = frozenset(_read(kind, frozenset(_field(pointer) for pointer in (*was, *now))))
    related = (one for one in found if _field(one.place) in read or _at(one, was if one.form is Form.REMOVED else now))
    return tuple(related) or found


def _at(one: Difference, pointers: tuple[Pointer, ...]) -> bool:
    """Whether a difference lies at, in or around a place that is cited; a record as a whole is no place."""
    place = tuple(step.number - 1 if isinstance(step, Entry) else step for step in one.place)
    return any(pointer and _alike(place, pointer) for pointer in pointers)


def _alike(one: Pointer, other: Pointer) -> bool:
    """Whether one place lies in the other."""
    steps = min(len(one), len(other))
    return one[:steps] == other[:steps]


def _field(place: tuple[object, ...]) -> str:
    """The field that a place is in; "" for the record as a whole."""
    return next((step for step in reversed(place) if isinstance(step, str)), "")


def _read(kind: Kind, cited: frozenset[str]) -> Iterator[str]:
    """The fields from which the facts with their time in a field cited take time, keys, attributes and condition."""
    for entry in kind.facts:
        span = entry.get("during", {})
        time = span.get("from") or entry["at"]
        if cited & {_name(time), _name(entry.get("each", time))}:
            paths = (time, *span.values(), *entry.get("with", ()), *entry.get("when", {}))
            keys = (entry[name] for name in sorted(KEYS) if name in entry)
            yield from (_name(path) for path in (*paths, *keys))


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _sides(effect: Effect, before: Ledger, after: Ledger) -> Iterator[tuple[tuple[Outcome, ...], Ledger]]:
    """The outcomes of an effect on each side, with the amounts that came of them."""
    was = (effect.was, *(one.was for one in effect.entries))
    now = (effect.now, *(one.now for one in effect.entries))
    yield tuple(one for one in was if one is not None), before
    yield tuple(one for one in now if one is not None), after


def _sources(outcomes: Iterable[Outcome], ledger: Ledger) -> Iterator[Source]:
    """The places in records that outcomes rest on, also by way of other outcomes which they came of."""
    waiting = list(outcomes)
    seen: set[str] = set()
    while waiting:
        one = waiting.pop()
        if one.key in seen:
            continue
        seen.add(one.key)
        for cause in _causes(one):
            if isinstance(cause.source, Source) and cause.sentence != WHOLE_RULE:
                yield cause.source
        for name in one.because:
            path, sign, pointer = name.partition("#")
            if sign:
                yield Source(path, _pointer(pointer))
            elif (other := ledger.find(name)) is not None:
                waiting.append(other)


def _causes(one: Outcome) -> Iterator[Cause]:
    """All causes of an outcome, those of a card's lines too."""
    waiting = [one.cause, *(line.cause for line in one.lines)] if isinstance(one, Scorecard) else [one.cause]
    while waiting:
        cause = waiting.pop()
        yield cause
        waiting += cause.children


def _pointer(text: str) -> Pointer:
    """A pointer as ``because`` writes it."""
    return tuple(int(step) if step.isdecimal() else step for step in text.split("/") if step)
