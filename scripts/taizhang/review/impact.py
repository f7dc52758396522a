"""What a change of records does to people: by person and month, with what was sealed or sent and is touched.

Both sides are reckoned at the same moment. A change of a rulebook is told the same way: it is our simulator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from taizhang.bulletin.compare import issued
from taizhang.closing.audit import differences_of
from taizhang.closing.closing import KIND as CLOSING
from taizhang.closing.verify import Differences, LineDifference
from taizhang.history.history import History
from taizhang.ledger import Ledger
from taizhang.records.book import Book
from taizhang.review.changes import Change, changes
from taizhang.review.effects import Effect, effects
from taizhang.review.reasons import Reason, Reasons
from taizhang.rules.outcome import Obligation, Scorecard
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Side:
    """The company before or after the change: its records, what Git knows of them, and what comes of both."""

    book: Book
    history: History
    ledger: Ledger


@dataclass(frozen=True, slots=True)
class Month:
    """What moves in one month of a person, or of a unit where ``person`` is empty; cards first."""

    person: str
    unit: str
    month: Period
    effects: tuple[Effect, ...]

    @property
    def cards(self) -> tuple[Effect, ...]:
        """The cards that move."""
        return tuple(one for one in self.effects if isinstance(one.one, Scorecard))

    @property
    def others(self) -> tuple[Effect, ...]:
        """All that is no card."""
        return tuple(one for one in self.effects if not isinstance(one.one, Scorecard))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed month that the change touches: lines that will no longer agree, or agree again.

    ``rewritten`` says that the record of the closing itself is changed.
    """

    unit: str
    month: Period
    lines: tuple[LineDifference, ...]
    mended: tuple[LineDifference, ...]
    rewritten: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A duty done, by the change, at a time before the moment at which Git first had the record: nothing proves it.

    ``key`` is the duty's, ``path`` the record's, ``landed`` the moment.
    """

    key: str
    path: str
    done_at: datetime
    landed: datetime


@dataclass(frozen=True, slots=True)
class Impact:
    """All that a change does: the records it touches, whose figures move, what was sealed or sent and is touched.

    ``reasons`` tells by the key of each result that moves which touched records it rests on.
    """

    as_of: datetime
    changes: tuple[Change, ...]
    months: tuple[Month, ...]
    sealed: tuple[Sealed, ...]
    notices: tuple[Period, ...]
    earlier: tuple[Earlier, ...]
    reasons: Mapping[str, tuple[Reason, ...]]

    @property
    def people(self) -> tuple[str, ...]:
        """Whose figures move, in the order of the months."""
        return tuple(dict.fromkeys(one.person for one in self.months if one.person))


def impact(before: Side, after: Side) -> Impact:
    """What lies between two sides, both at the moment of ``after``."""
    found = effects(before.ledger, after.ledger)
    months = tuple(_months(found))
    moved = {one.month for one in months}
    changed = tuple(changes(before.book, after.book))
    by_path = {one.path: one for one in changed}
    reasons = Reasons(before.ledger, after.ledger, after.book.schemas, by_path)
    return Impact(
        after.ledger.as_of,
        changed,
        months,
        tuple(_sealed(before, after)),
        tuple(month for month in issued(after.book, after.ledger.as_of) if month in moved),
        tuple(earlier(before, found, frozenset(by_path))),
        reasons.of_all(found),
    )


def earlier(before: Side, found: Iterable[Effect], touched: frozenset[str]) -> Iterator[Earlier]:
    """The duties among ``found`` whose doing the change puts before the landing of the record that tells of it."""
    for effect in found:
        was, now = effect.was, effect.now
        if not isinstance(now, Obligation) or now.done_at is None:
            continue
        if isinstance(was, Obligation) and was.done_at is not None and was.done_at <= now.done_at:
            continue
        for path in sorted({cause.partition("#")[0] for cause in now.because} & touched):
            landing = before.history.landing(path)
            if landing is not None and landing.moment is not None and now.done_at < landing.moment:
                yield Earlier(now.key, path, now.done_at, landing.moment)


def _months(found: tuple[Effect, ...]) -> Iterator[Month]:
    """The effects by person and month: people before units, each in order of id, the oldest month first."""
    by_whom: defaultdict[tuple[str, str, Period], list[Effect]] = defaultdict(list)
    for one in found:
        whose = one.one
        by_whom[whose.person, "" if whose.person else whose.unit, one.month].append(one)
    for person, unit, month in sorted(by_whom, key=lambda key: (not key[0], key[0], key[1], key[2].start)):
        group = by_whom[person, unit, month]
        yield Month(person, unit or group[0].one.unit, month, tuple(group))


def _sealed(before: Side, after: Side) -> Iterator[Sealed]:
    """The closings, sealed by now, whose comparison comes out otherwise than before, or whose record is changed."""
    was = {(one.closing.unit, one.closing.month): one for one in differences_of(before.book, before.ledger)}
    now = {(one.closing.unit, one.closing.month): one for one in differences_of(after.book, after.ledger)}
    for unit, month in sorted(was.keys() | now.keys(), key=lambda key: (key[1].start, key[0])):
        old, new = was.get((unit, month)), now.get((unit, month))
        fresh, mended = _but(new, old), _but(old, new)
        rewritten = old is not None and (new is None or _data(before.book, old) != _data(after.book, new))
        if fresh or mended or rewritten:
            yield Sealed(unit, month, fresh, mended, rewritten)


def _but(one: Differences | None, other: Differences | None) -> tuple[LineDifference, ...]:
    """The lines of one comparison that the other does not have."""
    known = frozenset(other.lines) if other else frozenset()
    return tuple(line for line in one.lines if line not in known) if one else ()


def _data(book: Book, found: Differences) -> object:
    record = book.at(found.closing.path)
    return record.data if record and record.kind == CLOSING else None
