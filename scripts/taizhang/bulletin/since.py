"""What became of an issued notice's month later: duties, points put right, appeals, corrections (A4.5, A8.6, A8.8).

It stands apart from the notice, which stays as it was issued.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from taizhang.bulletin.deviations import deviations
from taizhang.bulletin.material import Material
from taizhang.bulletin.notice import Block, Cell, Figure, Name
from taizhang.bulletin.sentences import item, joined, paragraph, say
from taizhang.explain import state_word
from taizhang.facts.fact import Fact
from taizhang.ledger.rectification import Rectification
from taizhang.when.moment import format_date, format_moment


def since(material: Material, issued: datetime) -> Iterator[Block]:
    """What has come after ``issued`` and by the ledger's moment, in the order of the notice's sections."""
    yield paragraph("since.lead", issued=format_moment(issued), as_of=format_moment(material.as_of))
    found = (*_duties(material, issued), *_points(material, issued), *_appeals(material, issued))
    later = (*found, *_corrections(material, issued))
    yield from later or (paragraph("since.none"),)


def _duties(material: Material, issued: datetime) -> Iterator[Block]:
    """Duties of the month that were done only later; those of failed points are told with these."""
    told = {one.duty.key for one in deviations(material) if one.duty is not None}
    for one in material.duties:
        if one.done_at is not None and one.done_at > issued and one.key not in told:
            state = Figure(say("since.when", day=format_date(one.done_at.date())), state_word(one), (one,))
            named: dict[str, Name | Cell] = {"unit": material.unit(one.unit), "person": _person(material, one.person)}
            yield item("since.done", title=one.title, state=state, **named)


def _points(material: Material, issued: datetime) -> Iterator[Block]:
    for one in deviations(material):
        what = joined(_steps(one, issued), ",")
        if what:
            named: dict[str, Name | Cell] = {
                "unit": material.unit(one.item.unit),
                "person": _person(material, one.item.person),
            }
            yield item("since.mended", subject=one.item.get("subject"), what=what, **named)


def _steps(one: Rectification, issued: datetime) -> Iterator[Cell]:
    for name, fact in (("rectified", one.mended), ("rechecked", one.rechecked)):
        if fact is not None and fact.time > issued:
            yield (_dated(f"since.{name}", fact),)


def _appeals(material: Material, issued: datetime) -> Iterator[Block]:
    """Appeals against the month's scores that were filed, and rulings that were made, after the notice."""
    for name in ("appeal.filed", "ruling.made"):
        for one in material.ledger.facts.named(name):
            if one.get("month") != material.month.key or one.time <= issued:
                continue
            filed = name == "appeal.filed"
            ruling = "since.appeal" if filed else "since.ruling"
            yield item(
                "since.filed" if filed else "since.ruled",
                unit=material.unit(one.unit),
                person=material.person(one.person),
                month=material.month.key,
                what=_dated(ruling, one, decision="" if filed else material.word(one, "decision")),
            )


def _corrections(material: Material, issued: datetime) -> Iterator[Block]:
    """Corrections of the month's sealed scores that were approved after the notice."""
    for one in material.ledger.facts.named("correction.made"):
        record = material.book.at(one.source.path)
        if one.time > issued and record and record.text("closing").endswith(f"/{material.month.key}"):
            yield item(
                "since.corrected",
                unit=material.unit(one.unit),
                person=material.person(one.person),
                month=material.month.key,
                what=_dated("since.correction", one),
            )


def _dated(sentence: str, fact: Fact, **more: str) -> Figure:
    text = say(sentence, day=format_date(fact.time.date()), **more)
    return Figure(text, text, facts=(fact,))


def _person(material: Material, identity: str) -> Cell:
    return (material.person(identity),) if identity else ()
