"""Book and ledger as one audience may see them: what it may not see is taken away before anything is made (A6.1).

Records of kinds it may not see are gone, with their facts and with the outcomes of rules that read them. So is a record
that was raised above what it may read (A6.4), with the outcomes that rest on it alone: rules go on telling of others.
Fields it may not see are blank in data, text and facts; a cause that rests on one says so in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import PurePosixPath

from taizhang.bulletin import Bulletin, notice_of
from taizhang.bulletin import seen as notice_seen
from taizhang.bulletin.frozen import KIND as NOTICE
from taizhang.closing.closing import KIND as CLOSING
from taizhang.closing.sealed import as_sealed
from taizhang.facts.extract import facts_of
from taizhang.facts.merged import followed
from taizhang.facts.store import Facts
from taizhang.history.versions import Versions
from taizhang.ledger import Ledger
from taizhang.ledger.lacking import lacking
from taizhang.problem import Problem
from taizhang.publish.audience import Audience
from taizhang.publish.causes_seen import CausesSeen
from taizhang.publish.hidden import HIDDEN, Limits, Pointer, limits_of, unread, without
from taizhang.publish.past import Past
from taizhang.publish.withheld import withheld_from, without_rules
from taizhang.records.book import Book, Record, make_book
from taizhang.records.levels import GROUND
from taizhang.records.schema_set import Kind
from taizhang.records.text.blanked import all_blanked, blanked
from taizhang.rules.outcome import Obligation, Outcome, Scorecard
from taizhang.when.moment import parse_date, parse_moment
from taizhang.when.period import Period

CUSTOMER = "customer"
UNANNOUNCED = "unannounced"
DRAW = "draw"
CHECKED_ON = ("announced_on", "made_on")
SHORTEST = 2
"""A hidden text of so many characters or more is looked for in sentences about what is wrong."""


@dataclass(frozen=True, slots=True)
class Edition:
    """Book and ledger without what an audience may not see; ``lacking`` are the kinds that rules lack, by rule id.

    ``notice`` gives a month's notice, read at a commit; ``unclear`` are the units and months whose closing is gone;
    ``withheld`` are the rules whose results are not for the audience; ``past`` tells what became of the records;
    ``partial`` are the paths of records of which a part is hidden.
    """

    book: Book
    ledger: Ledger
    lacking: Mapping[str, frozenset[str]]
    notice: Callable[[Period, str], Bulletin | None]
    past: Past
    unclear: frozenset[tuple[str, str]] = frozenset()
    withheld: frozenset[str] = frozenset()
    partial: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left of the records: ``gone`` the paths of those taken away, ``blank`` where others have hidden values.

    Of a record that its schema refuses, where it may hold something hidden, nothing is left but its lines' number:
    ``bare``.
    """

    records: tuple[Record, ...]
    gone: frozenset[str]
    blank: Mapping[str, frozenset[Pointer]]
    bare: frozenset[str]


def edition_of(ledger: Ledger, book: Book, audience: Audience, versions: Versions | None = None) -> Edition:
    """``ledger`` and ``book`` as ``audience`` may see them, with the past of the records as far as Git has it."""
    withheld = withheld_from(ledger.rulebooks, audience)
    ledger = without_rules(ledger, withheld)
    limits = {name: limits_of(kind, audience) for name, kind in book.schemas.kinds.items()}
    kinds_gone = frozenset(name for name, limit in limits.items() if limit.gone)
    hidden = frozenset(one for name, kind in book.schemas.kinds.items() for one in unread(kind, limits[name]))
    rules_lack = lacking(ledger.rulebooks, book.schemas, book.absent | kinds_gone, hidden)
    coming = _still_to_come(book, audience, ledger.as_of)
    kept = _kept(book, limits, lambda one: one.path in coming or _raised(one, book, audience))
    if not (kept.gone or kept.blank or kept.bare):
        past = Past(versions, book, limits, audience)
        return Edition(book, ledger, rules_lack, partial(notice_of, ledger, book), past, withheld=withheld)
    alone = [one for path in kept.gone if (one := book.at(path)) is not None and one.kind not in kinds_gone]
    kept = _without_notices(kept, book) if alone else kept
    seen = _book(book, kept, limits, kinds_gone)
    causes = CausesSeen({one.path: limits[one.kind].names for one in book}, limits, kept.gone, kept.blank)
    away = frozenset(one.path for one in alone), frozenset(one.id for one in alone if one.kind == CUSTOMER)
    outcomes = _outcomes(ledger, rules_lack, causes, frozenset(_blank_texts(book, kept)), away)
    unclear = frozenset((one.text("unit"), one.text("month")) for one in alone if one.kind == CLOSING)
    told = _with_sealed(outcomes, book, ledger, unclear) if unclear else outcomes
    left = Ledger(ledger.as_of, ledger.rulebooks, told, _facts(ledger, book, seen, kept))
    notice = partial(notice_seen, (ledger, book), (left, seen)) if alone else partial(notice_of, left, seen)
    past = Past(versions, book, limits, audience, kept.gone, kept.bare)
    return Edition(seen, left, rules_lack, notice, past, unclear, withheld, frozenset(kept.blank) | kept.bare)


