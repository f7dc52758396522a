"""Custody: papers that are kept secret, loans to outsiders that are overdue first, and leaks (A6.2, A6.5, A6.6).

The list shows what stands out: what is lent, what is wrong, what leaked. Every paper has a page with its movements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from taizhang.facts.fact import Fact
from taizhang.ledger.ledger import only
from taizhang.publish.links import paper_page
from taizhang.publish.maker import Maker
from taizhang.publish.plans import rows_of
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.records.book import Record
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Finding, Obligation, Outcome, State
from taizhang.when.moment import parse_moment

KIND, LEAK = "custody", "leak"
TAKEN, FOUND, STEP = "custody.taken", "leak.found", "leak.step"
URGENT = (State.OVERDUE, State.MISSED)


class Where(StrEnum):
    """Where a paper is."""

    KEPT = "kept"
    OUT = "out"
    LENT = "lent"
    DESTROYED = "destroyed"


@dataclass(frozen=True, slots=True)
class Movement:
    """One time a paper was taken out: as it is written, with the duty to get it back where an outsider has it."""

    file: Record
    fact: Fact
    organisation: str
    role: str
    duty: Obligation | None
    returned: datetime | None

    @property
    def order(self) -> tuple[bool, datetime, str]:
        """What is overdue first, the longest overdue before the others."""
        late = self.duty is not None and self.duty.state in URGENT
        return (not late, (self.duty.due if self.duty else None) or datetime.max, self.file.id)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper with its movements, the latest first, and what is wrong with it."""

    record: Record
    where: Where
    movements: tuple[Movement, ...]
    destroyed: Mapping[str, object]
    findings: tuple[Finding, ...]
    leaks: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """One leak: the duty to report it, those to contain it, and what is wrong with its closing."""

    record: Record
    reporting: tuple[Obligation, ...]
    steps: tuple[Obligation, ...]
    findings: tuple[Finding, ...]


def pages(maker: Maker) -> Iterator[Page]:
    """The list, and a page for every paper."""
    view = maker.view
    made = resting(view.ledger.outcomes)
    found, told = papers(view, made), leaks(view, made)
    out = sorted((one for paper in found for one in paper.movements if one.returned is None), key=lambda one: one.order)
    yield maker.page(
        "custody.html",
        "custody/",
        "custody/",
        "涉密文件",
        papers=found,
        out=out,
        leaks=told,
        level=view.level(*(paper.record.path for paper in found), *(leak.record.path for leak in told)),
    )
    for paper in found:
        record = paper.record
        yield maker.page(
            "paper.html",
            "custody/shell/",
            paper_page(record.id),
            record.text("title"),
            f"{record.id} {view.unit(record.text('unit'))}",
            paper=paper,
            level=view.level(record.path, *(leak.path for leak in paper.leaks)),
        )


def resting(outcomes: Iterable[Outcome]) -> Mapping[str, tuple[Outcome, ...]]:
    """The outcomes by each record they came of."""
    found: dict[str, list[Outcome]] = defaultdict(list)
    for one in outcomes:
        for path in {name.partition("#")[0] for name in one.because}:
            found[path].append(one)
    return {path: tuple(some) for path, some in found.items()}


def papers(view: View, made: Mapping[str, tuple[Outcome, ...]]) -> tuple[Paper, ...]:
    """Every paper, by unit and id."""
    taken: dict[str, list[Fact]] = defaultdict(list)
    for fact in view.facts.named(TAKEN):
        taken[fact.source.path].append(fact)
    listed = sorted(view.records(KIND), key=lambda record: (record.text("unit"), record.id))
    return tuple(_paper(view, record, taken.get(record.path, ()), made.get(record.path, ())) for record in listed)


def leaks(view: View, made: Mapping[str, tuple[Outcome, ...]]) -> tuple[Leak, ...]:
    """Every leak found so far, the latest first."""
    known = {fact.source.path for fact in view.facts.named(FOUND)}
    listed = sorted(view.records(LEAK), key=lambda record: (record.text("found_at"), record.id), reverse=True)
    return tuple(_leak(view, record, made.get(record.path, ())) for record in listed if record.path in known)


def _paper(view: View, record: Record, taken: Iterable[Fact], outcomes: tuple[Outcome, ...]) -> Paper:
    rows = {str(row.get("number")): row for row in rows_of(record, "movements")}
    duties = {name: one for one in only(Obligation, outcomes) for name in one.because}
    moved = tuple(_movement(view, record, fact, rows, duties) for fact in taken)
    written = record.data.get("destroyed")
    destroyed = written if isinstance(written, Mapping) else {}
    gone = parse_moment(str(destroyed.get("at", "")))
    where = Where.DESTROYED if gone is not None and gone <= view.as_of else _where(moved)
    named = tuple(leak for leak in view.records(LEAK) if leak.text("file") == record.id)
    latest = tuple(sorted(moved, key=lambda one: one.fact.time, reverse=True))
    return Paper(record, where, latest, destroyed, only(Finding, outcomes), named)


def _movement(
    view: View,
    record: Record,
    fact: Fact,
    rows: Mapping[str, Mapping[str, object]],
    duties: Mapping[str, Obligation],
) -> Movement:
    """A time a paper was taken out; that it comes back later than the view's moment is not known yet."""
    said = rows.get(fact.get("number"), {}).get("outsider")
    outsider = said if isinstance(said, Mapping) else {}
    returned = parse_moment(fact.get("returned_at"))
    return Movement(
        file=record,
        fact=fact,
        organisation=str(outsider.get("organisation", "")),
        role=str(outsider.get("role", "")),
        duty=duties.get(name_of_fact(fact)),
        returned=returned if returned is not None and returned <= view.as_of else None,
    )


def _where(moved: tuple[Movement, ...]) -> Where:
    """Where a paper is by what has not come back."""
    away = [one for one in moved if one.returned is None]
    if not away:
        return Where.KEPT
    return Where.LENT if any(one.organisation for one in away) else Where.OUT


def _leak(view: View, record: Record, outcomes: tuple[Outcome, ...]) -> Leak:
    steps = {name_of_fact(fact) for fact in view.facts.named(STEP) if fact.source.path == record.path}
    duties = only(Obligation, outcomes)
    contained = tuple(one for one in duties if one.because & steps)
    reporting = tuple(one for one in duties if not one.because & steps)
    return Leak(record, reporting, contained, only(Finding, outcomes))
