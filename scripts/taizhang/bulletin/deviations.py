"""The section on rectification: the month's deviations and those carried over, each with its date and state (A4.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from taizhang.bulletin.material import Material, count
from taizhang.bulletin.notice import Block, Cell, Figure, Head, Table
from taizhang.bulletin.sentences import paragraph, say
from taizhang.facts.fact import Fact
from taizhang.when.counting import offset_from
from taizhang.when.due import Offset, Unit
from taizhang.when.moment import format_date

IN_TIME, LATE, RUNNING, OVERDUE, UNKNOWN = "in-time", "late", "running", "overdue", "unknown"


@dataclass(frozen=True, slots=True)
class Deviation:
    """A point of an inspection that failed: due to be put right by the end of ``due``, done by ``mended``."""

    item: Fact
    due: date | None
    mended: Fact | None

    def state(self, now: datetime) -> str:
        """How it stands; without a calendar for its days nobody can say by when it is due."""
        if self.due is None:
            return UNKNOWN
        if self.mended is not None:
            return IN_TIME if self.mended.time.date() <= self.due else LATE
        return RUNNING if now.date() <= self.due else OVERDUE


def rectification(material: Material) -> Iterator[Block]:
    """The counts by state, table three with every deviation, and what rules found that is to be put right."""
    listed = deviations(material)
    if listed:
        yield _counts(material, listed)
        yield paragraph("rectify.how", days=str(material.parameters.rectify_days))
        yield _table(material, listed)
    else:
        yield paragraph("rectify.none")
    limited = tuple(one for one in material.findings if one.rectify_by is not None)
    if limited:
        past = (one for one in limited if one.rectify_by is not None and one.rectify_by < material.as_of)
        figures = {"count": count(say("figure.limited"), limited), "past": count(say("figure.past"), past)}
        yield paragraph("rectify.rules", **figures)
    yield paragraph("later.about", subject=say("rectify.closing"), what=say("rectify.closings"))


def deviations(material: Material) -> tuple[Deviation, ...]:
    """What was found in the month, and what was found before and still open when it began; by day, unit and point."""
    mended = {one.case: one for one in material.ledger.facts.named("inspection.rectified")}
    found = []
    for one in material.ledger.facts.named("inspection.item"):
        done = mended.get(one.case)
        if one.get("result") != "fail" or one.time.date() >= material.month.end:
            continue
        if not _of(material, one) and done is not None and done.time.date() < material.month.start:
            continue
        found.append(Deviation(one, _due(material, one), done))
    return tuple(sorted(found, key=lambda one: (one.item.time, one.item.unit, one.item.case)))


def _of(material: Material, one: Fact) -> bool:
    return one.get("month") == material.month.key


def _due(material: Material, one: Fact) -> date | None:
    within = Offset("", material.parameters.rectify_days, Unit.WORKING_DAYS)
    calendar = material.registers.calendar(one.unit)
    due = offset_from(within, one.time.date(), material.registers.closing_time, calendar).due
    return due.date() if due else None


def _counts(material: Material, listed: tuple[Deviation, ...]) -> Block:
    by_state = {
        state: count(say(f"rectify.{state}"), facts=(one.item for one in listed if one.state(material.as_of) == state))
        for state in (IN_TIME, LATE, RUNNING, OVERDUE)
    }
    return paragraph(
        "rectify.count",
        found=count(say("figure.found"), facts=(one.item for one in listed if _of(material, one.item))),
        carried=count(say("figure.carried"), facts=(one.item for one in listed if not _of(material, one.item))),
        in_time=by_state[IN_TIME],
        late=by_state[LATE],
        running=by_state[RUNNING],
        overdue=by_state[OVERDUE],
    )


def _table(material: Material, listed: tuple[Deviation, ...]) -> Table:
    names = ("unit", "person", "subject", "severity", "made", "due", "state")
    heads = tuple(Head(say(f"rectify.{name}"), long=name == "subject") for name in names)
    rows = tuple(_row(material, one) for one in listed)
    return Table(3, say("rectify.table"), heads, rows)


def _row(material: Material, one: Deviation) -> tuple[Cell, ...]:
    item = one.item
    state = say(f"rectify.{one.state(material.as_of)}")
    facts = (item, one.mended) if one.mended else (item,)
    done = (say("rectify.done", day=format_date(one.mended.time.date())),) if one.mended else ()
    return (
        (material.unit(item.unit),),
        (material.person(item.person) if item.person else say("number.none"),),
        (item.get("subject"),),
        (material.word(item, "severity"),),
        (format_date(item.time.date()),),
        (format_date(one.due) if one.due else say("rectify.unknown"),),
        (Figure(state, item.get("subject"), facts=facts), *done),
    )
