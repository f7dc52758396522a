"""The sections that tell of the assessment: branches and people with their ranks, praise and criticism (A7, A8.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from taizhang.bulletin.inspections import deviation
from taizhang.bulletin.material import Material, count
from taizhang.bulletin.notice import Block, Cell, Figure, Head, Paragraph, Table
from taizhang.bulletin.numbers import mean, ranks, signed
from taizhang.bulletin.sentences import item, joined, paragraph, parts, say
from taizhang.rules.evidence import name_of_fact
from taizhang.rules.outcome import Scorecard

ADJUSTED = ("A7.3",)
SERIOUS = "serious"
Row = tuple[Decimal | None, tuple[Cell, ...]]
"""What a row is ranked by, None while missing, and its cells."""


def scores(material: Material) -> Iterator[Block]:
    """Table one, branches; table two, people; who has no total or no card is named, never counted as zero (G12)."""
    if not material.cards:
        yield paragraph("scores.none")
        return
    yield branches(material)
    yield people(material)
    yield paragraph("scores.how")
    missing = tuple(one for one in material.cards if one.total is None)
    if missing:
        names = joined((material.person(one.person),) for one in missing)
        yield paragraph("scores.missing", count=count(say("figure.lacking"), missing), people=names)
    carded = {one.person for one in material.cards}
    without = [person for person, _ in material.managers if person.id not in carded]
    if without:
        names = joined((material.person(person.id),) for person in without)
        yield paragraph("scores.without", count=str(len(without)), people=names)


def branches(material: Material) -> Table:
    """Each branch's mean of the totals there are, with its rank; a branch that lacks one is told, not ranked (G12)."""
    rows: list[Row] = []
    for unit in sorted({one.unit for one in material.cards}):
        cards = tuple(one for one in material.cards if one.unit == unit)
        lacking = tuple(one for one in cards if one.total is None)
        totals = [one.total for one in cards if one.total is not None]
        score = mean(totals) if totals else None
        text = say("scores.missing-cell") if score is None else str(score)
        cells: tuple[Cell, ...] = (
            (material.unit(unit),),
            (count(say("figure.carded"), cards),),
            (count(say("figure.lacking"), lacking),),
            (Figure(text, say("figure.mean"), cards),),
        )
        rows.append((None if lacking else score, cells))
    heads = (
        Head(say("scores.rank"), numeric=True),
        Head(say("scores.unit")),
        Head(say("scores.count"), numeric=True),
        Head(say("scores.lacking"), numeric=True),
        Head(say("scores.score"), numeric=True),
    )
    return _ranked(1, "scores.units", heads, rows)


def people(material: Material) -> Table:
    """Everybody's total with its rank."""
    rows: list[Row] = [
        (one.total, ((material.person(one.person),), (material.unit(one.unit),), (_total(one),)))
        for one in material.cards
    ]
    heads = (
        Head(say("scores.rank"), numeric=True),
        Head(say("scores.person")),
        Head(say("scores.unit")),
        Head(say("scores.score"), numeric=True),
    )
    return _ranked(2, "scores.people", heads, rows)


def praise(material: Material) -> Iterator[Block]:
    """Who stands at or above the one threshold and below the other, adjusting events, serious deviations (A8.6)."""
    if material.unfinished:
        yield paragraph("praise.running")
    else:
        high, low = material.parameters.praise_from, material.parameters.criticise_below
        best = [one for one in material.cards if one.total is not None and one.total >= high]
        worst = [one for one in material.cards if one.total is not None and one.total < low]
        yield _named(material, best, "praise.from", "praise.nobody", high)
        yield _named(material, worst, "praise.below", "praise.nobody-below", low)
    entries = tuple(one for one in material.entries if one.clause in ADJUSTED)
    if entries:
        yield paragraph("praise.entries", count=count(say("figure.entries"), entries))
        for one in entries:
            amount = Figure(signed(one.amount), say("figure.amount"), (one,))
            names = {"unit": material.unit(one.unit), "person": material.person(one.person)}
            yield item("praise.entry", title=one.title, amount=amount, **names)
    else:
        yield paragraph("praise.no-entries")
    yield from _serious(material)


def _serious(material: Material) -> Iterator[Block]:
    items = tuple(one for one in material.inspected if one.get("severity") == SERIOUS)
    told = {name_of_fact(one) for one in items}
    findings = tuple(one for one in material.findings if one.severity == SERIOUS and not one.because & told)
    if not items and not findings:
        yield paragraph("praise.no-serious")
        return
    yield paragraph("praise.serious", count=count(say("figure.serious"), findings, items))
    for one in items:
        yield deviation(material, one)
    for found in findings:
        figure = Figure(found.title, say("figure.serious"), (found,))
        yield Paragraph((material.unit(found.unit), material.person(found.person), ":", figure, "。"), item=True)


def _named(material: Material, cards: list[Scorecard], some: str, none: str, edge: Decimal) -> Paragraph:
    if not cards:
        return paragraph(none, edge=str(edge))
    ordered = sorted(cards, key=lambda one: (-(one.total or Decimal()), one.person))
    names = joined(
        parts("praise.person", unit=material.unit(one.unit), person=material.person(one.person), total=_total(one))
        for one in ordered
    )
    return paragraph(some, edge=str(edge), people=names)


def _total(card: Scorecard) -> Figure:
    text = say("scores.missing-cell") if card.total is None else str(card.total)
    return Figure(text, say("figure.total"), (card,))


def _ranked(number: int, title: str, heads: tuple[Head, ...], rows: list[Row]) -> Table:
    """Rows by their value, the highest first and what is missing last, each with its rank before it."""
    known = [value for value, _ in rows if value is not None]
    rank = dict(zip(known, ranks(known), strict=True))
    ordered = sorted(rows, key=lambda row: (row[0] is None, -(row[0] or Decimal())))
    cells = tuple((_rank(rank, value), *rest) for value, rest in ordered)
    return Table(number, say(title), heads, cells)


def _rank(rank: Mapping[Decimal, int], value: Decimal | None) -> Cell:
    return (say("number.none") if value is None else str(rank[value]),)