def _kept(book: Book, limits: Mapping[str, Limits], away: Callable[[Record], bool]) -> Kept:
    records: list[Record] = []
    gone: set[str] = set()
    bare: set[str] = set()
    blank: dict[str, frozenset[Pointer]] = {}
    for record in book:
        limit = limits[record.kind]
        if limit.gone or away(record):
            gone.add(record.path)
        elif limit.none:
            records.append(record)
        elif record.path in book.refused:
            bare.add(record.path)
            records.append(replace(record, data={}))
        else:
            seen, pointers = without(record, limit)
            records.append(seen)
            if pointers:
                blank[record.path] = pointers
    return Kept(tuple(records), frozenset(gone), blank, frozenset(bare))


def _without_notices(kept: Kept, book: Book) -> Kept:
    """Without the records of issued notices, which tell of what is gone; the notices themselves hold that back."""
    issued = frozenset(one.path for one in book.of(NOTICE))
    return replace(kept, records=tuple(one for one in kept.records if one.path not in issued), gone=kept.gone | issued)


def _raised(record: Record, book: Book, audience: Audience) -> bool:
    """Whether a record was raised above what the audience may read; of what every edition needs none is (A6.4)."""
    return record.kind not in GROUND and audience.above(book.kind(record.kind).sensitivity, record.data)


def _still_to_come(book: Book, audience: Audience, now: datetime) -> frozenset[str]:
    """The records that tell of checks which come unannounced to the audience's unit, and have not come yet (A1.5).

    A check has come once its day is over, or on that day once its result was handed in. The draw that gives its sample
    tells of it as well.
    """
    if not audience.unit:
        return frozenset()
    units = {audience.unit}
    while above := {one.id for one in book.of("unit") if one.text("parent") in units} - units:
        units |= above
    checks = [one for one in book if one.data.get(UNANNOUNCED) is True and one.text("unit") in units]
    coming = [one for one in checks if not _has_come(one, now)]
    draws = {one.text(DRAW) for one in coming} - {one.text(DRAW) for one in checks if _has_come(one, now)} - {""}
    return frozenset(one.path for one in (*coming, *(one for one in book if one.key in draws)))


def _has_come(check: Record, now: datetime) -> bool:
    day = next((day for name in CHECKED_ON if (day := parse_date(check.text(name)))), None)
    handed_in = parse_moment(check.text("submitted_at"))
    if day is None or day != now.date():
        return day is not None and day < now.date()
    return handed_in is not None and day == handed_in.date() and handed_in <= now


def _book(book: Book, kept: Kept, limits: Mapping[str, Limits], kinds_gone: frozenset[str]) -> Book:
    def content(path: str) -> bytes:
        if path in kept.gone:
            return b""
        if path in kept.bare:
            return all_blanked(book.content(path), HIDDEN)
        found = book.content(path)
        return _blanked(found, kept.blank[path]) if path in kept.blank else found

    problems = tuple(_problems(book, kept, limits))
    return make_book(book.schemas, kept.records, problems, content, book.absent | kinds_gone)


@lru_cache(maxsize=4096)
def _blanked(content: bytes, pointers: frozenset[Pointer]) -> bytes:
    """A record's text without what is hidden: several pages ask for the same one."""
    return blanked(content, pointers, HIDDEN)


def _problems(book: Book, kept: Kept, limits: Mapping[str, Limits]) -> Iterator[Problem]:
    """What is wrong, without a word of what is hidden; what is wrong with a record that is gone, neither."""
    hidden = frozenset(_values(book, kept)) if book.problems else frozenset()
    for one in book.problems:
        record = book.at(one.path)
        kind = book.kind(record.kind) if record else _kind_of(one.path, book)
        if one.path in kept.gone or (record is None and kind is not None and limits[kind.name].gone):
            continue
        unread = record is None and kind is not None and not limits[kind.name].none
        told = f"{one.message}\n{one.repair}\n{one.value}\n{one.excerpt}"
        if unread or one.path in kept.bare or any(text in told for text in hidden):
            one = replace(one, message=HIDDEN, repair="", value="", excerpt="")  # noqa: PLW2901
        yield one


