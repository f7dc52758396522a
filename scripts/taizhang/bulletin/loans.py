"""The section on loans: files lent to outsiders that fell due in the month, and those still out from before (A6.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from taizhang.bulletin.material import Material, count
from taizhang.bulletin.notice import Block, Cell, Figure, Head, Table
from taizhang.bulletin.sentences import counts, paragraph, say
from taizhang.facts.fact import Fact
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Obligation, State
from taizhang.when.moment import format_date

CLAUSE = "A6.5"
TAKEN = "custody.taken"
IN_TIME, LATE, RUNNING, OVERDUE = "in-time", "late", "running", "overdue"


def loans(material: Material) -> Iterator[Block]:
    """The counts by state, and a table with every loan."""
    listed = lent(material)
    if not listed:
        yield paragraph("loans.none")
        return
    by_state = (
        count(say(f"loans.{name}"), (one for one in listed if state_of(one) == name))
        for name in (IN_TIME, LATE, RUNNING, OVERDUE)
    )
    yield paragraph(
        "loans.count",
        due=count(say("figure.due-back"), (one for one in listed if not _before(material, one))),
        carried=count(say("figure.carried"), (one for one in listed if _before(material, one))),
        states=counts(("loans.of", figure) for figure in by_state),
    )
    yield _table(material, listed)


def lent(material: Material) -> tuple[Obligation, ...]:
    """The duties to get back what fell due in the month, and what fell due before and was out when it began."""
    found = []
    for one in material.ledger.obligations:
        if one.clause != CLAUSE or one.due is None or one.due.date() > material.month.last:
            continue
        if _before(material, one) and one.done_at is not None and one.done_at.date() < material.month.start:
            continue
        found.append(one)
    return tuple(sorted(found, key=lambda one: (one.due or datetime.max, one.unit, one.key)))


def state_of(one: Obligation) -> str:
    """How a loan stands: back in time, back late, still to come back, overdue."""
    if one.done_at is not None:
        return IN_TIME if one.state is State.MET else LATE
    return RUNNING if one.state is State.PENDING else OVERDUE


def _before(material: Material, one: Obligation) -> bool:
    """Whether a loan fell due before the month."""
    return one.due is not None and one.due.date() < material.month.start


def _table(material: Material, listed: tuple[Obligation, ...]) -> Table:
    names = ("unit", "person", "file", "organisation", "lent", "due", "state")
    heads = tuple(Head(say(f"loans.{name}"), long=name == "file") for name in names)
    facts = {name_of_fact(fact): fact for fact in material.ledger.facts.named(TAKEN)}
    return Table(4, say("loans.table"), heads, tuple(_row(material, one, facts) for one in listed))


def _row(material: Material, one: Obligation, facts: Mapping[str, Fact]) -> tuple[Cell, ...]:
    fact = next((facts[name] for name in sorted(one.because) if name in facts), None)
    state = say(f"loans.{state_of(one)}")
    done = (say("rectify.done", day=format_date(one.done_at.date())),) if one.done_at else ()
    return (
        (material.unit(one.unit),),
        (material.person(one.person),),
        (one.what or say("number.none"),),
        (fact.get("organisation") if fact else say("number.none"),),
        (format_date(fact.time.date()) if fact else say("number.none"),),
        (format_date(one.due.date()) if one.due else say("number.none"),),
        (Figure(state, one.what or state, (one,)), *done),
    )
