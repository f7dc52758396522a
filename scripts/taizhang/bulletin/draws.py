"""How a topic's samples came about: when the list was frozen, its digest, the public number (A8.1, A1.5, G11)."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.bulletin.material import Material, count
from taizhang.bulletin.notice import Block, Figure, Name, Paragraph
from taizhang.bulletin.sentences import item, joined, paragraph, say
from taizhang.facts.fact import Fact
from taizhang.ledger.draws import Draw
from taizhang.when.moment import format_moment

SHORT = 8
"""So many digits of a digest are printed; the draw's page has them all."""


def samples(material: Material, *topics: str) -> Iterator[Block]:
    """The draws of the month for some topics: what anybody needs to draw again, and what is frozen but not drawn."""
    found = [one for one in _named(material, "draw.frozen") if one.get("topic") in topics]
    if found:
        yield paragraph("draws.head")
    drawn = {one.source.path: one for one in _named(material, "draw.drawn")}
    for frozen in found:
        record = material.book.at(frozen.source.path)
        if record is not None:
            yield _told(material, Draw(record), frozen, drawn.get(frozen.source.path))


def not_drawn(material: Material, inspected: tuple[Fact, ...], topic: str) -> Iterator[Block]:
    """Whose sample nobody can draw again: of all that were inspected, or of some units."""
    frozen = {one.unit for one in _named(material, "draw.frozen") if one.get("topic") == topic}
    drawn = {one.unit for one in _named(material, "draw.drawn") if one.get("topic") == topic}
    without = sorted({one.unit for one in inspected} - drawn)
    if without and frozen:
        yield paragraph("draws.without", units=joined((material.unit(unit),) for unit in without))
    elif without:
        yield paragraph("topic.sample")


def _named(material: Material, name: str) -> tuple[Fact, ...]:
    return tuple(one for one in material.ledger.facts.named(name) if one.get("month") == material.month.key)


def _told(material: Material, draw: Draw, frozen: Fact, drawn: Fact | None) -> Paragraph:
    members = sum(len(one.members) for one in draw.strata)
    known: dict[str, str | Figure | Name] = {
        "unit": material.unit(draw.unit),
        "frozen": format_moment(frozen.time),
        "count": Figure(say("figure.members", count=members), say("figure.frozen"), facts=(frozen,)),
        "digest": draw.digest.removeprefix("sha256:")[:SHORT],
    }
    if drawn is None:
        return item("draws.frozen", **known)
    named = material.ledger.facts.of_unit("draw.sampled", draw.unit)
    size = count(say("figure.drawn"), facts=(one for one in named if one.source.path == draw.path))
    return item("draws.drawn", source=draw.source, day=drawn.get("on"), value=drawn.get("value"), size=size, **known)
