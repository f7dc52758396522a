"""Months: the cards of late, and a page for each month of a person or unit that explains all that belongs to it (A7.1).

Every outcome that is no finding is explained on just one of these pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from taizhang.closing.text import word
from taizhang.desk.week import post_in
from taizhang.publish import level
from taizhang.publish.closings import Sealed
from taizhang.publish.maker import Maker
from taizhang.publish.on_time import CARDED, on_time_of
from taizhang.publish.sheets import Carded, Sheet, sheets_of
from taizhang.publish.signing import Signing
from taizhang.publish.stamp import Page
from taizhang.publish.view import View
from taizhang.when.period import parse_period

SHOWN = CARDED
"""How many months the list shows."""
SCORE_STEPS = (Decimal(90), Decimal(80), Decimal(70), Decimal(60))
"""Mean scores below these are shaded, each more strongly than the one before."""
LATE = 2
"""How many quarters, half-years and years."""


def pages(maker: Maker) -> Iterator[Page]:
    """The list and every month's page."""
    view = maker.view
    sheets = sheets_of(view.ledger.outcomes)
    cards = late_cards(view, sheets)
    yield maker.page(
        "months.html",
        "months/",
        "months/",
        "考核",
        cards=cards,
        scores=on_time_of(view).score_rows(),
        steps=SCORE_STEPS,
        further=further_cards(view, sheets),
        columns=tuple(dict.fromkeys(section.title for sheet in cards for section in sheet.sections)),
        shared=tuple(sheet for sheet in sheets if not sheet.person),
        unit_of=lambda sheet: unit_of(view, sheet),
        sealed_of=lambda sheet: sealed(view, sheet),
        word=word,
    )
    lines, signing = line_titles(view), Signing(view.registers)
    for sheet in sheets:
        yield maker.page(
            "month.html",
            "months/shell/",
            sheet.address,
            title(view, sheet),
            words(view, sheet),
            sheet=sheet,
            unit=unit_of(view, sheet),
            sealed=sealed(view, sheet),
            word=word,
            lines=lines,
            current=sheet.month.contains(view.as_of),
            signers=signing.of_card(sheet.person, unit_of(view, sheet), min(sheet.month.last, view.as_of.date())),
            level=level.of_month(view, sheet),
        )


def late_cards(view: View, sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets with cards of the last months that have any: newest month first, then in the order of the people."""
    order = {person.id: number for number, person in enumerate(view.people)}
    carded = [sheet for sheet in sheets if sheet.card]
    months = list(dict.fromkeys(sheet.month for sheet in carded))[:SHOWN]
    shown = [sheet for sheet in carded if sheet.month in months]
    return tuple(sorted(shown, key=lambda one: (months.index(one.month), order.get(one.person, len(order)))))


def further_cards(view: View, sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, Carded], ...]:
    """The cards of quarters, half-years and years that ended or run now, the latest of each kind and the one before.

    Newest period first, then in the order of the people.
    """
    order = {person.id: number for number, person in enumerate(view.people)}
    found = [(sheet, one) for sheet in sheets for one in sheet.further]
    periods: defaultdict[str, list[str]] = defaultdict(list)
    for key in dict.fromkeys(one.card.period for _, one in found):
        if (period := parse_period(key)) is not None and len(periods[period.kind]) < LATE:
            periods[period.kind].append(key)
    shown = [key for keys in periods.values() for key in keys]
    kept = [(sheet, one) for sheet, one in found if one.card.period in shown]
    return tuple(
        sorted(kept, key=lambda pair: (shown.index(pair[1].card.period), order.get(pair[0].person, len(order))))
    )


def line_titles(view: View) -> Mapping[str, str]:
    """What the lines of all cards are called, by id: who has no card has entries on them all the same."""
    return {line.id: line.title for card in view.ledger.scorecards for line in card.lines}


def unit_of(view: View, sheet: Sheet) -> str:
    """The id of the unit a sheet belongs to: of the person's latest post in the month, "" for who held none."""
    if not sheet.person:
        return sheet.unit
    person = view.registers.entity("person", sheet.person)
    post = post_in(person, sheet.month) if person else None
    return str(post.values.get("unit", "")) if post else ""


def sealed(view: View, sheet: Sheet) -> Sealed | None:
    """The sheet's card as it was sealed; None while the month is open."""
    return view.closings.of(unit_of(view, sheet), sheet.month, sheet.person, sheet.card)


def title(view: View, sheet: Sheet) -> str:
    """``张伟 2026 年 10 月``; the month alone for what belongs to no unit either."""
    name = view.person(sheet.person) if sheet.person else view.unit(sheet.unit)
    return f"{name} {sheet.month.start.year} 年 {sheet.month.start.month} 月".strip()


def words(view: View, sheet: Sheet) -> str:
    """A month is found by itself, whose it is, and the unit."""
    unit = unit_of(view, sheet)
    return " ".join(part for part in (sheet.month.key, sheet.person, unit, view.unit(unit)) if part)
