"""What each record gives and asks, and the problems between records: references, ids, keys (design §4, §12).

``gives_and_asks`` reads one record alone, so it can run anywhere; ``link`` joins them all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple, Protocol

from taizhang.problem import Place, Problem
from taizhang.records.dated import Dated, dated
from taizhang.records.messages import SENTENCES
from taizhang.records.near import nearest
from taizhang.records.own_checks import key_values
from taizhang.records.paths import Pointer, Spot, fill_template, first, follow, items, select
from taizhang.records.schema_set import Kind, Reference, SchemaSet, titles
from taizhang.when.moment import parse_date
from taizhang.when.period import parse_period

PlaceOf = Callable[[str, Pointer], Place]
ANY_KIND = "record"
CLOSE = 0.75
"""How alike a mistyped id must be to be offered."""
MOST_GUESSES = 3
MOST_SEARCHES = 100
"""Looking for what was meant takes time: for so many different ones in one load, then no more."""


class Ask(NamedTuple):
    """A reference: where it stands, what it points to, on which day, and which fields must then hold what.

    ``equal`` holds for each such field what the referring record says, and where.
    """

    pointer: Pointer
    kind: str
    target: str
    at: str
    during: str
    equal: tuple[tuple[str, str, Pointer], ...]


class Exchange(NamedTuple):
    """What one record gives (id, name, dated lists, unique keys) and asks (references).

    ``placed`` is False for one that lies where it does not belong: of two that are alike that one is told.
    """

    path: str
    key: str
    kind: str
    id: str
    name: str
    dated: Mapping[str, tuple[Dated, ...]]
    unique: tuple[tuple[int, tuple[str, ...], Pointer], ...]
    asks: tuple[Ask, ...]
    placed: bool = True


def gives_and_asks(kind: Kind, path: str, below_root: str, data: Mapping[str, object]) -> Exchange:
    """What ``data`` gives and asks; robust to what its schema has already refused."""
    identity = data.get(kind.id_field) if kind.id_field else None
    return Exchange(
        path=path,
        key=below_root.removesuffix(".yaml"),
        kind=kind.name,
        id=identity if isinstance(identity, str) else "",
        name=str(data.get("name", "")),
        dated={p.pattern[-1]: dated(data.get(p.pattern[-1])) for p in kind.periods if len(p.pattern) == 1},
        unique=tuple(_unique(kind, data)),
        asks=tuple(_asks(kind, data)),
        placed=fill_template(kind.template, data) in {None, below_root},
    )


def _unique(kind: Kind, data: Mapping[str, object]) -> Iterator[tuple[int, tuple[str, ...], Pointer]]:
    for number, key in enumerate(kind.keys):
        if key.within == "kind":
            for item in items(data, key.each):
                if (found := key_values(item, key)) is not None:
                    yield number, *found


def _asks(kind: Kind, data: Mapping[str, object]) -> Iterator[Ask]:
    for reference in kind.references:
        for spot in select(data, reference.pattern):
            if not isinstance(spot.value, str):
                continue
            at = first(spot, reference.at) if reference.at else None
            equal = tuple(_equal(spot, reference))
            yield Ask(spot.pointer, reference.kind, spot.value, str(at or ""), reference.during, equal)


def _equal(spot: Spot, reference: Reference) -> Iterator[tuple[str, str, Pointer]]:
    for field, path in reference.equal:
        for said in follow(spot, path):
            if isinstance(said.value, str):
                yield field, said.value, said.pointer


class Known(Protocol):
    """Who is there: all that the answer to a reference depends on."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of records by name."""

    def find(self, kind: str, target: str) -> Exchange | None:
        """The record ``target`` names."""

    def guesses(self, kind: str, target: str) -> list[str]:
        """What could have been meant by an id that nobody has."""


def link(
    exchanges: Iterable[Exchange], schemas: SchemaSet, place_of: PlaceOf, absent: frozenset[str] = frozenset()
) -> Iterator[Problem]:
    """The problems between records. ``place_of`` finds a pointer's place; kinds in ``absent`` are kept elsewhere."""
    known = Registry(exchanges, schemas)
    ids: dict[tuple[str, str], list[Exchange]] = defaultdict(list)
    keys: dict[tuple[str, int, tuple[str, ...]], list[tuple[Exchange, Pointer]]] = defaultdict(list)
    for one in known.exchanges:
        if one.id:
            ids[one.kind, one.id.lower()].append(one)
        for number, values, pointer in one.unique:
            keys[one.kind, number, values].append((one, pointer))
    for alike in ids.values():
        yield from repeated_id(alike, known, place_of)
    for (_, _, values), holders in keys.items():
        yield from repeated_key(values, holders, place_of)
    for exchange in known.exchanges:
        yield from unanswered(exchange, known, place_of, absent)


def unanswered(exchange: Exchange, known: Known, place_of: PlaceOf, absent: frozenset[str]) -> Iterator[Problem]:
    """The problems of what one record refers to."""
    for ask in exchange.asks:
        if ask.kind not in absent and (told := _answer(ask, known)) is not None:
            rule, pointer, values = told
            title = known.kinds[ask.kind].title if ask.kind in known.kinds else "记录"
            yield SENTENCES.problem(rule, place_of(exchange.path, pointer), value=ask.target, kind=title, **values)


def rank(one: Exchange) -> tuple[bool, str]:
    """What sorts records that are alike: those in their right place first, then by path."""
    return not one.placed, one.path


