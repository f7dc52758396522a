"""How complete the files of customers are: what is asked of a file, what it lacks, and the share by unit (A4.6).

Beside a manager, a file is asked for just what others like it hold: of the same regulations and the same category. So a
trade that grades nobody lacks no grades, and what an edition takes away from every file is lacking nowhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from taizhang.bulletin.numbers import percent
from taizhang.facts.registers import Entity
from taizhang.publish.view import View
from taizhang.when.moment import parse_date

KIND, CONTACT = "customer", "contact"
OWNER, VERIFIED = "owner", "verified"
GRADE, HELD_CONTACT, FIELDS = "grade", "contact", ("industry", "address")
LACKS = (OWNER, VERIFIED, GRADE, HELD_CONTACT, *FIELDS)
"""What a file may lack, in the order in which it is told."""
Like = tuple[frozenset[str], str]
"""What files are compared by: the rulebooks of their unit, and the category of the customer."""


@dataclass(frozen=True, slots=True)
class File:
    """An open customer's file: whose it is (``last`` whose it was, where nobody has it), what it lacks (``LACKS``)."""

    customer: str
    path: str
    unit: str
    person: str
    last: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Complete:
    """The files of one unit: ``share`` of them that lack nothing in per cent, and how many lack what."""

    unit: str
    files: tuple[File, ...]
    lacks: Mapping[str, int]

    @property
    def full(self) -> int:
        """How many lack nothing."""
        return sum(not one.lacks for one in self.files)

    @property
    def share(self) -> Decimal:
        """How many of a hundred lack nothing."""
        return percent(self.full, len(self.files))


def files(view: View, stale: frozenset[str]) -> tuple[File, ...]:
    """Every open customer's file, by record path; ``stale`` are the customers whose verification has run out."""
    today = view.as_of.date()
    trades = _trades(view)
    with_contact = {
        record.text("customer")
        for record in view.records(CONTACT)
        if (until := parse_date(record.text("until"))) is None or until >= today
    }
    found: list[tuple[File, Like, frozenset[str]]] = []
    for entity in view.registers.entities(KIND):
        if not _open(view, entity):
            continue
        owner = str(view.registers.value(KIND, entity.id, "person", today) or "")
        last = owner or str(entity.life[-1].values.get("person", "") if entity.life else "")
        unit = _unit(view, last)
        holds = {name for name in FIELDS if entity.record.data.get(name)}
        holds |= {HELD_CONTACT} if entity.id in with_contact else set()
        holds |= {GRADE} if view.registers.value(KIND, entity.id, "grade", today) else set()
        lacks = (*(() if owner else (OWNER,)), *((VERIFIED,) if entity.id in stale else ()))
        like = trades.get(unit, frozenset()), entity.record.text("kind")
        found.append((File(entity.id, entity.record.path, unit, owner, last, lacks), like, frozenset(holds)))
    asked: dict[Like, set[str]] = defaultdict(set)
    for _, like, holds_ in found:
        asked[like] |= holds_
    return tuple(_with(one, asked[like] - holds_) for one, like, holds_ in found)


def by_unit(found: Iterable[File]) -> tuple[Complete, ...]:
    """The files by unit, the least complete first."""
    groups: dict[str, list[File]] = defaultdict(list)
    for one in found:
        groups[one.unit].append(one)
    complete = (
        Complete(unit, tuple(those), Counter(name for one in those for name in one.lacks))
        for unit, those in groups.items()
    )
    return tuple(sorted(complete, key=lambda one: (one.share, one.unit)))


def _with(one: File, lacking: Iterable[str]) -> File:
    return replace(one, lacks=tuple(sorted((*one.lacks, *lacking), key=LACKS.index)))


def _open(view: View, entity: Entity) -> bool:
    """Whether a customer has been opened by now, and was neither closed nor merged into another."""
    opened, closed = (parse_date(entity.record.text(name)) for name in ("opened_on", "closed_on"))
    today = view.as_of.date()
    begun = opened is None or opened <= today
    return begun and (closed is None or closed > today) and not entity.record.text("merged_into")


def _unit(view: View, person: str) -> str:
    """The unit of somebody's present post, else of the last one; "" for nobody."""
    entity = view.registers.entity("person", person)
    span = (entity.as_of(view.as_of.date()) or (entity.life[-1] if entity.life else None)) if entity else None
    return str(span.values.get("unit", "")) if span else ""


def _trades(view: View) -> Mapping[str, frozenset[str]]:
    """The ids of the rulebooks that apply to each unit, itself or one above it."""
    return {
        unit: frozenset(
            book.id for book in view.rulebooks if not set(book.units).isdisjoint(view.registers.above(unit))
        )
        for unit in view.units
    }
