"""Whom Git's names mean, and who may change which record: derived from the registers, never from a list of names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from taizhang.facts.posts import LEADING
from taizhang.facts.registers import Entity, Registers
from taizhang.records.book import Book
from taizhang.records.dated import dated
from taizhang.records.paths import Pointer, select
from taizhang.records.schema_set import Kind

Data = Mapping[str, object]
PERSON, UNIT, CUSTOMER = "person", "unit", "customer"
DEPARTMENT = "department"

KEEPING = frozenset({"marketing-clerk", "hr-clerk", "office-clerk", "head-office-clerk"})
"""Roles that keep records for others."""
WORKING = frozenset(
    {
        *("account-manager", "consultant", "receptionist", "salesperson", "callback-clerk", "technician", "driver"),
        *("storekeeper", "repairer", "showroom-account-manager", "city-account-manager"),
        *("provincial-account-manager", "staff"),
    }
)
"""Roles that write what is their own."""
OFFICIAL = frozenset(
    {
        *(
            "annual-target",
            "bulletin",
            "bulletin-remarks",
            "calendar",
            "closing",
            "committee",
            "company",
            "deal-ruling",
        ),
        *(
            "draw",
            "grade-confirmation",
            "person",
            "reading",
            "result",
            "reward",
            "rulebook",
            "ruling",
            "target",
            "unit",
        ),
    }
)
"""Kinds that decide over a unit's people: not for its own head to change, but for the company above (A6.1, A8.6)."""
WRITERS = frozenset(
    {
        *("recorded_by", "submitted_by", "entered_by", "set_by", "decided_by", "issued_by", "written_by", "rated_by"),
        *("counted_by", "confirmed_by", "supervisor"),
    }
)
"""Where a kind demands one of these, whoever ``person`` names is whom the record is about, and not its writer."""


class People:
    """Whom Git's authors are: by an account of theirs, else by a name that only one person bears."""

    def __init__(self, registers: Registers) -> None:
        self._by: dict[str, set[str]] = {}
        self._entities = {one.id: one for one in registers.entities(PERSON)}
        for one in self._entities.values():
            accounts = one.record.data.get("accounts")
            for account in accounts if isinstance(accounts, list) else ():
                if isinstance(account, dict) and account.get("login"):
                    self._by.setdefault(str(account["login"]).casefold(), set()).add(one.id)
            self._by.setdefault(one.name.casefold(), set()).add(one.id)

    def find(self, name: str, mail: str) -> Entity | None:
        """The one person that a name and address of Git fit; None where they fit nobody, or several."""
        login = mail.partition("@")[0].rpartition("+")[2]
        found = {one for key in (name, login) for one in self._by.get(key.strip().casefold(), ())}
        return self._entities[found.pop()] if len(found) == 1 else None


class Organisation:
    """Who may change a record on a day: those it names as its own, and those who answer for its unit."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._registers = Registers(book)

    def may(self, person: str, day: date, kind: Kind, before: Data | None, after: Data | None) -> bool:
        """Whether ``person`` may have made ``before`` into ``after`` on ``day``; at least one of them is there."""
        first = before if before is not None else after
        assert first is not None
        if person in self._own(kind, first, day):
            return True
        if before is not None and after is not None and person in _signed(kind, before, after):
            return True
        reach = self._reach(person, day)
        if not reach:
            return False
        units = {one for data in (before, after) if data is not None for one in self._units(kind, data, day)}
        if not units:
            return self._top(reach) == reach
        if kind.name in OFFICIAL:
            return all(self._top(unit) == reach for unit in units)
        return all(reach in self._registers.above(unit) for unit in units)

    def _top(self, unit: str) -> str:
        """The company that a unit belongs to."""
        return tuple(self._registers.above(unit))[-1]

    def _own(self, kind: Kind, data: Data, day: date) -> Iterator[str]:
        """Whose record it is: who is named as its writer, who has what it is about, who cares for its customer."""
        top = [one.pattern[0] for one in kind.references if one.kind == PERSON and len(one.pattern) == 1]
        required = kind.schema.get("required", ())
        about = kind.name in OFFICIAL or any(name in WRITERS and name in required for name in top)
        for name in top:
            if not (about and name == PERSON):
                yield str(data.get(name, ""))
        for entry in _lasting(kind, data, day) if kind.name not in OFFICIAL else ():
            yield str(entry.get(PERSON, ""))
        for one in kind.references:
            if one.kind == CUSTOMER and len(one.pattern) == 1:
                yield self._manager(str(data.get(one.pattern[0], "")), day)

    def _units(self, kind: Kind, data: Data, day: date) -> Iterator[str]:
        """The units a record belongs to: named by itself, else those of whom it names."""
        listed = [one.pattern[0] for one in kind.references if one.kind == UNIT and len(one.pattern) == 1]
        named = [str(data[name]) for name in listed if data.get(name)]
        named += [str(entry[UNIT]) for entry in _lasting(kind, data, day) if entry.get(UNIT)]
        if named:
            yield from named
            return
        people = [str(data.get(p.pattern[0], "")) for p in kind.references if p.kind == PERSON and len(p.pattern) == 1]
        people += [str(entry.get(PERSON, "")) for entry in _lasting(kind, data, day)]
        for reference in kind.references:
            if reference.kind == CUSTOMER and len(reference.pattern) == 1:
                people.append(self._manager(str(data.get(reference.pattern[0], "")), day))
        yield from filter(None, (self._post(one, day)[0] for one in people if one))

    def _reach(self, person: str, day: date) -> str:
        """The unit for whose records somebody answers, with all below it; "" for who writes only his own.

        A department serves the unit above it.
        """
        unit, role = self._post(person, day)
        record = self._book.find(UNIT, unit)
        if record is not None and record.text("kind") == DEPARTMENT:
            return record.text("parent")
        return unit if role in LEADING | KEEPING else ""

    def _post(self, person: str, day: date) -> tuple[str, str]:
        entity = self._registers.entity(PERSON, person)
        span = entity.as_of(day) if entity else None
        return (str(span.values.get(UNIT, "")), str(span.values.get("role", ""))) if span else ("", "")

    def _manager(self, customer: str, day: date) -> str:
        entity = self._registers.entity(CUSTOMER, customer)
        span = entity.as_of(day) if entity else None
        return str(span.values.get(PERSON, "")) if span else ""


def _lasting(kind: Kind, data: Data, day: date) -> Iterator[Data]:
    """What holds on ``day`` in the list that is the record's life: a person's post, a customer's owner."""
    for one in dated(data.get(kind.life)) if kind.life else ():
        if one.first <= day and (one.last is None or day <= one.last):
            yield one.values


def _signed(kind: Kind, before: Data, after: Data) -> Iterator[str]:
    """Who is named where nobody was before: whoever takes part in a record signs for himself."""
    were, are = _named(kind, before), _named(kind, after)
    yield from (person for pointer, person in are.items() if not were.get(pointer))


def _named(kind: Kind, data: Data) -> dict[Pointer, str]:
    patterns = [one.pattern for one in kind.references if one.kind == PERSON]
    return {spot.pointer: str(spot.value) for pattern in patterns for spot in select(data, pattern) if spot.value}
