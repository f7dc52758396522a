"""Rulebooks from their records, and the version of a rule that is in force on a day (design §6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from taizhang.facts.fact import Source
from taizhang.records.book import Book, Record
from taizhang.when.moment import parse_date

FRAME = frozenset({"id", "clause", "title", "kind", "changes", "examples", "from"})
CHANGE_FRAME = frozenset({"from", "issued", "why"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered part of a regulation, in our words: its id, where it stands, what it says."""

    id: str
    where: str
    says: str
    source: Source


@dataclass(frozen=True, slots=True)
class Change:
    """A dated change of a rule's parameters, with the reason it cites; ``parameters`` are those that it sets."""

    start: date
    issued: date | None
    why: str
    parameters: Mapping[str, Any]
    source: Source


@dataclass(frozen=True, slots=True)
class Version:
    """A rule's parameters as in force from a day on, by ``change`` (None: as it began).

    ``set_by`` names the change that set a parameter, for those that are not as they began.
    """

    start: date | None
    parameters: Mapping[str, Any]
    change: Change | None
    set_by: Mapping[str, Change]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a rulebook: ``kind`` names the module that reads it, ``parameters`` are those it began with.

    ``cast`` are the people and customers of its part of the rulebook, whom its examples speak of.
    """

    rulebook: str
    id: str
    clause: str
    title: str
    kind: str
    start: date | None
    parameters: Mapping[str, Any]
    changes: tuple[Change, ...]
    examples: tuple[Mapping[str, Any], ...]
    cast: Mapping[str, Any]
    source: Source
    _versions: tuple[Version, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Merge the versions once: rules are asked for the one of a day over and over."""
        object.__setattr__(self, "_versions", tuple(_versions(self.start, self.parameters, self.changes)))

    def versions(self) -> tuple[Version, ...]:
        """Every version, oldest first: each change merged by key into what was in force before."""
        return self._versions

    def on(self, day: date) -> Version:
        """The version in force on ``day``; an obligation asks for the day on which it began."""
        held = (v for v in reversed(self._versions) if v.start is None or v.start <= day)
        return next(held, self._versions[0])


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A regulation as data: its clauses and rules, whom it applies to and since when.

    ``title`` is the regulation's own name.
    """

    id: str
    title: str
    units: tuple[str, ...]
    start: date | None
    clauses: tuple[Clause, ...]
    rules: tuple[Rule, ...]

    def clause(self, identity: str) -> Clause | None:
        """The clause with this id."""
        return next((clause for clause in self.clauses if clause.id == identity), None)


def _versions(start: date | None, parameters: Mapping[str, Any], changes: Iterable[Change]) -> Iterator[Version]:
    merged, set_by = dict(parameters), dict[str, Change]()
    yield Version(start, dict(merged), None, {})
    for change in changes:
        merged |= change.parameters
        set_by |= dict.fromkeys(change.parameters, change)
        yield Version(change.start, dict(merged), change, dict(set_by))


def rulebooks_of(book: Book) -> tuple[Rulebook, ...]:
    """The company's rulebooks by id, each joined from its parts in the order of their paths."""
    parts: dict[str, list[Record]] = {}
    for record in book.of("rulebook"):
        parts.setdefault(record.text("book"), []).append(record)
    return tuple(_joined(identity, records) for identity, records in sorted(parts.items()))


def _joined(identity: str, records: list[Record]) -> Rulebook:
    units: list[str] = []
    starts = [day for record in records if (day := parse_date(record.text("from")))]
    for record in records:
        units.extend(str(unit) for unit in _list(record.data.get("applies_to")) if unit not in units)
    title = str(_mapping(records[0].data.get("regulation")).get("title") or records[0].text("title"))
    clauses = tuple(clause for record in records for clause in _clauses(record))
    rules = tuple(rule for record in records for rule in _rules(identity, record))
    return Rulebook(identity, title, tuple(units), min(starts, default=None), clauses, rules)


def _clauses(record: Record) -> Iterable[Clause]:
    for index, item in enumerate(_list(record.data.get("clauses"))):
        entry = _mapping(item)
        source = Source(record.path, ("clauses", index))
        yield Clause(str(entry.get("id")), str(entry.get("where", "")), str(entry.get("says", "")), source)


def _rules(rulebook: str, record: Record) -> Iterable[Rule]:
    for index, item in enumerate(_list(record.data.get("rules"))):
        entry = _mapping(item)
        source = Source(record.path, ("rules", index))
        yield Rule(
            rulebook=rulebook,
            id=str(entry.get("id")),
            clause=str(entry.get("clause")),
            title=str(entry.get("title", "")),
            kind=str(entry.get("kind")),
            start=parse_date(str(entry.get("from"))),
            parameters={key: value for key, value in entry.items() if key not in FRAME},
            changes=tuple(sorted(_changes(entry, source), key=lambda change: change.start)),
            cast=_mapping(record.data.get("cast")),
            examples=tuple(_mapping(example) for example in _list(entry.get("examples"))),
            source=source,
        )


def _changes(entry: Mapping[str, Any], rule: Source) -> Iterable[Change]:
    for index, item in enumerate(_list(entry.get("changes"))):
        change = _mapping(item)
        start = parse_date(str(change.get("from")))
        if start is not None:
            parameters = {key: value for key, value in change.items() if key not in CHANGE_FRAME}
            issued = parse_date(str(change.get("issued")))
            source = Source(rule.path, (*rule.pointer, "changes", index))
            yield Change(start, issued, str(change.get("why", "")), parameters, source)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