class Registry:
    """Who is there: exchanges (those in their right place first, then by path), by kind and id, and by key path."""

    def __init__(self, exchanges: Iterable[Exchange], schemas: SchemaSet) -> None:
        self.kinds = schemas.kinds
        self.exchanges = sorted(exchanges, key=rank)
        self.by_id: dict[str, dict[str, Exchange]] = defaultdict(dict)
        self.by_key = {one.key: one for one in self.exchanges}
        self._guessed: dict[tuple[str, str], list[str]] = {}
        self._folders: dict[str, list[str]] | None = None
        self._searches = 0
        for one in self.exchanges:
            if one.id:
                self.by_id[one.kind].setdefault(one.id, one)

    def find(self, kind: str, target: str) -> Exchange | None:
        """The record ``target`` names."""
        return self.by_key.get(target) if kind == ANY_KIND else self.by_id[kind].get(target)

    def guesses(self, kind: str, target: str) -> list[str]:
        """What could have been meant: whoever is called so, else the ids most like it; none where too many are."""
        if (kind, target) not in self._guessed:
            self._guessed[kind, target] = self._guess(kind, target)
        return self._guessed[kind, target]

    def _guess(self, kind: str, target: str) -> list[str]:
        called = [one.id for one in self.by_id[kind].values() if one.name == target]
        if called or self._searches >= MOST_SEARCHES:
            return called[:MOST_GUESSES]
        self._searches += 1
        names: Iterable[str] = self._beside(target) if kind == ANY_KIND else self.by_id[kind]
        return nearest(target, names, CLOSE, MOST_GUESSES)

    def _beside(self, target: str) -> list[str]:
        """The keys in the folder of one: those are meant that differ in their last step."""
        if self._folders is None:
            self._folders = defaultdict(list)
            for key in self.by_key:
                self._folders[folder_of(key)].append(key)
        return self._folders.get(folder_of(target), [])


def folder_of(key: str) -> str:
    """The folder of a record's key, with its slash; nothing for one that lies in the record root itself."""
    return "".join(key.rpartition("/")[:2])


Told = tuple[str, Pointer, dict[str, object]]


def _answer(ask: Ask, known: Known) -> Told | None:
    found = known.find(ask.kind, ask.target)
    if found is None:
        return _missing(ask, known)
    kind = known.kinds.get(found.kind)
    life = ask.during or (kind.life if kind else "")
    span = days_of(ask.at) if ask.at and life else None
    if kind is None or span is None or life not in found.dated:
        return None
    covering = [one for one in found.dated[life] if one.first <= span[1] and (one.last is None or one.last >= span[0])]
    who = {"name": found.name, "day": ask.at}
    if not covering:
        periods = "、".join(f"{one.first} 至{f' {one.last}' if one.last else '今'}" for one in found.dated[life])
        return "link.not-then", ask.pointer, {**who, "periods": periods or "一段也没有"}
    for field, wanted, pointer in ask.equal:
        actual = [str(one.values.get(field)) for one in covering]
        if wanted not in actual:
            title = titles(kind.schema).get((life, "*", field), field)
            return "link.other", pointer, {**who, "field": title, "actual": actual[-1], "wanted": wanted}
    return None


def _missing(ask: Ask, known: Known) -> Told:
    of = known.kinds[ask.kind].title if ask.kind in known.kinds else ""
    what = f"编号“{ask.target}”的{of}" if of else f"“{ask.target}”这条记录"
    guesses = known.guesses(ask.kind, ask.target)
    if not guesses:
        return "link.missing", ask.pointer, {"what": what}
    people = [(guess, found.name) for guess in guesses if (found := known.find(ask.kind, guess))]
    guessed = "、".join(f"{guess}({name})" if name else guess for guess, name in people)
    return "link.missing-near", ask.pointer, {"what": what, "guesses": guessed, "guess": " 或 ".join(guesses)}


def days_of(text: str) -> tuple[date, date] | None:
    """First and last day that a written date, moment or period speaks of; None for anything else."""
    day = parse_date(text[:10])
    if day is not None and (len(text) == 10 or text[10] == " "):
        return day, day
    period = parse_period(text)
    return None if period is None else (period.start, period.end - timedelta(days=1))


def repeated_id(alike: Sequence[Exchange], known: Known, place_of: PlaceOf) -> Iterator[Problem]:
    """The problems of records of one kind with one id, upper and lower case alike; all but the first are told.

    Ids are unique within their kind, whatever their case: some file systems know no difference.
    """
    for one in alike[1:]:
        field = known.kinds[one.kind].id_field or "id"
        yield SENTENCES.problem("id.repeated", place_of(one.path, (field,)), value=one.id, other=alike[0].path)


def repeated_key(
    values: tuple[str, ...], holders: Sequence[tuple[Exchange, Pointer]], place_of: PlaceOf
) -> Iterator[Problem]:
    """The problems of those who hold the same ``values`` of one key, and where; all but the first are told."""
    earlier, there = holders[0]
    for one, pointer in holders[1:]:
        if earlier is one and there == pointer:
            continue
        if earlier is not one and one.id and one.id.lower() == earlier.id.lower():
            continue  # the same record twice: its id says so
        rule = "key.repeated" if earlier is one else "key.repeated-elsewhere"
        line = place_of(earlier.path, there).line
        place = place_of(one.path, pointer)
        yield SENTENCES.problem(rule, place, value=" ".join(values), other=earlier.path, line=line)