def _kind_of(path: str, book: Book) -> Kind | None:
    """The kind a file that is no record would be of, by any folder it lies in."""
    parts = PurePosixPath(path).parts
    return next((kind for part in parts if (kind := book.schemas.kind_of(part)) is not None), None)


def _values(book: Book, kept: Kept) -> Iterator[str]:
    """Every text that is hidden."""
    for path in kept.gone:
        if (record := book.at(path)) is not None:
            yield from _texts(record.data)
    yield from _blank_texts(book, kept)


def _blank_texts(book: Book, kept: Kept) -> Iterator[str]:
    """Every text that is hidden in a record which is there."""
    for path, pointers in kept.blank.items():
        if (record := book.at(path)) is not None:
            for pointer in pointers:
                yield from _texts(_at(record.data, pointer))


def _texts(value: object) -> Iterator[str]:
    parts: Iterable[object] = ()
    if isinstance(value, Mapping | list):
        parts = value.values() if isinstance(value, Mapping) else value
    elif not isinstance(value, bool) and len(str(value)) >= SHORTEST:
        yield str(value)
    for part in parts:
        yield from _texts(part)


def _at(value: object, pointer: Pointer) -> object:
    for step in pointer:
        value = value[step]  # type: ignore[index]
    return value


def _facts(ledger: Ledger, book: Book, seen: Book, kept: Kept) -> Facts:
    """The facts as the records state them now: those of records without anything hidden are as they were."""
    changed = kept.gone | kept.blank.keys() | kept.bare
    own = {str(entry["fact"]) for kind in book.schemas.kinds.values() for entry in kind.facts}
    as_before = (
        fact
        for fact in ledger.facts.all
        if fact.source.path not in changed or (fact.name not in own and fact.source.path not in kept.gone)
    )
    touched = [record for path in kept.blank if (record := seen.at(path)) is not None]
    again = followed(facts_of(make_book(book.schemas, touched, (), seen.content, seen.absent)), book)
    return Facts((*as_before, *again), ledger.as_of)


def _outcomes(
    ledger: Ledger,
    rules_lack: Mapping[str, frozenset[str]],
    causes: CausesSeen,
    texts: frozenset[str],
    away: tuple[frozenset[str], frozenset[str]],
) -> Iterator[Outcome]:
    """The outcomes of rules that lack nothing, but for those that rest on a record that is gone.

    What a duty is about is hidden where it is one of the hidden ``texts``. ``away`` are the paths of records that are
    gone while others of their kind are there, and the ids of customers among them.

    A card stays: people must know their scores. Its lines tell no cause that rests on what is gone.
    """
    paths, customers = away
    gone = {one.key for one in ledger.outcomes if one.rule in rules_lack and not isinstance(one, Scorecard)}
    if paths:
        gone |= {
            one.key
            for one in ledger.outcomes
            if (one.customer in customers or any(name.partition("#")[0] in paths for name in one.because))
            and not isinstance(one, Scorecard)
        }
    while more := {one.key for one in ledger.outcomes if one.key not in gone and _rests(one, gone, causes)}:
        gone |= more
    for one in ledger.outcomes:
        if isinstance(one, Scorecard):
            yield causes.card(one, ledger, frozenset(rules_lack))
        elif one.key not in gone:
            seen = replace(one, cause=causes.seen(one.cause), because=causes.because(one.because))
            yield replace(seen, what=HIDDEN) if isinstance(seen, Obligation) and seen.what in texts else seen


def _with_sealed(
    outcomes: Iterable[Outcome], book: Book, ledger: Ledger, unclear: frozenset[tuple[str, str]]
) -> Iterator[Outcome]:
    """The outcomes with the sealed totals on cards whose closing is gone: people must know their scores."""
    for one in outcomes:
        if isinstance(one, Scorecard) and (one.unit, one.period) in unclear:
            yield from as_sealed(book, (one,), ledger.as_of)
        else:
            yield one


def _rests(one: Outcome, gone: set[str], causes: CausesSeen) -> bool:
    """Whether an outcome rests on an outcome or a record that is gone."""
    if isinstance(one, Scorecard):
        return False
    return not gone.isdisjoint(one.because) or causes.rests_on_gone(one.cause)
