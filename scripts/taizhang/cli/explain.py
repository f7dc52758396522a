"""``taizhang explain``: why a person's month, or any one outcome, is what it is; down to the line, up to the clause."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from taizhang.cli.command import as_of_argument, common_arguments
from taizhang.cli.company import open_book, open_ledger
from taizhang.closing import closing_of, verify
from taizhang.closing.text import names_of, sealed_text
from taizhang.desk.asked import Unknown, month_of, near, person_of
from taizhang.desk.month_text import card_text, month_text
from taizhang.desk.sentences import say
from taizhang.desk.week import post_in
from taizhang.explain import Told, field_titles, tell, to_text
from taizhang.facts.registers import Entity, Registers
from taizhang.ledger import Ledger
from taizhang.ledger.month import month_of_person
from taizhang.records.book import Book
from taizhang.rules.outcome import Cause, Scorecard
from taizhang.when.period import Period, PeriodKind, period_of

HELP = "说明一个人的一个月,或任何一项应办、问题、记账,为什么是这样"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what to explain."""
    common_arguments(parser)
    parser.add_argument("asked", metavar="键或人", help="例如 weekly-report/2026-W42/zhang-wei,或 zhang-wei")
    parser.add_argument("month", nargs="?", metavar="月份", help="说明一个人时写哪个月,例如 2026-10,默认本月")
    as_of_argument(parser)


def run(chosen: argparse.Namespace) -> int:
    """Print the reasons; 1 where there is no such outcome, person or month."""
    book = open_book(chosen)
    ledger = open_ledger(chosen, book)
    text = _text(chosen.asked, chosen.month, book, ledger)
    if isinstance(text, Unknown):
        print(text.text, file=sys.stderr)
        return 1
    sys.stdout.write(text)
    return 0


def _text(asked: str, month: str | None, book: Book, ledger: Ledger) -> str | Unknown:
    teller, registers = _teller(book), Registers(book)
    found = None if month else ledger.find(asked)
    if isinstance(found, Scorecard):
        return card_text(found, teller)
    if found is not None:
        return to_text(teller(found.cause))
    if not month and "/" in asked:
        known = {one.key: one.key for one in ledger.outcomes}
        return Unknown(say("asked.key", value=asked) + near(asked, known))
    person = person_of(registers, asked)
    period = month_of(month) if month else period_of(PeriodKind.MONTH, ledger.as_of.date())
    for one in (person, period):
        if isinstance(one, Unknown):
            return one
    assert isinstance(person, Entity)
    assert isinstance(period, Period)
    post = post_in(person, period)
    unit = registers.entity("unit", str(post.values.get("unit", ""))) if post else None
    account = month_of_person(ledger, person, unit.name if unit else "", period)
    return month_text(account, ledger.as_of, teller) + _sealed(book, ledger, unit.id if unit else "", person.id, period)


def _sealed(book: Book, ledger: Ledger, unit: str, person: str, month: Period) -> str:
    """That the month is sealed, with what differs; nothing while it is open."""
    closing = closing_of(book, unit, month) if unit else None
    if closing is None or not closing.sealed(ledger.as_of):
        return ""
    lines = sealed_text(verify(ledger, book, closing), person, names_of(book, ledger))
    return "".join(f"{line}\n" for line in ("", *lines))


def _teller(book: Book) -> Callable[[Cause], Told]:
    """Turns causes into told lines with the book's places, units and fields."""
    title_of = field_titles(book)

    def name_of(unit: str) -> str:
        record = book.find("unit", unit)
        return record.text("name") if record else unit

    return lambda cause: tell(cause, book.place, name_of, title_of)
