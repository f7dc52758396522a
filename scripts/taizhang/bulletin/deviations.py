"""The section on rectification: the month's deviations and those carried over, each with its date and state (A4.5).

Dates and states are those of the duties that the rules gave, so that the notice and the pages agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from taizhang.bulletin.material import Material, count
from taizhang.bulletin.notice import Block, Cell, Figure, Head, Table
from taizhang.bulletin.sentences import counts, paragraph, say
from taizhang.facts.fact import Fact
from taizhang.ledger.rectification import Rectification, Stage
from taizhang.rules.outcome import State
from taizhang.when.moment import format_date

IN_TIME, LATE, RUNNING, OVERDUE, UNKNOWN = "in-time", "late", "running", "overdue", "unknown"


def rectification(material: Material) -> Iterator[Block]:
    """The counts by state, table three with every deviation, and what other rules found that is to be put right."""
    listed = deviations(material)
    if listed:
        yield _counts(material, listed)
        yield from _closed(listed)
        yield _table(material, listed)
    else:
        yield paragraph("rectify.none")
    every = material.rectifications
    limited = tuple(one for one in material.findings if one.rectify_by is not None and not one.because & every.keys())
    if limited:
        past = (one for one in limited if one.rectify_by is not None and one.rectify_by < material.as_of)
        figures = {"count": count(say("figure.limited"), limited), "past": count(say("figure.past"), past)}
        yield paragraph("rectify.rules", **figures)
        yield paragraph("later.about", subject=say("rectify.closing"), what=say("rectify.closings"))


def deviations(material: Material) -> tuple[Rectification, ...]:
    """What was found in the month, and what was found before and still open when it began; by day, unit and point."""
    month = material.month
    found = []
    for one in material.rectifications.values():
        if one.item.time.date() >= month.end:
            continue
        done = _mended_on(one)
        if not month.contains(one.item.time) and done is not None and done < month.start:
            continue
        found.append(one)
    return tuple(sorted(found, key=lambda one: (one.item.time, one.item.unit, one.item.case)))


def state_of(one: Rectification) -> str:
    """How it stands by its duty; where no rule gave one, or its year has no calendar, nobody can say."""
    if one.duty is None or one.duty.due is None:
        return UNKNOWN
    if one.duty.done_at is not None:
        return IN_TIME if one.duty.state is State.MET else LATE
    return RUNNING if one.duty.state is State.PENDING else OVERDUE


def _mended_on(one: Rectification) -> date | None:
    """When it was put right, as the duty counts it; without one as it is written."""
    if one.duty is not None:
        return one.duty.done_at.date() if one.duty.done_at else None
    return one.mended.time.date() if one.mended and one.stage is not Stage.REFUSED else None


def _counts(material: Material, listed: tuple[Rectification, ...]) -> Block:
    by_state = (
        count(say(f"rectify.{state}"), facts=(one.item for one in listed if state_of(one) == state))
        for state in (IN_TIME, LATE, RUNNING, OVERDUE, UNKNOWN)
    )
    here = material.month.contains
    return paragraph(
        "rectify.count",
        found=count(say("figure.found"), facts=(one.item for one in listed if here(one.item.time))),
        carried=count(say("figure.carried"), facts=(one.item for one in listed if not here(one.item.time))),
        states=counts(("rectify.of", figure) for figure in by_state),
    )


def _closed(listed: tuple[Rectification, ...]) -> Iterator[Block]:
    """What became of the points that somebody said were mended; nothing where nobody has."""
    stages = (("closed", Stage.CLOSED), ("waiting", Stage.MENDED), ("refused", Stage.REFUSED))
    states = counts(
        (
            f"rectify.closed.{name}",
            count(say(f"figure.{name}"), facts=(one.item for one in listed if one.stage is stage)),
        )
        for name, stage in stages
    )
    if states:
        yield paragraph("rectify.closed", states=states)


def _table(material: Material, listed: tuple[Rectification, ...]) -> Table:
    names = ("unit", "person", "subject", "severity", "made", "due", "state")
    heads = tuple(Head(say(f"rectify.{name}"), long=name == "subject") for name in names)
    rows = tuple(_row(material, one) for one in listed)
    return Table(3, say("rectify.table"), heads, rows)


def _row(material: Material, one: Rectification) -> tuple[Cell, ...]:
    item, due, done = one.item, one.duty.due if one.duty else None, _mended_on(one)
    facts: tuple[Fact, ...] = tuple(fact for fact in (item, one.mended, one.rechecked) if fact is not None)
    outcomes = (one.duty,) if one.duty else ()
    owner = one.duty.person if one.duty else item.person
    return (
        (material.unit(item.unit),),
        (material.person(owner) if owner else say("number.none"),),
        (item.get("subject"),),
        (material.word(item, "severity"),),
        (format_date(item.time.date()),),
        (format_date(due.date()) if due else say("rectify.unknown"),),
        (
            Figure(say(f"rectify.{state_of(one)}"), item.get("subject"), outcomes, facts),
            *((say("rectify.done", day=format_date(done)),) if done else ()),
        ),
    )
