"""Two ledgers of one moment held against each other: every outcome that is not the same in both.

Only what people are judged by counts: a state, an amount, a total. That a line of a record moved, so that a cause
points elsewhere, changes nothing for anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from taizhang.ledger import Ledger
from taizhang.ledger.month import month_of
from taizhang.rules.outcome import Decision, Entry, Finding, Measure, Obligation, Outcome, Scorecard
from taizhang.when.period import Period


@dataclass(frozen=True, slots=True)
class Effect:
    """One outcome before and after; None on the side where it is not there.

    ``entries`` are the amounts that came of it, of those that are not the same on both sides.
    """

    was: Outcome | None
    now: Outcome | None
    entries: tuple[EntryEffect, ...] = ()

    @property
    def one(self) -> Outcome:
        """The outcome as it is after, or was."""
        found = self.now or self.was
        assert found is not None
        return found

    @property
    def month(self) -> Period:
        """The month it belongs to."""
        return month_of(self.one)


@dataclass(frozen=True, slots=True)
class EntryEffect:
    """An amount on somebody's account before and after, None where it is not there."""

    was: Entry | None
    now: Entry | None

    @property
    def one(self) -> Entry:
        """The entry as it is after, or was."""
        found = self.now or self.was
        assert found is not None
        return found

    @property
    def change(self) -> Decimal:
        """By how much the account rises."""
        return _amount(self.now) - _amount(self.was)


def effects(before: Ledger, after: Ledger) -> tuple[Effect, ...]:
    """What differs, in the ledger's order; entries that came of a duty or finding that differs stand with it."""
    found = [Effect(was, now) for was, now in _pairs(before, after) if _figures(was) != _figures(now)]
    entries = [EntryEffect(_entry(one.was), _entry(one.now)) for one in found if isinstance(one.one, Entry)]
    kept = [one for one in found if not isinstance(one.one, Entry)]
    owned = _owned(kept, entries)
    told = [Effect(one.was, one.now, tuple(owned.get(number, ()))) for number, one in enumerate(kept)]
    taken = {id(entry) for group in owned.values() for entry in group}
    told += [Effect(one.was, one.now, (one,)) for one in entries if id(one) not in taken]
    return tuple(sorted(told, key=lambda one: one.one.order))


def _pairs(before: Ledger, after: Ledger) -> Iterator[tuple[Outcome | None, Outcome | None]]:
    was, now = ({one.key: one for one in side.outcomes} for side in (before, after))
    for key in sorted(was.keys() | now.keys()):
        yield was.get(key), now.get(key)


def _figures(one: Outcome | None) -> tuple[object, ...] | None:
    """What of an outcome people are judged by."""
    match one:
        case None:
            return None
        case Obligation():
            return one.person, one.state, one.due, one.wanted, one.done, one.points
        case Finding():
            return one.person, one.points, one.severity, one.rectify_by
        case Entry():
            return one.person, one.period, one.account, one.line, one.amount
        case Measure():
            return one.person, one.known, one.value
        case Decision():
            return one.person, one.result, one.decided, one.shares, tuple(sorted(one.gives.items(), key=str))
        case Scorecard():
            return one.total, *((line.id, line.known, line.score) for line in one.lines)
        case _:
            raise TypeError(f"no figures of {type(one).__name__}")


def _owned(kept: list[Effect], entries: list[EntryEffect]) -> dict[int, list[EntryEffect]]:
    """The entries that came of each effect: they name it, or rest on the same facts of records."""
    by_cause: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, effect in enumerate(kept):
        if isinstance(effect.one, Obligation | Finding | Decision):
            for side in (effect.was, effect.now):
                for cause in ({side.key} | side.because) if side else ():
                    by_cause[effect.one.person, cause].append(number)
    found: dict[int, list[EntryEffect]] = {}
    for entry in entries:
        causes = sorted({cause for side in (entry.was, entry.now) if side for cause in (*_named(side), *side.because)})
        owner = next((by_cause[one][0] for cause in causes if (one := (entry.one.person, cause)) in by_cause), None)
        if owner is not None:
            found.setdefault(owner, []).append(entry)
    return found


def _named(entry: Entry) -> tuple[str, ...]:
    """The key of the outcome whose own points the entry is."""
    return (entry.key.rpartition("#")[0],) if "#" in entry.key else ()


def _entry(one: Outcome | None) -> Entry | None:
    return one if isinstance(one, Entry) else None


def _amount(entry: Entry | None) -> Decimal:
    return entry.amount if entry else Decimal()
