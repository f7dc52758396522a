"""``assemble(ledger, book, month) -> Bulletin``: the month's notice in the form of a formal Chinese one (A8.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from taizhang.bulletin.appeals import appeals
from taizhang.bulletin.deviations import rectification
from taizhang.bulletin.duties import meetings, overall, visits_agree
from taizhang.bulletin.inspections import customer_data, customer_perception, service_standard, visit_etiquette
from taizhang.bulletin.loans import loans
from taizhang.bulletin.material import Material
from taizhang.bulletin.notice import Basis, Block, Bulletin, Name, Paragraph, Section, Stage, Version
from taizhang.bulletin.numbers import numeral
from taizhang.bulletin.remarks import Remarks, remarks_of
from taizhang.bulletin.scope import scoped
from taizhang.bulletin.scores import praise, scores
from taizhang.bulletin.sentences import paragraph, say
from taizhang.ledger import Ledger
from taizhang.ledger.month import month_of
from taizhang.records.book import Book
from taizhang.rulebook import Rulebook
from taizhang.when.moment import format_moment
from taizhang.when.period import Period

NEXT_MONTH = "next-month"


SECTIONS: dict[str, Callable[[Material], Iterator[Block]]] = {
    "overall": overall,
    "service-standard": service_standard,
    "customer-perception": customer_perception,
    "customer-data": customer_data,
    "visit-etiquette": visit_etiquette,
    "meetings": meetings,
    "visits-agree": visits_agree,
    "scores": scores,
    "praise": praise,
    "rectification": rectification,
    "appeals": appeals,
    "loans": loans,
}
"""The sections in their order, before the requirements for the next month; their ids are those that remarks name."""


TELLS = {
    "meetings": ("meeting",),
    "visits-agree": ("service-log", "trip-log", "weekly-report"),
    "appeals": ("appeal", "ruling"),
    "loans": ("custody",),
}
"""The kinds without which sections tell nothing, by their ids."""


def assemble(ledger: Ledger, book: Book, month: Period, commit: str = "") -> Bulletin:
    """The notice of ``month`` as the ledger stands; ``commit`` is what the records were read from, "" if unknown.

    A pure function: the same ledger, book and commit give the same notice. Remarks that are issued later than the
    ledger's moment stand in a draft.
    """
    material, remarks = Material(ledger, book, month), remarks_of(book, month)
    stage = _stage(material, remarks)
    day = month.start
    return Bulletin(
        month=month,
        stage=stage,
        title=say("notice.title", year=day.year, month=day.month),
        number=remarks.number or say("notice.no-number"),
        addressees=remarks.addressees or (say("notice.addressees"),),
        opening=tuple(_opening(material, stage)),
        sections=tuple(_sections(material, remarks)),
        issuer=material.unit(remarks.issuer) if remarks.issuer else Name("unit", "", say("notice.issuer")),
        issued=remarks.issued if stage is Stage.ISSUED else None,
        basis=Basis(commit, tuple(_version(one, month.last) for one in material.ledger.rulebooks), ledger.as_of),
        record=remarks.path,
    )


def months_of(ledger: Ledger, book: Book) -> tuple[Period, ...]:
    """The months that have outcomes, up to the ledger's moment, oldest first."""
    found = {month_of(one) for one in scoped(ledger, book).outcomes}
    return tuple(sorted(month for month in found if month.start <= ledger.as_of.date()))


def _stage(material: Material, remarks: Remarks) -> Stage:
    if material.unfinished:
        return Stage.UNFINISHED
    issued = remarks.issued is not None and remarks.issued <= material.as_of.date()
    return Stage.ISSUED if issued else Stage.DRAFT


def _opening(material: Material, stage: Stage) -> Iterator[Paragraph]:
    day, as_of = material.month.start, format_moment(material.as_of)
    if stage is Stage.UNFINISHED:
        yield paragraph("notice.unfinished", year=str(day.year), month=str(day.month), as_of=as_of)
    elif stage is Stage.DRAFT:
        yield paragraph("notice.draft")
    yield paragraph("notice.opening", year=str(day.year), month=str(day.month))
    if material.lacking:
        absent = {kind for kinds in material.lacking.values() for kind in kinds}
        kinds = "、".join(material.book.kind(name).title for name in sorted(absent))
        yield paragraph("notice.uncounted", kinds=kinds, rules=str(len(material.lacking)))


def _sections(material: Material, remarks: Remarks) -> Iterator[Section]:
    for number, (identity, make) in enumerate(SECTIONS.items(), start=1):
        title = say(f"section.{identity}")
        told = _uncounted(material, identity) or tuple(make(material))
        yield Section(identity, numeral(number), title, told, remarks.on(identity))
    asked: tuple[Block, ...] = tuple(
        paragraph("next.item", number=str(number), text=text) for number, text in enumerate(remarks.next_month, start=1)
    )
    title, last = say(f"section.{NEXT_MONTH}"), numeral(len(SECTIONS) + 1)
    yield Section(NEXT_MONTH, last, title, asked or (paragraph("next.none"),), remarks.on(NEXT_MONTH))


def _uncounted(material: Material, identity: str) -> tuple[Block, ...]:
    """What a section says whose records are not here: that it cannot be counted, never that there was nothing."""
    absent = [kind for kind in TELLS.get(identity, ()) if kind in material.book.absent]
    kinds = "、".join(material.book.kind(name).title for name in absent)
    return (paragraph("notice.absent", kinds=kinds),) if absent else ()


def _version(rulebook: Rulebook, last: date) -> Version:
    """The rulebook with the latest day on or before ``last`` on which anything in it began or changed."""
    starts = [rulebook.start, *(rule.start for rule in rulebook.rules)]
    starts += [change.start for rule in rulebook.rules for change in rule.changes]
    return Version(rulebook.title, max((day for day in starts if day is not None and day <= last), default=None))
