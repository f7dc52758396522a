"""Of whom a notice tells: the unit that the company names for its notices, and those below it (A8.1).

A company of several trades has one notice for the trade whose department issues it. The rules it tells of are those of
rulebooks that apply there; what other units' rulebooks give, and facts about other units, is not its matter.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

from taizhang.bulletin.parameters import parameters_of
from taizhang.facts.registers import Registers
from taizhang.facts.store import Facts
from taizhang.ledger import Ledger
from taizhang.records.book import Book

_SCOPED: WeakKeyDictionary[Ledger, dict[str, Ledger]] = WeakKeyDictionary()
"""The parts of ledgers that notices tell of, by the unit: a ledger never changes, and a notice asks again and again."""


def scoped(ledger: Ledger, book: Book) -> Ledger:
    """The part of ``ledger`` that the company's notices tell of; all of it where the company names no unit."""
    unit = parameters_of(book).unit
    if not unit:
        return ledger
    known = _SCOPED.setdefault(ledger, {})
    if unit not in known:
        known[unit] = _part(ledger, book, unit)
    return known[unit]


def units_of(book: Book, unit: str) -> frozenset[str]:
    """The unit and all below it; every unit where none is named."""
    registers = Registers(book)
    return frozenset(one.id for one in book.of("unit") if not unit or unit in registers.above(one.id))


def _part(ledger: Ledger, book: Book, unit: str) -> Ledger:
    units = units_of(book, unit)
    above = frozenset(Registers(book).above(unit))
    rulebooks = tuple(one for one in ledger.rulebooks if not (units | above).isdisjoint(one.units))
    ids = {one.id for one in rulebooks}
    outcomes = (one for one in ledger.outcomes if one.rulebook in ids and one.unit in units | {""})
    facts = (fact for fact in ledger.facts.all if fact.unit in units | {""})
    return Ledger(ledger.as_of, rulebooks, outcomes, Facts(facts, ledger.as_of))
