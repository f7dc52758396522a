"""What somebody waits for from others, and what waits for him: since when, and who is to answer (A4.4, A7.3, A8.8).

Three kinds of waiting: records of his that nobody confirmed yet (who confirms is told by who did so far), duties that
others owe because of a record of his (a task he gave, an appeal, an order he reported), and decisions not made yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from taizhang.facts.fact import Source
from taizhang.facts.registers import Entity
from taizhang.ledger.rectification import Stage, rectifications
from taizhang.publish.awaiting import SIGNED, Awaiting, awaiting
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.outcome import Cause, Decision, Obligation, State
from taizhang.when.moment import parse_date, parse_moment

One = TypeVar("One")
SIGNERS = {"confirmed_at": "confirmed_by", "approved_at": "approved_by"}
AUTHORS = ("assigned_by", "set_by", "chair", "filed_by", "raised_by", "submitted_by", "recorded_by", "inspected_by")
"""The fields in which a record says whose doing it is, beside whom it is about."""
OPEN = frozenset({State.PENDING, State.OVERDUE, State.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Signature:
    """A record that waits to be confirmed; ``by`` are the people who may be asked, none where nobody can be told."""

    one: Awaiting
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A duty that others owe because of one's own record; ``since`` is when that was written, where it says."""

    duty: Obligation
    path: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Recheck:
    """A point that was put right and waits to be looked at again by somebody else (A4.5)."""

    path: str
    topic: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """All that one person waits for, and ``mine``: what waits for a signature of his."""

    signatures: tuple[Signature, ...] = ()
    answers: tuple[Answer, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rechecks: tuple[Recheck, ...] = ()
    mine: tuple[Signature, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything he waits for."""
        return bool(self.signatures or self.answers or self.decisions or self.rechecks)


class Waits:
    """What everybody waits for, looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._records = {record.path: record for kind in view.kinds for record in view.records(kind.name)}
        self._signers = _Signers(view)
        found = [Signature(one, self._signers.of(self._records[one.path])) for one in awaiting(view)]
        self._signatures = _grouped((name, one) for one in found for name in self._touched(self._records[one.one.path]))
        self._mine = _grouped((name, one) for one in found for name in one.by)
        self._answers = _grouped(self._answered())
        self._rechecks = _grouped(self._mended())

    def of(self, person: str, decisions: tuple[Decision, ...]) -> Waiting:
        """What one person waits for; ``decisions`` are those about him."""
        answers = sorted(self._answers.get(person, ()), key=lambda one: (one.duty.due or datetime.max, one.duty.key))
        return Waiting(
            tuple(self._signatures.get(person, ())),
            tuple(answers),
            tuple(one for one in decisions if not one.decided),
            tuple(self._rechecks.get(person, ())),
            tuple(self._mine.get(person, ())),
        )

    def _answered(self) -> Iterator[tuple[str, Answer]]:
        """Every open duty that a record opened, by whose record it is."""
        opening = {(one.rulebook, one.id): one.parameters.get("on") for one in self._view.rules}
        for duty in self._view.obligations:
            on = opening.get((duty.rulebook, duty.rule))
            if duty.state not in OPEN or not isinstance(on, Mapping):
                continue
            source = _stated(duty.cause, f"fact.{on.get('fact')}")
            record = self._records.get(source.path) if source is not None else None
            if record is not None and source is not None:
                for name in self._whose(record) - {duty.person}:
                    yield name, Answer(duty, record.path, _written(record))

    def _mended(self) -> Iterator[tuple[str, Recheck]]:
        for one in rectifications(self._view.ledger).values():
            if one.stage is Stage.MENDED and one.mended is not None and one.item.person:
                yield one.item.person, Recheck(one.item.source.path, one.item.get("topic"), one.mended.time)

    def _whose(self, record: Record) -> frozenset[str]:
        """Whose record it is: who wrote or gave it, and whom it is about unless another gave it him."""
        authors = frozenset(name for field in AUTHORS if (name := record.text(field)))
        return authors or frozenset({record.text("person")} - {""})

    def _touched(self, record: Record) -> frozenset[str]:
        """Whose record it is and whom it is about."""
        return self._whose(record) | frozenset({record.text("person")} - {""})


class _Signers:
    """Who confirms records of a kind: who did last in the unit, else who holds a role that did anywhere."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._last: dict[tuple[str, str], str] = {}
        self._roles: defaultdict[str, set[str]] = defaultdict(set)
        for kind in view.kinds:
            fields = [SIGNERS[name] for name in SIGNED if name in kind.schema["properties"]]
            signed = [one for one in view.records(kind.name) if fields and one.text(fields[0])]
            for record in sorted(signed, key=_signed_at):
                by = record.text(fields[0])
                self._last[kind.name, record.text("unit")] = by
                entity = view.registers.entity("person", by)
                day = parse_date(_signed_at(record)[:10])
                post = entity.as_of(day) if entity is not None and day is not None else None
                self._roles[kind.name] |= {str(post.values.get("role", ""))} if post is not None else set()

    def of(self, record: Record) -> tuple[str, ...]:
        """Who may be asked to confirm a record; never whom it is about."""
        about, unit = record.text("person"), record.text("unit")
        last = self._last.get((record.kind, unit), "")
        if last and last != about and self._post(last) is not None:
            return (last,)
        above = tuple(self._view.registers.above(unit)) if unit else ()
        roles = self._roles.get(record.kind, set())
        held = [(one, place) for role in sorted(roles) for one, place in self._holding(role) if one != about]
        for place in above:
            found = tuple(dict.fromkeys(one for one, at in held if at == place))
            if found:
                return found
        whole = set(above[-1:])
        return tuple(dict.fromkeys(one for one, at in held if whole & set(self._view.registers.above(at))))

    def _holding(self, role: str) -> Iterator[tuple[str, str]]:
        """Who holds a role today, with the unit."""
        today = self._view.as_of.date()
        for entity, span in self._view.registers.in_role(role, today, today):
            yield entity.id, str(span.values.get("unit", ""))

    def _post(self, person: str) -> object:
        entity: Entity | None = self._view.registers.entity("person", person)
        return entity.as_of(self._view.as_of.date()) if entity is not None else None


def _signed_at(record: Record) -> str:
    return next((text for name in SIGNED if (text := record.text(name))), "")


def _stated(cause: Cause, name: str) -> Source | None:
    """Where the fact of this name stands that a duty tells of, depth first."""
    if cause.values.get("fact") == name and isinstance(cause.source, Source):
        return cause.source
    return next((found for one in cause.children if (found := _stated(one, name)) is not None), None)


def _written(record: Record) -> datetime | None:
    """When a record was written or given, as far as it says."""
    names = ("assigned_at", "filed_at", "raised_at", "submitted_at", "recorded_at", "begun_at", "finished_at")
    return next((at for name in names if (at := parse_moment(record.text(name))) is not None), None)


def _grouped(pairs: Iterable[tuple[str, One]]) -> dict[str, list[One]]:
    found: defaultdict[str, list[One]] = defaultdict(list)
    for name, one in pairs:
        found[name].append(one)
    return dict(found)
