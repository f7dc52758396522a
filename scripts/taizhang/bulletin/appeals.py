"""Appeals filed and rulings made in the month, and what is still open at its end (A8.8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from taizhang.bulletin.material import Material, count
from taizhang.bulletin.notice import Block, Cell, Figure, Paragraph
from taizhang.bulletin.sentences import item, paragraph, parts, say
from taizhang.facts.fact import Fact
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Obligation, Outcome
from taizhang.when.moment import format_moment

SAME = ("unit", "month", "person", "number")
"""What an appeal and its ruling have in common."""


def appeals(material: Material) -> Iterator[Block]:
    """How many were filed, ruled and left open; each ruling with what it gives, each open one with its term."""
    end = min(material.as_of, datetime.combine(material.month.end, datetime.min.time()))
    filed = tuple(one for one in material.ledger.facts.named("appeal.filed") if one.time < end)
    ruled = tuple(one for one in material.ledger.facts.named("ruling.made") if one.time < end)
    answered = {_same(one) for one in ruled}
    waiting = tuple(one for one in filed if _same(one) not in answered)
    new = tuple(one for one in filed if material.month.contains(one.time))
    made = tuple(one for one in ruled if material.month.contains(one.time))
    if not (waiting or new or made):
        yield paragraph("appeals.none")
        return
    yield paragraph(
        "appeals.count",
        filed=count(say("figure.filed"), facts=new),
        ruled=count(say("figure.ruled"), facts=made),
        waiting=count(say("figure.unruled"), facts=waiting),
    )
    yield from (_ruling(material, one) for one in made)
    yield from (_waiting(material, one) for one in waiting)


def _same(fact: Fact) -> tuple[str, ...]:
    return tuple(fact.get(name) for name in SAME)


def _ruling(material: Material, made: Fact) -> Paragraph:
    adjusted: Cell = ()
    entry = next((one for one in material.ledger.entries if name_of_fact(made) in one.because), None)
    if entry is not None:
        titles = {line.id: line.title for card in material.ledger.scorecards for line in card.lines}
        points = Figure(f"{entry.amount:+f}".replace("-", "−"), say("figure.amount"), (entry,))
        line = titles.get(entry.line, entry.line)
        adjusted = parts("appeals.adjusted", line=line, points=points, month=entry.period)
    return item(
        "appeals.ruling",
        unit=material.unit(made.unit),
        person=material.person(made.person),
        month=made.get("month"),
        decision=Figure(material.word(made, "decision"), say("figure.ruled"), facts=(made,)),
        adjusted=adjusted,
        by=material.person(made.get("decided_by")),
        reason=_reason(material, made),
    )


def _waiting(material: Material, filed: Fact) -> Paragraph:
    duty = _because(material.ledger.obligations, filed)
    due = duty.due if isinstance(duty, Obligation) else None
    late = _because(material.ledger.findings, filed)
    term: Cell = ()
    if duty is not None and due is not None:
        term = parts("appeals.term", due=Figure(format_moment(due), say("figure.term"), (duty,)))
    return item(
        "appeals.waiting",
        unit=material.unit(filed.unit),
        person=material.person(filed.person),
        month=filed.get("month"),
        filed=Figure(format_moment(filed.time), say("figure.filed"), facts=(filed,)),
        late=() if late is None else (Figure(say("appeals.late"), say("figure.findings"), (late,)),),
        term=term,
    )


def _because(outcomes: tuple[Outcome, ...], fact: Fact) -> Outcome | None:
    return next((one for one in outcomes if name_of_fact(fact) in one.because), None)


def _reason(material: Material, made: Fact) -> str:
    record = material.book.at(made.source.path)
    return " ".join(record.text("reason").split()) if record else ""
