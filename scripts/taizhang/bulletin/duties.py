"""The sections that tell of duties and findings: all in all, meetings, agreement of the three visit records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from taizhang.bulletin.inspections import topic
from taizhang.bulletin.material import Material, by_state, clauses, count, counted, in_state, owed, rate
from taizhang.bulletin.notice import Block, Cell, Figure, Paragraph, Part
from taizhang.bulletin.numbers import percent
from taizhang.bulletin.sentences import item, joined, paragraph, parts, say
from taizhang.rules.outcome import Finding, Obligation, State

MEETINGS = ("A1.1", "A1.4", "A1.6", "A2.1")
MEETING_FINDINGS = ("A1.2", "A1.3", "A1.4")
AGREEMENT = ("A4.7",)
WRONG = (State.LATE, State.MISSED, State.OVERDUE)
ASIDE = (State.EXCUSED, State.WAIVED, State.PENDING, State.UNKNOWN)


def overall(material: Material) -> Iterator[Block]:
    """What was owed and how it was met, against the month before, and by unit."""
    due = owed(material.duties)
    if due:
        yield paragraph("overall.owed", **states("overall", due))
        yield change(material)
    else:
        yield paragraph("overall.none")
    if any(one.state in ASIDE for one in material.duties):
        yield paragraph("overall.aside", states=_in_states(material.duties, ASIDE))
    if due:
        for unit in material.units:
            mine = tuple(one for one in due if one.unit == unit)
            told = "overall.unit" if mine else "overall.unit-none"
            yield item(told, unit=material.unit(unit), **states("overall", mine))
        yield paragraph("overall.how")
    yield from _wrong(material, due)
    if material.findings:
        yield paragraph("overall.findings", count=count(say("figure.findings"), material.findings))
        yield from _by_title(material.findings)


def _wrong(material: Material, due: tuple[Obligation, ...]) -> Iterator[Block]:
    """What was not done in time, by rule in rulebook order."""
    wrong = tuple(one for one in due if one.state in WRONG)
    if wrong:
        yield paragraph("overall.wrong")
    for rule in material.ledger.rules:
        mine = tuple(one for one in wrong if (one.rulebook, one.rule) == (rule.rulebook, rule.id))
        if mine:
            yield item("overall.rule", title=rule.title, states=by_state("wrong", mine, WRONG))


def _in_states(duties: tuple[Obligation, ...], listed: Sequence[State]) -> Cell:
    """The duties' counts by state, those of none left out."""
    figures = (in_state(duties, state) for state in listed)
    return joined(parts("overall.state", state=one.what, count=one) for one in figures if one.opens)


def _by_title(findings: Sequence[Finding]) -> Iterator[Block]:
    """Findings by what was found, the commonest first."""
    for title, _ in counted(one.title for one in findings):
        yield item("list.rule", title=title, count=count(title, (one for one in findings if one.title == title)))


def states(words: str, due: tuple[Obligation, ...]) -> dict[str, Part | Cell]:
    """The figures of what was due: all of it, each state in ``words``, the share in time."""
    found: dict[str, Part | Cell] = {"owed": count(say("figure.owed"), due), "states": by_state(words, due)}
    return found | {"rate": in_time(say("figure.rate"), due)}


def in_time(what: str, due: tuple[Obligation, ...]) -> Figure:
    """The share of what was due that was done in time."""
    return rate(what, _met(due), due)


def change(material: Material) -> Paragraph:
    """The share in time against that of the month before, in percentage points; both as they are printed."""
    before = owed(material.previous.duties)
    if material.unfinished:
        return paragraph("overall.running")
    if not before:
        return paragraph("overall.no-previous")
    due = owed(material.duties)
    now, then = percent(_met(due), len(due)), percent(_met(before), len(before))
    earlier = in_time(say("figure.before"), before)
    if now == then:
        return paragraph("overall.same", before=earlier)
    how = say("number.change", now=now, before=then)
    points = Figure(str(abs(now - then)), say("figure.change"), due + before, how=how)
    return paragraph("overall.up" if now - then > Decimal(0) else "overall.down", before=earlier, change=points)


def meetings(material: Material) -> Iterator[Block]:
    """Meetings held in time by rule, what was wrong about them, and the inspection of minutes (A8.1)."""
    due = owed(clauses(material.duties, *MEETINGS))
    if not due:
        yield paragraph("meetings.none")
    for rule in material.ledger.rules:
        mine = tuple(one for one in due if (one.rulebook, one.rule) == (rule.rulebook, rule.id))
        if mine:
            owing = count(say("figure.owed"), mine)
            yield item("meetings.rule", title=rule.title, owed=owing, states=by_state("held", mine))
    wrong = found_under(material, *MEETING_FINDINGS)
    if wrong:
        yield paragraph("meetings.findings", count=count(say("figure.findings"), wrong))
        yield from _by_title(wrong)
    else:
        yield paragraph("meetings.clean")
    yield from topic(material, "minutes", lead=say("meetings.minutes"))


def visits_agree(material: Material) -> Iterator[Block]:
    """Where trip log, weekly report and service log tell different visits, by person (A4.7)."""
    wrong = found_under(material, *AGREEMENT)
    if not wrong:
        yield paragraph("agree.none")
        return
    people = counted(one.person for one in wrong)
    yield paragraph(
        "agree.found",
        count=count(say("figure.disagree"), wrong),
        people=Figure(str(len(people)), say("figure.people"), wrong),
    )
    for person, _ in people:
        mine = tuple(one for one in wrong if one.person == person)
        figure = count(say("figure.disagree"), mine)
        yield item("agree.person", unit=material.unit(mine[0].unit), person=material.person(person), count=figure)


def found_under(material: Material, *ids: str) -> tuple[Finding, ...]:
    """The month's findings under some clauses."""
    return tuple(one for one in material.findings if one.clause in ids)


def _met(due: Sequence[Obligation]) -> int:
    return sum(one.state is State.MET for one in due)
